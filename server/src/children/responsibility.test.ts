import { getResponsibles, listUnassigned } from '@quanxue/domain/children/responsibility.ts';
import { appointHolder, replaceHolder, setCatchment } from '@quanxue/domain/people/posts.ts';
import { addUnit, mergeUnits } from '@quanxue/domain/people/units.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { countUnassigned } from './count-unassigned.ts';
import { addTestChild } from './testing-child.ts';

let server: TestServer;
let clerk: TestPerson;
let grid: string;
let group: string;
let junior: string;
const child = new Map<string, string>();
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-30T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  const { villageA, villageB, township, school } = server.units;
  const add = async (kind: 'grid' | 'group' | 'school', name: string, parentId: string) =>
    (await clerk.ask(addUnit, { body: { kind, name, parentId, fromOn: '2016-01-01' } })).id;
  grid = await add('grid', '一网格', villageA);
  group = await add('group', '三组', grid);
  junior = await add('school', '霁溪初级中学', township);
  const hire = (duty: 'principal' | 'grid-worker' | 'coordinator', unitId: string, name: string) =>
    clerk.ask(appointHolder, { body: { duty, unitId, name, phone: '19900000007', fromOn: '2021-09-01' } });
  await hire('grid-worker', grid, '网格甲');
  await hire('grid-worker', villageB, '村网格乙');
  await hire('principal', school, '校长丙');
  await hire('coordinator', township, '经办丁');
  for (const villageId of [villageA, villageB]) {
    await clerk.ask(setCatchment, { body: { villageId, schoolId: school, stage: 'primary', fromOn: '2021-09-01' } });
  }
  await clerk.ask(setCatchment, {
    body: { villageId: villageB, schoolId: junior, stage: 'junior', fromOn: '2021-09-01' },
  });
  const children = {
    'in a grid, at school here': { residence: grid, registered: villageB, school, grade: 6, birthDate: '2010-10-10' },
    'in a group of the grid, at school outside': { residence: group, state: 'out-of-county', birthDate: '2014-01-01' },
    'in a village divided into grids, unknown': { residence: villageA, birthDate: '2009-01-01' },
    'lives elsewhere, registered in a village': {
      registered: villageB,
      state: 'out-of-county',
      birthDate: '2014-01-01',
    },
    'of junior age, its school without a head': { residence: villageB, birthDate: '2009-01-01' },
    'in grade six though of junior age': {
      residence: villageB,
      grade: 6,
      state: 'out-of-county',
      birthDate: '2009-01-01',
    },
    'of no village': { state: 'out-of-county', birthDate: '2014-01-01' },
  } as const;
  for (const [name, facts] of Object.entries(children)) {
    child.set(name, await addTestChild(server, clerk.actor, { name, ...facts }));
  }
  await addTestChild(server, clerk.actor, { name: 'gone for good', state: 'left', birthDate: '2014-01-01' });
  await addTestChild(server, clerk.actor, { name: 'under age', birthDate: '2019-01-01' });
});
afterAll(() => server?.close());

const responsibles = (name: string, asOf?: string) =>
  clerk.ask(getResponsibles, { params: { childId: child.get(name) ?? '' }, query: { ...(asOf && { asOf }) } });

describe('who answers for a child', () => {
  test.each([
    ['in a grid, at school here', '网格甲', null, '校长丙', null, '霁溪镇小学', true],
    ['in a group of the grid, at school outside', '网格甲', null, '校长丙', null, '霁溪镇小学', false],
    ['in a village divided into grids, unknown', null, 'no-grid-worker', null, 'no-school', undefined, undefined],
    ['lives elsewhere, registered in a village', '村网格乙', null, '校长丙', null, '霁溪镇小学', false],
    ['of junior age, its school without a head', '村网格乙', null, null, 'no-principal', '霁溪初级中学', false],
    ['in grade six though of junior age', '村网格乙', null, '校长丙', null, '霁溪镇小学', false],
    ['of no village', null, 'no-place', null, 'no-school', undefined, undefined],
  ])('%s', async (name, worker, gridReason, head, principalReason, school, learnsThere) => {
    const found = await responsibles(name);
    expect([found.grid?.name ?? null, found.gridReason]).toEqual([worker, gridReason]);
    expect([found.principal?.name ?? null, found.principalReason]).toEqual([head, principalReason]);
    expect([found.school?.name, found.school?.learnsThere]).toEqual([school, learnsThere]);
    expect(found.coordinator?.name).toBe(name === 'of no village' ? undefined : '经办丁');
  });

  test('whoever may not see the child is not told who answers for it', async () => {
    const other = await server.as('village', server.units.villageB);
    const params = { childId: child.get('in a group of the grid, at school outside') ?? '' };
    expect((await other.send(getResponsibles, { params })).problem.type).toBe('not-found');
  });
});

test('those without are counted and listed with the reason, and the counts are those of the lists', async () => {
  const grids = await clerk.ask(listUnassigned, { query: { kind: 'grid' } });
  expect(grids.counts).toEqual({ children: 7, grid: 2, principal: 3 });
  expect(grids.children.map((row) => [row.name, row.reason])).toEqual([
    ['of no village', 'no-place'],
    ['in a village divided into grids, unknown', 'no-grid-worker'],
  ]);
  const heads = await clerk.ask(listUnassigned, { query: { kind: 'principal' } });
  expect(heads.total).toBe(heads.counts.principal);
  expect(heads.children.map((row) => row.reason).sort()).toEqual(['no-principal', 'no-school', 'no-school']);
  const ofSchool = await clerk.ask(listUnassigned, { query: { kind: 'principal', schoolId: junior } });
  expect(ofSchool.children.map((row) => row.name)).toEqual(['of junior age, its school without a head']);
  const reason = await clerk.ask(listUnassigned, { query: { kind: 'principal', reason: 'no-school', limit: 1 } });
  expect([reason.total, reason.children.length]).toEqual([2, 1]);
  const village = await server.as('village', server.units.villageB);
  expect((await village.ask(listUnassigned)).counts).toEqual({ children: 4, grid: 0, principal: 1 });
});

test('a new head takes over every open child from the first day on; the day before it was the old one', async () => {
  const name = 'in a grid, at school here';
  const holderId = (await responsibles(name)).principal?.holderId ?? '';
  await clerk.ask(replaceHolder, { params: { holderId }, body: { name: '新校长', fromOn: '2022-09-20' } });
  expect((await responsibles(name)).principal?.name).toBe('新校长');
  expect((await responsibles(name, '2022-09-19')).principal?.name).toBe('校长丙');
});

test('after a merger the worker of the new village answers for the children of the old', async () => {
  const { villageB, township } = server.units;
  const merged = await clerk.ask(mergeUnits, {
    body: {
      predecessorIds: [villageB],
      successor: { name: '书坝村', code: null, parentId: township },
      onDay: '2022-09-25',
    },
  });
  const counts = (asOf: string) => server.database.inTransaction(clerk.actor, (tx) => countUnassigned(tx, asOf));
  expect((await counts('2022-09-24')).grid).toBe(2);
  expect((await counts('2022-09-25')).grid).toBe(5);
  await clerk.ask(appointHolder, {
    body: { duty: 'grid-worker', unitId: merged.id, name: '新网格', fromOn: '2022-09-25' },
  });
  expect((await counts('2022-09-25')).grid).toBe(2);
  expect((await responsibles('lives elsewhere, registered in a village')).grid?.name).toBe('新网格');
  expect((await responsibles('lives elsewhere, registered in a village', '2022-09-24')).grid?.name).toBe('村网格乙');
});
