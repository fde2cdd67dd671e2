import {
  declareClosed,
  explainDifference,
  getVillageClosing,
  withdrawExplanation,
} from '@quanxue/domain/children/closing-operations.ts';
import { addChild, changeChild, setSchooling } from '@quanxue/domain/children/ledger-operations.ts';
import { confirmImport, listChildren } from '@quanxue/domain/children/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { citizenNumber, previewed, settledImport, workbook } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;
const children: Record<string, string> = {};

const NAMES = ['安甲', '白乙', '陈丙', '丁丁'];
const HEADS = ['姓名', '公民身份号码', '村（社区）'];
const listOf = (names: readonly string[]) =>
  workbook([HEADS, ...names.map((name, at) => [name, citizenNumber('2012-05-06', 10 + at), '听松坪村'])]);

beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-12-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  const batch = await previewed(clerk, 'population', await listOf(NAMES));
  await clerk.ask(confirmImport, { params: { importId: batch.id } });
  await settledImport(clerk, batch.id);
  for (const row of (await clerk.ask(listChildren, {})).children) children[row.name] = row.id;
});
afterAll(() => server?.close());

/** Sessions end in the meantime. */
async function comeBackAt(instant: string) {
  server.clock.set(instant);
  clerk = await server.as('social-affairs');
}

const village = async (query: Record<string, string> = {}) => {
  const { villageA } = server.units;
  const answer = await clerk.ask(getVillageClosing, { query: { villageId: villageA, ...query } });
  const [only] = answer.villages;
  if (!only) throw new Error('the village is not there');
  return { ...answer, village: only };
};
const open = async () => (await village()).open.map((work) => `${work.name} ${work.what} ${work.side ?? ''}`.trim());
const learn = (name: string, body: Record<string, unknown>) =>
  clerk.ask(setSchooling, {
    params: { childId: children[name] ?? '' },
    body: { fromOn: '2022-09-01', basis: { kind: 'reason', text: '入户核实', on: '2022-09-05' }, ...body } as never,
  });

test('a village whose children nobody accounts for is open, child by child, and cannot be declared', async () => {
  const { village: now, cohort } = await village();
  expect(now).toMatchObject({ closed: false, counts: { population: 4, unknown: 4, listed: 4, differences: 0 } });
  expect(cohort).toEqual({ bornFrom: '2007-09-01', bornTo: '2016-08-31' });
  expect(await open()).toEqual(NAMES.map((name) => `${name} unknown`));
  const { villageA } = server.units;
  const got = await clerk.send(declareClosed, {
    params: { villageId: villageA },
    body: { asOf: '2022-12-20', base: 'registered' },
  });
  expect(got.problem).toMatchObject({ type: 'village-not-closed', values: { unknown: 4 } });
});

test('out of county by a roll or a reason alone is open until the certificate of the school year is there', async () => {
  await learn('安甲', { state: 'here', schoolId: server.units.school, grade: 4 });
  await learn('白乙', { state: 'out-of-county', schoolName: '澜浦市枕石小学' });
  const old = { kind: 'paper', title: '学籍证明', on: '2022-06-30' };
  await learn('陈丙', { state: 'out-of-county', schoolName: '澜浦市枕石小学', basis: old });
  await learn('丁丁', { state: 'left', fromOn: '2022-10-10' });
  expect(await open()).toEqual(['白乙 lacking', '陈丙 lacking']);
  const paper = { kind: 'paper', title: '学籍证明', number: '枕石证字3号', on: '2022-11-02' };
  await learn('白乙', { state: 'out-of-county', fromOn: '2022-11-02', schoolName: '澜浦市枕石小学', basis: paper });
  await learn('陈丙', { state: 'out-of-county', fromOn: '2022-11-02', schoolName: '澜浦市枕石小学', basis: paper });
  const { village: now } = await village();
  // Gone for good with a dated reason: not counted, still on the list, explained by that reason.
  expect(now).toMatchObject({
    closed: true,
    counts: { population: 3, listed: 4, differences: 1, unexplained: 0, states: { here: 1, 'out-of-county': 2 } },
  });
});

