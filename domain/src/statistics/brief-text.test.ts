import { expect, it } from 'vitest';
import { blanksOf, hiddenName, namesAnyone } from './brief-text.ts';

it.each([
  ['王小明', '王○○'],
  ['李明', '李○○'],
  ['阿依古丽', '阿○○'],
])('%s is told as %s', (name, told) => {
  expect(hiddenName(name)).toBe(told);
});

it.each([
  ['王○○，11 周岁', false],
  ['王 小明没有到校', true],
  ['号码 509999201103020015', true],
])('“%s” names somebody: %s', (sentence, named) => {
  expect(namesAnyone({ title: '专报', sections: [{ heading: '一', sentences: [sentence] }] }, ['王小明'])).toBe(named);
});

it('counts the blanks that a person has yet to fill in', () => {
  expect(blanksOf({ title: '专报', sections: [{ heading: '四', sentences: ['请协调：____', '已办', '____'] }] })).toBe(
    2,
  );
});
