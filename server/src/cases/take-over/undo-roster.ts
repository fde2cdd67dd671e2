import { shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import { fold } from '@quanxue/domain/casefile/fold.ts';
import type { CaseFile, Entry } from '@quanxue/domain/casefile/schema.ts';
import { takeOverProblems } from '@quanxue/domain/cases/take-over/problems.ts';
import type { RosterBatch } from '@quanxue/domain/cases/take-over/roster-operations.ts';
import { sql } from 'kysely';
import { audit } from '../../basis/audit.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { problems } from '../../basis/problems.ts';
import { loadCase } from '../load-case.ts';
import { moveChild } from '../move-child.ts';

/**
 * Takes a roster back as long as nobody has added to its cases. Nothing is deleted: the cases and their logs stay in the
 * database, out of everybody's sight, and the schooling ledger says again what it said.
 */
export async function undoTheRoster(
  house: House,
  ask: Ask<{ batchId: string }, unknown, { reason: string }>,
): Promise<RosterBatch> {
  const { batchId } = ask.params;
  const { actor } = ask;
  return ask.inTransaction(async (tx) => {
    const batch = await tx.selectFrom('roster_batches').selectAll().where('id', '=', batchId).executeTakeFirst();
    if (!batch) throw problems.notFound();
    if (batch.undone_at) throw takeOverProblems.rosterUndone({ day: shanghaiDay(batch.undone_at) });
    const cases = await tx
      .selectFrom('roster_cases')
      .selectAll()
      .where('batch_id', '=', batchId)
      .orderBy('row')
      .execute();
    // A case out of this person's sight (the child has moved) is not theirs to take back.
    if (cases.length !== batch.cases) throw problems.notFound();
    await tx
      .selectFrom('cases')
      .select('id')
      .where(
        'id',
        'in',
        cases.map((each) => each.case_id),
      )
      .orderBy('id')
      .forUpdate()
      .execute();
    const added = await addedTo(tx, batchId);
    const [first] = added;
    if (first) throw takeOverProblems.rosterAddedTo({ name: first.name });
    const now = house.clock.now();
    const today = house.clock.today();
    for (const { case_id: caseId, child_id: childId } of cases) {
      const loaded = await loadCase(house, tx, caseId);
      const entryId = loaded.file.entries.at(-1)?.id ?? caseId;
      await tx.updateTable('cases').set({ open: false }).where('id', '=', caseId).execute();
      if (fold(loaded.file, today).open) {
        await moveChild(
          house,
          tx,
          { childId, caseId, entryId, actor },
          loaded.file,
          asNeverReported(loaded.file, today),
        );
      }
      await tx
        .insertInto('withdrawn_cases')
        .values({ case_id: caseId, batch_id: batchId, recorded_at: now, recorded_by: actor.accountId })
        .execute();
      await audit(house.clock, tx, {
        actorId: actor.accountId,
        operation: 'undoRoster',
        requestId: ask.requestId,
        caseId,
        childId,
        what: { batchId },
      });
    }
    await tx
      .updateTable('roster_batches')
      .set({ undone_at: now, undone_by: actor.accountId, undo_reason: ask.body.reason })
      .where('id', '=', batchId)
      .execute();
    const [answer] = await readBatches(tx, batchId);
    if (!answer) throw problems.notFound();
    return answer;
  });
}

/** What the schooling ledger is to make of it: the report was mistaken. */
function asNeverReported(file: CaseFile, today: string): CaseFile {
  const mistaken: Entry = { id: 'undone', kind: 'closure', on: today, reason: 'data-error' };
  return { ...file, entries: [...file.entries, mistaken] };
}

export async function listTheRosters(_house: House, ask: Ask): Promise<{ batches: RosterBatch[] }> {
  return ask.inTransaction(async (tx) => ({ batches: await readBatches(tx) }));
}

async function readBatches(tx: Tx, batchId: string | null = null): Promise<RosterBatch[]> {
  const { rows } = await sql<RosterBatch & { seen: number }>`
    select b.id, b.file_name as "fileName", b.created_at as at, a.name as by, b.cases, b.undone_at as undone,
        b.undone_at is null and (select count(*) from roster_cases r where r.batch_id = b.id) = b.cases as undoable
      from roster_batches b join accounts a on a.id = b.created_by
      where ${batchId}::uuid is null or b.id = ${batchId}::uuid
      order by b.created_at desc, b.id desc limit 100`.execute(tx);
  const added = new Set((await addedTo(tx, batchId)).map((each) => each.batch));
  return rows.map((row) => ({ ...row, undoable: row.undoable && !added.has(row.id) }));
}

/** Cases to which somebody has added since: an entry, a paper, a proposal, a page that was filed or waits. */
async function addedTo(tx: Tx, batchId: string | null): Promise<{ batch: string; name: string }[]> {
  const { rows } = await sql<{ batch: string; name: string }>`
    select r.batch_id as batch, c.name from roster_cases r join children c on c.id = r.child_id
      where (${batchId}::uuid is null or r.batch_id = ${batchId}::uuid)
        and ((select count(*) from entries e where e.case_id = r.case_id) > r.entries
          or exists (select from taken_scans s where s.case_id = r.case_id)
          or exists (select from closure_proposals p where p.case_id = r.case_id)
          or exists (select from audit a where a.child_id = r.child_id and a.case_id = r.case_id and a.operation = 'issuePaper'))
      order by r.row`.execute(tx);
  return rows;
}
