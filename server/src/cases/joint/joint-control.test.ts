import { randomUUID } from 'node:crypto';
import type { EntryOf } from '@quanxue/domain/casefile/schema.ts';
import {
  addRelief,
  addReliefResult,
  answerReferral,
  getChildRelief,
  listAddressedReferrals,
  listReferrals,
  listRelief,
  replyToOffice,
  takeReferralAnswer,
} from '@quanxue/domain/cases/joint-control.ts';
import { getCase, listCases, openCase, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { getChild, listChildren } from '@quanxue/domain/children/operations.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readChanges, verifyChanges } from '../../basis/ledger-events.ts';
import { openChild, sealChild } from '../../children/sealed.ts';
import { type TestPerson, type TestServer, testServer } from '../../testing.ts';
import { addTestChild } from '../testing.ts';
import { countOpenRelief } from './count-open-relief.ts';

const TODAY = '2022-09-20';
let server: TestServer;
let clerk: TestPerson;
let village: TestPerson;
let justice: TestPerson;
let security: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set(`${TODAY}T02:00:00.000Z`);
  clerk = await server.as('social-affairs');
  village = await server.as('village', server.units.villageB);
  justice = await server.as('justice');
  security = await server.as('social-security');
});
afterAll(() => server?.close());

async function aChild(households: string[] = [], birthDate = '2008-03-01'): Promise<string> {
  const id = await addTestChild(server, clerk.actor, { registered: server.units.villageA, birthDate });
  await server.database.inTransaction(clerk.actor, async (tx) => {
    const key = await server.keys.ofChild(tx, id);
    const { sealed } = await tx.selectFrom('children').select('sealed').where('id', '=', id).executeTakeFirstOrThrow();
    const facts = {
      ...openChild(key, id, sealed),
      guardians: [{ name: '覃大山', relation: '父亲', phone: '19900007777', citizenId: null }],
      address: '听松坪村二组 8 号',
    };
    await tx
      .updateTable('children')
      .set({ sealed: sealChild(key, id, facts), data_key_id: key.id, households })
      .where('id', '=', id)
      .execute();
  });
  return id;
}

async function aCase(childId: string): Promise<string> {
  const caseId = randomUUID();
  const report: EntryOf<'report'> = {
    id: randomUUID(),
    kind: 'report',
    on: '2022-09-01',
    source: 'village-visit',
    reasons: ['poverty'],
  };
  await clerk.ask(openCase, { params: { caseId }, body: { childId, report } });
  return caseId;
}

async function refer(caseId: string, fields: Partial<EntryOf<'referral'>>): Promise<string> {
  const id = randomUUID();
  await clerk.ask(recordEntry, {
    params: { caseId, entryId: id },
    body: { id, kind: 'referral', on: '2022-09-02', to: 'justice', matter: 'legal-aid', ...fields },
  });
  return id;
}

const listOf = async (person: TestPerson) => (await person.ask(listAddressedReferrals)).referrals;
const rowOf = async (caseId: string) => (await clerk.ask(listReferrals, { query: { caseId } })).rows;
const answer = (person: TestPerson, referralId: string, body: Record<string, unknown>, answerId = randomUUID()) =>
  person.send(answerReferral, {
    params: { referralId, answerId },
    body: { kind: 'done', on: '2022-09-10', text: '已指派律师', ...body } as never,
  });

