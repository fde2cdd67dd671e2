import { openCase } from '@quanxue/domain/cases/operations.ts';
import { reportLead } from '@quanxue/domain/reports/operations.ts';
import {
  draftBrief,
  dropBrief,
  getBrief,
  listBriefReaders,
  listBriefs,
  reviseBrief,
  sendBrief,
} from '@quanxue/domain/statistics/brief-operations.ts';
import { getGroupCounts, getMyDay } from '@quanxue/domain/statistics/my-day-operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../basis/ids.ts';
import { addTestChild } from '../../cases/testing.ts';
import { type TestPerson, type TestServer, testServer } from '../../testing.ts';

let server: TestServer;
let clerk: TestPerson;
let leader: TestPerson;
let county: TestPerson;
let head: TestPerson;
let childId: string;
let leadId: string;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-11-07T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  leader = await server.as('township-leader');
  county = await server.as('county-committee', server.units.county);
  head = await server.as('principal', server.units.school);
  const { villageA, school } = server.units;
  childId = await addTestChild(server, clerk.actor, { name: '王小明', registered: villageA, school });
  leadId = newId(server.clock);
  await head.ask(reportLead, { params: { leadId }, body: { childId, onDay: '2022-11-04' } });
});
afterAll(() => server?.close());

const everything = (brief: { text: { title: string; sections: { sentences: string[] }[] } }) =>
  [brief.text.title, ...brief.text.sections.flatMap((section) => section.sentences)].join('\n');

/** Fills in what a draft leaves blank. */
async function completed(who: TestPerson, briefId: string, sentence = '请镇领导出面协调。') {
  const { text } = await who.ask(getBrief, { params: { briefId } });
  const sections = text.sections.map((section) => ({
    ...section,
    sentences: section.sentences.map((each) => each.replaceAll('____', sentence)),
  }));
  return who.ask(reviseBrief, { params: { briefId }, body: { title: text.title, sections } });
}

const toLeaders = () => [{ unitId: server.units.township, role: 'township-leader' as const }];

test('an event brief is drafted from facts with the name hidden, and leaves blank what only a person can say', async () => {
  const { id } = await clerk.ask(draftBrief, { body: { kind: 'event', leadId } });
  const brief = await clerk.ask(getBrief, { params: { briefId: id } });
  expect(brief).toMatchObject({ state: 'draft', version: 1, own: true, kind: 'event', leadId });
  const said = everything(brief);
  expect(said).toContain('王○○');
  expect(said).not.toContain('王小明');
  expect(said).toContain('2022-11-04 发现（来源：上报）');
  expect(said).toContain('听松坪村');
  expect(said).toContain('第一责任人（校长）');
  expect(brief.text.sections.at(-1)?.sentences).toEqual(['____']);
  await clerk.ask(dropBrief, { params: { briefId: id } });
  expect((await clerk.send(getBrief, { params: { briefId: id } })).status).toBe(404);
});

test('a brief of a case tells the steps by kind and day, not what was said', async () => {
  const caseId = newId(server.clock);
  await clerk.ask(openCase, {
    params: { caseId },
    body: {
      childId,
      report: { id: newId(server.clock), kind: 'report', on: '2022-11-04', source: 'school', reasons: ['other'] },
    },
  });
  const { id } = await clerk.ask(draftBrief, { body: { kind: 'event-of-case', caseId } });
  const said = everything(await clerk.ask(getBrief, { params: { briefId: id } }));
  expect(said).toContain('2022-11-04 建立一生一案');
  expect(said).not.toContain('王小明');
});

test('blanks, a name and a version that somebody changed meanwhile are not sent', async () => {
  const { id } = await clerk.ask(draftBrief, { body: { kind: 'event', leadId } });
  const params = { briefId: id };
  const send = (version: number, named = false) =>
    clerk.send(sendBrief, { params, body: { version, to: toLeaders(), named } });
  expect((await send(1)).problem?.type).toContain('brief-blank-left');
  const { version } = await completed(clerk, id, '王小明的父亲在外务工。');
  expect((await send(1)).status).toBe(409);
  expect((await send(version)).problem?.type).toContain('brief-names-child');
  const foreign = { unitId: server.units.school, role: 'county-committee' as const };
  expect((await clerk.send(sendBrief, { params, body: { version, to: [foreign], named: true } })).status).toBe(422);
  expect((await send(version, true)).status).toBe(200);
});

