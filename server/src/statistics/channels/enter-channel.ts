import type {
  enterChannel,
  NewChannel,
  subscribePost,
  switchChannel,
  testChannel,
} from '@quanxue/domain/statistics/channel-operations.ts';
import { levelOf } from '@quanxue/domain/statistics/duties.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { newId } from '../../basis/ids.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { problems } from '../../basis/problems.ts';
import { statisticsProblems } from '../problems.ts';
import { deliver } from './deliver.ts';
import { openChannel, sealChannel } from './sealed-channel.ts';
import { wordsOf } from './words-of.ts';

type Entered = z.output<NonNullable<(typeof enterChannel)['body']>>;
type Switched = z.output<NonNullable<(typeof switchChannel)['body']>>;
type Subscribed = z.output<NonNullable<(typeof subscribePost)['body']>>;
type Tested = z.output<NonNullable<(typeof testChannel)['body']>>;
interface Params {
  readonly channelId: string;
}
interface Id {
  readonly id: string;
}

/** Enters a way out of the product. It is off until it is switched on. */
export async function enterTheChannel(house: House, ask: Ask<unknown, unknown, Entered>): Promise<Id> {
  const id = newId(house.clock);
  const { kind, name } = ask.body;
  const machine = machineOf(ask.body);
  return ask.inTransaction(async (tx) => {
    await tx
      .insertInto('channels')
      .values({
        id,
        kind,
        name,
        ...machine,
        sealed: await sealChannel(house, tx, id, ask.body),
        entered_at: house.clock.now(),
        entered_by: ask.actor.accountId,
      })
      .execute();
    await trace(house, tx, ask, 'enterChannel', 'channel-entered', { channelId: id, kind, ...machine });
    return { id };
  });
}

function machineOf(channel: NewChannel): { host: string; port: number } {
  if (channel.kind === 'smtp') return { host: channel.host, port: channel.port };
  const url = new URL(channel.url);
  return { host: url.hostname, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) };
}

export async function switchTheChannel(house: House, ask: Ask<Params, unknown, Switched>): Promise<Id> {
  const { channelId } = ask.params;
  return ask.inTransaction(async (tx) => {
    const { no } = await standing(tx, channelId);
    await tx
      .insertInto('channel_switches')
      .values({
        channel_id: channelId,
        no: no + 1,
        state: ask.body.state,
        at: house.clock.now(),
        by_account: ask.actor.accountId,
      })
      .execute();
    await trace(house, tx, ask, 'switchChannel', 'channel-switched', { channelId, state: ask.body.state });
    return { id: channelId };
  });
}

/** A post's digest from the next morning on; of mail to its address. */
export async function subscribeThePost(house: House, ask: Ask<Params, unknown, Subscribed>): Promise<Id> {
  const { channelId } = ask.params;
  const { postId, address } = ask.body;
  const id = newId(house.clock);
  return ask.inTransaction(async (tx) => {
    const { kind } = await standing(tx, channelId);
    if (kind === 'smtp' && !address) throw statisticsProblems.channelAddress();
    const post = await tx.selectFrom('posts').select('role').where('id', '=', postId).executeTakeFirst();
    if (!post) throw problems.notFound();
    if (!levelOf(post.role)) throw statisticsProblems.channelPost();
    await tx
      .insertInto('channel_subscriptions')
      .values({
        id,
        channel_id: channelId,
        post_id: postId,
        address: kind === 'smtp' ? (address ?? null) : null,
        since: house.clock.now(),
        by_account: ask.actor.accountId,
      })
      .execute();
    await trace(house, tx, ask, 'subscribePost', 'channel-subscribed', { channelId, postId, subscriptionId: id });
    return { id };
  });
}

export async function endTheSubscription(house: House, ask: Ask<{ subscriptionId: string }>): Promise<Id> {
  const { subscriptionId } = ask.params;
  return ask.inTransaction(async (tx) => {
    const found = await tx
      .selectFrom('channel_subscriptions')
      .select('id')
      .where('id', '=', subscriptionId)
      .executeTakeFirst();
    if (!found) throw problems.notFound();
    await tx
      .insertInto('channel_subscription_ends')
      .values({ subscription_id: subscriptionId, at: house.clock.now(), by_account: ask.actor.accountId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await trace(house, tx, ask, 'endSubscription', 'channel-unsubscribed', { subscriptionId });
    return { id: subscriptionId };
  });
}

/** Sends a test at once, whether the channel is on or off; how it went stays on the page. */
export async function testTheChannel(house: House, ask: Ask<Params, unknown, Tested>): Promise<Id> {
  const { channelId } = ask.params;
  const id = newId(house.clock);
  const text = '这是一条测试。This is a test.';
  const channel = await ask.inTransaction(async (tx) => {
    const row = await standing(tx, channelId);
    if (row.kind === 'smtp' && !ask.body.address) throw statisticsProblems.channelAddress();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'testChannel',
      requestId: ask.requestId,
      what: { channelId },
    });
    return openChannel(house, tx, row);
  });
  const error = await deliver(channel, { id, to: ask.body.address ?? null, subject: '劝学', text }).then(
    () => null,
    (thrown: unknown) => wordsOf(thrown),
  );
  await ask.inTransaction(async (tx) => {
    const now = house.clock.now();
    await tx
      .insertInto('channel_messages')
      .values({ id, channel_id: channelId, subscription_id: null, day: house.clock.today(), text, made_at: now })
      .execute();
    await tx
      .insertInto('channel_message_states')
      .values({ message_id: id, no: 1, state: error === null ? 'sent' : 'given-up', at: now, retry_at: null, error })
      .execute();
  });
  if (error !== null) throw statisticsProblems.channelTest({ error });
  return { id };
}

/** A channel that has not been removed, held until the transaction ends. */
async function standing(tx: Tx, channelId: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`channel ${channelId}`}, 0))`.execute(tx);
  const row = await tx
    .selectFrom('channels')
    .select(['id', 'kind', 'sealed'])
    .where('id', '=', channelId)
    .executeTakeFirst();
  const last = await tx
    .selectFrom('channel_switches')
    .select(['no', 'state'])
    .where('channel_id', '=', channelId)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row || last?.state === 'removed') throw problems.notFound();
  return { ...row, no: last?.no ?? 0 };
}

async function trace(
  house: House,
  tx: Tx,
  ask: Pick<Ask, 'actor' | 'post' | 'requestId'>,
  operation: string,
  kind: string,
  what: Readonly<Record<string, string | number>>,
): Promise<void> {
  await recordChanges(house, tx, ask.actor, [{ unitId: ask.post.unitId, kind, body: what }]);
  await audit(house.clock, tx, { actorId: ask.actor.accountId, operation, requestId: ask.requestId, what });
}
