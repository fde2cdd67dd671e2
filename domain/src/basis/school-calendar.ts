import { type Day, dayNumber, dayOf, mondayOf, weekday } from './plain-date.ts';

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
  const terms = merged(calendar.terms);
  const breaks = merged(calendar.breaks);
  return (monday) => {
    let days = 0;
    for (let day = monday; day < monday + 5; day++) {
      if (holds(terms, day) && !holds(breaks, day)) days++;
    }
    return days >= 3;
  };
}

type Numbered = readonly [start: number, end: number];

/** Spans as day numbers, in order and without overlap, so that a day is found among thousands at once. */
function merged(spans: readonly Span[]): Numbered[] {
  const numbered = spans
    .filter(({ start, end }) => start <= end)
    .map(({ start, end }): [number, number] => [dayNumber(start), dayNumber(end)])
    .sort((a, b) => a[0] - b[0]);
  const apart: [number, number][] = [];
  for (const span of numbered) {
    const last = apart.at(-1);
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else apart.push(span);
  }
  return apart;
}

/** Whether one of the spans, merged before, holds the day. */
function holds(spans: readonly Numbered[], day: number): boolean {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [start, end] = spans[middle] ?? [0, -1];
    if (day < start) high = middle - 1;
    else if (day > end) low = middle + 1;
    else return true;
  }
  return false;
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

/** A school day: a weekday (Monday–Friday) inside a term and outside every break. */
export function isSchoolDay(day: Day, calendar: Calendar): boolean {
  return schoolDays(calendar)(day);
}

/** The same for many days of one calendar. */
export function schoolDays(calendar: Calendar): (day: Day) => boolean {
  const terms = merged(calendar.terms);
  const breaks = merged(calendar.breaks);
  return (day) => {
    const number = dayNumber(day);
    return weekday(day) <= 5 && holds(terms, number) && !holds(breaks, number);
  };
}
