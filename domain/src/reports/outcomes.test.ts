import { expect, test } from 'vitest';
import { ROLES } from '../basis/operation.ts';
import { agreement, endsLead, LEAD_OUTCOMES, sideOf, stateAfter, wantsCase } from './outcomes.ts';

test.each([
  ['nobody has answered', {}, 'none'],
  ['one side has', { school: 'confirmed' }, 'partial'],
  ['two say the same', { school: 'abroad', county: 'abroad' }, 'partial'],
  ['all say the same', { school: 'abroad', township: 'abroad', county: 'abroad' }, 'agreed'],
  ['two say different things', { school: 'in-school-here', township: 'confirmed' }, 'disagreed'],
  ['one cannot tell', { school: 'not-clear', township: 'confirmed', county: 'confirmed' }, 'disagreed'],
] as const)('the sides stand as they answered when %s', (_, answers, expected) => {
  expect(agreement(answers)).toBe(expected);
});

test('whoever keeps accounts, inspects or only helps answers for no side', () => {
  expect(ROLES.filter((role) => sideOf(role) === null)).toEqual([
    'administrator',
    'inspector',
    'justice',
    'social-security',
    'youth-league',
    'womens-federation',
    'disabled-federation',
  ]);
});

test('only a standing suspicion keeps a lead open', () => {
  expect(LEAD_OUTCOMES.filter((outcome) => !endsLead(outcome))).toEqual(['suspected']);
});

test('a child is taken out of the count only where it is gone, dead, twice there or nobody', () => {
  expect(LEAD_OUTCOMES.filter((outcome) => stateAfter(outcome) === 'left').sort()).toEqual([
    'abroad',
    'deceased',
    'double-registration',
    'no-such-person',
  ]);
});

test('a case is offered exactly for children who are out of school and known to be', () => {
  expect(LEAD_OUTCOMES.filter(wantsCase)).toEqual(['confirmed', 'sick-or-disabled', 'gone-with-parents']);
});
