import {
  appointHolder,
  endCatchment,
  endHolder,
  listCatchments,
  listHolders,
  replaceHolder,
  setCatchment,
} from '@quanxue/domain/people/posts.ts';
import { addUnit, describeSchool, mergeUnits } from '@quanxue/domain/people/units.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readActor } from '../basis/sessions.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

const appoint = (who: TestPerson, body: Parameters<typeof asBody>[0]) =>
  who.send(appointHolder, { body: asBody(body) });
const asBody = (body: {
  duty: 'principal' | 'grid-worker' | 'coordinator' | 'village-head' | 'class-teacher';
  unitId: string;
  name?: string;
  fromOn?: string;
  accountId?: string;
  grade?: number;
  class?: string;
  phone?: string;
}) => ({ name: '黎书航', fromOn: '2021-09-01', ...body });

test('a school has one head at a time: a second is refused by name, a replacement ends the first the day before', async () => {
  const { school } = server.units;
  const first = await appoint(clerk, { duty: 'principal', unitId: school, phone: '19900000001' });
  expect(first.answer).toMatchObject({
    name: '黎书航',
    phoneMasked: '199****0001',
    unitName: '霁溪镇小学',
    toOn: null,
  });
  const second = await appoint(clerk, { duty: 'principal', unitId: school, name: '覃望舒', fromOn: '2022-09-01' });
  expect(second.problem).toMatchObject({ type: 'duty-held', values: { name: '黎书航', from: '2021-09-01' } });
  const before = await appoint(clerk, { duty: 'principal', unitId: school, name: '覃望舒', fromOn: '2020-09-01' });
  expect(before.problem.type).toBe('duty-held');

  await clerk.ask(replaceHolder, {
    params: { holderId: first.answer.id },
    body: { name: '覃望舒', fromOn: '2022-03-01' },
  });
  const heads = async (asOf: string) =>
    (await clerk.ask(listHolders, { query: { duty: 'principal', asOf } })).holders.map((row) => row.name);
  expect([await heads('2022-02-28'), await heads('2022-03-01')]).toEqual([['黎书航'], ['覃望舒']]);
  const late = await clerk.send(replaceHolder, {
    params: { holderId: first.answer.id },
    body: { name: '阮知行', fromOn: '2022-05-01' },
  });
  expect(late.problem).toMatchObject({ type: 'after-term', values: { to: '2022-02-28' } });
});

test('the database itself keeps two heads of one school apart, whatever the code says, and lets two schools be', async () => {
  const add = (unit: string, from: string, to: string | null) =>
    server.database.inTransaction(clerk.actor, (tx) =>
      sql`insert into holders (id, duty, unit_id, name, from_on, to_on, recorded_at, recorded_by)
        values (gen_random_uuid(), 'principal', ${unit}, '某', ${from}, ${to}, now(), ${clerk.actor.accountId})`.execute(
        tx,
      ),
    );
  await expect(add(server.units.school, '2019-09-01', '2021-09-01')).rejects.toThrow('holders_one_at_a_time');
  await add(server.units.school, '2019-09-01', '2021-08-31');
  const other = await clerk.ask(addUnit, {
    body: {
      kind: 'school',
      name: '竹影溪小学',
      code: '5099990103',
      parentId: server.units.township,
      fromOn: '2016-01-01',
    },
  });
  await add(other.id, '2019-09-01', null);
});

test('a vacant post stands first until somebody is appointed, and says since when it is vacant', async () => {
  const { villageA, township } = server.units;
  const vacant = async () =>
    (await clerk.ask(listHolders)).vacancies.map((row) => `${row.duty} ${row.unitName} ${row.since}`);
  expect(await vacant()).toContain('grid-worker 听松坪村 null');
  expect(await vacant()).toContain('coordinator 霁溪镇 null');
  const office = await clerk.ask(addUnit, {
    body: { kind: 'office', name: '社会事务办公室', parentId: township, fromOn: '2016-01-01' },
  });
  await appoint(clerk, { duty: 'coordinator', unitId: office.id, name: '丁一禾' });
  const worker = (await appoint(clerk, { duty: 'grid-worker', unitId: villageA, name: '冉秋月' })).answer;
  expect((await vacant()).filter((line) => /听松坪村|coordinator/.test(line))).toEqual([]);

  const params = { holderId: worker.id };
  const early = await clerk.send(endHolder, { params, body: { lastDay: '2021-08-01' } });
  expect(early.problem.type).toBe('before-term');
  await clerk.ask(endHolder, { params, body: { lastDay: '2022-08-31' } });
  expect(await vacant()).toContain('grid-worker 听松坪村 2022-08-31');
  expect((await clerk.ask(listHolders, { query: { asOf: '2022-08-31', duty: 'grid-worker' } })).holders).toHaveLength(
    1,
  );
});

test('a village that has grids has its workers there', async () => {
  const { villageB } = server.units;
  const grid = await clerk.ask(addUnit, {
    body: { kind: 'grid', name: '一网格', code: '01', parentId: villageB, fromOn: '2016-01-01' },
  });
  const atVillage = await appoint(clerk, { duty: 'grid-worker', unitId: villageB });
  expect(atVillage.problem).toMatchObject({ type: 'village-has-grids', values: { grids: '一网格' } });
  expect((await appoint(clerk, { duty: 'grid-worker', unitId: grid.id })).status).toBe(200);
  expect((await appoint(clerk, { duty: 'principal', unitId: grid.id })).problem.type).toBe('duty-elsewhere');
});

