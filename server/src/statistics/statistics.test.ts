import { listCases, openCase } from '@quanxue/domain/cases/operations.ts';
import { listChildren, SCHOOLING_STATES } from '@quanxue/domain/children/operations.ts';
import { B31_OF, B31_PARTS, downloadTableB31, getBoard, getTableB31 } from '@quanxue/domain/statistics/operations.ts';
import { balances } from '@quanxue/domain/statistics/table-b31.ts';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { addTestChild } from '../cases/testing.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-30T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  const { villageA, villageB, school } = server.units;
  const grid = await addGrid(villageA);
  const add = (child: Parameters<typeof addTestChild>[2]) => addTestChild(server, clerk.actor, child);
  // One child in each state, so that a column that takes another's children is seen; the edges of the window; every mark.
  for (const [i, state] of SCHOOLING_STATES.entries()) {
    await add({
      name: `甲${i}`,
      registered: i % 2 ? villageA : villageB,
      residence: villageB,
      state,
      birthDate: '2010-03-04',
    });
  }
  await add({
    name: '乙一',
    registered: villageA,
    school,
    grade: 6,
    state: 'here',
    marks: ['boarding'],
    sex: 'female',
  });
  await add({
    name: '乙二',
    registered: villageA,
    state: 'here',
    marks: ['regular-class'],
    households: ['left-behind'],
  });
  await add({ name: '乙三', registered: grid, residence: grid, state: 'here', households: ['monitored', 'orphan'] });
  await add({ name: '乙四', registered: villageB, disability: { category: 'visual', level: 1 }, state: 'here' });
  await add({ name: '乙五', registered: villageB, birthDate: '2007-09-01' });
  await add({ name: '乙六', registered: villageB, birthDate: '2016-08-31' });
  await add({ name: '乙七', registered: villageB, birthDate: '2007-08-31', state: 'here' });
  await add({ name: '乙八', registered: villageB, birthDate: '2016-09-01', state: 'here' });
  await add({ name: '乙九', residence: villageB, state: 'out-of-county' });
  await add({ name: '乙十' });
});
afterAll(() => server?.close());

async function addGrid(village: string): Promise<string> {
  const id = '01830000-0000-7000-8000-000000000001';
  await server.database.inTransaction(clerk.actor, (tx) =>
    tx
      .insertInto('units')
      .values({ id, kind: 'grid', code: null, name: '第一网格', parent_id: village, valid_from: '2015-01-01' })
      .execute(),
  );
  return id;
}

describe.each(['registered', 'residence'] as const)('table B3-1 by %s village', (base) => {
  test('in every row the parts add up to the total, and the rows to the sum', async () => {
    const table = await clerk.ask(getTableB31, { query: { base } });
    expect(table).toMatchObject({ asOf: '2022-09-30', base, cohort: { bornFrom: '2007-09-01', bornTo: '2016-08-31' } });
    for (const row of [...table.rows, table.sum]) expect(balances(row), row.village).toBe(true);
    expect(table.sum.total).toBe(table.rows.reduce((sum, row) => sum + row.total, 0));
    // Sixteen states but `left`, four of 乙一…四, two at the edges of the window, two without a registered village.
    expect(table.sum.total).toBe(15 + 4 + 2 + 2);
    for (const part of B31_PARTS) expect(table.sum.parts[part], part).toBeGreaterThan(0);
  });

  test('every number opens the list of exactly so many children', async () => {
    const table = await clerk.ask(getTableB31, { query: { base } });
    const ofAge = { ofAge: 'true' as const, asOf: table.asOf };
    const rows = table.rows.map((row) => ({
      row,
      filters: {
        ...ofAge,
        base,
        ...(row.villageId === null ? { noVillage: 'true' as const } : { villageId: row.villageId }),
      },
    }));
    const cells = [...rows, { row: table.sum, filters: ofAge }].flatMap(({ row, filters }) => [
      { at: row.village, filters, count: row.total },
      ...B31_PARTS.map((state) => ({
        at: `${row.village} ${state}`,
        filters: { ...filters, state },
        count: row.parts[state],
      })),
      ...B31_OF.map((mark) => ({ at: `${row.village} ${mark}`, filters: { ...filters, mark }, count: row.of[mark] })),
    ]);
    const listed = await Promise.all(cells.map(async ({ at, filters }) => [at, await listOf(filters)]));
    expect(listed).toEqual(cells.map(({ at, count }) => [at, count]));
  });
});

