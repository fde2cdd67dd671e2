import { ENROLLED_STATES } from '@quanxue/domain/children/counted-filters.ts';
import { type Count, type Pair, SIDES } from '@quanxue/domain/children/reconciliation.ts';
import { type RawBuilder, sql } from 'kysely';
import { accounted } from './village-counts.ts';

/*
 * Which of the three counts of a unit each child belongs to, and why it is in one and not in the other (docs/readings.md, R116).
 * The table's day must have been said (basis/table-day.ts).
 */

export interface ReconciledUnit {
  readonly id: string;
  readonly kind: 'county' | 'township' | 'village';
}

/**
 * With-query `facts`: each child of school age in sight with the village that the newest list names and the one of the ledger,
 * and whether it is in the population count, the ledger's, education's. Further `below`: every unit within the unit.
 */
export function facts(unit: ReconciledUnit): RawBuilder<unknown> {
  return sql`
    recursive below (id) as (
      select ${unit.id}::uuid
      union
      select units.id from units join below on units.parent_id = below.id
    ),
    schools as materialized (
      select id, unit_on(id, table_day()) as stands_id from units where kind = 'school'
    ),
    moved as materialized (
      -- Moved by hand since the newest list that names the child: the list still has it in the village before.
      select distinct on (p.child_id) p.child_id, v.village_id
        from child_places_past p
          left join unit_villages v on v.unit_id = p.unit_id
          join population_listing() said on said.child_id = p.child_id and p.recorded_at > said.named_at
        where p.base = 'registered' and p.withdrawn_at is null and p.batch_id is null
        order by p.child_id, p.recorded_at
    ),
    placed as materialized (
      select a.child_id, a.state, a.listed, a.explained, a.village_id,
          case when m.child_id is null then a.village_id else m.village_id end as list_village_id,
          s.stands_id as school_id,
          a.state = any(${[...ENROLLED_STATES]}::text[]) as enrolled,
          c.population_batch_id is not null as once_listed
        from ${accounted('registered')} a
          join children c on c.id = a.child_id
          left join moved m on m.child_id = a.child_id
          left join schools s on s.id = a.school_unit_id
        where a.of_age
    ),
    facts as materialized (
      select placed.*, i.village_in, i.list_village_in,
          listed and i.list_village_in as population,
          state <> 'left' and i.village_in as ledger,
          enrolled and ${unit.kind === 'village' ? sql`i.village_in` : sql`coalesce(school_id in (select id from below), false)`} as education
        from placed
          cross join lateral (
            select coalesce(village_id in (select id from below), false) as village_in,
                coalesce(list_village_id in (select id from below), false) as list_village_in
          ) i
    )`;
}

/** Over `facts`: why a child is in the count on the one side and not in that on the other. */
export function reasonOf(pair: Pair, only: 'a' | 'b'): RawBuilder<unknown> {
  const { a, b } = SIDES[pair];
  const [within, without] = only === 'a' ? [a, b] : [b, a];
  return sql`case ${sql.join(whens(within, without), sql` `)} else ${REST[without]} end`;
}

const when = (condition: RawBuilder<unknown>, reason: string) => sql`when ${condition} then ${reason}`;

/** What is left when nothing more special holds. */
const REST: Readonly<Record<Count, string>> = {
  population: 'never-listed',
  ledger: 'gone',
  education: 'not-enrolled',
};

function whens(within: Count, without: Count): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [];
  if (within === 'education') {
    all.push(
      when(sql`village_id is null`, 'no-village'),
      when(sql`not village_in and not list_village_in`, 'registered-elsewhere'),
    );
  }
  switch (without) {
    case 'population':
      all.push(when(sql`listed and not list_village_in`, 'moved'));
      all.push(when(sql`explained`, 'explained'), when(sql`once_listed`, 'dropped-from-list'));
      break;
    case 'ledger':
      all.push(when(sql`not village_in`, 'moved'), when(sql`explained`, 'explained'));
      break;
    case 'education':
      all.push(when(sql`enrolled and not village_in`, 'moved'), when(sql`enrolled`, 'learns-elsewhere'));
      all.push(when(sql`state = 'left' and explained`, 'explained'), when(sql`state = 'left'`, 'gone'));
      break;
  }
  return all;
}

/** Children in the one count and not in the other, over `facts`: child_id and reason. */
export function difference(pair: Pair, only: 'a' | 'b'): RawBuilder<unknown> {
  const { a, b } = SIDES[pair];
  const [within, without] = only === 'a' ? [a, b] : [b, a];
  return sql`(
    select child_id, ${reasonOf(pair, only)} as reason from facts where ${sql.ref(within)} and not ${sql.ref(without)}
  )`;
}
