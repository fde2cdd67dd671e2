import { randomUUID } from 'node:crypto';
import type { Entry, EntryOf } from '@quanxue/domain/casefile/schema.ts';
import { proposeClosure, settleClosure } from '@quanxue/domain/cases/approval-operations.ts';
import { getCase, listCases, openCase, previewEntry, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { addTestChild } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

const report = (fields: Partial<EntryOf<'report'>> = {}): EntryOf<'report'> => ({
  id: randomUUID(),
  kind: 'report',
  on: '2022-09-06',
  source: 'village-visit',
  reasons: ['school-aversion'],
  lastAttendedOn: '2022-09-02',
  ...fields,
});
const persuasion = (fields: Partial<EntryOf<'persuasion'>> = {}): EntryOf<'persuasion'> => ({
  id: randomUUID(),
  kind: 'persuasion',
  on: '2022-09-08',
  by: [{ name: '骆长庚', unit: 'township' }],
  method: 'home-visit',
  met: [{ who: 'guardian' }],
  summary: '父亲同意商量',
  outcome: 'undecided',
  ...fields,
});

/** A new child with an open case. */
async function aCase(person: TestPerson = clerk) {
  const childId = await addTestChild(server, clerk.actor, { registered: server.units.villageA });
  const caseId = randomUUID();
  await person.ask(openCase, { params: { caseId }, body: { childId, report: report() } });
  return { childId, caseId };
}
/** Struck off as it must be: by two persons. */
async function close(caseId: string, entry: EntryOf<'closure'>) {
  const params = { caseId, proposalId: entry.id };
  await clerk.ask(proposeClosure, { params, body: entry });
  const leader = await server.as('township-leader');
  await leader.ask(settleClosure, { params, body: { how: 'closed' } });
}
const record = (person: TestPerson, caseId: string, entry: Entry) =>
  person.send(recordEntry, { params: { caseId, entryId: entry.id }, body: entry });

test('a report opens the case; who recorded it and when is the server’s to say', async () => {
  const childId = await addTestChild(server, clerk.actor, {
    registered: server.units.villageA,
    school: server.units.school,
    grade: 6,
  });
  const caseId = randomUUID();
  const view = await clerk.ask(openCase, {
    params: { caseId },
    body: { childId, report: report({ recordedBy: { name: '冒名', unit: 'county' } }) },
  });
  expect(view).toMatchObject({ id: caseId, childId, openedOn: '2022-09-06', stage: 'lead' });
  expect(view.casefile.entries[0]?.recordedBy).toEqual({
    name: '测试员',
    unit: 'township',
    post: '霁溪镇社事办',
  });
  expect(view.casefile.entries[0]?.recordedAt).toBe('2022-09-20T02:00:00.000Z');
  expect(view.casefile.child).toMatchObject({ school: '霁溪镇小学', grade: 6 });
  expect(view.log[0]).toMatchObject({ position: 1, author: '测试员', post: '霁溪镇社事办', mediaDue: [] });
  expect(view.assessment.findings.find((each) => each.id === 'case.report')?.status).toBe('met');
  expect(view.advice).toHaveLength(12);
});

test('numbers are masked on the screen', async () => {
  const childId = await addTestChild(server, clerk.actor, {
    registered: server.units.villageA,
    citizenId: '509999201606150037',
  });
  const caseId = randomUUID();
  const view = await clerk.ask(openCase, {
    params: { caseId },
    body: { childId, report: report({ on: '2022-09-07' }) },
  });
  expect(view.citizenIdMasked).toBe('509999********0037');
  expect(JSON.stringify(view)).not.toContain('509999201606150037');
});

test('sent twice, a report opens one case; another report under the same id is refused by name', async () => {
  const childId = await addTestChild(server, clerk.actor, { registered: server.units.villageA });
  const caseId = randomUUID();
  const body = { childId, report: report() };
  const first = await clerk.ask(openCase, { params: { caseId }, body });
  server.clock.advance(60);
  expect(await clerk.ask(openCase, { params: { caseId }, body })).toEqual(first);
  const other = { childId, report: report({ source: 'school' }) };
  expect((await clerk.send(openCase, { params: { caseId }, body: other })).problem.type).toBe('case-id-taken');
});

test('a second open case for a child is refused, also when both arrive at one moment', async () => {
  const childId = await addTestChild(server, clerk.actor, { registered: server.units.villageA });
  const sent = await Promise.all(
    [randomUUID(), randomUUID(), randomUUID()].map((caseId) =>
      clerk.send(openCase, { params: { caseId }, body: { childId, report: report() } }),
    ),
  );
  expect(sent.map((each) => each.status).sort()).toEqual([200, 409, 409]);
  expect(sent.find((each) => each.status === 409)?.problem).toMatchObject({
    type: 'case-open-already',
    zh: expect.stringContaining('2022-09-06'),
  });
});

test('a child out of sight cannot be reported, nor its case be seen or written', async () => {
  const { caseId, childId } = await aCase();
  const elsewhere = await server.as('village', server.units.villageB);
  const got = await elsewhere.send(openCase, {
    params: { caseId: randomUUID() },
    body: { childId, report: report() },
  });
  expect(got.status).toBe(404);
  expect((await elsewhere.send(getCase, { params: { caseId } })).status).toBe(404);
  expect((await record(elsewhere, caseId, persuasion())).status).toBe(404);
  expect((await elsewhere.ask(listCases)).total).toBe(0);
});

test('whoever keeps the accounts reads no case', async () => {
  const { caseId } = await aCase();
  const administrator = await server.as('administrator');
  expect((await administrator.send(getCase, { params: { caseId } })).status).toBe(404);
});

test('an entry is recorded once, however often it is sent, and its findings come with it', async () => {
  const { caseId } = await aCase();
  const entry = persuasion();
  const first = await record(clerk, caseId, entry);
  expect(first.answer.log.position).toBe(2);
  expect(first.answer.assessment.findings.find((each) => each.id === 'case.truthful')?.status).toBe('breach');
  server.clock.advance(3600);
  const again = await record(clerk, caseId, entry);
  expect(again.status).toBe(200);
  expect(again.answer.entry).toEqual(first.answer.entry);
  const view = await clerk.ask(getCase, { params: { caseId } });
  expect(view.log).toHaveLength(2);
  const changed = await record(clerk, caseId, { ...entry, summary: '换了说法' });
  expect(changed.problem.type).toBe('entry-id-taken');
  expect((await clerk.ask(getCase, { params: { caseId } })).casefile.entries[1]).toMatchObject({
    summary: '父亲同意商量',
  });
});

test('the time of the device is kept as it came', async () => {
  const { caseId } = await aCase();
  const entry = persuasion({ recordedAt: '2022-09-08T18:30:00+08:00' });
  const { answer } = await record(clerk, caseId, entry);
  expect(answer.entry.recordedAt).toBe('2022-09-08T18:30:00+08:00');
  expect(answer.log.receivedAt).toBe(server.clock.now());
});

test('the id in the address is the entry’s', async () => {
  const { caseId } = await aCase();
  const got = await clerk.send(recordEntry, { params: { caseId, entryId: randomUUID() }, body: persuasion() });
  expect(got.problem.type).toBe('id-mismatch');
});

test('writers at one moment are put in a row without gap or loss', async () => {
  const { caseId } = await aCase();
  const village = await server.as('village', server.units.villageA);
  const principal = await server.as('township-leader');
  const people = [clerk, village, principal, clerk, village, principal, clerk, village];
  const sent = await Promise.all(
    people.map((person, i) => record(person, caseId, persuasion({ summary: `第${i}次` }))),
  );
  expect(sent.map((each) => each.status)).toEqual(people.map(() => 200));
  const view = await clerk.ask(getCase, { params: { caseId } });
  expect(new Set(view.log.map((mark) => mark.post))).toEqual(new Set(['霁溪镇社事办', '听松坪村干部', '霁溪镇领导']));
  expect(view.log.map((mark) => mark.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(new Set(view.log.map((mark) => mark.hash)).size).toBe(9);
});

test('what is refused is refused by name and leaves no trace', async () => {
  const { caseId } = await aCase();
  const teacher = await server.as('teacher');
  const refused: [TestPerson, Entry, string][] = [
    [clerk, persuasion({ on: '2022-09-21' }), 'day-in-future'],
    [clerk, persuasion({ on: '2001-09-21' }), 'day-before-birth'],
    [
      teacher,
      { id: randomUUID(), kind: 'approval', on: '2022-09-10', matter: 'leave', step: 'school', decision: 'approved' },
      'not-your-step',
    ],
    [clerk, { id: randomUUID(), kind: 'amendment', on: '2022-09-10', of: 'nothing', withdraw: true }, 'amends-nothing'],
    [
      clerk,
      {
        id: randomUUID(),
        kind: 'letter',
        on: '2022-09-10',
        direction: 'reply',
        from: 'destination',
        to: 'township',
        replyTo: 'nothing',
      },
      'replies-to-nothing',
    ],
  ];
  for (const [person, entry, key] of refused) {
    expect((await record(person, caseId, entry)).problem?.type).toBe(key);
  }
  expect((await clerk.ask(getCase, { params: { caseId } })).log).toHaveLength(1);
});

test('whoever recorded the application does not approve it, a colleague does', async () => {
  const { caseId } = await aCase();
  const step = (step: 'guardian' | 'township', decision: 'applied' | 'approved') => ({
    id: randomUUID(),
    kind: 'approval' as const,
    on: '2022-09-10',
    matter: 'deferral' as const,
    step,
    decision,
  });
  expect((await record(clerk, caseId, step('guardian', 'applied'))).status).toBe(200);
  expect((await record(clerk, caseId, step('township', 'approved'))).problem.type).toBe('own-application');
  const leader = await server.as('township-leader');
  expect((await record(leader, caseId, step('township', 'approved'))).status).toBe(200);
});

test('a closed case takes a reopening and amendments, and lets a new one be opened', async () => {
  const { caseId, childId } = await aCase();
  const entry = persuasion();
  await record(clerk, caseId, entry);
  const closure = { id: randomUUID(), kind: 'closure' as const, on: '2022-09-10', reason: 'returned' as const };
  await close(caseId, closure);
  expect((await record(clerk, caseId, persuasion({ on: '2022-09-12' }))).problem.type).toBe('case-closed');
  const amendment = {
    id: randomUUID(),
    kind: 'amendment' as const,
    on: '2022-09-12',
    of: entry.id,
    withdraw: true as const,
  };
  expect((await record(clerk, caseId, amendment)).status).toBe(200);
  const view = await clerk.ask(getCase, { params: { caseId } });
  expect(view.stage).toBe('struck-off');
  expect(view.log[1]).toMatchObject({ amendedBy: amendment.id, withdrawn: true });

  const second = randomUUID();
  await clerk.ask(openCase, { params: { caseId: second }, body: { childId, report: report({ on: '2022-09-15' }) } });
  const reopening = { id: randomUUID(), kind: 'reopening' as const, on: '2022-09-16' };
  expect((await record(clerk, caseId, reopening)).problem.type).toBe('case-open-already');
  await close(second, { ...closure, id: randomUUID(), on: '2022-09-16' });
  expect((await record(clerk, caseId, reopening)).answer.assessment.open).toBe(true);
});

test('a preview shows the rows that an entry would change, refuses what would be refused, and writes nothing', async () => {
  const { caseId } = await aCase();
  const preview = await clerk.ask(previewEntry, {
    params: { caseId },
    body: { id: randomUUID(), kind: 'measure', on: '2022-09-10', measure: 'return' },
  });
  expect(preview.changes.find((each) => each.after?.id === 'B4-1.notice')).toMatchObject({
    before: null,
    after: { status: 'missing' },
  });
  expect(preview.changes.some((each) => each.after?.id === 'case.report')).toBe(false);
  const future = await clerk.send(previewEntry, { params: { caseId }, body: persuasion({ on: '2022-10-01' }) });
  expect(future.problem.type).toBe('day-in-future');
  expect((await clerk.ask(getCase, { params: { caseId } })).log).toHaveLength(1);
});

test('the village sees where a case stands and no paper of health', async () => {
  const childId = await addTestChild(server, clerk.actor, {
    registered: server.units.villageA,
    disability: { category: 'mental', level: 2, certificateNumber: '50999920160615003762' },
  });
  const caseId = randomUUID();
  await clerk.ask(openCase, { params: { caseId }, body: { childId, report: report({ on: '2022-09-07' }) } });
  const diagnosis = {
    id: randomUUID(),
    kind: 'document' as const,
    on: '2022-09-10',
    document: 'diagnosis' as const,
    hospital: { name: '雾屏县人民医院', level: 'county' as const },
  };
  await record(clerk, caseId, diagnosis);
  const village = await server.as('village', server.units.villageA);
  const seen = await village.ask(getCase, { params: { caseId } });
  expect(seen.casefile.entries[1]).toMatchObject({ document: 'diagnosis', on: '2022-09-10' });
  expect(JSON.stringify(seen)).not.toContain('人民医院');
  expect(seen.casefile.child.disability).toBeUndefined();
  expect((await clerk.ask(getCase, { params: { caseId } })).casefile.child.disability).toMatchObject({
    level: 2,
    certificateNumber: '509999********3762',
  });
});

test('the list tells what holds today, without anybody touching the case', async () => {
  const { caseId } = await aCase();
  // A session ends in the meantime, so each look is a new one.
  const row = async () => {
    const person = await server.as('social-affairs');
    return (await person.ask(listCases, { query: { limit: 200 } })).cases.find((each) => each.id === caseId);
  };
  const before = await row();
  expect(before).toMatchObject({ open: true, stage: 'lead', village: '听松坪村' });
  const start = server.clock.now();
  server.clock.set('2022-12-20T02:00:00.000Z');
  // Nobody has persuaded for more than thirty days: the row that was waiting is now missing.
  expect((await row())?.missing).toBe((before?.missing ?? 0) + 1);
  server.clock.set(start);
  clerk = await server.as('social-affairs');
});

test('the list is narrowed by village, stage, state and name', async () => {
  const childId = await addTestChild(server, clerk.actor, { registered: server.units.villageB, name: '100%纯属虚构' });
  const caseId = randomUUID();
  await clerk.ask(openCase, { params: { caseId }, body: { childId, report: report() } });
  const ids = async (query: z.input<NonNullable<(typeof listCases)['query']>>) =>
    (await clerk.ask(listCases, { query })).cases.map((each) => each.id);
  expect(await ids({ villageId: server.units.villageB })).toEqual([caseId]);
  expect(await ids({ q: '100%' })).toEqual([caseId]);
  expect(await ids({ q: '%' })).toEqual([caseId]);
  expect(await ids({ open: 'false', villageId: server.units.villageB })).toEqual([]);
  expect(await ids({ stage: 'lead', villageId: server.units.villageB })).toEqual([caseId]);
  expect(await ids({ failing: 'true', villageId: server.units.villageB })).toEqual([caseId]);
});
