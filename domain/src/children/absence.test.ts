import { expect, test } from 'vitest';
import { calendarOver } from '../basis/school-calendar.ts';
import { absenceStreak, type ReportedDay } from './absence.ts';

/* 2022-09-01 is a Thursday; 1–7 October is a break. */

const calendar = calendarOver(
  { terms: [{ start: '09-01', end: '01-15' }], breaks: [{ start: '10-01', end: '10-07' }], examMonths: [] },
  '2022-09-01',
  '2022-12-31',
);

const SITUATIONS: readonly {
  readonly name: string;
  readonly marks: Readonly<Record<string, ReportedDay['mark']>>;
  readonly asOf?: string;
  readonly days: number;
  readonly since?: string;
}[] = [
  { name: 'nobody reported anything', marks: {}, days: 0 },
  { name: 'present all along', marks: { '09-05': 'present', '09-06': 'present' }, days: 0 },
  { name: 'one day', marks: { '09-05': 'present', '09-06': 'none' }, days: 1, since: '09-06' },
  {
    name: 'Thursday, Friday, Monday are three in a row',
    marks: { '09-01': 'none', '09-02': 'none', '09-05': 'none' },
    days: 3,
    since: '09-01',
  },
  {
    name: 'a break of a week lies between',
    marks: { '09-29': 'none', '09-30': 'none', '10-10': 'none' },
    days: 3,
    since: '09-29',
  },
  {
    name: 'a cause on the second day breaks it',
    marks: { '09-05': 'none', '09-06': 'sick', '09-07': 'none' },
    days: 1,
    since: '09-07',
  },
  { name: 'a cause on the last day ends it', marks: { '09-05': 'none', '09-06': 'none', '09-07': 'other' }, days: 0 },
  {
    name: 'days that nobody reported neither count nor break',
    marks: { '09-05': 'none', '09-08': 'none', '09-13': 'none' },
    days: 3,
    since: '09-05',
  },
  {
    name: 'back for one day in between',
    marks: { '09-05': 'none', '09-06': 'none', '09-07': 'present', '09-08': 'none' },
    days: 1,
    since: '09-08',
  },
  {
    name: 'an absence reported on a Saturday does not count and does not break',
    marks: { '09-09': 'none', '09-10': 'none', '09-12': 'none' },
    days: 2,
    since: '09-09',
  },
  {
    name: 'seen in school on a Saturday: was not missing on the Friday before to stay away',
    marks: { '09-09': 'none', '09-10': 'present', '09-12': 'none' },
    days: 1,
    since: '09-12',
  },
  {
    name: 'what was reported after the day asked for is not known yet',
    marks: { '09-05': 'none', '09-06': 'none', '09-07': 'present' },
    asOf: '2022-09-06',
    days: 2,
    since: '09-05',
  },
];

test.each(SITUATIONS)('absence without cause: $name → $days', ({ marks, asOf, days, since }) => {
  const reports = Object.entries(marks).map(([on, mark]) => ({ on: `2022-${on}`, mark }));
  const streak = absenceStreak(reports, asOf ?? '2022-12-31', calendar);
  expect(streak?.days ?? 0).toBe(days);
  expect(streak?.since).toBe(since && `2022-${since}`);
  // The order in which reports arrive must not matter.
  expect(absenceStreak(reports.toReversed(), asOf ?? '2022-12-31', calendar)).toEqual(streak);
});