test.each([
  {
    what: 'legal aid names child and guardian with the phone',
    entry: { matter: 'legal-aid' },
    shown: { childName: '覃小雨', guardian: '覃大山（父亲）', guardianPhone: '19900007777' },
  },
  {
    what: 'telling the law names the village and the topic',
    entry: { matter: 'other', details: { task: 'publicity', topic: '义务教育法' } },
    shown: { village: '听松坪村', topic: '义务教育法' },
  },
  {
    what: 'child labour names child, age, employer and place',
    entry: { matter: 'child-labour', details: { employer: '某砖厂', workPlace: '邻县' } },
    shown: { childName: '覃小雨', age: '14', employer: '某砖厂', workPlace: '邻县' },
  },
  {
    what: 'social assistance names head, address and category',
    entry: { matter: 'social-assistance' },
    shown: { householdHead: '覃大山', address: '听松坪村二组 8 号', category: '低保户' },
  },
] as const)('$what, and nothing else goes to the office', async ({ entry, shown }) => {
  const childId = await aChild(['subsistence']);
  await server.database.inTransaction(clerk.actor, (tx) =>
    tx.updateTable('children').set({ name: '覃小雨' }).where('id', '=', childId).execute(),
  );
  await refer(await aCase(childId), entry as Partial<EntryOf<'referral'>>);
  const [first] = await listOf(justice);
  expect(Object.fromEntries(first?.shown.map(({ fact, value }) => [fact, value]) ?? [])).toEqual(shown);
  expect(first).toMatchObject({ due: '2022-09-17', contact: { post: '霁溪镇社事办', name: '测试员' } });
  expect(JSON.stringify(first)).not.toContain(childId);
});

test('an office reads what is addressed to it and nothing of the ledgers, the cases or another office', async () => {
  const childId = await aChild();
  const caseId = await aCase(childId);
  await refer(caseId, { details: { request: '请指派律师' } });
  await refer(caseId, { to: 'social-security', matter: 'child-labour' });
  const [forSecurity] = await listOf(security);
  expect((await listOf(justice)).map((each) => each.id)).not.toContain(forSecurity?.id);
  expect(forSecurity?.subject).toBe('child-labour');

  expect((await justice.ask(listCases)).total).toBe(0);
  expect((await justice.ask(listChildren)).total).toBe(0);
  expect((await justice.send(getCase, { params: { caseId } })).status).toBe(404);
  expect((await justice.send(getChild, { params: { childId } })).status).toBe(404);
  expect((await justice.send(listReferrals)).status).toBe(403);
  expect((await justice.send(getChildRelief, { params: { childId } })).status).toBe(403);
  expect((await answer(justice, forSecurity?.id ?? '', {})).status).toBe(404);

  // The same by bare SQL as the application's role.
  await server.database.inTransaction(justice.actor, async (tx) => {
    for (const table of ['children', 'cases', 'entries', 'schooling', 'referral_sources', 'relief_lines']) {
      const { rows } = await sql`select 1 from ${sql.table(table)}`.execute(tx);
      expect(rows, table).toEqual([]);
    }
    const { rows: childKeys } = await sql`select 1 from data_keys where referral_id is null`.execute(tx);
    expect(childKeys).toEqual([]);
    const { rows } = await sql<{ to_role: string }>`select distinct to_role from referrals`.execute(tx);
    expect(rows).toEqual([{ to_role: 'justice' }]);
  });
  const insert = (person: TestPerson, kind: string) =>
    server.database.inTransaction(person.actor, (tx) =>
      sql`insert into referral_answers (id, referral_id, kind, on_day, sealed, data_key_id, recorded_at, recorded_by,
          recorded_post)
        values (${randomUUID()}, ${forSecurity?.id}, ${kind}, ${TODAY}, '\\x00', ${randomUUID()}, ${server.clock.now()},
          ${person.actor.accountId}, '')`.execute(tx),
    );
  await expect(insert(justice, 'done')).rejects.toThrow(/row-level security/);
  await expect(insert(security, 'reply')).rejects.toThrow(/row-level security/);
  await expect(insert(clerk, 'done')).rejects.toThrow(/row-level security/);
});

test('a post of another unit does not read what went to the township’s office', async () => {
  await refer(await aCase(await aChild()), {});
  const elsewhere = await server.as('justice', server.units.villageB);
  expect(await listOf(elsewhere)).toEqual([]);
});

