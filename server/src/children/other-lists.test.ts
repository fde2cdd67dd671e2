import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getChild, listChildren, mapImport, returnSheet, undoImport } from '@quanxue/domain/children/operations.ts';
import { readXlsx } from 'hucre/xlsx';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChanges } from '../basis/ledger-events.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { citizenNumber, confirmed, previewed, rowsOf, settledImport, workbook } from './testing.ts';
import { openWorkbook } from './workbook/open-workbook.ts';

let server: TestServer;
let clerk: TestPerson;
const LAN = citizenNumber('2012-03-04', 12);
const SHAN = citizenNumber('2011-05-06', 13);
const YUN = citizenNumber('2013-07-08', 14);

beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
  const population = await workbook([
    ['姓名', '身份证号', '户籍村'],
    ['谭小兰', LAN, '听松坪村'],
    ['谭大山', SHAN, '听松坪村'],
    ['冉云', YUN, '晒书坝村'],
  ]);
  await confirmed(clerk, (await previewed(clerk, 'population', population)).id);
});
afterAll(() => server?.close());

const named = async (name: string) => {
  const { children } = await clerk.ask(listChildren, { query: { q: name } });
  return clerk.ask(getChild, { params: { childId: children[0]?.id ?? '' } });
};

async function listRows(importId: string) {
  return server.database.inTransaction(clerk.actor, (tx) =>
    tx.selectFrom('list_rows').selectAll().where('batch_id', '=', importId).orderBy('row').execute(),
  );
}

/** What one sheet says, read by a library that is not ours. */
async function told(bytes: Buffer): Promise<string[][]> {
  const { sheets } = await readXlsx(bytes);
  return (sheets[0]?.rows ?? []).map((row) => {
    const texts = row.map((cell) => (cell === null ? '' : String(cell)));
    return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
  });
}

