import type { Role } from '@quanxue/domain/basis/operation.ts';
import { addDays, shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import { sql } from 'kysely';
import type { Clock } from '../../basis/clock.ts';
import type { Tx } from '../../basis/database.ts';
import { readSettings } from '../../basis/settings.ts';
import { READ_AT_POST } from './read-briefs.ts';

export interface UnreadBrief {
  readonly id: string;
  readonly title: string;
  readonly unitId: string;
  readonly role: Role;
  readonly sentOn: string;
  /** Posts at which nobody has read it. */
  readonly posts: number;
}

/** Sent briefs of the own offices that some post has not read in the days that it has for it. */
export async function unreadBriefs(clock: Clock, tx: Tx): Promise<UnreadBrief[]> {
  const { 'briefs.read-days': days } = await readSettings(clock, tx, ['briefs.read-days']);
  const { rows } = await sql<Omit<UnreadBrief, 'sentOn'> & { at: string }>`
    select b.id, t.title, b.unit_id as "unitId", b.role, e.at, count(*)::int as posts
      from briefs b
        join brief_ends e on e.brief_id = b.id and e.ended = 'sent'
        join brief_texts t on t.brief_id = b.id and t.version = e.version
        join brief_recipients r on r.brief_id = b.id
      where b.unit_id in (select brief_units_held()) and not ${READ_AT_POST}
      group by b.id, t.title, b.unit_id, b.role, e.at
      order by e.at, b.id`.execute(tx);
  return rows
    .map(({ at, ...brief }) => ({ ...brief, sentOn: shanghaiDay(at) }))
    .filter(({ sentOn }) => addDays(sentOn, days) <= clock.today());
}
