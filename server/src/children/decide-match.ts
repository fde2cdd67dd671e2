import { shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import type { decideMatch } from '@quanxue/domain/children/match-operations.ts';
import { Places } from '@quanxue/domain/children/places.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { sentences } from './identify-sentences.ts';
import {
  type Batch,
  openRow,
  readBatch,
  STATE_WORDS,
  type StagedRow,
  sealRow,
  type Waited,
  writeBatch,
} from './import-batch.ts';
import type { Imports } from './imports.ts';
import { matchProblems } from './match-problems.ts';
import { settled } from './read-imports.ts';
import { readPlaces } from './read-places.ts';
import { readDecisions } from './remembered-decisions.ts';
import { type Compared, Staging } from './stage-rows.ts';
import { writeOneRow } from './write-import.ts';

type Params = z.output<NonNullable<(typeof decideMatch)['params']>>;
type Body = z.output<NonNullable<(typeof decideMatch)['body']>>;
type Answer = z.input<NonNullable<(typeof decideMatch)['answer']>>;

/** A row that waits, or did before it was decided. */
export interface DecidableRow {
  readonly row: number;
  readonly sheet: string;
  readonly name: string;
  readonly outcome: string;
  readonly childId: string | null;
  readonly key: Buffer;
  readonly staged: StagedRow;
}

/**
 * Says whether a row is about one of the children it may be about, and remembers it. In a list that is not confirmed yet
 * the row takes its place in the preview; in a confirmed one it is written at once.
 */
export async function decideTheMatch(imports: Imports, ask: Ask<Params, unknown, Body>): Promise<Answer> {
  const { house } = imports;
  const { importId, row: rowNo } = ask.params;
  return ask.inTransaction(async (tx) => {
    await lockImports(tx);
    const batch = await settled(imports, tx, await readBatch(tx, importId, true));
    if (batch.state !== 'preview' && batch.state !== 'confirmed') {
      const state = STATE_WORDS[batch.state];
      throw matchProblems.busy({ file: batch.fileName, state: state.zh, stateEn: state.en });
    }
    const row = await readDecidable(imports, tx, batch, rowNo);
    const waited = row?.staged.waited;
    const at = { file: batch.fileName, row: rowNo, name: row?.name ?? '' };
    if (row?.outcome !== 'waiting' || !waited) throw matchProblems.notWaiting(at);
    const childId = ask.body.decision === 'same' ? ask.body.childId : null;
    const pairs = childId ? waited.review.filter((pair) => pair.childId === childId) : waited.review;
    // A child outside the asker's sight is nobody's to decide about.
    const inSight = await tx
      .selectFrom('children')
      .select(['id', 'name'])
      .where('id', 'in', pairs.length > 0 ? pairs.map((pair) => pair.childId) : [importId])
      .where('withdrawn_at', 'is', null)
      .execute();
    const decided = pairs.filter((pair) => inSight.some((child) => child.id === pair.childId));
    if (decided.length === 0) throw matchProblems.notCandidate(at);
    await refuseContradiction(
      tx,
      row,
      ask.body.decision,
      decided.map((pair) => pair.childId),
    );
    if (childId) await refuseTaken(tx, batch, row, childId, decided[0]?.name ?? '');
    const actId = newId(house.clock);
    await tx
      .insertInto('match_decisions')
      .values(
        decided.map((pair) => ({
          id: newId(house.clock),
          act_id: actId,
          decision: ask.body.decision,
          row_key: row.key,
          child_id: pair.childId,
          kind: batch.kind,
          batch_id: batch.id,
          row: row.row,
          score: pair.score,
          decided_at: house.clock.now(),
          decided_by: ask.actor.accountId,
          post_role: ask.post.role,
          post_unit_id: ask.post.unitId,
        })),
      )
      .execute();
    await recordChanges(
      house,
      tx,
      ask.actor,
      decided.map((pair) => ({
        childId: pair.childId,
        kind: 'match-decided',
        body: { decision: ask.body.decision, from: { importId, list: batch.kind, sheet: row.sheet, row: row.row } },
      })),
    );
    const compared = await restage(house, tx, batch, row, waited, childId);
    if (batch.state === 'confirmed')
      await writeOneRow(imports, ask.actor, tx, compared.batch, { ...row, ...compared.row });
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'decideMatch',
      requestId: ask.requestId,
      ...(childId && { childId }),
      what: { importId, row: rowNo, decision: ask.body.decision, actId },
    });
    const { outcome } = compared.row;
    if (outcome === 'waiting') throw new Error('a decided row still waits');
    return { actId, outcome, written: batch.state === 'confirmed' };
  });
}

