import { schoolYearOf } from '@quanxue/domain/basis/plain-date.ts';
import type { SchoolingRecord } from '@quanxue/domain/children/record.ts';
import { type RawBuilder, sql } from 'kysely';
import { bytesArray, dayArray, intArray, textArray, uuidArray } from '../basis/array-parameter.ts';
import type { Tx } from '../basis/database.ts';
import { newId } from '../basis/ids.ts';
import type { DataKey } from '../basis/seal.ts';
import type { StagedRow } from './import-batch.ts';
import type { ImportTools } from './imports.ts';
import { rollKind, sealSchooling } from './sealed.ts';

/** A line of the schooling ledger, sealed. */
export interface LineToWrite {
  readonly id: string;
  readonly childId: string;
  readonly line: SchoolingRecord;
  readonly fromOn: string;
  readonly rollHmac: Buffer | null;
  readonly sealed: Buffer | null;
  readonly dataKeyId: string | null;
}

/** The lines that staged rows write. */
export function linesOf(
  tools: Pick<ImportTools, 'keys' | 'clock'>,
  rows: readonly { readonly childId: string; readonly staged: StagedRow }[],
  dataKeys: ReadonlyMap<string, DataKey>,
  today: string,
): LineToWrite[] {
  return rows.flatMap(({ childId, staged: { schoolingAfter: line, schoolingBeforeId: closes } }) => {
    if (!line) return [];
    const id = newId(tools.clock);
    const key = dataKeys.get(childId);
    if (!key) throw new Error(`no data key for child ${childId}`);
    const { rollNumber } = line;
    return {
      id,
      childId,
      line,
      fromOn: closes ? today : firstDay(line, today),
      rollHmac: rollNumber ? tools.keys.lookup(rollNumber) : null,
      sealed: rollNumber ? sealSchooling(key, id, { rollNumber }) : null,
      dataKeyId: rollNumber ? key.id : null,
    };
  });
}

/** The roll speaks of the whole school year; a suspicion or a child that cannot be found is known from today. */
function firstDay(line: SchoolingRecord, today: string): string {
  return line.state === 'suspected' || line.state === 'unknown' ? today : `${schoolYearOf(today)}-09-01`;
}

/** Adds lines; those that they follow are closed by then. */
export async function writeLines(
  tx: Tx,
  lines: readonly LineToWrite[],
  by: { readonly batchId: string; readonly accountId: string; readonly now: string },
): Promise<void> {
  if (lines.length > 0) await writingLines(lines, by).execute(tx);
}

/** The statement that does so. */
export function writingLines(
  lines: readonly LineToWrite[],
  by: { readonly batchId: string; readonly accountId: string; readonly now: string },
): RawBuilder<unknown> {
  const of = <T>(value: (line: LineToWrite) => T) => lines.map(value);
  const basis = JSON.stringify({ kind: 'list', batchId: by.batchId });
  return sql`
    insert into schooling (id, child_id, state, from_on, school_unit_id, school_name, grade, class, marks, roll_hmac, sealed,
      data_key_id, batch_id, basis, roll_kind, recorded_at, recorded_by)
    select r.id, r.child_id, r.state, r.from_on, r.school_unit_id, r.school_name, r.grade, r.class, r.marks::text[],
      r.roll_hmac, r.sealed, r.data_key_id, ${by.batchId}::uuid, ${basis}::jsonb, r.roll_kind, ${by.now}::timestamptz, ${by.accountId}::uuid
    from unnest(
      ${uuidArray(of((each) => each.id))}::uuid[], ${uuidArray(of((each) => each.childId))}::uuid[], ${textArray(of((each) => each.line.state))}::text[],
      ${dayArray(of((each) => each.fromOn))}::date[], ${uuidArray(of((each) => each.line.schoolUnitId))}::uuid[],
      ${textArray(of((each) => each.line.schoolName))}::text[], ${intArray(of((each) => each.line.grade))}::int[],
      ${textArray(of((each) => each.line.class))}::text[], ${textArray(of((each) => `{${each.line.marks.join(',')}}`))}::text[],
      ${bytesArray(of((each) => each.rollHmac))}::bytea[], ${bytesArray(of((each) => each.sealed))}::bytea[],
      ${uuidArray(of((each) => each.dataKeyId))}::uuid[], ${textArray(of((each) => rollKind(each.line.rollNumber)))}::text[]
    ) as r (id, child_id, state, from_on, school_unit_id, school_name, grade, class, marks, roll_hmac, sealed, data_key_id,
      roll_kind)`;
}
