import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

export interface UnassignedCounts {
  /** Of school age on the day and not gone for good. */
  readonly children: number;
  /** Of them without a grid worker. */
  readonly grid: number;
  /** Of them without a head of school. */
  readonly principal: number;
}

/** How many children nobody answers for, as far as the actor sees them: two figures of the board, goal 0. */
export async function countUnassigned(tx: Tx, asOf: Day): Promise<UnassignedCounts> {
  await sql`select set_config('quanxue.table_day', ${asOf}, true)`.execute(tx);
  const { rows } = await sql<UnassignedCounts>`
    select count(*)::int as children,
      count(*) filter (where r.grid_holder_id is null)::int as grid,
      count(*) filter (where r.principal_holder_id is null)::int as principal
    ${fromResponsibles(asOf)}`.execute(tx);
  return rows[0] ?? { children: 0, grid: 0, principal: 0 };
}

/** Each child `c` of school age with who answers for it (`r`) and its line of schooling (`s`). Needs the table's day. */
export function fromResponsibles(asOf: Day): RawBuilder<unknown> {
  const { bornFrom, bornTo } = schoolAgeCohort(asOf);
  return sql`
    from child_responsibles r join children c on c.id = r.child_id
    left join (
      select distinct on (child_id) child_id, state, school_name from schooling
      where withdrawn_at is null and from_on <= ${asOf}::date and (to_on is null or to_on >= ${asOf}::date)
      order by child_id, from_on desc, id desc
    ) s on s.child_id = c.id
    where c.birth_date between ${bornFrom}::date and ${bornTo}::date and coalesce(s.state, 'unknown') <> 'left'`;
}
