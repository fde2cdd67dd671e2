import { type Day, dayNumber, dayOf, mondayOf } from './plain-date.ts';

/** A span of days, both included. */
export interface Span {
  readonly start: Day;
  readonly end: Day;
}

/** When school is held. Lists may be empty; a span whose end lies before its start holds no day. */
export interface Calendar {
  readonly terms: readonly Span[];
  readonly breaks: readonly Span[];
  /** 'YYYY-MM' */
  readonly examMonths: readonly string[];
}

/** Spans that return every year, as 'MM-DD'; an end before its start lies in the next year. Month '06' an exam month. */
export interface YearlyCalendar {
  readonly terms: readonly { readonly start: string; readonly end: string }[];
  readonly breaks: readonly { readonly start: string; readonly end: string }[];
  readonly examMonths: readonly string[];
}

/** Writes a yearly calendar out over the years that touch `from` … `to`. */
export function calendarOver(yearly: YearlyCalendar, from: Day, to: Day): Calendar {
  const terms: Span[] = [];
  const breaks: Span[] = [];
  const examMonths: string[] = [];
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(to.slice(0, 4)); year++) {
    const write = (each: { start: string; end: string }): Span => ({
      start: `${yyyy(year)}-${each.start}`,
      end: `${yyyy(each.end < each.start ? year + 1 : year)}-${each.end}`,
    });
    terms.push(...yearly.terms.map(write));
    breaks.push(...yearly.breaks.map(write));
    examMonths.push(...yearly.examMonths.map((month) => `${yyyy(year)}-${month}`));
  }
  return { terms, breaks, examMonths };
}

const yyyy = (year: number) => String(year).padStart(4, '0');

/** A school week: an ISO week with at least three weekdays (Monday–Friday) inside a term and outside every break. */
export function isSchoolWeek(monday: Day, calendar: Calendar): boolean {
  return schoolWeeks(calendar)(dayNumber(monday));
}

/** The same for many weeks, told by the day number of their Mondays. */
function schoolWeeks(calendar: Calendar): (monday: number) => boolean {
  const numbered = ({ start, end }: Span) => [dayNumber(start), dayNumber(end)] as const;
  const terms = calendar.terms.map(numbered);
  const breaks = calendar.breaks.map(numbered);
  const within = (day: number) => (span: readonly [number, number]) => span[0] <= day && day <= span[1];
  return (monday) => {
    let days = 0;
    for (let day = monday; day < monday + 5; day++) {
      if (terms.some(within(day)) && !breaks.some(within(day))) days++;
    }
    return days >= 3;
  };
}

/** A stretch in which weekly lessons are owed: from its first day until the day (not included) on which it ended. */
export interface Run {
  readonly from: Day;
  readonly until?: Day;
}

/**
 * Mondays of the school weeks owed over all runs, in order, each once: the week begins in a later week than the run's
 * first day, its Sunday is on or before `asOf`, and its Sunday is before the day on which the run ended.
 */
export function owedWeeks(runs: readonly Run[], asOf: Day, calendar: Calendar): Day[] {
  const isOwed = schoolWeeks(calendar);
  const mondays = new Set<number>();
  for (const run of runs) {
    const last = run.until === undefined || asOf < run.until ? dayNumber(asOf) : dayNumber(run.until) - 1;
    for (let monday = dayNumber(mondayOf(run.from)) + 7; monday + 6 <= last; monday += 7) {
      if (!mondays.has(monday) && isOwed(monday)) mondays.add(monday);
    }
  }
  return [...mondays].sort((a, b) => a - b).map(dayOf);
}
