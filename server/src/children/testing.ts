import { checkCharacter } from '@quanxue/domain/children/citizen-number.ts';
import type { ListKind } from '@quanxue/domain/children/fields.ts';
import {
  confirmImport,
  getImport,
  type ImportBatch,
  type ImportRow,
  listImportRows,
  uploadImport,
} from '@quanxue/domain/children/operations.ts';
import { type CellValue, writeXlsx } from 'hucre';
import type { Client } from '../testing.ts';

/* For tests only: invented lists, and the steps of an import. */

/** A citizen number of the impossible area 509999. */
export function citizenNumber(birthDate: string, sequence: number): string {
  const first17 = `509999${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return first17 + checkCharacter(first17);
}

export async function workbook(rows: CellValue[][], sheet = '名单'): Promise<Buffer> {
  return Buffer.from(await writeXlsx({ sheets: [{ name: sheet, rows }] }));
}

const WORKING = new Set(['reading', 'committing']);

/** Waits until a batch is read or written. */
export async function settledImport(client: Client, importId: string): Promise<ImportBatch> {
  for (;;) {
    const batch = await client.ask(getImport, { params: { importId } });
    if (!WORKING.has(batch.state)) return batch;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Uploads a list and waits for its preview (or its failure). */
export async function previewed(
  client: Client,
  kind: ListKind,
  file: Buffer,
  fileName = '名单.xlsx',
  sender?: string,
): Promise<ImportBatch> {
  const batch = await client.ask(uploadImport, { query: { kind, fileName, sender }, upload: file });
  return settledImport(client, batch.id);
}

export async function rowsOf(
  client: Client,
  importId: string,
  outcome?: ImportRow['outcome'] | 'warning',
): Promise<ImportRow[]> {
  const { rows } = await client.ask(listImportRows, {
    params: { importId },
    query: { ...(outcome && { outcome }), limit: 500 },
  });
  return rows;
}

/** Confirms a previewed list and waits for its end. */
export async function confirmed(client: Client, importId: string): Promise<ImportBatch> {
  await client.ask(confirmImport, { params: { importId } });
  return settledImport(client, importId);
}
