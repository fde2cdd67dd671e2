import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { ProblemJson } from '@quanxue/domain/basis/problem.ts';
import type { EntryOf } from '@quanxue/domain/casefile/schema.ts';
import { followCase, openCase, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { signOut } from '@quanxue/domain/people/operations.ts';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SESSION_COOKIE } from '../basis/sessions.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { addTestChild } from './testing.ts';

let server: TestServer;
let url = '';
let clerk: TestPerson;
let village: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  village = await server.as('village', server.units.villageA);
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
});
const streams: AbortController[] = [];
afterEach(() => {
  for (const stream of streams.splice(0)) stream.abort();
});
afterAll(() => server?.close());

interface Heard {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** Opens the stream as a browser does. `next` waits for the next event and is undefined when the server has ended it. */
async function follow(person: TestPerson, caseId: string, after = 1, headers: Record<string, string> = {}) {
  const control = new AbortController();
  streams.push(control);
  const reply = await fetch(`${url}${followCase.path.replace(':caseId', caseId)}?after=${after}`, {
    headers: { cookie: `${SESSION_COOKIE}=${person.token}`, ...headers },
    signal: control.signal,
  });
  const reader = reply.ok ? reply.body?.pipeThrough(new TextDecoderStream()).getReader() : undefined;
  let text = '';
  const next = async (): Promise<Heard | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const fields = new Map(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => line.split(/: (.*)/s, 2) as [string, string]),
        );
        text = text.slice(end + 2);
        const event = fields.get('event');
        if (event) return { event, id: fields.get('id'), data: JSON.parse(fields.get('data') ?? 'null') };
        continue;
      }
      const got = await reader?.read();
      if (!got || got.done) return undefined;
      text += got.value;
    }
  };
  return { reply, next, leave: () => control.abort() };
}

async function aCase() {
  const childId = await addTestChild(server, clerk.actor, { registered: server.units.villageA });
  const caseId = randomUUID();
  const report: EntryOf<'report'> = {
    id: randomUUID(),
    kind: 'report',
    on: '2022-09-06',
    source: 'school',
    reasons: ['other'],
  };
  await clerk.ask(openCase, { params: { caseId }, body: { childId, report } });
  return { caseId, childId };
}

function record(person: TestPerson, caseId: string) {
  const body: EntryOf<'persuasion'> = {
    id: randomUUID(),
    kind: 'persuasion',
    on: '2022-09-08',
    by: [{ name: '骆长庚', unit: 'township' }],
    method: 'home-visit',
    met: [{ who: 'guardian' }],
    summary: '父亲同意商量',
    outcome: 'undecided',
  };
  return person.ask(recordEntry, { params: { caseId, entryId: body.id }, body });
}

test('what one person records arrives at another who has the case open, with author and post and nothing of its content', async () => {
  const { caseId } = await aCase();
  const stream = await follow(village, caseId);
  expect(stream.reply.headers.get('content-type')).toContain('text/event-stream');
  await record(clerk, caseId);
  const heard = await stream.next();
  expect(heard).toEqual({
    event: 'entry',
    id: '2',
    data: { position: 2, author: '测试员', post: '霁溪镇社事办', own: false },
  });
  await record(village, caseId);
  expect(await stream.next()).toMatchObject({ data: { position: 3, post: '听松坪村干部', own: true } });
});

test('whoever may not see the case is not given its stream, and of another case hears only that one', async () => {
  const { caseId } = await aCase();
  const elsewhere = await server.as('village', server.units.villageB);
  expect((await follow(elsewhere, caseId)).reply.status).toBe(404);
  const other = await aCase();
  const stream = await follow(village, other.caseId);
  await record(clerk, caseId);
  await record(clerk, other.caseId);
  expect(await stream.next()).toMatchObject({ event: 'entry', data: { position: 2 } });
  await record(clerk, caseId);
  await record(clerk, other.caseId);
  expect(await stream.next()).toMatchObject({ event: 'entry', data: { position: 3 } });
});

test('a page that comes back is told what it missed, and once', async () => {
  const { caseId } = await aCase();
  await record(clerk, caseId);
  await record(clerk, caseId);
  const first = await follow(village, caseId);
  expect([await first.next(), await first.next()].map((heard) => heard?.id)).toEqual(['2', '3']);
  first.leave();
  await record(clerk, caseId);
  const again = await follow(village, caseId, 1, { 'last-event-id': '3' });
  expect((await again.next())?.id).toBe('4');
});

test('the stream ends with the session, before it tells anything more', async () => {
  const { caseId } = await aCase();
  const leaving = await server.as('village', server.units.villageA);
  const stream = await follow(leaving, caseId);
  await leaving.send(signOut);
  await record(clerk, caseId);
  expect(await stream.next()).toMatchObject({ event: 'end' });
  expect(await stream.next()).toBeUndefined();
});

test('the stream ends when the child moves out of sight', async () => {
  const { caseId, childId } = await aCase();
  const stream = await follow(village, caseId);
  await server.database.inTransaction(clerk.actor, (tx) =>
    tx.updateTable('children').set({ registered_unit_id: server.units.villageB }).where('id', '=', childId).execute(),
  );
  await record(clerk, caseId);
  expect(await stream.next()).toMatchObject({ event: 'end' });
});

test('a line to the database that was cut is opened again, and nothing is lost by it', async () => {
  const { caseId } = await aCase();
  const stream = await follow(village, caseId);
  await record(clerk, caseId);
  expect((await stream.next())?.id).toBe('2');
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  const { rows } = await admin.query(
    `select pg_terminate_backend(pid) as ended from pg_stat_activity
      where datname = current_database() and query = 'listen quanxue_cases'`,
  );
  await admin.end();
  expect(rows).toEqual([{ ended: true }]);
  await record(clerk, caseId);
  let heard = await stream.next();
  if (heard?.event === 'change') heard = await stream.next();
  expect(heard?.id).toBe('3');
});

test('one session follows six cases at once; a page that is left makes room', async () => {
  const { caseId } = await aCase();
  const person = await server.as('social-affairs');
  const open = await Promise.all(Array.from({ length: 6 }, () => follow(person, caseId)));
  expect(open.map((each) => each.reply.status)).toEqual(Array(6).fill(200));
  const seventh = await follow(person, caseId);
  expect([seventh.reply.status, ((await seventh.reply.json()) as ProblemJson).type]).toEqual([429, 'too-many-streams']);
  open[0]?.leave();
  await expect.poll(async () => (await follow(person, caseId)).reply.status).toBe(200);
});

test('the server stops without waiting for the pages that follow', async () => {
  const own = await testServer();
  const person = await own.as('social-affairs');
  const childId = await addTestChild(own, person.actor, { registered: own.units.villageA });
  const caseId = randomUUID();
  const report: EntryOf<'report'> = {
    id: randomUUID(),
    kind: 'report',
    on: '2022-09-01',
    source: 'school',
    reasons: ['other'],
  };
  await person.ask(openCase, { params: { caseId }, body: { childId, report } });
  await own.app.listen({ port: 0, host: '127.0.0.1' });
  const before = url;
  url = `http://127.0.0.1:${(own.app.server.address() as AddressInfo).port}`;
  const stream = await follow(person, caseId);
  url = before;
  const closed = own.close();
  expect(await stream.next()).toBeUndefined();
  await closed;
});
