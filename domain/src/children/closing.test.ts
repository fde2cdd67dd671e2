import { expect, test } from 'vitest';
import { isClosed, lackOf, leaveRunsOutOn } from './closing.ts';

const paper = (on: string) => ({ kind: 'paper' as const, title: '学籍证明', on });
const entry = { kind: 'entry' as const };
const list = { kind: 'list' as const, batchId: 'b' };
const reason = { kind: 'reason' as const, text: '随父母外出', on: '2022-09-05' };

test.each([
  ['out-of-county', paper('2022-09-20'), null, null],
  ['out-of-county', paper('2022-08-31'), null, 'certificate'],
  ['out-of-county', paper('2022-12-02'), null, 'certificate'],
  ['out-of-county', list, null, 'certificate'],
  ['out-of-county', reason, null, 'certificate'],
  ['county', list, null, null],
  ['county', {}, null, 'reason'],
  ['leave', entry, '2023-01-15', null],
  ['leave', entry, '2022-11-30', 'expired'],
  ['leave', entry, '2022-12-01', null],
  ['leave', list, null, 'approval'],
  ['leave', reason, null, 'approval'],
  ['exemption', paper('2021-03-04'), null, null],
  ['home-teaching', list, null, 'paper'],
  ['left', reason, null, null],
  ['left', list, null, 'reason'],
  ['suspected', { kind: 'expiry', lineId: 'x', untilOn: '2022-02-15' }, null, 'case'],
  ['dropped-out', entry, null, null],
  ['completed', reason, null, 'paper'],
  ['here', {}, null, null],
] as const)('on 2022-12-01 %s resting on %j until %s lacks %s', (state, basis, until, lack) => {
  expect(lackOf(state, basis, until, '2022-12-01')?.key ?? null).toBe(lack);
});

test('a leave that ends on 15 February 2022 is a suspicion from 1 March, with fourteen days of grace', () => {
  expect(leaveRunsOutOn('2022-02-15', 14)).toBe('2022-03-01');
});

test('a village is closed only when all three are zero', () => {
  expect(isClosed({ unknown: 0, lacking: 0, unexplained: 0 })).toBe(true);
  for (const open of [{ unknown: 1 }, { lacking: 1 }, { unexplained: 1 }]) {
    expect(isClosed({ unknown: 0, lacking: 0, unexplained: 0, ...open })).toBe(false);
  }
});
