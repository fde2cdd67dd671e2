import type { NewChannel } from '@quanxue/domain/statistics/channel-operations.ts';
import { countDuties, groupText } from '@quanxue/domain/statistics/group-text.ts';
import { sql } from 'kysely';
import type { Actor } from '../../basis/actor.ts';
import { later } from '../../basis/clock.ts';
import type { House } from '../../basis/house.ts';
import { newId } from '../../basis/ids.ts';
import { readActor } from '../../basis/sessions.ts';
import { readSettings } from '../../basis/settings.ts';
import { systemActor } from '../../basis/system-actor.ts';
import { dutiesOf } from '../my-day/duties-of.ts';
import { deliver } from './deliver.ts';
import { openChannel } from './sealed-channel.ts';
import { wordsOf } from './words-of.ts';

type Ground = Pick<House, 'clock' | 'keys' | 'database'>;

/** Minutes until the next try, each longer than the one before; after the last the message is given up. */
const PAUSES_MIN = [5, 15, 60, 180, 360] as const;

const SUBJECT = '劝学：今天的待办';

/**
 * Makes today's digests once the hour has come and sends what waits. Safe to repeat at any time: a digest is made once a day
 * and subscription, and days on which the machine was off are not made up for: today's tells how things stand.
 */
export async function sendDigests(house: Ground): Promise<void> {
  const subscriptions = await inSight(house);
  if (!subscriptions) return;
  const { system, rows } = subscriptions;
  const { 'channels.hour': hour } = await house.database.inTransaction(system, (tx) =>
    readSettings(house.clock, tx, ['channels.hour']),
  );
  if (hourOf(house.clock.now()) >= hour) for (const row of rows) await makeDigest(house, system, row);
  await sendWaiting(house, system);
}

/** Of the day in Shanghai, which knows no summer time. */
function hourOf(instant: string): number {
  return (new Date(instant).getUTCHours() + 8) % 24;
}

interface Subscription {
  readonly id: string;
  readonly channelId: string;
  readonly postId: string;
  readonly accountId: string;
}

/** The subscriptions of channels that are on; undefined where there is none, so that nothing else is looked at. */
async function inSight(house: Ground): Promise<{ system: Actor; rows: Subscription[] } | undefined> {
  const system = await systemActor(house);
  if (!system) return undefined;
  const { rows } = await house.database.inTransaction(system, (tx) =>
    sql<Subscription>`
      select s.id, s.channel_id as "channelId", s.post_id as "postId", p.account_id as "accountId"
        from channel_subscriptions s join posts p on p.id = s.post_id
        where ${CHANNEL_ON(sql.ref('s.channel_id'))}
          and not exists (select from channel_subscription_ends e where e.subscription_id = s.id)
        order by s.since, s.id`.execute(tx),
  );
  return rows.length > 0 ? { system, rows } : undefined;
}

const CHANNEL_ON = (channelId: ReturnType<typeof sql.ref>) => sql`
  (select state from channel_switches w where w.channel_id = ${channelId} order by no desc limit 1) = 'on'`;

async function makeDigest(house: Ground, system: Actor, row: Subscription): Promise<void> {
  const today = house.clock.today();
  const made = await house.database.inTransaction(system, (tx) =>
    tx
      .selectFrom('channel_messages')
      .select('id')
      .where('subscription_id', '=', row.id)
      .where('day', '=', today)
      .executeTakeFirst(),
  );
  if (made) return;
  // In the name of whoever holds the post: the list is theirs.
  const text = await house.database.inTransaction({ accountId: row.accountId }, async (tx) => {
    const holder = await readActor(house.clock, tx, row.accountId);
    const post = holder?.posts.find((each) => each.id === row.postId);
    return post ? groupText(countDuties(await dutiesOf(house, tx, post)), 'zh') : '';
  });
  await house.database.inTransaction(system, async (tx) => {
    const id = newId(house.clock);
    const now = house.clock.now();
    const written = await tx
      .insertInto('channel_messages')
      .values({ id, channel_id: row.channelId, subscription_id: row.id, day: today, text, made_at: now })
      .onConflict((conflict) => conflict.columns(['subscription_id', 'day']).doNothing())
      .executeTakeFirst();
    if (!written.numInsertedOrUpdatedRows) return;
    const state = text === '' ? ('nothing' as const) : ('waiting' as const);
    await tx
      .insertInto('channel_message_states')
      .values({ message_id: id, no: 1, state, at: now, retry_at: state === 'waiting' ? now : null, error: null })
      .execute();
  });
}

interface Waiting {
  readonly id: string;
  readonly no: number;
  readonly day: string;
  readonly text: string;
  readonly address: string | null;
  readonly channelId: string;
  readonly sealed: Buffer;
}

async function sendWaiting(house: Ground, system: Actor): Promise<void> {
  const today = house.clock.today();
  const { rows } = await house.database.inTransaction(system, (tx) =>
    sql<Waiting>`
      select m.id, last.no, m.day, m.text, s.address, c.id as "channelId", c.sealed
        from channel_messages m
          join channel_subscriptions s on s.id = m.subscription_id
          join channels c on c.id = m.channel_id
          join lateral (select * from channel_message_states l where l.message_id = m.id order by no desc limit 1) last on true
        where last.state = 'waiting' and (last.retry_at <= ${house.clock.now()}::timestamptz or m.day < ${today}::date)
          and ${CHANNEL_ON(sql.ref('c.id'))}
          and not exists (select from channel_subscription_ends e where e.subscription_id = s.id)
        order by m.made_at, m.id`.execute(tx),
  );
  for (const row of rows) {
    // What did not go out on its day is told by the digest of a later one.
    if (row.day < today) {
      await note(house, system, row, 'overtaken', null, null);
      continue;
    }
    const channel: NewChannel = await house.database.inTransaction(system, (tx) =>
      openChannel(house, tx, { id: row.channelId, sealed: row.sealed }),
    );
    const letter = { id: row.id, to: row.address, subject: `${SUBJECT}（${row.day}）`, text: row.text };
    const error = await deliver(channel, letter).then(
      () => null,
      (thrown: unknown) => wordsOf(thrown),
    );
    const pause = PAUSES_MIN[row.no - 1];
    if (error === null) await note(house, system, row, 'sent', null, null);
    else if (pause === undefined) await note(house, system, row, 'given-up', null, error);
    else await note(house, system, row, 'waiting', later(house.clock.now(), pause * 60), error);
  }
}

async function note(
  house: Ground,
  system: Actor,
  row: Waiting,
  state: 'sent' | 'waiting' | 'given-up' | 'overtaken',
  retryAt: string | null,
  error: string | null,
): Promise<void> {
  await house.database.inTransaction(system, (tx) =>
    tx
      .insertInto('channel_message_states')
      .values({ message_id: row.id, no: row.no + 1, state, at: house.clock.now(), retry_at: retryAt, error })
      .execute(),
  );
}
