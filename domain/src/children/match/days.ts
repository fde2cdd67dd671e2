/*
 * Days of birth as whole numbers, yyyymmdd (0 for none), and how two of them relate. A day may be one that no calendar
 * has: it is only compared.
 */

/**
 * The closer the higher. `month`: of one month and no more; `lunar`: one is the other by the Chinese calendar; `slip`: one
 * digit, or day and month.
 */
export const DayRelation = { absent: 0, differ: 1, month: 2, lunar: 3, slip: 4, equal: 5 } as const;
export type DayRelation = (typeof DayRelation)[keyof typeof DayRelation];

export function relateDays(a: number, b: number): DayRelation {
  if (a === 0 || b === 0) return DayRelation.absent;
  if (a === b) return DayRelation.equal;
  if (isSlip(a, b)) return DayRelation.slip;
  if (lunarOf(a) === b || lunarOf(b) === a) return DayRelation.lunar;
  return Math.floor(a / 100) === Math.floor(b / 100) ? DayRelation.month : DayRelation.differ;
}

/** One digit wrong, two neighbouring digits exchanged, month and day exchanged, or the year one off. */
function isSlip(a: number, b: number): boolean {
  if (Math.abs(a - b) === 10_000) return true;
  const one = String(a);
  const two = String(b);
  if (one.length !== 8 || two.length !== 8) return false;
  if (one === two.slice(0, 4) + two.slice(6) + two.slice(4, 6)) return true;
  let first = -1;
  let count = 0;
  for (let at = 0; at < 8; at += 1) {
    if (one[at] === two[at]) continue;
    count += 1;
    if (first < 0) first = at;
  }
  if (count === 1) return true;
  return count === 2 && one[first] === two[first + 1] && one[first + 1] === two[first];
}

const calendar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});
const known = new Map<number, number>();

/** The day of the Chinese calendar, written as people write it beside solar days: yyyymmdd, a leap month like its own. */
function lunarOf(day: number): number {
  let lunar = known.get(day);
  if (lunar === undefined) {
    lunar = 0;
    const at = Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100);
    if (day > 19_000_000 && day < 21_000_000 && !Number.isNaN(at)) {
      for (const { type, value } of calendar.formatToParts(at)) {
        const number = Number.parseInt(value, 10);
        if ((type as string) === 'relatedYear') lunar += number * 10_000;
        if (type === 'month') lunar += number * 100;
        if (type === 'day') lunar += number;
      }
    }
    known.set(day, lunar);
  }
  return lunar;
}
