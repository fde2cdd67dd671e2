import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  downloadTable,
  getTable,
  listOutOfCounty,
  listTemplates,
  printTable,
  removeTemplate,
  uploadTemplate,
} from '@quanxue/domain/statistics/table-operations.ts';
import { type CellValue, readXlsx, type WriteSheet, writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePrinter } from '../basis/print/render-pdf.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { type TestArea, testArea } from './testing-area.ts';

let server: TestServer;
let area: TestArea;
let clerk: TestPerson;
let administrator: TestPerson;
beforeAll(async () => {
  server = await testServer();
  area = await testArea(server);
  clerk = area.clerk;
  administrator = await server.as('administrator', server.units.county);
});
afterAll(async () => {
  closePrinter();
  await server?.close();
});

const sheetsOf = async (bytes: Uint8Array) => (await readXlsx(bytes, { readStyles: true })).sheets;

test.each(['b3-1', 'b3-2', 'b3-3', 'key-groups'] as const)(
  'the workbook of %s holds the numbers of the screen',
  async (key) => {
    const table = await clerk.ask(getTable, { params: { table: key } });
    const got = await clerk.send(downloadTable, { params: { table: key } });
    expect(got.headers['content-type']).toContain('spreadsheetml');
    const [sheet] = await sheetsOf(got.bytes);
    expect(sheet?.rows[1]?.[0]).toContain('雾屏县霁溪镇');
    for (const [i, row] of [...table.rows, table.sum].entries()) {
      expect(sheet?.rows[4 + i]?.slice(2)).toEqual(table.columns.map((column) => row.counts[column.key]));
    }
  },
);

test('B3-2 names every child it counts, with the certificate or the word that it is missing', async () => {
  const table = await clerk.ask(getTable, { params: { table: 'b3-2' } });
  const { children } = await clerk.ask(listOutOfCounty);
  expect(children).toHaveLength(table.sum.counts.total ?? -1);
  expect(children.filter(({ certificate }) => certificate)).toEqual([
    expect.objectContaining({ id: area.certified, name: '戊一', certificate: { number: null, on: '2022-09-12' } }),
  ]);
  const names = (await sheetsOf((await clerk.send(downloadTable, { params: { table: 'b3-2' } })).bytes))[1];
  expect(names?.rows.slice(3).map((row) => [row[1], row[8]])).toEqual(
    children.map((child) => [child.name, child.certificate?.on ?? '缺']),
  );
});

describe('the print', () => {
  const textOf = async (table: 'b3-1' | 'b3-2') => {
    const got = await clerk.send(printTable, { params: { table } });
    expect(got.headers['content-type']).toBe('application/pdf');
    const file = join(server.dir, `${table}.pdf`);
    writeFileSync(file, got.bytes);
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    return { info, text: execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }) };
  };

  test('is A4 across and says what is counted, the sum, the unverified, and where to sign', async () => {
    const table = await clerk.ask(getTable, { params: { table: 'b3-1' } });
    const { info, text } = await textOf('b3-1');
    expect(info).toMatch(/Page size:\s+841\.89 x 595\.27/);
    for (const words of [
      '就读情况统计表（分村统计）',
      '雾屏县霁溪镇',
      '按户籍地统计',
      '统计截止：2022-09-30',
      '（盖章）',
      '第 1 页，共 1 页',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain(table.dropouts?.zh);
    const sum = text.split('\n').find((line) => line.trim().startsWith('合计'));
    expect(sum?.match(/\d+/g)?.map(Number)).toEqual(table.columns.map(({ key }) => table.sum.counts[key]));
  });

  test('of B3-2 has the list of names on a page of its own', async () => {
    const { info, text } = await textOf('b3-2');
    expect(info).toMatch(/Pages:\s+2/);
    expect(text.split('\f')[1]).toMatch(/县外就读学生名册[\s\S]+戊一[\s\S]+2022-09-12/);
  });
});

