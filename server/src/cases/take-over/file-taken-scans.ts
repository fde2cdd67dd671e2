import { fold } from '@quanxue/domain/casefile/fold.ts';
import type { Entry, Evidence } from '@quanxue/domain/casefile/schema.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import { takeOverProblems } from '@quanxue/domain/cases/take-over/problems.ts';
import type { fileTakenScans } from '@quanxue/domain/cases/take-over/scan-operations.ts';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { newId } from '../../basis/ids.ts';
import { problems } from '../../basis/problems.ts';
import type { TakenScansTable } from '../../basis/tables/cases.ts';
import { type LoadedCase, loadCase } from '../load-case.ts';
import { recordIn } from '../record-entry.ts';
import { lockScans } from './put-taken-scan.ts';

type Params = { readonly caseId: string; readonly entryId: string };
type Body = z.output<NonNullable<(typeof fileTakenScans)['body']>>;
type Row = Selectable<TakenScansTable>;

/**
 * Files pages of an old folder: as a paper of its own day, or added to an entry that stands (the sheet of a visit). Old
 * papers are taken into a case that was struck off since, as long as they are older than that.
 */
export async function fileTheTakenScans(house: House, ask: Ask<Params, unknown, Body>): Promise<{ filed: number }> {
  const { caseId, entryId } = ask.params;
  const { scanIds, as, more } = ask.body;
  return ask.inTransaction(async (tx) => {
    const before = await loadCase(house, tx, caseId, true);
    const scans = await lockScans(tx, scanIds);
    // The same filing sent again: it stands.
    if (before.log.some(({ entry }) => entry.id === entryId)) {
      if (more || scans.every((scan) => scan.entry_id === entryId)) return { filed: scans.length };
      throw problems.entryIdTaken({ id: entryId });
    }
    for (const scan of scans) {
      if (scan.state !== 'waiting') throw takeOverProblems.scanSettled({ name: scan.path });
      if (scan.case_id !== caseId) throw takeOverProblems.scanOtherCase({ name: scan.path });
    }
    const entry =
      'document' in as ? paper(entryId, as, scans) : withPages(before, entryId, as.entryId, scans, house.clock.today());
    await recordIn(house, tx, ask, before, entry, { given: {}, late: true });
    if (!more) {
      await tx
        .updateTable('taken_scans')
        .set({ state: 'filed', entry_id: entryId, settled_at: house.clock.now(), settled_by: ask.actor.accountId })
        .where('id', 'in', scanIds)
        .execute();
    }
    return { filed: scans.length };
  });
}

function paper(
  id: string,
  as: { document: Extract<Entry, { kind: 'document' }>['document']; on: string },
  scans: readonly Row[],
): Entry {
  return {
    id,
    kind: 'document',
    document: as.document,
    on: as.on,
    evidence: scans.map(pageOf),
    details: details(scans),
  };
}

/** The entry as it stands, with these pages besides. */
function withPages(before: LoadedCase, id: string, of: string, scans: readonly Row[], today: string): Entry {
  const standing = fold(before.file, today).entries.find((entry) => entry.id === of);
  if (!standing) throw caseProblems.amendsNothing({ of });
  const { id: _, recordedAt, recordedBy, ...rest } = standing;
  const evidence = [...withoutDue(rest.evidence ?? []), ...scans.map(pageOf)];
  return { id, kind: 'amendment', on: today, of, replacement: { ...rest, evidence }, details: details(scans) };
}

/**
 * Takes a filing back: a paper is withdrawn, an entry that had got pages stands again without them. The pages wait again.
 */
export async function unfileTheTakenScans(house: House, ask: Ask<Params>): Promise<{ waiting: number }> {
  const { caseId, entryId } = ask.params;
  return ask.inTransaction(async (tx) => {
    const before = await loadCase(house, tx, caseId, true);
    const filed = before.log.find(({ entry }) => entry.id === entryId)?.entry;
    const scans = await tx
      .selectFrom('taken_scans')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('entry_id', '=', entryId)
      .execute();
    if (!filed || scans.length === 0) throw problems.notFound();
    const today = house.clock.today();
    const id = newId(house.clock);
    const entry: Entry =
      filed.kind === 'amendment'
        ? withoutPages(before, id, filed.of, scans, today)
        : { id, kind: 'amendment', on: today, of: entryId, withdraw: true };
    await recordIn(house, tx, ask, before, entry);
    await tx
      .updateTable('taken_scans')
      .set({ state: 'waiting', entry_id: null, settled_at: null, settled_by: null })
      .where(
        'id',
        'in',
        scans.map((scan) => scan.id),
      )
      .execute();
    return { waiting: scans.length };
  });
}

function withoutPages(before: LoadedCase, id: string, of: string, scans: readonly Row[], today: string): Entry {
  const standing = fold(before.file, today).entries.find((entry) => entry.id === of);
  if (!standing) throw caseProblems.amendsNothing({ of });
  const { id: _, recordedAt, recordedBy, evidence = [], ...rest } = standing;
  const left = withoutDue(evidence).filter((item) => !scans.some((scan) => scan.sha256 === item.sha256));
  return { id, kind: 'amendment', on: today, of, replacement: { ...rest, ...(left.length > 0 && { evidence: left }) } };
}

function withoutDue(evidence: readonly Evidence[]): Evidence[] {
  return evidence.map(({ due, ...item }) => item);
}

function pageOf(scan: Row): Evidence {
  return { kind: 'scan', sha256: scan.sha256, name: scan.path.replace(/^.*\//, '') };
}

function details(scans: readonly Row[]) {
  return { takenOver: { path: scans.map((scan) => scan.path).join('；') } };
}

/** Sets blank backs and strange papers aside, or takes them back in. */
export async function leaveOutTheTakenScans(
  house: House,
  ask: Ask<undefined, unknown, { scanIds: string[]; leftOut: boolean }>,
): Promise<{ changed: number }> {
  const { scanIds, leftOut } = ask.body;
  return ask.inTransaction(async (tx) => {
    const scans = await lockScans(tx, scanIds);
    for (const scan of scans) if (scan.state === 'filed') throw takeOverProblems.scanSettled({ name: scan.path });
    await tx
      .updateTable('taken_scans')
      .set(
        leftOut
          ? { state: 'left-out', settled_at: house.clock.now(), settled_by: ask.actor.accountId }
          : { state: 'waiting', settled_at: null, settled_by: null },
      )
      .where('id', 'in', scanIds)
      .execute();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'leaveOutTakenScans',
      requestId: ask.requestId,
      what: { scans: scanIds, leftOut },
    });
    return { changed: scans.length };
  });
}
