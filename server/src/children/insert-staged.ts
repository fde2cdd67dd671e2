import { sql } from 'kysely';
import { booleanArray, bytesArray, intArray, textArray, uuidArray } from '../basis/array-parameter.ts';
import type { Tx } from '../basis/database.ts';
import type { DataKey } from '../basis/seal.ts';
import { type Outcome, type StagedRow, sealRow } from './import-batch.ts';

export interface RowToStage {
  readonly row: number;
  readonly name: string;
  readonly childId: string | null;
  readonly outcome: Outcome;
  readonly staged: StagedRow;
  /** By which the same row is known again in the next list; only where its number does not tell. */
  readonly identityKey?: Buffer | null;
}

/** Seals staged rows at once; what it returns writes them, in one statement whatever their number. */
export function insertStaged(
  key: DataKey,
  batchId: string,
  sheet: string,
  rows: readonly RowToStage[],
): (tx: Tx) => Promise<void> {
  const sealed = rows.map(({ row, staged }) => sealRow(key, batchId, row, staged));
  const warned = rows.map(({ staged }) => staged.problems.some((problem) => problem.level === 'warning'));
  return async (tx) => {
    if (rows.length === 0) return;
    await sql`
      insert into import_rows (batch_id, sheet, row, outcome, has_warning, child_id, name, sealed, identity_key,
        data_key_id)
      select ${batchId}::uuid, ${sheet}, r.row, r.outcome, r.has_warning, r.child_id, r.name, r.sealed, r.identity_key, ${key.id}::uuid
      from unnest(
        ${intArray(rows.map(({ row }) => row))}::int[], ${textArray(rows.map(({ outcome }) => outcome))}::text[], ${booleanArray(warned)}::boolean[],
        ${uuidArray(rows.map(({ childId }) => childId))}::uuid[], ${textArray(rows.map(({ name }) => name.slice(0, 60)))}::text[],
        ${bytesArray(sealed)}::bytea[], ${bytesArray(rows.map(({ identityKey }) => identityKey ?? null))}::bytea[]
      ) as r (row, outcome, has_warning, child_id, name, sealed, identity_key)`.execute(tx);
  };
}
