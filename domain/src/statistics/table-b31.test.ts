import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCHOOLING_STATES } from '../children/operations.ts';
import { B31_OF, B31_PARTS, type B31Row } from './operations.ts';
import { B31_GROUPS, balances, sumB31 } from './table-b31.ts';

const count = fc.integer({ min: 0, max: 500 });
const row: fc.Arbitrary<B31Row> = fc
  .record({
    parts: fc.record(Object.fromEntries(B31_PARTS.map((part) => [part, count]))),
    share: fc.record(Object.fromEntries(B31_OF.map((mark) => [mark, fc.double({ min: 0, max: 1, noNaN: true })]))),
  })
  .map(({ parts, share }) => {
    const total = Object.values(parts).reduce((sum, each) => sum + each, 0);
    return {
      villageId: null,
      village: '某村',
      total,
      parts: parts as B31Row['parts'],
      of: Object.fromEntries(B31_OF.map((mark) => [mark, Math.floor((share[mark] ?? 0) * total)])) as B31Row['of'],
    };
  });

test('the sum of balanced rows balances', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(rows.every(balances)).toBe(true);
      const sum = sumB31(rows);
      expect(balances(sum)).toBe(true);
      expect(sum.parts.unknown).toBe(rows.reduce((total, each) => total + each.parts.unknown, 0));
    }),
  );
});

test('a row whose parts do not reach its total does not balance', () => {
  const zero = sumB31([]);
  expect(balances(zero)).toBe(true);
  expect(balances({ ...zero, total: 1 })).toBe(false);
  expect(balances({ ...zero, of: { ...zero.of, female: 1 } })).toBe(false);
});

test('the headings hold every part in the order of the table, and every schooling state but "left" is a part', () => {
  expect(B31_GROUPS.flatMap((group) => group.parts)).toEqual(B31_PARTS);
  expect(SCHOOLING_STATES.filter((state) => state !== 'left').toSorted()).toEqual([...B31_PARTS].toSorted());
});
