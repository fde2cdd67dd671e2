import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayOf } from '../basis/plain-date.ts';
import { lastPeriods, periodOf, periodOn, STATEMENT_KINDS, usualDay } from './statement-periods.ts';

test.each([
  ['school-monthly', '2024-02-29', '2024-02', '2024-02-01', '2024-02-29'],
  ['county-quarterly', '2022-09-30', '2022-Q3', '2022-07-01', '2022-09-30'],
  ['county-quarterly', '2022-10-01', '2022-Q4', '2022-10-01', '2022-12-31'],
  ['term', '2023-01-31', '2022-T1', '2022-09-01', '2023-01-31'],
  ['term', '2023-02-01', '2022-T2', '2023-02-01', '2023-08-31'],
  ['year', '2023-08-31', '2022', '2022-09-01', '2023-08-31'],
] as const)('%s of %s is %s, from %s to %s', (kind, day, period, from, to) => {
  expect(periodOn(kind, day)).toEqual({ period, from, to });
});

test('every day lies in one period of each kind, the periods follow each other, and their names lead back to them', () => {
  fc.assert(
    fc.property(fc.constantFrom(...STATEMENT_KINDS), fc.integer({ min: 10_000, max: 30_000 }), (kind, number) => {
      const day = dayOf(number);
      const [now, before] = lastPeriods(kind, day, 2);
      expect(now && now.from <= day && day <= now.to).toBe(true);
      expect(before?.to).toBe(addDays(now?.from ?? '', -1));
      expect(periodOf(kind, now?.period ?? '')).toEqual(now);
    }),
  );
});

test.each([
  ['school-monthly', '2022-13'],
  ['county-quarterly', '2022-Q5'],
  ['county-quarterly', '2022-09'],
  ['term', '2022-T3'],
  ['year', 'next'],
] as const)('%s has no period %s', (kind, period) => {
  expect(periodOf(kind, period)).toBeUndefined();
});

test('a period that still runs is counted as of today, one that is over as of its last day', () => {
  const september = periodOn('school-monthly', '2022-09-05');
  expect(usualDay(september, '2022-09-12')).toBe('2022-09-12');
  expect(usualDay(september, '2022-10-03')).toBe('2022-09-30');
});
