import { filledBy, placeholderOf, writtenIn } from '@quanxue/domain/statistics/placeholders.ts';
import type { Table } from '@quanxue/domain/statistics/table-operations.ts';
import { type CellValue, insertRows, openXlsx, type Sheet, saveXlsx } from 'hucre';
import { plain } from './write-table.ts';

type Row = Parameters<typeof filledBy>[3];

/** Fills the office's own sheet: the row with a row's placeholders is repeated for each row of the table, looks and all. */
export async function fillTemplate(template: Uint8Array, table: Table, unit: string): Promise<Uint8Array> {
  const workbook = await openXlsx(template, { readStyles: true });
  for (const sheet of workbook.sheets) fillSheet(sheet, table, unit);
  return saveXlsx(workbook);
}

function fillSheet(sheet: Sheet, table: Table, unit: string): void {
  const repeated = sheet.rows.findIndex((cells) => cells.some((value) => hasRow(table, value)));
  const rows = table.rows.map((row, i) => ({ number: i + 1, name: row.name.zh, counts: row.counts }));
  const last = repeated < 0 ? -1 : repeated + Math.max(rows.length, 1) - 1;
  if (repeated >= 0 && rows.length > 1) {
    insertRows(sheet, repeated + 1, rows.length - 1);
    for (let to = repeated + 1; to <= last; to++) copyRow(sheet, repeated, to);
  }
  sheet.rows.forEach((cells, at) => {
    const row = repeated >= 0 && at >= repeated && at <= last ? rows[at - repeated] : undefined;
    cells.forEach((value, column) => {
      if (typeof value !== 'string' || writtenIn(value).length === 0) return;
      const filled = fillCell(value, table, unit, row);
      cells[column] = filled;
      const cell = sheet.cells?.get(`${at},${column}`);
      if (cell) {
        // The value decides what kind of cell it is, not the placeholder that stood there.
        const { type: _type, ...kept } = cell;
        sheet.cells?.set(`${at},${column}`, {
          ...kept,
          value: filled,
          type: typeof filled === 'number' ? 'number' : 'string',
        });
      }
    });
  });
}

function hasRow(table: Table, value: CellValue | undefined): boolean {
  return typeof value === 'string' && writtenIn(value).some((each) => placeholderOf(table.table, each)?.of === 'row');
}

/** A cell that is a placeholder and nothing else takes the number as a number. */
function fillCell(text: string, table: Table, unit: string, row: Row): string | number {
  const put = (written: string) => {
    const placeholder = placeholderOf(table.table, written);
    return placeholder ? filledBy(placeholder, table, unit, row) : `{{${written}}}`;
  };
  const [only] = writtenIn(text);
  const value =
    only !== undefined && text.trim() === `{{${only}}}`
      ? put(only)
      : text.replace(/\{\{([^{}]*)\}\}/g, (_, written: string) => String(put(written)));
  return typeof value === 'string' ? plain(value) : value;
}

function copyRow(sheet: Sheet, from: number, to: number): void {
  sheet.rows[to] = [...(sheet.rows[from] ?? [])];
  for (const column of sheet.rows[from]?.keys() ?? []) {
    const cell = sheet.cells?.get(`${from},${column}`);
    if (cell) sheet.cells?.set(`${to},${column}`, { ...cell });
  }
  const looks = sheet.rowDefs?.get(from);
  if (looks) sheet.rowDefs?.set(to, { ...looks });
  for (const merge of [...(sheet.merges ?? [])]) {
    if (merge.startRow === from && merge.endRow === from) sheet.merges?.push({ ...merge, startRow: to, endRow: to });
  }
}
