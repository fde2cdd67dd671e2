import { randomUUID } from 'node:crypto';
import type { Entry, EntryOf, Matter, Step } from '@quanxue/domain/casefile/schema.ts';
import {
  approveMany,
  delegatePost,
  endDelegation,
  getCaseApprovals,
  listApprovals,
  listDelegations,
  sendBackApproval,
  withdrawApplication,
} from '@quanxue/domain/cases/approval-operations.ts';
import { getCase, openCase, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPerson, type TestServer, testServer } from '../../testing.ts';
import { addTestChild } from '../testing.ts';
import { countWaitingApprovals } from './count-waiting-approvals.ts';

let server: TestServer;
let clerk: TestPerson;
let principal: TestPerson;
let county: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  principal = await server.as('principal', server.units.school);
  county = await server.as('county-committee', server.units.county);
});
afterAll(() => server?.close());

type Papers = Partial<EntryOf<'document'>> & Pick<EntryOf<'document'>, 'document'>;
const LEAVE_PAPERS: readonly Papers[] = [
  {
    document: 'diagnosis',
    hospital: { name: '雾屏县人民医院', level: 'county' },
    advisesLeave: true,
    outpatient: true,
  },
  { document: 'leave-application' },
];

/** An open case of a sick child of the school, whose family has applied for leave. */
async function aLeave(options: { papers?: readonly Papers[]; applicant?: TestPerson; apply?: boolean } = {}) {
  const childId = await addTestChild(server, clerk.actor, {
    registered: server.units.villageA,
    school: server.units.school,
    grade: 6,
  });
  const caseId = randomUUID();
  await clerk.ask(openCase, {
    params: { caseId },
    body: {
      childId,
      report: { id: randomUUID(), kind: 'report', on: '2022-09-06', source: 'school', reasons: ['sickness'] },
    },
  });
  await record(clerk, caseId, { id: randomUUID(), kind: 'measure', on: '2022-09-07', measure: 'leave' });
  for (const paper of options.papers ?? LEAVE_PAPERS) {
    await record(clerk, caseId, { id: randomUUID(), kind: 'document', on: '2022-09-07', ...paper });
  }
  if (options.apply ?? true) await record(options.applicant ?? clerk, caseId, step('guardian'));
  return { caseId, childId };
}

const step = (
  which: Step,
  fields: Partial<EntryOf<'approval'>> = {},
  matter: Matter = 'leave',
): EntryOf<'approval'> => ({
  id: randomUUID(),
  kind: 'approval',
  on: '2022-09-10',
  matter,
  step: which,
  decision: which === 'guardian' ? 'applied' : 'approved',
  ...fields,
});

async function record(person: TestPerson, caseId: string, entry: Entry) {
  const got = await person.send(recordEntry, { params: { caseId, entryId: entry.id }, body: entry });
  return got.status === 200 ? 'recorded' : got.problem.type;
}
const waiting = async (caseId: string) =>
  (await clerk.ask(getCaseApprovals, { params: { caseId } })).waiting.map((each) => each.step);
const rowOf = async (person: TestPerson, caseId: string) =>
  (await person.ask(listApprovals, { query: { limit: 500 } })).rows.find((row) => row.caseId === caseId);
const sendBack = (person: TestPerson, caseId: string, from: Step, to: Step) =>
  person.send(sendBackApproval, {
    params: { caseId, returnId: randomUUID() },
    body: { matter: 'leave', step: from, toStep: to, reason: '诊断证明缺盖章，请补' },
  });
async function itemOf(person: TestPerson, caseId: string) {
  const row = await rowOf(person, caseId);
  return {
    caseId,
    matter: 'leave' as const,
    step: row?.step ?? 'county',
    entryId: randomUUID(),
    seen: row?.position ?? 0,
  };
}

test('a leave goes from the school to the county, and each finds it in the own list alone', async () => {
  const { caseId } = await aLeave();
  expect(await rowOf(principal, caseId)).toMatchObject({ matter: 'leave', step: 'school', own: false, doubts: [] });
  expect(await rowOf(county, caseId)).toBeUndefined();
  expect(await record(principal, caseId, step('school'))).toBe('recorded');
  expect(await rowOf(principal, caseId)).toBeUndefined();
  expect(await rowOf(county, caseId)).toMatchObject({ step: 'county', since: '2022-09-10' });
  expect(await record(county, caseId, step('county', { from: '2022-09-10', to: '2022-12-31' }))).toBe('recorded');
  expect(await waiting(caseId)).toEqual([]);
});

