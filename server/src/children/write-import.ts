import { setImmediate as breathe } from 'node:timers/promises';
import { isSame } from '@quanxue/domain/children/record.ts';
import { type RawBuilder, sql } from 'kysely';
import { bytesArray } from '../basis/array-parameter.ts';
import type { Tx } from '../basis/database.ts';
import { appending, type ChainedChanges, chainChanges, recordChanges } from '../basis/ledger-events.ts';
import type { DataKey } from '../basis/seal.ts';
import { describeChange } from './describe-change.ts';
import { type Batch, openRow, type StagedRow } from './import-batch.ts';
import type { Imports, ImportTools } from './imports.ts';
import { insertListRows, isListRow } from './insert-list-rows.ts';
import { makeUnits } from './make-units.ts';
import { problems } from './problems.ts';
import { readStanding } from './standing.ts';
import {
  type ChildUpdate,
  insertingChildren,
  type NewChild,
  type SealedNewChild,
  sealNewChild,
  updateChildren,
} from './write-children.ts';
import { firstHouseholds } from './write-households.ts';
import { type LineToWrite, linesOf, writeLines, writingLines } from './write-schooling.ts';

/** Rows written between two looks at the signal. */
const CHUNK = 1000;
/** Rows sealed and hashed before the database's answers are looked at again. */
const BREATH = 25;

interface Row {
  readonly sheet: string;
  readonly row: number;
  readonly childId: string;
  readonly outcome: string;
  readonly staged: StagedRow;
}

/** Rows about children whom the ledger does not know yet: sealed, chained and in words while the database is still busy. */
type NewChildren = readonly RawBuilder<unknown>[];

/** Writes the staged rows of one batch into the ledgers, in the transaction that it is given. */
export class WriteImport {
  private readonly tools: ImportTools;
  private readonly actor: { readonly accountId: string };
  /** Reads the staged rows ahead, by a connection of its own. */
  private readonly reader: Tx;
  private readonly tx: Tx;
  private readonly batch: Batch;
  private readonly now: string;
  private readonly today: string;

  constructor(tools: ImportTools, actor: { readonly accountId: string }, reader: Tx, tx: Tx, batch: Batch) {
    this.tools = tools;
    this.actor = { accountId: actor.accountId };
    this.reader = reader;
    this.tx = tx;
    this.batch = batch;
    this.now = tools.clock.now();
    this.today = tools.clock.today();
  }

  async run(): Promise<void> {
    const { tx, batch } = this;
    const { counts } = batch.detail;
    // The tables that this very transaction fills have no statistics: left to guess, every look-up of a number would read
    // them whole.
    for (const each of [tx, this.reader]) await sql`set local enable_seqscan = off`.execute(each);
    const total = counts.added + counts.changed + counts.gone + counts.listed + counts.unidentified;
    await makeUnits(this.tools, this.actor, tx, batch);
    const key = await this.tools.keys.ofBatch(tx, batch.id);
    let writing: Promise<void> = Promise.resolve();
    let done = 0;
    let rows = await this.read(key, -2_147_483_648);
    for (let last = rows.at(-1); last; last = rows.at(-1)) {
      this.tools.signal.throwIfAborted();
      const prepared = await this.prepare(rows.filter((row) => row.staged.isNew));
      await writing;
      const now = rows;
      writing = this.write(key, now, prepared).then(() => {
        done += now.length;
        this.tools.progress(done, total);
      });
      // Heeded at the next turn; until then it must not pass for a failure that nobody awaits.
      writing.catch(() => {});
      rows = await this.read(key, last.row);
    }
    await writing;
    await tx
      .updateTable('import_batches')
      .set({
        state: 'confirmed',
        confirmed_at: this.now,
        confirmed_by: this.actor.accountId,
        confirmed_no: sql<number>`nextval('import_confirmations')`,
        rows_done: total,
        rows_total: total,
      })
      .where('id', '=', batch.id)
      .execute();
  }

  /** One row more of a list that is confirmed already; `batch` names no units but those that this row needs. */
  async runOne(row: Row): Promise<void> {
    await makeUnits(this.tools, this.actor, this.tx, this.batch);
    const key = await this.tools.keys.ofBatch(this.tx, this.batch.id);
    const fresh = await this.prepare(row.staged.isNew && row.staged.after ? [row] : []);
    await this.write(key, [row], fresh);
  }

