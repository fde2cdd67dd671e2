import {
  createAccount,
  getInstallation,
  getJob,
  getSession,
  listAccounts,
  listUnits,
  loadSample,
  setUp,
  signIn,
  signOut,
} from '@quanxue/domain/people/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SESSION_COOKIE } from '../basis/sessions.ts';
import { makeClient } from '../basis/testing.ts';
import { type TestServer, testServer } from '../testing.ts';

let fresh: TestServer;
let server: TestServer;
beforeAll(async () => {
  fresh = await testServer({ empty: true });
  server = await testServer();
});
afterAll(async () => {
  await fresh?.close();
  await server?.close();
});

const password = 'correct horse battery';
const tokenIn = (headers: Readonly<Record<string, unknown>>) =>
  new RegExp(`${SESSION_COOKIE}=([^;]+)`).exec(String(headers['set-cookie']))?.[1] ?? '';

test('the first visit sets up county, township and an administrator who can also do the work', async () => {
  expect(await fresh.nobody.ask(getInstallation)).toMatchObject({
    state: 'new',
    today: '2022-09-01',
    county: null,
    sample: false,
    demo: false,
  });
  const body = {
    county: { name: '雾屏县', code: '509999' },
    township: { name: '霁溪镇', code: '509999101' },
    administrator: { account: 'admin', name: '骆长庚', password },
  };
  const wrong = { ...body, township: { name: '霁溪镇', code: '500229110' } };
  expect((await fresh.nobody.send(setUp, { body: wrong })).problem.type).toBe('township-elsewhere');

  const got = await fresh.nobody.send(setUp, { body });
  expect(got.status).toBe(200);
  expect(got.answer.posts.map((post) => [post.role, post.unitName])).toEqual([
    ['administrator', '霁溪镇'],
    ['social-affairs', '霁溪镇'],
  ]);
  expect(await fresh.nobody.ask(getInstallation)).toMatchObject({
    state: 'ready',
    county: '雾屏县',
    township: '霁溪镇',
  });
  const cookie = String(got.headers['set-cookie']);
  expect(cookie).toContain('HttpOnly');
  expect(cookie).toContain('SameSite=Strict');
  const administrator = makeClient(fresh.app, tokenIn(got.headers));
  expect((await administrator.ask(getSession)).name).toBe('骆长庚');
  expect((await administrator.ask(listUnits)).units.map((unit) => unit.name)).toEqual(['雾屏县', '霁溪镇']);
  expect((await fresh.nobody.send(setUp, { body })).problem.type).toBe('already-set-up');
});

test('two set-ups at the same moment make one', async () => {
  const both = await testServer({ empty: true });
  const body = (account: string) => ({
    county: { name: '雾屏县', code: '509999' },
    township: { name: '霁溪镇', code: '509999101' },
    administrator: { account, name: '甲', password },
  });
  const got = await Promise.all(['one', 'two'].map((account) => both.nobody.send(setUp, { body: body(account) })));
  expect(got.map((each) => each.status).sort()).toEqual([200, 409]);
  await both.close();
});

test('a new account signs in with its password, sees its posts, and signs out for good', async () => {
  const administrator = await server.as('administrator');
  const posts = [{ role: 'village' as const, unitId: server.units.villageA }];
  const made = await administrator.ask(createAccount, {
    body: { account: 'Xiaoman', name: '田小满', password, posts },
  });
  expect(made.posts).toEqual([{ ...posts[0], unitName: '听松坪村' }]);
  const again = await administrator.send(createAccount, { body: { account: 'XIAOMAN', name: '乙', password, posts } });
  expect(again.problem.type).toBe('account-taken');
  const nowhere = [{ role: 'village' as const, unitId: made.id }];
  const lost = await administrator.send(createAccount, {
    body: { account: 'lost', name: '丙', password, posts: nowhere },
  });
  expect(lost.problem.type).toBe('unknown-unit');
  const ahead = await administrator.send(createAccount, {
    body: {
      account: 'ahead',
      name: '戊',
      password,
      posts: [{ role: 'village', unitId: made.id, fromOn: '2022-09-02' }],
    },
  });
  expect(ahead.problem.type).toBe('post-ahead');

  const got = await server.nobody.send(signIn, { body: { account: ' xiaoman ', password } });
  expect(got.answer).toMatchObject({ account: 'Xiaoman', name: '田小满', posts: made.posts });
  const clerk = makeClient(server.app, tokenIn(got.headers));
  expect((await clerk.send(listAccounts)).problem.type).toBe('not-allowed');
  expect(await clerk.ask(signOut)).toEqual({ done: true });
  expect((await clerk.send(getSession)).problem.type).toBe('sign-in-needed');
});

