import { randomUUID } from 'node:crypto';
import type { EntryOf } from '@quanxue/domain/casefile/schema.ts';
import { getCase, openCase } from '@quanxue/domain/cases/operations.ts';
import {
  addProblem,
  assignOwner,
  closeProblem,
  endPairing,
  getChildProblems,
  listProblems,
  pairChild,
} from '@quanxue/domain/cases/problem-list.ts';
import { appointHolder } from '@quanxue/domain/people/posts.ts';
import { addUnit } from '@quanxue/domain/people/units.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { readChanges, verifyChanges } from '../../basis/ledger-events.ts';
import { type TestPerson, type TestServer, testServer } from '../../testing.ts';
import { addTestChild } from '../testing.ts';
import { countOpenProblems } from './count-open-problems.ts';

const TODAY = '2022-09-20';
let server: TestServer;
let clerk: TestPerson;
let villageA: TestPerson;
let villageB: TestPerson;
let principal: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set(`${TODAY}T02:00:00.000Z`);
  clerk = await server.as('social-affairs');
  villageA = await server.as('village', server.units.villageA);
  villageB = await server.as('village', server.units.villageB);
  principal = await server.as('principal', server.units.school);
});
afterAll(() => server?.close());

const child = (facts: Parameters<typeof addTestChild>[2] = {}) =>
  addTestChild(server, clerk.actor, { registered: server.units.villageA, ...facts });

/** A child that a population list named. */
async function listedChild(facts: Parameters<typeof addTestChild>[2] = {}): Promise<string> {
  const id = await child(facts);
  const batchId = randomUUID();
  await server.database.inTransaction(clerk.actor, async (tx) => {
    await tx
      .insertInto('import_batches')
      .values({
        id: batchId,
        kind: 'population',
        unit_id: server.units.township,
        file_name: '人口.xlsx',
        state: 'confirmed',
        created_at: server.clock.now(),
        created_by: clerk.actor.accountId,
      })
      .execute();
    await tx.updateTable('children').set({ population_batch_id: batchId }).where('id', '=', id).execute();
  });
  return id;
}

async function caseOf(childId: string): Promise<string> {
  const caseId = randomUUID();
  const report: EntryOf<'report'> = {
    id: randomUUID(),
    kind: 'report',
    on: '2022-09-06',
    source: 'village-visit',
    reasons: ['school-aversion'],
  };
  await clerk.ask(openCase, { params: { caseId }, body: { childId, report } });
  return caseId;
}

type NewProblem = z.input<NonNullable<(typeof addProblem)['body']>>;

async function write(childId: string, body: Partial<NewProblem> = {}): Promise<string> {
  const problemId = randomUUID();
  await clerk.ask(addProblem, {
    params: { childId, problemId },
    body: { source: 'hand', kind: 'difficulty', foundOn: '2022-09-10', note: '没有住宿的地方', ...body },
  });
  return problemId;
}

const of = (childId: string, person: TestPerson = clerk) => person.ask(getChildProblems, { params: { childId } });
const helper = { name: '骆长庚', post: '社事办干部', phone: '13800000001', on: '2022-09-15' };
const pair = (childId: string, change: Partial<typeof helper & { unitId: string }> = {}, person: TestPerson = clerk) =>
  person.send(pairChild, { params: { childId, pairingId: randomUUID() }, body: { ...helper, ...change } });
const own = (childIds: string[], change: Record<string, unknown> = {}, person: TestPerson = clerk) =>
  person.send(assignOwner, {
    body: { childIds, unitId: server.units.villageA, role: 'village', on: '2022-09-15', ...change },
  });

test.each([
  { what: 'on the population list, no schooling', source: 'matching', kind: 'unexplained', make: () => listedChild() },
  {
    what: 'on the population list, a line that says unknown',
    source: 'matching',
    kind: 'unexplained',
    make: () => listedChild({ state: 'unknown' }),
  },
  {
    what: 'suspected, no case',
    source: 'ledger',
    kind: 'no-case',
    make: () => child({ state: 'suspected', school: server.units.school }),
  },
  { what: 'dropped out, no case', source: 'ledger', kind: 'no-case', make: () => child({ state: 'dropped-out' }) },
  {
    what: 'written by hand',
    source: 'hand',
    kind: 'difficulty',
    make: async () => {
      const id = await child({ state: 'here' });
      await write(id);
      return id;
    },
  },
] as const)('the list names a child $what', async ({ source, kind, make }) => {
  const id = await make();
  const { problems } = await of(id);
  expect(problems.map((each) => [each.source, each.kind])).toEqual([[source, kind]]);
  const { rows } = await clerk.ask(listProblems, { query: { source, limit: 200 } });
  expect(rows.find((row) => row.childId === id)?.problems.map((each) => each.kind)).toEqual([kind]);
});

