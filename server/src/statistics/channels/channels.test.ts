import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reportLead } from '@quanxue/domain/reports/operations.ts';
import {
  endSubscription,
  enterChannel,
  listChannels,
  subscribePost,
  switchChannel,
  testChannel,
} from '@quanxue/domain/statistics/channel-operations.ts';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../basis/ids.ts';
import { addTestChild } from '../../cases/testing.ts';
import { type TestPerson, type TestServer, testServer } from '../../testing.ts';
import { sendDigests } from './send-digests.ts';

let server: TestServer;
let administrator: TestPerson;
let clerk: TestPerson;
let mail: SMTPServer;
let robot: Server;
let robotSays = '{"errcode":0,"errmsg":"ok"}';
const mails: { to: string[]; user: string; body: string }[] = [];
const posted: { url: string; body: string }[] = [];

beforeAll(async () => {
  server = await testServer();
  mail = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === '密语' ? done(null, { user: username }) : done(new Error('wrong password')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          user: String(session.user),
          body: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  await new Promise<void>((listening) => mail.listen(0, '127.0.0.1', () => listening()));
  robot = createServer((request, reply) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      posted.push({ url: request.url ?? '', body });
      reply.setHeader('content-type', 'application/json').end(robotSays);
    });
  });
  await new Promise<void>((listening) => robot.listen(0, '127.0.0.1', () => listening()));

  await day('2022-11-07T00:30:00.000Z');
  const { villageA, school } = server.units;
  const childId = await addTestChild(server, clerk.actor, { name: '王小明', registered: villageA, school });
  const head = await server.as('principal', school);
  await head.ask(reportLead, { params: { leadId: newId(server.clock) }, body: { childId, onDay: '2022-11-04' } });
});
afterAll(async () => {
  await new Promise<void>((closed) => mail.close(() => closed()));
  await new Promise<void>((closed) => robot.close(() => closed()));
  await server?.close();
});

/** Moves to an instant; sessions do not last that long. */
async function day(instant: string) {
  server.clock.set(instant);
  administrator = await server.as('administrator', server.units.county);
  clerk ??= await server.as('social-affairs');
}

const portOf = (listening: { address(): AddressInfo | string | null }) => (listening.address() as AddressInfo).port;
const smtp = () => ({
  kind: 'smtp' as const,
  name: '县邮箱',
  host: '127.0.0.1',
  port: portOf(mail.server),
  security: 'none' as const,
  user: 'quanxue',
  password: '密语',
  from: 'quanxue@example.org',
});
const webhook = () => ({
  kind: 'webhook' as const,
  name: '工作群',
  url: `http://127.0.0.1:${portOf(robot)}/send?key=abc`,
});
const postOf = (person: TestPerson) => person.actor.posts[0]?.id ?? '';
const channel = async (id: string) => (await administrator.ask(listChannels)).channels.find((each) => each.id === id);

/** The text of a mail, whose lines are base64. */
const textOf = (body: string) => Buffer.from(body.split('\r\n\r\n').slice(1).join(''), 'base64').toString();

test('nothing goes out before a channel is entered and switched on', async () => {
  await sendDigests(server);
  const { id } = await administrator.ask(enterChannel, { body: smtp() });
  await administrator.ask(subscribePost, {
    params: { channelId: id },
    body: { postId: postOf(clerk), address: 'a@example.org' },
  });
  expect(await channel(id)).toMatchObject({
    on: false,
    host: '127.0.0.1',
    subscriptions: [{ address: 'a@example.org' }],
  });
  await sendDigests(server);
  expect(mails).toEqual([]);
  await administrator.ask(switchChannel, { params: { channelId: id }, body: { state: 'on' } });
  await sendDigests(server);
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({ to: ['a@example.org'], user: 'quanxue' });
});

