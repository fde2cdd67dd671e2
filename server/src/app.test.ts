import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES, type Role } from '@quanxue/domain/basis/operation.ts';
import { ProblemJson } from '@quanxue/domain/basis/problem.ts';
import { createAccount, getSession, listAccounts, signIn, signOut } from '@quanxue/domain/people/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApi } from './basis/openapi.ts';
import { csrfOf, SESSION_COOKIE } from './basis/sessions.ts';
import { CONTRACT } from './contract.ts';
import { type TestPerson, type TestServer, testServer } from './testing.ts';
import { VERSION } from './version.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

test('a change without the page’s own token is refused, and nothing is done', async () => {
  for (const csrf of ['', 'wrong']) {
    const got = await clerk.send(signOut, { headers: { 'x-quanxue-csrf': csrf } });
    expect([got.status, got.problem.type]).toEqual([403, 'csrf']);
  }
  expect((await clerk.send(getSession, { headers: { 'x-quanxue-csrf': '' } })).status).toBe(200);
});

test('a change that a browser says comes from another site is refused, a sign-in too', async () => {
  for (const site of ['cross-site', 'same-site']) {
    const headers = { 'sec-fetch-site': site };
    expect((await clerk.send(signOut, { headers })).problem.type).toBe('csrf');
    const got = await server.nobody.send(signIn, { body: { account: 'a', password: 'b' }, headers });
    expect(got.problem.type).toBe('csrf');
  }
  expect((await clerk.send(getSession, { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(200);
});

test('a token that nobody was given opens nothing', async () => {
  const cookies = { [SESSION_COOKIE]: 'A'.repeat(43) };
  const reply = await server.app.inject({ url: '/api/session', cookies });
  expect([reply.statusCode, reply.json().type]).toEqual([401, 'sign-in-needed']);
});

test('every answer forbids anything from outside, framing and guessing of types', async () => {
  for (const url of ['/', '/api/session', '/api/none', '/children/1']) {
    const { headers } = await server.app.inject({ url });
    const policy = String(headers['content-security-policy']);
    expect(policy, url).toContain(`default-src 'self'`);
    expect(policy, url).toContain(`frame-ancestors 'none'`);
    expect(policy, url).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
    expect(headers['x-content-type-options'], url).toBe('nosniff');
    expect(headers['referrer-policy'], url).toBe('no-referrer');
    expect(headers['strict-transport-security'], url).toBeUndefined();
    expect(headers['x-powered-by'], url).toBeUndefined();
  }
});

test('a problem is RFC 9457 in the asked language, with both languages inside', async () => {
  for (const [asked, title, language] of [
    [undefined, '尚未登录，或登录已过期。请重新登录。', 'zh-CN'],
    ['zh-CN,zh;q=0.9,en;q=0.8', '尚未登录，或登录已过期。请重新登录。', 'zh-CN'],
    ['fr, en;q=0.7, zh;q=0.3', 'You are not signed in, or your session has ended. Sign in again.', 'en'],
    ['en-US,en;q=0.9', 'You are not signed in, or your session has ended. Sign in again.', 'en'],
  ] as const) {
    const got = await server.nobody.send(getSession, asked ? { headers: { 'accept-language': asked } } : {});
    expect(got.headers['content-type']).toContain('application/problem+json');
    expect(got.headers['content-language']).toBe(language);
    const problem = ProblemJson.parse(got.problem);
    expect(problem.title).toBe(title);
    expect(problem.requestId).toBe(got.headers['x-request-id']);
    expect(problem.zh).toContain('登录');
    expect(problem.en).toContain('Sign in');
  }
});

test('every wrong value of a request is told with its place, in both languages', async () => {
  const administrator = await server.as('administrator');
  const body = { account: 'a b', name: '', password: 'short', posts: [{ role: 'king' as never, unitId: 'x' }] };
  const { status, problem } = await administrator.send(createAccount, { body });
  expect(status).toBe(400);
  expect(problem.at?.map((each) => each.path)).toEqual([
    'body.account',
    'body.name',
    'body.password',
    'body.posts.0.role',
    'body.posts.0.unitId',
  ]);
  expect(problem.at?.[1]).toMatchObject({ zh: '不能为空。', en: 'This must not be empty.' });
  expect(problem.at?.[2]?.zh).toBe('至少 10 个字符。');
  const nothing = await administrator.send(createAccount);
  expect(nothing.problem.at?.[0]).toMatchObject({ path: 'body', zh: '必须填写。' });
});

test('what is not JSON, too large or not there at all is a problem, too', async () => {
  const post = (payload: string, type = 'application/json') =>
    server.app.inject({ method: 'POST', url: '/api/session', payload, headers: { 'content-type': type } });
  for (const [reply, status, type] of [
    [await post('{"account":'), 400, 'invalid-json'],
    [await post('{"__proto__": {"x": 1}}'), 400, 'invalid-json'],
    [await post('a=b', 'application/x-www-form-urlencoded'), 400, 'invalid-json'],
    [await post(`"${'x'.repeat(2_100_000)}"`), 413, 'too-large'],
    [await server.app.inject({ url: '/api/none' }), 404, 'not-found'],
    [await server.app.inject({ method: 'DELETE', url: '/api/accounts' }), 404, 'not-found'],
  ] as const) {
    expect([reply.statusCode, reply.json().type]).toEqual([status, type]);
  }
});

test('a bug is 500 with a number to tell, and a log line without names or words', async () => {
  const before = server.logged.length;
  const broken = await testServer({ empty: true });
  await broken.database.close();
  const got = await broken.nobody.send(signIn, { body: { account: '欧阳春生', password: 'geheim' } });
  expect([got.status, got.problem.type]).toEqual([500, 'unexpected']);
  expect(got.problem.zh).toContain(got.problem.requestId ?? 'nothing');
  const [line = ''] = broken.logged;
  expect(JSON.parse(line)).toMatchObject({ level: 'error', operation: 'signIn', requestId: got.problem.requestId });
  expect(line).not.toMatch(/欧阳|geheim/);
  expect(server.logged.length).toBe(before);
  await broken.app.close();
});

test('a post may do what its contract says and no more', async () => {
  const got = await clerk.send(listAccounts);
  expect([got.status, got.problem.type]).toEqual([403, 'not-allowed']);
  expect(got.problem.zh).toContain('帐号');
});

test('more than thirty sign-ins a minute from one address wait', async () => {
  const attempt = (index: number) =>
    server.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { account: `nobody-${index}`, password: 'x' },
      remoteAddress: '192.0.2.7',
    });
  for (let index = 1; index <= 30; index++) expect((await attempt(index)).statusCode).toBe(401);
  const late = await attempt(31);
  expect([late.statusCode, late.json().type]).toEqual([429, 'too-many-requests']);
  expect(late.json().title).toContain('60 秒');
});

test('every operation of the contract is answered, and only to whom it names', async () => {
  const filled = (path: string) =>
    path.replaceAll(/:(\w+)/g, (_, name: string) => (name === 'sha256' ? 'a'.repeat(64) : crypto.randomUUID()));
  const people = new Map<Role, TestPerson>();
  for (const role of ROLES) people.set(role, await server.as(role));
  for (const { name, method, path, may } of CONTRACT) {
    expect(server.app.hasRoute({ method, url: path }), name).toBe(true);
    if (may === 'public') continue;
    const asStranger = await server.app.inject({ method, url: filled(path) });
    expect([asStranger.statusCode, asStranger.json().type], name).toEqual([401, 'sign-in-needed']);
    for (const [role, { token }] of people) {
      const signedIn = { method, url: filled(path), cookies: { [SESSION_COOKIE]: token } };
      if (method !== 'GET') {
        const reply = await server.app.inject(signedIn);
        expect([reply.statusCode, reply.json().type], `${name} without the header`).toEqual([403, 'csrf']);
      }
      if (may === 'any' || may.includes(role)) continue;
      const reply = await server.app.inject({ ...signedIn, headers: { 'x-quanxue-csrf': csrfOf(token) } });
      expect([reply.statusCode, reply.json().type], `${name} as ${role}`).toEqual([403, 'not-allowed']);
    }
  }
});

test('openapi.json is what the contracts say; if not, run: node server/src/emit-openapi.ts', async () => {
  const committed = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
  const emitted = JSON.parse(JSON.stringify(openApi(CONTRACT, VERSION)));
  expect(committed).toEqual(emitted);
  expect((await server.app.inject({ url: '/api/openapi.json' })).json()).toEqual(emitted);
  const references = JSON.stringify(emitted).match(/#\/components\/schemas\/\w+/g) ?? [];
  for (const reference of references) expect(emitted.components.schemas).toHaveProperty(reference.slice(21));
});

test('a page of the desk is the same page under every path of its own, and nothing else is', async () => {
  const webDir = join(server.dir, 'web');
  mkdirSync(join(webDir, 'assets'), { recursive: true });
  writeFileSync(join(webDir, 'index.html'), '<!doctype html><title>劝学</title>');
  writeFileSync(join(webDir, 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(server.dir, 'secret.txt'), 'secret');
  const withWeb = await testServer({ webDir });
  for (const url of ['/', '/children', '/cases/1?tab=story']) {
    const reply = await withWeb.app.inject({ url });
    expect([reply.statusCode, reply.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(reply.body).toContain('劝学');
  }
  const script = await withWeb.app.inject({ url: '/assets/index-1a2b.js' });
  expect(script.headers['cache-control']).toContain('immutable');
  for (const url of ['/assets/none.js', '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/api/']) {
    const reply = await withWeb.app.inject({ url });
    expect(reply.body, url).not.toContain('secret');
    expect(reply.statusCode, url).toBeGreaterThanOrEqual(400);
  }
  await withWeb.close();
});
