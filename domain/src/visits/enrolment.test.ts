import { expect, test } from 'vitest';
import { calendarOver } from '../basis/school-calendar.ts';
import { enrolmentDue, termOpenings } from './enrolment.ts';

const calendar = calendarOver(
  {
    terms: [
      { start: '09-01', end: '01-15' },
      { start: '02-20', end: '06-30' },
    ],
    breaks: [{ start: '09-03', end: '09-05' }],
    examMonths: [],
  },
  '2022-09-01',
  '2023-08-31',
);

test('the check is due on a school day counted from the opening: over a weekend and a break', () => {
  // 2022-09-01 is a Thursday; Monday the 5th is free.
  expect(enrolmentDue('2022-09-01', 1, calendar)).toBe('2022-09-01');
  expect(enrolmentDue('2022-09-01', 3, calendar)).toBe('2022-09-06');
});

test('the terms that have begun come newest first', () => {
  expect(termOpenings(calendar, '2023-03-01').slice(0, 2)).toEqual(['2023-02-20', '2022-09-01']);
  expect(termOpenings(calendar, '2022-09-01')[0]).toBe('2022-09-01');
});
