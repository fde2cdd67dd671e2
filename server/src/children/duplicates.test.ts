import {
  decideDuplicate,
  listDuplicateDecisions,
  listDuplicates,
  searchDuplicates,
  undoDuplicateDecision,
} from '@quanxue/domain/children/duplicate-operations.ts';
import { addChild, setSchooling } from '@quanxue/domain/children/ledger-operations.ts';
import { getChild, listChildren } from '@quanxue/domain/children/operations.ts';
import { getJob } from '@quanxue/domain/people/operations.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChanges, verifyChanges } from '../basis/ledger-events.ts';
import { makeCase } from '../basis/testing-child.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { citizenNumber, confirmed, previewed, rowsOf, workbook } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;
const ids = new Map<string, string>();
const LAN = citizenNumber('2012-03-04', 12);
const YUN = citizenNumber('2013-07-08', 14);

beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
  const { villageA, villageB, school } = server.units;
  const enter = async (key: string, name: string, rest: object, another?: string) => {
    const body = { name, sex: 'female', ...rest, ...(another && { another }) } as const;
    ids.set(key, (await clerk.ask(addChild, { body })).id);
  };
  const guardians = [{ name: '谭大山', phone: '19900001234' }];
  await enter('lan', '谭小兰', { citizenId: LAN, registeredUnitId: villageA, guardians });
  await enter('lan again', '谭晓兰', { birthDate: '2012-03-04', registeredUnitId: villageA, guardians });
  const yun = { registeredUnitId: villageB, guardians: [{ name: '冉大海', phone: '19900001235' }] };
  await enter('yun', '冉云', { ...yun, citizenId: YUN });
  await enter('yun again', '冉芸', { ...yun, birthDate: '2013-07-08' });
  await enter('other', '向远', { birthDate: '2011-05-06', registeredUnitId: villageB });
  await clerk.ask(setSchooling, {
    params: { childId: id('lan again') },
    body: {
      state: 'here',
      fromOn: server.clock.today(),
      schoolId: school,
      grade: 4,
      class: '1班',
      basis: { kind: 'reason', text: '学校花名册上有该生', on: server.clock.today() },
    },
  });
});
afterAll(() => server?.close());

const id = (key: string) => ids.get(key) ?? '';
const open = async (who = clerk) => (await who.ask(listDuplicates, {})).pairs;
const names = async (who = clerk) =>
  (await open(who)).map(({ children }) => children.map((child) => child.name).sort()).sort();
const search = async (who: TestPerson) => {
  const job = await who.ask(searchDuplicates);
  await server.jobs.ended(job.id);
  return who.ask(getJob, { params: { jobId: job.id } });
};
const same = (stays: string, goes: string) =>
  clerk.send(decideDuplicate, { body: { decision: 'same', stays: id(stays), goes: id(goes) } });
const apart = (one: string, other: string) =>
  clerk.send(decideDuplicate, { body: { decision: 'apart', children: [id(one), id(other)] } });
const stateOf = async (key: string) =>
  (await clerk.ask(getChild, { params: { childId: id(key) } })).schooling?.state ?? null;

test('a search finds the children entered twice and tells why, with numbers masked', async () => {
  expect(await clerk.ask(listDuplicates, {})).toEqual({ total: 0, pairs: [], searchedAt: null });
  expect(await search(clerk)).toMatchObject({ state: 'done', done: 5, total: 5 });
  expect(await names()).toEqual([
    ['冉云', '冉芸'],
    ['谭小兰', '谭晓兰'],
  ]);
  const pair = (await open()).find(({ children }) => children.some((child) => child.childId === id('lan')));
  expect(pair?.why.map((one) => one.zh).join('；')).toContain('出生日期相同');
  const lan = pair?.children.find((child) => child.childId === id('lan'));
  expect(lan?.fields.find((each) => each.field === 'number')?.says).toMatch(/^509999\*+\d{3}[\dX]$/);
  expect(lan?.fields.find((each) => each.field === 'guardian')?.mark).toBe('equal');
});

