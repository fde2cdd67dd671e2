import { rm } from 'node:fs/promises';
import { schoolYearOf } from '@quanxue/domain/basis/plain-date.ts';
import { Problem } from '@quanxue/domain/basis/problem.ts';
import type { confirmImport, ImportBatch } from '@quanxue/domain/children/operations.ts';
import { type ChildRecord, isSame, type SchoolingRecord } from '@quanxue/domain/children/record.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../basis/actor.ts';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { type LedgerChange, recordChanges } from '../basis/ledger-events.ts';
import type { DataKey } from '../basis/seal.ts';
import { type Batch, openRow, readBatch, type StagedRow, sentencesOf, writeBatch } from './import-batch.ts';
import type { Imports } from './imports.ts';
import { refuseUnless } from './map-import.ts';
import { problems } from './problems.ts';
import { readImport, settled } from './read-imports.ts';
import { rollKind, sealSchooling } from './sealed.ts';
import { readStanding } from './standing.ts';
import { type ChildUpdate, updateChildren } from './write-children.ts';

type Params = z.output<NonNullable<(typeof confirmImport)['params']>>;

/** Rows written between two looks at the signal; other requests are answered in between. */
const CHUNK = 200;

/**
 * Writes a previewed import to the ledgers: one transaction, so that all of it is there or nothing is. The answer comes
 * at once; the batch says how far it is.
 */
export async function confirmTheImport(imports: Imports, ask: Ask<Params>): Promise<ImportBatch> {
  const { importId } = ask.params;
  const { house, work } = imports;
  await ask.inTransaction(async (tx) => {
    const batch = await settled(imports, tx, await readBatch(tx, importId, true));
    if (batch.state === 'mapping') {
      const why = batch.detail.problem ?? { zh: '尚未指定各列', en: 'its columns are not mapped' };
      throw problems.importNotReady({ file: batch.fileName, why: why.zh, whyEn: why.en });
    }
    refuseUnless(['preview'], batch);
    await writeBatch(tx, importId, { state: 'committing', rowsDone: 0 });
  });
  work.start(
    importId,
    async ({ signal, progress }) => {
      try {
        await house.database.inTransaction(ask.actor, async (tx) => {
          // One import is written at a time: two lists that name the same new village do not make it twice.
          await sql`select pg_advisory_xact_lock(hashtextextended('quanxue import', 0))`.execute(tx);
          const batch = await readBatch(tx, importId, true);
          await new Confirming(imports, ask.actor, tx, batch).run(signal, progress);
          await audit(house.clock, tx, {
            actorId: ask.actor.accountId,
            operation: 'confirmImport',
            requestId: ask.requestId,
            what: { importId, counts: batch.detail.counts },
          });
        });
        await rm(imports.fileOf(importId), { force: true });
      } catch (error) {
        // Everything was rolled back; why is told with the preview, which stays.
        const problem = error instanceof Problem ? sentencesOf(error) : signal.aborted ? null : UNEXPECTED;
        await house.database.inTransaction(ask.actor, async (tx) => {
          const { detail } = await readBatch(tx, importId, true);
          await writeBatch(tx, importId, { state: 'preview', rowsDone: 0, detail: { ...detail, problem } });
        });
        if (!signal.aborted && !(error instanceof Problem)) throw error;
      }
    },
    (error) => house.say.bug(error, { importId }),
  );
  return readImport(imports, ask.actor, importId);
}

const UNEXPECTED = {
  zh: '写入时系统出现意外错误，什么也没有写入。请重试；若仍不行，请告诉管理员。',
  en: 'Something unexpected went wrong while writing; nothing was written. Try again; if it persists, tell the administrator.',
};

interface Row {
  readonly sheet: string;
  readonly row: number;
  readonly childId: string | null;
  readonly outcome: string;
  readonly staged: StagedRow;
}

class Confirming {
  private readonly imports: Imports;
  private readonly actor: Actor;
  private readonly tx: Tx;
  private readonly batch: Batch;
  private readonly now: string;
  private readonly today: string;

  constructor(imports: Imports, actor: Actor, tx: Tx, batch: Batch) {
    this.imports = imports;
    this.actor = actor;
    this.tx = tx;
    this.batch = batch;
    this.now = imports.house.clock.now();
    this.today = imports.house.clock.today();
  }

