import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Basis } from '@quanxue/domain/children/basis.ts';
import { type ClosingCounts, lackOf } from '@quanxue/domain/children/closing.ts';
import type { SchoolingState } from '@quanxue/domain/children/operations.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

/* How many children of each village are accounted for. The table's day must have been said (basis/table-day.ts). */

export type Base = 'registered' | 'residence';

export interface VillageCounts {
  readonly counts: ClosingCounts;
  readonly digest: string;
}

/**
 * Each child of school age with its village, state, whether a population list names it, and on which side of the
 * comparison it stands alone: `list` when it is named but not counted, `ledger` when it is counted but not named.
 */
export function accounted(base: Base): RawBuilder<unknown> {
  return sql`(
    select s.child_id, ${sql.ref(`s.${base}_village_id`)} as village_id, s.residence_village_id, s.school_unit_id, s.state,
        s.basis, s.until_on, s.of_age, s.over_age, listing.listed,
        case when listing.listed and s.state = 'left' then 'list'
          when not listing.listed and s.state <> 'left' then 'ledger' end as side,
        e.id as explanation_id,
        -- A child that is gone for good, with its paper or its reason, is explained by that.
        e.id is not null or (s.state = 'left' and s.basis ->> 'kind' in ('paper', 'reason', 'entry')) as explained
      from child_states s
        join children c on c.id = s.child_id
        left join population_listing() said on said.child_id = s.child_id
        cross join lateral (
          select c.population_batch_id is not null and not coalesce(said.gone, false) as listed
        ) listing
        left join population_explanations e on e.child_id = s.child_id and e.withdrawn_at is null
      where s.of_age or s.over_age
  )`;
}

/** The counts of every village that has a child, with their digest; under null the children without a village that way. */
export async function countVillages(tx: Tx, base: Base, asOf: Day): Promise<ReadonlyMap<string | null, VillageCounts>> {
  const counts = await countEach(tx, base, asOf);
  const { rows: digests } = await sql<{ village_id: string | null; digest: string }>`
    select village_id, encode(sha256(convert_to(
        string_agg(child_id || ':' || state, ',' order by child_id), 'UTF8')), 'hex') as digest
      from ${accounted(base)} a where of_age and state <> 'left' group by village_id`.execute(tx);
  const digestOf = new Map(digests.map((row) => [row.village_id, row.digest]));
  return new Map(
    [...counts].map(([villageId, sum]) => [villageId, { counts: sum, digest: digestOf.get(villageId) ?? '' }]),
  );
}

/** The counts alone: half the work. */
async function countEach(tx: Tx, base: Base, asOf: Day): Promise<ReadonlyMap<string | null, ClosingCounts>> {
  const { rows } = await sql<{
    village_id: string | null;
    state: SchoolingState;
    basis: Partial<Basis>;
    until_on: Day | null;
    of_age: boolean;
    children: number;
    listed: number;
    differences: number;
    unexplained: number;
  }>`
    select village_id, state, of_age, until_on,
        -- What a state lacks hangs on kind and day alone; texts and numbers would make a group of each child.
        jsonb_strip_nulls(jsonb_build_object('kind', basis -> 'kind', 'on', basis -> 'on')) as basis,
        count(*)::int as children,
        count(*) filter (where listed)::int as listed,
        count(side)::int as differences,
        count(side) filter (where not explained)::int as unexplained
      from ${accounted(base)} a
      group by village_id, state, of_age, until_on, jsonb_strip_nulls(jsonb_build_object('kind', basis -> 'kind', 'on', basis -> 'on'))`.execute(
    tx,
  );
  const counts = new Map<string | null, { -readonly [key in keyof ClosingCounts]: ClosingCounts[key] }>();
  for (const row of rows) {
    const sum = counts.get(row.village_id) ?? none();
    counts.set(row.village_id, sum);
    if (!row.of_age) {
      sum.overAge += row.children;
      continue;
    }
    sum.listed += row.listed;
    sum.differences += row.differences;
    sum.unexplained += row.unexplained;
    if (lackOf(row.state, row.basis, row.until_on, asOf)) sum.lacking += row.children;
    if (row.state === 'left') continue;
    sum.population += row.children;
    if (row.state === 'unknown') sum.unknown += row.children;
    sum.states = { ...sum.states, [row.state]: (sum.states[row.state] ?? 0) + row.children };
  }
  return counts;
}

export function none() {
  return {
    population: 0,
    states: {},
    unknown: 0,
    lacking: 0,
    listed: 0,
    differences: 0,
    unexplained: 0,
    overAge: 0,
  } as { -readonly [key in keyof ClosingCounts]: ClosingCounts[key] };
}

/** Villages of the actor's area on which something is open: a figure for the board. */
export async function countOpenVillages(tx: Tx, base: Base, asOf: Day): Promise<{ open: number; villages: number }> {
  const villages = await openWorkOfVillages(tx, base, asOf);
  return { open: villages.filter(({ open }) => open > 0).length, villages: villages.length };
}

/** How much is open in each village of the actor's area. */
export async function openWorkOfVillages(
  tx: Tx,
  base: Base,
  asOf: Day,
): Promise<{ readonly id: string; readonly open: number }[]> {
  const counted = await countEach(tx, base, asOf);
  return (await villagesInScope(tx, asOf)).map(({ id }) => {
    const counts = counted.get(id);
    return { id, open: counts ? counts.unknown + counts.lacking + counts.unexplained : 0 };
  });
}

/** The villages in being on a day whose children the actor sees whole. */
export async function villagesInScope(tx: Tx, asOf: Day): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from units
      where kind = 'village' and valid_from <= ${asOf}::date and (valid_to is null or valid_to >= ${asOf}::date)
        and id in (select units_in_scope())
      order by name, id`.execute(tx);
  return rows;
}
