import { getChild } from '@quanxue/domain/children/operations.ts';
import {
  answerLead,
  concludeLead,
  getLead,
  identifyLead,
  listLeads,
  reopenLead,
  reportLead,
  sweepLeads,
} from '@quanxue/domain/reports/operations.ts';
import type { LeadOutcome, SideState } from '@quanxue/domain/reports/outcomes.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../basis/ids.ts';
import { TEST_START, type TestPerson, type TestServer, testServer } from '../testing.ts';
import { openLead } from './open-lead.ts';
import { addListedChild } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;
let villager: TestPerson;
let principal: TestPerson;
let county: TestPerson;
beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
  villager = await server.as('village', server.units.villageA);
  principal = await server.as('principal', server.units.school);
  county = await server.as('county-committee', server.units.county);
});
beforeEach(() => server.clock.set(TEST_START));
afterAll(() => server?.close());

const TODAY = '2022-09-01';
const child = (extra: Partial<Parameters<typeof addListedChild>[2]> = {}) =>
  addListedChild(server, clerk.actor, {
    residence: server.units.villageA,
    school: server.units.school,
    state: 'here',
    ...extra,
  });

async function report(by: TestPerson, childId: string, id = newId(server.clock)) {
  return by.ask(reportLead, {
    params: { leadId: id },
    body: {
      childId,
      onDay: TODAY,
      since: '2022-08-29',
      reasons: ['migration'],
      toldBy: '邻居陈婆婆',
      seen: '三天没来',
    },
  });
}

const answer = (by: TestPerson, leadId: string, state: SideState) =>
  by.ask(answerLead, {
    params: { leadId, eventId: newId(server.clock) },
    body: { state, how: '电话问过', onDay: TODAY },
  });

const conclude = (by: TestPerson, leadId: string, outcome: LeadOutcome, extra = {}) =>
  by.send(concludeLead, {
    params: { leadId, eventId: newId(server.clock) },
    body: { outcome, onDay: TODAY, why: '已核实', ...extra },
  });

test('a report from the village goes to the social affairs office of its township, due in 24 hours', async () => {
  const childId = await child();
  const { leadId, joined } = await report(villager, childId);
  expect(joined).toBe(false);
  const lead = await clerk.ask(getLead, { params: { leadId } });
  expect(lead.owner).toEqual({ role: 'social-affairs', unit: '霁溪镇' });
  expect(lead).toMatchObject({
    dueAt: '2022-09-02T00:30:00.000Z',
    overdue: false,
    level: 'office',
    village: '听松坪村',
  });
  expect(lead.reporter).toMatchObject({ role: 'village', unit: '听松坪村' });
  expect(lead.seen).toBe('三天没来');
});

test('a report sent twice under one id is one report, and its id cannot be used for another child', async () => {
  const [first, second] = [await child(), await child()];
  const id = newId(server.clock);
  await report(villager, first, id);
  expect((await report(villager, first, id)).leadId).toBe(id);
  const other = await villager.send(reportLead, { params: { leadId: id }, body: { childId: second, onDay: TODAY } });
  expect(other.problem.type).toBe('lead-id-taken');
});

test('a second report on a child joins the open lead as another event, also when it is sent again', async () => {
  const childId = await child();
  const { leadId } = await report(villager, childId);
  const id = newId(server.clock);
  expect(await report(principal, childId, id)).toMatchObject({ leadId, joined: true });
  expect(await report(principal, childId, id)).toMatchObject({ leadId, joined: true });
  const lead = await clerk.ask(getLead, { params: { leadId } });
  expect(lead.events.map((event) => [event.kind, event.by.role])).toEqual([['reported', 'principal']]);
});

test('two reports of one child at one moment open one lead', async () => {
  const childId = await child();
  const both = await Promise.all([report(villager, childId), report(principal, childId)]);
  expect(new Set(both.map((each) => each.leadId)).size).toBe(1);
  expect(both.filter((each) => each.joined)).toHaveLength(1);
});

test('a child that is not on the list is reported by name and found later', async () => {
  const id = newId(server.clock);
  await villager.ask(reportLead, {
    params: { leadId: id },
    body: { unlisted: { name: '外来娃' }, villageId: server.units.villageA, onDay: TODAY },
  });
  const refused = await conclude(clerk, id, 'confirmed');
  expect(refused.problem.type).toBe('lead-identify-first');
  const childId = await child();
  const eventId = newId(server.clock);
  const lead = await clerk.ask(identifyLead, { params: { leadId: id, eventId }, body: { childId, how: '看过户口簿' } });
  expect(lead.childId).toBe(childId);
  expect((await conclude(clerk, id, 'confirmed')).status).toBe(200);
});

