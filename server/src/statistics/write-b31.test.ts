import { B31_OF, B31_PARTS, type B31Row } from '@quanxue/domain/statistics/operations.ts';
import { sumB31 } from '@quanxue/domain/statistics/table-b31.ts';
import { readXlsx } from 'hucre';
import { expect, test } from 'vitest';
import { writeB31 } from './write-b31.ts';

function row(village: string, seed: number): B31Row {
  const parts = Object.fromEntries(B31_PARTS.map((part, i) => [part, (seed + i) % 4])) as B31Row['parts'];
  const total = Object.values(parts).reduce((sum, each) => sum + each, 0);
  const of = Object.fromEntries(B31_OF.map((mark, i) => [mark, (seed + i) % 3])) as B31Row['of'];
  return { villageId: village === '' ? null : '01900000-0000-7000-8000-000000000000', village, total, parts, of };
}

async function sheetOf(rows: readonly B31Row[]) {
  const bytes = await writeB31({
    asOf: '2022-09-30',
    base: 'registered',
    cohort: { bornFrom: '2007-09-01', bornTo: '2016-08-31' },
    rows,
    sum: sumB31(rows),
    unit: '云岭县松溪镇',
  });
  const sheet = (await readXlsx(bytes)).sheets[0];
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

test('the sheet names what is counted: title, base, freeze date, cohort window', async () => {
  const { rows } = await sheetOf([row('白果村', 1)]);
  expect(rows[0]?.[0]).toBe('义务教育阶段适龄儿童少年就读情况统计表（分村统计）');
  for (const fact of ['云岭县松溪镇', '按户籍地统计', '2022-09-30', '2007-09-01 至 2016-08-31 出生']) {
    expect(rows[1]?.[0]).toContain(fact);
  }
});

test('each village has its numbers in the order of the table and the last line their sums, as formulas', async () => {
  const villages = [row('白果村', 1), row('青石村', 2), row('', 3)];
  const sheet = await sheetOf(villages);
  expect(sheet.rows[5]?.slice(0, 4)).toEqual([2, '青石村', villages[1]?.total, villages[1]?.parts.here]);
  expect(sheet.rows[6]?.[1]).toBe('村别不详或在外地');
  const sum = sumB31(villages);
  expect(sheet.rows[7]?.slice(2)).toEqual([
    sum.total,
    ...B31_PARTS.map((part) => sum.parts[part]),
    ...B31_OF.map((mark) => sum.of[mark]),
  ]);
  expect(sheet.cells?.get('7,2')?.formula).toBe('SUM(C5:C7)');
});

test('a village whose name looks like a formula stays text', async () => {
  const sheet = await sheetOf([row("=cmd|'/C calc'!A0", 1)]);
  expect(sheet.rows[4]?.[1]).toBe("'=cmd|'/C calc'!A0");
  expect(sheet.cells?.get('4,1')?.formula).toBeUndefined();
});

test('a township without a child still gets its sheet, with zeros', async () => {
  const sheet = await sheetOf([]);
  expect(sheet.rows[4]?.slice(0, 4)).toEqual(['合计', null, 0, 0]);
});

test('the sheet prints on A4 across, as wide as the page, with its head on every page', async () => {
  const { pageSetup } = await sheetOf([row('白果村', 1)]);
  expect(pageSetup).toMatchObject({ paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1 });
  expect(pageSetup?.printTitlesRow).toBe('$1:$4');
});
