import type { EndedUnit, FormerPlace, PlaceUnit } from '@quanxue/domain/children/places.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

/**
 * The units of a day as lists name them, the villages and schools that had ended by then, and the names and codes that
 * those which stand bore before: old lists still carry them.
 */
export async function readPlaces(
  tx: Tx,
  today: string,
): Promise<{
  readonly units: readonly PlaceUnit[];
  readonly ended: readonly EndedUnit[];
  readonly former: readonly FormerPlace[];
}> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    code: string | null;
    name: string;
    parent_id: string | null;
    valid_to: string | null;
    taken_back: boolean;
  }>`
    select u.id, u.kind, u.code, u.name, u.parent_id, u.valid_to,
      -- One that an import had made and whose import was undone has never been.
      u.valid_to < ${today}::date and exists (
        select from ledger_events e where e.chain_id = u.id and e.kind = 'unit-ended' and e.body ? 'undoes') as taken_back
    from units u where u.valid_from <= ${today}::date order by u.id`.execute(tx);
  const units: PlaceUnit[] = [];
  const ended: EndedUnit[] = [];
  for (const { id, kind, code, name, parent_id: parentId, valid_to, taken_back } of rows) {
    if (valid_to === null || valid_to >= today) units.push({ id, kind, code, name, parentId });
    else if (!taken_back && (kind === 'village' || kind === 'school')) {
      ended.push({ id, kind, code, name, parentId, endedOn: valid_to });
    }
  }
  const { rows: former } = await sql<FormerPlace>`
    select u.kind, n.name, n.code, unit_on(u.id, ${today}::date) as "unitId", u.id as "formerId",
      case when l.id is not null then 'merged' when n.use = 'alias' then 'alias' else 'renamed' end as how,
      coalesce(l.on_day, n.next_on, n.from_on)::text as "onDay"
    from units u
      join lateral (
        select name, code, 'official' as use, valid_from as from_on, null::date as next_on from units where id = u.id
        union all
        select name, code, use, from_on, lead(from_on) over (partition by use order by from_on, id) from unit_names
          where unit_id = u.id
      ) n on true
      left join unit_links l on l.predecessor_id = u.id and l.kind in ('merged', 'renamed') and l.on_day <= ${today}::date
    where u.kind in ('village', 'school') and u.valid_from <= ${today}::date
      and (l.id is not null or ((u.valid_to is null or u.valid_to >= ${today}::date) and (n.name, n.code) is distinct from (u.name, u.code)))
      and exists (select from units s where s.id = unit_on(u.id, ${today}::date) and (s.valid_to is null or s.valid_to >= ${today}::date))
    order by u.id, n.from_on`.execute(tx);
  return { units, ended, former };
}