test('an unlisted lead on a child that has one goes into it, with what was told', async () => {
  const childId = await child();
  const { leadId } = await report(villager, childId);
  const id = newId(server.clock);
  await principal.ask(reportLead, {
    params: { leadId: id },
    body: { unlisted: { name: '某生' }, seen: '在集市上', onDay: TODAY },
  });
  const eventId = newId(server.clock);
  const goesOn = await clerk.ask(identifyLead, { params: { leadId: id, eventId }, body: { childId, how: '同一人' } });
  expect(goesOn.id).toBe(leadId);
  expect(goesOn.events.at(-1)).toMatchObject({ kind: 'reported', text: '在集市上' });
  const emptied = await clerk.ask(getLead, { params: { leadId: id } });
  expect(emptied).toMatchObject({ open: false, outcome: 'joined' });
});

test.each([
  ['neither a child nor a name', {}, 'lead-who-needed'],
  ['a day ahead', { unlisted: { name: '甲' }, onDay: '2022-09-02' }, 'lead-day-ahead'],
  ['away since tomorrow', { unlisted: { name: '甲' }, since: '2022-09-02' }, 'lead-day-ahead'],
  ['a child out of sight', { childId: '01830000-0000-7000-8000-000000000000' }, 'not-found'],
] as const)('a report with %s is refused with a sentence', async (_, body, type) => {
  const got = await villager.send(reportLead, {
    params: { leadId: newId(server.clock) },
    body: { onDay: TODAY, ...body },
  });
  expect(got.problem.type).toBe(type);
});

test('out of time a lead climbs by itself to the leaders and then to the county', async () => {
  const { leadId } = await report(villager, await child());
  const levelAfter = async (hours: number) => {
    server.clock.set(new Date(Date.parse(TEST_START) + hours * 3_600_000).toISOString());
    // A session does not last so long.
    const later = await server.as('county-committee', server.units.county);
    return (await later.ask(getLead, { params: { leadId } })).level;
  };
  expect([await levelAfter(23), await levelAfter(24), await levelAfter(48)]).toEqual(['office', 'township', 'county']);
  const later = await server.as('social-affairs');
  const { leads } = await later.ask(listLeads, { query: { overdue: 'true', limit: 200 } });
  expect(leads.map((lead) => lead.id)).toContain(leadId);
});

test('three sides answer for themselves; what one says later does not overwrite the others, and a disagreement stays', async () => {
  const { leadId } = await report(villager, await child());
  await answer(principal, leadId, 'in-school-here');
  await answer(villager, leadId, 'confirmed');
  await answer(principal, leadId, 'confirmed');
  const lead = await answer(county, leadId, 'in-province-on-roll');
  expect(lead.agreement).toBe('disagreed');
  expect(lead.answered).toEqual(['school', 'township', 'county']);
  expect(lead.events.map((event) => [event.side, event.state])).toEqual([
    ['school', 'in-school-here'],
    ['township', 'confirmed'],
    ['school', 'confirmed'],
    ['county', 'in-province-on-roll'],
  ]);
  const done = (await conclude(clerk, leadId, 'confirmed')).answer;
  expect(done.events.at(-1)).toMatchObject({ kind: 'concluded', missing: [], disagreed: true });
});

test('a conclusion says which sides had not answered', async () => {
  const { leadId } = await report(villager, await child());
  await answer(principal, leadId, 'confirmed');
  const done = (await conclude(clerk, leadId, 'confirmed')).answer;
  expect(done.events.at(-1)?.missing).toEqual(['township', 'county']);
});

test.each([
  ['confirmed', 'dropped-out', {}],
  ['suspected', 'suspected', {}],
  ['gone-with-parents', 'suspected', {}],
  ['other-province-off-roll', 'out-of-county', { schoolName: '邻省某小学' }],
  ['over-age', 'completed', {}],
  ['deceased', 'left', {}],
  ['double-registration', 'left', {}],
  ['empty-registration', 'here', {}],
  ['data-error', 'here', {}],
] as const)('a lead that turns out to be %s leaves the child as %s in the ledger', async (outcome, state, extra) => {
  const childId = await child();
  const { leadId } = await report(villager, childId);
  const done = await conclude(clerk, leadId, outcome, extra);
  expect(done.problem?.type ?? done.status).toBe(200);
  const { schooling } = await clerk.ask(getChild, { params: { childId } });
  expect(schooling?.state).toBe(state);
  if (outcome === 'other-province-off-roll') expect(schooling?.school).toBe('邻省某小学');
});

