import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { shown } from '@quanxue/domain/children/cell.ts';
import { RESULT_FIELDS, type ResultField } from '@quanxue/domain/children/fields.ts';
import type { CellProblem } from '@quanxue/domain/children/operations.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { DataKey } from '../basis/seal.ts';
import { type Batch, openRow, readBatch, type StagedRow } from './import-batch.ts';
import type { ImportTask } from './import-work.ts';
import type { ImportTools } from './imports.ts';
import type { ChildResult } from './result-of.ts';
import { editXlsx, letterAfter, type RowEdit, UNTOUCHED, widthOfSheet } from './workbook/edit-xlsx.ts';
import { openWorkbook } from './workbook/open-workbook.ts';

/** The sender's sheet given back: every row or the bad ones, with reasons; or with the answers that the platform asks for. */
export type ReturnedSheet = 'errors' | 'all' | 'results';

export interface ReturnOrder {
  readonly what: ReturnedSheet;
  /** Where the workbook is to be written. */
  readonly to: string;
  /** For `results`: what is known of the child of each row. */
  readonly results?: ReadonlyMap<number, ChildResult>;
}

const HEADINGS: Readonly<Record<ResultField, string>> = {
  resultFound: '核实结果',
  resultState: '现状',
  resultSchool: '就读学校',
  resultPersuasion: '劝返情况',
  resultOn: '处理时间',
};
const REASON = '原因';
const TO_CORRECT: ReadonlySet<string> = new Set(['bad', 'unidentified', 'waiting']);

/** Writes the sender's own workbook anew, in the thread of the imports. */
export async function writeReturned(tools: ImportTools, task: ImportTask): Promise<void> {
  const { order } = task;
  if (!order) throw new Error('nothing is said of what to give back');
  const { batch, key, rows } = await tools.database.inTransaction(task, async (tx) => {
    const found = await readBatch(tx, task.batchId);
    const batchKey = await tools.keys.ofBatch(tx, task.batchId);
    return { batch: found, key: batchKey, rows: await readTold(tx, batchKey, found) };
  });
  await tools.files.lend(key, batch.id, async (path) => {
    const sheet = batch.detail.mapping?.sheet ?? '';
    const source = await asXlsx(path, batch.fileName, sheet);
    try {
      const width = await widthOfSheet(source, batch.fileName, sheet);
      const edit = order.what === 'results' ? answers(batch, order, width) : reasons(batch, rows, width, order.what);
      const part = `${order.to}.part`;
      await editXlsx(source, part, batch.fileName, { sheet, edit, sparse: order.what === 'errors' });
      await rename(part, order.to);
    } finally {
      if (source !== path) await rm(source, { force: true });
    }
  });
}

interface Told {
  readonly outcome: string;
  readonly problems: readonly CellProblem[];
}

async function readTold(tx: Tx, key: DataKey, batch: Batch): Promise<ReadonlyMap<number, Told>> {
  const { rows } = await sql<{ row: number; outcome: string; sealed: Buffer }>`
    select row, outcome, sealed from import_rows
    where batch_id = ${batch.id} and row > 0 and (outcome in ('bad', 'unidentified', 'waiting') or has_warning)`.execute(
    tx,
  );
  return new Map(
    rows.map(({ row, outcome, sealed }) => [
      row,
      { outcome, problems: openRow<StagedRow>(key, batch.id, row, sealed).problems },
    ]),
  );
}

/** Rows above the list and its heading stay; the heading of the new column stands beside the last heading row. */
function reasons(batch: Batch, told: ReadonlyMap<number, Told>, width: number, what: 'errors' | 'all') {
  const letter = letterAfter(width);
  const head = batch.detail.mapping?.headerRows.at(-1) ?? 1;
  return (row: number): RowEdit | undefined => {
    if (row === head) return { write: new Map([[letter, REASON]]), mark: new Map() };
    if (row < head) return UNTOUCHED;
    const found = told.get(row);
    if (!found) return what === 'all' ? UNTOUCHED : undefined;
    if (what === 'errors' && !TO_CORRECT.has(found.outcome)) return undefined;
    const mark = new Map<string, 'bad' | 'warning'>();
    for (const { column, level } of found.problems) {
      if (column && mark.get(column) !== 'bad') mark.set(column, level);
    }
    const text = found.problems.map(({ column, heading, message }) =>
      column ? `${column} 列（${heading}）：${message.zh}` : message.zh,
    );
    return { write: new Map([[letter, text.join('\n')]]), mark };
  };
}

/** The columns that the platform left for the answers, those that it has not appended; all others untouched. */
function answers(batch: Batch, order: ReturnOrder, width: number) {
  const { columns = [], headerRows = [1] } = batch.detail.mapping ?? {};
  const head = headerRows.at(-1) ?? 1;
  const letters = new Map<ResultField, string>();
  let appended = 0;
  for (const field of RESULT_FIELDS) {
    const own = columns.find((column) => column.field === field)?.letter;
    letters.set(field, own ?? letterAfter(width, appended));
    if (!own) appended += 1;
  }
  const isOwn = (field: ResultField) => columns.some((column) => column.field === field);
  return (row: number): RowEdit => {
    const write = new Map<string, string>();
    const result = order.results?.get(row);
    for (const [field, letter] of letters) {
      if (row === head && !isOwn(field)) write.set(letter, HEADINGS[field]);
      const text = row > head ? result?.[field] : undefined;
      if (text) write.set(letter, text);
    }
    return { write, mark: new Map() };
  };
}

/** Other formats are written as .xlsx: the same rows in the same places. */
async function asXlsx(path: string, fileName: string, sheet: string): Promise<string> {
  const book = await openWorkbook(path, fileName);
  try {
    if (book.isXlsx) return path;
    const index = Math.max(
      0,
      book.sheets.findIndex((each) => each.name === sheet),
    );
    const { writeXlsxStream } = await import('hucre/xlsx');
    const lines = async function* () {
      let next = 0;
      for await (const row of book.rows(index)) {
        for (; next < row.index; next += 1) yield [null];
        // As text: a citizen number must not become a number again.
        yield row.cells.map((cell) => (cell === null ? null : shown(cell)));
        next += 1;
      }
    };
    const target = `${path}.xlsx`;
    const bytes = writeXlsxStream(lines(), { name: sheet });
    await pipeline(Readable.from(bytes), createWriteStream(target, { mode: 0o600 }));
    return target;
  } finally {
    book.close();
  }
}
