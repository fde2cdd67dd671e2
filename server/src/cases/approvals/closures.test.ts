import { createHash, randomUUID } from 'node:crypto';
import type { EntryOf } from '@quanxue/domain/casefile/schema.ts';
import {
  getCaseApprovals,
  listApprovals,
  proposeClosure,
  type SettledHow,
  settleClosure,
} from '@quanxue/domain/cases/approval-operations.ts';
import { getCase, getEvidence, openCase, putEvidence, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readChanges } from '../../basis/ledger-events.ts';
import { type TestPerson, type TestServer, testServer } from '../../testing.ts';
import { addTestChild } from '../testing.ts';

let server: TestServer;
let clerk: TestPerson;
let principal: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  principal = await server.as('principal', server.units.school);
});
afterAll(() => server?.close());

async function aCase() {
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
      report: { id: randomUUID(), kind: 'report', on: '2022-09-06', source: 'school', reasons: ['poverty'] },
    },
  });
  return { caseId, childId };
}
const closure = (fields: Partial<EntryOf<'closure'>> = {}): EntryOf<'closure'> => ({
  id: randomUUID(),
  kind: 'closure',
  on: '2022-09-19',
  reason: 'returned',
  ...fields,
});
const propose = (person: TestPerson, caseId: string, entry = closure()) =>
  person.send(proposeClosure, { params: { caseId, proposalId: entry.id }, body: entry });
const settle = (person: TestPerson, caseId: string, proposalId: string, how: SettledHow, reason?: string) =>
  person.send(settleClosure, { params: { caseId, proposalId }, body: { how, ...(reason && { reason }) } });

test('nobody records a closure alone: it is refused with the way it goes', async () => {
  const { caseId } = await aCase();
  const entry = closure();
  const got = await clerk.send(recordEntry, { params: { caseId, entryId: entry.id }, body: entry });
  expect(got.problem.type).toBe('closure-needs-two');
  expect(got.problem.title).toContain('提出销号');
});

test('a principal proposes, the office checks, and the entry names both', async () => {
  const { caseId, childId } = await aCase();
  const entry = closure({ details: { proposedBy: { name: '冒名' } } });
  expect((await propose(principal, caseId, entry)).status).toBe(200);
  expect((await propose(principal, caseId, entry)).answer.closures).toHaveLength(1);
  expect((await settle(principal, caseId, entry.id, 'closed')).problem.type).toBe('own-proposal');
  const colleague = await server.as('principal', server.units.school);
  expect((await settle(colleague, caseId, entry.id, 'closed')).problem.type).toBe('not-your-check');
  const { rows } = await clerk.ask(listApprovals, { query: { matter: 'closure' } });
  expect(rows.find((row) => row.caseId === caseId)).toMatchObject({ step: null, own: false });

  const { answer } = await settle(clerk, caseId, entry.id, 'closed');
  expect(answer.entry).toMatchObject({
    id: entry.id,
    recordedBy: { post: '霁溪镇社事办' },
    details: { proposedBy: { name: '测试员', post: '霁溪镇小学校长', on: '2022-09-20' } },
  });
  expect((await settle(clerk, caseId, entry.id, 'closed')).status).toBe(200);
  const view = await clerk.ask(getCase, { params: { caseId } });
  expect(view.assessment.open).toBe(false);
  expect(view.log).toHaveLength(2);
  const events = await server.database.inTransaction(clerk.actor, (tx) => readChanges(server.keys, tx, childId));
  expect(events.map((event) => event.kind)).toEqual(expect.arrayContaining(['closure-proposed', 'closure-settled']));
});

test('of two who check at once one closes and the other is told', async () => {
  const { caseId } = await aCase();
  const entry = closure();
  await propose(principal, caseId, entry);
  const leader = await server.as('township-leader');
  const got = await Promise.all([
    settle(clerk, caseId, entry.id, 'closed'),
    settle(leader, caseId, entry.id, 'sent-back', '还没有在校照片'),
  ]);
  expect(got.map((each) => (each.status === 200 ? 'done' : each.problem.type)).sort()).toEqual([
    'done',
    'proposal-settled',
  ]);
});

test('what is sent back says why and may be proposed again; a proposal is taken back by its proposer alone', async () => {
  const { caseId } = await aCase();
  const first = closure();
  await propose(clerk, caseId, first);
  expect((await propose(principal, caseId)).problem.type).toBe('proposal-open');
  const leader = await server.as('township-leader');
  expect((await settle(leader, caseId, first.id, 'sent-back')).problem.type).toBe('reason-needed');
  expect((await settle(leader, caseId, first.id, 'withdrawn')).problem.type).toBe('not-your-proposal');
  expect((await settle(leader, caseId, first.id, 'sent-back', '还没有在校照片')).status).toBe(200);
  const { closures } = await clerk.ask(getCaseApprovals, { params: { caseId } });
  expect(closures[0]?.settled).toMatchObject({ how: 'sent-back', reason: '还没有在校照片' });
  const second = closure();
  expect((await propose(clerk, caseId, second)).status).toBe(200);
  expect((await settle(clerk, caseId, second.id, 'withdrawn')).status).toBe(200);
  expect((await clerk.ask(getCase, { params: { caseId } })).assessment.open).toBe(true);
});

test('whoever checks sees the files that the proposal rests on, and nobody else does', async () => {
  const { caseId } = await aCase();
  const bytes = Buffer.from(`%PDF-1.4 ${randomUUID()}`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const entry = closure({ evidence: [{ kind: 'scan', sha256, name: '在读证明.pdf' }] });
  await principal.ask(putEvidence, { params: { sha256 }, query: { name: '在读证明.pdf' }, upload: bytes });
  await propose(principal, caseId, entry);
  expect((await clerk.send(getEvidence, { params: { caseId, sha256 } })).bytes.equals(bytes)).toBe(true);
  const stranger = await server.as('village', server.units.villageB);
  expect((await stranger.send(getEvidence, { params: { caseId, sha256 } })).status).toBe(404);
  await settle(clerk, caseId, entry.id, 'closed');
  expect((await clerk.ask(getCase, { params: { caseId } })).log.at(-1)?.mediaDue).toEqual([]);
});

test('the database, too, lets nobody close what he proposed', async () => {
  const { caseId, childId } = await aCase();
  const entry = closure();
  await propose(clerk, caseId, entry);
  await expect(
    server.database.inTransaction(clerk.actor, (tx) =>
      tx
        .insertInto('closure_settlements')
        .values({
          proposal_id: entry.id,
          case_id: caseId,
          child_id: childId,
          how: 'closed',
          entry_id: entry.id,
          on_day: '2022-09-20',
          sealed: null,
          data_key_id: null,
          recorded_at: server.clock.now(),
          recorded_by: clerk.actor.accountId,
          recorded_post: '霁溪镇社事办',
        })
        .execute(),
    ),
  ).rejects.toThrow(/row-level security/);
});