const listOf = async (query: z.input<NonNullable<(typeof listChildren)['query']>>) =>
  (await clerk.ask(listChildren, { query: { ...query, limit: 1 } })).total;

test('villages stand in the order of their names, children without one in a row of their own at the end', async () => {
  const { rows } = await clerk.ask(getTableB31);
  expect(rows.map((row) => row.village)).toEqual(['晒书坝村', '听松坪村', '村别不详或在外地']);
  expect(rows[2]).toMatchObject({ villageId: null, total: 2 });
});

test('a child of a grid counts for the village in which the grid lies', async () => {
  const { rows } = await clerk.ask(getTableB31, { query: { base: 'residence' } });
  expect(rows.find((row) => row.villageId === server.units.villageA)).toMatchObject({
    total: 1,
    of: { 'key-household': 1 },
  });
});

test('the table is that of its day: before the term nobody is said to be anywhere', async () => {
  const table = await clerk.ask(getTableB31, { query: { asOf: '2022-08-31' } });
  expect(table.cohort).toEqual({ bornFrom: '2006-09-01', bornTo: '2015-08-31' });
  expect(table.sum.parts.unknown).toBe(table.sum.total);
});

test('a village sees the row of its own children and nobody else’s', async () => {
  const village = await server.as('village', server.units.villageA);
  const { rows } = await village.ask(getTableB31);
  expect(rows.map((row) => row.village)).toEqual(['听松坪村']);
  const all = await clerk.ask(getTableB31);
  expect(rows[0]).toEqual(all.rows.find((row) => row.villageId === server.units.villageA));
});

test('the workbook holds the same numbers as the screen', async () => {
  const table = await clerk.ask(getTableB31);
  const got = await clerk.send(downloadTableB31);
  expect(got.headers['content-type']).toContain('spreadsheetml');
  expect(String(got.headers['content-disposition'])).toContain(encodeURIComponent('就读情况统计表'));
  const sheet = (await readXlsx(got.bytes)).sheets[0];
  expect(sheet?.rows[1]?.[0]).toContain('雾屏县霁溪镇');
  for (const [i, row] of table.rows.entries()) {
    expect(sheet?.rows[4 + i]?.slice(2)).toEqual([
      row.total,
      ...B31_PARTS.map((part) => row.parts[part]),
      ...B31_OF.map((mark) => row.of[mark]),
    ]);
  }
});

test('every number on the board is the length of the list behind it', async () => {
  const childId = await addTestChild(server, clerk.actor, { name: '丙一', registered: server.units.villageA });
  const report = { id: 'r1', kind: 'report', on: '2022-09-06', source: 'school', reasons: ['other'] } as const;
  await clerk.ask(openCase, {
    params: { caseId: '01830000-0000-7000-8000-000000000002' },
    body: { childId, report: { ...report, reasons: ['other'] } },
  });
  const board = await clerk.ask(getBoard);
  expect(board.today).toBe('2022-09-30');
  expect(await listOf({ ofAge: 'true' })).toBe(board.children);
  expect(await listOf({ ofAge: 'true', unexplained: 'false' })).toBe(board.explained);
  expect(await listOf({ unexplained: 'true' })).toBe(board.unexplained);
  expect(await listOf({ ofAge: 'true', state: 'suspected' })).toBe(board.suspected);
  const cases = async (query: z.input<NonNullable<(typeof listCases)['query']>>) =>
    (await clerk.ask(listCases, { query: { ...query, open: 'true' } })).total;
  expect(await cases({})).toBe(board.openCases);
  expect(await cases({ failing: 'true' })).toBe(board.failingCases);
  expect(await cases({ overdue: 'true' })).toBe(board.overdue);
  expect(board).toMatchObject({ openCases: 1, failingCases: 1 });
});
