import { type Day, isDay } from '@quanxue/domain/basis/plain-date.ts';
import { maskCitizenNumber } from '@quanxue/domain/children/citizen-number.ts';
import type { ChildRow, listChildren } from '@quanxue/domain/children/operations.ts';
import { maskRollNumber } from '@quanxue/domain/children/record.ts';
import { type Cohort, schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import type { Keys } from '../basis/seal.ts';
import { countedBy } from './filter-counted.ts';
import { openChild, openSchooling } from './sealed.ts';

type Query = z.output<NonNullable<(typeof listChildren)['query']>>;

/** The ledger of children in the order of their names' pinyin, as far as the asker may see it. */
export async function listTheChildren(
  house: House,
  ask: Ask<unknown, Query>,
): Promise<{ total: number; children: ChildRow[]; asOf: Day; cohort: Cohort }> {
  const today = house.clock.today();
  const asOf = ask.query.asOf ?? today;
  const cohort = schoolAgeCohort(asOf);
  const where = filter(house.keys, ask.query, cohort, asOf);
  return ask.inTransaction(async (tx) => {
    // Villages are those of the day: one merged since still has its own children then.
    await sql`select set_config('quanxue.table_day', ${asOf}, true)`.execute(tx);
    const { rows: count } = await sql<{ total: number }>`
      select count(*)::int as total ${from(asOf, today)} where ${where}`.execute(tx);
    const children = await readChildRows(
      house.keys,
      tx,
      { asOf, today },
      sql`where ${where} order by c.name, c.id offset ${ask.query.offset ?? 0} limit ${ask.query.limit ?? 50}`,
    );
    return { total: count[0]?.total ?? 0, children, asOf, cohort };
  });
}

/** Each child `c` with its places and households of a day, and the line `s` of the schooling ledger that holds then. */
function from(asOf: Day, today: Day): RawBuilder<unknown> {
  const past = (base: 'registered' | 'residence') => sql`
    left join (
      select distinct on (child_id) child_id, unit_id from child_places_past
        where base = ${sql.lit(base)} and withdrawn_at is null and until_on >= ${asOf}::date
        order by child_id, until_on
    ) ${sql.ref(base)} on ${sql.ref(`${base}.child_id`)} = k.id`;
  const then =
    asOf >= today
      ? sql`(select k.*, k.registered_unit_id as registered_then, k.residence_unit_id as residence_then,
          k.households as households_then from children k)`
      : sql`(select k.*,
          case when registered.child_id is null then k.registered_unit_id else registered.unit_id end as registered_then,
          case when residence.child_id is null then k.residence_unit_id else residence.unit_id end as residence_then,
          coalesce(dated.households, k.households) as households_then
        from children k ${past('registered')} ${past('residence')}
        left join (
          select child_id, coalesce(array_agg(distinct category) filter (
              where (from_on is null or from_on <= ${asOf}::date) and (to_on is null or to_on >= ${asOf}::date)
            ), '{}') as households
            from child_households where withdrawn_at is null group by child_id
        ) dated on dated.child_id = k.id)`;
  return sql`
    from ${then} c
    left join (
      select distinct on (child_id) * from schooling
      where withdrawn_at is null and from_on <= ${asOf}::date and (to_on is null or to_on >= ${asOf}::date)
      order by child_id, from_on desc, id desc
    ) s on s.child_id = c.id`;
}

function filter(keys: Keys, query: Query, cohort: Cohort, asOf: string): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`c.withdrawn_at is null`];
  const ofAge = sql`c.birth_date between ${cohort.bornFrom}::date and ${cohort.bornTo}::date`;
  const q = query.q?.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (q) all.push(search(keys, q));
  if (query.state) all.push(sql`coalesce(s.state, 'unknown') = ${query.state}`);
  // Nobody can say where the child learns: no line, or one that says so itself.
  const unexplained = sql`(${ofAge} and c.population_batch_id is not null and coalesce(s.state, 'unknown') = 'unknown')`;
  if (query.unexplained === 'true') all.push(unexplained);
  if (query.unexplained === 'false') all.push(sql`not ${unexplained}`);
  if (query.ofAge === 'true') all.push(ofAge);
  // Who has moved away or died is nobody's to count, but can be looked up.
  if (query.ofAge === 'true' && !query.state) all.push(sql`coalesce(s.state, 'unknown') <> 'left'`);
  if (query.ofAge === 'false') all.push(sql`not (${ofAge})`);
  if (query.overAge) {
    all.push(
      sql`c.birth_date < ${cohort.bornFrom}::date and coalesce(s.state, 'unknown') not in ('completed', 'left')`,
    );
  }
  if (query.lacks === 'number') all.push(sql`c.citizen_hmac is null`);
  if (query.lacks === 'permanent-roll-number') all.push(sql`s.roll_kind = 'L'`);
  if (query.mark) all.push(marked(query.mark));
  if (query.schoolId) all.push(sql`s.school_unit_id = ${query.schoolId}`);
  const village = placed(query);
  if (village) all.push(village);
  all.push(...countedBy(query, asOf));
  return sql.join(all, sql` and `);
}