describe('a list of households', () => {
  let importId = '';
  let list: Buffer;
  beforeAll(async () => {
    list = await workbook([
      ['户编号', '姓名', '身份证号码', '监测对象类别', '识别监测时间', '风险是否已消除'],
      ['001', '谭小兰', LAN, '边缘易致贫户', '2021-11-05', '否'],
      ['001', '谭老汉', citizenNumber('1961-01-02', 11), '边缘易致贫户', '2021-11-05', '否'],
      ['002', '无此童', citizenNumber('2012-09-09', 17), '脱贫不稳定户', '2021-11-05', '否'],
    ]);
  });

  test('marks the children whom the ledger knows, keeps unknown ones to be cleared up, leaves grown-ups out', async () => {
    const batch = await previewed(clerk, 'households', list, '监测对象.xlsx', '镇乡村振兴办');
    importId = batch.id;
    expect(batch).toMatchObject({ state: 'preview', counts: { changed: 1, unidentified: 1, outside: 1, added: 0 } });
    expect((await confirmed(clerk, importId)).state).toBe('confirmed');
    const child = await named('谭小兰');
    expect(child.households).toEqual(['borderline']);
    expect(child.householdLines).toMatchObject([{ category: 'borderline', fromOn: '2021-11-05', toOn: null }]);
    expect(await listRows(importId)).toMatchObject([{ row: 4, child_id: null, name: '无此童' }]);
    const { rows } = await server.database.inTransaction(clerk.actor, (tx) =>
      sql<{ body: unknown }>`select body from ledger_events where body ? 'households'`.execute(tx),
    );
    expect(rows[0]?.body).toMatchObject({
      households: { categories: ['borderline'], fromOn: '2021-11-05', toOn: null },
    });
  });

  test('told to have ended, a category holds no more; and another list may add one', async () => {
    const next = await workbook([
      ['姓名', '身份证号码', '户类型', '识别时间', '风险消除时间'],
      ['谭小兰', LAN, '边缘易致贫户', '2021-11-05', '2022-06-30'],
      ['谭大山', SHAN, '低保户', '2022-01-01', null],
    ]);
    const batch = await previewed(clerk, 'households', next, '监测对象2.xlsx', '镇乡村振兴办');
    expect(batch.counts).toMatchObject({ changed: 2, gone: 0 });
    await confirmed(clerk, batch.id);
    const ended = await named('谭小兰');
    expect(ended.households).toEqual([]);
    expect(ended.householdLines).toMatchObject([{ category: 'borderline', fromOn: '2021-11-05', toOn: '2022-06-29' }]);
    const begun = await named('谭大山');
    expect(begun.households).toEqual(['subsistence']);
    expect(begun.householdLines).toMatchObject([{ category: 'subsistence', fromOn: '2022-01-01', toOn: null }]);
    await clerk.ask(undoImport, { params: { importId: batch.id } });
    expect((await named('谭小兰')).households).toEqual(['borderline']);
    expect((await named('谭大山')).households).toEqual([]);
  });

  test('a day told otherwise later is corrected, and what was over before anybody wrote it down is kept as history', async () => {
    const next = await workbook([
      ['姓名', '身份证号码', '户类型', '识别时间', '风险消除时间'],
      ['谭小兰', LAN, '边缘易致贫户', '2021-12-01', null],
      ['冉云', YUN, '低保户', '2019-03-01', '2020-06-30'],
    ]);
    const batch = await previewed(clerk, 'households', next, '监测对象3.xlsx', '镇乡村振兴办');
    await confirmed(clerk, batch.id);
    const corrected = await named('谭小兰');
    expect(corrected.householdLines).toMatchObject([{ category: 'borderline', fromOn: '2021-12-01', toOn: null }]);
    const past = await named('冉云');
    expect(past.households).toEqual([]);
    expect(past.householdLines).toMatchObject([{ category: 'subsistence', fromOn: '2019-03-01', toOn: '2020-06-29' }]);
    await clerk.ask(undoImport, { params: { importId: batch.id } });
    const { householdLines, households } = await named('谭小兰');
    expect(householdLines).toMatchObject([{ category: 'borderline', fromOn: '2021-11-05', toOn: null }]);
    expect(households).toEqual(['borderline']);
    expect((await named('冉云')).householdLines).toEqual([]);
  });

  test('uploaded again unchanged, says which import it was and that nothing is new', async () => {
    const again = await previewed(clerk, 'households', list, '监测对象（再传）.xlsx', '镇乡村振兴办');
    expect(again).toMatchObject({ sameFile: { importId, by: '测试员' } });
  });
});

test('a disability list says category and level by the 20 digits of the certificate, and whose they are', async () => {
  const list = await workbook([
    ['姓名', '残疾人证号', '残疾类别', '残疾等级'],
    ['冉云', `${YUN}53`, '智力', '三级'],
    ['谭大山', `${SHAN}42`, '智力', '二级'],
    ['谭小兰', '12345', '肢体', '一级'],
  ]);
  const batch = await previewed(clerk, 'disability', list, '持证残疾儿童.xlsx', '县残联');
  expect(batch.counts).toMatchObject({ rows: 3, changed: 2, bad: 1 });
  const [differs] = (await rowsOf(clerk, batch.id, 'warning'))[0]?.problems ?? [];
  expect(differs).toMatchObject({ column: 'C', message: { zh: expect.stringContaining('与残疾人证号末两位不一致') } });
  await confirmed(clerk, batch.id);
  expect((await named('冉云')).disability).toMatchObject({ category: 'intellectual', level: 3 });
  expect((await named('谭大山')).disability).toMatchObject({ category: 'physical', level: 2 });
  await clerk.ask(undoImport, { params: { importId: batch.id } });
  expect((await named('冉云')).disability).toBeNull();
});

