import { describe, expect, it } from 'vitest';
import { digestOf, dutyStanding, isOnListOf, latenessOf, leaveMark, type Placed } from './duties.ts';

const windows = { dueDays: 7, comingDays: 30, undatedDays: 14, escalateDays: 7 };
const duty = (due: string | null, more: Partial<Placed> = {}): Placed => ({
  level: 'school',
  by: 'principal',
  unitId: 'school-1',
  townshipId: 'town-1',
  due,
  ...more,
});
const today = '2022-11-20';

describe('a duty', () => {
  it.each([
    ['2022-12-21', undefined, 'school', null],
    ['2022-12-20', 'coming', 'school', null],
    ['2022-11-28', 'coming', 'school', null],
    ['2022-11-27', 'due', 'school', null],
    ['2022-11-20', 'due', 'school', null],
    ['2022-11-19', 'overdue', 'school', null],
    ['2022-11-14', 'overdue', 'school', null],
    ['2022-11-13', 'overdue', 'township', '2022-11-20'],
    ['2022-11-07', 'overdue', 'township', '2022-11-14'],
    ['2022-11-06', 'overdue', 'county', '2022-11-20'],
    ['2022-01-01', 'overdue', 'county', '2022-01-15'],
  ])('of %s is %s and stands with the %s since %s', (due, state, reached, reachedOn) => {
    const standing = dutyStanding(duty(due), today, windows);
    expect(standing?.state).toBe(state);
    if (state) expect(standing).toMatchObject({ reached, reachedOn });
  });

  it('of the township climbs to the county in one step', () => {
    const standing = dutyStanding(duty('2022-11-13', { level: 'township' }), today, windows);
    expect(standing).toMatchObject({ reached: 'county', reachedOn: '2022-11-20' });
  });

  it('without a day is due and never late', () => {
    expect(dutyStanding(duty(null), today, windows)).toMatchObject({ state: 'due', late: 0, reached: 'school' });
  });
});

describe('a list', () => {
  const listed = (role: Parameters<typeof isOnListOf>[0]['role'], unitId: string, placed: Placed) => {
    const standing = dutyStanding(placed, today, windows);
    return standing !== undefined && isOnListOf({ role, unitId }, placed, standing, windows);
  };

  it.each([
    ['principal', 'school-1', true],
    ['principal', 'school-2', false],
    ['teacher', 'school-1', false],
    ['village', 'school-1', false],
    ['social-affairs', 'town-1', false],
    ['county-committee', 'county', false],
  ] as const)('of the %s at %s has what is due at the school: %s', (role, unitId, on) => {
    expect(listed(role, unitId, duty('2022-11-20'))).toBe(on);
  });

  it.each([
    ['2022-11-14', false, false],
    ['2022-11-13', true, false],
    ['2022-11-06', true, true],
  ])('takes in what the school left undone since %s: township %s, county %s', (due, township, county) => {
    expect(listed('social-affairs', 'town-1', duty(due))).toBe(township);
    expect(listed('social-affairs', 'town-2', duty(due))).toBe(false);
    expect(listed('county-committee', 'county', duty(due))).toBe(county);
    expect(listed('principal', 'school-1', duty(due))).toBe(true);
  });

  it('of the leaders has what is theirs by name, and their office’s when it is late', () => {
    const office = { level: 'township', unitId: 'town-1', by: 'social-affairs' } as const;
    expect(listed('township-leader', 'town-1', duty('2022-11-20', office))).toBe(false);
    expect(listed('township-leader', 'town-1', duty('2022-11-10', office))).toBe(true);
    expect(listed('township-leader', 'town-1', duty('2022-11-20', { ...office, by: 'township-leader' }))).toBe(true);
  });

  it('has a lead by the lead’s own clock', () => {
    const lead = (climbed: Placed['climbed']) =>
      duty('2022-11-19', { level: 'township', unitId: 'town-1', by: 'social-affairs', ...(climbed && { climbed }) });
    expect(listed('township-leader', 'town-1', lead('office'))).toBe(false);
    expect(listed('township-leader', 'town-1', lead('township'))).toBe(true);
    expect(listed('county-committee', 'county', lead('township'))).toBe(false);
    expect(listed('county-committee', 'county', lead('county'))).toBe(true);
  });
});

it.each([
  [31, null],
  [30, 30],
  [16, 30],
  [15, 15],
  [7, 7],
  [0, 7],
  [-1, null],
])('a leave with %i days left has passed the mark %s', (left, mark) => {
  expect(leaveMark(left)).toBe(mark);
});

it.each([
  [1, 'week'],
  [6, 'week'],
  [7, 'month'],
  [30, 'month'],
  [31, 'more'],
])('%i days late stands under %s', (late, under) => {
  expect(latenessOf(late)).toBe(under);
});

describe('a digest', () => {
  const before = { on: '2022-10-15', seen: new Set(['old']) };
  const line = (key: string, due: string | null, state: 'overdue' | 'due', kind: 'leave' | 'paper' = 'paper') => ({
    key,
    kind,
    state,
    due,
  });

  it('tells what is new, what ran out since, and the leaves among it, in one line', () => {
    const list = [
      line('old', '2022-11-01', 'overdue'),
      line('leave', '2022-11-01', 'overdue', 'leave'),
      line('older', '2022-10-01', 'overdue'),
      line('new', '2022-11-22', 'due'),
    ];
    expect(digestOf(before, today, list, 3)).toEqual({ since: '2022-10-15', fresh: 3, overdue: 2, leavesEnded: 1 });
  });

  it('is not given for a look of yesterday', () => {
    expect(digestOf({ ...before, on: '2022-11-19' }, today, [], 3)).toBeUndefined();
  });
});
