import {
  decideMatch,
  listMatchDecisions,
  listWaitingRows,
  undoMatchDecision,
} from '@quanxue/domain/children/match-operations.ts';
import { getImport, listChildren } from '@quanxue/domain/children/operations.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../basis/ids.ts';
import { verifyChanges } from '../basis/ledger-events.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { citizenNumber, confirmed, previewed, rowsOf, workbook } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;
const LAN = citizenNumber('2012-03-04', 12);
const YUN = citizenNumber('2013-07-08', 14);
const YUAN = citizenNumber('2011-05-06', 13);
/** One digit of the sequence is wrong: the check tells that one is. */
const wrong = (number: string) => number.slice(0, 15) + String((Number(number[15]) + 3) % 10) + number.slice(16);

const HEADS = ['姓名', '身份证号', '出生日期', '性别', '户籍村', '监护人姓名', '监护人电话'];
const ROLL_HEADS = ['学生姓名', '身份证件号', '出生日期', '学校名称', '年级', '班级'];

beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
  const list = await workbook([
    HEADS,
    ['谭小兰', LAN, '2012-03-04', '女', '听松坪村', '谭大山', '19900001234'],
    ['冉云', YUN, '2013-07-08', '女', '听松坪村', '冉大海', '19900001235'],
    ['向远', YUAN, '2011-05-06', '男', '晒书坝村', '向大川', '19900001236'],
    ['覃小雨', null, '2014-02-03', '女', '晒书坝村', '覃大河', null],
  ]);
  await confirmed(clerk, (await previewed(clerk, 'population', list)).id);
});
afterAll(() => server?.close());

const total = async () => (await clerk.ask(listChildren, {})).total;
const idOf = async (name: string) => (await clerk.ask(listChildren, { query: { q: name } })).children[0]?.id ?? '';
const waiting = async (importId: string) => (await clerk.ask(listWaitingRows, { query: { importId } })).rows;

test('a wrong digit is told in words and the row belongs to its child, whose own number stays', async () => {
  const list = await workbook([
    ROLL_HEADS,
    ['谭小兰', wrong(LAN), '2012-03-04', '霁溪镇小学', '四年级', '1班'],
    ['无此童', wrong(citizenNumber('2012-09-09', 17)), '2012-09-09', '霁溪镇小学', '四年级', '1班'],
  ]);
  const batch = await previewed(clerk, 'roll', list, '学籍.xlsx');
  expect(batch.counts).toMatchObject({ rows: 2, changed: 1, bad: 1, waiting: 0 });
  const [row] = await rowsOf(clerk, batch.id, 'changed');
  expect(row?.childId).toBe(await idOf('谭小兰'));
  expect(row?.changes.map((change) => change.field)).not.toContain('citizenId');
  const told = row?.problems.map((problem) => problem.message.zh).join('\n');
  expect(told).toContain('认作台账中的“谭小兰”：身份证号只差一位或相邻两位颠倒；姓名相同；出生日期相同');
  await confirmed(clerk, batch.id);
  expect(await total()).toBe(4);
});

