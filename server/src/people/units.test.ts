import { addUnit, describeSchool, endUnit, getUnitTree, mergeUnits } from '@quanxue/domain/people/units.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeChild } from '../basis/testing-child.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

const village = (own: TestServer, name: string, code: string | null) => ({
  kind: 'village' as const,
  name,
  code,
  parentId: own.units.township,
  fromOn: '2016-01-01',
});

describe('what cannot be done with a unit is refused with its reason', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a village code of eleven digits', { code: '50999910120' }, 'unit-code-shape'],
    ['a village code of another township', { code: '509999102201' }, 'unit-code-elsewhere'],
    ['a code that is taken', { code: '509999101201' }, 'unit-code-taken'],
    ['a name that is taken', { name: '晒书坝村' }, 'unit-name-taken'],
    ['a village under a school', { parentId: 'school' }, 'unit-wrong-parent'],
    ['a village with a school’s stage', { stage: 'primary' }, 'unit-not-a-school'],
    ['a day before the township began', { fromOn: '2014-12-31' }, 'unit-not-yet'],
    ['a day of a mistyped year', { fromOn: '2202-09-01' }, 'day-too-far'],
    ['a parent that is not there', { parentId: '01830000-0000-7000-8000-000000000009' }, 'unknown-unit'],
  ])('%s', async (_, change, type) => {
    const parentId = change.parentId === 'school' ? server.units.school : (change.parentId as string | undefined);
    const body = { ...village(server, '新坪村', '509999101209'), ...change, ...(parentId && { parentId }) };
    expect((await clerk.send(addUnit, { body })).problem.type).toBe(type);
  });

  test('merging into itself, with another kind, before it began, outside the area', async () => {
    const { villageA, villageB, school, county } = server.units;
    const merge = (predecessorIds: string[], unitId: string, onDay = '2022-03-01', who = clerk) =>
      who.send(mergeUnits, { body: { predecessorIds, successor: { unitId }, onDay } }).then((got) => got.problem.type);
    expect(await merge([villageA, villageB], villageA)).toBe('unit-into-itself');
    expect(await merge([villageA, school], villageB)).toBe('units-unlike');
    expect(await merge([villageA], school)).toBe('units-unlike');
    expect(await merge([villageA], villageB, '2015-01-01')).toBe('unit-not-yet');
    expect(await merge([villageA], villageB, '2122-03-01')).toBe('day-too-far');
    expect(await merge([county], villageB)).toBe('unit-outside-area');
    expect(await merge([villageA], villageB, '2022-03-01', await server.as('social-affairs', villageA))).toBe(
      'unit-outside-area',
    );
    expect(await merge([villageA], villageB, '2022-03-01', await server.as('village', villageA))).toBe('not-allowed');
  });

  test('a unit with children or with units below it does not end; an empty one does, and its duties with it', async () => {
    const child = await clerk.ask(addUnit, { body: village(server, '空坪村', '509999101220') });
    await clerk.ask(addUnit, {
      body: { kind: 'grid', name: '一网格', code: null, parentId: child.id, fromOn: '2016-01-01' },
    });
    const end = (unitId: string) =>
      clerk.send(endUnit, { params: { unitId }, body: { lastDay: '2022-08-31', note: '撤村' } });
    expect((await end(child.id)).problem).toMatchObject({ type: 'unit-has-units', values: { names: '一网格' } });
    await makeChild(server, clerk.actor, { name: '丁', villageId: server.units.villageA });
    expect((await end(server.units.villageA)).problem).toMatchObject({ type: 'unit-has-children', values: { n: 1 } });
    const lone = await clerk.ask(addUnit, { body: village(server, '孤坪村', '509999101221') });
    expect((await end(lone.id)).answer.toOn).toBe('2022-08-31');
    const { units } = await clerk.ask(getUnitTree);
    expect(units.some((unit) => unit.id === lone.id)).toBe(false);
  });
});

test('a school is told by its stage and known by its other name', async () => {
  const told = await clerk.ask(describeSchool, {
    params: { unitId: server.units.school },
    body: { stage: 'primary', alias: '霁溪镇完小' },
  });
  expect(told).toMatchObject({ stage: 'primary', aliases: ['霁溪镇完小'], name: '霁溪镇小学' });
  const wrong = await clerk.send(describeSchool, {
    params: { unitId: server.units.villageA },
    body: { stage: 'primary' },
  });
  expect(wrong.problem.type).toBe('unit-not-a-school');
});
