/**
 * Civil days in Asia/Shanghai as 'YYYY-MM-DD' strings. A string compares, sorts, prints and travels as it is; a Date
 * would drag a zone and an hour along. The day is always an argument: nothing here asks a clock.
 */
export type Day = string;

const MS_PER_DAY = 86_400_000;

/** True for a day that exists: '2022-02-28', not '2022-02-30'. Reads digit by digit: every day of every file passes here. */
export function isDay(text: string): boolean {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The number written in `text` from `start` to `end`, or -1 where a character is no digit. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Number of days in a month (1–12) of the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 (days from civil, Howard Hinnant's algorithm): exact for every year 0000–9999. */
export function dayNumber(day: Day): number {
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day with this number; inverse of `dayNumber` (civil from days, same source). */
export function dayOf(number: number): Day {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9);
  return written(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

const written = (year: number, month: number, day: number): Day =>
  `${year > 999 ? year : String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;

/** Calendar days from `a` to `b`: 1 for neighbours, negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return dayNumber(b) - dayNumber(a);
}

export function addDays(day: Day, days: number): Day {
  return dayOf(dayNumber(day) + days);
}

/** The same day of the month `months` later (or earlier), or the month's last day where there is none (contract: "Years and months later"). */
export function addMonths(day: Day, months: number): Day {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  const date = Math.min(Number(day.slice(8, 10)), daysInMonth(year, month));
  return written(year, month, date);
}

export function addYears(day: Day, years: number): Day {
  return addMonths(day, years * 12);
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export function weekday(day: Day): number {
  const index = (dayNumber(day) + 3) % 7;
  return (index < 0 ? index + 7 : index) + 1;
}

/** The Monday of the ISO week in which `day` lies. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day));
}

/** The civil day in Shanghai (UTC+8, without summer time since 1991) of an instant like '2022-09-23T15:59:59Z'. */
export function shanghaiDay(instant: string): Day {
  return dayOf(Math.floor((Date.parse(instant) + 8 * 3_600_000) / MS_PER_DAY));
}

/** First calendar year of the school year (1 September – 31 August) in which `day` lies. */
export function schoolYearOf(day: Day): number {
  return Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0);
}
