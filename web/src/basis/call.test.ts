import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getChild, listChildren, unmaskChild } from '@quanxue/domain/children/operations.ts';
import { getInstallation, signIn } from '@quanxue/domain/people/operations.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CallError, call, isAborted, rememberCsrf, urlOf } from './call.ts';

const CHILD = '0198c0de-0000-7000-8000-000000000001';

let server: Server;
let seen: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string };
let answer: (reply: ServerResponse) => void;
const realFetch = globalThis.fetch;

beforeAll(async () => {
  server = createServer(async (request, reply) => {
    let body = '';
    for await (const piece of request) body += piece;
    seen = { method: request.method, url: request.url, headers: request.headers, body };
    answer(reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // A page asks its own server by a path; Node wants the whole address.
  globalThis.fetch = (input, init) => realFetch(new URL(String(input), base), init);
});
afterAll(async () => {
  globalThis.fetch = realFetch;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  rememberCsrf('');
  answer = (reply) => reply.end('{}');
});

describe('the address of an operation', () => {
  it('fills path parameters and leaves out what is not asked', () => {
    expect(urlOf(getChild, { params: { childId: CHILD } })).toBe(`/api/children/${CHILD}`);
    expect(urlOf(listChildren, { query: { q: '王 小', state: undefined, offset: 0 } })).toBe(
      '/api/children?q=%E7%8E%8B+%E5%B0%8F&offset=0',
    );
    expect(urlOf(listChildren, {})).toBe('/api/children');
  });

  it('refuses to make an address with a hole', () => {
    expect(() => urlOf(getChild, { params: {} } as never)).toThrow('childId');
  });
});

describe('a call', () => {
  it('sends the body as JSON with the token of the session, and gives the answer', async () => {
    answer = (reply) => reply.end(JSON.stringify({ citizenId: null, guardians: [], certificateNumber: null }));
    rememberCsrf('token-1');
    const got = await call(unmaskChild, { params: { childId: CHILD }, body: { reason: '核对户口簿' } });
    expect(got.guardians).toEqual([]);
    expect(seen).toMatchObject({
      method: 'POST',
      url: `/api/children/${CHILD}/unmask`,
      body: '{"reason":"核对户口簿"}',
    });
    expect(seen.headers).toMatchObject({ 'x-quanxue-csrf': 'token-1', 'content-type': 'application/json' });
  });

  it('sends no token with a GET', async () => {
    rememberCsrf('token-1');
    await call(getInstallation, {});
    expect(seen.headers['x-quanxue-csrf']).toBeUndefined();
  });

  it('throws the sentences of a problem', async () => {
    answer = (reply) => {
      reply.statusCode = 401;
      reply.end(JSON.stringify({ type: 'wrong-password', title: 'x', status: 401, zh: '密码不对。', en: 'Wrong.' }));
    };
    const error = await call(signIn, { body: { account: 'a', password: 'b' } }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CallError);
    expect(error).toMatchObject({ status: 401, text: { zh: '密码不对。', en: 'Wrong.' } });
  });

  it('has a sentence of its own where the server answers with something else', async () => {
    answer = (reply) => {
      reply.statusCode = 502;
      reply.end('<html>Bad gateway</html>');
    };
    const error = await call(getInstallation, {}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 502, problem: null });
    expect((error as CallError).text.zh).toContain('请稍后再试');
  });

  it('says that the server cannot be reached when the line is cut', async () => {
    answer = (reply) => reply.destroy();
    const error = await call(getInstallation, {}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 0 });
    expect((error as CallError).text.zh).toContain('连不上服务器');
  });

  it('ends quietly when it is cancelled', async () => {
    const control = new AbortController();
    answer = () => control.abort();
    const error = await call(getInstallation, {}, { signal: control.signal }).catch((thrown: unknown) => thrown);
    expect(isAborted(error)).toBe(true);
  });
});
