import { B31_OF, B31_PARTS, type B31Row } from '@quanxue/domain/statistics/operations.ts';
import {
  B31_BASE_LABELS,
  B31_GROUPS,
  B31_NO_VILLAGE,
  B31_OF_LABELS,
  B31_OF_TITLE,
  B31_PART_LABELS,
  B31_SUM,
  B31_TITLE,
} from '@quanxue/domain/statistics/table-b31.ts';
import { type Cell, type CellStyle, type CellValue, type MergeRange, writeXlsx } from 'hucre';

/** Table B3-1 as it is counted, and who fills it in. */
export interface PrintedB31 {
  readonly asOf: string;
  readonly base: 'registered' | 'residence';
  readonly cohort: { readonly bornFrom: string; readonly bornTo: string };
  readonly rows: readonly B31Row[];
  readonly sum: B31Row;
  /** County and township that fill it in. */
  readonly unit: string;
}

const thin = { style: 'thin' } as const;
const grid = { top: thin, right: thin, bottom: thin, left: thin };
const font = { name: '宋体', size: 10 };
const centred = { horizontal: 'center', vertical: 'center', wrapText: true } as const;
const styles = {
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
const FIRST_PART = 3;
const FIRST_OF = FIRST_PART + B31_PARTS.length;
const COLUMNS = FIRST_OF + B31_OF.length;

/**
 * Table B3-1 as a workbook: title, what was counted and when, a merged head of two rows that repeats on every page,
 * one row a village, the total as formulas with their values. A4 landscape, as wide as the page.
 */
export async function writeB31(table: PrintedB31): Promise<Uint8Array> {
  const cells = new Map<string, Partial<Cell>>();
  const merges: MergeRange[] = [];
  const put = (row: number, column: number, value: CellValue, style: CellStyle, formula?: string) =>
    cells.set(
      `${row},${column}`,
      formula === undefined ? { value, style } : { value, style, formula, formulaResult: value },
    );
  const merge = (startRow: number, startCol: number, endRow: number, endCol: number) =>
    merges.push({ startRow, startCol, endRow, endCol });
  const span = (row: number, text: string, style: CellStyle) => {
    put(row, 0, text, style);
    merge(row, 0, row, COLUMNS - 1);
  };

  span(TITLE, B31_TITLE.zh, styles.title);
  span(
    FACTS,
    `填报单位：${plain(table.unit)}　　口径：${B31_BASE_LABELS[table.base].zh}　　统计截止：${table.asOf}　　` +
      `适龄范围：${table.cohort.bornFrom} 至 ${table.cohort.bornTo} 出生　　单位：人`,
    styles.facts,
  );
  writeHead(put, merge);

  table.rows.forEach((row, i) => {
    put(BODY + i, 0, i + 1, styles.number);
    put(BODY + i, 1, row.villageId === null ? B31_NO_VILLAGE.zh : plain(row.village), styles.name);
    writeNumbers(row, (column, value, alarm) => put(BODY + i, column, value, alarm ? styles.alarm : styles.number));
  });
  const sumRow = BODY + table.rows.length;
  put(sumRow, 0, B31_SUM.zh, styles.sum);
  put(sumRow, 1, null, styles.sum);
  merge(sumRow, 0, sumRow, 1);
  writeNumbers(table.sum, (column, value) => {
    const range = `${letters(column)}${BODY + 1}:${letters(column)}${sumRow}`;
    put(sumRow, column, value, styles.sum, table.rows.length > 0 ? `SUM(${range})` : undefined);
  });
  span(
    sumRow + 1,
    '说明：适龄总数等于“就读”“休缓免、完成与培训”“未就读”各栏之和；“其中”各栏与之重复，不另计入。“去向不明”大于 0 的须逐人核实。',
    styles.facts,
  );
  span(
    sumRow + 2,
    '填表人：　　　　　　　　　审核人：　　　　　　　　　单位负责人（盖章）：　　　　　　　　　填表日期：',
    styles.facts,
  );

  return await writeXlsx({
    // The office's own program stands in the file as its maker; nothing else of the machine does.
    properties: { title: `${B31_TITLE.zh} ${table.asOf}`, creator: '劝学' },
    defaultFont: font,
    sheets: [
      {
        name: 'B3_1就读情况统计表',
        rows: Array.from({ length: sumRow + 3 }, () => Array.from({ length: COLUMNS }, () => null)),
        cells,
        merges,
        columns: Array.from({ length: COLUMNS }, (_, column) => ({
          width: column === 0 ? 5 : column === 1 ? 16 : 6.5,
        })),
        rowDefs: new Map([
          [TITLE, { height: 30 }],
          [FACTS, { height: 20 }],
          [HEAD, { height: 22 }],
          [HEAD + 1, { height: 58 }],
          [sumRow + 1, { height: 20 }],
          [sumRow + 2, { height: 34 }],
        ]),
        freezePane: { rows: BODY, columns: 2 },
        pageSetup: {
          paperSize: 'a4',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          horizontalCentered: true,
          printTitlesRow: `$1:$${BODY}`,
          margins: { top: 0.6, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 },
        },
        headerFooter: { oddFooter: `&L${'附件1 B3-1'}&C第 &P 页，共 &N 页&R${table.asOf}` },
      },
    ],
  });
}

type Put = (row: number, column: number, value: CellValue, style: CellStyle) => void;

function writeHead(
  put: Put,
  merge: (startRow: number, startCol: number, endRow: number, endCol: number) => void,
): void {
  const tall = (column: number, text: string) => {
    put(HEAD, column, text, styles.head);
    put(HEAD + 1, column, null, styles.head);
    merge(HEAD, column, HEAD + 1, column);
  };
  const wide = (column: number, text: string, below: readonly string[]) => {
    below.forEach((label, i) => {
      put(HEAD, column + i, i === 0 ? text : null, styles.head);
      put(HEAD + 1, column + i, label, styles.head);
    });
    merge(HEAD, column, HEAD, column + below.length - 1);
  };
  tall(0, '序号');
  tall(1, '村（社区）');
  tall(2, '适龄总数');
  let column = FIRST_PART;
  for (const group of B31_GROUPS) {
    wide(
      column,
      group.title.zh,
      group.parts.map((part) => B31_PART_LABELS[part].zh),
    );
    column += group.parts.length;
  }
  wide(
    column,
    B31_OF_TITLE.zh,
    B31_OF.map((mark) => B31_OF_LABELS[mark].zh),
  );
}

/** Total, parts, "of which" of one row, each with its column; children of unknown whereabouts are to be seen at once. */
function writeNumbers(row: B31Row, put: (column: number, value: number, alarm: boolean) => void): void {
  put(FIRST_PART - 1, row.total, false);
  B31_PARTS.forEach((part, i) => {
    put(FIRST_PART + i, row.parts[part], part === 'unknown' && row.parts[part] > 0);
  });
  B31_OF.forEach((mark, i) => {
    put(FIRST_OF + i, row.of[mark], false);
  });
}

/** A name that begins like a formula gets an apostrophe, so that it stays text when somebody saves the sheet as CSV. */
function plain(name: string): string {
  return /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
}

/** 0 → A, 26 → AA. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}
