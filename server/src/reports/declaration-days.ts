import { addDays, addMonths, type Day } from '@quanxue/domain/basis/plain-date.ts';

/* When a month is declared (docs/readings.md, R94): from its 25th on, by a day of the next month. */

const FROM_DAY = 24;

export interface MonthDays {
  readonly first: Day;
  readonly last: Day;
  /** From when on it can be declared. */
  readonly opensOn: Day;
  readonly dueOn: Day;
}

/** @param month '2022-09' @param declareDay of the month after. */
export function daysOfMonth(month: string, declareDay: number): MonthDays {
  const first = `${month}-01`;
  const next = addMonths(first, 1);
  return {
    first,
    last: addDays(next, -1),
    opensOn: addDays(first, FROM_DAY),
    dueOn: addDays(next, Math.min(Math.max(declareDay, 1), 28) - 1),
  };
}

/** The day whose figures a declaration speaks of: the month's last, or today while it still runs. */
export function countedOn({ last }: MonthDays, today: Day): Day {
  return last < today ? last : today;
}

export function monthsUpTo(month: string, count: number): string[] {
  return Array.from({ length: count }, (_, back) => addMonths(`${month}-01`, back - count + 1).slice(0, 7));
}
