import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import { inForce } from './lists-in-force.ts';

/**
 * What the sweep for leads asks of the national platform's lists: each child on the newest list of its sender of whom the
 * ledger does not say where it learns (docs/readings.md, R125). A list of the county is one below it, too, for the rows about
 * one's own children.
 */
export const platformLeads = {
  source: 'platform-list' as const,
  find: async (_: unknown, tx: Tx) => {
    const { rows } = await sql<{ childId: string; batchId: string; onDay: string; givenBy: string }>`
      select distinct on (c.id) c.id as "childId", l.id as "batchId",
          (l.confirmed_at at time zone 'Asia/Shanghai')::date as "onDay",
          units.name || coalesce('（' || nullif(l.sender, '') || '）', '') as "givenBy"
        from lists_in_reach() l join units on units.id = l.unit_id
          join list_rows r on r.batch_id = l.id join children c on c.id = r.child_id
          left join schooling s on s.child_id = c.id and s.to_on is null and s.withdrawn_at is null
        where l.id in ${inForce('suspected')}
          and c.withdrawn_at is null and coalesce(s.state, 'unknown') in ('unknown', 'suspected', 'dropped-out')
        order by c.id, l.confirmed_no desc`.execute(tx);
    return rows.map(({ childId, batchId, onDay, givenBy }) => ({
      childId,
      sourceId: `list ${batchId}`,
      onDay,
      detail: `在“${givenBy}”${onDay} 的平台疑似名单上，台账未载明在何处就读。`,
    }));
  },
};