test.each([
  { what: 'in school', make: () => listedChild({ state: 'here', school: server.units.school }) },
  { what: 'on no population list', make: () => child() },
  { what: 'too young', make: () => listedChild({ birthDate: '2017-01-01' }) },
  { what: 'over age and never seen', make: () => listedChild({ birthDate: '2003-01-01' }) },
])('nothing is wrong with a child $what', async ({ make }) => {
  expect((await of(await make())).problems).toEqual([]);
});

test('each requirement that an open case misses is a problem, and goes when the case closes or the child is back', async () => {
  const id = await child();
  const caseId = await caseOf(id);
  const { assessment } = await clerk.ask(getCase, { params: { caseId } });
  const failing = assessment.findings.filter(({ status }) => status === 'missing' || status === 'breach');
  const { problems } = await of(id);
  expect(failing.length).toBeGreaterThan(0);
  expect(problems.map((each) => each.key).sort()).toEqual(
    [...failing.map((each) => `finding:${caseId}:${each.id}`), `out-of-school:${id}`].sort(),
  );
  expect(problems.find((each) => each.source === 'ledger')).toMatchObject({ kind: 'out-of-school', caseId });
  expect(problems.every((each) => each.foundOn >= '2022-09-06' && each.foundOn <= TODAY)).toBe(true);
  await server.database.inTransaction(clerk.actor, (tx) =>
    tx.updateTable('cases').set({ open: false }).where('id', '=', caseId).execute(),
  );
  expect((await of(id)).problems.map((each) => each.kind)).toEqual(['no-case']);
});

test('key households come first, then those out of school, and have a figure of their own', async () => {
  const some = async (name: string, facts: Parameters<typeof addTestChild>[2]) => {
    const id = await child({ registered: server.units.villageB, name, ...facts });
    await write(id, { kind: 'papers' });
    return id;
  };
  await some('序甲', {});
  await some('序乙', { state: 'suspected' });
  await some('序丙', { households: ['registered-poor'] });
  await some('序丁', { households: ['left-behind', 'subsistence'] });
  await some('序戊', { households: ['monitored'], state: 'dropped-out' });
  const { rows, all, key } = await clerk.ask(listProblems, { query: { q: '序' } });
  expect(rows.map((row) => row.childName)).toEqual(['序戊', '序丁', '序乙', '序丙', '序甲']);
  expect({ all, key }).toEqual({ all: { problems: 7, children: 5 }, key: { problems: 3, children: 2 } });
  const only = await clerk.ask(listProblems, { query: { q: '序', key: 'true' } });
  expect(only.rows.map((row) => row.childName)).toEqual(['序戊', '序丁']);
  expect(only).toMatchObject({ total: only.key, all });
});

test('the figures are the lengths of the lists behind them, and reach 0 with an owner and a pair for every child', async () => {
  const fresh = await testServer();
  fresh.clock.set(`${TODAY}T02:00:00.000Z`);
  const office = await fresh.as('social-affairs');
  const ids: string[] = [];
  for (const name of ['甲一', '乙二', '丙三']) {
    ids.push(await addTestChild(fresh, office.actor, { name, registered: fresh.units.villageA, state: 'suspected' }));
  }
  const figures = () => fresh.database.inTransaction(office.actor, (tx) => countOpenProblems(tx, fresh.clock.today()));
  const lists = async () => ({
    open: (await office.ask(listProblems, { query: {} })).total,
    unowned: (await office.ask(listProblems, { query: { unowned: 'true' } })).total,
    unpaired: (await office.ask(listProblems, { query: { unpaired: 'true' } })).total,
  });
  expect((await figures()).unowned).toEqual({ problems: 3, children: 3 });
  await office.ask(assignOwner, {
    body: { childIds: ids.slice(0, 2), unitId: fresh.units.villageA, role: 'village', on: TODAY },
  });
  await office.ask(pairChild, {
    params: { childId: ids[0] ?? '', pairingId: randomUUID() },
    body: { ...helper, on: TODAY },
  });
  expect(await figures()).toEqual({
    open: { problems: 3, children: 3 },
    unowned: { problems: 1, children: 1 },
    unpaired: { problems: 2, children: 2 },
  });
  expect(await lists()).toEqual(await figures());
  const both = await office.ask(listProblems, { query: { unowned: 'true', unpaired: 'true' } });
  expect(both.rows.map((row) => row.childId)).toEqual([ids[2]]);
  await office.ask(assignOwner, { body: { childIds: ids, unitId: fresh.units.villageA, role: 'village', on: TODAY } });
  for (const [index, childId] of ids.slice(1).entries()) {
    await office.ask(pairChild, {
      params: { childId, pairingId: randomUUID() },
      body: { ...helper, phone: `1380000001${index}`, on: TODAY },
    });
  }
  expect(await figures()).toMatchObject({ unowned: { problems: 0, children: 0 }, unpaired: { children: 0 } });
  await fresh.close();
});

