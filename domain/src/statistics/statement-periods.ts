import { addDays, type Day, daysInMonth } from '../basis/plain-date.ts';

/*
 * The four statements (四个一) and their periods. Terms are cut at 1 February and 1 September, so that every day lies in one
 * (docs/readings.md, R110).
 */

export const STATEMENT_KINDS = ['school-monthly', 'county-quarterly', 'term', 'year'] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

export interface Period {
  /** 2022-09, 2022-Q3, 2022-T1, 2022 (school years by their first calendar year). */
  readonly period: string;
  readonly from: Day;
  readonly to: Day;
}

/** Which statements a unit of this kind sends. */
export function statementsOf(unit: string): readonly StatementKind[] {
  if (unit === 'school') return ['school-monthly'];
  if (unit === 'county') return ['county-quarterly', 'term', 'year'];
  return unit === 'township' ? ['term', 'year'] : [];
}

/** The period in which a day lies. */
export function periodOn(kind: StatementKind, day: Day): Period {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const school = month >= 9 ? year : year - 1;
  switch (kind) {
    case 'school-monthly':
      return { period: day.slice(0, 7), from: `${day.slice(0, 7)}-01`, to: lastDay(year, month) };
    case 'county-quarterly': {
      const first = month - ((month - 1) % 3);
      return { period: `${year}-Q${(first + 2) / 3}`, from: `${year}-${two(first)}-01`, to: lastDay(year, first + 2) };
    }
    case 'term':
      return month >= 2 && month <= 8
        ? { period: `${school}-T2`, from: `${year}-02-01`, to: `${year}-08-31` }
        : { period: `${school}-T1`, from: `${school}-09-01`, to: `${school + 1}-01-31` };
    case 'year':
      return { period: `${school}`, from: `${school}-09-01`, to: `${school + 1}-08-31` };
  }
}

/** The period that bears this name; undefined where none does. */
export function periodOf(kind: StatementKind, period: string): Period | undefined {
  const [year = '', part = ''] = period.split('-');
  const day = {
    'school-monthly': `${year}-${part}-01`,
    'county-quarterly': `${year}-${two(Number(part.slice(1)) * 3)}-01`,
    term: part === 'T1' ? `${year}-09-01` : `${Number(year) + 1}-02-01`,
    year: `${year}-09-01`,
  }[kind];
  if (!/^\d{4}-(0[1-9]|1[0-2])-01$/.test(day)) return undefined;
  const found = periodOn(kind, day);
  return found.period === period ? found : undefined;
}

/** The period of the day and those before it, the latest first. */
export function lastPeriods(kind: StatementKind, day: Day, count: number): Period[] {
  const periods: Period[] = [];
  for (let at = day; periods.length < count; ) {
    const period = periodOn(kind, at);
    periods.push(period);
    at = addDays(period.from, -1);
  }
  return periods;
}

/** The day that a statement is about unless another is said: the period's last, or today while it still runs. */
export function usualDay({ to }: Period, today: Day): Day {
  return to < today ? to : today;
}

const two = (number: number) => String(number).padStart(2, '0');
const lastDay = (year: number, month: number) => `${year}-${two(month)}-${daysInMonth(year, month)}`;
