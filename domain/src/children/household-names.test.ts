import { expect, test } from 'vitest';
import { HOUSEHOLDS } from '../casefile/schema.ts';
import { householdNameOn } from './household-names.ts';

test.each([
  ['registered-poor', null, '2020-12-31', '建档立卡贫困户'],
  ['registered-poor', null, '2021-01-01', '脱贫户'],
  ['monitored', null, '2025-12-31', '监测对象'],
  ['monitored', null, '2026-01-01', '防止返贫致贫对象'],
  ['monitored', 'unstable', '2022-09-01', '脱贫不稳定户'],
  ['monitored', 'sudden', '2026-03-01', '防止返贫致贫对象（原突发严重困难户）'],
  ['borderline', null, '2022-09-01', '边缘易致贫户'],
  ['borderline', null, '2026-09-01', '防止返贫致贫对象（原边缘易致贫户）'],
] as const)('%s (%s) is printed on a paper of %s as %s', (category, kind, day, name) => {
  expect(householdNameOn(category, kind, day).name.zh).toBe(name);
});

test('every category has one name on any day, with its source', () => {
  for (const category of HOUSEHOLDS) {
    for (const day of ['2019-06-01', '2020-12-31', '2021-01-01', '2025-12-31', '2026-01-01', '2030-01-01']) {
      const { name, citation } = householdNameOn(category, null, day);
      expect(name.zh).not.toBe('');
      expect(citation.zh).not.toBe('');
    }
  }
});