  private async read(key: DataKey, after: number): Promise<Row[]> {
    const { rows } = await sql<{
      sheet: string;
      row: number;
      child_id: string | null;
      outcome: string;
      sealed: Buffer;
    }>`
      select sheet, row, child_id, outcome, sealed from import_rows
      where batch_id = ${this.batch.id} and sheet = ${this.batch.detail.mapping?.sheet ?? ''} and row > ${after} and row <> 0 and outcome in ('added', 'changed', 'gone', 'listed', 'unidentified')
      order by row limit ${CHUNK}`.execute(this.reader);
    const opened: Row[] = [];
    for (const { sheet, row, child_id, outcome, sealed } of rows) {
      opened.push({
        sheet,
        row,
        childId: child_id ?? '',
        outcome,
        staged: openRow<StagedRow>(key, this.batch.id, row, sealed),
      });
      if (opened.length % BREATH === 0) await breathe();
    }
    return opened;
  }

  private async prepare(rows: readonly Row[]): Promise<NewChildren> {
    if (rows.length === 0) return [];
    const { keys } = this.tools;
    const numbers = await this.refuseNumbersTaken(rows);
    const looked = { lookup: (text: string) => numbers.get(text) ?? keys.lookup(text) };
    const made = keys.forNewChildren();
    const children: SealedNewChild[] = [];
    const lines: LineToWrite[] = [];
    const changes: ChainedChanges[number][] = [];
    for (let from = 0; from < rows.length; from += BREATH) {
      const some = rows.slice(from, from + BREATH);
      made.add(some.map((row) => row.childId));
      for (const row of some) {
        const child = this.newChild(row);
        if (child) children.push(sealNewChild(looked, made.keys.get(row.childId), child));
      }
      lines.push(...linesOf(this.tools, some, made.keys, this.today));
      const told = some.flatMap((row) => describeChange(this.batch, row) ?? []);
      changes.push(...chainChanges(this.now, this.actor, told, made.keys));
      await breathe();
    }
    const by = { batchId: this.batch.id, accountId: this.actor.accountId, now: this.now };
    const first = insertingChildren(children, { ...by, ownerUnitId: this.batch.unitId });
    await breathe();
    const inserts = [made.insert(), appending(changes)];
    await breathe();
    if (lines.length > 0) inserts.push(writingLines(lines, by));
    const households = children.flatMap(({ id, child }) => (child.households.length > 0 ? [{ ...child, id }] : []));
    if (households.length > 0) inserts.push(firstHouseholds(households, by));
    return [first, together(inserts)];
  }

  private newChild({ childId: id, staged }: Row): NewChild | undefined {
    if (!staged.after) return undefined;
    return {
      id,
      child: staged.after,
      schoolUnitId: staged.schoolingAfter?.schoolUnitId ?? null,
      populationBatchId: staged.listsNow ? this.batch.id : null,
    };
  }

  private async write(key: DataKey, rows: readonly Row[], fresh: NewChildren): Promise<void> {
    for (const statement of fresh) await statement.execute(this.tx);
    await this.writeStanding(rows.filter((row) => !row.staged.isNew && row.childId !== '' && !isListRow(row)));
    await insertListRows(this.tools, this.tx, key, this.batch, rows);
  }

  private async writeStanding(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const { tools, tx } = this;
    const ids = rows.map((row) => row.childId);
    // Held until the end, so that what is looked at now is what will be changed.
    await sql`select from children where id = any(${ids}::uuid[]) order by id for update`.execute(tx);
    await this.refuseIfChanged(rows);
    const dataKeys = await tools.keys.ofChildren(tx, ids);
    await updateChildren(
      tools.keys,
      tx,
      dataKeys,
      rows.flatMap((row) => this.update(row) ?? []),
      this.now,
      this.batch.id,
    );
    await this.closeLines(rows);
    await writeLines(tx, linesOf(tools, rows, dataKeys, this.today), {
      batchId: this.batch.id,
      accountId: this.actor.accountId,
      now: this.now,
    });
    await recordChanges(
      tools,
      tx,
      this.actor,
      rows.flatMap((row) => describeChange(this.batch, row) ?? []),
    );
  }

