import { setImmediate as breathe } from 'node:timers/promises';
import { isSame } from '@quanxue/domain/children/record.ts';
import { sql } from 'kysely';
import { bytesArray } from '../basis/array-parameter.ts';
import type { Tx } from '../basis/database.ts';
import { appending, type ChainedChanges, chainChanges, recordChanges } from '../basis/ledger-events.ts';
import type { DataKey } from '../basis/seal.ts';
import { describeChange } from './describe-change.ts';
import { type Batch, openRow, type StagedRow } from './import-batch.ts';
import type { ImportTools } from './imports.ts';
import { insertListRows, isListRow } from './insert-list-rows.ts';
import { makeUnits } from './make-units.ts';
import { problems } from './problems.ts';
import { readStanding } from './standing.ts';
import { type ChildUpdate, insertingChildren, updateChildren } from './write-children.ts';
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

/** Rows about children whom the ledger does not know yet, sealed and chained while the database is still busy. */
interface NewChildren {
  readonly numbers: readonly Buffer[];
  /** In their order: a key belongs to a child that is there. */
  readonly writes: readonly ((tx: Tx) => Promise<void>)[];
}

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
    await sql`set local enable_seqscan = off`.execute(tx);
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
    const keys = this.tools.keys.forNewChildren(rows.map((row) => row.childId));
    const lines: LineToWrite[] = [];
    const changes: ChainedChanges[number][] = [];
    for (let from = 0; from < rows.length; from += BREATH) {
      const some = rows.slice(from, from + BREATH);
      lines.push(...linesOf(this.tools, some, keys.keys, this.today));
      const told = some.flatMap((row) => describeChange(this.batch, row) ?? []);
      changes.push(...chainChanges(this.now, this.actor, told, keys.keys));
      await breathe();
    }
    const by = { batchId: this.batch.id, accountId: this.actor.accountId, now: this.now };
    const children = insertingChildren(
      this.tools.keys,
      keys.keys,
      rows.flatMap(({ childId: id, staged }) =>
        staged.after
          ? {
              id,
              child: staged.after,
              schoolUnitId: staged.schoolingAfter?.schoolUnitId ?? null,
              populationBatchId: staged.listsNow ? this.batch.id : null,
            }
          : [],
      ),
      { ...by, ownerUnitId: this.batch.unitId },
    );
    await breathe();
    const events = appending(changes);
    await breathe();
    const numbers = rows.flatMap(({ staged }) => staged.after?.citizenId ?? []);
    return {
      numbers: numbers.map((number) => this.tools.keys.lookup(number)),
      writes: [children, keys.write, writingLines(lines, by), events],
    };
  }

  private async write(key: DataKey, rows: readonly Row[], fresh: NewChildren): Promise<void> {
    await this.refuseNumbersTaken(fresh.numbers);
    for (const part of fresh.writes) await part(this.tx);
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

  /** Somebody with the number of a new child may have come into the ledger since the preview. */
  private async refuseNumbersTaken(numbers: readonly Buffer[]): Promise<void> {
    if (numbers.length === 0) return;
    const { rows: others } = await sql`
      select from children where withdrawn_at is null
        and citizen_hmac = any(${bytesArray(numbers)}::bytea[]) limit 1`.execute(this.tx);
    if (others.length > 0) throw problems.ledgerChanged({ file: this.batch.fileName });
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
    const { before, after, schoolingAfter, listsNow } = staged;
    if (!after && !schoolingAfter) return undefined;
    return {
      id,
      withdrawn: false,
      // A roll mostly tells where a child learns and nothing new of the child: then nothing of it is sealed anew.
      ...(after && !isSame(before, after) && { child: after }),
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
