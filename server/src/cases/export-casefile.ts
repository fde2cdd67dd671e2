import { type CaseFile, EntrySchema } from '@quanxue/domain/casefile/schema.ts';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask, FileAnswer } from '../basis/http.ts';
import { type LoadedCase, loadCase } from './load-case.ts';

/** The whole case file in the open format, with the proofs of its chain. On record before it is given out. */
export async function exportTheCaseFile(house: House, ask: Ask<{ caseId: string }>): Promise<FileAnswer> {
  return ask.inTransaction(async (tx) => {
    const loaded = await loadCase(house, tx, ask.params.caseId);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'exportCaseFile',
      requestId: ask.requestId,
      caseId: loaded.id,
      childId: loaded.childId,
      what: { entries: loaded.log.length, head: headOf(loaded) },
    });
    const file = exportedFile(loaded, house.clock.today());
    return {
      content: Buffer.from(`${JSON.stringify(file, null, 1)}\n`),
      mediaType: 'application/json',
      name: `一生一案_${file.child.name}_${loaded.row.opened_on}.json`,
    };
  });
}

/**
 * The file as it leaves the house. What was taken in leaves as it came; added are `asOf` (the day of the export, once
 * something was recorded here) and, beside the proofs that came with it, the proof of this house's own chain.
 */
export function exportedFile(loaded: LoadedCase, today: string): CaseFile {
  const { file, head, origin, sealedHead, log } = loaded;
  const untouched = origin !== null && log.length === origin.entries;
  const asOf = untouched ? head.asOf : today;
  const { format, pack, child, calendar, entries } = file;
  return {
    format,
    ...(pack !== undefined && { pack }),
    ...(asOf !== undefined && { asOf }),
    child,
    ...(calendar && { calendar }),
    // The database keeps no order of keys; a reader wants the order of the form.
    entries: entries.map((entry) => EntrySchema.parse(entry)),
    chain: { ...sealedHead.chain, [`quanxue/${loaded.id}`]: chainOf(loaded) },
  };
}

/** Hash, author and times of each entry: SHA-256 over its canonical form, which takes in the hash before it. */
function chainOf(loaded: LoadedCase) {
  return {
    form: 1,
    child: loaded.childId,
    head: headOf(loaded),
    entries: loaded.log.map((stored) => ({
      id: stored.entry.id,
      position: stored.position,
      author: { id: stored.authorId, name: stored.author },
      post: stored.post,
      receivedAt: stored.receivedAt,
      hash: stored.hash,
    })),
  };
}

/** Hash of the last entry. */
export function headOf(loaded: LoadedCase): string {
  return loaded.log.at(-1)?.hash ?? '';
}
