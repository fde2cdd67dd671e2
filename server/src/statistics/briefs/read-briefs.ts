import type { getBrief, listBriefs } from '@quanxue/domain/statistics/brief-operations.ts';
import type { BriefText } from '@quanxue/domain/statistics/brief-text.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../basis/actor.ts';
import { hashOf, type Json } from '../../basis/chain.ts';
import type { Tx } from '../../basis/database.ts';
import { problems } from '../../basis/problems.ts';

type Row = z.input<NonNullable<(typeof listBriefs)['answer']>>['briefs'][number];
type Brief = z.input<NonNullable<(typeof getBrief)['answer']>>;

interface Found extends Row {
  readonly text: BriefText;
  readonly version: number;
  readonly leadId: string | null;
  readonly caseId: string | null;
  readonly childId: string | null;
  readonly sentBy: string | null;
  readonly sha256: string | null;
}

/** SHA-256 over all that a sent brief says, and to whom it went. */
export function hashOfBrief(brief: {
  readonly id: string;
  readonly kind: string;
  readonly unitId: string;
  readonly text: BriefText;
  readonly to: readonly { unitId: string; role: string }[];
}): string {
  const { id, kind, unitId, text } = brief;
  const to = brief.to.map((post) => `${post.role} ${post.unitId}`).sort();
  const record: Json = { v: 1, id, kind, unit_id: unitId, title: text.title, sections: text.sections, to };
  return hashOf(record).toString('hex');
}

/** Briefs in the actor's sight, the latest first: of the own office drafts and sent ones, of others what was sent here. */
export async function readBriefs(tx: Tx, actor: Actor, where: RawBuilder<unknown> = sql`true`): Promise<Found[]> {
  const own = actor.posts.map((post) => post.unitId);
  const { rows } = await sql<Found>`
    select b.id, b.kind, t.title, b.unit_id as "unitId", u.name as unit, b.month, b.child_id as "childId",
        b.lead_id as "leadId", b.case_id as "caseId", case when e.ended is null then 'draft' else 'sent' end as state,
        b.drafted_at as "draftedAt", drafter.name as "draftedBy", e.at as "sentAt", sender.name as "sentBy", e.sha256,
        t.version, jsonb_build_object('title', t.title, 'sections', t.sections) as text,
        (select count(*)::int from brief_recipients r where r.brief_id = b.id) as posts,
        (select count(*)::int from brief_recipients r where r.brief_id = b.id and ${READ_AT_POST}) as "readPosts",
        b.unit_id = any (${own}::uuid[]) and not exists (
          select from brief_recipients r join posts_held() held on held.unit_id = r.unit_id and held.role = r.role
            where r.brief_id = b.id) as own,
        (select read_at from brief_readings mine where mine.brief_id = b.id and mine.account_id = ${actor.accountId})
          as "readAt"
      from briefs b
        join units u on u.id = b.unit_id
        join accounts drafter on drafter.id = b.drafted_by
        left join brief_ends e on e.brief_id = b.id
        left join accounts sender on sender.id = e.by_account
        join lateral (
          select * from brief_texts any_text where any_text.brief_id = b.id
            and any_text.version = coalesce(e.version, any_text.version)
          order by any_text.version desc limit 1
        ) t on true
      where e.ended is distinct from 'dropped' and ${where}
      order by coalesce(e.at, b.drafted_at) desc, b.id desc`.execute(tx);
  return rows;
}

/** Somebody who held the post when they opened it has read it there: over `r`, a recipient. */
export const READ_AT_POST = sql`exists (
  select from brief_readings g join posts p on p.account_id = g.account_id
    where g.brief_id = r.brief_id and p.unit_id = r.unit_id and p.role = r.role
      and p.from_on <= (g.read_at at time zone 'Asia/Shanghai')::date
      and (p.to_on is null or p.to_on >= (g.read_at at time zone 'Asia/Shanghai')::date))`;

export async function readBrief(tx: Tx, actor: Actor, briefId: string): Promise<Brief & { childId: string | null }> {
  const [brief] = await readBriefs(tx, actor, sql`b.id = ${briefId}`);
  if (!brief) throw problems.notFound();
  const { rows: to } = await sql<Brief['to'][number]>`
    select r.unit_id as "unitId", r.role, u.name as unit, coalesce((
        select jsonb_agg(jsonb_build_object('name', a.name, 'readAt', g.read_at) order by a.name)
          from accounts a left join brief_readings g on g.brief_id = r.brief_id and g.account_id = a.id
          where a.closed_at is null and exists (
            select from posts p where p.account_id = a.id and p.unit_id = r.unit_id and p.role = r.role
              and p.from_on <= current_day() and (p.to_on is null or p.to_on >= current_day() or g.read_at is not null))
      ), '[]') as people
      from brief_recipients r join units u on u.id = r.unit_id
      where r.brief_id = ${briefId} order by u.name, r.role`.execute(tx);
  return {
    ...brief,
    to: to.map((post) => ({
      ...post,
      // Made within jsonb, where an instant keeps the database's own form.
      people: post.people.map(({ name, readAt }) => ({ name, readAt: readAt && new Date(readAt).toISOString() })),
    })),
    intact: brief.sha256 === null || hashOfBrief({ ...brief, to }) === brief.sha256,
  };
}
