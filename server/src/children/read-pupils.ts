import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { ATTENDING_STATES } from '@quanxue/domain/children/absence.ts';
import type { PupilDay } from '@quanxue/domain/children/attendance.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import { absenceStreaks } from './absence-streaks.ts';

export interface ClassFilter {
  readonly schoolId?: string | undefined;
  readonly grade?: number | undefined;
  readonly class?: string | undefined;
}

/** A pupil on a day, with what is needed to open the note. */
export interface Pupil extends Omit<PupilDay, 'note'> {
  readonly attendanceId: string | null;
  readonly sealed: Buffer | null;
}

/** Who stands in the classes of the schools in the asker's scope on a day, and what the report of that day says. */
export async function readPupils(tx: Tx, day: Day, filter: ClassFilter): Promise<Pupil[]> {
  const { rows } = await sql<Omit<Pupil, 'days' | 'since'>>`
    select c.id as "childId", c.name, c.sex, s.school_unit_id as "schoolId", school.name as school,
      coalesce(s.grade, 0) as grade, coalesce(nullif(s.class, ''), '-') as class, r.id as "attendanceId", a.sealed,
      case
        when a.cause is not null then a.cause
        -- Whoever came onto the list after the report was not looked for.
        when r.id is not null and s.recorded_at <= r.reported_at then 'present'
        else 'not-reported'
      end as mark
    from schooling s
      join children c on c.id = s.child_id and c.withdrawn_at is null
      join units school on school.id = s.school_unit_id
      left join current_attendance r on r.school_unit_id = s.school_unit_id and r.grade = coalesce(s.grade, 0)
        and r.class = coalesce(nullif(s.class, ''), '-') and r.on_day = ${day}::date
      left join absences a on a.attendance_id = r.id and a.child_id = c.id
    where s.withdrawn_at is null and s.from_on <= ${day}::date and (s.to_on is null or s.to_on >= ${day}::date)
      and s.state = any(${[...ATTENDING_STATES]}::text[])
      and s.school_unit_id in (select units_in_scope())
      ${filter.schoolId ? sql`and s.school_unit_id = ${filter.schoolId}` : sql``}
      ${filter.grade === undefined ? sql`` : sql`and coalesce(s.grade, 0) = ${filter.grade}`}
      ${filter.class === undefined ? sql`` : sql`and coalesce(nullif(s.class, ''), '-') = ${filter.class}`}
    order by school.name, grade, class, c.name, c.id`.execute(tx);
  const streaks = new Map(
    (await absenceStreaks(tx, day, { schoolId: filter.schoolId })).map((each) => [each.childId, each]),
  );
  return rows.map((row) => {
    const streak = streaks.get(row.childId);
    return { ...row, days: streak?.days ?? 0, since: streak?.since ?? null };
  });
}

/** In which column of the board an absence without cause stands. */
export function lengthOf(days: number): 'one' | 'two' | 'three-or-more' {
  return days >= 3 ? 'three-or-more' : days === 2 ? 'two' : 'one';
}