describe('a row that may be about a child of the ledger', () => {
  // Sounds the same, born on the same day, no number, another village and other guardians unknown.
  const list = (more: (string | null)[][] = []) =>
    workbook([
      ['姓名', '身份证号', '出生日期', '户籍村'],
      ['冉芸', null, '2013-07-08', '听松坪村'],
      ['向元', null, '2011-05-06', '晒书坝村'],
      ...more,
    ]);
  let importId = '';

  test('waits, makes no second child, and stands beside whom it may be', async () => {
    const batch = await previewed(clerk, 'population', await list(), '派出所名单.xlsx');
    importId = batch.id;
    expect(batch.counts).toMatchObject({ rows: 2, added: 0, waiting: 2 });
    const [ran, xiang] = await waiting(importId);
    expect(ran).toMatchObject({ name: '冉芸', confirmed: false, otherwise: 'new' });
    expect(ran?.candidates).toMatchObject([
      {
        name: '冉云',
        why: expect.arrayContaining([expect.objectContaining({ en: expect.stringContaining('sounds the same') })]),
      },
    ]);
    const fields = new Map(ran?.candidates[0]?.fields.map((each) => [each.field, each]));
    expect(fields.get('name')).toMatchObject({ says: '冉云', mark: 'near' });
    expect(fields.get('birth')).toMatchObject({ mark: 'equal' });
    expect(fields.get('number')).toMatchObject({
      says: expect.stringMatching(/^509999\*{8}\d{3}[\dX]$/),
      mark: 'absent',
    });
    expect(xiang?.name).toBe('向元');
    expect((await clerk.ask(listWaitingRows, { query: { kind: 'roll' } })).total).toBe(0);
  });

  test('decided the same before the list is confirmed, is written to that child with the rest', async () => {
    const childId = await idOf('冉云');
    const answer = await clerk.ask(decideMatch, { params: { importId, row: 2 }, body: { decision: 'same', childId } });
    expect(answer).toMatchObject({ outcome: 'changed', written: false });
    expect((await clerk.ask(getImport, { params: { importId } })).counts).toMatchObject({ changed: 1, waiting: 1 });
    expect((await confirmed(clerk, importId)).state).toBe('confirmed');
    expect(await idOf('冉芸')).toBe(childId);
    expect(await total()).toBe(4);
  });

  test('decided apart after the list was confirmed, is written as a child of its own', async () => {
    const [row] = await waiting(importId);
    expect(row).toMatchObject({ name: '向元', confirmed: true });
    const answer = await clerk.ask(decideMatch, { params: { importId, row: 3 }, body: { decision: 'apart' } });
    expect(answer).toMatchObject({ outcome: 'added', written: true });
    expect(await total()).toBe(5);
    expect(await waiting(importId)).toEqual([]);
    const childId = await idOf('向元');
    expect(childId).not.toBe(await idOf('向远'));
    const faults = await server.database.inTransaction(clerk.actor, async (tx) => [
      ...(await verifyChanges(server.keys, tx, childId)),
      ...(await verifyChanges(server.keys, tx, await idOf('向远'))),
    ]);
    expect(faults).toEqual([]);
  });

  test('tells beside each decision what stands in the ledger by it, for whoever takes it back', async () => {
    const { decisions } = await clerk.ask(listMatchDecisions, { query: { importId } });
    expect(decisions.map(({ written, preview }) => [written?.as, written?.name, preview])).toEqual([
      ['added', '向元', false],
      ['changed', '冉芸', false],
    ]);
  });

  test('is not asked about again when the list comes once more, with other rows in it', async () => {
    const again = await list([['黄小满', citizenNumber('2012-11-12', 16), '2012-11-12', '晒书坝村']]);
    const batch = await previewed(clerk, 'population', again, '派出所名单（新）.xlsx');
    expect(batch.counts).toMatchObject({ rows: 3, added: 1, waiting: 0, bad: 0 });
    const remembered = (await rowsOf(clerk, batch.id, 'warning')).flatMap((row) =>
      row.problems.map((each) => each.message.zh),
    );
    expect(remembered.join('\n')).toMatch(/测试员 于 \d{4}-\d\d-\d\d 判定本行就是台账中的“冉芸”/);
  });
});

test('a decision taken back is no more remembered, and is not taken back twice', async () => {
  const list = (remark: string) =>
    workbook([
      ['姓名', '身份证号', '出生日期', '户类型', '备注'],
      ['覃晓雨', null, '2014-02-03', '低保户', remark],
    ]);
  const first = await previewed(clerk, 'households', await list('一'), '低保一.xlsx');
  expect(first.counts).toMatchObject({ waiting: 1 });
  const childId = await idOf('覃小雨');
  const decided = { params: { importId: first.id, row: 2 }, body: { decision: 'same', childId } } as const;
  const { actId } = await clerk.ask(decideMatch, decided);
  await confirmed(clerk, first.id);
  const remembered = await previewed(clerk, 'households', await list('二'), '低保二.xlsx');
  expect(remembered.counts).toMatchObject({ same: 1, waiting: 0 });
  expect(await clerk.ask(undoMatchDecision, { params: { actId } })).toEqual({ waitsAgain: false });
  const again = await clerk.send(undoMatchDecision, { params: { actId } });
  expect(again.problem?.type).toBe('match-undone-already');
  const { decisions } = await clerk.ask(listMatchDecisions, { query: { importId: first.id } });
  expect(decisions).toMatchObject([{ decision: 'same', name: '覃晓雨', undone: { by: '测试员' } }]);
  const asked = await previewed(clerk, 'households', await list('三'), '低保三.xlsx');
  expect(asked.counts).toMatchObject({ same: 0, waiting: 1 });
});

