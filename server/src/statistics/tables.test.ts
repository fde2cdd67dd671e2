import { randomUUID } from 'node:crypto';
import { listChildren } from '@quanxue/domain/children/operations.ts';
import { getTable, type Table } from '@quanxue/domain/statistics/table-operations.ts';
import { BYS_OF, balances, basesOf, columnsOf, STATE_PARTS, sumOf, TABLES } from '@quanxue/domain/statistics/tables.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { addTestChild } from '../cases/testing.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { type TestArea, testArea } from './testing-area.ts';

let server: TestServer;
let area: TestArea;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  area = await testArea(server);
  clerk = area.clerk;
});
afterAll(() => server?.close());

const listOf = async (query: z.input<NonNullable<(typeof listChildren)['query']>>, who = clerk) =>
  (await who.ask(listChildren, { query: { ...query, limit: 1 } })).total;

/** Every number of a table, with where it stands and the list that it opens. */
const cellsOf = (table: Table) => [
  ...[...table.rows, table.sum].flatMap((row) =>
    table.columns.map((column) => ({
      at: `${row.name.zh} ${column.key}`,
      filter: { ...row.filter, ...column.filter },
      count: row.counts[column.key],
    })),
  ),
  ...table.below.map(({ key, filter, count }) => ({ at: key, filter, count })),
];

const WAYS = TABLES.flatMap((table) =>
  BYS_OF[table].flatMap((by) => basesOf(table, by).map((base) => ({ table, by, base }))),
);

describe.each(WAYS)('table $table by $by, base $base', ({ table: key, by, base }) => {
  const ask = (who = clerk) => who.ask(getTable, { params: { table: key }, query: { by, base } });

  test('in every row the parts add up to the total, and the rows to the sum where no child is in two', async () => {
    const table = await ask();
    expect(table).toMatchObject({ asOf: '2022-09-30', cohort: { bornFrom: '2007-09-01', bornTo: '2016-08-31' } });
    expect(table.columns).toEqual(columnsOf(key));
    for (const row of [...table.rows, table.sum]) expect(balances(table.columns, row.counts), row.name.zh).toBe(true);
    expect(table.sum.counts.total).toBeGreaterThan(0);
    if (by !== 'group') expect(table.sum.counts).toEqual(sumOf(table.columns, table.rows));
  });

  test('every number opens the list of exactly so many children', async () => {
    const cells = cellsOf(await ask());
    const listed = await Promise.all(cells.map(async ({ at, filter }) => [at, await listOf(filter)]));
    expect(listed).toEqual(cells.map(({ at, count }) => [at, count]));
  });

  test('every number that the county sees does, too', async () => {
    const county = await server.as('county-committee', server.units.county);
    const cells = cellsOf(await ask(county));
    const listed = await Promise.all(cells.map(async ({ at, filter }) => [at, await listOf(filter, county)]));
    expect(listed).toEqual(cells.map(({ at, count }) => [at, count]));
  });
});

const table = async (
  query: z.input<NonNullable<(typeof getTable)['query']>>,
  key: z.input<NonNullable<(typeof getTable)['params']>>['table'] = 'b3-1',
  who = clerk,
) => who.ask(getTable, { params: { table: key }, query });

test('a table by village has every state, the villages by name and children without one last', async () => {
  const { rows, sum } = await table({});
  expect(rows.map((row) => row.name.zh)).toEqual(['晒书坝村', '听松坪村', '村别不详']);
  for (const state of STATE_PARTS) expect(sum.counts[state], state).toBeGreaterThan(0);
});

test('a child with three places counts once in the county, whichever place is taken', async () => {
  const county = await server.as('county-committee', server.units.county);
  const before = await Promise.all(
    (['registered', 'residence'] as const).map(async (base) => (await table({ base }, 'b3-1', county)).sum.counts),
  );
  const bySchool = (await table({ by: 'school' }, 'b3-1', county)).sum.counts;
  expect(before.map(({ total }) => total)).toEqual([bySchool.total, bySchool.total]);
  await addTestChild(server, clerk.actor, {
    name: '丁二',
    registered: server.units.villageA,
    residence: area.other.village,
    school: server.units.school,
    state: 'here',
    grade: 2,
  });
  for (const [i, base] of (['registered', 'residence'] as const).entries()) {
    expect((await table({ base }, 'b3-1', county)).sum.counts.total).toBe((before[i]?.total ?? 0) + 1);
  }
  expect((await table({ by: 'school' }, 'b3-1', county)).sum.counts.total).toBe((bySchool.total ?? 0) + 1);
});

