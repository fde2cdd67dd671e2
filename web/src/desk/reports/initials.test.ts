import { expect, test } from 'vitest';
import { fits, initialsOf } from './initials.ts';

test.each([
  ['王小明', 'wxm'],
  ['敖知远', 'azy'],
  ['欧阳春', 'oyc'],
  ['张四', 'zs'],
  ['Li雷', 'lil'],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test.each([
  ['', true],
  ['小', true],
  ['wx', true],
  ['WXM', true],
  ['xm', false],
  ['李', false],
])('typing %j fits 王小明: %s', (typed, expected) => {
  expect(fits('王小明', typed)).toBe(expected);
});
