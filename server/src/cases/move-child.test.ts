import { randomUUID } from 'node:crypto';
import type { CaseFile, Entry } from '@quanxue/domain/casefile/schema.ts';
import { proposeClosure, settleClosure } from '@quanxue/domain/cases/approval-operations.ts';
import { getCase, importCaseFile, openCase, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { getChild } from '@quanxue/domain/children/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChanges } from '../basis/ledger-events.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { addTestChild } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-12-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

type Bare<T> = T extends unknown ? Omit<T, 'id'> : never;

/** A child of grade 6 at the township's school since 1 September, and its new case. */
async function aCase(on = '2022-09-06', roll = true) {
  const { villageA, school } = server.units;
  const childId = await addTestChild(server, clerk.actor, { registered: villageA, school, grade: 6, roll });
  const caseId = randomUUID();
  const report = {
    id: randomUUID(),
    kind: 'report' as const,
    on,
    source: 'school' as const,
    reasons: ['other' as const],
  };
  await clerk.ask(openCase, { params: { caseId }, body: { childId, report } });
  const record = async (entry: Bare<Entry>) => {
    const id = randomUUID();
    await clerk.ask(recordEntry, { params: { caseId, entryId: id }, body: { ...entry, id } as Entry });
    return id;
  };
  const schooling = async () => {
    const { history } = await clerk.ask(getChild, { params: { childId } });
    return history.map((line) => `${line.state} ${line.fromOn}…${line.toOn ?? ''}`);
  };
  return { childId, caseId, record, schooling };
}
const placement = (fields: object = {}): Bare<Entry> => ({
  kind: 'placement',
  on: '2022-10-10',
  school: '霁溪镇小学',
  grade: 6,
  class: '二班',
  ...fields,
});

test('the schooling ledger follows the case from suspicion to school, and keeps every state with its days', async () => {
  const { record, schooling, childId } = await aCase();
  expect(await schooling()).toEqual(['suspected 2022-09-06…', 'here 2022-09-01…2022-09-05']);
  await record({ kind: 'verification', on: '2022-09-08', result: 'confirmed' });
  await record({ kind: 'publicity', on: '2022-09-09', topic: '义务教育法' });
  await record(placement());
  expect(await schooling()).toEqual([
    'here 2022-10-10…',
    'dropped-out 2022-09-08…2022-10-09',
    'suspected 2022-09-06…2022-09-07',
    'here 2022-09-01…2022-09-05',
  ]);
  const { schooling: now } = await clerk.ask(getChild, { params: { childId } });
  expect(now).toMatchObject({ grade: 6, class: '二班', schoolId: server.units.school });
  const faults = await server.database.inTransaction(clerk.actor, (tx) => verifyChanges(server.keys, tx, childId));
  expect(faults).toEqual([]);
});

test('the grade of the header stays that of the day on which the case was opened', async () => {
  const { record, caseId } = await aCase();
  await record({ kind: 'measure', on: '2022-09-10', measure: 'return' });
  await record(placement({ grade: 4 }));
  const { casefile, assessment } = await clerk.ask(getCase, { params: { caseId } });
  expect(casefile.child).toMatchObject({ grade: 6, school: '霁溪镇小学' });
  // Two grades down from the sixth, whatever the ledger says by now.
  expect(assessment.findings.find((each) => each.id === 'A2-1.grade')?.status).toBe('breach');
});

test('a mistaken report gives the child back to where it was', async () => {
  const { record, schooling } = await aCase();
  await record({ kind: 'verification', on: '2022-09-07', result: 'data-error' });
  expect((await schooling())[0]).toBe('here 2022-12-20…');
});

test('an old case written down late ends where the newer roll has the child', async () => {
  const { record, schooling, caseId } = await aCase('2021-03-01');
  expect((await schooling())[0]).toMatch(/^suspected/);
  await record(placement({ on: '2021-03-20', school: '别处中学', grade: 5 }));
  const params = { caseId, proposalId: randomUUID() };
  const closure = { id: params.proposalId, kind: 'closure', on: '2021-06-20', reason: 'returned' } as const;
  await clerk.ask(proposeClosure, { params, body: closure });
  const leader = await server.as('township-leader');
  await leader.ask(settleClosure, { params, body: { how: 'closed' } });
  expect((await schooling())[0]).toMatch(/^here/);
});

test('a school that is not known here is elsewhere in the county', async () => {
  const { record, schooling, childId } = await aCase();
  await record(placement({ school: '雾屏县第二中学', grade: 6 }));
  expect((await schooling())[0]).toBe('county 2022-10-10…');
  expect((await clerk.ask(getChild, { params: { childId } })).schooling?.school).toBe('雾屏县第二中学');
});

test('a leave that begins later counts from today at the latest', async () => {
  const { caseId, schooling } = await aCase();
  const county = await server.as('county-committee', server.units.county);
  const id = randomUUID();
  await county.ask(recordEntry, {
    params: { caseId, entryId: id },
    body: {
      id,
      kind: 'approval',
      on: '2022-12-19',
      matter: 'leave',
      step: 'county',
      decision: 'approved',
      from: '2023-01-01',
      to: '2023-06-30',
    },
  });
  expect((await schooling())[0]).toBe('leave 2022-12-20…');
});

test('a file that is taken in says where its child is; a closed one does not overrule the open case', async () => {
  const file = (name: string, entries: Entry[]): CaseFile => ({
    format: 'quanxue.casefile/1',
    child: { name, sex: 'male', birthDate: '2010-10-10', school: '霁溪镇小学', grade: 6 },
    entries: [{ id: 'e1', kind: 'report', on: '2022-09-06', source: 'school', reasons: ['other'] }, ...entries],
  });
  const take = (sent: CaseFile) => clerk.ask(importCaseFile, { upload: Buffer.from(JSON.stringify(sent)) });
  const { childId } = await take(file('牟小满', []));
  const state = async () => (await clerk.ask(getChild, { params: { childId } })).schooling?.state;
  expect(await state()).toBe('suspected');
  await take(file('牟小满', [{ id: 'e2', kind: 'closure', on: '2022-10-01', reason: 'moved' }]));
  expect(await state()).toBe('suspected');
});