test('village, school, name and page narrow the list', async () => {
  const names = ['页甲', '页乙', '页丙'];
  for (const name of names) {
    await write(await child({ name, registered: server.units.villageB, school: server.units.school, state: 'here' }));
  }
  const list = async (query: Record<string, unknown>) =>
    (await clerk.ask(listProblems, { query: { q: '页', ...query } })).rows.map((row) => row.childName);
  expect((await list({})).sort()).toEqual([...names].sort());
  expect(await list({ villageId: server.units.villageB })).toHaveLength(3);
  expect(await list({ villageId: server.units.villageA })).toEqual([]);
  expect(await list({ schoolId: server.units.school })).toHaveLength(3);
  expect([...(await list({ limit: 2 })), ...(await list({ limit: 2, offset: 2 }))].sort()).toEqual([...names].sort());
});

test('a problem is closed by a row of its own, and stands among the closed', async () => {
  const id = await child({ name: '闭某' });
  const problemId = await write(id);
  const closing = { how: 'solved', on: '2022-09-18', note: '已安排寄宿' } as const;
  const after = await clerk.ask(closeProblem, { params: { childId: id, problemId }, body: closing });
  expect(after.problems).toMatchObject([
    { note: '没有住宿的地方', by: '测试员', closed: { ...closing, by: '测试员' } },
  ]);
  expect((await clerk.ask(listProblems, { query: { q: '闭某' } })).rows).toEqual([]);
  expect((await clerk.ask(listProblems, { query: { q: '闭某', state: 'closed' } })).rows).toHaveLength(1);
  expect((await clerk.ask(closeProblem, { params: { childId: id, problemId }, body: closing })).problems).toEqual(
    after.problems,
  );
  const other = await clerk.send(closeProblem, {
    params: { childId: id, problemId },
    body: { ...closing, how: 'unfounded' },
  });
  expect(other.problem.type).toBe('problem-closed-already');
});

test('sent twice, a problem is on the list once; another under its id is refused', async () => {
  const id = await child();
  const problemId = await write(id);
  const body = { source: 'hand', kind: 'difficulty', foundOn: '2022-09-10', note: '没有住宿的地方' } as const;
  const again = await clerk.ask(addProblem, { params: { childId: id, problemId }, body });
  expect(again.problems).toHaveLength(1);
  const other = await clerk.send(addProblem, { params: { childId: id, problemId }, body: { ...body, kind: 'papers' } });
  expect(other.problem.type).toBe('problem-id-taken');
});

test('one helper stands by a child at a time; who did before stays on record, and every change is in the child’s chain', async () => {
  const id = await child();
  await Promise.all([pair(id), pair(id, { name: '谭秋实' }), pair(id, { name: '向晚晴' })]);
  const first = await of(id);
  expect(first.pairing).toMatchObject({ fromOn: '2022-09-15', toOn: null });
  await pair(id, { name: '龚云舒', on: '2022-09-18' });
  const second = await of(id);
  expect(second.pairing).toMatchObject({ name: '龚云舒', phone: helper.phone });
  expect(second.formerPairings).toEqual([
    { ...first.pairing, toOn: '2022-09-17', children: second.formerPairings[0]?.children },
  ]);
  await clerk.ask(endPairing, {
    params: { childId: id, pairingId: second.pairing?.id ?? '' },
    body: { on: TODAY, reason: '工作调动' },
  });
  expect(await of(id)).toMatchObject({
    pairing: null,
    formerPairings: [{ name: '龚云舒', endReason: '工作调动' }, {}],
  });
  await server.database.inTransaction(clerk.actor, async (tx) => {
    const kinds = (await readChanges(server.keys, tx, id)).map((each) => each.kind);
    expect(kinds.filter((kind) => kind === 'pairing-began')).toHaveLength(4);
    expect(kinds.filter((kind) => kind === 'pairing-ended')).toHaveLength(4);
    expect(await verifyChanges(server.keys, tx, id)).toEqual([]);
  });
});

