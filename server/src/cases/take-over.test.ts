import { getCase, recordEntry } from '@quanxue/domain/cases/operations.ts';
import {
  listRosters,
  previewRoster,
  type RosterRow,
  takeOverRoster,
  undoRoster,
} from '@quanxue/domain/cases/take-over/roster-operations.ts';
import { getChild } from '@quanxue/domain/children/operations.ts';
import type { CellValue } from 'hucre';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyLog } from '../basis/log.ts';
import { citizenNumber, workbook } from '../children/testing.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { addTestChild } from './testing.ts';

/* Old rosters of cases: what becomes an entry, what stays a note, and what is refused. */

let server: TestServer;
let clerk: TestPerson;
const ids: Record<string, string> = {};
const number = citizenNumber('2009-05-06', 11);

beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-12-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  const child = async (name: string, birthDate: string, more: { citizenId?: string; village?: string } = {}) => {
    ids[`${name}${birthDate}`] = await addTestChild(server, clerk.actor, {
      name,
      birthDate,
      registered: more.village ?? server.units.villageA,
      ...(more.citizenId && { citizenId: more.citizenId }),
    });
  };
  await child('牟望川', '2009-05-06', { citizenId: number });
  await child('舒见雪', '2010-02-03');
  // Two of one name: a roster without a birthday cannot tell them apart.
  await child('阎听雨', '2010-06-01');
  await child('阎听雨', '2011-06-01', { village: server.units.villageB });
});
afterAll(() => server?.close());

const HEAD = [
  '序号',
  '学生姓名',
  '身份证号码',
  '出生年月',
  '村（居）',
  '原学校',
  '辍学年级',
  '发现时间',
  '辍学原因',
  '核实时间',
  '第一次劝返时间',
  '第二次劝返时间',
  '劝返次数',
  '采取措施',
  '复学学校',
  '复学年级',
  '复学时间',
  '销号时间',
  '备注',
];
/** A line by heading. */
const line = (cells: Partial<Record<string, CellValue>>): CellValue[] => HEAD.map((heading) => cells[heading] ?? null);

const whole = {
  学生姓名: '牟望川',
  身份证号码: number,
  '村（居）': '听松坪村',
  原学校: '霁溪镇小学',
  辍学年级: '六年级',
  发现时间: '2020-09-10',
  辍学原因: '厌学',
  核实时间: '2020.9.12',
  第一次劝返时间: '2020年9月15日',
  第二次劝返时间: '2020.9.20',
  劝返次数: 5,
  采取措施: '劝返复学',
  复学学校: '霁溪镇小学',
  复学年级: '六',
  复学时间: '2020-10-08',
  销号时间: '2020-12-30',
  备注: '跟班就读',
};
const plain = {
  学生姓名: '舒见雪',
  出生年月: '2010-02-03',
  '村（居）': '听松坪村',
  发现时间: '2022-03-04',
  劝返次数: '3次',
  采取措施: '送教上门',
};
const twin = { 学生姓名: '阎听雨', 发现时间: '2022-04-05' };

const roster = (rows: CellValue[][]) =>
  workbook([['霁溪镇失学儿童花名册'], HEAD, ...rows, ['合计', rows.length]], '名册');
const preview = async (file: Buffer, query: { columns?: string; choices?: string } = {}, by: TestPerson = clerk) =>
  by.ask(previewRoster, { query: { fileName: '旧案名册.xlsx', ...query }, upload: file });
const take = async (file: Buffer, query: { choices?: string } = {}) =>
  clerk.ask(takeOverRoster, { query: { fileName: '旧案名册.xlsx', ...query }, upload: file });
const outcomes = (rows: readonly RosterRow[]) => rows.map((row) => [row.name, row.outcome]);

test('the preview tells of every line whom it is about and what would be written; nothing is', async () => {
  const sheet = await preview(
    await roster([
      line(whole),
      line(plain),
      line(twin),
      line({ 学生姓名: '仇不在册', 出生年月: '2010-01-01', 发现时间: '2022-01-04' }),
      line({ 学生姓名: '舒见雪', 出生年月: '2010-02-03', 发现时间: '2021年秋' }),
    ]),
  );
  expect(sheet.headerRow).toBe(2);
  expect(sheet.missing).toEqual([]);
  expect(outcomes(sheet.rows)).toEqual([
    ['牟望川', 'ready'],
    ['舒见雪', 'ready'],
    ['阎听雨', 'waits'],
    ['仇不在册', 'not-found'],
    ['舒见雪', 'refused'],
  ]);
  expect(sheet.rows[0]?.entries.map((entry) => `${entry.on} ${entry.kind}`)).toEqual([
    '2020-09-10 report',
    '2020-09-12 verification',
    '2020-09-15 persuasion',
    '2020-09-20 persuasion',
    '2020-10-08 measure',
    '2020-10-08 placement',
    '2020-12-30 closure',
  ]);
  expect(sheet.rows[2]?.candidates.map((each) => each.birthDate).sort()).toEqual(['2010-06-01', '2011-06-01']);
  expect(sheet.rows[4]?.told[0]?.zh).toContain('2021年秋');
  const { batches } = await clerk.ask(listRosters, {});
  expect(batches).toEqual([]);
});

test('a count without days is a note and never a visit; a cause or measure without its day is not made up', async () => {
  const sheet = await preview(await roster([line(plain)]));
  const [row] = sheet.rows;
  expect(row?.entries).toEqual([
    expect.objectContaining({ kind: 'report', reasons: ['other'], note: expect.stringContaining('名册记劝返 3 次') }),
  ]);
  expect(row?.entries[0]).toMatchObject({ note: expect.stringContaining('送教上门') });
  expect(row?.told.map((each) => each.zh).join()).toContain('不补造');
});

