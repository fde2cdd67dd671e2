import { listCases, openCase } from '@quanxue/domain/cases/operations.ts';
import { listChildren } from '@quanxue/domain/children/operations.ts';
import { getBoard } from '@quanxue/domain/statistics/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { addTestChild } from '../cases/testing.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-30T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  const { villageA, villageB } = server.units;
  await addTestChild(server, clerk.actor, { name: '乙一', registered: villageA, state: 'here' });
  await addTestChild(server, clerk.actor, { name: '乙二', registered: villageB, state: 'suspected' });
  await addTestChild(server, clerk.actor, { name: '乙三', registered: villageB });
  await addTestChild(server, clerk.actor, { name: '乙四', registered: villageB, birthDate: '2007-08-31' });
});
afterAll(() => server?.close());

const listOf = async (query: z.input<NonNullable<(typeof listChildren)['query']>>) =>
  (await clerk.ask(listChildren, { query: { ...query, limit: 1 } })).total;

test('every number on the board is the length of the list behind it', async () => {
  const childId = await addTestChild(server, clerk.actor, { name: '己一', registered: server.units.villageA });
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
