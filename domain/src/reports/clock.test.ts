import { expect, test } from 'vitest';
import { standingAt } from './clock.ts';

const day = { clockFrom: '2022-09-01T00:00:00.000Z', dueAt: '2022-09-02T00:00:00.000Z', open: true };

test.each([
  ['at once', '2022-09-01T00:00:00.000Z', 'office', false, 24],
  ['a minute before it is due', '2022-09-01T23:59:00.000Z', 'office', false, 0],
  ['when it is due', '2022-09-02T00:00:00.000Z', 'township', true, 0],
  ['an hour later', '2022-09-02T01:00:00.000Z', 'township', true, -1],
  ['after as long again', '2022-09-03T00:00:00.000Z', 'county', true, -24],
] as const)('an open lead stands, %s, with the right post', (_, now, level, overdue, hoursLeft) => {
  expect(standingAt(day, now)).toMatchObject({ level, overdue, hoursLeft });
});

test('a lead that is concluded is late for nobody', () => {
  const standing = standingAt({ ...day, open: false }, '2022-10-01T00:00:00.000Z');
  expect(standing).toMatchObject({ overdue: false, level: 'office', nextAt: null });
});

test('it is told when a lead goes up: first when due, then after as long again, then no more', () => {
  expect(standingAt(day, '2022-09-01T12:00:00.000Z').nextAt).toBe('2022-09-02T00:00:00.000Z');
  expect(standingAt(day, '2022-09-02T12:00:00.000Z').nextAt).toBe('2022-09-03T00:00:00.000Z');
  expect(standingAt(day, '2022-09-04T00:00:00.000Z').nextAt).toBeNull();
});