test('what a conclusion writes into the ledger rests on it as a dated reason, so that its village can be closed', async () => {
  const childId = await child();
  const { leadId } = await report(villager, childId);
  await conclude(clerk, leadId, 'other-province-off-roll', { schoolName: '邻省某小学' });
  const line = await server.database.inTransaction(clerk.actor, (tx) =>
    tx
      .selectFrom('schooling')
      .select('basis')
      .where('child_id', '=', childId)
      .where('to_on', 'is', null)
      .executeTakeFirstOrThrow(),
  );
  expect(line.basis).toEqual({ kind: 'reason', on: '2022-09-01', text: '线索核实：省外就读（无学籍）' });
});

test('a child found in a school here is in school here, on no roll before', async () => {
  const childId = await child({ school: undefined, state: undefined });
  const { leadId } = await report(villager, childId);
  expect((await conclude(clerk, leadId, 'in-school-here')).problem.type).toBe('lead-school-needed');
  await conclude(clerk, leadId, 'in-school-here', { schoolId: server.units.school, grade: 4 });
  const { schooling } = await clerk.ask(getChild, { params: { childId } });
  expect(schooling).toMatchObject({ state: 'here', school: '霁溪镇小学', grade: 4 });
});

test('a suspicion that stands keeps the lead open under a new clock of a week', async () => {
  const { leadId } = await report(villager, await child());
  const lead = (await conclude(clerk, leadId, 'suspected')).answer;
  expect(lead).toMatchObject({ open: true, outcome: 'suspected', dueAt: '2022-09-08T00:30:00.000Z' });
});

test('only the lead’s own office and the county conclude it', async () => {
  const { leadId } = await report(villager, await child());
  expect((await conclude(villager, leadId, 'confirmed')).problem.type).toBe('not-allowed');
  expect((await conclude(principal, leadId, 'confirmed')).problem.type).toBe('not-allowed');
  expect((await conclude(county, leadId, 'confirmed')).status).toBe(200);
});

test('a concluded lead takes no more until it is reopened, and what was concluded stays in its history', async () => {
  const { leadId } = await report(villager, await child());
  await conclude(clerk, leadId, 'data-error');
  expect((await conclude(clerk, leadId, 'confirmed')).problem.type).toBe('lead-closed');
  server.clock.advance(86_400);
  const params = { leadId, eventId: newId(server.clock) };
  const nextDay = await server.as('social-affairs');
  const lead = await nextDay.ask(reopenLead, { params, body: { why: '认错人' } });
  expect(lead).toMatchObject({ open: true, outcome: null, dueAt: '2022-09-03T00:30:00.000Z' });
  expect(lead.events.map((event) => event.kind)).toEqual(['concluded', 'reopened']);
});

test('the ledgers open a lead by themselves after a fortnight without an explanation, once', async () => {
  const fresh = await child({ state: 'unknown', from: '2022-08-30', onList: true });
  const old = await child({ state: 'unknown', from: '2022-08-18', onList: true });
  const inSchool = await child({ onList: true });
  await clerk.ask(sweepLeads, {});
  await clerk.ask(sweepLeads, {});
  const { leads } = await clerk.ask(listLeads, { query: { source: 'matching' } });
  expect(leads.map((lead) => lead.childId)).toEqual([old]);
  expect([fresh, inSchool]).not.toContain(leads[0]?.childId);
  const lead = await clerk.ask(getLead, { params: { leadId: leads[0]?.id ?? '' } });
  expect(lead).toMatchObject({ automatic: true, reporter: null });
  await conclude(clerk, lead.id, 'data-error');
  expect(await clerk.ask(sweepLeads, {})).toEqual({ opened: 0 });
});

test('another capability opens a lead once for each cause', async () => {
  const childId = await child();
  const open = (sourceId: string) =>
    server.database.inTransaction(clerk.actor, (tx) =>
      openLead(server, tx, clerk.actor, { childId, source: 'absence', sourceId, onDay: TODAY, detail: '连续三天缺课' }),
    );
  const first = await open('streak 1');
  expect(first.isNew).toBe(true);
  expect(await open('streak 1')).toEqual({ leadId: first.leadId, isNew: false });
  await open('streak 2');
  const lead = await clerk.ask(getLead, { params: { leadId: first.leadId } });
  expect(lead.events).toHaveLength(1);
});