test('a helper of two children is told as such, and not refused', async () => {
  const [one, two] = [await child(), await child()];
  const who = { name: '喻知微', phone: '138 0000 0077' };
  await pair(one, who);
  expect((await of(one)).pairing?.children).toBe(1);
  expect((await pair(two, { ...who, phone: '13800000077' })).answer.pairing?.children).toBe(2);
  expect((await pair(await child(), { ...who, name: '同号他人' })).answer.pairing?.children).toBe(1);
});

test('an owner is a post: its name is whoever holds it today, unless one is written', async () => {
  const id = await child();
  await own([id]);
  expect((await of(id)).owner).toMatchObject({
    unit: '听松坪村',
    role: 'village',
    name: '测试员',
    fromOn: '2022-09-15',
  });
  await own([id], { unitId: server.units.school, role: 'teacher', name: '文远山', on: TODAY });
  expect(await of(id)).toMatchObject({
    owner: { role: 'teacher', name: '文远山' },
    formerOwners: [{ role: 'village', toOn: '2022-09-19' }],
  });
  expect((await own([id], { unitId: server.units.school, role: 'teacher', name: '文远山' })).answer.changed).toBe(0);
});

test('a post without an account is not vacant where a responsible person is named for it: of grids, the child’s own', async () => {
  const { villageB: parentId } = server.units;
  const fromOn = '2022-09-01';
  const grid = async (name: string, worker: string) => {
    const { id } = await clerk.ask(addUnit, { body: { kind: 'grid', name, parentId, fromOn } });
    await clerk.ask(appointHolder, { body: { duty: 'grid-worker', unitId: id, name: worker, fromOn } });
    return id;
  };
  const [first] = [await grid('坝上网格', '简守拙'), await grid('坝下网格', '喻知微')];
  const [inGrid, inVillage] = [await child({ registered: first }), await child({ registered: parentId })];
  const asked = { unitId: parentId, role: 'grid-worker' };
  await own([inGrid, inVillage], asked);
  expect((await of(inGrid)).owner).toMatchObject({ unit: '晒书坝村', role: 'grid-worker', name: '简守拙' });
  expect((await of(inVillage)).owner?.name).toBeNull();
  const { villageA: unitId } = server.units;
  await clerk.ask(appointHolder, { body: { duty: 'grid-worker', unitId, name: '柏知秋', fromOn } });
  const undivided = await child();
  await own([undivided], { role: 'grid-worker' });
  expect((await of(undivided)).owner?.name).toBe('柏知秋');
});

test('naming an owner for many is done for all or for none', async () => {
  const [one, two] = [await child(), await child({ name: '已有人' })];
  await own([two], { on: TODAY });
  const refused = await own([one, two], { unitId: server.units.school, role: 'principal' });
  expect(refused.problem).toMatchObject({ type: 'before-the-last', zh: expect.stringContaining('已有人') });
  expect((await of(one)).owner).toBeNull();
  expect((await own([one, randomUUID()])).status).toBe(404);
  expect((await of(one)).owner).toBeNull();
  expect((await own([one, two], { on: TODAY, role: 'grid-worker' })).answer.changed).toBe(2);
});

test('what cannot be is refused, with a sentence that says what to do', async () => {
  const id = await child({ birthDate: '2010-10-10' });
  const problemId = await write(id);
  await pair(id);
  const { pairing } = await of(id);
  const params = { childId: id, problemId };
  const end = { childId: id, pairingId: pairing?.id ?? '' };
  const added = (foundOn: string) =>
    clerk.send(addProblem, {
      params: { childId: id, problemId: randomUUID() },
      body: { source: 'hand', kind: 'other', foundOn },
    });
  const said = [
    await added('2022-09-21'),
    await added('2009-01-01'),
    await clerk.send(closeProblem, { params, body: { how: 'solved', on: '2022-09-09' } }),
    await clerk.send(closeProblem, { params, body: { how: 'solved', on: '2022-12-01' } }),
    await own([id], { unitId: server.units.school }),
    await own([id], { unitId: randomUUID() }),
    await pair(id, { on: '2022-09-14' }),
    await pair(id, { unitId: randomUUID() }),
    await pair(id, { phone: '不详' }),
    await clerk.send(endPairing, { params: end, body: { on: '2022-09-01', reason: '调动' } }),
    await clerk.send(closeProblem, {
      params: { childId: await child(), problemId },
      body: { how: 'solved', on: TODAY },
    }),
  ];
  expect(said.map(({ status, problem }) => `${status} ${problem.type}`)).toEqual([
    '422 day-in-future',
    '422 day-before-birth',
    '422 closed-before-found',
    '422 day-in-future',
    '422 not-its-post',
    '422 unit-unknown',
    '422 before-the-last',
    '422 unit-unknown',
    '400 invalid-request',
    '422 ended-before-begun',
    '404 not-found',
  ]);
  expect(said.every(({ problem }) => !/\{\w+\}/.test(problem.zh + problem.en))).toBe(true);
});

