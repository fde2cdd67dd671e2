import {
  getRound,
  linkFound,
  listRoundHouseholds,
  listRounds,
  openRound,
  recordFound,
  recordVisit,
} from '@quanxue/domain/visits/rounds.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { newId } from '../basis/ids.ts';
import { makeChild } from '../basis/testing-child.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { countUnvisited } from './read-rounds.ts';

let server: TestServer;
let clerk: TestPerson;
let villageA: TestPerson;
let grid: string;
let roundId: string;
beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
  villageA = await server.as('village', server.units.villageA);
  grid = newId(server.clock);
  await server.database.inTransaction(clerk.actor, (tx) =>
    tx
      .insertInto('units')
      .values({
        id: grid,
        kind: 'grid',
        code: null,
        name: '第一网格',
        parent_id: server.units.villageA,
        valid_from: '2015-01-01',
      })
      .execute(),
  );
  const add = (name: string, villageId: string, guardianPhone: string) =>
    makeChild(server, clerk.actor, { name, villageId, guardianPhone });
  await add('甲大', server.units.villageA, '13900000001');
  await add('甲小', grid, '13900000001');
  await add('乙一', server.units.villageA, '13900000002');
  await add('丙一', server.units.villageB, '13900000003');
  const round = await clerk.ask(openRound, {
    body: {
      kind: 'household',
      unitId: server.units.township,
      title: '2022 年秋季入户遍访',
      fromOn: '2022-09-01',
      toOn: '2022-09-30',
    },
  });
  roundId = round.id;
});
afterAll(() => server?.close());

const households = (person: TestPerson, query: z.input<NonNullable<(typeof listRoundHouseholds)['query']>> = {}) =>
  person.ask(listRoundHouseholds, { params: { roundId }, query });

async function familyOf(name: string) {
  const list = await households(clerk);
  const found = list.households.find((each) => each.children.some((child) => child.name === name));
  if (!found) throw new Error(`${name} is in no household`);
  return found;
}

type Result = z.input<NonNullable<(typeof recordVisit)['body']>>['results'][number];

async function visit(person: TestPerson, name: string, results: readonly Omit<Result, 'childId'>[], more = {}) {
  const family = await familyOf(name);
  return person.send(recordVisit, {
    params: { roundId, visitId: newId(server.clock) },
    body: {
      householdId: family.id,
      onDay: '2022-09-01',
      met: 'guardian',
      results: results.map((each, i) => ({ childId: family.children[i]?.childId ?? '', ...each })),
      ...more,
    },
  });
}

describe('a round', () => {
  test('takes its work list from the ledger: brothers and sisters are one visit, each village has its own', async () => {
    const round = await clerk.ask(getRound, { params: { roundId } });
    expect(round).toMatchObject({ frozenOn: '2022-09-01', base: 'either', households: 3, children: 4, visited: 0 });
    expect(round.places).toMatchObject([
      { village: '晒书坝村', grid: null, households: 1, children: 1 },
      { village: '听松坪村', grid: null, households: 1, children: 1 },
      { village: '听松坪村', grid: '第一网格', households: 1, children: 2 },
    ]);
    expect((await familyOf('甲大')).guardians).toEqual([
      { name: '欧阳远', relation: null, phoneMasked: expect.stringContaining('*') },
    ]);
  });

  test('keeps its list when the ledger grows later', async () => {
    await makeChild(server, clerk.actor, { name: '丁一', villageId: server.units.villageB });
    expect((await clerk.ask(getRound, { params: { roundId } })).children).toBe(4);
  });

  test.each([
    { problem: 'round-days-wrong', change: { toOn: '2022-08-01' } },
    { problem: 'round-unit-wrong', change: { unitId: '01830000-0000-7000-8000-00000000dead' } },
  ])('is refused: $problem', async ({ problem, change }) => {
    const got = await clerk.send(openRound, {
      body: {
        kind: 'village',
        unitId: server.units.township,
        title: '走访',
        fromOn: '2022-09-01',
        toOn: '2022-09-30',
        ...change,
      },
    });
    expect(got.problem.type).toBe(problem);
  });

  test('a village opens none for the township', async () => {
    const got = await villageA.send(openRound, {
      body: { kind: 'village', unitId: server.units.township, title: '走访', fromOn: '2022-09-01', toOn: '2022-09-30' },
    });
    expect(got.problem.type).toBe('round-unit-wrong');
  });
});

describe('who sees what of a round', () => {
  test('a village works in the round of its township, and sees its own residents alone', async () => {
    const { rounds } = await villageA.ask(listRounds);
    expect(rounds).toMatchObject([{ id: roundId, households: 2, children: 3 }]);
    const names = (await households(villageA)).households.flatMap((each) => each.children.map((child) => child.name));
    expect(names.sort()).toEqual(['乙一', '甲大', '甲小'].sort());
  });

  test('a village records nothing for a family of another', async () => {
    expect((await visit(villageA, '丙一', [{ result: 'in-school' }])).status).toBe(404);
  });

  test('a school elsewhere sees neither rounds of the township’s villages nor their families', async () => {
    const teacher = await server.as('teacher', server.units.school);
    expect((await households(teacher)).total).toBe(0);
  });
});

