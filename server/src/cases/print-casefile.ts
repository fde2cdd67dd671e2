import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { visibleFile } from '@quanxue/domain/cases/visible.ts';
import { sql } from 'kysely';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask, FileAnswer } from '../basis/http.ts';
import { renderPdf } from '../basis/print/render-pdf.ts';
import { rolesOf } from './author.ts';
import { casefileSheet, pictureName } from './casefile-sheet.ts';
import { headOf } from './export-casefile.ts';
import { evidenceOf } from './get-evidence.ts';
import { type LoadedCase, loadCase } from './load-case.ts';
import { viewCase } from './view-case.ts';

const TEMPLATE = readFileSync(new URL('./casefile.typ', import.meta.url), 'utf8');

/** Who prints full numbers: those who may unmask them one by one. Everybody else's print is masked as the screen is. */
const UNMASKED: readonly Role[] = ['county-committee', 'township-leader', 'social-affairs', 'principal', 'roll-keeper'];

/** Bytes of one picture and of all pictures that go on paper; the rest is listed with its hash. */
const PICTURE = 4_000_000;
const PICTURES = 40_000_000;

/** The case file on paper, in Chinese, as PDF/A. On record before it is made. */
export async function printTheCaseFile(
  house: House,
  ask: Ask<{ caseId: string }, { asOf?: Day | undefined }>,
): Promise<FileAnswer> {
  const roles = rolesOf(ask.actor);
  const today = house.clock.today();
  const paper = await ask.inTransaction(async (tx) => {
    const loaded = await loadCase(house, tx, ask.params.caseId);
    const full = roles.some((role) => UNMASKED.includes(role));
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'printCaseFile',
      requestId: ask.requestId,
      caseId: loaded.id,
      childId: loaded.childId,
      what: { full },
    });
    const view = viewCase(loaded, roles, ask.query.asOf ?? today);
    const seen = visibleFile(loaded.file, roles);
    return {
      view: full ? { ...view, casefile: seen } : view,
      pictures: await printable(tx, seen),
      names: await placeNames(tx, loaded.childId),
      villages: loaded.villages,
      head: headOf(loaded),
    };
  });
  const pictures: Record<string, Uint8Array> = {};
  for (const sha256 of paper.pictures) pictures[pictureName(sha256)] = await buffer(house.evidence.read(sha256));
  const pdf = await renderPdf({
    template: TEMPLATE,
    data: casefileSheet({
      view: paper.view,
      ...paper.names,
      villages: paper.villages,
      printedBy: ask.actor.name,
      printedOn: today,
      head: paper.head,
      pictures: new Set(paper.pictures),
    }),
    pictures,
  });
  return {
    content: Buffer.from(pdf),
    mediaType: 'application/pdf',
    name: `一生一案_${paper.view.casefile.child.name}_${today}.pdf`,
    inline: true,
  };
}

/** Hashes of the photos that go on paper, in the order of the story, as long as there is room. */
async function printable(tx: Tx, file: LoadedCase['file']): Promise<string[]> {
  const named = [...new Set(file.entries.flatMap(evidenceOf).flatMap((item) => item.sha256 ?? []))];
  if (named.length === 0) return [];
  const rows = await tx
    .selectFrom('evidence')
    .select(['sha256', 'bytes'])
    .where('sha256', 'in', named)
    .where('media_type', 'in', ['image/jpeg', 'image/png'])
    .where('bytes', '<=', PICTURE)
    .execute();
  const bytes = new Map(rows.map((row) => [row.sha256, row.bytes]));
  let room = PICTURES;
  return named.filter((sha256) => {
    const size = bytes.get(sha256);
    if (size === undefined || size > room) return false;
    room -= size;
    return true;
  });
}

/** County and township of the child: those above its village, else above whoever entered it. */
async function placeNames(tx: Tx, childId: string): Promise<{ county: string; township: string }> {
  const { rows } = await sql<{ kind: string; name: string }>`
    select units.kind, units.name from children
      cross join lateral unit_ancestors(coalesce(residence_unit_id, registered_unit_id, owner_unit_id)) as above (id)
      join units on units.id = above.id
      where children.id = ${childId}`.execute(tx);
  const name = (kind: string) => rows.find((row) => row.kind === kind)?.name ?? '';
  return { county: name('county'), township: name('township') };
}