test('the village sees that there are problems, their clause and day, and neither notes nor health nor whole phones', async () => {
  const id = await child();
  const caseId = await caseOf(id);
  await write(id, { kind: 'health', note: '癫痫，待诊断' });
  await write(id, { kind: 'difficulty', note: '父亲服刑' });
  await pair(id);
  await server.database.inTransaction(clerk.actor, (tx) =>
    tx
      .updateTable('cases')
      .set({
        missing: 1,
        findings: JSON.stringify([
          {
            id: 'B4-4.diagnosis',
            status: 'missing',
            citation: { zh: '附件1 B4-4', en: 'annex 1, B4-4' },
            message: { zh: '缺县级医院诊断证明', en: 'diagnosis missing' },
          },
        ]),
      })
      .where('id', '=', caseId)
      .execute(),
  );
  const reduced = await of(id, villageA);
  const text = JSON.stringify([reduced, await villageA.ask(listProblems, { query: { limit: 200 } })]);
  for (const word of ['癫痫', '服刑', '"health"', '诊断证明', helper.phone]) {
    expect(JSON.stringify(await of(id))).toContain(word);
    expect(text, word).not.toContain(word);
  }
  expect(reduced.problems.map((each) => each.kind).sort()).toEqual([
    'difficulty',
    'finding',
    'out-of-school',
    'referred',
  ]);
  expect(reduced.problems.find((each) => each.finding)?.finding).toMatchObject({
    id: 'B4-4.diagnosis',
    citation: { zh: '附件1 B4-4' },
  });
  expect((await pair(id, {}, villageA)).status).toBe(403);
  expect((await own([id], {}, villageA)).status).toBe(403);
});

test('a principal keeps the pairs of the own school’s children, and of no others', async () => {
  const ours = await child({ state: 'suspected', school: server.units.school });
  const others = await child({ state: 'suspected' });
  expect((await pair(ours, {}, principal)).status).toBe(200);
  expect((await own([ours], { unitId: server.units.school, role: 'principal' }, principal)).answer.changed).toBe(1);
  expect((await pair(others, {}, principal)).status).toBe(404);
  expect((await own([others], {}, principal)).status).toBe(404);
  const seen = await principal.ask(listProblems, { query: { limit: 200 } });
  const ids = seen.rows.map((row) => row.childId);
  expect([ids.includes(ours), ids.includes(others)]).toEqual([true, false]);
});

test('out of sight means out of the list, the child’s page and the tables themselves', async () => {
  const id = await child();
  const problemId = await write(id);
  await clerk.ask(closeProblem, { params: { childId: id, problemId }, body: { how: 'solved', on: TODAY } });
  await write(id);
  await pair(id);
  await own([id]);
  const administrator = await server.as('administrator');
  expect((await villageB.send(getChildProblems, { params: { childId: id } })).status).toBe(404);
  expect((await administrator.send(listProblems)).status).toBe(403);
  const raw = async (person: TestPerson | null, sql: string) => {
    const client = await server.database.pool.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('quanxue.actor', $1, true)`, [person?.actor.accountId ?? '']);
      return (await client.query(sql, [id])).rows.length;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  for (const table of ['child_problems', 'child_problem_closings', 'child_owners', 'pairings']) {
    const rows = `select * from ${table} where child_id = $1`;
    expect(await raw(villageA, rows), table).toBeGreaterThan(0);
    for (const stranger of [villageB, administrator, principal, null]) expect(await raw(stranger, rows), table).toBe(0);
    const column = { pairings: 'end_reason', child_owners: 'to_on' }[table];
    if (column) {
      expect(await raw(villageB, `update ${table} set ${column} = ${column} where child_id = $1 returning 1`)).toBe(0);
    }
    for (const change of [
      `update ${table} set child_id = child_id where child_id = $1`,
      `delete from ${table} where child_id = $1`,
    ]) {
      await expect(raw(clerk, change), change).rejects.toThrow('permission denied');
    }
  }
  const forged = `insert into child_problems (id, child_id, source, kind, found_on, recorded_at, recorded_by)
    values (gen_random_uuid(), $1, 'hand', 'other', '2022-09-01', now(), `;
  await expect(raw(villageB, `${forged}'${villageB.actor.accountId}')`)).rejects.toThrow('row-level security');
  await expect(raw(clerk, `${forged}'${villageB.actor.accountId}')`)).rejects.toThrow('row-level security');
});