test('the count for the board is that of the list, without what is one’s own to leave to others', async () => {
  const { caseId } = await aLeave({ applicant: principal });
  const list = await principal.ask(listApprovals, { query: { limit: 500 } });
  const count = await server.database.inTransaction(principal.actor, (tx) =>
    countWaitingApprovals(server, tx, principal.actor),
  );
  expect(list.rows.find((row) => row.caseId === caseId)?.own).toBe(true);
  expect(count.waiting).toBe(list.rows.filter((row) => !row.own).length);
  expect(await record(principal, caseId, step('school'))).toBe('own-application');
});

test('of two who decide one step at once the second is told who did and when', async () => {
  const { caseId } = await aLeave();
  const deputy = await server.as('principal', server.units.school);
  const answers = await Promise.all([
    record(principal, caseId, step('school')),
    record(deputy, caseId, step('school')),
  ]);
  expect(answers.sort()).toEqual(['recorded', 'step-decided']);
  const again = await deputy.send(recordEntry, { params: { caseId, entryId: randomUUID() }, body: step('school') });
  const late = step('school', { decision: 'rejected' });
  const told = await deputy.send(recordEntry, { params: { caseId, entryId: late.id }, body: late });
  expect(again.problem.type).toBe('id-mismatch');
  expect(told.problem.title).toContain('霁溪镇小学校长');
  expect(told.problem.title).toContain('2022-09-10');
});

test('the same decision sent again is the same decision', async () => {
  const { caseId } = await aLeave();
  const entry = step('school');
  expect(await record(principal, caseId, entry)).toBe('recorded');
  expect(await record(principal, caseId, entry)).toBe('recorded');
  expect((await clerk.ask(getCase, { params: { caseId } })).log.filter((mark) => mark.id === entry.id)).toHaveLength(1);
});

test('a new application after a rejection opens every step again', async () => {
  const { caseId } = await aLeave();
  await record(principal, caseId, step('school', { decision: 'rejected' }));
  expect(await waiting(caseId)).toEqual([]);
  expect(await record(principal, caseId, step('school', { on: '2022-09-12' }))).toBe('step-decided');
  await record(clerk, caseId, step('guardian', { on: '2022-09-12' }));
  expect(await waiting(caseId)).toEqual(['school']);
  expect(await record(principal, caseId, step('school', { on: '2022-09-13' }))).toBe('recorded');
  expect(await waiting(caseId)).toEqual(['county']);
});

test('the county sends back to the school, which sees why, decides anew, and the county goes on', async () => {
  const { caseId } = await aLeave();
  await record(principal, caseId, step('school'));
  expect((await sendBack(county, caseId, 'county', 'receiving-county')).problem.type).toBe('no-such-return');
  expect((await sendBack(principal, caseId, 'county', 'school')).problem.type).toBe('not-your-step');
  expect((await sendBack(county, caseId, 'county', 'school')).status).toBe(200);
  expect(await rowOf(county, caseId)).toBeUndefined();
  expect((await rowOf(principal, caseId))?.sentBack).toMatchObject({ step: 'county', reason: '诊断证明缺盖章，请补' });
  expect((await sendBack(county, caseId, 'county', 'school')).problem.type).toBe('step-not-waiting');
  expect(await record(principal, caseId, step('school', { on: '2022-09-20' }))).toBe('recorded');
  expect(await rowOf(county, caseId)).toMatchObject({ step: 'county', sentBack: null });
  // The log holds both decisions of the school, and no word of what lies beside it.
  const { casefile } = await clerk.ask(getCase, { params: { caseId } });
  expect(casefile.entries.filter((entry) => entry.kind === 'approval')).toHaveLength(3);
  expect(JSON.stringify(casefile)).not.toContain('缺盖章');
});

test('what is sent back to the family waits for a new application', async () => {
  const { caseId } = await aLeave();
  await sendBack(principal, caseId, 'school', 'guardian');
  expect(await rowOf(clerk, caseId)).toMatchObject({ step: 'guardian', sentBack: { toStep: 'guardian' } });
  await record(clerk, caseId, step('guardian', { on: '2022-09-20' }));
  expect(await waiting(caseId)).toEqual(['school']);
});

