import { addChild, setSchooling } from '@quanxue/domain/children/ledger-operations.ts';
import { getChild } from '@quanxue/domain/children/operations.ts';
import { listAccounts, signIn } from '@quanxue/domain/people/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChanges } from '../basis/ledger-events.ts';
import { writeSetting } from '../basis/settings.ts';
import { systemActor } from '../basis/system-actor.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { expireLeaves } from './expire-leaves.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-02-10T02:00:00.000Z');
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

/** Sessions end in the meantime. */
async function comeBackAt(instant: string) {
  server.clock.set(instant);
  clerk = await server.as('social-affairs');
}

let born = 0;
async function onLeave(untilOn: string | null) {
  born += 1;
  const { id } = await clerk.ask(addChild, {
    body: {
      name: '休学者',
      birthDate: `2011-03-${String(born).padStart(2, '0')}`,
      registeredUnitId: server.units.villageA,
      schooling: {
        state: 'leave',
        fromOn: '2021-09-15',
        untilOn,
        schoolId: server.units.school,
        grade: 5,
        basis: { kind: 'paper', title: '休学审批表', on: '2021-09-14' },
      },
    },
  });
  return id;
}
const lines = async (childId: string) =>
  (await clerk.ask(getChild, { params: { childId } })).history.map((each) => `${each.state} ${each.fromOn}`);

test('a leave until 15 February is suspected on 1 March, not a day before, and only where nobody acted', async () => {
  const late = await onLeave('2022-02-15');
  const unknownEnd = await onLeave(null);
  const back = await onLeave('2022-02-15');
  await comeBackAt('2022-02-28T02:00:00.000Z');
  await clerk.ask(setSchooling, {
    params: { childId: back },
    body: {
      state: 'here',
      fromOn: '2022-02-21',
      schoolId: server.units.school,
      grade: 5,
      basis: { kind: 'paper', title: '复学申请表', on: '2022-02-20' },
    },
  });
  expect(await expireLeaves(server)).toBe(0);
  await comeBackAt('2022-03-01T02:00:00.000Z');
  expect(await expireLeaves(server)).toBe(1);
  expect(await lines(late)).toEqual(['suspected 2022-03-01', 'leave 2021-09-15']);
  expect(await lines(unknownEnd)).toEqual(['leave 2021-09-15']);
  expect((await lines(back))[0]).toBe('here 2022-02-21');
  expect(await expireLeaves(server)).toBe(0);
  const { history } = await clerk.ask(getChild, { params: { childId: late } });
  expect(history[0]).toMatchObject({
    basis: { kind: 'expiry', untilOn: '2022-02-15' },
    grade: 5,
    school: '霁溪镇小学',
  });
  const faults = await server.database.inTransaction(clerk.actor, (tx) => verifyChanges(server.keys, tx, late));
  expect(faults).toEqual([]);
});

test('a machine that slept catches up, with the day that it should have been', async () => {
  const childId = await onLeave('2022-03-05');
  await comeBackAt('2022-05-01T02:00:00.000Z');
  expect(await expireLeaves(server)).toBe(1);
  expect((await lines(childId))[0]).toBe('suspected 2022-03-19');
});

test('an office may set other days of grace', async () => {
  const childId = await onLeave('2022-04-25');
  await server.database.inTransaction(clerk.actor, (tx) =>
    writeSetting(server.clock, tx, 'children.leave-grace-days', 3, clerk.actor.accountId),
  );
  expect(await expireLeaves(server)).toBe(1);
  expect((await lines(childId))[0]).toBe('suspected 2022-04-28');
});

test('the system has an account that everybody can see, that nobody can sign in with, and that opens no case', async () => {
  const system = await systemActor(server);
  expect(system?.posts).toMatchObject([{ role: 'administrator', unitId: server.units.county }]);
  const administrator = await server.as('administrator');
  const { accounts } = await administrator.ask(listAccounts);
  expect(accounts.filter((each) => each.account === 'system')).toHaveLength(1);
  for (const password of ['none', 'system', '系统（自动）']) {
    expect((await server.nobody.send(signIn, { body: { account: 'system', password } })).status).toBe(401);
  }
  const seen = await server.database.inTransaction(system ?? null, async (tx) => ({
    children: (await tx.selectFrom('children').select('id').execute()).length,
    cases: (await tx.selectFrom('cases').select('id').execute()).length,
  }));
  expect(seen.children).toBeGreaterThan(0);
  expect(seen.cases).toBe(0);
});

test('before the first set-up there is nothing to do and nobody to do it', async () => {
  const empty = await testServer({ empty: true });
  expect(await expireLeaves(empty)).toBe(0);
  await empty.close();
});