test('question, reply and result: the township takes the answer into the case with one request', async () => {
  const caseId = await aCase(await aChild());
  const entryId = await refer(caseId, { details: { request: '请指派律师' } });
  expect(await rowOf(caseId)).toMatchObject([{ state: 'overdue', due: '2022-09-17', sent: { unit: '霁溪镇司法所' } }]);
  const [row] = await rowOf(caseId);
  expect(row?.sent?.shown).toContainEqual({ fact: 'guardianPhone', value: '199****7777' });
  const referralId = row?.sent?.referralId ?? '';
  expect((await answer(justice, referralId, { kind: 'question', text: '' })).problem.type).toBe('answer-needs-words');
  expect((await answer(justice, referralId, { on: '2022-09-21' })).problem.type).toBe('day-in-future');
  expect((await answer(justice, referralId, { on: '2022-09-01' })).problem.type).toBe('answer-before-referral');

  await answer(justice, referralId, { kind: 'question', text: '父母是否同意？' });
  expect((await rowOf(caseId))[0]?.answers).toMatchObject([{ kind: 'question', text: '父母是否同意？' }]);
  server.clock.set(`${TODAY}T02:01:00.000Z`);
  await clerk.ask(replyToOffice, { params: { referralId, answerId: randomUUID() }, body: { text: '同意。' } });
  server.clock.set(`${TODAY}T02:02:00.000Z`);
  const answerId = randomUUID();
  const done = await answer(justice, referralId, {}, answerId);
  expect(done.answer).toMatchObject({ state: 'settled', answers: [{}, { kind: 'reply' }, { kind: 'done' }] });
  // Sent twice, it is there once.
  expect((await answer(justice, referralId, {}, answerId)).answer.answers).toHaveLength(3);
  expect((await answer(justice, referralId, { text: '别的话' }, answerId)).problem.type).toBe('answer-id-taken');
  expect((await rowOf(caseId))[0]?.state).toBe('answered');

  const params = { referralId, answerId, entryId: randomUUID() };
  const question = done.answer.answers[0]?.id ?? '';
  expect((await clerk.send(takeReferralAnswer, { params: { ...params, answerId: question } })).problem.type).toBe(
    'answer-not-result',
  );
  expect(await clerk.ask(takeReferralAnswer, { params })).toMatchObject({
    state: 'settled',
    result: '已指派律师',
    resultOn: '2022-09-10',
    takenAnswerId: answerId,
  });
  await clerk.ask(takeReferralAnswer, { params });
  const { casefile } = await clerk.ask(getCase, { params: { caseId } });
  expect(casefile.entries.filter((each) => each.kind === 'amendment')).toMatchObject([
    { of: entryId, replacement: { result: '已指派律师', details: { answerId, request: '请指派律师' } } },
  ]);
  const duties = await server.database.inTransaction(clerk.actor, (tx) =>
    tx.selectFrom('cases').select('duties').where('id', '=', caseId).executeTakeFirstOrThrow(),
  );
  expect(duties.duties.map((each) => each.id)).not.toContain('clock.referral');
});

test('a referral that is taken back stands on the office’s list without its words', async () => {
  const caseId = await aCase(await aChild());
  const of = await refer(caseId, { details: { request: '不再需要' } });
  const referralId = (await rowOf(caseId))[0]?.sent?.referralId ?? '';
  const id = randomUUID();
  await clerk.ask(recordEntry, {
    params: { caseId, entryId: id },
    body: { id, kind: 'amendment', on: TODAY, of, withdraw: true },
  });
  const mine = (await listOf(justice)).find((each) => each.id === referralId);
  expect(mine).toMatchObject({ state: 'ended', request: null, shown: [] });
  expect((await answer(justice, referralId, {})).problem.type).toBe('referral-ended');
  expect(await rowOf(caseId)).toEqual([]);
});

