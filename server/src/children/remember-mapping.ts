import { shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import type { ImportBatch } from '@quanxue/domain/children/operations.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import { newId } from '../basis/ids.ts';
import type { Batch } from './import-batch.ts';
import type { ImportTools } from './imports.ts';
import type { RememberedMapping } from './workbook/read-list.ts';

/** A mapping as it was confirmed for an earlier list. */
export interface Mapping extends RememberedMapping {
  readonly sender: string;
  readonly at: string;
  readonly fileName: string;
}

const MOST = 200;

/** What columns meant in lists of this kind that this unit confirmed: those of the same sender first, then the newest. */
export async function readMappings(tx: Tx, batch: Batch): Promise<readonly Mapping[]> {
  const { rows } = await sql<Omit<Mapping, 'headerRows'> & { headerRows: number[] }>`
    select m.id, m.fingerprint, m.header_rows as "headerRows", m.columns, m.sender, m.remembered_at as at,
      b.file_name as "fileName"
    from (
      select distinct on (sender, fingerprint) * from import_mappings
      where unit_id = ${batch.unitId} and kind = ${batch.kind}
      order by sender, fingerprint, remembered_at desc
    ) m join import_batches b on b.id = m.batch_id
    order by m.sender = ${batch.sender ?? ''} desc, m.remembered_at desc limit ${MOST}`.execute(tx);
  return rows;
}

export function asLastTime(mappings: readonly Mapping[], id: string | null): ImportBatch['asLastTime'] {
  const found = mappings.find((mapping) => mapping.id === id);
  return found ? { sender: found.sender, on: shanghaiDay(found.at), fileName: found.fileName } : null;
}

/** Keeps the mapping of a batch that has just been confirmed, for the sender's next list. */
export async function rememberMapping(
  tools: Pick<ImportTools, 'clock'>,
  tx: Tx,
  accountId: string,
  batch: Batch,
): Promise<void> {
  const { mapping, fingerprint, asLastTime: last } = batch.detail;
  if (!mapping || !fingerprint) return;
  const columns = Object.fromEntries(mapping.columns.map(({ letter, field }) => [letter, field]));
  await tx
    .insertInto('import_mappings')
    .values({
      id: newId(tools.clock),
      unit_id: batch.unitId,
      kind: batch.kind,
      sender: batch.sender ?? last?.sender ?? '',
      fingerprint,
      sheet: mapping.sheet,
      header_rows: [...mapping.headerRows],
      columns: JSON.stringify(columns),
      batch_id: batch.id,
      remembered_at: tools.clock.now(),
      remembered_by: accountId,
    })
    .execute();
}
