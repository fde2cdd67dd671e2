import { createHash } from 'node:crypto';
import { placeholderOf, writtenIn } from '@quanxue/domain/statistics/placeholders.ts';
import type { removeTemplate, TableTemplate, uploadTemplate } from '@quanxue/domain/statistics/table-operations.ts';
import { TABLE_NUMBERS, type TableKey } from '@quanxue/domain/statistics/tables.ts';
import { openXlsx, type Sheet } from 'hucre';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask, Upload } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems } from '../basis/problems.ts';
import { statisticsProblems } from './problems.ts';
import { letters } from './write-table.ts';

type Params = z.output<NonNullable<(typeof uploadTemplate)['params']>>;
type Query = z.output<NonNullable<(typeof uploadTemplate)['query']>>;

const MEGABYTES = 2;

/**
 * Puts in the office's own sheet for a table, after looking at each cell: every placeholder must be known, those of a row
 * must stand in one row, and no formula may point at rows that filling moves.
 */
export async function uploadTheTemplate(house: House, ask: Ask<Params, Query>, upload: Upload): Promise<TableTemplate> {
  const bytes = await readWhole(upload);
  const { table } = ask.params;
  const placeholders = await checkTemplate(bytes, table);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await put(house, ask, table, { file_name: ask.query.fileName, content: bytes, sha256, placeholders });
  return {
    table,
    fileName: ask.query.fileName,
    placeholders,
    uploadedAt: house.clock.now(),
    uploadedBy: ask.actor.name,
  };
}

/** Goes back to the product's layout. The sheet stays on record. */
export async function removeTheTemplate(house: House, ask: Ask<Params>): Promise<{ removed: boolean }> {
  await put(house, ask, ask.params.table, { file_name: '', content: null, sha256: null, placeholders: [] });
  return { removed: true };
}

type RemoveAsk = Ask<z.output<NonNullable<(typeof removeTemplate)['params']>>>;

async function put(
  house: House,
  ask: RemoveAsk | Ask<Params, Query>,
  table: TableKey,
  sheet: { file_name: string; content: Buffer | null; sha256: string | null; placeholders: string[] },
): Promise<void> {
  await ask.inTransaction(async (tx) => {
    await tx
      .insertInto('table_templates')
      .values({
        id: newId(house.clock),
        table_key: table,
        ...sheet,
        uploaded_at: house.clock.now(),
        uploaded_by: ask.actor.accountId,
      })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      {
        unitId: ask.post.unitId,
        kind: sheet.content ? 'table-template-set' : 'table-template-removed',
        body: { table, fileName: sheet.file_name, sha256: sheet.sha256 },
      },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: sheet.content ? 'uploadTemplate' : 'removeTemplate',
      requestId: ask.requestId,
      what: { table, sha256: sheet.sha256 },
    });
  });
}

async function readWhole({ stream, bytes }: Upload): Promise<Buffer> {
  const limit = MEGABYTES * 1e6;
  if (bytes !== undefined && bytes > limit) throw problems.tooLarge({ megabytes: MEGABYTES });
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limit) throw problems.tooLarge({ megabytes: MEGABYTES });
    pieces.push(piece);
  }
  if (size === 0) throw problems.emptyUpload();
  return Buffer.concat(pieces);
}

/** @returns the placeholders found, each once. */
async function checkTemplate(bytes: Uint8Array, table: TableKey): Promise<string[]> {
  const sheets = await readSheets(bytes);
  const found = new Set<string>();
  const unknown: string[] = [];
  for (const sheet of sheets) {
    const rowsWithRow = new Set<number>();
    for (const [row, cells] of sheet.rows.entries()) {
      for (const [column, value] of cells.entries()) {
        if (sheet.cells?.get(`${row},${column}`)?.formula)
          throw statisticsProblems.templateFormula({ cell: cellName(sheet, row, column) });
        if (typeof value !== 'string') continue;
        for (const written of writtenIn(value)) {
          const placeholder = placeholderOf(table, written);
          if (!placeholder) unknown.push(`${cellName(sheet, row, column)} {{${written}}}`);
          else {
            found.add(placeholder.key);
            if (placeholder.of === 'row') rowsWithRow.add(row + 1);
          }
        }
      }
    }
    if (rowsWithRow.size > 1) {
      throw statisticsProblems.templateRows({ sheet: sheet.name, rows: [...rowsWithRow].join('、') });
    }
  }
  if (unknown.length > 0) {
    throw statisticsProblems.templateUnknown({ count: unknown.length, unknown: unknown.slice(0, 20).join('；') });
  }
  if (found.size === 0) throw statisticsProblems.templateEmpty({ table: TABLE_NUMBERS[table] });
  return [...found];
}

async function readSheets(bytes: Uint8Array): Promise<Sheet[]> {
  try {
    return (await openXlsx(bytes, { readStyles: true })).sheets;
  } catch {
    throw statisticsProblems.templateUnreadable();
  }
}

function cellName(sheet: Sheet, row: number, column: number): string {
  return `${sheet.name}!${letters(column)}${row + 1}`;
}
