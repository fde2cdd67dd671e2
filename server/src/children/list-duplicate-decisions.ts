import type { DuplicateDecision, listDuplicateDecisions } from '@quanxue/domain/children/duplicate-operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ask } from '../basis/http.ts';

type Query = z.output<NonNullable<(typeof listDuplicateDecisions)['query']>>;

/** What was decided of pairs in the asker's sight, the newest first; what was taken back stays in sight. */
export async function listTheDuplicateDecisions(
  ask: Ask<unknown, Query>,
): Promise<{ total: number; decisions: DuplicateDecision[] }> {
  const { offset = 0, limit = 50 } = ask.query;
  return ask.inTransaction(async (tx) => {
    const { rows } = await sql<DuplicateDecision & { total: number }>`
      select count(*) over ()::int as total, d.id as "decisionId", d.decision, d.gone_id as "goneId",
          jsonb_build_array(jsonb_build_object('childId', a.id, 'name', a.name),
            jsonb_build_object('childId', b.id, 'name', b.name)) as children,
          w.name as by, p.name as unit, d.decided_at as at,
          case when u.id is not null then jsonb_build_object('by', uw.name, 'at', u.decided_at) end as undone
        from duplicate_decisions d
          join children a on a.id = d.child_a
          join children b on b.id = d.child_b
          join accounts w on w.id = d.decided_by
          join units p on p.id = d.post_unit_id
          left join duplicate_decisions u on u.undoes = d.id
          left join accounts uw on uw.id = u.decided_by
        where d.decision <> 'undone'
        order by d.decided_no desc offset ${offset} limit ${limit}`.execute(tx);
    return { total: rows[0]?.total ?? 0, decisions: rows.map(({ total: _, ...decision }) => decision) };
  });
}