test('no password is stored, only argon2id of it, and no session token, only its digest', async () => {
  const rows = await server.database.inTransaction(null, (tx) =>
    tx.selectFrom('accounts').select('password_hash').where('account', '=', 'Xiaoman').execute(),
  );
  expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const someone = await server.as('teacher');
  const { rows: sessions } = await server.database.pool.query('select encode(token_hash, $1) as hash from sessions', [
    'escape',
  ]);
  expect(sessions.length).toBeGreaterThan(0);
  expect(sessions.map((row) => row.hash)).not.toContain(someone.token);
});

test('five wrong passwords in a row lock an account for fifteen minutes, known or unknown alike', async () => {
  const administrator = await server.as('administrator');
  const posts = [{ role: 'teacher' as const, unitId: server.units.school }];
  await administrator.ask(createAccount, { body: { account: 'locked', name: '丁', password, posts } });
  for (const account of ['locked', 'nobody-here']) {
    for (let attempt = 1; attempt <= 5; attempt++) {
      const got = await server.nobody.send(signIn, { body: { account, password: `wrong ${attempt}` } });
      expect(got.problem.type).toBe('wrong-password');
    }
    const got = await server.nobody.send(signIn, { body: { account, password } });
    expect([got.status, got.problem.type]).toEqual([429, 'account-locked']);
  }
  const { accounts } = await administrator.ask(listAccounts);
  expect(accounts.find((each) => each.account === 'locked')?.lockedUntil).toBe('2022-09-01T00:45:00.000Z');
  server.clock.advance(15 * 60);
  expect((await server.nobody.send(signIn, { body: { account: 'locked', password } })).status).toBe(200);
  server.clock.advance(-15 * 60);
});

test('ten wrong passwords sent at once are counted one by one', async () => {
  const together = await Promise.all(
    Array.from({ length: 10 }, () => server.nobody.send(signIn, { body: { account: 'at-once', password: 'wrong' } })),
  );
  const kinds = together.map((got) => got.problem.type);
  expect(kinds.filter((kind) => kind === 'wrong-password')).toHaveLength(5);
  expect(kinds.filter((kind) => kind === 'account-locked')).toHaveLength(5);
});

test('a session ends after eight idle hours, and after seven days in any case', async () => {
  const idle = await server.as('teacher');
  const busy = await server.as('teacher');
  const start = server.clock.now();
  server.clock.advance(8 * 3600 - 1);
  await busy.ask(getSession);
  server.clock.advance(1);
  expect((await idle.send(getSession)).status).toBe(401);
  for (let hour = 0; hour < 7 * 24 - 8; hour += 7) {
    expect((await busy.send(getSession)).status).toBe(200);
    server.clock.advance(7 * 3600);
  }
  expect((await busy.send(getSession)).status).toBe(401);
  server.clock.set(start);
});

test('a post that ended yesterday gives nothing today', async () => {
  const clerk = await server.as('village', server.units.villageA);
  await clerk.ask(listUnits);
  await server.database.inTransaction(null, (tx) =>
    tx.updateTable('posts').set({ to_on: '2022-08-31' }).where('account_id', '=', clerk.actor.accountId).execute(),
  );
  expect((await clerk.send(listUnits)).problem.type).toBe('sign-in-needed');
});

test('the sample township is loaded as a job that is watched, once, and not among children', async () => {
  const gate = Promise.withResolvers<void>();
  const sampling = await testServer({
    loadSample: async (_house, actor, progress) => {
      progress.step({ zh: '导入', en: 'Importing' }, 1, 2);
      expect(actor.posts[0]?.role).toBe('administrator');
      await gate.promise;
      progress.step({ zh: '完成', en: 'Done' }, 2, 2);
    },
  });
  const administrator = await sampling.as('administrator');
  const job = await administrator.ask(loadSample);
  const params = { jobId: job.id };
  expect(await administrator.ask(getJob, { params })).toMatchObject({ state: 'running', done: 1, total: 2 });
  expect((await administrator.send(loadSample)).problem.type).toBe('sample-running');
  const other = await sampling.as('administrator');
  expect((await other.send(getJob, { params })).status).toBe(404);
  gate.resolve();
  await sampling.jobs.ended(job.id);
  expect(await administrator.ask(getJob, { params })).toMatchObject({ state: 'done', done: 2, problem: null });
  expect((await sampling.nobody.ask(getInstallation)).sample).toBe(true);
  await sampling.close();
});
