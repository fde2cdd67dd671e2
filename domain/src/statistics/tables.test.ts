import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCHOOLING_STATES } from '../children/operations.ts';
import { balances, columnsOf, dropoutsInWords, isJuniorSchool, STATE_PARTS, sumOf, TABLES } from './tables.ts';

const count = fc.integer({ min: 0, max: 500 });

test.each(TABLES)('the sum of balanced rows of table %s balances', (table) => {
  const columns = columnsOf(table);
  const parts = columns.filter(({ kind }) => kind === 'part').map(({ key }) => key);
  const ofs = columns.filter(({ kind }) => kind === 'of').map(({ key }) => key);
  const row = fc
    .record({
      parts: fc.array(count, { minLength: parts.length, maxLength: parts.length }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ parts: numbers, share }) => {
      const total = numbers.reduce((sum, each) => sum + each, 0);
      const counts = {
        total,
        ...Object.fromEntries(parts.map((key, i) => [key, numbers[i] ?? 0])),
        ...Object.fromEntries(ofs.map((key) => [key, Math.floor(share * total)])),
      };
      return { key: 'x', name: { zh: '某村', en: 'A village' }, counts, filter: {} };
    });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(rows.every(({ counts }) => balances(columns, counts))).toBe(true);
      expect(balances(columns, sumOf(columns, rows))).toBe(true);
    }),
  );
});

test('a row whose parts do not reach its total, or whose "of which" passes it, does not balance', () => {
  const columns = columnsOf('b3-1');
  expect(balances(columns, {})).toBe(true);
  expect(balances(columns, { total: 1 })).toBe(false);
  expect(balances(columns, { female: 1 })).toBe(false);
});

test('every schooling state but "left" is a part, and each part is one state', () => {
  expect([...STATE_PARTS].toSorted()).toEqual(SCHOOLING_STATES.filter((state) => state !== 'left').toSorted());
  const parts = columnsOf('b3-1').filter(({ kind }) => kind === 'part');
  expect(parts.map(({ key }) => key)).toEqual([...STATE_PARTS]);
});

test.each([
  { counts: { 'dropped-out': 0, unknown: 3 }, zh: '辍学 0 人，另有 3 人去向不明、尚未核实。' },
  { counts: { 'dropped-out': 0, unknown: 0 }, zh: '辍学 0 人，去向均已核实。' },
  { counts: { 'dropped-out': 2, unknown: 0 }, zh: '辍学 2 人，去向均已核实。' },
])('zero dropouts is said with the number of unverified children: $zh', ({ counts, zh }) => {
  expect(dropoutsInWords(counts).zh).toBe(zh);
});

test.each([
  ['霁溪镇中学', true],
  ['雾屏县第二初级中学', true],
  ['霁溪镇小学', false],
  ['霁溪镇九年制中学', false],
  ['霁溪镇中心小学（附设初中班）', false],
])('%s is a junior school: %s', (name, junior) => {
  expect(isJuniorSchool(name)).toBe(junior);
});
