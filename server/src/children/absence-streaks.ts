import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import { calendarOver } from '@quanxue/domain/basis/school-calendar.ts';
import {
  type AbsenceStreak,
  ATTENDING_STATES,
  absenceStreak,
  type ReportedDay,
} from '@quanxue/domain/children/absence.ts';
import { packNamed } from '@quanxue/domain/policy/packs/index.ts';
import { sql } from 'kysely';
import type { Clock } from '../basis/clock.ts';
import type { Tx } from '../basis/database.ts';
import { readSettings } from '../basis/settings.ts';

/** Reports older than that are not looked at: a run begins within a year, so that its first day stays what it was. */
const DAYS_BACK = 366;

export interface ChildAbsence extends AbsenceStreak {
  readonly childId: string;
  /** The class in which the child stands on the day asked for. */
  readonly schoolId: string;
  readonly grade: number;
  readonly class: string;
}

/** The calendar of the schools between two days. */
export function calendarBetween(from: Day, to: Day) {
  return calendarOver(packNamed().calendar, from, to);
}

/**
 * Every child in the asker's sight whose reports up to `asOf` end with absences without cause, longest first; with `min`
 * those of at least so many school days. Children who no longer stand in a class that day are left out.
 */
export async function absenceStreaks(
  tx: Tx,
  asOf: Day,
  options: { readonly schoolId?: string | undefined; readonly min?: number } = {},
): Promise<ChildAbsence[]> {
  const from = addDays(asOf, -DAYS_BACK);
  const { rows } = await sql<{
    child_id: string;
    school_id: string;
    grade: number;
    class: string;
    on_day: Day;
    mark: ReportedDay['mark'];
  }>`
    with reports as materialized (
      select * from current_attendance where on_day between ${from}::date and ${asOf}::date
    ),
    missing as (
      select distinct on (now.child_id) now.child_id, now.school_unit_id, now.grade, now.class
      from absences join reports on reports.id = absences.attendance_id
        join schooling now on now.child_id = absences.child_id
        join children on children.id = absences.child_id and children.withdrawn_at is null
      where absences.cause = 'none' and now.withdrawn_at is null
        and now.from_on <= ${asOf}::date and (now.to_on is null or now.to_on >= ${asOf}::date)
        and now.state = any(${[...ATTENDING_STATES]}::text[])
        and now.school_unit_id is not null
        ${options.schoolId ? sql`and now.school_unit_id = ${options.schoolId}` : sql``}
      order by now.child_id, now.from_on desc
    ),
    days as (
      select missing.child_id, reports.on_day, 'present' as mark
      from missing join schooling s on s.child_id = missing.child_id and s.withdrawn_at is null
        join reports on reports.school_unit_id = s.school_unit_id and reports.grade = coalesce(s.grade, 0)
          and reports.class = coalesce(nullif(s.class, ''), '-') and reports.on_day >= s.from_on
          and (s.to_on is null or reports.on_day <= s.to_on)
          -- Whoever came onto the list later was not looked for.
          and s.recorded_at <= reports.reported_at
      where not exists (
        select from absences a where a.attendance_id = reports.id and a.child_id = missing.child_id
      )
      union all
      select missing.child_id, reports.on_day, a.cause
      from missing join absences a on a.child_id = missing.child_id join reports on reports.id = a.attendance_id
    )
    select missing.child_id, missing.school_unit_id as school_id, coalesce(missing.grade, 0) as grade,
      coalesce(nullif(missing.class, ''), '-') as class, days.on_day, days.mark
    from missing join days on days.child_id = missing.child_id
    -- Named as absent by one class weighs more than not named by another.
    order by missing.child_id, (days.mark <> 'present')`.execute(tx);
  const byChild = Map.groupBy(rows, (row) => row.child_id);
  const calendar = calendarBetween(from, asOf);
  return [...byChild.values()]
    .flatMap((days): ChildAbsence[] => {
      const [first] = days;
      const streak = absenceStreak(
        days.map((each) => ({ on: each.on_day, mark: each.mark })),
        asOf,
        calendar,
      );
      if (!first || !streak || streak.days < (options.min ?? 1)) return [];
      return [
        { ...streak, childId: first.child_id, schoolId: first.school_id, grade: first.grade, class: first.class },
      ];
    })
    .sort((a, b) => b.days - a.days || a.since.localeCompare(b.since) || a.childId.localeCompare(b.childId));
}

/** Children absent without cause for as long as the setting says: what calls for a lead. */
export async function longAbsences(clock: Clock, tx: Tx, asOf: Day): Promise<ChildAbsence[]> {
  const { 'children.absence-days': min } = await readSettings(clock, tx, ['children.absence-days']);
  return absenceStreaks(tx, asOf, { min });
}

/** What the sweep for leads asks of absence: each run that has reached the setting is one lead, known by its first day. */
export const absenceLeads = {
  source: 'absence' as const,
  find: async ({ clock }: { readonly clock: Clock }, tx: Tx) => {
    const found = await longAbsences(clock, tx, clock.today());
    return found.map(({ childId, days, since, last }) => ({
      childId,
      sourceId: `absent ${since}`,
      onDay: last,
      detail: `${since} 至 ${last} 连续 ${days} 个上课日未到校，原因不明`,
    }));
  },
};
