import { sql } from 'kysely';
import type { Tx } from '../../basis/database.ts';

/** Difficulties of key-group families in the actor's sight that nobody has settled; the goal is 0 (article 3(6)). */
export interface OpenRelief {
  readonly difficulties: number;
  readonly children: number;
}

/** The figure of the board: what the logs tell of, and the ledger of children without a case. */
export async function countOpenRelief(tx: Tx): Promise<OpenRelief> {
  const { rows } = await sql<OpenRelief>`
    select coalesce(sum(n), 0)::int as difficulties, count(distinct child_id)::int as children from (
      select k.child_id, k.open_relief as n from cases k where k.open_relief > 0
      union all
      select l.child_id, 1 as n from relief_lines l
        where not exists (select from relief_results r where r.relief_id = l.id and r.settled)
    ) open join children c on c.id = open.child_id
      where c.withdrawn_at is null and c.households && array['monitored', 'borderline', 'subsistence']`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('an aggregate without a row');
  return row;
}
