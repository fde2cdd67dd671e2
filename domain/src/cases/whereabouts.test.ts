import { expect, test } from 'vitest';
import { fold } from '../casefile/fold.ts';
import { type CaseFile, type Entry, FORMAT } from '../casefile/schema.ts';
import { whereabouts } from './whereabouts.ts';

type Bare<T> = T extends unknown ? Omit<T, 'id'> : never;

/** State and since when, by these entries in their order. */
function state(...entries: Bare<Entry>[]): string {
  const file: CaseFile = {
    format: FORMAT,
    child: { name: '敖知远', sex: 'male', birthDate: '2010-10-10' },
    entries: entries.map((entry, i) => ({ ...entry, id: `e${i}` }) as Entry),
  };
  const said = whereabouts(fold(file, '2022-12-31'));
  return said ? `${said.state} ${said.since}` : 'nothing';
}

const report: Bare<Entry> = { kind: 'report', on: '2022-09-06', source: 'school', reasons: ['other'] };
const confirmed: Bare<Entry> = { kind: 'verification', on: '2022-09-08', result: 'confirmed' };
const placed: Bare<Entry> = { kind: 'placement', on: '2022-10-10', school: '霁溪镇小学', grade: 6 };
const measure = (measure: Extract<Entry, { kind: 'measure' }>['measure']): Bare<Entry> => ({
  kind: 'measure',
  on: '2022-09-15',
  measure,
});
const county = (matter: Extract<Entry, { kind: 'approval' }>['matter'], from?: string): Bare<Entry> => ({
  kind: 'approval',
  on: '2022-09-20',
  matter,
  step: 'county',
  decision: 'approved',
  ...(from && { from }),
});

test('reported is suspected, confirmed is dropped out, placed is placed', () => {
  expect(state()).toBe('nothing');
  expect(state(report)).toBe('suspected 2022-09-06');
  expect(state(report, confirmed)).toBe('dropped-out 2022-09-08');
  expect(state(report, confirmed, placed)).toBe('placed 2022-10-10');
});

test.each([
  ['in-school', 'nothing'],
  ['data-error', 'nothing'],
  ['moved', 'left 2022-09-08'],
  ['deceased', 'left 2022-09-08'],
  ['over-age', 'left 2022-09-08'],
  ['completed', 'completed 2022-09-08'],
] as const)('verified as %s: %s', (result, expected) => {
  expect(state(report, { kind: 'verification', on: '2022-09-08', result })).toBe(expected);
});

test('the two teaching measures begin at once and end with a placement or another measure', () => {
  expect(state(report, measure('home-teaching'))).toBe('home-teaching 2022-09-15');
  expect(state(report, measure('remote-teaching'), placed)).toBe('placed 2022-10-10');
  expect(state(report, measure('remote-teaching'), { kind: 'measure', on: '2022-11-01', measure: 'legal' })).toBe(
    'dropped-out 2022-11-01',
  );
  expect(state(report, confirmed, measure('return'))).toBe('dropped-out 2022-09-08');
});

test('leave, deferral and exemption count once the county has approved, from the day it says', () => {
  expect(state(report, { ...county('leave'), step: 'township' } as Bare<Entry>)).toBe('suspected 2022-09-06');
  expect(state(report, county('leave', '2022-09-01'))).toBe('leave 2022-09-01');
  expect(state(report, { ...county('leave'), decision: 'rejected' } as Bare<Entry>)).toBe('suspected 2022-09-06');
  expect(state(report, county('deferral'))).toBe('deferral 2022-09-20');
  expect(state(report, county('exemption'))).toBe('exemption 2022-09-20');
  expect(state(report, county('leave'), placed)).toBe('placed 2022-10-10');
});

test('a special school takes both authorities', () => {
  const receiving: Bare<Entry> = {
    kind: 'approval',
    on: '2022-09-25',
    matter: 'special-school',
    step: 'receiving-county',
    decision: 'approved',
  };
  expect(state(report, county('special-school'))).toBe('suspected 2022-09-06');
  expect(state(report, county('special-school'), receiving)).toBe('special-school 2022-09-25');
});

test('a migrant child is out of the county once the reply says that it is enrolled', () => {
  const reply = (outcome: 'enrolled' | 'not-found'): Bare<Entry> => ({
    kind: 'letter',
    on: '2022-10-20',
    direction: 'reply',
    from: 'destination',
    to: 'township',
    outcome,
  });
  expect(state(report, measure('migrant'), reply('not-found'))).toBe('suspected 2022-09-06');
  expect(state(report, measure('migrant'), reply('enrolled'))).toBe('out-of-county 2022-10-20');
});

test('a certificate completes school under graduation only', () => {
  const certificate: Bare<Entry> = { kind: 'document', on: '2022-07-01', document: 'graduation-certificate' };
  expect(state({ ...report, on: '2022-03-01' } as Bare<Entry>, certificate)).toBe('suspected 2022-03-01');
  expect(
    state(
      { ...report, on: '2022-03-01' } as Bare<Entry>,
      { kind: 'measure', on: '2022-03-02', measure: 'graduation' },
      certificate,
    ),
  ).toBe('completed 2022-07-01');
});

test('a closure has the last word, a reopening takes it back', () => {
  const closure = (reason: Extract<Entry, { kind: 'closure' }>['reason']): Bare<Entry> => ({
    kind: 'closure',
    on: '2022-12-10',
    reason,
  });
  expect(state(report, placed, closure('returned'))).toBe('placed 2022-10-10');
  expect(state(report, closure('returned'))).toBe('nothing');
  expect(state(report, closure('data-error'))).toBe('nothing');
  expect(state(report, closure('moved'))).toBe('left 2022-12-10');
  expect(state(report, closure('graduated'))).toBe('completed 2022-12-10');
  expect(state(report, placed, closure('returned'), { kind: 'reopening', on: '2022-12-20' })).toBe(
    'suspected 2022-12-20',
  );
});

test('a report taken back leaves nothing', () => {
  expect(state(report, { kind: 'amendment', on: '2022-09-07', of: 'e0', withdraw: true })).toBe('nothing');
});