/** One at a time, as imports are: two rows must not take one child. */
export async function lockImports(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('quanxue import', 0))`.execute(tx);
}

export async function readDecidable(
  imports: Imports,
  tx: Tx,
  batch: Batch,
  rowNo: number,
): Promise<DecidableRow | undefined> {
  const found = await tx
    .selectFrom('import_rows')
    .selectAll()
    .where('batch_id', '=', batch.id)
    .where('sheet', '=', batch.detail.mapping?.sheet ?? '')
    .where('row', '=', rowNo)
    .executeTakeFirst();
  if (!found?.sealed || !found.identity_key) return undefined;
  const key = await imports.house.keys.ofBatch(tx, batch.id);
  return {
    row: found.row,
    sheet: found.sheet,
    name: found.name,
    outcome: found.outcome,
    childId: found.child_id,
    key: found.identity_key,
    staged: openRow<StagedRow>(key, batch.id, found.row, found.sealed),
  };
}

/** Compares one row anew, now that it is known whom it is about, and puts it in its place among the others. */
async function restage(house: House, tx: Tx, batch: Batch, row: DecidableRow, waited: Waited, childId: string | null) {
  const { clock, keys } = house;
  const { units, ...before } = await readPlaces(tx, clock.today());
  const made = batch.state === 'confirmed' ? [] : batch.detail.newUnits;
  const places = new Places([...units, ...made], batch.unitId, () => newId(clock), before);
  const batchKey = await keys.ofBatch(tx, batch.id);
  const mapping = batch.detail.mapping;
  const columns = (mapping?.columns ?? []).map((column) => ({ ...column, sample: [] }));
  const staging = new Staging({
    keys,
    clock,
    batch,
    batchKey,
    places,
    mapping: { sheet: row.sheet, columns },
    reader: tx,
    writer: tx,
  });
  const { listed, number, problems } = waited;
  const numbered = {
    row: row.row,
    name: row.name,
    problems,
    listed: number === null ? listed : undefined,
    ...(number !== null && { doubted: { listed, number } }),
  };
  const owner = listed.citizenId ? await ownerOf(tx, keys.lookup(listed.citizenId)) : undefined;
  // A number that is another child's stays with that child; nobody new can be taken in under it.
  const lent = owner !== undefined && owner.id !== childId;
  const ledgers = batch.kind === 'population' || batch.kind === 'roll';
  const compared = await staging.stageDecided(
    numbered,
    lent ? { ...listed, citizenId: null } : listed,
    childId,
    lent && !childId && ledgers ? sentences.numberTaken(owner.name) : null,
  );
  const placed = { ...compared, staged: { ...compared.staged, waited } };
  await moveRow(tx, batchKey, batch, row, placed);
  const newUnits = batch.state === 'confirmed' ? places.made : [...made, ...places.made];
  const after = await countMove(
    tx,
    batch,
    row.outcome,
    placed,
    batch.state === 'confirmed' ? [...batch.detail.newUnits, ...newUnits] : newUnits,
  );
  return { row: placed, batch: { ...after, detail: { ...after.detail, newUnits } } };
}

async function ownerOf(tx: Tx, hmac: Buffer): Promise<{ readonly id: string; readonly name: string } | undefined> {
  return tx
    .selectFrom('children')
    .select(['id', 'name'])
    .where('citizen_hmac', '=', hmac)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
}

/** Writes what has become of a staged row. */
export async function moveRow(
  tx: Tx,
  batchKey: Parameters<typeof sealRow>[0],
  batch: Batch,
  row: Pick<DecidableRow, 'row' | 'sheet'>,
  compared: Pick<Compared, 'outcome' | 'childId' | 'staged'>,
): Promise<void> {
  await tx
    .updateTable('import_rows')
    .set({
      outcome: compared.outcome,
      child_id: compared.childId,
      has_warning: compared.staged.problems.some((problem) => problem.level === 'warning'),
      sealed: sealRow(batchKey, batch.id, row.row, compared.staged),
    })
    .where('batch_id', '=', batch.id)
    .where('sheet', '=', row.sheet)
    .where('row', '=', row.row)
    .execute();
}

export async function countMove(
  tx: Tx,
  batch: Batch,
  from: string,
  to: Pick<Compared, 'outcome' | 'staged'>,
  newUnits = batch.detail.newUnits,
): Promise<Batch> {
  const counts = { ...batch.detail.counts };
  counts[from as Compared['outcome']] -= 1;
  counts[to.outcome] += 1;
  const { rows } = await sql<{ warnings: number }>`
    select count(*)::int as warnings from import_rows where batch_id = ${batch.id} and row > 0 and has_warning`.execute(
    tx,
  );
  counts.warnings = rows[0]?.warnings ?? counts.warnings;
  const detail = { ...batch.detail, counts, newUnits };
  await writeBatch(tx, batch.id, { detail });
  return { ...batch, detail };
}

async function refuseContradiction(
  tx: Tx,
  row: DecidableRow,
  decision: Body['decision'],
  childIds: readonly string[],
): Promise<void> {
  const held = (await readDecisions(tx, row.key)).get(row.key.toString('hex'));
  if (!held) return;
  const tell = (of: { by: string; at: string; childName: string }, zh: string, en: string) =>
    matchProblems.contradicts({ by: of.by, on: shanghaiDay(of.at), name: row.name, child: of.childName, zh, en });
  const { same } = held;
  if (same && (decision === 'apart' || !childIds.includes(same.childId))) throw tell(same, '就是', 'is');
  if (decision === 'apart') return;
  for (const childId of childIds) {
    const apart = held.apart.get(childId);
    if (apart) throw tell(apart, '不是', 'is not');
  }
}

async function refuseTaken(tx: Tx, batch: Batch, row: DecidableRow, childId: string, child: string): Promise<void> {
  const { rows } = await sql<{ row: number }>`
    select row from import_rows
    where batch_id = ${batch.id} and row > 0 and row <> ${row.row} and child_id = ${childId}
      and outcome in ('added', 'changed', 'same', 'listed') limit 1`.execute(tx);
  const other = rows[0]?.row;
  if (other !== undefined) throw matchProblems.childTaken({ child, other });
}