describe('a visit', () => {
  test('where nobody was met does not cover the family', async () => {
    const got = await visit(villageA, '乙一', [], { met: 'nobody' });
    expect(got.answer).toMatchObject({ covered: false });
    const round = await clerk.ask(getRound, { params: { roundId } });
    expect(round).toMatchObject({ visited: 0, nobodyMet: 1 });
    expect((await households(clerk, { show: 'nobody-met' })).households).toHaveLength(1);
  });

  test('that tells of one child of two leaves the family on the list', async () => {
    expect((await visit(villageA, '甲大', [{ result: 'in-school' }])).answer).toMatchObject({ covered: false });
    const both = [
      { result: 'in-school' as const },
      { result: 'elsewhere' as const, place: '县城二小', note: '随母亲' },
    ];
    expect((await visit(villageA, '甲大', both)).answer).toMatchObject({ covered: true });
    const family = await familyOf('甲大');
    expect(family.children.map((child) => [child.result, child.place, child.note])).toEqual([
      ['in-school', null, null],
      ['elsewhere', '县城二小', '随母亲'],
    ]);
    expect(family.visits).toHaveLength(2);
  });

  test('a later visit corrects an earlier one; both stay', async () => {
    await visit(villageA, '乙一', [{ result: 'not-found' }]);
    await visit(villageA, '乙一', [{ result: 'not-in-school' }]);
    const family = await familyOf('乙一');
    expect(family.children[0]).toMatchObject({ result: 'not-in-school', leadId: expect.any(String) });
    expect(family.visits).toHaveLength(3);
  });

  test('sent twice is one visit', async () => {
    const family = await familyOf('丙一');
    const params = { roundId, visitId: newId(server.clock) };
    const body = { householdId: family.id, onDay: '2022-09-01', met: 'nobody' as const, results: [] };
    await clerk.ask(recordVisit, { params, body });
    await clerk.ask(recordVisit, { params, body });
    expect((await familyOf('丙一')).visits).toHaveLength(1);
  });

  test.each([
    { problem: 'visit-day-wrong', results: [{ result: 'in-school' as const }], more: { onDay: '2022-10-01' } },
    { problem: 'visit-without-result', results: [], more: {} },
    { problem: 'visit-nobody-met', results: [{ result: 'in-school' as const }], more: { met: 'nobody' } },
    { problem: 'place-needed', results: [{ result: 'moved-away' as const }], more: {} },
    { problem: 'result-not-of-kind', results: [{ result: 'registered' as const }], more: {} },
    {
      problem: 'child-not-of-household',
      results: [{ result: 'in-school' as const, childId: '01830000-0000-7000-8000-00000000dead' }],
      more: {},
    },
  ])('is refused: $problem', async ({ problem, results, more }) => {
    expect((await visit(clerk, '丙一', results, more)).problem.type).toBe(problem);
  });
});

describe('coverage', () => {
  test('every number is the length of the list behind it', async () => {
    const round = await clerk.ask(getRound, { params: { roundId } });
    const total = async (query: Parameters<typeof households>[1]) => (await households(clerk, query)).total;
    expect(await total({ show: 'visited' })).toBe(round.visited);
    expect(await total({ show: 'rest' })).toBe(round.households - round.visited);
    expect(await total({ show: 'nobody-met' })).toBe(round.nobodyMet);
    for (const place of round.places) {
      const at = {
        villageId: place.villageId,
        ...(place.gridId ? { gridId: place.gridId } : { noGrid: 'true' as const }),
      };
      expect(await total(at)).toBe(place.households);
      expect(await total({ ...at, show: 'visited' })).toBe(place.visited);
    }
    for (const { result, children } of round.results) {
      const list = (await households(clerk, { result })).households.flatMap((each) => each.children);
      expect(list.filter((child) => child.result === result)).toHaveLength(children);
    }
    expect(round).toMatchObject({ households: 3, visited: 2, children: 4, covered: 3 });
    const rest = await server.database.inTransaction(clerk.actor, (tx) => countUnvisited(tx, '2022-09-01'));
    expect(rest).toBe(1);
  });

  test('what was recorded can be neither changed nor deleted', async () => {
    for (const statement of [
      'delete from round_children',
      "update round_results set result = 'in-school'",
      'delete from round_visits',
      "update rounds set title = ''",
    ]) {
      await expect(server.database.pool.query(statement)).rejects.toThrow('permission denied');
    }
  });
});

describe('a child on no list', () => {
  test('is noted, and linked once it stands in the ledger', async () => {
    const params = { roundId, foundId: newId(server.clock) };
    const body = { villageId: server.units.villageA, name: '戊一', sex: 'female' as const, onDay: '2022-09-01' };
    const found = await villageA.ask(recordFound, { params, body });
    expect(found).toMatchObject({ name: '戊一', village: '听松坪村', childId: null });
    const childId = await makeChild(server, clerk.actor, { name: '戊一', villageId: server.units.villageA });
    const link = { params: { foundId: found.id }, body: { childId } };
    expect((await villageA.ask(linkFound, link)).childId).toBe(childId);
    expect((await villageA.send(linkFound, link)).problem.type).toBe('found-already-linked');
    expect((await clerk.ask(getRound, { params: { roundId } })).found).toMatchObject([{ childId }]);
    const villageB = await server.as('village', server.units.villageB);
    expect((await villageB.ask(getRound, { params: { roundId } })).found).toEqual([]);
  });

  test('is noted in a village of the round', async () => {
    const got = await clerk.send(recordFound, {
      params: { roundId, foundId: newId(server.clock) },
      body: { villageId: server.units.school, name: '戊二', sex: 'male', onDay: '2022-09-01' },
    });
    expect(got.problem.type).toBe('found-village-wrong');
  });
});
