import { expect, test } from 'vitest';
import { groupAtTurn, type LineAtTurn } from './roll-over.ts';

const line = (fields: Partial<LineAtTurn> = {}): LineAtTurn => ({
  state: 'here',
  grade: 4,
  isOfNewYear: false,
  basis: { kind: 'list', batchId: 'b' },
  hasOpenCase: false,
  schoolGoesOn: false,
  ...fields,
});

test.each([
  ['a pupil of grade 4', line(), 'within', 'promoted'],
  ['grade 8', line({ grade: 8 }), 'within', 'promoted'],
  ['grade 6 of a primary school', line({ grade: 6 }), 'within', 'school-ends'],
  ['grade 6 of a school of nine years', line({ grade: 6, schoolGoesOn: true }), 'within', 'promoted'],
  ['grade 9', line({ grade: 9 }), 'above', 'graduates'],
  ['a pupil above the window in grade 8', line({ grade: 8 }), 'above', 'promoted'],
  ['six years old, on no roll', null, 'entering', 'entering'],
  ['six years old, enrolled early', line({ grade: 1 }), 'entering', 'promoted'],
  ['already on the new roll', line({ isOfNewYear: true }), 'within', 'new-year-known'],
  ['on leave', line({ state: 'leave' }), 'within', 'waiting'],
  ['on leave, above the window', line({ state: 'leave' }), 'above', 'over-age'],
  [
    'dropped out, case open',
    line({ state: 'dropped-out', basis: { kind: 'entry' }, hasOpenCase: true }),
    'within',
    'by-case',
  ],
  ['back at school by its case', line({ basis: { kind: 'entry' }, hasOpenCase: true }), 'within', 'by-case'],
  ['back at school, case closed', line({ basis: { kind: 'entry' } }), 'within', 'promoted'],
  ['on a roll without a grade', line({ grade: null }), 'within', 'no-grade'],
  ['finished', line({ state: 'completed' }), 'above', null],
  ['gone for good', line({ state: 'left' }), 'within', null],
  ['unknown above the window', null, 'above', 'over-age'],
] as const)('%s', (_, at, age, group) => {
  expect(groupAtTurn(at, age)).toBe(group);
});
