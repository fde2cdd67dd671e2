import type { UnitRow } from '@quanxue/domain/people/operations.ts';
import { sql } from 'kysely';
import type { Clock } from '../basis/clock.ts';
import type { Tx } from '../basis/database.ts';

/**
 * The units that exist today, the county first, then by kind and code. `children` counts each unit's own (registered,
 * resident or at school there), as far as row security shows them to the asker; a village does not add up into its township.
 */
export async function listTheUnits(clock: Clock, tx: Tx): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    with places (unit_id, child_id) as materialized (
      select place, children.id from children, unnest(array[registered_unit_id, residence_unit_id, school_unit_id]) place
      where withdrawn_at is null and place is not null
    ),
    counts (unit_id, children) as (select unit_id, count(distinct child_id) from places group by unit_id)
    select units.id, kind, code, name, parent_id as "parentId", coalesce(counts.children, 0) as children
    from units left join counts on counts.unit_id = units.id
    where valid_from <= ${clock.today()} and (valid_to is null or valid_to >= ${clock.today()})
    order by array_position(array['county', 'township', 'village', 'group', 'grid', 'school', 'office'], kind),
      code nulls last, name, units.id`.execute(tx);
  return rows;
}