test('who is in class is kept beside the ledgers, which it does not change', async () => {
  const before = await named('谭小兰');
  const list = await workbook([
    ['学校名称', '年级', '班级', '学生姓名', '身份证号', '是否在校', '未到校原因'],
    ['霁溪镇小学', '五年级', '1班', '谭小兰', LAN, '是', null],
    ['霁溪镇小学', '五年级', '1班', '谭大山', SHAN, '否', '外出'],
    ['霁溪镇小学', '五年级', '1班', '外来生', citizenNumber('2011-05-05', 15), '在校', null],
  ]);
  const batch = await previewed(clerk, 'in-class', list, '实际在班.xlsx', '霁溪镇小学');
  expect(batch.counts).toMatchObject({ listed: 2, unidentified: 1 });
  await confirmed(clerk, batch.id);
  expect(await listRows(batch.id)).toMatchObject([
    { row: 2, present: true, school_unit_id: server.units.school, grade: 5, class: '1班' },
    { row: 3, present: false },
    { row: 4, present: true, child_id: null },
  ]);
  expect((await named('谭小兰')).schooling).toEqual(before.schooling);
  const shorter = await workbook([
    ['学校名称', '年级', '班级', '学生姓名', '身份证号', '是否在校'],
    ['霁溪镇小学', '五年级', '1班', '谭小兰', LAN, '是'],
  ]);
  const next = await previewed(clerk, 'in-class', shorter, '实际在班2.xlsx', '霁溪镇小学');
  expect((await rowsOf(clerk, next.id, 'gone')).map((row) => row.name)).toEqual(['谭大山']);
  await clerk.ask(undoImport, { params: { importId: batch.id } });
});

describe('the list of suspected children', () => {
  const HEADS = ['序号', '姓名', '身份证号', '学籍学校', '核实结果', '就读学校', '内部码', '处理时间'];
  let importId = '';

  test('goes back in the sheet it came in: same columns and order, answers filled, foreign columns untouched', async () => {
    const roll = await workbook([
      ['姓名', '身份证号', '学校', '年级'],
      ['谭小兰', LAN, '霁溪镇小学', '五年级'],
    ]);
    await confirmed(clerk, (await previewed(clerk, 'roll', roll)).id);
    const file = await workbook([
      HEADS,
      [1, '谭小兰', LAN, '霁溪镇小学', null, null, '=A-01', null],
      [2, '查无人', citizenNumber('2012-02-02', 11), '霁溪镇小学', null, null, 'B-02', null],
      [3, '冉云', YUN, null, null, null, 'C-03', null],
    ]);
    const batch = await previewed(clerk, 'suspected', file, '疑似辍学.xlsx', '全国平台');
    importId = batch.id;
    expect(batch.counts).toMatchObject({ listed: 2, unidentified: 1, bad: 0 });
    const early = await clerk.send(returnSheet, { params: { importId }, query: { what: 'results' } });
    expect(early.problem).toMatchObject({ type: 'import-without-results' });
    await confirmed(clerk, importId);
    const got = await clerk.send(returnSheet, { params: { importId }, query: { what: 'results' } });
    expect(got.status).toBe(200);
    expect(decodeURIComponent(String(got.headers['content-disposition']))).toContain('疑似辍学（核实结果）.xlsx');
    expect(await told(got.bytes)).toEqual([
      [...HEADS, '现状', '劝返情况'],
      ['1', '谭小兰', LAN, '霁溪镇小学', '在校就读，非辍学', '霁溪镇小学', '=A-01', '2022-09-01', '本乡镇就读'],
      ['2', '查无人', citizenNumber('2012-02-02', 11), '霁溪镇小学', '', '', 'B-02'],
      ['3', '冉云', YUN, '', '正在核实', '', 'C-03', '', '去向不明'],
    ]);
  });

  test('lies on the disk sealed only, without a number in clear', async () => {
    const folder = join(server.dataDir, 'imports');
    const names = readdirSync(folder);
    expect(names).toContain(`${importId}.sealed`);
    for (const name of names) {
      expect(name).toMatch(/\.sealed$/);
      expect(readFileSync(join(folder, name)).includes(Buffer.from('504b0304', 'hex'))).toBe(false);
    }
  });

  test('undone, its file is gone too', async () => {
    await clerk.ask(undoImport, { params: { importId } });
    const got = await clerk.send(returnSheet, { params: { importId }, query: { what: 'all' } });
    expect(got.problem?.type).toBe('import-finished');
    expect(readdirSync(join(server.dataDir, 'imports'))).not.toContain(`${importId}.sealed`);
  });
});

