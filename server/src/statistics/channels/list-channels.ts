import type { listChannels } from '@quanxue/domain/statistics/channel-operations.ts';
import { DUTY_ROLES } from '@quanxue/domain/statistics/duties.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { readSettings } from '../../basis/settings.ts';

type Channels = z.input<NonNullable<(typeof listChannels)['answer']>>;
type Channel = Channels['channels'][number];

/** Messages shown of each channel. */
const LAST = 10;

/** Every machine outside to which this one may speak, with what goes there and how it went. */
export async function listTheChannels(house: House, ask: Ask): Promise<Channels> {
  return ask.inTransaction(async (tx) => {
    const { 'channels.hour': hour } = await readSettings(house.clock, tx, ['channels.hour']);
    const { rows: channels } = await sql<Omit<Channel, 'subscriptions' | 'last'>>`
      select c.id, c.kind, c.name, c.host, c.port, coalesce(s.state = 'on', false) as on, c.entered_at as "enteredAt",
          a.name as "enteredBy"
        from channels c join accounts a on a.id = c.entered_by
          left join lateral (select state from channel_switches s where s.channel_id = c.id order by no desc limit 1) s on true
        where s.state is distinct from 'removed' order by c.entered_at, c.id`.execute(tx);
    const { rows: subscriptions } = await sql<Channel['subscriptions'][number] & { channelId: string }>`
      select s.id, s.channel_id as "channelId", s.post_id as "postId", s.address, u.name as unit, p.role, a.name as person
        from channel_subscriptions s join posts p on p.id = s.post_id join units u on u.id = p.unit_id
          join accounts a on a.id = p.account_id
        where not exists (select from channel_subscription_ends e where e.subscription_id = s.id)
        order by s.since, s.id`.execute(tx);
    const { rows: last } = await sql<Channel['last'][number] & { channelId: string }>`
      select * from (
        select m.id, m.channel_id as "channelId", m.day, m.subscription_id is null as test, s.state, s.at,
            (s.no)::int as tries, s.error, row_number() over (partition by m.channel_id order by m.made_at desc, m.id desc) as nth
          from channel_messages m
            join lateral (select * from channel_message_states s where s.message_id = m.id order by no desc limit 1) s on true
      ) numbered where nth <= ${LAST} order by nth`.execute(tx);
    const { rows: posts } = await sql<Channels['posts'][number]>`
      select p.id, u.name as unit, p.role, a.name as person
        from posts p join units u on u.id = p.unit_id join accounts a on a.id = p.account_id
        where p.role = any (${[...DUTY_ROLES]}) and a.closed_at is null and p.from_on <= current_day()
          and (p.to_on is null or p.to_on >= current_day())
        order by u.name, p.role, a.name`.execute(tx);
    const of = <Row extends { channelId: string }>(rows: readonly Row[], id: string) =>
      rows.filter((row) => row.channelId === id);
    return {
      hour,
      posts,
      channels: channels.map((channel) => ({
        ...channel,
        subscriptions: of(subscriptions, channel.id),
        last: of(last, channel.id),
      })),
    };
  });
}
