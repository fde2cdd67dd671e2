import type { Entry, Evidence } from '@quanxue/domain/casefile/schema.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import { visibleFile } from '@quanxue/domain/cases/visible.ts';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask, FileAnswer } from '../basis/http.ts';
import { problems } from '../basis/problems.ts';
import { viewApprovals } from './approvals/view-approvals.ts';
import { rolesOf } from './author.ts';
import { loadCase } from './load-case.ts';

/** Kinds that a browser shows without running anything. */
const SHOWN = /^(image\/(jpeg|png|webp|gif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

/** One evidence file of a case: only through an entry of that case that the asker may see. Who looked is on record. */
export async function getTheEvidence(house: House, ask: Ask<{ caseId: string; sha256: string }>): Promise<FileAnswer> {
  const { caseId, sha256 } = ask.params;
  const { item, mediaType } = await ask.inTransaction(async (tx) => {
    const loaded = await loadCase(house, tx, caseId);
    const seen = visibleFile(loaded.file, rolesOf(ask.actor));
    const item =
      seen.entries.flatMap(evidenceOf).find((each) => each.sha256 === sha256) ??
      // Whoever checks a proposed closure sees what it rests on before it is in the log.
      (await viewApprovals(house, tx, loaded, ask.actor)).closures
        .flatMap(({ entry }) => entry.evidence ?? [])
        .find((each) => each.sha256 === sha256);
    if (!item) throw caseProblems.evidenceNotOfCase();
    const file = await tx.selectFrom('evidence').select('media_type').where('sha256', '=', sha256).executeTakeFirst();
    if (!file) throw problems.evidenceMissing();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'getEvidence',
      requestId: ask.requestId,
      caseId,
      childId: loaded.childId,
      what: { sha256 },
    });
    return { item, mediaType: file.media_type };
  });
  return {
    content: house.evidence.read(sha256),
    mediaType,
    name: item.name ?? `${sha256.slice(0, 12)}.${mediaType.split('/')[1]?.replace(/^(x-|vnd\.).*/, 'bin') ?? 'bin'}`,
    inline: SHOWN.test(mediaType),
  };
}

/** What an entry brings, an amendment also what its replacement brings. */
export function evidenceOf(entry: Entry): readonly Evidence[] {
  const replaced = entry.kind === 'amendment' ? (entry.replacement as Pick<Entry, 'evidence'> | undefined) : undefined;
  return [...(entry.evidence ?? []), ...(replaced?.evidence ?? [])];
}