describe('the error sheet', () => {
  const HEADS = ['姓名', '身份证号', '性别', '备注'];
  const right = citizenNumber('2012-01-02', 12);
  const WRONG = right.slice(0, -1) + (right.endsWith('1') ? '2' : '1');
  const rows = [
    ['适龄儿童名单', null, null, null],
    HEADS,
    ['向一', citizenNumber('2012-01-01', 11), '男', '甲'],
    ['向二', WRONG, '女', '乙'],
    ['向三', citizenNumber('2012-01-03', 11), '不明', '丙'],
    [null, citizenNumber('2012-01-04', 11), '男', '丁'],
  ];

  test('has the same columns, only the rows to be corrected, each with its reasons and its cell in colour', async () => {
    const batch = await previewed(clerk, 'population', await workbook(rows), '村上报.xlsx');
    expect(batch.counts).toMatchObject({ bad: 2, added: 2 });
    const got = await clerk.send(returnSheet, { params: { importId: batch.id }, query: { what: 'errors' } });
    const sheet = await told(got.bytes);
    expect(sheet.map((row) => row.slice(0, 4))).toEqual([
      ['适龄儿童名单'],
      HEADS,
      ['向二', WRONG, '女', '乙'],
      ['', citizenNumber('2012-01-04', 11), '男', '丁'],
    ]);
    expect(sheet[1]?.[4]).toBe('原因');
    expect(sheet[2]?.[4]).toContain('B 列（身份证号）');
    expect(sheet[3]?.[4]).toContain('没有姓名');
    const { sheets } = await readXlsx(got.bytes, { readStyles: true });
    const fill = sheets[0]?.cells?.get('2,1')?.style?.fill;
    expect(JSON.stringify(fill)).toContain('FFC7CE');
    // Corrected and sent again, it is read like any other; the column of reasons is left out.
    const again = await previewed(clerk, 'population', got.bytes, '村上报（改）.xlsx');
    expect(again.mapping?.columns.map((column) => column.field)).toEqual(['name', 'citizenId', 'sex', null, null]);
  });

  test('with every row, is made of .csv, too', async () => {
    const text = rows.map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n');
    const batch = await previewed(clerk, 'population', Buffer.from(text), '村上报.csv');
    const got = await clerk.send(returnSheet, { params: { importId: batch.id }, query: { what: 'all' } });
    const path = join(server.dir, 'returned.xlsx');
    await writeFile(path, got.bytes);
    const book = await openWorkbook(path, 'returned.xlsx');
    const read: unknown[][] = [];
    for await (const row of book.rows(0)) read.push([...row.cells]);
    book.close();
    expect(read[2]).toEqual(['向一', citizenNumber('2012-01-01', 11), '男', '甲']);
    expect(read[3]?.[1]).toBe(WRONG);
    expect(String(read[4]?.[4])).toContain('性别');
  });
});