test('what goes to an office without a post here waits for its letter and is a duty of the township', async () => {
  const caseId = await aCase(await aChild());
  await refer(caseId, { to: 'labour', matter: 'child-labour' });
  expect(await rowOf(caseId)).toMatchObject([{ to: 'labour', sent: null, state: 'overdue' }]);
  const { duties } = await server.database.inTransaction(clerk.actor, (tx) =>
    tx.selectFrom('cases').select('duties').where('id', '=', caseId).executeTakeFirstOrThrow(),
  );
  expect(duties.find((each) => each.id === 'clock.referral')).toMatchObject({
    due: '2022-09-17',
    level: 'township',
    by: 'social-affairs',
  });
});

const relief = { difficulty: '没有住宿的地方', help: '联系学校住宿', unit: 'school', on: '2022-09-05' } as const;
const lack = (childId: string, reliefId = randomUUID(), body: Partial<Record<keyof typeof relief, string>> = {}) =>
  clerk.send(addRelief, { params: { childId, reliefId }, body: { ...relief, ...body } as never });
const result = (childId: string, reliefId: string, settled: boolean, on = '2022-09-12') =>
  clerk.send(addReliefResult, {
    params: { childId, reliefId, resultId: randomUUID() },
    body: { result: settled ? '已入住' : '床位还没有空出', on, settled },
  });

test.each([
  { where: 'the ledger of a child without a case', open: false },
  { where: 'the log of the open case', open: true },
])('a difficulty goes to $where and is open until a result settles it', async ({ open }) => {
  const childId = await aChild(['monitored']);
  const caseId = open ? await aCase(childId) : null;
  const count = () => server.database.inTransaction(clerk.actor, countOpenRelief);
  const before = await count();
  const reliefId = randomUUID();
  expect((await lack(childId, reliefId)).answer).toMatchObject({
    keyHousehold: true,
    openCaseId: caseId,
    rows: [{ id: reliefId, caseId, settled: false, households: ['monitored'] }],
  });
  await lack(childId, reliefId);
  expect((await lack(childId, reliefId, { help: '别的' })).problem.type).toBe('relief-id-taken');
  expect(await count()).toEqual({ difficulties: before.difficulties + 1, children: before.children + 1 });

  expect((await result(childId, reliefId, true, '2022-09-01')).problem.type).toBe('result-before-relief');
  expect((await result(childId, reliefId, true, '2022-09-21')).problem.type).toBe('day-in-future');
  await result(childId, reliefId, false);
  expect((await count()).difficulties).toBe(before.difficulties + 1);
  const settled = await result(childId, reliefId, true);
  expect(settled.answer.rows).toMatchObject([{ settled: true }]);
  expect((await result(childId, reliefId, false, '2022-09-13')).problem.type).toBe('relief-settled');
  expect(await count()).toEqual(before);
  const { rows } = await clerk.ask(listRelief, { query: { state: 'settled', household: 'monitored' } });
  expect(rows.map((row) => row.childId)).toContain(childId);
  const kinds = await server.database.inTransaction(clerk.actor, async (tx) => {
    expect(await verifyChanges(server.keys, tx, childId)).toEqual([]);
    return (await readChanges(server.keys, tx, childId)).map((each) => each.kind);
  });
  expect(kinds.filter((kind) => kind.startsWith('relief'))).toEqual(
    open ? [] : ['relief-added', 'relief-result', 'relief-result'],
  );
});

test('help in learning and other households are not among the open difficulties; another village sees none', async () => {
  const count = () => server.database.inTransaction(clerk.actor, countOpenRelief);
  const before = await count();
  await lack(await aChild());
  const childId = await aChild(['subsistence']);
  const caseId = await aCase(childId);
  const id = randomUUID();
  await clerk.ask(recordEntry, {
    params: { caseId, entryId: id },
    body: {
      id,
      kind: 'relief',
      on: TODAY,
      difficulty: '功课差',
      help: '补习',
      unit: 'school',
      details: { type: 'tutoring' },
    },
  });
  expect(await count()).toEqual(before);
  expect((await clerk.ask(getChildRelief, { params: { childId } })).rows).toEqual([]);
  expect((await village.send(getChildRelief, { params: { childId } })).status).toBe(404);
  expect((await village.ask(listRelief)).rows).toEqual([]);
});