  /**
   * Somebody with the number of a new child may have come into the ledger since the preview.
   * @returns the numbers as they are looked up
   */
  private async refuseNumbersTaken(rows: readonly Row[]): Promise<ReadonlyMap<string, Buffer>> {
    const { keys } = this.tools;
    const numbers = new Map<string, Buffer>();
    for (const { staged } of rows) {
      if (staged.after?.citizenId) numbers.set(staged.after.citizenId, keys.lookup(staged.after.citizenId));
    }
    if (numbers.size === 0) return numbers;
    const { rows: others } = await sql`
      select from children where withdrawn_at is null
        and citizen_hmac = any(${bytesArray([...numbers.values()])}::bytea[])
      limit 1`.execute(this.reader);
    if (others.length > 0) throw problems.ledgerChanged({ file: this.batch.fileName });
    return numbers;
  }

  /**
   * The ledger may have moved on since the preview: a child is no more as it was shown. Then nothing is written, for
   * nobody has seen what would be.
   */
  private async refuseIfChanged(rows: readonly Row[]): Promise<void> {
    const ids = rows.map((row) => row.childId);
    const standing = await readStanding(this.tools.keys, this.tx, ids);
    const moved = rows.some(({ childId, outcome, staged }) => {
      const stands = standing.get(childId);
      const line = stands?.schooling?.id ?? null;
      if (!stands || (staged.schoolingAfter && line !== staged.schoolingBeforeId)) return true;
      if (outcome === 'gone') return stands.withdrawn;
      return outcome === 'added' ? !stands.withdrawn : stands.withdrawn || !isSame(stands.child, staged.before);
    });
    if (moved) throw problems.ledgerChanged({ file: this.batch.fileName });
  }

  private update({ childId: id, staged }: Row): ChildUpdate | undefined {
    const { before, after, schoolingAfter, listsNow, households: dated } = staged;
    if (!after && !schoolingAfter) return undefined;
    return {
      id,
      withdrawn: false,
      // A roll mostly tells where a child learns and nothing new of the child: then nothing of it is sealed anew.
      ...(after && !isSame(before, after) && { child: after }),
      ...(after && dated && { households: { id, households: after.households, dated } }),
      ...(schoolingAfter && { schoolUnitId: schoolingAfter.schoolUnitId }),
      ...(listsNow && { populationBatchId: this.batch.id }),
    };
  }

  private async closeLines(rows: readonly Row[]): Promise<void> {
    const closing = rows.flatMap(({ staged }) => (staged.schoolingAfter ? (staged.schoolingBeforeId ?? []) : []));
    if (closing.length === 0) return;
    await sql`
      update schooling set to_on = greatest(${this.today}::date, from_on) - 1
      where id = any(${closing}::uuid[]) and to_on is null`.execute(this.tx);
  }
}

const CHANGING: ReadonlySet<string> = new Set(['added', 'changed', 'listed', 'unidentified']);

/** Writes a row of a confirmed list that had waited for a decision, by the same way as the rest of the list. */
export async function writeOneRow(
  { house, files }: Imports,
  actor: { readonly accountId: string },
  tx: Tx,
  batch: Batch,
  row: Omit<Row, 'childId'> & { readonly childId: string | null },
): Promise<void> {
  if (!CHANGING.has(row.outcome)) return;
  const { database, keys, clock } = house;
  const tools = { database, keys, clock, files, signal: new AbortController().signal, progress: () => {} };
  await new WriteImport(tools, actor, tx, tx, batch).runOne({ ...row, childId: row.childId ?? '' });
}

/** Several inserts as one statement: the database goes through them without waiting for us in between. */
function together(inserts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const [last, ...others] = [...inserts].reverse();
  if (!last) throw new Error('nothing to write');
  if (others.length === 0) return last;
  const parts = others.map((insert, index) => sql`${sql.ref(`part${index}`)} as (${insert})`);
  return sql`with ${sql.join(parts)} ${last}`;
}
