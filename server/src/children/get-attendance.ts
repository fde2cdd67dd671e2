import { isSchoolDay } from '@quanxue/domain/basis/school-calendar.ts';
import type { ClassDay, getAttendance } from '@quanxue/domain/children/attendance.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { readSettings } from '../basis/settings.ts';
import { calendarBetween } from './absence-streaks.ts';
import { lengthOf, readPupils } from './read-pupils.ts';

type Query = z.output<NonNullable<(typeof getAttendance)['query']>>;
type Answer = z.input<NonNullable<(typeof getAttendance)['answer']>>;
type Counted = Omit<ClassDay, 'report' | 'mine'>;

/** The board of a school (or of all schools in scope) on a day: class by class who is there; each number is a list. */
export async function getTheAttendance(house: House, ask: Ask<unknown, Query>): Promise<Answer> {
  const day = ask.query.day ?? house.clock.today();
  return ask.inTransaction(async (tx) => {
    const { 'children.absence-days': threshold } = await readSettings(house.clock, tx, ['children.absence-days']);
    const classes = new Map<string, Counted>();
    let notReported = 0;
    for (const pupil of await readPupils(tx, day, { schoolId: ask.query.schoolId })) {
      const key = keyOf(pupil);
      const counted: Counted = classes.get(key) ?? {
        schoolId: pupil.schoolId,
        school: pupil.school,
        grade: pupil.grade,
        class: pupil.class,
        enrolled: 0,
        present: 0,
        withCause: 0,
        one: 0,
        two: 0,
        threeOrMore: 0,
      };
      classes.set(key, counted);
      counted.enrolled += 1;
      if (pupil.mark === 'not-reported') notReported += 1;
      else counted[columnOf(pupil.mark, pupil.days)] += 1;
    }
    const reports = await readReports(tx, day, ask.actor.accountId);
    const rows = [...classes].map(([key, counted]): ClassDay => {
      const report = reports.get(key);
      return {
        ...counted,
        report: report?.at && report.by ? { at: report.at, by: report.by, corrections: report.corrections } : null,
        mine: report?.mine ?? false,
      };
    });
    const total = (column: 'enrolled' | 'present' | 'withCause' | 'one' | 'two' | 'threeOrMore') =>
      rows.reduce((sum, row) => sum + row[column], 0);
    return {
      day,
      schoolDay: isSchoolDay(day, calendarBetween(day, day)),
      threshold,
      // One's own classes first.
      classes: rows.toSorted((a, b) => Number(b.mine) - Number(a.mine) || inSchoolOrder(a, b)),
      sum: {
        classes: rows.length,
        reported: rows.filter((row) => row.report).length,
        notReported,
        enrolled: total('enrolled'),
        present: total('present'),
        withCause: total('withCause'),
        one: total('one'),
        two: total('two'),
        threeOrMore: total('threeOrMore'),
      },
    };
  });
}

const keyOf = (of: { schoolId: string; grade: number; class: string }) => `${of.schoolId} ${of.grade} ${of.class}`;

/** By school, grade and class; class 10 stands after class 9. */
function inSchoolOrder(a: ClassDay, b: ClassDay): number {
  return (
    a.school.localeCompare(b.school, 'zh') ||
    a.grade - b.grade ||
    a.class.localeCompare(b.class, 'zh', { numeric: true })
  );
}

function columnOf(mark: string, days: number): 'present' | 'withCause' | 'one' | 'two' | 'threeOrMore' {
  if (mark === 'present') return 'present';
  if (mark !== 'none') return 'withCause';
  const length = lengthOf(days);
  return length === 'three-or-more' ? 'threeOrMore' : length;
}

interface Report {
  readonly schoolId: string;
  readonly grade: number;
  readonly class: string;
  readonly at: string | null;
  readonly by: string | null;
  readonly corrections: number;
  readonly mine: boolean;
}

/** The day's report of each class, and whether the asker has ever reported that class. */
async function readReports(tx: Tx, day: string, accountId: string): Promise<ReadonlyMap<string, Report>> {
  const { rows } = await sql<Report>`
    with mine as (
      select distinct school_unit_id, grade, class from attendance where reported_by = ${accountId}
    )
    select coalesce(r.school_unit_id, mine.school_unit_id) as "schoolId", coalesce(r.grade, mine.grade) as grade,
      coalesce(r.class, mine.class) as class, r.reported_at as at, accounts.name as by,
      coalesce(r.version - 1, 0) as corrections, mine.school_unit_id is not null as mine
    from (select * from current_attendance where on_day = ${day}::date) r
      full join mine on mine.school_unit_id = r.school_unit_id and mine.grade = r.grade and mine.class = r.class
      left join accounts on accounts.id = r.reported_by`.execute(tx);
  return new Map(rows.map((row) => [keyOf(row), row]));
}
