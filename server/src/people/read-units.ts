import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { getUnitTree, resolveUnit, UnitLine } from '@quanxue/domain/people/units.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { mergedCode, successorOf } from './keep-units.ts';
import { problems as accountProblems } from './problems.ts';
import { problems } from './unit-problems.ts';

type TreeQuery = z.output<NonNullable<(typeof getUnitTree)['query']>>;
type ResolveQuery = z.output<NonNullable<(typeof resolveUnit)['query']>>;

/** All units of a day with the names of that day, in the order of kind, code and name. */
export async function readUnitTree(
  house: House,
  ask: Ask<unknown, TreeQuery>,
): Promise<{ asOf: Day; units: UnitLine[] }> {
  const asOf = ask.query.asOf ?? house.clock.today();
  const living = sql`u.valid_from <= ${asOf}::date and (u.valid_to is null or u.valid_to >= ${asOf}::date)`;
  const units = await ask.inTransaction((tx) => readLines(tx, asOf, ask.query.ended ? sql`true` : living));
  return { asOf, units };
}

/** One unit as it stands on a day. @throws Problem `unknown-unit`. */
export async function readUnit(tx: Tx, asOf: Day, unitId: string): Promise<UnitLine> {
  const [line] = await readLines(tx, asOf, sql`u.id = ${unitId}`);
  if (!line) throw accountProblems.unknownUnit({ unitId });
  return line;
}

/**
 * The unit that bore a code on a day. @throws Problem `unit-code-merged`, which says what became of it, `unit-code-unknown`.
 */
export async function findUnitByCode(house: House, ask: Ask<unknown, ResolveQuery>): Promise<UnitLine> {
  const { kind, code } = ask.query;
  const on = ask.query.on ?? house.clock.today();
  return ask.inTransaction(async (tx) => {
    const lines = await readLines(
      tx,
      on,
      sql`u.kind = ${kind} and (u.code = ${code} or exists (
        select from unit_names n where n.unit_id = u.id and n.code = ${code}))`,
    );
    const stands = lines.find((line) => line.fromOn <= on && (line.toOn === null || line.toOn >= on));
    if (stands) return stands;
    for (const line of lines) {
      const became = await successorOf(tx, line.id);
      if (became) throw mergedCode(code, line.name, became);
    }
    throw problems.codeUnknown({ code });
  });
}

async function readLines(tx: Tx, asOf: Day, where: RawBuilder<unknown>): Promise<UnitLine[]> {
  await sql`select set_config('quanxue.table_day', ${asOf}, true)`.execute(tx);
  const { rows } = await sql<UnitLine>`
    with places (place_id, child_id) as (
      select place, c.id from children c, unnest(array[c.registered_unit_id, c.residence_unit_id]) place
      where c.withdrawn_at is null and place is not null
    ),
    counted (unit_id, children) as (
      select at_id, count(distinct child_id)::int from places join unit_steps on unit_steps.unit_id = place_id
        where stands group by at_id
      union all
      select unit_on(school_unit_id, ${asOf}::date), count(distinct child_id)::int from schooling
        where withdrawn_at is null and school_unit_id is not null
          and from_on <= ${asOf}::date and (to_on is null or to_on >= ${asOf}::date)
          and exists (select from children where children.id = schooling.child_id and children.withdrawn_at is null)
        group by 1
    )
    select u.id, u.kind, u.stage, u.valid_from as "fromOn", u.valid_to as "toOn",
      coalesce(named.name, u.name) as name,
      case when named.id is null then u.code else named.code end as code,
      unit_on(u.parent_id, ${asOf}::date) as "parentId",
      array(select n.name from unit_names n where n.unit_id = u.id and n.use = 'alias' and n.from_on <= ${asOf}::date
        order by n.from_on, n.id) as aliases,
      (select jsonb_build_object('unitId', l.successor_id, 'onDay', l.on_day,
          'name', unit_name_on(l.successor_id, greatest(l.on_day, ${asOf}::date)))
        from unit_links l where l.predecessor_id = u.id and l.kind in ('merged', 'renamed')) as became,
      coalesce((
        select jsonb_agg(jsonb_build_object('name', f.name, 'code', f.code, 'until', f.until) order by f.until desc)
        from (
          select n.name, n.code, n.from_on, lead(n.from_on) over (order by n.from_on, n.id) - 1 as until
          from unit_names n where n.unit_id = u.id and n.use = 'official'
        ) f where f.until >= f.from_on and f.until < ${asOf}::date
      ), '[]') as "formerNames",
      case when u.kind in ('village', 'group', 'grid', 'school') then coalesce(counted.children, 0) end as children
    from units u
      left join counted on counted.unit_id = u.id
      left join lateral (
        select n.id, n.name, n.code from unit_names n where n.unit_id = u.id and n.use = 'official'
        order by n.from_on <= ${asOf}::date desc, case when n.from_on <= ${asOf}::date then n.from_on end desc nulls last,
          n.from_on, n.id desc limit 1
      ) named on true
    where ${where}
    order by array_position(array['county', 'township', 'village', 'grid', 'group', 'school', 'office'], u.kind),
      u.valid_to is not null, code nulls last, name, u.id`.execute(tx);
  return rows;
}
