import type { Table, TableColumn } from '@quanxue/domain/statistics/table-operations.ts';
import { BASE_LABELS, BY_HEADS, BY_LABELS, TABLE_NUMBERS, TABLE_TITLES } from '@quanxue/domain/statistics/tables.ts';
import { type Cell, type CellStyle, type CellValue, type MergeRange, type WriteSheet, writeXlsx } from 'hucre';

/** A list of names behind a table, on a sheet of its own. */
export interface Names {
  readonly title: string;
  readonly head: readonly string[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly CellValue[])[];
}

const thin = { style: 'thin' } as const;
const grid = { top: thin, right: thin, bottom: thin, left: thin };
export const font = { name: '宋体', size: 10 };
const centred = { horizontal: 'center', vertical: 'center', wrapText: true } as const;
export const styles = {
  title: { font: { ...font, size: 16, bold: true }, alignment: centred },
  facts: { font, alignment: { vertical: 'center', wrapText: true } },
  head: {
    font: { ...font, bold: true },
    alignment: centred,
    border: grid,
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDEDED' } },
  },
  name: { font, alignment: { vertical: 'center', wrapText: true }, border: grid },
  number: { font, alignment: { horizontal: 'center', vertical: 'center' }, border: grid, numFmt: '0' },
  alarm: {
    font: { ...font, bold: true, color: { rgb: 'C00000' } },
    alignment: { horizontal: 'center', vertical: 'center' },
    border: grid,
    numFmt: '0',
  },
  sum: { font: { ...font, bold: true }, alignment: centred, border: grid, numFmt: '0' },
} satisfies Record<string, CellStyle>;

const TITLE = 0;
const FACTS = 1;
const HEAD = 2;
const BODY = 4;
/** Serial number and name stand before the numbers. */
const FIRST = 2;

/** What every print of a table says above and below it. */
export function wordsOf(table: Table, unit: string) {
  return {
    title: `${TABLE_TITLES[table.table].zh}（${BY_LABELS[table.by].zh}）`,
    facts:
      `填报单位：${unit}　　口径：${BASE_LABELS[table.base].zh}　　统计截止：${table.asOf}　　` +
      `适龄范围：${table.cohort.bornFrom} 至 ${table.cohort.bornTo} 出生　　单位：人`,
    below: [
      ...(table.dropouts ? [table.dropouts.zh] : []),
      ...table.below.map(({ label, count }) => `${label.zh} ${count} 人，不计入合计。`),
      table.by === 'group'
        ? '说明：一人可属多类，各类之和大于合计；合计中每人只计一次。'
        : '说明：总数等于各分项之和；“其中”各栏与之重复，不另计入。',
    ],
    signatures: ['填表人：', '审核人：', '单位负责人（盖章）：', '填表日期：'],
    number: TABLE_NUMBERS[table.table],
  };
}

/** What a statement says of itself, line by line: a word and what it stands for. */
export interface Cover {
  readonly title: string;
  readonly lines: readonly (readonly [word: string, value: string])[];
}

/**
 * Tables as a workbook, each on a sheet: title, what was counted and when, a merged head of two rows that repeats on every
 * page, one row a village (school, grade, group), the sum as formulas with their values where rows may be summed. A4
 * landscape, as wide as the page. Before them what a statement says, after them the names behind the numbers.
 */
export async function writeTables(
  tables: readonly Table[],
  unit: string,
  more: { readonly names?: Names | undefined; readonly cover?: Cover | undefined } = {},
): Promise<Uint8Array> {
  const all = tables.map((table) => ({ table, words: wordsOf(table, plain(unit)) }));
  const first = all[0];
  if (!first) throw new Error('there is nothing to write');
  const title = more.cover?.title ?? first.words.title;
  return await writeXlsx({
    // The office's own program stands in the file as its maker; nothing else of the machine does.
    properties: { title: `${title} ${first.table.asOf}`, creator: '劝学' },
    defaultFont: font,
    sheets: [
      ...(more.cover ? [coverSheet(more.cover)] : []),
      ...all.map(({ table, words }) => tableSheet(table, words)),
      ...(more.names ? [namesSheet(more.names, first.words, first.table.asOf)] : []),
    ],
  });
}

function coverSheet({ title, lines }: Cover): WriteSheet {
  const { cells, merges, put, merge } = paper();
  put(0, 0, title, styles.title);
  merge(0, 0, 0, 1);
  lines.forEach(([word, value], i) => {
    put(1 + i, 0, word, styles.name);
    put(1 + i, 1, plain(value), styles.name);
  });
  return {
    name: '报表说明',
    rows: blank(1 + lines.length, 2),
    cells,
    merges,
    columns: [{ width: 22 }, { width: 90 }],
    rowDefs: new Map([[0, { height: 30 }]]),
    pageSetup: page('$1:$1'),
  };
}

