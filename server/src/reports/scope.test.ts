import { bringClue, getClueForm, switchClues } from '@quanxue/domain/reports/clue-operations.ts';
import { getLead, listLeads, reportLead } from '@quanxue/domain/reports/operations.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../basis/ids.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { addListedChild } from './testing.ts';

let server: TestServer;
const people = {} as Record<'clerk' | 'villageA' | 'villageB' | 'school' | 'administrator' | 'neighbour', TestPerson>;
const leads = {} as Record<'known' | 'unlisted' | 'clue', string>;
let receipt: string;

beforeAll(async () => {
  server = await testServer();
  const { units } = server;
  const neighbourTown = newId(server.clock);
  await server.database.inTransaction(null, (tx) =>
    tx
      .insertInto('units')
      .values({
        id: neighbourTown,
        kind: 'township',
        code: '509999102',
        name: '邻溪镇',
        parent_id: units.county,
        valid_from: '2015-01-01',
      })
      .execute(),
  );
  people.clerk = await server.as('social-affairs');
  people.villageA = await server.as('village', units.villageA);
  people.villageB = await server.as('grid-worker', units.villageB);
  people.school = await server.as('teacher', units.school);
  people.administrator = await server.as('administrator');
  people.neighbour = await server.as('social-affairs', neighbourTown);
  const childId = await addListedChild(server, people.clerk.actor, {
    residence: units.villageA,
    state: 'here',
    school: units.school,
  });
  leads.known = newId(server.clock);
  await people.villageA.ask(reportLead, {
    params: { leadId: leads.known },
    body: { childId, onDay: '2022-09-01', toldBy: '邻居' },
  });
  leads.unlisted = newId(server.clock);
  await people.villageB.ask(reportLead, {
    params: { leadId: leads.unlisted },
    body: { unlisted: { name: '外来娃' }, villageId: units.villageB, onDay: '2022-09-01' },
  });
  ({ receipt } = await server.nobody.ask(bringClue, {
    body: {
      townshipId: units.township,
      seen: '有个孩子上课时间在店里帮工',
      place: '集市',
      when: '昨天上午',
      contact: '不愿留名',
    },
  }));
  const { rows } = await owner(`select id from leads where source = 'clue'`);
  leads.clue = rows[0].id;
});
afterAll(() => server?.close());

async function owner(sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    await client.query('set search_path to county');
    await client.query('set role quanxue_owner');
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

test.each([
  ['clerk', ['known', 'unlisted', 'clue']],
  ['villageA', ['known']],
  ['villageB', ['unlisted']],
  ['school', ['known']],
  ['neighbour', []],
] as const)('%s sees exactly the leads of its children, its places and its office', async (who, seen) => {
  const { leads: rows, total } = await people[who].ask(listLeads, {});
  expect(rows.map((row) => row.id).sort()).toEqual(seen.map((name) => leads[name]).sort());
  expect(total).toBe(seen.length);
  for (const name of ['known', 'unlisted', 'clue'] as const) {
    const got = await people[who].send(getLead, { params: { leadId: leads[name] } });
    expect([name, got.status]).toEqual([name, (seen as readonly string[]).includes(name) ? 200 : 404]);
  }
});

test('whoever keeps the accounts reads no lead, neither by request nor by row', async () => {
  expect((await people.administrator.send(listLeads, {})).status).toBe(403);
  const rows = await server.database.inTransaction(people.administrator.actor, (tx) =>
    tx.selectFrom('leads').select('id').execute(),
  );
  expect(rows).toEqual([]);
});

test('nobody sees nothing, though nobody may bring a clue', async () => {
  const count = await server.database.inTransaction(null, (tx) => tx.selectFrom('leads').select('id').execute());
  expect(count).toEqual([]);
  const insert = server.database.inTransaction(null, (tx) =>
    tx
      .insertInto('leads')
      .values({
        id: newId(server.clock),
        source: 'report',
        on_day: '2022-09-01',
        opened_at: server.clock.now(),
        owner_role: 'social-affairs',
        owner_unit_id: server.units.township,
        sealed: null,
        data_key_id: null,
        clock_from: server.clock.now(),
        due_at: server.clock.now(),
      })
      .execute(),
  );
  await expect(insert).rejects.toThrow(/row-level security/);
});

test('what was recorded of a lead cannot be changed or deleted by the running server', async () => {
  for (const statement of [
    'update leads set sealed = null',
    'delete from leads',
    'update lead_events set body = body',
    'delete from declarations',
  ]) {
    const client = await server.database.pool.connect();
    await expect(client.query(statement), statement).rejects.toThrow(/permission denied/);
    client.release();
  }
});

test('who told it is known to the office and to the reporter, not to the school', async () => {
  const toldTo = async (who: TestPerson) => (await who.ask(getLead, { params: { leadId: leads.known } })).toldBy;
  expect([await toldTo(people.clerk), await toldTo(people.villageA), await toldTo(people.school)]).toEqual([
    '邻居',
    '邻居',
    null,
  ]);
});

test('a clue is read by the township with its teller’s word and receipt; in the database both are sealed', async () => {
  const lead = await people.clerk.ask(getLead, { params: { leadId: leads.clue } });
  expect(lead).toMatchObject({ source: 'clue', receipt, contact: '不愿留名', owner: { unit: '霁溪镇' } });
  expect(lead.seen).toContain('帮工');
  const { rows } = await owner(`select row_to_json(leads)::text as text from leads where source = 'clue'`);
  expect(rows[0].text).not.toMatch(/帮工|不愿留名/);
});

test('the public form shows townships and no child, and takes nothing once it is closed', async () => {
  const form = await server.nobody.ask(getClueForm, {});
  expect(form.townships.map((each) => each.name)).toEqual(['霁溪镇', '邻溪镇']);
  await people.clerk.ask(switchClues, { body: { open: false } });
  const body = { townshipId: server.units.township, seen: '看见', place: '集市', when: '今天' };
  expect((await server.nobody.send(bringClue, { body })).problem.type).toBe('clues-closed');
  await people.clerk.ask(switchClues, { body: { open: true } });
});

test.each([
  ['too long a story', { seen: '长'.repeat(801) }],
  ['nothing seen', { seen: '   ' }],
  ['too long a place', { place: '处'.repeat(101) }],
] as const)('a clue with %s is refused', async (_, change) => {
  const body = { townshipId: server.units.township, seen: '看见', place: '集市', when: '今天', ...change };
  expect(
    (
      await server.nobody.send(bringClue, {
        body,
        headers: { 'x-forwarded-for': `10.0.0.${change.toString().length}` },
      })
    ).status,
  ).toBe(400);
});

test('one address cannot flood the inbox', async () => {
  const body = { townshipId: server.units.township, seen: '看见', place: '集市', when: '今天' };
  const headers = { 'x-forwarded-for': '10.9.9.9' };
  const codes: number[] = [];
  for (let n = 0; n < 7; n++) codes.push((await server.nobody.send(bringClue, { body, headers })).status);
  expect(codes).toEqual([200, 200, 200, 200, 200, 429, 429]);
});