test('the access of a head ends with the term, unless the same account goes on', async () => {
  const head = await server.as('principal');
  await server.database.inTransaction(null, (tx) =>
    sql`insert into posts (id, account_id, role, unit_id, from_on, created_at)
      values (gen_random_uuid(), ${head.actor.accountId}, 'principal', ${server.units.school}, '2020-01-01', now())`.execute(
      tx,
    ),
  );
  const { holders } = await clerk.ask(listHolders, { query: { duty: 'principal', unitId: server.units.school } });
  const withAccount = await clerk.ask(replaceHolder, {
    params: { holderId: holders[0]?.id ?? '' },
    body: { name: '测试员', accountId: head.actor.accountId, fromOn: '2022-06-01' },
  });
  const posts = async () =>
    (await server.database.inTransaction(null, (tx) => readActor(server.clock, tx, head.actor.accountId)))?.posts.map(
      (post) => post.unitName,
    );
  expect(await posts()).toContain('霁溪镇小学');
  const again = await clerk.ask(replaceHolder, {
    params: { holderId: withAccount.id },
    body: { name: '测试员', accountId: head.actor.accountId, fromOn: '2022-07-01' },
  });
  expect(await posts()).toContain('霁溪镇小学');
  await clerk.ask(replaceHolder, { params: { holderId: again.id }, body: { name: '新校长', fromOn: '2022-08-31' } });
  expect(await posts()).not.toContain('霁溪镇小学');
});

test('a principal appoints class teachers of the own school and nobody else', async () => {
  const { school, villageA } = server.units;
  const head = await server.as('principal', school);
  const teacher = { duty: 'class-teacher' as const, unitId: school, name: '石老师', grade: 6, class: '1班' };
  expect((await appoint(head, teacher)).answer).toMatchObject({ grade: 6, class: '1班' });
  expect((await appoint(head, { ...teacher, unitId: villageA })).problem.type).toBe('only-own-class-teachers');
  expect((await appoint(head, { duty: 'principal', unitId: school })).problem.type).toBe('only-own-class-teachers');
  const elsewhere = await server.as('social-affairs', villageA);
  expect((await appoint(elsewhere, { duty: 'coordinator', unitId: server.units.township })).problem.type).toBe(
    'unit-outside-area',
  );
});

test('one school a stage answers for a village; the next one ends it the day before', async () => {
  const { villageA, villageB, school, township } = server.units;
  await clerk.ask(describeSchool, { params: { unitId: school }, body: { stage: 'primary' } });
  const set = (villageId: string, schoolId: string, stage: 'primary' | 'junior', fromOn: string) =>
    clerk.send(setCatchment, { body: { villageId, schoolId, stage, fromOn } });
  expect((await set(villageA, school, 'junior', '2021-09-01')).problem.type).toBe('catchment-wrong-stage');
  expect((await set(school, school, 'primary', '2021-09-01')).problem.type).toBe('catchment-needs-village-and-school');
  await set(villageA, school, 'primary', '2021-09-01');
  await set(villageB, school, 'primary', '2021-09-01');
  const nine = await clerk.ask(addUnit, {
    body: {
      kind: 'school',
      name: '霁溪学校',
      code: '5099990199',
      parentId: township,
      stage: 'nine-year',
      fromOn: '2016-01-01',
    },
  });
  await set(villageA, nine.id, 'primary', '2022-09-01');
  const list = async (asOf: string) =>
    (await clerk.ask(listCatchments, { query: { asOf } })).catchments.map((row) => `${row.village} ${row.school}`);
  expect(await list('2022-08-31')).toEqual(['听松坪村 霁溪镇小学', '晒书坝村 霁溪镇小学']);
  expect(await list('2022-09-01')).toEqual(['听松坪村 霁溪学校', '晒书坝村 霁溪镇小学']);
  const { catchments, vacancies } = await clerk.ask(listCatchments);
  expect(vacancies.map((row) => `${row.village} ${row.stage}`)).toEqual(['听松坪村 junior', '晒书坝村 junior']);

  const ofA = catchments.find((row) => row.villageId === villageA)?.id ?? '';
  await clerk.ask(endCatchment, { params: { catchmentId: ofA }, body: { lastDay: '2022-09-30' } });
  expect(await list('2022-10-01')).toEqual(['晒书坝村 霁溪镇小学']);
});

test('duties and catchments of a village end when it goes over into another', async () => {
  const { villageA, villageB, township, school } = server.units;
  await clerk.ask(setCatchment, {
    body: { villageId: villageA, schoolId: school, stage: 'primary', fromOn: '2022-10-01' },
  });
  await appoint(clerk, { duty: 'village-head', unitId: villageA, name: '向远山' });
  const merged = await clerk.ask(mergeUnits, {
    body: {
      predecessorIds: [villageA, villageB],
      successor: { name: '松坝村', code: null, parentId: township },
      onDay: '2022-11-01',
    },
  });
  const heads = async (asOf: string) =>
    (await clerk.ask(listHolders, { query: { duty: 'village-head', asOf } })).holders.map((row) => row.toOn);
  expect([await heads('2022-10-31'), await heads('2022-11-01')]).toEqual([['2022-10-31'], []]);
  // Both had the same primary school: so has the village that they became.
  const { catchments } = await clerk.ask(listCatchments, { query: { asOf: '2022-11-01' } });
  expect(catchments.map((row) => [row.villageId, row.schoolId, row.stage])).toEqual([[merged.id, school, 'primary']]);
});
