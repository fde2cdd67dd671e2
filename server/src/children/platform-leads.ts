import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

/**
 * What the sweep for leads asks of the national platform's lists: each child on the newest list of its sender of whom the
 * ledger does not say where it learns. One that the ledger has in school, on leave or elsewhere is answered by the ledger.
 */
export const platformLeads = {
  source: 'platform-list' as const,
  find: async (_: unknown, tx: Tx) => {
    const { rows } = await sql<{ childId: string; batchId: string; onDay: string; fileName: string }>`
      with newest as (
        select distinct on (unit_id, coalesce(sender, '')) id, file_name,
            (confirmed_at at time zone 'Asia/Shanghai')::date as on_day
          from import_batches where kind = 'suspected' and state = 'confirmed'
          order by unit_id, coalesce(sender, ''), confirmed_no desc
      )
      select distinct on (c.id) c.id as "childId", newest.id as "batchId", newest.on_day as "onDay",
          newest.file_name as "fileName"
        from newest join list_rows r on r.batch_id = newest.id join children c on c.id = r.child_id
          left join schooling s on s.child_id = c.id and s.to_on is null and s.withdrawn_at is null
        where c.withdrawn_at is null and coalesce(s.state, 'unknown') in ('unknown', 'suspected', 'dropped-out')
        order by c.id, newest.on_day desc, newest.id`.execute(tx);
    return rows.map(({ childId, batchId, onDay, fileName }) => ({
      childId,
      sourceId: `list ${batchId}`,
      onDay,
      detail: `在平台疑似名单“${fileName}”上，台账未载明在何处就读。`,
    }));
  },
};