test('an application is withdrawn by whoever holds the post that took it in, until somebody has decided', async () => {
  const { caseId } = await aLeave();
  const withdraw = (person: TestPerson, id = randomUUID()) =>
    person.send(withdrawApplication, {
      params: { caseId, withdrawalId: id },
      body: { matter: 'leave', reason: '家长决定继续上学' },
    });
  expect((await withdraw(principal)).problem.type).toBe('not-your-application');
  const colleague = await server.as('social-affairs');
  const id = randomUUID();
  expect((await withdraw(colleague, id)).status).toBe(200);
  expect((await withdraw(colleague, id)).answer.withdrawals).toHaveLength(1);
  expect(await waiting(caseId)).toEqual([]);
  await record(clerk, caseId, step('guardian', { on: '2022-09-15' }));
  expect(await waiting(caseId)).toEqual(['school']);
  await record(principal, caseId, step('school', { on: '2022-09-15' }));
  expect((await withdraw(clerk)).problem.type).toBe('nothing-to-withdraw');
});

test('a deputy decides within the written days alone, and the entry says in whose place', async () => {
  const teacher = await server.as('teacher', server.units.school);
  const { caseId } = await aLeave();
  const other = await aLeave();
  const { posts } = await principal.ask(listDelegations);
  const [post] = posts;
  expect(post?.deputies.map((each) => each.accountId)).toContain(teacher.actor.accountId);
  const lend = (fields: object = {}) => ({
    params: { delegationId: randomUUID() },
    body: {
      postId: post?.postId ?? '',
      toAccountId: teacher.actor.accountId,
      matters: ['leave' as const],
      fromOn: '2022-09-21',
      toOn: '2022-09-22',
      reason: '外出培训',
      ...fields,
    },
  });
  const outsider = await server.as('village', server.units.villageB);
  expect((await principal.send(delegatePost, lend({ toAccountId: outsider.actor.accountId }))).problem.type).toBe(
    'delegation-no-deputy',
  );
  expect((await teacher.send(delegatePost, lend())).problem.type).toBe('delegation-not-your-post');
  expect((await principal.send(delegatePost, lend({ toOn: '2022-09-20' }))).problem.type).toBe('delegation-days');
  // Not yet, for other matters alone, then today; taken back, it is over.
  await principal.ask(delegatePost, lend());
  await principal.ask(delegatePost, lend({ matters: ['deferral'], fromOn: '2022-09-20' }));
  expect(await record(teacher, caseId, step('school'))).toBe('not-your-step');
  expect(await rowOf(teacher, caseId)).toBeUndefined();
  const { id } = await principal.ask(delegatePost, lend({ fromOn: '2022-09-20' }));
  expect(await rowOf(teacher, caseId)).toMatchObject({ onBehalfOf: '霁溪镇小学校长 测试员' });
  expect(await record(teacher, caseId, step('school', {}, 'resumption'))).toBe('not-your-step');
  expect(await record(teacher, caseId, step('school'))).toBe('recorded');
  const { casefile } = await clerk.ask(getCase, { params: { caseId } });
  expect(casefile.entries.at(-1)).toMatchObject({
    details: { onBehalfOf: { post: '霁溪镇小学校长' } },
    recordedBy: { unit: 'school', post: expect.stringContaining('（代霁溪镇小学校长') },
  });
  await principal.ask(endDelegation, { params: { delegationId: id } });
  expect(await record(teacher, other.caseId, step('school'))).toBe('not-your-step');
});

test('a deputy decides neither on the own draft nor on that of the absent person', async () => {
  const teacher = await server.as('teacher', server.units.school);
  const { posts } = await principal.ask(listDelegations);
  await principal.ask(delegatePost, {
    params: { delegationId: randomUUID() },
    body: {
      postId: posts[0]?.postId ?? '',
      toAccountId: teacher.actor.accountId,
      matters: ['leave'],
      fromOn: '2022-09-20',
      toOn: '2022-09-20',
      reason: '外出培训',
    },
  });
  const drafted = await aLeave({ applicant: teacher });
  expect(await record(teacher, drafted.caseId, step('school'))).toBe('own-application');
  const absent = await aLeave({ applicant: principal });
  expect(await record(teacher, absent.caseId, step('school'))).toBe('own-application');
});

