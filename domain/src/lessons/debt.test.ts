import { expect, test } from 'vitest';
import { fold } from '../casefile/fold.ts';
import { assess } from '../policy/assess.ts';
import { caseFile, type Fact } from '../policy/testing.ts';
import { teachingDebt } from './debt.ts';

const measure = (name: 'home-teaching' | 'remote-teaching'): Fact => ({
  kind: 'measure',
  on: '2022-09-01',
  measure: name,
});
const session = (mode: 'home' | 'remote', on: string, classHours: number, details?: Record<string, unknown>): Fact => ({
  kind: 'session',
  on,
  mode,
  classHours,
  teacher: '向晚',
  ...(details && { details }),
});
const debtOn = (day: string, ...facts: Fact[]) => teachingDebt(fold(caseFile(facts), day));

test('a week is held, made up by a session that says so, or missing; together they are the owed ones', () => {
  // Weeks from 5, 12 and 19 September.
  const debt = debtOn(
    '2022-09-25',
    measure('home-teaching'),
    session('home', '2022-09-07', 2),
    session('home', '2022-09-21', 2),
    session('home', '2022-09-22', 2, { makeUpOf: '2022-09-14' }),
  );
  expect(debt).toMatchObject({ owed: 3, held: 2, madeUp: 1, missing: 0, teacher: '向晚', lastOn: '2022-09-22' });
  expect(debt?.weeks[1]).toMatchObject({ monday: '2022-09-12', held: 0, madeUp: 1, short: true, missing: false });
});

test('class hours that together are too few make nothing up', () => {
  const debt = debtOn(
    '2022-09-25',
    measure('remote-teaching'),
    session('remote', '2022-09-07', 2),
    session('remote', '2022-09-13', 0.5),
    session('remote', '2022-09-20', 3, { makeUpOf: '2022-09-13' }),
    session('remote', '2022-09-21', 1, { makeUpOf: '2022-09-20' }),
  );
  expect(debt).toMatchObject({ owed: 3, held: 2, madeUp: 1, missing: 0 });
  expect(debtOn('2022-09-25', measure('remote-teaching'), session('remote', '2022-09-13', 1.5))).toMatchObject({
    owed: 3,
    held: 0,
    madeUp: 0,
    missing: 3,
  });
});

test.each([
  ['home-teaching', 'home', 'B4-6.weekly'],
  ['remote-teaching', 'remote', 'B4-8.weekly'],
] as const)('under %s it says of every day what the finding says', (name, mode, id) => {
  const facts = [
    measure(name),
    session(mode, '2022-09-07', 2),
    session(mode, '2022-10-12', 0.7),
    session(mode, '2022-10-13', 0.7),
    session(mode, '2022-10-14', 0.6),
    session(mode, '2022-11-24', 2, { makeUpOf: '2022-11-14' }),
  ];
  for (let day = 1; day <= 30; day++) {
    for (const month of ['09', '10', '11', '12']) {
      const on = `2022-${month}-${String(day).padStart(2, '0')}`;
      const file = caseFile(facts);
      const finding = assess(file, on).findings.find((each) => each.id === id);
      const debt = teachingDebt(fold(file, on));
      expect({ have: finding?.have ?? 0, need: finding?.need ?? 0 }, on).toEqual({
        have: debt?.held,
        need: debt?.owed,
      });
      expect((debt?.madeUp ?? 0) + (debt?.missing ?? 0)).toBe((debt?.owed ?? 0) - (debt?.held ?? 0));
    }
  }
});

test('before the first session the plan names the teacher; without teaching there is no debt', () => {
  const plan: Fact = { kind: 'plan', on: '2022-09-02', plan: 'remote-teaching', persons: '周远' };
  expect(debtOn('2022-09-10', measure('remote-teaching'), plan)?.teacher).toBe('周远');
  expect(debtOn('2022-09-10', { kind: 'measure', on: '2022-09-01', measure: 'return' })).toBeUndefined();
});
