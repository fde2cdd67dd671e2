import { randomUUID } from 'node:crypto';
import { openCase, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { listChildren } from '@quanxue/domain/children/operations.ts';
import { getOverview } from '@quanxue/domain/statistics/overview-operations.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { addTestChild } from '../cases/testing.ts';
import { type TestServer, testServer } from '../testing.ts';
import { type TestArea, testArea } from './testing-area.ts';

let server: TestServer;
let area: TestArea;
beforeAll(async () => {
  server = await testServer();
  area = await testArea(server);
});
afterAll(() => server?.close());

const overview = (query: z.input<NonNullable<(typeof getOverview)['query']>> = {}) =>
  area.clerk.ask(getOverview, { query });
const listOf = async (query: z.input<NonNullable<(typeof listChildren)['query']>>) =>
  (await area.clerk.ask(listChildren, { query: { ...query, limit: 1 } })).total;

/** A child with these lines of schooling, one after the other. */
async function withHistory(
  name: string,
  lines: readonly { state: string; from: string; to?: string; grade?: number }[],
) {
  const id = await addTestChild(server, area.clerk.actor, { name, registered: server.units.villageA });
  await server.database.inTransaction(area.clerk.actor, async (tx) => {
    for (const { state, from, to = null, grade = null } of lines) {
      await sql`insert into schooling (id, child_id, state, from_on, to_on, grade, recorded_at, recorded_by)
        values (${randomUUID()}, ${id}, ${state}, ${from}, ${to}, ${grade}, ${server.clock.now()}, ${area.clerk.actor.accountId})`.execute(
        tx,
      );
    }
  });
  return id;
}

test('where the ledger does not go back nine years, the rate says so and none is guessed', async () => {
  const { rates } = await overview();
  const retention = rates.find(({ rate }) => rate === 'retention');
  expect(retention).toMatchObject({ percent: null, missing: { zh: expect.stringContaining('没有 2013 学年一年级') } });
});

test('enrolment counts early finishers and taught-at-home, and not those on leave, who stand beside', async () => {
  const { rates } = await overview();
  const enrolment = rates.find(({ rate }) => rate === 'enrolment');
  const [enrolled, completed, total] = enrolment?.figures.map(({ count }) => count) ?? [];
  expect(enrolment?.percent).toBe(Math.round((((enrolled ?? 0) + (completed ?? 0)) / (total ?? 1)) * 1e4) / 100);
  expect(enrolment?.beside.map(({ key, count }) => [key, count])).toEqual([
    ['leave', 1],
    ['deferral', 1],
    ['exemption', 1],
  ]);
  expect(await listOf({ ofAge: 'true', enrolled: 'true', state: 'leave' })).toBe(0);
  expect(await listOf({ ofAge: 'true', enrolled: 'true', state: 'home-teaching' })).toBe(1);
});

test('of four who began nine years ago one moved away, two finished and one dropped out: two of three', async () => {
  const began = { state: 'here', from: '2013-09-01', to: '2022-06-30', grade: 1 };
  await withHistory('庚一', [began, { state: 'completed', from: '2022-07-01' }]);
  await withHistory('庚二', [began, { state: 'completed', from: '2022-07-01' }]);
  await withHistory('庚三', [began, { state: 'left', from: '2022-07-01' }]);
  await withHistory('庚四', [began, { state: 'dropped-out', from: '2022-07-01' }]);
  const retention = (await overview()).rates.find(({ rate }) => rate === 'retention');
  expect(retention?.percent).toBe(66.67);
  expect(retention?.missing).toBeUndefined();
});

test('the steps of the school year count a child once a step, and a return only after it was out', async () => {
  const before = (await overview()).steps.map(({ count }) => count);
  await withHistory('辛一', [
    { state: 'here', from: '2022-09-01', to: '2022-09-04' },
    { state: 'suspected', from: '2022-09-05', to: '2022-09-08' },
    { state: 'dropped-out', from: '2022-09-09', to: '2022-09-14' },
    { state: 'here', from: '2022-09-15' },
  ]);
  const caseId = randomUUID();
  const childId = await addTestChild(server, area.clerk.actor, { name: '辛二', registered: server.units.villageA });
  const report = { id: randomUUID(), kind: 'report', on: '2022-09-06', source: 'school' } as const;
  await area.clerk.ask(openCase, { params: { caseId }, body: { childId, report: { ...report, reasons: ['other'] } } });
  const verification = { id: randomUUID(), kind: 'verification', on: '2022-09-07', result: 'confirmed' } as const;
  await area.clerk.ask(recordEntry, { params: { caseId, entryId: verification.id }, body: verification });
  const after = (await overview()).steps;
  expect(after.map(({ count }, i) => count - (before[i] ?? 0))).toEqual([2, 1, 2, 1]);
});

test('at the ends of terms of which the ledger holds nothing, nothing is claimed', async () => {
  const { trend } = await overview({ asOf: '2022-09-30' });
  expect(trend.map(({ on }) => on)).toEqual([
    '2020-01-15',
    '2020-06-30',
    '2021-01-15',
    '2021-06-30',
    '2022-01-15',
    '2022-06-30',
    '2022-09-30',
  ]);
  expect((await overview({ asOf: '2013-06-30' })).trend.map(({ recorded }) => recorded)).not.toContain(true);
  expect(trend.at(-1)?.recorded).toBe(true);
});

test('every number opens the list of exactly so many children', async () => {
  const { rates, trend, steps } = await overview();
  const cells = [
    ...rates.flatMap(({ rate, figures, beside }) =>
      [...figures, ...beside].map(({ key, count, filter }) => ({ at: `${rate} ${key}`, count, filter })),
    ),
    ...steps.map(({ key, count, filter }) => ({ at: key, count, filter })),
    ...trend.flatMap(({ on, total, counts, filter }) => [
      { at: on, count: total, filter },
      ...(['suspected', 'dropped-out', 'unknown', 'leave'] as const).map((state) => ({
        at: `${on} ${state}`,
        count: counts[state],
        filter: { ...filter, state },
      })),
    ]),
  ];
  const listed = await Promise.all(cells.map(async ({ at, filter }) => [at, await listOf(filter)]));
  expect(listed).toEqual(cells.map(({ at, count }) => [at, count]));
});