test('whoever sees one of the two children alone sees no pair, whether asking or reading the table', async () => {
  const village = await server.as('social-affairs', server.units.villageB);
  expect(await names(village)).toEqual([['冉云', '冉芸']]);
  const { rows } = await server.database.inTransaction(village.actor, (tx) =>
    sql<{ n: number }>`select count(*)::int as n from duplicate_pairs where child_a = ${id('lan')}
      or child_b = ${id('lan')}`.execute(tx),
  );
  expect(rows[0]?.n).toBe(0);
  const answer = await village.send(decideDuplicate, {
    body: { decision: 'apart', children: [id('lan'), id('lan again')] },
  });
  expect(answer.problem.type).toBe('duplicate-not-found');
});

test('said to be two, they are not asked about again, and "the same" is refused until that is taken back', async () => {
  const { decisionId } = (await apart('yun', 'yun again')).answer;
  await search(clerk);
  expect(await names()).toEqual([['谭小兰', '谭晓兰']]);
  const refused = await same('yun', 'yun again');
  expect(refused.problem).toMatchObject({ type: 'duplicate-contradicts-earlier', status: 409 });
  expect(await clerk.ask(undoDuplicateDecision, { params: { decisionId } })).toEqual({ restored: false });
  expect(await names()).toHaveLength(2);
  const twice = await clerk.send(undoDuplicateDecision, { params: { decisionId } });
  expect(twice.problem.type).toBe('duplicate-undone-already');
});

test('a child with an open case is not the one that goes, and the sentence says what to do', async () => {
  await makeCase(server, clerk.actor, id('yun again'));
  const refused = await same('yun', 'yun again');
  expect(refused.problem).toMatchObject({ type: 'duplicate-has-open-case' });
  expect(refused.problem.zh).toContain('请改为保留“冉芸”');
  expect((await same('yun again', 'yun')).status).toBe(200);
  expect(await stateOf('yun')).toBe('left');
});

describe('two children that are one', () => {
  let decisionId = '';
  test('become one in the count: the other leaves with its reason, and where it learns is carried over', async () => {
    const answer = await same('lan', 'lan again');
    expect(answer.answer).toMatchObject({ carried: true });
    decisionId = answer.answer.decisionId;
    expect(await stateOf('lan')).toBe('here');
    const gone = await clerk.ask(getChild, { params: { childId: id('lan again') } });
    expect(gone.history[0]).toMatchObject({
      state: 'left',
      basis: { kind: 'reason', text: expect.stringContaining('谭小兰') },
    });
    expect(await open()).toEqual([]);
    expect((await apart('lan', 'lan again')).problem.type).toBe('duplicate-contradicts-earlier');
  });

  test('keep their chains, and each names the other', async () => {
    await server.database.inTransaction(clerk.actor, async (tx) => {
      for (const [one, other, stays] of [
        ['lan', 'lan again', true],
        ['lan again', 'lan', false],
      ] as const) {
        expect(await verifyChanges(server.keys, tx, id(one))).toEqual([]);
        expect((await readChanges(server.keys, tx, id(one))).at(-1)).toMatchObject({
          kind: 'duplicate-decided',
          body: { decision: 'same', other: id(other), stays },
        });
      }
    });
  });

  test('are one for the next list, whichever of the two it names', async () => {
    const list = await workbook([
      ['姓名', '身份证号', '出生日期', '户籍村', '民族'],
      ['冉云', YUN, '2013-07-08', '晒书坝村', '土家族'],
    ]);
    const batch = await previewed(clerk, 'population', list);
    const [row] = await rowsOf(clerk, batch.id);
    expect(row?.childId).toBe(id('yun again'));
    await confirmed(clerk, batch.id);
    expect(await stateOf('yun')).toBe('left');
    expect((await clerk.ask(listChildren, {})).total).toBe(5);
  });

  test('are two again when it is taken back, as they stood before', async () => {
    expect(await clerk.ask(undoDuplicateDecision, { params: { decisionId } })).toEqual({ restored: true });
    expect(await stateOf('lan')).toBe(null);
    expect(await stateOf('lan again')).toBe('here');
    expect(await names()).toEqual([['谭小兰', '谭晓兰']]);
    const { decisions } = await clerk.ask(listDuplicateDecisions, {});
    expect(decisions.map(({ decision, undone }) => [decision, undone !== null])).toEqual([
      ['same', true],
      ['same', false],
      ['apart', true],
    ]);
  });
});
