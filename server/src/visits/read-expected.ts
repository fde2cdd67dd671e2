import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import { ATTENDING_STATES } from '@quanxue/domain/children/absence.ts';
import { schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import {
  type EnrolmentMark,
  type EnrolmentPupil,
  enrolmentDue,
  termOpenings,
} from '@quanxue/domain/visits/enrolment.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../basis/clock.ts';
import type { Tx } from '../basis/database.ts';
import { readSettings } from '../basis/settings.ts';
import { calendarBetween } from '../children/absence-streaks.ts';
import { problems } from './problems.ts';

/** How far back the list of terms goes. */
const YEARS_BACK = 2;

export interface Term {
  readonly termOn: Day;
  readonly dueOn: Day;
  /** The day on which the ledger is asked: today, or the last day of a term that is over. */
  readonly asOf: Day;
  readonly terms: readonly Day[];
}

/** The term asked for, by default the last that has begun. @throws Problem `term-unknown`. */
export async function readTerm(clock: Clock, tx: Tx, asked: Day | undefined): Promise<Term> {
  const today = clock.today();
  const { 'visits.enrolment-days': days } = await readSettings(clock, tx, ['visits.enrolment-days']);
  const calendar = calendarBetween(addDays(today, -366 * YEARS_BACK), addDays(today, 366));
  const terms = termOpenings(calendar, today).slice(0, 2 * YEARS_BACK);
  const termOn = asked ?? terms[0] ?? today;
  if (!terms.includes(termOn)) throw problems.termUnknown({ day: termOn });
  const next = terms[terms.indexOf(termOn) - 1];
  return {
    termOn,
    dueOn: enrolmentDue(termOn, days, calendar),
    asOf: next ? addDays(next, -1) : today,
    terms,
  };
}

/** A child expected in a class, or marked there. */
export interface Expected extends Omit<EnrolmentPupil, 'place' | 'note'> {
  readonly kind: 'school' | 'village';
  readonly checkId: string | null;
  readonly sealed: Buffer | null;
}

export interface ExpectedFilter {
  readonly unitId?: string | undefined;
  readonly grade?: number | undefined;
  readonly class?: string | undefined;
}

/**
 * Who is expected where at the opening of a term, and what the last check says of each (docs/readings.md, R104): whoever
 * stands in a class; whoever stood in one on the opening day and is not accounted for since; in its village, whoever is of
 * the youngest cohort and stands in no class. Whoever was marked in a class stays in its list.
 */
function expectedRows(term: Term): RawBuilder<unknown> {
  const { bornFrom: _, bornTo } = schoolAgeCohort(term.termOn);
  const youngestFrom = `${Number(bornTo.slice(0, 4)) - 1}-09-01`;
  const attending = sql`any(${[...ATTENDING_STATES]}::text[])`;
  const line = (day: Day, only = sql`true`): RawBuilder<unknown> => sql`
    select * from schooling
    where child_id = c.id and withdrawn_at is null and from_on <= ${day}::date
      and (to_on is null or to_on >= ${day}::date) and ${only}
    order by from_on desc, id desc limit 1`;
  // Said inside the line: for whoever stands in a class today, the opening day need not be looked up.
  const unaccounted = sql`coalesce(now.state, 'unknown') in ('unknown', 'suspected', 'dropped-out')`;
  return sql`
    with marked as (
      select checks.id as check_id, checks.unit_id, checks.grade, checks.class, marks.child_id, marks.mark,
        marks.sealed, marks.lead_id
      from current_enrolment_checks checks join enrolment_marks marks on marks.check_id = checks.id
      where checks.term_on = ${term.termOn}::date
    ),
    expected as (
      select c.id as child_id, place.*
      from children c
        left join lateral (${line(term.asOf)}) now on true
        left join lateral (${line(term.termOn, unaccounted)}) opening on true
        cross join lateral (
          select now.school_unit_id as unit_id, coalesce(now.grade, 0) as grade, coalesce(nullif(now.class, ''), '-') as class
            where now.state = ${attending} and now.school_unit_id is not null
          union all
          select opening.school_unit_id, coalesce(opening.grade, 0), coalesce(nullif(opening.class, ''), '-')
            where ${unaccounted}
              and opening.state = ${attending} and opening.school_unit_id is not null
          union all
          select village.village_id, 1, '-' from unit_villages village
            where village.unit_id = coalesce(c.residence_unit_id, c.registered_unit_id)
              and c.birth_date between ${youngestFrom}::date and ${bornTo}::date
              and coalesce(now.state, 'unknown') in ('unknown', 'suspected')
              and (opening.state is null or opening.state in ('unknown', 'suspected'))
        ) place
      where c.withdrawn_at is null and place.unit_id in (select units_in_scope())
    )`;
}

const OF_EXPECTED = sql`
    from expected e
      full join marked m on m.child_id = e.child_id and m.unit_id = e.unit_id and m.grade = e.grade and m.class = e.class
      join children c on c.id = coalesce(e.child_id, m.child_id) and c.withdrawn_at is null
      join units unit on unit.id = coalesce(e.unit_id, m.unit_id)`;

/** The rows of `expectedRows`, with the last check's word on each. */
export async function readExpected(tx: Tx, term: Term, filter: ExpectedFilter = {}): Promise<Expected[]> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (filter.unitId) all.push(sql`unit.id = ${filter.unitId}`);
  if (filter.grade !== undefined) all.push(sql`coalesce(e.grade, m.grade) = ${filter.grade}`);
  if (filter.class !== undefined) all.push(sql`coalesce(e.class, m.class) = ${filter.class}`);
  const { rows } = await sql<Omit<Expected, 'mark'> & { mark: EnrolmentMark | null }>`${expectedRows(term)}
    select c.id as "childId", c.name, c.sex, c.birth_date as "birthDate", unit.id as "unitId", unit.name as unit,
      case when unit.kind = 'school' then 'school' else 'village' end as kind,
      coalesce(e.grade, m.grade) as grade, coalesce(e.class, m.class) as class,
      m.mark, m.check_id as "checkId", m.sealed, m.lead_id as "leadId"
    ${OF_EXPECTED}
    where ${sql.join(all, sql` and `)}
    order by unit.name, coalesce(e.grade, m.grade), coalesce(e.class, m.class), c.name, c.id`.execute(tx);
  return rows;
}

/** How many of them nobody has marked yet, by unit: for the work lists, which name none of them. */
export async function countUnmarked(
  tx: Tx,
  term: Term,
): Promise<
  { readonly unitId: string; readonly kind: Expected['kind']; readonly classes: number; readonly children: number }[]
> {
  const { rows } = await sql<Awaited<ReturnType<typeof countUnmarked>>[number]>`${expectedRows(term)}
    select unit.id as "unitId", case when unit.kind = 'school' then 'school' else 'village' end as kind,
      count(distinct (e.grade, e.class))::int as classes, count(*)::int as children
    ${OF_EXPECTED}
    where m.mark is null
    group by unit.id
    order by unit.name, unit.id`.execute(tx);
  return rows;
}
