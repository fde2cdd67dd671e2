import { randomUUID } from 'node:crypto';
import type { EntryOf } from '@quanxue/domain/casefile/schema.ts';
import { exportCaseFile, getCase, openCase, printCaseFile } from '@quanxue/domain/cases/operations.ts';
import { listCaseReadings } from '@quanxue/domain/cases/reading-operations.ts';
import { unmaskChild } from '@quanxue/domain/children/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { addTestChild } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;
let childId = '';
const caseId = randomUUID();
const report: EntryOf<'report'> = {
  id: randomUUID(),
  kind: 'report',
  on: '2022-09-06',
  source: 'school',
  reasons: ['other'],
};
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  childId = await addTestChild(server, clerk.actor, {
    registered: server.units.villageA,
    school: server.units.school,
    citizenId: '509999201606150037',
  });
  await clerk.ask(openCase, { params: { caseId }, body: { childId, report } });
});
afterAll(() => server?.close());

test('who opened, printed and exported a case and saw a number whole is listed by person and day, with the post', async () => {
  const village = await server.as('village', server.units.villageA);
  await village.ask(getCase, { params: { caseId } });
  server.clock.advance(60);
  await village.ask(getCase, { params: { caseId } });
  await village.send(printCaseFile, { params: { caseId } });
  server.clock.advance(60);
  await clerk.send(exportCaseFile, { params: { caseId } });
  await clerk.ask(unmaskChild, { params: { childId }, body: { reason: 'certificate' } });
  const { total, readings } = await clerk.ask(listCaseReadings, { params: { caseId } });
  expect(total).toBe(2);
  expect(readings).toEqual([
    {
      on: '2022-09-20',
      person: '测试员',
      posts: ['霁溪镇社事办'],
      hows: [
        { how: 'exported', times: 1 },
        { how: 'unmasked', times: 1 },
      ],
      firstAt: '2022-09-20T02:02:00.000Z',
      lastAt: '2022-09-20T02:02:00.000Z',
    },
    {
      on: '2022-09-20',
      person: '测试员',
      posts: ['听松坪村干部'],
      hows: [
        { how: 'opened', times: 2 },
        { how: 'printed', times: 1 },
      ],
      firstAt: '2022-09-20T02:00:00.000Z',
      lastAt: '2022-09-20T02:01:00.000Z',
    },
  ]);
});

test('the day is the day in Shanghai, and pages do not overlap', async () => {
  server.clock.set('2022-09-21T16:30:00.000Z');
  const leader = await server.as('township-leader');
  await leader.ask(getCase, { params: { caseId } });
  const first = await leader.ask(listCaseReadings, { params: { caseId }, query: { limit: 1 } });
  expect(first.readings.map((row) => row.on)).toEqual(['2022-09-22']);
  const rest = await leader.ask(listCaseReadings, { params: { caseId }, query: { limit: 20, offset: 1 } });
  expect(rest.total).toBe(first.total);
  expect(rest.readings).toHaveLength(first.total - 1);
  expect(rest.readings.every((row) => row.on === '2022-09-20')).toBe(true);
});

test('the head of the child’s school sees it; another school’s head and the village do not', async () => {
  const head = await server.as('principal', server.units.school);
  expect((await head.ask(listCaseReadings, { params: { caseId } })).total).toBeGreaterThan(0);
  const elsewhere = await server.as('principal', server.units.villageB);
  expect((await elsewhere.send(listCaseReadings, { params: { caseId } })).status).toBe(404);
  const village = await server.as('village', server.units.villageA);
  expect((await village.send(listCaseReadings, { params: { caseId } })).problem.type).toBe('not-allowed');
});
