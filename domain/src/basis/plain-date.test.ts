import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  type Day,
  dayNumber,
  dayOf,
  daysBetween,
  daysInMonth,
  isDay,
  mondayOf,
  schoolYearOf,
  shanghaiDay,
  weekday,
} from './plain-date.ts';

const MS_PER_DAY = 86_400_000;
const FIRST = Date.UTC(1900, 0, 1) / MS_PER_DAY;
const LAST = Date.UTC(2100, 11, 31) / MS_PER_DAY;
const viaDate = (number: number): Day => new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
const anyNumber = fc.integer({ min: FIRST, max: LAST });

describe('days', () => {
  it('have the same numbers as the days of Date, all of them from 1900 to 2100', () => {
    for (let number = FIRST; number <= LAST; number++) {
      const day = viaDate(number);
      if (dayOf(number) !== day || dayNumber(day) !== number || !isDay(day)) expect.fail(day);
    }
  });

  it('fall on the weekdays of Date', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        const day = dayOf(number);
        expect(weekday(day) % 7).toBe(new Date(day).getUTCDay());
        expect(weekday(mondayOf(day))).toBe(1);
        expect(daysBetween(mondayOf(day), day)).toBe(weekday(day) - 1);
      }),
    );
  });

  it('add and subtract', () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: -40_000, max: 40_000 }), (number, days) => {
        const day = dayOf(number);
        expect(daysBetween(day, addDays(day, days))).toBe(days);
        expect(addDays(addDays(day, days), -days)).toBe(day);
        expect(addDays(day, 1) > day).toBe(true);
      }),
    );
  });

  it('hold in the years 0000 and 9999 too', () => {
    for (const day of ['0000-01-01', '0000-02-29', '0999-12-31', '1000-01-01', '9999-12-31']) {
      expect(dayOf(dayNumber(day))).toBe(day);
      expect(isDay(day)).toBe(true);
    }
  });

  it.each([
    '2022-02-29',
    '1900-02-29',
    '2022-04-31',
    '2022-00-10',
    '2022-13-01',
    '2022-01-00',
    '2022-01-32',
    '2022-9-01',
    '20220901',
    '2022-09-01 ',
    '2022/09/01',
    '２０２２-09-01',
    '+022-09-01',
    '',
  ])('that do not exist are told apart: %j', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('of a month are counted as Date counts them', () => {
    for (let year = 1900; year <= 2100; year++) {
      for (let month = 1; month <= 12; month++) {
        expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
      }
    }
  });
});

describe('months and years later', () => {
  it('are the same day of the month, or its last', () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: -600, max: 600 }), (number, months) => {
        const day = dayOf(number);
        const [year, month, date] = day.split('-').map(Number) as [number, number, number];
        const first = new Date(Date.UTC(year, month - 1 + months, 1));
        const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
        expect(addMonths(day, months)).toBe(
          `${first.toISOString().slice(0, 8)}${String(Math.min(date, last)).padStart(2, '0')}`,
        );
      }),
    );
  });

  it.each([
    ['2022-01-31', 1, '2022-02-28'],
    ['2020-01-31', 1, '2020-02-29'],
    ['2022-12-15', 1, '2023-01-15'],
    ['2022-01-15', -1, '2021-12-15'],
    ['2022-03-31', -1, '2022-02-28'],
    ['2022-10-31', 13, '2023-11-30'],
  ])('%s and %i months: %s', (day, months, later) => {
    expect(addMonths(day, months)).toBe(later);
  });

  it.each([
    ['2020-02-29', 1, '2021-02-28'],
    ['2020-02-29', 4, '2024-02-29'],
    ['2020-09-01', 2, '2022-09-01'],
    ['2022-02-28', 2, '2024-02-28'],
  ])('%s and %i years: %s', (day, years, later) => {
    expect(addYears(day, years)).toBe(later);
  });
});

describe('a school year', () => {
  it.each([
    ['2022-08-31', 2021],
    ['2022-09-01', 2022],
    ['2022-12-31', 2022],
    ['2023-01-01', 2022],
  ])('%s lies in that of %i', (day, year) => {
    expect(schoolYearOf(day)).toBe(year);
  });
});

describe('the civil day in Shanghai', () => {
  it.each([
    ['2022-09-23T15:59:59Z', '2022-09-23'],
    ['2022-09-23T16:00:00Z', '2022-09-24'],
    ['2022-09-23T15:59:59.999Z', '2022-09-23'],
    ['2022-09-24T00:00:00+08:00', '2022-09-24'],
    ['2022-09-23T23:59:59+08:00', '2022-09-23'],
    ['2022-09-23T12:00:00-05:00', '2022-09-24'],
    ['2022-09-24T01:00:00+09:30', '2022-09-23'],
    ['1969-12-31T15:59:59Z', '1969-12-31'],
  ])('of %s is %s', (instant, day) => {
    expect(shanghaiDay(instant)).toBe(day);
  });
});