/** Four signs are the end of a citizen number, eighteen a whole one; anything else is part of a name. */
function search(keys: Keys, q: string): RawBuilder<unknown> {
  if (/^\d{17}[\dX]$/.test(q)) return sql`c.citizen_hmac = ${keys.lookup(q)}`;
  if (/^\d{3}[\dX]$/.test(q)) return sql`c.citizen_tail_hmac = ${keys.lookup(q)}`;
  const day = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(q);
  // Who has no number is found by name and birth date.
  const named = /^(\D+?)(\d{4})-?(\d{2})-?(\d{2})$/.exec(q);
  if (day && isDay(day.slice(1).join('-'))) return sql`c.birth_date = ${day.slice(1).join('-')}::date`;
  if (named && isDay(named.slice(2).join('-'))) {
    return sql`(c.birth_date = ${named.slice(2).join('-')}::date and ${hasName(named[1] ?? '')})`;
  }
  // A passport or another paper is found by its whole number.
  if (/\d{5}/.test(q)) return sql`(c.citizen_hmac = ${keys.lookup(q)} or ${hasName(q)})`;
  return hasName(q);
}

/** Part of the name that the child bears or bore. */
function hasName(part: string): RawBuilder<unknown> {
  return sql`(position(${part} in upper(c.name)) > 0
    or c.former_names <> '{}' and position(${part} in upper(array_to_string(c.former_names, ' '))) > 0)`;
}

function marked(mark: NonNullable<Query['mark']>): RawBuilder<unknown> {
  switch (mark) {
    case 'regular-class':
    case 'boarding':
      return sql`${mark} = any (s.marks)`;
    case 'left-behind':
      return sql`'left-behind' = any (c.households_then)`;
    case 'key-household':
      return sql`c.households_then && array['registered-poor', 'monitored', 'borderline', 'subsistence', 'extreme-poverty']`;
    case 'disabled':
      return sql`c.disabled`;
    case 'female':
      return sql`c.sex = 'female'`;
  }
}

/** A village counts with the groups and grids in it, as the tables count it (server/views/01-unit-villages.sql). */
function placed({ villageId, base, noVillage, elsewhere }: Query): RawBuilder<unknown> | undefined {
  const units = villageId
    ? sql`(select unit_id from unit_villages where village_id = ${villageId})`
    : sql`(select unit_id from unit_villages)`;
  const within = (way: 'registered' | 'residence') => sql`coalesce(${sql.ref(`c.${way}_then`)} in ${units}, false)`;
  if (base === 'school') return undefined;
  if (noVillage) return base && sql`not ${within(base)}`;
  // With `elsewhere` the base says which place is meant, not that there is one.
  if (base && elsewhere && !villageId) return undefined;
  if (base) return within(base);
  return villageId ? sql`(${within('registered')} or ${within('residence')})` : undefined;
}

interface Found {
  readonly id: string;
  readonly name: string;
  readonly sex: ChildRow['sex'];
  readonly birth_date: string;
  readonly households: ChildRow['households'];
  readonly sealed: Buffer | null;
  readonly registered: string | null;
  readonly residence: string | null;
  readonly schooling_id: string | null;
  readonly state: NonNullable<ChildRow['schooling']>['state'];
  readonly from_on: string;
  readonly school_unit_id: string | null;
  readonly school_name: string | null;
  readonly grade: number | null;
  readonly class: string | null;
  readonly schooling_sealed: Buffer | null;
  readonly case_id: string | null;
}

/** Rows of the ledger, numbers masked. `tail` is the where, order and limit over `c` (child) and `s` (schooling). */
export async function readChildRows(
  keys: Keys,
  tx: Tx,
  { asOf, today }: { readonly asOf: Day; readonly today: Day },
  tail: RawBuilder<unknown>,
): Promise<ChildRow[]> {
  const { rows } = await sql<Found>`
    select c.id, c.name, c.sex, c.birth_date, c.households_then as households, c.sealed,
      unit_name_on(unit_on(c.registered_then, ${asOf}::date), ${asOf}::date) as registered,
      unit_name_on(unit_on(c.residence_then, ${asOf}::date), ${asOf}::date) as residence,
      s.id as schooling_id, s.state, s.from_on, s.school_unit_id, s.school_name, s.grade, s.class,
      s.sealed as schooling_sealed,
      (select cases.id from cases where cases.child_id = c.id and cases.open limit 1) as case_id
    ${from(asOf, today)} ${tail}`.execute(tx);
  const dataKeys = await keys.ofChildren(
    tx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const key = dataKeys.get(row.id);
    const { citizenId } = openChild(key, row.id, row.sealed);
    const roll = row.schooling_id ? openSchooling(key, row.schooling_id, row.schooling_sealed).rollNumber : null;
    return {
      id: row.id,
      name: row.name,
      sex: row.sex,
      birthDate: row.birth_date,
      citizenIdMasked: citizenId ? maskCitizenNumber(citizenId) : null,
      registeredVillage: row.registered,
      residenceVillage: row.residence,
      schooling: row.schooling_id
        ? {
            state: row.state,
            fromOn: row.from_on,
            schoolId: row.school_unit_id,
            school: row.school_name,
            grade: row.grade,
            class: row.class,
            rollNumber: roll ? maskRollNumber(roll) : null,
          }
        : null,
      households: row.households,
      caseId: row.case_id,
    };
  });
}
