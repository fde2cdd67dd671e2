import type { Table } from '@quanxue/domain/statistics/table-operations.ts';
import { readXlsx } from 'hucre';
import { expect, test } from 'vitest';
import { sampleTable } from './testing-table.ts';
import { writeTables } from './write-table.ts';

async function sheetOf(table: Table) {
  const sheet = (await readXlsx(await writeTables([table], '云岭县松溪镇'))).sheets[0];
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

test.each(['b3-1', 'b3-2', 'b3-3'] as const)(
  'the sheet of %s names what is counted: title, base, freeze date, window',
  async (key) => {
    const { rows } = await sheetOf(sampleTable(key, ['白果村']));
    expect(rows[0]?.[0]).toMatch(/^义务教育阶段.+（分村统计）$/);
    for (const fact of ['云岭县松溪镇', '按户籍地统计', '2022-09-30', '2007-09-01 至 2016-08-31 出生']) {
      expect(rows[1]?.[0]).toContain(fact);
    }
  },
);

test('each row has its numbers in the order of the columns; the last line their sums, as formulas', async () => {
  const table = sampleTable('b3-1', ['白果村', '青石村', '村别不详']);
  const sheet = await sheetOf(table);
  table.rows.forEach((row, i) => {
    expect(sheet.rows[4 + i]).toEqual([i + 1, row.name.zh, ...table.columns.map(({ key }) => row.counts[key])]);
  });
  expect(sheet.rows[7]?.slice(2)).toEqual(table.columns.map(({ key }) => table.sum.counts[key]));
  expect(sheet.cells?.get('7,2')?.formula).toBe('SUM(C5:C7)');
});

test('below the sum stand the unverified and those whom the table leaves out, then room for signatures', async () => {
  const { rows } = await sheetOf(sampleTable('b3-1', ['白果村']));
  expect(rows.slice(6).map((row) => row[0])).toEqual([
    expect.stringContaining('另有 2 人去向不明'),
    expect.stringContaining('超龄未完成的 3 人，不计入合计'),
    expect.stringContaining('总数等于各分项之和'),
    expect.stringContaining('单位负责人（盖章）'),
  ]);
});

test('a village whose name looks like a formula stays text', async () => {
  const sheet = await sheetOf(sampleTable('b3-1', ["=cmd|'/C calc'!A0"]));
  expect(sheet.rows[4]?.[1]).toBe("'=cmd|'/C calc'!A0");
  expect(sheet.cells?.get('4,1')?.formula).toBeUndefined();
});

test('a table without a row still gets its sheet, with zeros', async () => {
  const sheet = await sheetOf(sampleTable('b3-1', []));
  expect(sheet.rows[4]?.slice(0, 4)).toEqual(['合计', null, 0, 0]);
});

test('the sheet prints on A4 across, as wide as the page, with its head on every page', async () => {
  const { pageSetup } = await sheetOf(sampleTable('b3-1', ['白果村']));
  expect(pageSetup).toMatchObject({ paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1 });
  expect(pageSetup?.printTitlesRow).toBe('$1:$4');
});
