import { ENROLLED_STATES, POOR_HOUSEHOLDS } from '@quanxue/domain/children/counted-filters.ts';
import type { listChildren } from '@quanxue/domain/children/operations.ts';
import { schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';

type Query = z.output<NonNullable<(typeof listChildren)['query']>>;

/**
 * Conditions by which the numbers of tables, rates and charts open their children: over `c` (child, with places and
 * households of the day) and `s` (its line of schooling then). They ask the same views as the tables, so the views must count on the same day.
 */
export function countedBy(query: Query, asOf: string): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [];
  if (query.household) all.push(sql`${query.household} = any (c.households_then)`);
  if (query.poor) all.push(sql`c.households_then && ${[...POOR_HOUSEHOLDS]}::text[]`);
  if (query.disabled) all.push(sql`c.disabled`);
  if (query.keyGroup) all.push(sql`(c.disabled or cardinality(c.households_then) > 0)`);
  if (query.base && query.elsewhere) {
    const elsewhere = sql`coalesce(${placeOf(query.base)} not in (select units_in_scope()), false)`;
    all.push(query.elsewhere === 'true' ? elsewhere : sql`not ${elsewhere}`);
  }
  if (query.noSchool) all.push(sql`s.school_unit_id is null`);
  if (query.grade) all.push(sql`s.grade = ${query.grade}`);
  if (query.noGrade) all.push(sql`s.grade is null`);
  if (query.level === 'primary') all.push(sql`s.grade between 1 and 6`);
  if (query.level === 'junior') all.push(sql`s.grade between 7 and 9`);
  if (query.certificate) {
    const certified = sql`exists (
      select from roll_certificates p
      where p.child_id = c.id and p.on_day <= ${asOf}::date
        and p.school_year = extract(year from ${asOf}::date)::int - (extract(month from ${asOf}::date) < 9)::int
    )`;
    all.push(query.certificate === 'true' ? certified : sql`not ${certified}`);
  }
  if (query.step) {
    all.push(sql`exists (
      select from child_steps p
      where p.child_id = c.id and p.step = ${query.step} and p.on_day <= ${asOf}::date
        and p.on_day >= coalesce(${query.since ?? null}::date, '-infinity')
    )`);
  }
  if (query.enrolled) {
    const enrolled = sql`${state} = any(${[...ENROLLED_STATES]}::text[])`;
    all.push(query.enrolled === 'true' ? enrolled : sql`not (${enrolled})`);
  }
  if (query.enrolledOn) {
    const then = schoolAgeCohort(query.enrolledOn);
    all.push(
      sql`c.birth_date between ${then.bornFrom}::date and ${then.bornTo}::date`,
      sql`exists (${lineOn(query.enrolledOn)} and l.state = any(${[...ENROLLED_STATES]}::text[]))`,
    );
  }
  if (query.gradeOneOn) all.push(sql`exists (${lineOn(query.gradeOneOn)} and l.grade = 1)`);
  return all;
}

const state = sql`coalesce(s.state, 'unknown')`;

function placeOf(base: NonNullable<Query['base']>): RawBuilder<unknown> {
  if (base === 'school') return sql`s.school_unit_id`;
  return sql`(select v.village_id from unit_villages v where v.unit_id = ${sql.ref(`c.${base}_then`)})`;
}

/** The line of schooling `l` of child `c` on another day; a condition may be added. */
function lineOn(day: string): RawBuilder<unknown> {
  return sql`
    select from schooling l
    where l.id = (
      select id from schooling
      where child_id = c.id and withdrawn_at is null and from_on <= ${day}::date and (to_on is null or to_on >= ${day}::date)
      order by from_on desc, id desc limit 1
    )`;
}