  async run(signal: AbortSignal, progress: (done: number, total: number) => void): Promise<void> {
    const { tx, batch } = this;
    const total = batch.detail.counts.added + batch.detail.counts.changed + batch.detail.counts.gone;
    await this.makeUnits();
    const key = await this.imports.house.keys.ofBatch(tx, batch.id);
    let after = -2_147_483_648;
    let done = 0;
    for (;;) {
      signal.throwIfAborted();
      const rows = await this.read(key, after);
      const last = rows.at(-1);
      if (!last) break;
      await this.write(rows);
      after = last.row;
      done += rows.length;
      progress(done, total);
    }
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

  private async makeUnits(): Promise<void> {
    const { newUnits } = this.batch.detail;
    if (newUnits.length === 0) return;
    const { rows: taken } = await sql`
      select from units u join unnest(
        ${newUnits.map((unit) => unit.kind)}::text[], ${newUnits.map((unit) => unit.code)}::text[],
        ${newUnits.map((unit) => unit.name)}::text[], ${newUnits.map((unit) => unit.parentId)}::uuid[]
      ) as n (kind, code, name, parent_id)
        on u.kind = n.kind and u.valid_to is null and (u.code = n.code or (u.name = n.name and u.parent_id = n.parent_id))
      limit 1`.execute(this.tx);
    if (taken.length > 0) throw problems.ledgerChanged({ file: this.batch.fileName });
    await this.tx
      .insertInto('units')
      .values(
        newUnits.map(({ id, kind, code, name, parentId }) => ({
          id,
          kind,
          code,
          name,
          parent_id: parentId,
          // Older facts are imported, too: the unit was there before the list named it.
          valid_from: '1949-10-01',
        })),
      )
      .execute();
    await recordChanges(
      this.imports.house,
      this.tx,
      this.actor,
      newUnits.map(({ id, kind, code, name, parentId }) => ({
        unitId: id,
        kind: 'unit-added',
        body: { kind, code, name, parentId, importId: this.batch.id },
      })),
    );
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
      where batch_id = ${this.batch.id} and sheet = ${this.batch.detail.mapping?.sheet ?? ''} and row > ${after} and row <> 0 and outcome in ('added', 'changed', 'gone')
      order by row limit ${CHUNK}`.execute(this.tx);
    return rows.map(({ sheet, row, child_id, outcome, sealed }) => ({
      sheet,
      row,
      childId: child_id,
      outcome,
      staged: openRow<StagedRow>(key, this.batch.id, row, sealed),
    }));
  }

  private async write(rows: readonly Row[]): Promise<void> {
    const { house } = this.imports;
    await this.refuseIfChanged(rows);
    const settled = rows.map((row) => ({ ...row, id: row.childId ?? newId(house.clock) }));
    const fresh = settled.filter((row) => row.childId === null);
    if (fresh.length > 0) await this.insertChildren(fresh);
    const dataKeys = await house.keys.ofChildren(
      this.tx,
      settled.map((row) => row.id),
    );
    await updateChildren(
      house.keys,
      this.tx,
      dataKeys,
      settled.flatMap((row) => this.update(row) ?? []),
      this.now,
      this.batch.id,
    );
    await this.writeSchooling(settled, dataKeys);
    await recordChanges(
      house,
      this.tx,
      this.actor,
      settled.flatMap((row) => this.change(row) ?? []),
    );
    await this.rememberChildren(fresh);
  }

  /**
   * The ledger may have moved on since the preview: a child is no more as it was shown, or a new one came by another
   * way. Then nothing is written, for nobody has seen what would be.
   */
  private async refuseIfChanged(rows: readonly Row[]): Promise<void> {
    const { keys } = this.imports.house;
    const standing = await readStanding(
      keys,
      this.tx,
      rows.flatMap((row) => row.childId ?? []),
    );
    const moved = rows.some(({ childId, outcome, staged }) => {
      if (!childId) return false;
      const stands = standing.get(childId);
      const line = stands?.schooling?.id ?? null;
      if (!stands || (staged.schoolingAfter && line !== staged.schoolingBeforeId)) return true;
      if (outcome === 'gone') return stands.withdrawn;
      return outcome === 'added' ? !stands.withdrawn : stands.withdrawn || !isSame(stands.child, staged.before);
    });
    const numbers = rows.flatMap(({ childId, staged }) => (childId ? [] : (staged.after?.citizenId ?? [])));
    const { rows: others } = await sql`
      select from children where withdrawn_at is null
        and citizen_hmac = any(${numbers.map((number) => keys.lookup(number))}::bytea[]) limit 1`.execute(this.tx);
    if (moved || others.length > 0) throw problems.ledgerChanged({ file: this.batch.fileName });
  }

  /** New rows, without their sealed part: a key belongs to a child that is there. */
  private async insertChildren(rows: readonly (Row & { id: string })[]): Promise<void> {
    await this.tx
      .insertInto('children')
      .values(
        rows.map(({ id, staged }) => ({
          id,
          name: staged.after?.name ?? '',
          sex: staged.after?.sex ?? 'unknown',
          birth_date: staged.after?.birthDate ?? '',
          owner_unit_id: this.batch.unitId,
          created_at: this.now,
          created_by: this.actor.accountId,
          changed_at: this.now,
        })),
      )
      .execute();
  }

  private update({ id, staged: { after, schoolingAfter, listsNow } }: Row & { id: string }): ChildUpdate | undefined {
    if (!after && !schoolingAfter) return undefined;
    return {
      id,
      withdrawn: false,
      ...(after && { child: after }),
      ...(schoolingAfter && { schoolUnitId: schoolingAfter.schoolUnitId }),
      ...(listsNow && { populationBatchId: this.batch.id }),
    };
  }

  /** Closes the line that stands and adds the new one. */
  private async writeSchooling(
    rows: readonly (Row & { id: string })[],
    dataKeys: ReadonlyMap<string, DataKey>,
  ): Promise<void> {
    const moving = rows.flatMap(({ id, staged: { schoolingAfter, schoolingBeforeId } }) =>
      schoolingAfter ? [{ id, line: schoolingAfter, closes: schoolingBeforeId }] : [],
    );
    if (moving.length === 0) return;
    const closing = moving.flatMap(({ closes }) => closes ?? []);
    if (closing.length > 0) {
      await sql`
        update schooling set to_on = greatest(${this.today}::date, from_on) - 1
        where id = any(${closing}::uuid[]) and to_on is null`.execute(this.tx);
    }
    await this.tx
      .insertInto('schooling')
      .values(
        moving.map(({ id, line, closes }) => {
          const lineId = newId(this.imports.house.clock);
          const key = dataKeys.get(id);
          if (!key) throw problems.ledgerChanged({ file: this.batch.fileName });
          return {
            id: lineId,
            child_id: id,
            state: line.state,
            from_on: closes ? this.today : this.firstDay(line),
            school_unit_id: line.schoolUnitId,
            school_name: line.schoolName,
            grade: line.grade,
            class: line.class,
            marks: [...line.marks],
            roll_hmac: line.rollNumber ? this.imports.house.keys.lookup(line.rollNumber) : null,
            sealed: line.rollNumber ? sealSchooling(key, lineId, { rollNumber: line.rollNumber }) : null,
            data_key_id: line.rollNumber ? key.id : null,
            batch_id: this.batch.id,
            basis: JSON.stringify({ kind: 'list', batchId: this.batch.id }),
            roll_kind: rollKind(line.rollNumber),
            recorded_at: this.now,
            recorded_by: this.actor.accountId,
          };
        }),
      )
      .execute();
  }

  /** The roll speaks of the whole school year; a suspicion or a child that cannot be found is known from today. */
  private firstDay(line: SchoolingRecord): string {
    return line.state === 'suspected' || line.state === 'unknown' ? this.today : `${schoolYearOf(this.today)}-09-01`;
  }

  /** The event of a row in the child's chain. */
  private change(row: Row & { id: string }): LedgerChange | undefined {
    const { after, before, schoolingAfter, schoolingBefore, listsNow } = row.staged;
    if (!after && !schoolingAfter) return undefined;
    const from = { importId: this.batch.id, list: this.batch.kind, sheet: row.sheet, row: Math.max(0, row.row) };
    const child = after ? difference(before, after) : { open: {}, secret: {} };
    const line = schoolingAfter && {
      before: schoolingBefore && plainLine(schoolingBefore),
      after: plainLine(schoolingAfter),
    };
    const secret = {
      ...child.secret,
      ...(schoolingAfter && schoolingAfter.rollNumber !== schoolingBefore?.rollNumber
        ? { rollNumber: { before: schoolingBefore?.rollNumber ?? null, after: schoolingAfter.rollNumber } }
        : {}),
    };
    return {
      childId: row.id,
      kind: row.outcome === 'added' ? 'child-added' : row.outcome === 'gone' ? 'child-gone' : 'child-changed',
      body: {
        from,
        ...(Object.keys(child.open).length > 0 && { child: child.open }),
        ...(line && { schooling: line }),
        ...(listsNow && { listed: true }),
      },
      ...(Object.keys(secret).length > 0 && { secret }),
    };
  }

  /** Says in the staged rows which children they made: undoing and the sources of a child ask for it. */
  private async rememberChildren(fresh: readonly (Row & { id: string })[]): Promise<void> {
    if (fresh.length === 0) return;
    await sql`
      update import_rows i set child_id = r.child_id
      from unnest(
        ${fresh.map((row) => row.sheet)}::text[], ${fresh.map((row) => row.row)}::int[], ${fresh.map((row) => row.id)}::uuid[]
      ) as r (sheet, row, child_id)
      where i.batch_id = ${this.batch.id} and i.sheet = r.sheet and i.row = r.row`.execute(this.tx);
  }
}

const SECRET: ReadonlySet<keyof ChildRecord> = new Set([
  'citizenId',
  'guardians',
  'disability',
  'registeredAddress',
  'address',
  'group',
]);

/** The fields of a child that differ, open ones and sealed ones apart, each with what stood before. */
function difference(before: ChildRecord | null, after: ChildRecord) {
  const open: Record<string, unknown> = {};
  const secret: Record<string, unknown> = {};
  for (const key of Object.keys(after) as (keyof ChildRecord)[]) {
    if (isSame(before?.[key] ?? null, after[key])) continue;
    (SECRET.has(key) ? secret : open)[key] = before ? { before: before[key], after: after[key] } : after[key];
  }
  return { open, secret };
}

function plainLine({ rollNumber: _, ...line }: SchoolingRecord) {
  const { state, schoolUnitId, schoolName, grade, class: className, marks } = line;
  return { state, schoolUnitId, schoolName, grade, class: className, marks };
}
