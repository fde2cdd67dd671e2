import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComparedChild, Reconciliation } from '@quanxue/domain/children/comparison-operations.ts';
import type { Table } from '@quanxue/domain/statistics/table-operations.ts';
import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillTemplate } from '../server/src/statistics/fill-template.ts';
import { sampleTable } from '../server/src/statistics/testing-table.ts';
import { writeReconciliation } from '../server/src/statistics/write-reconciliation.ts';
import { writeTables } from '../server/src/statistics/write-table.ts';

/* Every workbook of the statistics, opened by another office program: it must give the same numbers back. */

const TABLES = ['b3-1', 'b3-2', 'b3-3', 'key-groups'] as const;
const VILLAGES = ['白果村', '青石村', '松溪社区'];
const UNIT = '云岭县松溪镇';
const COUNTED: Reconciliation = {
  asOf: '2022-09-30',
  cohort: { bornFrom: '2007-09-01', bornTo: '2016-08-31' },
  unitId: '019a0000-0000-7000-8000-000000000001',
  unit: '松溪镇',
  isVillage: false,
  units: [],
  lists: [],
  missing: [],
  counts: { population: 7, ledger: 6, education: 4 },
  pairs: [
    {
      pair: 'population-ledger',
      a: 7,
      b: 6,
      common: 5,
      differences: [
        { only: 'a', reason: 'gone', count: 2 },
        { only: 'b', reason: 'never-listed', count: 1 },
      ],
    },
  ],
  villages: [{ id: '019a0000-0000-7000-8000-000000000002', name: '白果村', population: 7, ledger: 6, education: 3 }],
  noVillage: 0,
  unidentified: [{ kind: 'suspected', rows: 3 }],
};
const tableOf = (key: (typeof TABLES)[number]) => sampleTable(key, VILLAGES);

let home: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quanxue-workbooks-'));
  const put = (name: string, bytes: Uint8Array) => writeFileSync(join(home, `${name}.xlsx`), bytes);
  for (const key of TABLES) put(key, await writeTables([tableOf(key)], UNIT));
  const statement = await writeTables([tableOf('b3-1'), tableOf('b3-2')], UNIT, {
    cover: { title: '松溪镇 学期统计', lines: [['指纹（SHA-256）', 'ab12']] },
    names: {
      title: '名册',
      head: ['姓名', '学籍证明编号'],
      widths: [10, 20],
      rows: [
        ['敖一', '证 0001'],
        ['敖二', '缺'],
      ],
    },
  });
  put('statement', statement);
  const missed: ComparedChild = {
    childId: null,
    name: '敖一',
    birthDate: '2012-03-04',
    citizenIdMasked: '509999********0037',
    village: '白果村',
    school: null,
    grade: null,
    class: null,
    state: 'unknown',
    households: [] as string[],
    explanation: null,
    importId: null,
    row: null,
  };
  put(
    'reconciliation',
    await writeReconciliation(COUNTED, [
      { pair: 'population-ledger', only: 'b', reason: 'never-listed', children: [missed] },
    ]),
  );
  const own = await writeXlsx({
    sheets: [
      {
        name: '县表',
        rows: [
          ['{{unit}}'],
          ['{{village}}', '{{total}}', '{{去向不明}}'],
          ['合计', '{{sum.total}}', '{{sum.unknown}}'],
        ],
      },
    ],
  });
  put('own', await fillTemplate(own, tableOf('b3-1'), UNIT));
  // One start for all of them; the end of the filter's words: formulas as their values, every sheet to a file of its own.
  execFileSync(
    'soffice',
    [
      '--headless',
      `-env:UserInstallation=file://${home}/profile`,
      '--convert-to',
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
      '--outdir',
      home,
      ...readdirSync(home)
        .filter((name) => name.endsWith('.xlsx'))
        .map((name) => join(home, name)),
    ],
    { stdio: 'ignore' },
  );
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** One sheet as LibreOffice gave it back. */
function sheetOf(workbook: string, sheet: string): string[][] {
  const text = readFileSync(join(home, `${workbook}-${sheet}.csv`), 'utf8');
  return text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\n')
    .map(cellsOf);
}

/** One line of CSV; no cell of ours holds a line break. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) =>
    (match[1] ?? match[2] ?? '').replaceAll('""', '"'),
  );
}

const numbersOf = (table: Table, counts: Readonly<Record<string, number>>) =>
  table.columns.map(({ key }) => String(counts[key] ?? 0));

test.each([
  ['b3-1', 'B3_1统计表'],
  ['b3-2', 'B3_2统计表'],
  ['b3-3', 'B3_3统计表'],
  ['key-groups', '重点人员统计表'],
] as const)('LibreOffice gives the numbers of %s back as they were written', (key, name) => {
  const table = tableOf(key);
  const sheet = sheetOf(key, name);
  table.rows.forEach((row, i) => {
    expect(sheet[4 + i]?.slice(1)).toEqual([row.name.zh, ...numbersOf(table, row.counts)]);
  });
  expect(sheet[4 + VILLAGES.length]?.slice(2)).toEqual(numbersOf(table, table.sum.counts));
});

test('LibreOffice gives every sheet of a statement back, its hash and its list of names', () => {
  expect(sheetOf('statement', '报表说明')[1]).toEqual(['指纹（SHA-256）', 'ab12']);
  for (const [key, name] of [
    ['b3-1', 'B3_1统计表'],
    ['b3-2', 'B3_2统计表'],
  ] as const) {
    const table = tableOf(key);
    expect(sheetOf('statement', name)[4 + VILLAGES.length]?.slice(2)).toEqual(numbersOf(table, table.sum.counts));
  }
  expect(sheetOf('statement', '名册').slice(3)).toEqual([
    ['1', '敖一', '证 0001'],
    ['2', '敖二', '缺'],
  ]);
});

test('LibreOffice gives a sheet of the office’s own back as it was filled in', () => {
  const table = tableOf('b3-1');
  const of = (counts: Readonly<Record<string, number>>) => [String(counts.total), String(counts.unknown)];
  expect(sheetOf('own', '县表')).toEqual([
    [UNIT, '', ''],
    ...table.rows.map((row) => [row.name.zh, ...of(row.counts)]),
    ['合计', ...of(table.sum.counts)],
  ]);
});

test('LibreOffice reckons from the one count to the other by itself, and gives the children of a difference back', () => {
  const sheet = sheetOf('reconciliation', '核对表');
  const lines = sheet.map((row) => row.slice(0, 2));
  for (const line of [
    ['户籍数', '7'],
    ['减：台账已记离开，未说明', '-2'],
    ['加：从未上过人口名单', '1'],
    ['等于：台账数', '6'],
  ]) {
    expect(lines).toContainEqual(line);
  }
  expect(sheet.find((row) => row[0] === '白果村')?.slice(1, 4)).toEqual(['7', '6', '3']);
  expect(sheetOf('reconciliation', '1加 从未上过人口名单')[3]?.slice(0, 4)).toEqual([
    '1',
    '敖一',
    '2012-03-04',
    '509999********0037',
  ]);
});
