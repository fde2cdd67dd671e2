import { expect, test } from 'vitest';
import { type AnswerKind, asksAnew, REFERRAL_SUBJECTS, type Referral, SHOWN, stateOf, subjectOf } from './referrals.ts';

const TODAY = '2022-09-20';

test.each<{ answers: AnswerKind[]; due?: string; result?: string; state: string }>([
  { answers: [], state: 'waiting' },
  { answers: ['accepted'], state: 'accepted' },
  { answers: ['accepted', 'question'], state: 'question' },
  { answers: ['question', 'reply'], state: 'accepted' },
  { answers: [], due: TODAY, state: 'waiting' },
  { answers: [], due: '2022-09-19', state: 'overdue' },
  { answers: ['question'], due: '2022-09-19', state: 'overdue' },
  { answers: ['accepted', 'done'], due: '2022-09-19', state: 'answered' },
  { answers: ['cannot'], state: 'answered' },
  { answers: [], due: '2022-09-19', result: '已办', state: 'settled' },
])('after $answers, due $due, with result $result a referral is $state', ({ answers, due, result, state }) => {
  const referral = { due: due ?? '2022-10-01', result: result ?? null };
  expect(
    stateOf(
      referral,
      answers.map((kind) => ({ kind })),
      TODAY,
    ),
  ).toBe(state);
});

const referral: Referral = { id: 'e1', kind: 'referral', on: '2022-09-05', to: 'justice', matter: 'other' };

test('what is asked is the matter, or where that is "other" the task that it names', () => {
  expect(subjectOf({ ...referral, matter: 'legal-aid', details: { task: 'care' } })).toBe('legal-aid');
  expect(subjectOf({ ...referral, details: { task: 'care' } })).toBe('care');
  expect(subjectOf({ ...referral, details: { task: '别的' } })).toBe('other');
});

test('only what has to meet the family is told the child’s name', () => {
  const named = REFERRAL_SUBJECTS.filter((subject) => SHOWN[subject].includes('childName'));
  expect(named).toEqual(['child-labour', 'legal-aid', 'law-violation', 'care']);
});

test('a result or a letter’s number is no new request; other words are', () => {
  const asked = { ...referral, details: { request: '请宣讲' } };
  expect(asksAnew(asked, { ...asked, result: '已办', details: { ...asked.details, letterNumber: '1号' } })).toBe(false);
  expect(asksAnew(asked, { ...asked, details: { request: '请再宣讲' } })).toBe(true);
  expect(asksAnew(asked, { ...asked, to: 'league' })).toBe(true);
});