test('as of the days before, it is as open as it was', async () => {
  const { village: before } = await village({ asOf: '2022-08-31' });
  // 31 August belongs to the school year before, in which the same four were of age, too.
  expect(before).toMatchObject({ closed: false, counts: { population: 4, unknown: 4 } });
  const { village: october } = await village({ asOf: '2022-10-31' });
  expect(october.counts).toMatchObject({ population: 3, lacking: 2, unknown: 0 });
});

test('a child that no list names is a difference until it is explained; its explanation can be taken back', async () => {
  const { villageA, school } = server.units;
  const { id } = await clerk.ask(addChild, {
    body: {
      name: '余戊',
      citizenId: citizenNumber('2013-01-02', 31),
      registeredUnitId: villageA,
      schooling: {
        state: 'here',
        fromOn: '2022-09-01',
        schoolId: school,
        grade: 3,
        basis: { kind: 'reason', text: '本人在校', on: '2022-09-02' },
      },
    },
  });
  children.余戊 = id;
  expect(await open()).toEqual(['余戊 difference ledger']);
  const why = { kind: 'moved-in' as const, onDay: '2022-08-20', reason: '随母亲迁入，派出所名单未更新' };
  const none = await clerk.send(explainDifference, { params: { childId: children.安甲 ?? '' }, body: why });
  expect(none.problem.type).toBe('no-difference');
  await clerk.ask(explainDifference, { params: { childId: id }, body: why });
  const after = await village();
  expect(after.village).toMatchObject({ closed: true, counts: { differences: 2, unexplained: 0 } });
  expect(after.explained).toMatchObject([{ name: '余戊', side: 'ledger', kind: 'moved-in' }]);
  await clerk.ask(withdrawExplanation, { params: { childId: id } });
  expect(await open()).toEqual(['余戊 difference ledger']);
  await clerk.ask(explainDifference, { params: { childId: id }, body: why });
});

test('declared, the numbers are frozen; a later fact about that day is told, one about a later day is not', async () => {
  const { villageA, villageB } = server.units;
  const body = { asOf: '2022-12-20', base: 'registered' as const };
  const declared = await clerk.ask(declareClosed, { params: { villageId: villageA }, body });
  expect(declared.declared).toMatchObject({ asOf: '2022-12-20', changed: false, counts: { population: 4 } });
  await comeBackAt('2023-01-10T02:00:00.000Z');
  const move = (since: string) => ({ registered: { unitId: villageB, since }, reason: '户口迁移' });
  await clerk.ask(changeChild, { params: { childId: children.安甲 ?? '' }, body: move('2023-01-05') });
  expect((await village()).village.declared).toMatchObject({ changed: false });
  expect((await village()).village.counts.population).toBe(3);
  await clerk.ask(changeChild, { params: { childId: children.余戊 ?? '' }, body: move('2022-12-15') });
  expect((await village()).village.declared).toMatchObject({
    changed: true,
    counts: { population: 4 },
    now: { population: 3 },
  });
});

test('a child off the newest list is a difference again', async () => {
  const batch = await previewed(clerk, 'population', await listOf(NAMES.slice(0, 2)), '新名单.xlsx');
  await clerk.ask(confirmImport, { params: { importId: batch.id } });
  await settledImport(clerk, batch.id);
  expect(await open()).toContain('陈丙 difference ledger');
});

test('a village clerk sees its own village, and whoever sees no village whole sees none', async () => {
  const { villageA, villageB, school } = server.units;
  const own = await server.as('village', villageA);
  const { villages } = await own.ask(getVillageClosing, {});
  expect(villages.map((row) => row.villageId)).toEqual([villageA]);
  expect((await own.send(getVillageClosing, { query: { villageId: villageB } })).status).toBe(404);
  const principal = await server.as('principal', school);
  expect((await principal.ask(getVillageClosing, {})).villages).toEqual([]);
});
