import { createHash } from 'node:crypto';
import type { EntryOf } from '@quanxue/domain/casefile/schema.ts';
import { openCase, putEvidence, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { getChild } from '@quanxue/domain/children/operations.ts';
import {
  concludeLead,
  getLead,
  getLeadFile,
  listLeads,
  reportLead,
  sweepLeads,
} from '@quanxue/domain/reports/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../basis/ids.ts';
import { countLeads } from '../reports/count-leads.ts';
import { addListedChild } from '../reports/testing.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';

const TODAY = '2022-09-01';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const SHA = createHash('sha256').update(PIXEL).digest('hex');

let server: TestServer;
let clerk: TestPerson;
let villager: TestPerson;
beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
  villager = await server.as('village', server.units.villageA);
});
afterAll(() => server?.close());

const child = () =>
  addListedChild(server, clerk.actor, { residence: server.units.villageA, school: server.units.school, state: 'here' });

async function lead(childId: string, files: { sha256: string; kind: 'photo' }[] = []): Promise<string> {
  const leadId = newId(server.clock);
  await villager.ask(reportLead, { params: { leadId }, body: { childId, onDay: TODAY, files } });
  return leadId;
}

async function open(childId: string): Promise<string> {
  const caseId = newId(server.clock);
  const report: EntryOf<'report'> = {
    id: newId(server.clock),
    kind: 'report',
    on: TODAY,
    source: 'village-visit',
    reasons: ['migration'],
  };
  await clerk.ask(openCase, { params: { caseId }, body: { childId, report } });
  return caseId;
}

test('a confirmed lead without a case is counted until the case is opened, and then leads to it', async () => {
  const childId = await child();
  const leadId = await lead(childId);
  const caseless = async () => {
    const counts = await server.database.inTransaction(clerk.actor, (tx) => countLeads(tx, server.clock.now()));
    const listed = await clerk.ask(listLeads, { query: { caseless: 'true' } });
    expect(listed.total).toBe(counts.caseless);
    return counts.caseless;
  };
  expect(await caseless()).toBe(0);
  const params = { leadId, eventId: newId(server.clock) };
  await clerk.ask(concludeLead, { params, body: { outcome: 'confirmed', onDay: TODAY, why: '入户查实' } });
  expect(await caseless()).toBe(1);
  const caseId = await open(childId);
  expect(await caseless()).toBe(0);
  expect((await clerk.ask(getLead, { params: { leadId } })).caseId).toBe(caseId);
  // The report alone is a suspicion; with the verification that goes with it the child is a dropout again.
  const entry: EntryOf<'verification'> = {
    id: newId(server.clock),
    kind: 'verification',
    on: TODAY,
    result: 'confirmed',
  };
  await clerk.ask(recordEntry, { params: { caseId, entryId: entry.id }, body: entry });
  expect((await clerk.ask(getChild, { params: { childId } })).schooling?.state).toBe('dropped-out');
});

test('a report on a child with an open case says which', async () => {
  const childId = await child();
  const caseId = await open(childId);
  const leadId = newId(server.clock);
  const answer = await villager.ask(reportLead, { params: { leadId }, body: { childId, onDay: TODAY } });
  expect(answer).toEqual({ leadId, joined: false, caseId });
});

test('a child with an open case is in hand and becomes no lead by itself', async () => {
  const childId = await addListedChild(server, clerk.actor, {
    residence: server.units.villageA,
    state: 'unknown',
    from: '2022-01-01',
    onList: true,
  });
  await open(childId);
  expect(await clerk.ask(sweepLeads, {})).toEqual({ opened: 0 });
});

test('the photo of a lead is seen by whoever sees the lead, and by nobody else', async () => {
  const leadId = await lead(await child(), [{ sha256: SHA, kind: 'photo' }]);
  expect((await clerk.ask(getLead, { params: { leadId } })).files).toEqual([
    { sha256: SHA, kind: 'photo', arrived: false },
  ]);
  await villager.ask(putEvidence, { params: { sha256: SHA }, upload: PIXEL });
  const params = { leadId, sha256: SHA };
  const seen = await clerk.send(getLeadFile, { params });
  expect([seen.status, seen.headers['content-type']]).toEqual([200, 'image/png']);
  const other = await server.as('village', server.units.villageB);
  expect((await other.send(getLeadFile, { params })).status).toBe(404);
});