test('taken back in a preview, the row waits again', async () => {
  const list = await workbook([
    ['姓名', '身份证号', '出生日期', '户籍村'],
    ['覃晓宇', null, '2014-02-03', '晒书坝村'],
  ]);
  const batch = await previewed(clerk, 'population', list, '预览中.xlsx');
  const params = { importId: batch.id, row: 2 };
  const { actId, outcome } = await clerk.ask(decideMatch, { params, body: { decision: 'apart' } });
  expect(outcome).toBe('added');
  expect(await clerk.ask(undoMatchDecision, { params: { actId } })).toEqual({ waitsAgain: true });
  expect((await clerk.ask(getImport, { params: { importId: batch.id } })).counts).toMatchObject({
    added: 0,
    waiting: 1,
  });
});

test('a decision that contradicts an earlier one is refused, with who decided and how to undo it', async () => {
  const list = (note: string) =>
    workbook([
      ['姓名', '身份证号', '出生日期', '户籍村', '民族'],
      ['谭晓岚', null, '2012-03-04', '听松坪村', note],
    ]);
  const first = await previewed(clerk, 'population', await list('土家族'), '甲.xlsx');
  const second = await previewed(clerk, 'population', await list('汉族'), '乙.xlsx');
  const childId = await idOf('谭小兰');
  await clerk.ask(decideMatch, { params: { importId: first.id, row: 2 }, body: { decision: 'apart' } });
  const other = await server.as('social-affairs');
  const contrary = { params: { importId: second.id, row: 2 }, body: { decision: 'same', childId } } as const;
  const { problem } = await other.send(decideMatch, contrary);
  expect(problem?.type).toBe('match-contradicts-earlier');
  expect(problem?.zh).toMatch(/测试员 于 \d{4}-\d\d-\d\d 判定“谭晓岚”这一行不是“谭小兰”.*撤销/);
  const late = await clerk.send(decideMatch, { params: { importId: first.id, row: 2 }, body: { decision: 'apart' } });
  expect(late.problem?.type).toBe('match-not-waiting');
});

test('one child is not two rows of one list', async () => {
  const list = await workbook([
    HEADS,
    ['向原', null, '2011-05-06', null, '晒书坝村', null, null],
    // Another name altogether: what speaks for it are birthday, guardian and phone.
    ['荣华', null, '2011-05-06', null, '晒书坝村', '向大川', '19900001236'],
  ]);
  const batch = await previewed(clerk, 'population', list, '两行.xlsx');
  expect(batch.counts).toMatchObject({ waiting: 2 });
  const childId = await idOf('向远');
  const body = { decision: 'same', childId } as const;
  await clerk.ask(decideMatch, { params: { importId: batch.id, row: 2 }, body });
  const second = await clerk.send(decideMatch, { params: { importId: batch.id, row: 3 }, body });
  expect(second.problem?.zh).toContain('“向远”已与本次名单第 2 行对应');
});

test('whoever has neither list nor children in scope sees nothing of it and decides nothing', async () => {
  const id = newId(server.clock);
  await server.database.inTransaction(clerk.actor, (tx) =>
    tx
      .insertInto('units')
      .values({ id, kind: 'township', name: '邻溪镇', parent_id: server.units.county, valid_from: '2000-01-01' })
      .execute(),
  );
  const elsewhere = await server.as('social-affairs', id);
  expect(await elsewhere.ask(listWaitingRows, {})).toEqual({ total: 0, rows: [] });
  expect(await elsewhere.ask(listMatchDecisions, {})).toEqual({ total: 0, decisions: [] });
  const { rows } = await clerk.ask(listWaitingRows, {});
  const params = { importId: rows[0]?.importId ?? '', row: rows[0]?.row ?? 1 };
  const decided = await elsewhere.send(decideMatch, { params, body: { decision: 'apart' } });
  expect(decided.problem?.type).toBe('not-found');
  const { decisions } = await clerk.ask(listMatchDecisions, {});
  const undone = await elsewhere.send(undoMatchDecision, { params: { actId: decisions[0]?.actId ?? '' } });
  expect(undone.problem?.type).toBe('not-found');
});

test('nothing that was decided can be altered by the running server', async () => {
  const alter = server.database.inTransaction(clerk.actor, (tx) =>
    sql`update match_decisions set decision = 'same'`.execute(tx),
  );
  await expect(alter).rejects.toThrow(/permission denied/);
});