test('the digest counts and names no child; a second look on the day sends nothing more', async () => {
  const text = textOf(mails[0]?.body ?? '');
  expect(text).toContain('线索 1');
  expect(text).toContain('请登录系统办理');
  expect(`${text}${mails[0]?.body}`).not.toContain('王小明');
  await sendDigests(server);
  expect(mails).toHaveLength(1);
});

test('after days off there is one digest, not one for each day, and none before the hour', async () => {
  await day('2022-11-20T22:30:00.000Z');
  await sendDigests(server);
  expect(mails).toHaveLength(1);
  await day('2022-11-20T23:30:00.000Z');
  await sendDigests(server);
  expect(mails).toHaveLength(2);
});

test('a robot is told in its own shape; what it refuses is tried again later, and no more once the day is over', async () => {
  const { id } = await administrator.ask(enterChannel, { body: webhook() });
  await administrator.ask(switchChannel, { params: { channelId: id }, body: { state: 'on' } });
  const subscription = await administrator.ask(subscribePost, {
    params: { channelId: id },
    body: { postId: postOf(clerk) },
  });
  robotSays = '{"errcode":93000,"errmsg":"invalid webhook url"}';
  await sendDigests(server);
  expect(posted).toHaveLength(1);
  expect(posted[0]?.url).toBe('/send?key=abc');
  expect(JSON.parse(posted[0]?.body ?? '')).toMatchObject({
    msgtype: 'text',
    text: { content: expect.stringContaining('线索 1') },
  });
  expect((await channel(id))?.last).toMatchObject([{ state: 'waiting', error: expect.stringContaining('93000') }]);
  await sendDigests(server);
  expect(posted).toHaveLength(1);
  server.clock.advance(301);
  robotSays = '{"errcode":0}';
  await sendDigests(server);
  expect(posted).toHaveLength(2);
  expect((await channel(id))?.last).toMatchObject([{ state: 'sent', error: null, tries: 3 }]);

  await day('2022-11-22T00:30:00.000Z');
  robotSays = '{"errcode":1}';
  await sendDigests(server);
  await day('2022-11-23T00:30:00.000Z');
  robotSays = '{"errcode":0}';
  const before = posted.length;
  await sendDigests(server);
  expect(posted).toHaveLength(before + 1);
  expect((await channel(id))?.last.map(({ state }) => state)).toEqual(['sent', 'overtaken', 'sent']);
  await administrator.ask(endSubscription, { params: { subscriptionId: subscription.id } });
  expect((await channel(id))?.subscriptions).toEqual([]);
});

test('a test goes out at once and says what the other machine said', async () => {
  const bad = await administrator.ask(enterChannel, { body: { ...smtp(), password: '错' } });
  const body = { address: 'b@example.org' };
  const refused = await administrator.send(testChannel, { params: { channelId: bad.id }, body });
  expect(refused.status).toBe(422);
  expect(refused.problem?.zh).toContain('wrong password');
  const good = await administrator.ask(enterChannel, { body: smtp() });
  await administrator.ask(testChannel, { params: { channelId: good.id }, body });
  expect(mails.at(-1)?.to).toEqual(['b@example.org']);
  await administrator.ask(switchChannel, { params: { channelId: good.id }, body: { state: 'removed' } });
  expect(await channel(good.id)).toBeUndefined();
});

test('password and key lie sealed, and only an administrator sees the channels', async () => {
  const { rows } = await server.database.inTransaction(administrator.actor, async (tx) => ({
    rows: await tx.selectFrom('channels').selectAll().execute(),
  }));
  expect(rows.length).toBeGreaterThan(1);
  for (const row of rows) expect(`${row.sealed.toString()}${JSON.stringify(row)}`).not.toMatch(/密语|key=abc/);
  expect(JSON.stringify(await administrator.ask(listChannels))).not.toMatch(/密语|key=abc/);
  const other = await server.as('social-affairs');
  expect((await other.send(listChannels)).status).toBe(403);
  const seen = await server.database.inTransaction(other.actor, (tx) =>
    tx.selectFrom('channels').select('id').execute(),
  );
  expect(seen).toEqual([]);
});