function tableSheet(table: Table, words: ReturnType<typeof wordsOf>): WriteSheet {
  const { cells, merges, put, merge } = paper();
  const width = FIRST + table.columns.length;
  const span = (row: number, text: string, style: CellStyle) => {
    put(row, 0, text, style);
    merge(row, 0, row, width - 1);
  };
  span(TITLE, words.title, styles.title);
  span(FACTS, words.facts, styles.facts);
  writeHead(table, put, merge);
  table.rows.forEach((row, i) => {
    put(BODY + i, 0, i + 1, styles.number);
    put(BODY + i, 1, plain(row.name.zh), styles.name);
    table.columns.forEach(({ key, alarm }, column) => {
      const count = row.counts[key] ?? 0;
      put(BODY + i, FIRST + column, count, alarm && count > 0 ? styles.alarm : styles.number);
    });
  });
  const sumRow = BODY + table.rows.length;
  put(sumRow, 0, table.sum.name.zh, styles.sum);
  put(sumRow, 1, null, styles.sum);
  merge(sumRow, 0, sumRow, 1);
  const summable = table.by !== 'group' && table.rows.length > 0;
  table.columns.forEach(({ key }, i) => {
    const letter = letters(FIRST + i);
    const formula = summable ? `SUM(${letter}${BODY + 1}:${letter}${sumRow})` : undefined;
    put(sumRow, FIRST + i, table.sum.counts[key] ?? 0, styles.sum, formula);
  });
  words.below.forEach((text, i) => {
    span(sumRow + 1 + i, text, styles.facts);
  });
  const signRow = sumRow + 1 + words.below.length;
  span(signRow, words.signatures.join('　　　　　　　　　'), styles.facts);
  return {
    name: `${words.number.replace('附件1 ', '').replace('-', '_')}统计表`,
    rows: blank(signRow + 1, width),
    cells,
    merges,
    columns: Array.from({ length: width }, (_, column) => ({
      width: column === 0 ? 5 : column === 1 ? 16 : width > 14 ? 6.5 : 10,
    })),
    rowDefs: new Map([
      [TITLE, { height: 30 }],
      [FACTS, { height: 20 }],
      [HEAD, { height: 22 }],
      [HEAD + 1, { height: 58 }],
      [signRow, { height: 34 }],
    ]),
    freezePane: { rows: BODY, columns: FIRST },
    pageSetup: page(`$1:$${BODY}`),
    headerFooter: { oddFooter: `&L${words.number}&C第 &P 页，共 &N 页&R${table.asOf}` },
  };
}

function namesSheet(names: Names, words: ReturnType<typeof wordsOf>, asOf: string): WriteSheet {
  const { cells, merges, put, merge } = paper();
  const width = names.head.length + 1;
  put(0, 0, names.title, styles.title);
  merge(0, 0, 0, width - 1);
  put(1, 0, words.facts, styles.facts);
  merge(1, 0, 1, width - 1);
  ['序号', ...names.head].forEach((text, column) => {
    put(2, column, text, styles.head);
  });
  names.rows.forEach((row, i) => {
    put(3 + i, 0, i + 1, styles.number);
    row.forEach((value, column) => {
      put(3 + i, column + 1, typeof value === 'string' ? plain(value) : value, styles.name);
    });
  });
  return {
    name: '名册',
    rows: blank(3 + names.rows.length, width),
    cells,
    merges,
    columns: [5, ...names.widths].map((each) => ({ width: each })),
    rowDefs: new Map([[0, { height: 30 }]]),
    freezePane: { rows: 3 },
    pageSetup: page('$1:$3'),
    headerFooter: { oddFooter: `&L${words.number}&C第 &P 页，共 &N 页&R${asOf}` },
  };
}

type Put = (row: number, column: number, value: CellValue, style: CellStyle, formula?: string) => void;
type Merge = (startRow: number, startCol: number, endRow: number, endCol: number) => void;

/** An empty sheet to write on. */
export function paper() {
  const cells = new Map<string, Partial<Cell>>();
  const merges: MergeRange[] = [];
  const put: Put = (row, column, value, style, formula) =>
    void cells.set(
      `${row},${column}`,
      formula === undefined ? { value, style } : { value, style, formula, formulaResult: value },
    );
  const merge: Merge = (startRow, startCol, endRow, endCol) => void merges.push({ startRow, startCol, endRow, endCol });
  return { cells, merges, put, merge };
}

export function page(printTitlesRow: string) {
  return {
    paperSize: 'a4',
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    printTitlesRow,
    margins: { top: 0.6, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 },
  } as const;
}

export const blank = (rows: number, columns: number): CellValue[][] =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => null));

/** Neighbouring columns under the same words, in order; columns with none stand alone. */
export function headGroups(columns: readonly TableColumn[]): { title: string | null; columns: TableColumn[] }[] {
  const groups: { title: string | null; columns: TableColumn[] }[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last && column.group && last.title === column.group.zh) last.columns.push(column);
    else groups.push({ title: column.group?.zh ?? null, columns: [column] });
  }
  return groups;
}

function writeHead(table: Table, put: Put, merge: Merge): void {
  const tall = (column: number, text: string) => {
    put(HEAD, column, text, styles.head);
    put(HEAD + 1, column, null, styles.head);
    merge(HEAD, column, HEAD + 1, column);
  };
  tall(0, '序号');
  tall(1, BY_HEADS[table.by].zh);
  let at = FIRST;
  for (const { title, columns } of headGroups(table.columns)) {
    if (title === null) tall(at, columns[0]?.label.zh ?? '');
    else {
      columns.forEach(({ label }, i) => {
        put(HEAD, at + i, i === 0 ? title : null, styles.head);
        put(HEAD + 1, at + i, label.zh, styles.head);
      });
      if (columns.length > 1) merge(HEAD, at, HEAD, at + columns.length - 1);
    }
    at += columns.length;
  }
}

/** A name that begins like a formula gets an apostrophe, so that it stays text when somebody saves the sheet as CSV. */
export function plain(name: string): string {
  return /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
}

/** 0 → A, 26 → AA. */
export function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}