test('columns are told otherwise by a person; without the day of finding nothing is read', async () => {
  const left = await preview(await roster([line(plain)]), { columns: 'H=' });
  expect(left.missing.map((each) => each.zh)).toEqual(['发现日期']);
  expect(left.rows).toEqual([]);
  const told = await preview(await roster([line({ ...plain, 核实时间: '2022-03-09' })]), { columns: 'H=;J=foundOn' });
  expect(told.rows[0]?.entries[0]?.on).toBe('2022-03-09');
});

test('taken over: entries of the paper’s day, recorded today, marked with their line; sent again, nothing is written', async () => {
  const file = await roster([line(whole), line(plain)]);
  const sheet = await take(file);
  expect(outcomes(sheet.rows)).toEqual([
    ['牟望川', 'written'],
    ['舒见雪', 'written'],
  ]);
  const caseId = sheet.rows[0]?.caseId ?? '';
  const view = await clerk.ask(getCase, { params: { caseId } });
  expect(view.stage).toBe('struck-off');
  expect(view.casefile.child).toMatchObject({ grade: 6, school: '霁溪镇小学' });
  for (const entry of view.casefile.entries) {
    expect(entry.recordedAt).toBe('2022-12-20T02:00:00.000Z');
    expect(entry.details).toEqual({
      takenOver: { source: '旧案名册.xlsx', sheet: '名册', row: 3 },
      batch: sheet.batchId,
    });
  }
  expect(await server.database.inTransaction(clerk.actor, (tx) => verifyLog(server.keys, tx, caseId))).toEqual([]);
  const again = await take(file);
  expect(again.batchId).toBeNull();
  expect(again.rows.map((row) => [row.outcome, row.caseId])).toEqual([
    ['same', caseId],
    ['same', sheet.rows[1]?.caseId],
  ]);
  const changed = await preview(await roster([line({ ...whole, 复学时间: '2020-10-12' })]));
  expect(changed.rows[0]).toMatchObject({ outcome: 'differs', caseId });
  expect(changed.rows[0]?.told.map((each) => each.zh)).toEqual([
    expect.stringContaining('名册现在写的、案卷里没有：2020-10-12'),
    expect.stringContaining('2020-10-12'),
    expect.stringContaining('案卷里有、名册现在没写：2020-10-08'),
    expect.stringContaining('2020-10-08'),
  ]);
});

test('the open case of an old roster moves the child in the ledger, undone it is as before, and the case is out of sight', async () => {
  const childId = ids['舒见雪2010-02-03'] ?? '';
  expect((await clerk.ask(getChild, { params: { childId } })).schooling?.state).toBe('suspected');
  const { batches } = await clerk.ask(listRosters, {});
  expect(batches).toMatchObject([{ cases: 2, undoable: true, undone: null }]);
  const batchId = batches[0]?.id ?? '';
  const undone = await clerk.ask(undoRoster, { params: { batchId }, body: { reason: '传错了文件' } });
  expect(undone).toMatchObject({ undoable: false, undone: expect.any(String) });
  expect((await clerk.ask(getChild, { params: { childId } })).schooling?.state ?? 'unknown').toBe('unknown');
  const twice = await clerk.send(undoRoster, { params: { batchId }, body: { reason: '再来一次' } });
  expect(twice.problem?.type).toBe('roster-undone');
  // Free again for the right roster.
  const sheet = await take(await roster([line(whole), line(plain)]));
  expect(outcomes(sheet.rows)).toEqual([
    ['牟望川', 'written'],
    ['舒见雪', 'written'],
  ]);
});

test('once somebody has added to one of its cases a roster is not undone', async () => {
  const { batches } = await clerk.ask(listRosters, {});
  const batch = batches.find((each) => each.undone === null);
  const sheet = await preview(await roster([line(plain)]));
  const caseId = sheet.rows[0]?.caseId ?? '';
  const id = '0193e000-0000-7000-8000-000000000001';
  await clerk.ask(recordEntry, {
    params: { caseId, entryId: id },
    body: { id, kind: 'follow-up', on: '2022-12-01', finding: '在家' },
  });
  const refused = await clerk.send(undoRoster, {
    params: { batchId: batch?.id ?? '' },
    body: { reason: '传错了文件' },
  });
  expect(refused.problem?.type).toBe('roster-added-to');
  expect(refused.problem?.zh).toContain('舒见雪');
});

test('a line that waits is written once a person has chosen the child; another office finds nobody of this township', async () => {
  const file = await roster([line(twin)]);
  const chosen = ids['阎听雨2011-06-01'] ?? '';
  const sheet = await take(file, { choices: `3=${chosen}` });
  expect(sheet.rows).toMatchObject([{ outcome: 'written', child: { id: chosen } }]);
  const elsewhere = await server.as('social-affairs', server.units.villageB);
  const seen = await preview(await roster([line({ ...plain })]), {}, elsewhere);
  expect(outcomes(seen.rows)).toEqual([['舒见雪', 'not-found']]);
  const stolen = await preview(
    await roster([line({ 学生姓名: '牟望川', 发现时间: '2021-01-01' })]),
    { choices: `3=${ids['牟望川2009-05-06']}` },
    elsewhere,
  );
  expect(stolen.rows[0]?.outcome).not.toBe('ready');
  await expect(
    (await server.as('teacher')).send(previewRoster, { query: { fileName: 'a.xlsx' }, upload: file }),
  ).resolves.toMatchObject({ status: 403 });
});