test('what was sent stands, and who read it when is on record', async () => {
  const { id } = await clerk.ask(draftBrief, { body: { kind: 'monthly', month: '2022-11' } });
  const params = { briefId: id };
  expect((await leader.ask(listBriefs)).briefs.find((brief) => brief.id === id)?.state).toBe('draft');
  expect((await county.send(getBrief, { params })).status).toBe(404);
  const { version } = await completed(clerk, id);
  const { posts } = await clerk.ask(listBriefReaders);
  expect(posts.map((post) => post.role)).toEqual(['township-leader', 'social-affairs', 'county-committee']);
  const to = [...toLeaders(), { unitId: server.units.county, role: 'county-committee' as const }];
  await clerk.ask(sendBrief, { params, body: { version, to, named: false } });

  const text = { title: '改过的', sections: [{ heading: '一', sentences: ['改'] }] };
  expect((await clerk.send(reviseBrief, { params, body: text })).status).toBe(409);
  expect((await head.send(getBrief, { params })).status).toBe(404);
  expect(await clerk.ask(getBrief, { params })).toMatchObject({ state: 'sent', intact: true, readPosts: 0, posts: 2 });

  server.clock.advance(3600);
  expect(await leader.ask(getBrief, { params })).toMatchObject({ own: false, readAt: '2022-11-07T03:00:00.000Z' });
  server.clock.advance(3600);
  await leader.ask(getBrief, { params });
  const read = await clerk.ask(getBrief, { params });
  expect(read.readPosts).toBe(1);
  expect(read.to.find((post) => post.role === 'township-leader')?.people).toMatchObject([
    { readAt: '2022-11-07T03:00:00.000Z' },
  ]);
  expect(read.to.find((post) => post.role === 'county-committee')?.people).toMatchObject([{ readAt: null }]);

  const duties = async () =>
    (await clerk.ask(getMyDay, { query: { kind: 'brief' } })).duties.filter((duty) => duty.key === `brief:${id}`);
  server.clock.set('2022-11-09T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  expect(await duties()).toEqual([]);
  server.clock.set('2022-11-10T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  expect(await duties()).toMatchObject([{ state: 'due', due: null, act: { to: 'brief', briefId: id } }]);
  county = await server.as('county-committee', server.units.county);
  await county.ask(getBrief, { params });
  expect(await duties()).toEqual([]);
});

test('the application’s role can neither change a sent text nor show a recipient the drafts before it', async () => {
  const { briefs } = await clerk.ask(listBriefs);
  const sent = briefs.find((brief) => brief.kind === 'monthly' && brief.state === 'sent');
  if (!sent) throw new Error('nothing was sent');
  head = await server.as('principal', server.units.school);
  const raw = (person: TestPerson) =>
    server.database.inTransaction(person.actor, (tx) =>
      tx.selectFrom('brief_texts').select('version').where('brief_id', '=', sent.id).execute(),
    );
  expect(await raw(county)).toEqual([{ version: 2 }]);
  expect(await raw(head)).toEqual([]);
  expect(await raw(clerk)).toHaveLength(2);
  const change = server.database.inTransaction(clerk.actor, (tx) =>
    tx.updateTable('brief_texts').set({ sections: '[]' }).where('brief_id', '=', sent.id).execute(),
  );
  await expect(change).rejects.toThrow(/permission denied/);
  const late = server.database.inTransaction(clerk.actor, (tx) =>
    tx
      .insertInto('brief_texts')
      .values({
        brief_id: sent.id,
        version: 3,
        title: '后补',
        sections: '[]',
        saved_at: server.clock.now(),
        saved_by: clerk.actor.accountId,
      })
      .execute(),
  );
  await expect(late).rejects.toThrow(/row-level security/);
});

test('a month that has not come has no brief, and a village writes none', async () => {
  expect((await clerk.send(draftBrief, { body: { kind: 'monthly', month: '2022-12' } })).status).toBe(422);
  const village = await server.as('village', server.units.villageA);
  expect((await village.send(draftBrief, { body: { kind: 'monthly', month: '2022-11' } })).status).toBe(403);
});

test('the numbers for a chat group name the unit and nobody', async () => {
  const { counts } = await clerk.ask(getGroupCounts);
  expect(counts.length).toBeGreaterThan(0);
  expect(JSON.stringify(counts)).not.toContain('王小明');
});