describe('what the columns of a sender mean', () => {
  const file = (name: string, sequence: number) =>
    workbook([
      ['花名', '号', '点'],
      [name, citizenNumber('2014-01-02', sequence), '听松坪村'],
    ]);

  test('is asked once, and the next list of the sender is taken as last time', async () => {
    const first = await previewed(clerk, 'population', await file('田一', 11), '八月.xlsx', '派出所');
    expect(first).toMatchObject({ state: 'mapping', asLastTime: null });
    await clerk.ask(mapImport, {
      params: { importId: first.id },
      body: { sheet: '名单', headerRows: [1], columns: { A: 'name', B: 'citizenId', C: 'registeredVillage' } },
    });
    expect(await settledImport(clerk, first.id)).toMatchObject({ state: 'preview', counts: { added: 1 } });
    await confirmed(clerk, first.id);
    const next = await previewed(clerk, 'population', await file('田二', 12), '九月.xlsx', '派出所');
    expect(next).toMatchObject({
      state: 'preview',
      asLastTime: { sender: '派出所', on: '2022-09-01', fileName: '八月.xlsx' },
      counts: { added: 1 },
    });
  });
});

test('places that are no more: a merged village by its old code, a code of nowhere, a school that was closed', async () => {
  await server.database.inTransaction(clerk.actor, async (tx) => {
    const unit = (id: string, kind: 'village' | 'school', code: string, name: string) => ({
      id,
      kind,
      code,
      name,
      parent_id: server.units.township,
      valid_from: '2015-01-01',
      valid_to: '2021-12-31',
    });
    await tx
      .insertInto('units')
      .values([
        unit('019a0000-0000-7000-8000-000000000001', 'village', '509999101299', '老鹰岩村'),
        unit('019a0000-0000-7000-8000-000000000002', 'school', '5099990099', '老鹰岩村小学'),
      ])
      .execute();
  });
  const population = await workbook([
    ['姓名', '身份证号', '村名', '村代码'],
    ['袁一', citizenNumber('2013-01-01', 11), '听松坪村', '509999101299'],
    ['袁二', citizenNumber('2013-01-02', 11), '听松坪村', '519999101201'],
    ['袁三', citizenNumber('1999-01-02', 11), '听松坪村', '509999101201'],
  ]);
  const batch = await previewed(clerk, 'population', population);
  expect(batch.counts).toMatchObject({ added: 3, warnings: 3 });
  const warned = (await rowsOf(clerk, batch.id, 'warning')).map((row) => row.problems[0]);
  expect(warned.map((problem) => problem?.column)).toEqual(['D', 'D', 'B']);
  expect(warned[0]?.message.zh).toContain('已于 2021-12-31 撤并');
  expect(warned[1]?.message.zh).toContain('没有代码为 519999101201 的村');
  expect(warned[2]?.message.zh).toContain('不在本学年适龄范围');
  const roll = await previewed(
    clerk,
    'roll',
    await workbook([
      ['姓名', '身份证号', '学校'],
      ['袁一', citizenNumber('2013-01-01', 11), '老鹰岩村小学'],
    ]),
  );
  expect(roll.counts).toMatchObject({ bad: 1 });
  expect((await rowsOf(clerk, roll.id, 'bad'))[0]?.problems[0]?.message.zh).toContain('撤并或停办');
});

test('a thousand children more than one portion: every chain that an import writes in bulk verifies', async () => {
  const many = Array.from({ length: 1100 }, (_, index) => [
    `骆${'一二三四五六七八九十'[index % 10]}${index}`,
    citizenNumber(
      `2015-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
      Math.floor(index / 28),
    ),
    '晒书坝村',
    '19900001234',
  ]);
  const batch = await previewed(
    clerk,
    'population',
    await workbook([['姓名', '身份证号', '户籍村', '监护人电话'], ...many]),
  );
  expect(batch.counts).toMatchObject({ added: 1100, bad: 0 });
  expect(await confirmed(clerk, batch.id)).toMatchObject({ state: 'confirmed' });
  await server.database.inTransaction(clerk.actor, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from children where name like '骆%'`.execute(tx);
    expect(rows).toHaveLength(1100);
    for (const { id } of rows.filter((_, index) => index % 25 === 0)) {
      expect(await verifyChanges(server.keys, tx, id)).toEqual([]);
    }
  });
});
