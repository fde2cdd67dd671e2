import { readFileSync } from 'node:fs';
import type { Table } from '@quanxue/domain/statistics/table-operations.ts';
import { BY_HEADS } from '@quanxue/domain/statistics/tables.ts';
import { renderPdf } from '../basis/print/render-pdf.ts';
import { type Cover, headGroups, type Names, wordsOf } from './write-table.ts';

const TEMPLATE = readFileSync(new URL('./table.typ', import.meta.url), 'utf8');

interface PrintCell {
  readonly text: string;
  readonly colspan: number;
  readonly alarm: boolean;
}
const cell = (text: string | number, colspan = 1, alarm = false): PrintCell => ({ text: String(text), colspan, alarm });

/** Tables as PDF/A: the same words and numbers as the workbook; what a statement says stands above the first of them. */
export function printSheets(
  tables: readonly Table[],
  unit: string,
  more: { readonly names?: Names | undefined; readonly cover?: Cover | undefined } = {},
): Promise<Uint8Array> {
  const first = tables[0];
  if (!first) throw new Error('there is nothing to print');
  const words = wordsOf(first, unit);
  return renderPdf({
    template: TEMPLATE,
    data: {
      title: more.cover?.title ?? words.title,
      unit,
      asOf: first.asOf,
      number: more.cover?.title ?? words.number,
      signatures: words.signatures,
      sheets: [
        ...tables.map((table, i) => ({
          ...sheetOf(table, unit),
          above: i === 0 && more.cover ? more.cover.lines.map((line) => line.join('：')) : [],
          sign: i === tables.length - 1,
        })),
        ...(more.names ? [{ ...listOf(more.names), facts: words.facts, above: [], below: [], sign: false }] : []),
      ],
    },
  });
}

function sheetOf(table: Table, unit: string) {
  const { title, facts, below } = wordsOf(table, unit);
  return {
    title,
    facts,
    below,
    table: {
      nameAt: 1,
      columns: [
        { fixed: true, share: 8 },
        { fixed: true, share: 30 },
        ...table.columns.map(() => ({ fixed: false, share: 1 })),
      ],
      head: [...headOf(table).above, ...headOf(table).under],
      rows: [
        ...table.rows.map((row, i) => ({
          sum: false,
          cells: [
            cell(i + 1),
            cell(row.name.zh),
            ...table.columns.map(({ key, alarm }) =>
              cell(row.counts[key] ?? 0, 1, alarm && (row.counts[key] ?? 0) > 0),
            ),
          ],
        })),
        {
          sum: true,
          cells: [cell(table.sum.name.zh, 2), ...table.columns.map(({ key }) => cell(table.sum.counts[key] ?? 0))],
        },
      ],
    },
  };
}

function headOf(table: Table) {
  const tall = (text: string) => ({ text, colspan: 1, rowspan: 2 });
  const groups = headGroups(table.columns);
  return {
    above: [
      tall('序号'),
      tall(BY_HEADS[table.by].zh),
      ...groups.map(({ title, columns }) =>
        title === null ? tall(columns[0]?.label.zh ?? '') : { text: title, colspan: columns.length, rowspan: 1 },
      ),
    ],
    under: groups.flatMap(({ title, columns }) =>
      title === null ? [] : columns.map(({ label }) => ({ text: label.zh, colspan: 1, rowspan: 1 })),
    ),
  };
}

function listOf(names: Names) {
  return {
    title: names.title,
    table: {
      nameAt: 1,
      columns: [{ fixed: true, share: 10 }, ...names.widths.map((share) => ({ fixed: false, share }))],
      head: ['序号', ...names.head].map((text) => ({ text, colspan: 1, rowspan: 1 })),
      rows: names.rows.map((row, i) => ({
        sum: false,
        cells: [cell(i + 1), ...row.map((value) => cell(value === null ? '' : String(value), 1, value === MISSING))],
      })),
    },
  };
}

/** Stands in a list where a paper should. */
export const MISSING = '缺';
