import { type Dated, datedOn } from '../basis/citation.ts';
import type { Day } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import { type Calendar, calendarOver } from '../basis/school-calendar.ts';
import type { Story } from '../casefile/fold.ts';
import type { Status } from './finding.ts';
import type { Pack, Parameters } from './requirement.ts';

/** What a judge says of one requirement. `why` is told where the status alone does not say what happened. */
export interface Verdict {
  readonly status: Status;
  readonly why?: Text;
  readonly have?: number;
  readonly need?: number;
  readonly entries?: readonly string[];
  /** The day by which the thing is owed. */
  readonly due?: Day;
}

export const met: Verdict = { status: 'met' };
export const missing: Verdict = { status: 'missing' };

export const breach = (zh: string, en: string, entries?: readonly string[]): Verdict => ({
  status: 'breach',
  why: { zh, en },
  ...(entries && entries.length > 0 ? { entries } : {}),
});
export const pending = (zh: string, en: string, due?: Day): Verdict => ({
  status: 'pending',
  why: { zh, en },
  ...(due ? { due } : {}),
});
export const excused = (zh: string, en: string): Verdict => ({ status: 'excused', why: { zh, en } });
export const notApplicable = (zh: string, en: string): Verdict => ({ status: 'not-applicable', why: { zh, en } });

/** What every judge is given: the story on the day, and the pack. */
export interface Bench {
  readonly story: Story;
  readonly asOf: Day;
  readonly pack: Pack;
  readonly calendar: Calendar;
  /** A number of the pack on the as-of day. A pack must give each a value for every day it judges. */
  readonly number: (
    name: { [K in keyof Parameters]: Parameters[K] extends Dated<number> ? K : never }[keyof Parameters],
  ) => number;
  /** Tells that the answer may change on the day after `day` although nothing is added. */
  readonly until: (day: Day) => void;
}

/** Sets up the bench for one story. */
export function bench(story: Story, pack: Pack, until: (day: Day) => void): Bench {
  const { file, asOf } = story;
  let calendar: Calendar | undefined;
  return {
    story,
    asOf,
    pack,
    get calendar() {
      // A calendar in the file replaces the pack's as a whole; a list that it lacks is empty.
      calendar ??= file.calendar
        ? {
            terms: file.calendar.terms ?? [],
            breaks: file.calendar.breaks ?? [],
            examMonths: file.calendar.examMonths ?? [],
          }
        : calendarOver(pack.calendar, story.entries[0]?.on ?? asOf, asOf);
      return calendar;
    },
    number: (name) => {
      const value = datedOn(pack.parameters[name], asOf);
      if (value === undefined) throw new Error(`pack ${pack.id} has no ${name} on ${asOf}`);
      if (value.to !== undefined) until(value.to);
      return value.value;
    },
    until,
  };
}
