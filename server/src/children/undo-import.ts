import type { Text } from '@quanxue/domain/basis/problem.ts';
import type { ImportBatch, undoImport } from '@quanxue/domain/children/operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { Ask } from '../basis/http.ts';
import { type LedgerChange, recordChanges } from '../basis/ledger-events.ts';
import { type Batch, openRow, readBatch, type StagedRow } from './import-batch.ts';
import type { ImportTask } from './import-work.ts';
import type { Imports, ImportTools } from './imports.ts';
import { refuseUnless } from './map-import.ts';
import { problems } from './problems.ts';
import { readImport } from './read-imports.ts';
import { forgetPlaces } from './remember-places.ts';
import { updateChildren } from './write-children.ts';
import { takeBackHouseholds } from './write-households.ts';

type Params = z.output<NonNullable<(typeof undoImport)['params']>>;

const CHUNK = 1000;

/**
 * Takes a confirmed import back as one batch, in one transaction: what it added is withdrawn (the rows stay, the lists
 * leave them out), what it changed stands as before, what it closed is open again. Each is an event of the child's chain.
 *
 * @throws Problem `import-not-undoable` when later facts stand on it.
 */
export async function undoTheImport(imports: Imports, ask: Ask<Params>): Promise<ImportBatch> {
  const { importId } = ask.params;
  // In the asker's sight, and nothing else going on with it.
  await ask.inTransaction(async (tx) => refuseUnless(['confirmed'], await readBatch(tx, importId)));
  const { accountId } = ask.actor;
  if (!imports.work.isRunning(importId)) {
    await imports.work.run({ kind: 'undo', batchId: importId, accountId, requestId: ask.requestId });
    await imports.files.remove(importId);
  }
  return readImport(imports, ask.actor, importId);
}

