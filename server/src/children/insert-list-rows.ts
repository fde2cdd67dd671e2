import { sql } from 'kysely';
import { booleanArray, bytesArray, dayArray, intArray, textArray, uuidArray } from '../basis/array-parameter.ts';
import type { Tx } from '../basis/database.ts';
import type { DataKey } from '../basis/seal.ts';
import type { Batch, StagedRow } from './import-batch.ts';
import type { ImportTools } from './imports.ts';

interface Row {
  readonly sheet: string;
  readonly row: number;
  readonly childId: string;
  readonly outcome: string;
  readonly staged: StagedRow;
}

export function isListRow(row: { readonly outcome: string }): boolean {
  return row.outcome === 'listed' || row.outcome === 'unidentified';
}

/** Keeps the rows of a list that change no ledger: what they say is sealed, how they are found again is not. */
export async function insertListRows(
  tools: Pick<ImportTools, 'keys'>,
  tx: Tx,
  key: DataKey,
  batch: Batch,
  rows: readonly Row[],
): Promise<void> {
  const kept = rows.flatMap((row) =>
    isListRow(row) && row.staged.listed ? { ...row, listed: row.staged.listed } : [],
  );
  if (kept.length === 0) return;
  const of = <T>(value: (row: (typeof kept)[number]) => T) => kept.map(value);
  const lookup = (number: string | null | undefined) => (number ? tools.keys.lookup(number) : null);
  await sql`
    insert into list_rows (batch_id, sheet, row, child_id, name, birth_date, citizen_hmac, roll_hmac, registered_unit_id,
      school_unit_id, grade, class, present, sealed, data_key_id)
    select ${batch.id}::uuid, r.*, ${key.id}::uuid
    from unnest(
      ${textArray(of((each) => each.sheet))}::text[], ${intArray(of((each) => each.row))}::int[], ${uuidArray(of((each) => each.childId || null))}::uuid[],
      ${textArray(of(({ listed }) => listed.name))}::text[], ${dayArray(of(({ listed }) => listed.birthDate))}::date[],
      ${bytesArray(of(({ listed }) => lookup(listed.citizenId)))}::bytea[], ${bytesArray(of(({ listed }) => lookup(listed.school?.rollNumber)))}::bytea[],
      ${uuidArray(of(({ staged }) => staged.registeredUnitId ?? null))}::uuid[], ${uuidArray(of(({ staged }) => staged.schoolUnitId ?? null))}::uuid[],
      ${intArray(of(({ listed }) => listed.school?.grade ?? null))}::int[], ${textArray(of(({ listed }) => listed.school?.class ?? null))}::text[],
      ${booleanArray(of(({ listed }) => listed.present ?? null))}::boolean[],
      ${bytesArray(of(({ row, listed }) => key.seal(listed, `list_rows/${batch.id}/${row}`)))}::bytea[]
    ) as r`.execute(tx);
}
