import { type Day, shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import type { Tx } from '../basis/database.ts';

export interface WaitingImport {
  readonly importId: string;
  readonly fileName: string;
  readonly unitId: string;
  readonly since: Day;
  readonly rows: number;
}

/** Lists that were sent and read, and that nobody has confirmed or cancelled: none of their rows counts yet. */
export async function waitingImports(tx: Tx): Promise<WaitingImport[]> {
  const rows = await tx
    .selectFrom('import_batches')
    .select(['id', 'file_name', 'unit_id', 'created_at', 'rows_total'])
    .where('state', 'in', ['mapping', 'preview'])
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    importId: row.id,
    fileName: row.file_name,
    unitId: row.unit_id,
    since: shanghaiDay(row.created_at),
    rows: row.rows_total,
  }));
}
