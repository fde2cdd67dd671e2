import type { Day } from '../basis/plain-date.ts';
import { type Calendar, schoolDays } from '../basis/school-calendar.ts';

/** Why a child is absent. `none`: nobody knows; only these days are counted towards a lead. */
export const ABSENCE_CAUSES = ['sick', 'personal-leave', 'other', 'none'] as const;
export type AbsenceCause = (typeof ABSENCE_CAUSES)[number];

/** States in which a child is expected in a classroom (docs/readings.md, R98). */
export const ATTENDING_STATES = ['here', 'county', 'out-of-county', 'special-education', 'special-school'] as const;

/** What the report of one day says of one child. */
export interface ReportedDay {
  readonly on: Day;
  readonly mark: 'present' | AbsenceCause;
}

/** School days in a row without a known cause, as far as reports tell. */
export interface AbsenceStreak {
  readonly days: number;
  /** First and last of those days. */
  readonly since: Day;
  readonly last: Day;
}

/**
 * The run of absences without cause with which the reports up to `asOf` end; undefined when they end with the child in
 * school or with a cause. A day nobody reported neither counts nor breaks; an absence on a day without school does not
 * count; a child seen in school breaks the run, whatever the day (docs/readings.md, R99).
 */
export function absenceStreak(
  reports: readonly ReportedDay[],
  asOf: Day,
  calendar: Calendar,
): AbsenceStreak | undefined {
  const isSchoolDay = schoolDays(calendar);
  const known = new Map<Day, ReportedDay['mark']>();
  for (const { on, mark } of reports) if (on <= asOf) known.set(on, mark);
  let streak: AbsenceStreak | undefined;
  for (const on of [...known.keys()].sort().reverse()) {
    if (known.get(on) !== 'none') break;
    if (!isSchoolDay(on)) continue;
    streak = { days: (streak?.days ?? 0) + 1, since: on, last: streak?.last ?? on };
  }
  return streak;
}