test('a child who lives in another township is that one’s to count, and stands below the table here', async () => {
  const here = await table({ base: 'residence' });
  expect(here.rows.map((row) => row.name.zh)).not.toContain('远山村');
  expect(here.below.find(({ key }) => key === 'elsewhere')?.count).toBe(2);
  const there = await server.as('social-affairs', area.other.township);
  const theirs = await table({ base: 'residence' }, 'b3-1', there);
  expect(theirs.rows.find((row) => row.name.zh === '远山村')?.counts.total).toBe(2);
});

test('children past the window who have not finished stand below, finished ones nowhere', async () => {
  const { below } = await table({});
  expect(below.find(({ key }) => key === 'over-age')).toMatchObject({ count: 1 });
});

test('zero dropouts are said with the number of children nobody has verified', async () => {
  const { dropouts, sum } = await table({});
  expect(dropouts?.zh).toContain(`另有 ${sum.counts.unknown} 人去向不明`);
});

test('a certificate of the last school year is missing in this one', async () => {
  const { sum } = await table({}, 'b3-2');
  expect(sum.counts).toMatchObject({ certified: 1, primary: 1, junior: 1 });
  expect(sum.counts.uncertified).toBe((sum.counts.total ?? 0) - 1);
  const before = await table({ asOf: '2022-09-11' }, 'b3-2');
  expect(before.sum.counts.certified).toBe(0);
});

test('a junior school counts its own pupils by village, class year and school, and is never asked for B3-2', async () => {
  const principal = await server.as('principal', area.junior);
  expect(
    (await table({ by: 'school' }, 'b3-1', principal)).rows.map(({ name, counts }) => [name.zh, counts.total]),
  ).toEqual([['霁溪镇中学', 2]]);
  const byVillage = await table({}, 'b3-1', principal);
  expect(byVillage.rows.map(({ name, counts }) => [name.zh, counts.total])).toEqual([
    ['晒书坝村', 1],
    ['听松坪村', 1],
  ]);
  const byGrade = await table({ by: 'grade' }, 'b3-1', principal);
  expect(byGrade.rows.filter(({ counts }) => counts.total).map(({ key }) => key)).toEqual(['8', '9']);
  const refused = await principal.send(getTable, { params: { table: 'b3-2' } });
  expect(refused.problem.type).toBe('junior-school-files-no-b32');
  const primary = await server.as('principal', server.units.school);
  expect((await primary.send(getTable, { params: { table: 'b3-2' } })).status).toBe(200);
});

test('a child of two key groups is in both rows and once in the total', async () => {
  const groups = await table({}, 'key-groups');
  const of = (key: string) => groups.rows.find((row) => row.key === key)?.counts.total ?? 0;
  const rows = groups.rows.reduce((sum, row) => sum + (row.counts.total ?? 0), 0);
  expect([of('registered-poor'), of('monitored'), of('orphan')]).toEqual([1, 2, 1]);
  // 乙三 is monitored and an orphan, 丙一 registered poor and monitored.
  expect(groups.sum.counts.total).toBe(rows - 2);
});

test('a grid counts for its village; a village sees its own row; before the term nobody is said to be anywhere', async () => {
  const { rows } = await table({ base: 'residence' });
  expect(rows.find((row) => row.key === server.units.villageA)?.counts).toMatchObject({ total: 1, 'key-household': 1 });
  const village = await server.as('village', server.units.villageA);
  const own = await table({}, 'b3-1', village);
  expect(own.rows.map((row) => row.name.zh)).toEqual(['听松坪村']);
  const before = await table({ asOf: '2022-08-31' });
  expect(before.cohort).toEqual({ bornFrom: '2006-09-01', bornTo: '2015-08-31' });
  expect(before.sum.counts.unknown).toBe(before.sum.counts.total);
});

test('a way in which a table is not counted is refused with the ways that there are', async () => {
  const got = await clerk.send(getTable, { params: { table: 'b3-2' }, query: { by: 'school' } });
  expect(got.problem.type).toBe('table-not-counted-by');
});

test('a certificate behind a line of the ledger counts as one of the case file does', async () => {
  const childId = await addTestChild(server, clerk.actor, {
    name: '戊三',
    registered: server.units.villageA,
    state: 'out-of-county',
  });
  const before = (await table({}, 'b3-2')).sum.counts.certified ?? 0;
  const basis = { kind: 'paper', title: '学籍证明', number: '校证 12', on: '2022-09-05' };
  // The ledger's lines are written once; a later line bears the paper.
  await server.database.inTransaction(clerk.actor, async (tx) => {
    await sql`update schooling set to_on = '2022-09-05' where child_id = ${childId}`.execute(tx);
    await sql`insert into schooling (id, child_id, state, from_on, basis, recorded_at, recorded_by)
      values (${randomUUID()}, ${childId}, 'out-of-county', '2022-09-06', ${JSON.stringify(basis)}::jsonb,
        ${server.clock.now()}, ${clerk.actor.accountId})`.execute(tx);
  });
  expect((await table({}, 'b3-2')).sum.counts.certified).toBe(before + 1);
});