/** The taking back itself, in the thread of the imports. */
export async function takeBackImport(tools: ImportTools, task: ImportTask): Promise<void> {
  const { clock, database } = tools;
  const { batchId: importId, accountId, requestId } = task;
  await database.inTransaction(task, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('quanxue import', 0))`.execute(tx);
    const batch = await readBatch(tx, importId, true);
    refuseUnless(['confirmed'], batch);
    const why = await whyNotUndoable(tx, batch);
    if (why) throw problems.notUndoable({ file: batch.fileName, why: why.zh, whyEn: why.en });
    await takeBack(tools, { accountId }, tx, batch);
    await tx
      .updateTable('import_batches')
      .set({ state: 'undone', undone_at: clock.now(), undone_by: accountId })
      .where('id', '=', importId)
      .execute();
    await audit(clock, tx, { actorId: accountId, operation: 'undoImport', requestId, what: { importId } });
  });
}

/** Why a confirmed batch cannot be undone, or null when it can: nothing later stands on what it wrote. */
export async function whyNotUndoable(tx: Tx, batch: Batch): Promise<Text | null> {
  const ours = sql`select child_id from import_rows where batch_id = ${batch.id} and outcome in ('added', 'changed', 'gone')`;
  const { rows } = await sql<{ cases: number; later: string | null; changed: number }>`
    -- Only chains that do not end with this import are looked at more closely: of a county's list, hardly any.
    with moved as materialized (
      select r.child_id from (${ours}) r
        cross join lateral (
          select e.body -> 'from' ->> 'importId' as import_id from ledger_events e
          where e.chain_id = r.child_id order by e.position desc limit 1
        ) last
        where last.import_id is distinct from ${batch.id})
    select
      (select count(*)::int from cases where child_id in
        (select child_id from import_rows where batch_id = ${batch.id} and outcome = 'added')) as cases,
      (select b.file_name from import_rows r join import_batches b on b.id = r.batch_id
        where b.state = 'confirmed' and b.confirmed_no > ${batch.confirmedNo} and r.child_id in (${ours})
        limit 1) as later,
      (select count(*)::int from moved join ledger_events e on e.chain_id = moved.child_id where e.position > (
        select max(position) from ledger_events own
        where own.chain_id = e.chain_id and own.body -> 'from' ->> 'importId' = ${batch.id})
        -- An import that was taken back, and its taking back, leave nothing behind.
        and coalesce(e.body -> 'from' ->> 'importId', e.body -> 'undoes' ->> 'importId', '') not in
          (select id::text from import_batches where state = 'undone')) as changed`.execute(tx);
  const found = rows[0];
  if (found?.later) {
    return {
      zh: `之后又导入了“${found.later}”，其中有同样的儿童。请先撤销那一次。`,
      en: `"${found.later}" was imported later and names the same children. Undo that one first.`,
    };
  }
  if (found && found.cases > 0) {
    return {
      zh: `其中 ${found.cases} 名儿童已建立一生一案。请改为重新导入正确的名单。`,
      en: `${found.cases} of its children have case files by now. Import a corrected list instead.`,
    };
  }
  if (found && found.changed > 0) {
    return {
      zh: `其中 ${found.changed} 处内容后来又有改动。请改为重新导入正确的名单。`,
      en: `${found.changed} of its facts were changed afterwards. Import a corrected list instead.`,
    };
  }
  return null;
}

type By = { readonly accountId: string };

async function takeBack(tools: ImportTools, by: By, tx: Tx, batch: Batch): Promise<void> {
  const now = tools.clock.now();
  const key = await tools.keys.ofBatch(tx, batch.id);
  const { added, changed, gone } = batch.detail.counts;
  let done = 0;
  await sql`update schooling set withdrawn_at = ${now} where batch_id = ${batch.id} and withdrawn_at is null`.execute(
    tx,
  );
  await forgetPlaces(tx, batch.id, now);
  await takeBackHouseholds(tx, batch.id, now);
  let after = -2_147_483_648;
  for (;;) {
    const { rows } = await sql<{ row: number; child_id: string; outcome: string; sealed: Buffer }>`
      select row, child_id, outcome, sealed from import_rows
      where batch_id = ${batch.id} and sheet = ${batch.detail.mapping?.sheet ?? ''} and row > ${after} and row <> 0 and outcome in ('added', 'changed', 'gone')
        and child_id is not null
      order by row limit ${CHUNK}`.execute(tx);
    const last = rows.at(-1);
    if (!last) break;
    after = last.row;
    tools.signal.throwIfAborted();
    const staged = rows
      .map((row) => ({ ...row, staged: openRow<StagedRow>(key, batch.id, row.row, row.sealed) }))
      // Off a list that changes nothing by itself: there is nothing to take back.
      .filter((row) => row.staged.after || row.staged.schoolingAfter);
    await reopenLines(
      tx,
      staged.flatMap((row) => row.staged.schoolingBeforeId ?? []),
    );
    const dataKeys = await tools.keys.ofChildren(
      tx,
      staged.map((row) => row.child_id),
    );
    const updates = staged.map(
      ({ child_id: id, outcome, staged: { before, schoolingAfter, schoolingBefore, listsNow } }) => ({
        id,
        child: before,
        withdrawn: outcome === 'added',
        ...(schoolingAfter && { schoolUnitId: schoolingBefore?.schoolUnitId ?? null }),
        ...(listsNow && { populationBatchId: null }),
      }),
    );
    await updateChildren(tools.keys, tx, dataKeys, updates, now);
    await recordChanges(
      tools,
      tx,
      by,
      staged.map(
        ({ child_id: childId, outcome }): LedgerChange => ({
          childId,
          kind: outcome === 'added' ? 'child-withdrawn' : 'child-restored',
          body: { undoes: { importId: batch.id, list: batch.kind } },
        }),
      ),
    );
    done += rows.length;
    tools.progress(done, added + changed + gone);
  }
  await closeUnits(tools, by, tx, batch);
}

/** The lines that the import had closed are open again. */
async function reopenLines(tx: Tx, lineIds: readonly string[]): Promise<void> {
  if (lineIds.length === 0) return;
  await sql`update schooling set to_on = null where id = any(${lineIds}::uuid[]) and withdrawn_at is null`.execute(tx);
}

/** Villages and schools that the import made, and at which nobody is: they end. */
async function closeUnits(tools: ImportTools, by: By, tx: Tx, batch: Batch): Promise<void> {
  const ids = batch.detail.newUnits.map((unit) => unit.id);
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    update units u set valid_to = ${tools.clock.today()}::date - 1
    where id = any(${ids}::uuid[]) and valid_to is null
      and not exists (select from children c where c.withdrawn_at is null
        and u.id in (c.registered_unit_id, c.residence_unit_id, c.school_unit_id))
      and not exists (select from posts where posts.unit_id = u.id)
      and not exists (select from units below where below.parent_id = u.id)
    returning id`.execute(tx);
  await recordChanges(
    tools,
    tx,
    by,
    rows.map(({ id }) => ({ unitId: id, kind: 'unit-ended', body: { undoes: { importId: batch.id } } })),
  );
}