describe('a sheet of the office’s own', () => {
  const template = async (rows: CellValue[][], more: Partial<WriteSheet> = {}) =>
    Buffer.from(await writeXlsx({ sheets: [{ name: '县表', rows, ...more }] }));
  const put = (upload: Buffer, who = administrator) =>
    who.send(uploadTemplate, { params: { table: 'b3-1' }, query: { fileName: '县表.xlsx' }, upload });

  test('is filled in: a row for each village with the looks of its pattern, the sums, the heading', async () => {
    const bold = { font: { bold: true, name: '宋体', size: 12 } };
    const upload = await template(
      [
        ['{{unit}}学生情况（{{统计截止}}）', null, null, null],
        ['村', '总数', '本乡镇', '县外'],
        ['{{village}}', '{{total}}', '{{本乡镇就读}}', '{{out_of_county}}'],
        ['合计', '{{sum.total}}', '{{合计.本乡镇就读}}', '{{sum.out-of-county}}'],
        ['{{dropouts}}', null, null, null],
      ],
      {
        cells: new Map([['2,1', { value: '{{total}}', style: bold }]]),
        merges: [{ startRow: 4, startCol: 0, endRow: 4, endCol: 3 }],
      },
    );
    const got = await put(upload);
    expect(got.status).toBe(200);
    expect(got.answer.placeholders).toContain('out-of-county');
    const table = await clerk.ask(getTable, { params: { table: 'b3-1' } });
    const [sheet] = await sheetsOf((await clerk.send(downloadTable, { params: { table: 'b3-1' } })).bytes);
    const of = (row: { counts: Record<string, number> }) => [
      row.counts.total,
      row.counts.here,
      row.counts['out-of-county'],
    ];
    expect(sheet?.rows.slice(0, 3 + table.rows.length + 1)).toEqual([
      ['雾屏县霁溪镇学生情况（2022-09-30）', null, null, null],
      ['村', '总数', '本乡镇', '县外'],
      ...table.rows.map((row) => [row.name.zh, ...of(row)]),
      ['合计', ...of(table.sum)],
      [table.dropouts?.zh, null, null, null],
    ]);
    const last = 1 + table.rows.length;
    expect(sheet?.cells?.get(`${last},1`)?.style?.font?.bold).toBe(true);
    expect(sheet?.merges).toEqual([{ startRow: last + 2, startCol: 0, endRow: last + 2, endCol: 3 }]);
  });

  test.each([
    {
      of: 'a placeholder nobody knows',
      rows: [['{{village}}', '{{totall}}']],
      problem: 'template-placeholder-unknown',
      at: '县表!B1 {{totall}}',
    },
    {
      of: 'two rows that would be repeated',
      rows: [['{{village}}'], ['{{total}}']],
      problem: 'template-rows',
      at: '1、2',
    },
    { of: 'no placeholder', rows: [['村', '总数']], problem: 'template-empty', at: 'B3-1' },
  ])('with $of is refused in a sentence that says where', async ({ rows, problem, at }) => {
    const got = await put(await template(rows));
    expect(got.problem.type).toBe(problem);
    expect(got.problem.zh).toContain(at);
  });

  test('with a formula, or that is no workbook, is refused', async () => {
    const formula = new Map([['0,1', { value: 0, formula: 'A1+1', formulaResult: 0 }]]);
    expect((await put(await template([['{{total}}', 0]], { cells: formula }))).problem.type).toBe('template-formula');
    expect((await put(Buffer.from('no workbook'))).problem.type).toBe('template-unreadable');
  });

  test('is put in by the administrator and the county alone, and can be given up again', async () => {
    expect((await put(await template([['{{total}}']]), clerk)).status).toBe(403);
    const { templates, known } = await clerk.ask(listTemplates);
    expect(templates.map(({ table, fileName }) => [table, fileName])).toEqual([['b3-1', '县表.xlsx']]);
    expect(known.find(({ table }) => table === 'b3-2')?.placeholders.map(({ key }) => key)).toContain('uncertified');
    await administrator.ask(removeTemplate, { params: { table: 'b3-1' } });
    expect((await clerk.ask(listTemplates)).templates).toEqual([]);
    const [sheet] = await sheetsOf((await clerk.send(downloadTable, { params: { table: 'b3-1' } })).bytes);
    expect(sheet?.rows[0]?.[0]).toBe('义务教育阶段适龄儿童少年就读情况统计表（分村统计）');
  });
});
