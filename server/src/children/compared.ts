import { ATTENDING_STATES } from '@quanxue/domain/children/absence.ts';
import {
  COMPARISON_WORDS,
  type Comparison,
  DROPPED_STATES,
  OUT_OF_SCHOOL_STATES,
} from '@quanxue/domain/children/comparisons.ts';
import { ENROLLED_STATES } from '@quanxue/domain/children/counted-filters.ts';
import type { ListKind } from '@quanxue/domain/children/fields.ts';
import { type RawBuilder, sql } from 'kysely';
import { classRows, rowsInForce, rowsNotTaken, rowsWaiting } from './lists-in-force.ts';
import { accounted } from './village-counts.ts';

/*
 * Who stands where in a comparison: one row a child (or a row of a list without one) with its group, its place and the row
 * that names it. The table's day must have been said (basis/table-day.ts).
 */

const texts = (values: readonly string[]) => sql`${[...values]}::text[]`;
const isEnrolled = (state: RawBuilder<unknown>) => sql`${state} = any(${texts(ENROLLED_STATES)})`;
const NO_ROW = sql`null::uuid as batch_id, null::text as sheet, null::int as row`;
const VILLAGE = sql`left join unit_villages v on v.unit_id = r.registered_unit_id`;

/** Columns: grp, child_id, place_id, batch_id, sheet, row. */
export function compared(comparison: Comparison): RawBuilder<unknown> {
  return sql`(
    select * from ${inGroups(comparison)} grouped
    union all
    select 'waiting-rows', null, null, batch_id, sheet, row from ${rowsWaiting(LISTS[comparison])} r
  )`;
}

const LISTS: Readonly<Record<Comparison, readonly ListKind[]>> = {
  'population-roll': ['population', 'roll'],
  'roll-class': ['in-class'],
  'dropouts-households': ['households', 'disability'],
  'platform-ledger': ['suspected'],
};

function inGroups(comparison: Comparison): RawBuilder<unknown> {
  switch (comparison) {
    case 'population-roll':
      return sql`(
        select case
              when a.listed and ${isEnrolled(sql`a.state`)} then 'in-school'
              when a.listed and a.state = 'left' then 'gone'
              when a.listed and a.state = 'unknown' then 'not-in-school'
              when a.listed and a.state = any(${texts(DROPPED_STATES)}) then 'dropped-out'
              when a.listed then 'excused'
              else 'outsiders'
            end as grp, a.child_id, a.village_id as place_id, ${NO_ROW}
          from ${accounted('registered')} a
          where a.of_age and (a.listed or ${isEnrolled(sql`a.state`)})
        union all
        select 'population-rows', null, null, batch_id, sheet, row from ${rowsNotTaken('population')} r
        union all
        select 'roll-rows', null, null, batch_id, sheet, row from ${rowsNotTaken('roll')} r
      )`;
    case 'roll-class':
      return sql`(
        with ${classRows(ATTENDING_STATES)},
        expected as (
          select * from attending
            where school_id in (select school_id from class_lists)
              or child_id in (select child_id from class_rows where guessed)
        )
        select case
              when e.child_id is not null and r.row is not null then
                case when r.present is false then 'told-absent' else 'in-class' end
              when e.child_id is not null then
                case when e.child_id in (select child_id from class_rows where present is not false)
                  then 'elsewhere' else 'absent' end
              when r.child_id is not null then 'not-on-roll'
              else 'class-rows'
            end as grp, coalesce(e.child_id, r.child_id) as child_id, coalesce(e.school_id, r.school_id) as place_id,
            r.batch_id, r.sheet, r.row
          from expected e full join class_rows r on r.child_id = e.child_id and r.school_id = e.school_id
      )`;
    case 'dropouts-households':
      return sql`(
        select case
              when k.state = any(${texts(OUT_OF_SCHOOL_STATES)}) then
                case when k.key_household then 'poor-and-out' else 'out-only' end
              else 'in-school'
            end as grp, k.child_id, k.registered_village_id as place_id, ${NO_ROW}
          from child_states k
          where k.of_age and k.state <> 'left' and (k.key_household or k.state = any(${texts(OUT_OF_SCHOOL_STATES)}))
        union all
        select 'household-rows', null, v.village_id, r.batch_id, r.sheet, r.row
          from ${rowsInForce('households')} r ${VILLAGE} where r.child_id is null
        union all
        select 'disability-rows', null, v.village_id, r.batch_id, r.sheet, r.row
          from ${rowsInForce('disability')} r ${VILLAGE} where r.child_id is null
      )`;
    case 'platform-ledger':
      return sql`(
        with listed as materialized (select * from ${rowsInForce('suspected')} r),
        named as (select distinct on (child_id) * from listed where child_id is not null order by child_id, batch_id)
        select case
              when n.child_id is null then 'not-listed'
              when k.state = any(${texts(DROPPED_STATES)}) then 'both-out'
              when ${isEnrolled(sql`k.state`)} then 'listed-in-school'
              else 'listed-otherwise'
            end as grp, k.child_id, k.registered_village_id as place_id, n.batch_id, n.sheet, n.row
          from child_states k left join named n on n.child_id = k.child_id
          where n.child_id is not null or ((k.of_age or k.over_age) and k.state = any(${texts(DROPPED_STATES)}))
        union all
        select 'platform-rows', null, v.village_id, r.batch_id, r.sheet, r.row
          from listed r ${VILLAGE} where r.child_id is null
      )`;
  }
}

/** How many each side has, counted without regard to the other. */
export function sides(comparison: Comparison): RawBuilder<{ left: number; right: number }> {
  switch (comparison) {
    case 'population-roll':
      return sql`
        select count(*) filter (where listed)::int as left,
            count(*) filter (where ${isEnrolled(sql`state`)})::int as right
          from ${accounted('registered')} a where of_age`;
    case 'roll-class':
      return sql`
        with ${classRows(ATTENDING_STATES)}
        select (
            select count(*)::int from attending
              where school_id in (select school_id from class_lists)
                or child_id in (select child_id from class_rows where guessed)
          ) as left,
          (select count(*)::int from class_rows) as right`;
    case 'dropouts-households':
      return sql`
        select count(*) filter (where state = any(${texts(OUT_OF_SCHOOL_STATES)}))::int as left,
            (count(*) filter (where key_household)
              + (select count(*) from ${rowsInForce('households')} r where child_id is null))::int as right
          from child_states where of_age and state <> 'left'`;
    case 'platform-ledger':
      return sql`
        select (
            select (count(distinct child_id) + count(*) filter (where child_id is null))::int
              from ${rowsInForce('suspected')} r
          ) as left,
          (
            select count(*)::int from child_states
              where (of_age or over_age) and state = any(${texts(DROPPED_STATES)})
          ) as right`;
  }
}

/** Whether a list that the comparison needs has said nothing yet. */
export function lacksOf(
  comparison: Comparison,
  given: ReadonlySet<string>,
  { left, right }: { left: number; right: number },
) {
  const here: Readonly<Record<string, number>> =
    comparison === 'population-roll'
      ? { population: left, roll: right }
      : comparison === 'roll-class'
        ? { roll: 1, 'in-class': right }
        : comparison === 'dropouts-households'
          ? { households: right }
          : { suspected: left };
  // A child of the ledger came from somewhere, even where the list itself is out of sight.
  return COMPARISON_WORDS[comparison].needs.filter((kind) => !given.has(kind) && (here[kind] ?? 0) === 0);
}