test('a batch approves what is whole, and leaves out, with the reason, what changed, lacks a paper or is out of sight', async () => {
  const whole = await Promise.all([aLeave(), aLeave()]);
  const changed = await aLeave();
  const lacking = await aLeave({ papers: [] });
  const own = await aLeave({ applicant: principal });
  const stranger = await server.as('principal', server.units.school);
  const items = await Promise.all([...whole, changed, lacking, own].map(({ caseId }) => itemOf(principal, caseId)));
  await record(clerk, changed.caseId, { id: randomUUID(), kind: 'publicity', on: '2022-09-12', topic: '义务教育法' });
  const unseen = { ...(items[0] as (typeof items)[number]), caseId: randomUUID(), entryId: randomUUID() };
  const body = { on: '2022-09-20', items: [...items, unseen] };
  const answer = await principal.ask(approveMany, { body });
  expect(answer.approved.map((each) => each.caseId).sort()).toEqual(whole.map((each) => each.caseId).sort());
  const why = new Map(answer.left.map((each) => [each.caseId, each.why.zh]));
  expect(why.get(changed.caseId)).toContain('新的记录');
  expect(why.get(lacking.caseId)).toContain('B4-4');
  expect(why.get(own.caseId)).toContain('本人录入');
  expect(why.get(unseen.caseId)).toContain('管辖范围');
  for (const { caseId } of [changed, lacking, own]) expect(await waiting(caseId)).toEqual(['school']);

  // The log of a batch is a log like any other, chained and projected; sent again it is the same act.
  const [first] = whole;
  const view = await county.ask(getCase, { params: { caseId: first?.caseId ?? '' } });
  expect(view.log.map((mark) => mark.position)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await rowOf(county, first?.caseId ?? '')).toMatchObject({ step: 'county' });
  expect((await principal.ask(approveMany, { body })).approved).toEqual(answer.approved);
  const late = await stranger.ask(approveMany, {
    body: { on: '2022-09-20', items: [{ ...(items[0] as (typeof items)[number]), entryId: randomUUID() }] },
  });
  expect(late.left[0]?.why.zh).toContain('已由 霁溪镇小学校长');
});

test('a batch of the county moves the children in the ledger as single decisions do', async () => {
  const { caseId, childId } = await aLeave();
  await record(principal, caseId, step('school'));
  const item = await itemOf(county, caseId);
  const { approved } = await county.ask(approveMany, { body: { on: '2022-09-20', items: [item] } });
  expect(approved).toHaveLength(1);
  const line = await server.database.inTransaction(county.actor, (tx) =>
    tx
      .selectFrom('schooling')
      .select(['state', 'basis'])
      .where('child_id', '=', childId)
      .where('to_on', 'is', null)
      .executeTakeFirst(),
  );
  expect(line).toMatchObject({ state: 'leave', basis: { kind: 'entry', caseId, entryId: item.entryId } });
});

test('exemption is refused in a batch, whatever is on file', async () => {
  const { caseId } = await aLeave({ apply: false });
  await record(clerk, caseId, { id: randomUUID(), kind: 'measure', on: '2022-09-08', measure: 'exemption' });
  await record(clerk, caseId, step('guardian', {}, 'exemption'));
  const row = await rowOf(principal, caseId);
  expect(row?.doubts[0]?.zh).toContain('逐案');
  const { left } = await principal.ask(approveMany, {
    body: {
      on: '2022-09-20',
      items: [{ caseId, matter: 'exemption', step: 'school', entryId: randomUUID(), seen: row?.position ?? 0 }],
    },
  });
  expect(left[0]?.why.zh).toContain('逐案');
});

test('rows beside the log are in nobody’s sight but that of whoever sees the case', async () => {
  const { caseId } = await aLeave();
  await sendBack(principal, caseId, 'school', 'guardian');
  const stranger = await server.as('village', server.units.villageB);
  const administrator = await server.as('administrator');
  for (const person of [stranger, administrator]) {
    const seen = await server.database.inTransaction(person.actor, (tx) =>
      tx.selectFrom('approval_returns').select('id').where('case_id', '=', caseId).execute(),
    );
    expect(seen).toEqual([]);
    expect((await person.send(getCaseApprovals, { params: { caseId } })).status).toBe(404);
  }
  const village = await server.as('village', server.units.villageA);
  const reduced = await village.ask(getCaseApprovals, { params: { caseId } });
  expect(reduced.returns[0]?.reason).not.toContain('缺盖章');
  await expect(
    server.database.inTransaction(clerk.actor, (tx) =>
      tx.updateTable('approval_returns').set({ on_day: '2022-01-01' }).where('case_id', '=', caseId).execute(),
    ),
  ).rejects.toThrow(/permission denied/);
});
