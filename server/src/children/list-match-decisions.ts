import type { listMatchDecisions, MatchAct } from '@quanxue/domain/children/match-operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ask } from '../basis/http.ts';

type Query = z.output<NonNullable<(typeof listMatchDecisions)['query']>>;

/** What was decided of rows and children in the asker's sight, the newest first; what was taken back stays in sight. */
export async function listTheMatchDecisions(
  ask: Ask<unknown, Query>,
): Promise<{ total: number; decisions: MatchAct[] }> {
  const { importId, offset = 0, limit = 50 } = ask.query;
  return ask.inTransaction(async (tx) => {
    const { rows } = await sql<
      Omit<MatchAct, 'undone'> & { total: number; undoneBy: string | null; undoneAt: string | null }
    >`
      select count(*) over ()::int as total, d.act_id as "actId", d.decision, d.batch_id as "importId", b.file_name as "fileName",
        d.kind, d.row, coalesce(min(r.name), '') as name,
        jsonb_agg(jsonb_build_object('childId', c.id, 'name', c.name) order by d.score desc, c.id) as children,
        b.state = 'preview' as preview,
        case when b.state = 'confirmed' and min(w.id::text) is not null then jsonb_build_object(
          'as', min(r.outcome), 'childId', min(w.id::text), 'name', min(w.name)) end as written,
        a.name as by, p.name as unit, d.decided_at as at, min(u.by) as "undoneBy", min(u.at) as "undoneAt"
      from match_decisions d
        join children c on c.id = d.child_id
        join import_batches b on b.id = d.batch_id
        join accounts a on a.id = d.decided_by
        join units p on p.id = d.post_unit_id
        left join import_rows r on r.batch_id = d.batch_id and r.row = d.row and r.identity_key = d.row_key
        left join children w on w.id = r.child_id and r.outcome in ('added', 'changed') and w.withdrawn_at is null
        left join lateral (
          select ua.name as by, n.decided_at as at from match_decisions n join accounts ua on ua.id = n.decided_by
          where n.row_key = d.row_key and n.child_id = d.child_id and n.decision = 'undone' and n.decided_no > d.decided_no
          order by n.decided_no limit 1) u on true
      where d.decision <> 'undone' ${importId ? sql`and d.batch_id = ${importId}` : sql``}
      group by d.act_id, d.decision, d.batch_id, b.file_name, b.state, d.kind, d.row, a.name, p.name, d.decided_at
      order by max(d.decided_no) desc offset ${offset} limit ${limit}`.execute(tx);
    return {
      total: rows[0]?.total ?? 0,
      decisions: rows.map(({ total: _, undoneBy, undoneAt, ...act }) => ({
        ...act,
        undone: undoneBy && undoneAt ? { by: undoneBy, at: undoneAt } : null,
      })),
    };
  });
}
