import { expect, test } from 'vitest';
import type { Role } from '../basis/operation.ts';
import { Problem } from '../basis/problem.ts';
import { type CaseFile, type Entry, FORMAT } from '../casefile/schema.ts';
import { refuseEntry, rolesFor } from './refuse.ts';

const report: Entry = {
  id: 'e1',
  kind: 'report',
  on: '2022-09-06',
  source: 'school',
  reasons: ['sickness'],
  lastAttendedOn: '2022-09-02',
};
const file = (...entries: Entry[]): CaseFile => ({
  format: FORMAT,
  child: { name: '敖知远', sex: 'male', birthDate: '2010-10-10' },
  entries: [report, ...entries],
});
const approval = (id: string, step: 'guardian' | 'school' | 'village' | 'township' | 'county'): Entry => ({
  id,
  kind: 'approval',
  on: '2022-09-08',
  matter: 'leave',
  step,
  decision: step === 'guardian' ? 'applied' : 'approved',
});
const persuasion = (on: string): Entry => ({
  id: 'new',
  kind: 'persuasion',
  on,
  by: [],
  method: 'phone',
  outcome: 'undecided',
});

/** The key of the problem, or 'recorded'. */
function refusal(
  entry: Entry,
  given: { file?: CaseFile; roles?: Role[]; own?: string[]; today?: string } = {},
): string {
  try {
    refuseEntry(entry, {
      file: given.file ?? file(),
      today: given.today ?? '2022-09-10',
      roles: given.roles ?? ['social-affairs'],
      isOwn: (id) => given.own?.includes(id) ?? false,
    });
    return 'recorded';
  } catch (error) {
    if (error instanceof Problem) return error.key;
    throw error;
  }
}

test('today is recorded, tomorrow refused', () => {
  expect(refusal(persuasion('2022-09-10'))).toBe('recorded');
  expect(refusal(persuasion('2022-09-11'))).toBe('day-in-future');
});

test('the day of birth is recorded, the day before refused', () => {
  expect(refusal(persuasion('2010-10-10'))).toBe('recorded');
  expect(refusal(persuasion('2010-10-09'))).toBe('day-before-birth');
});

test('a last day at school and a day of service lie not ahead of today either', () => {
  expect(refusal({ ...report, id: 'new', lastAttendedOn: '2022-09-11' } as Entry)).toBe('day-in-future');
  const notice: Entry = {
    id: 'new',
    kind: 'document',
    on: '2022-09-08',
    document: 'return-notice',
    servedOn: '2022-09-11',
  };
  expect(refusal(notice)).toBe('day-in-future');
});

test('a deadline and an end of leave may lie ahead', () => {
  const notice: Entry = {
    id: 'new',
    kind: 'document',
    on: '2022-09-08',
    document: 'return-notice',
    deadline: '2022-09-20',
  };
  expect(refusal(notice)).toBe('recorded');
  expect(refusal({ ...approval('new', 'township'), from: '2022-09-08', to: '2023-01-31' } as Entry)).toBe('recorded');
});

test.each([
  ['school', 'principal', 'recorded'],
  ['school', 'teacher', 'not-your-step'],
  ['school', 'social-affairs', 'not-your-step'],
  ['village', 'village', 'recorded'],
  ['village', 'grid-worker', 'not-your-step'],
  ['township', 'township-leader', 'recorded'],
  ['township', 'social-affairs', 'recorded'],
  ['township', 'principal', 'not-your-step'],
  ['county', 'county-committee', 'recorded'],
  ['county', 'township-leader', 'not-your-step'],
  ['guardian', 'teacher', 'recorded'],
  ['guardian', 'social-affairs', 'recorded'],
  ['guardian', 'village', 'not-your-step'],
] as const)('the step %s by %s is %s', (step, role, outcome) => {
  expect(refusal(approval('new', step), { roles: [role] })).toBe(outcome);
});

test('with two posts the one that may is taken', () => {
  const entry = approval('new', 'county');
  expect(rolesFor(entry, { file: file(), roles: ['teacher', 'county-committee'] })).toEqual(['county-committee']);
  expect(refusal(entry, { roles: ['teacher', 'county-committee'] })).toBe('recorded');
});

test('whoever recorded the application does not decide on it; a colleague does', () => {
  const applied = file(approval('e2', 'guardian'));
  expect(refusal(approval('new', 'township'), { file: applied, own: ['e2'] })).toBe('own-application');
  expect(refusal(approval('new', 'township'), { file: applied })).toBe('recorded');
});

test('an application taken back is nobody’s any more', () => {
  const withdrawn = file(approval('e2', 'guardian'), {
    id: 'e3',
    kind: 'amendment',
    on: '2022-09-09',
    of: 'e2',
    withdraw: true,
  });
  expect(refusal(approval('new', 'township'), { file: withdrawn, own: ['e2'] })).toBe('recorded');
});

test('another unit’s approval is not taken back or rewritten by an amendment either', () => {
  const approved = file(approval('e2', 'guardian'), approval('e3', 'county'));
  const withdrawal: Entry = { id: 'new', kind: 'amendment', on: '2022-09-09', of: 'e3', withdraw: true };
  expect(refusal(withdrawal, { file: approved })).toBe('not-your-step');
  expect(refusal(withdrawal, { file: approved, roles: ['county-committee'] })).toBe('recorded');
  const { id, ...county } = approval('e2', 'county');
  const rewriting: Entry = { id: 'new', kind: 'amendment', on: '2022-09-09', of: 'e2', replacement: county };
  expect(refusal(rewriting, { file: approved })).toBe('not-your-step');
});

test('on a closed case only a reopening or an amendment follows', () => {
  const closed = file({ id: 'e2', kind: 'closure', on: '2022-09-09', reason: 'returned' });
  expect(refusal(persuasion('2022-09-10'), { file: closed })).toBe('case-closed');
  expect(refusal({ id: 'new', kind: 'reopening', on: '2022-09-10' }, { file: closed })).toBe('recorded');
  expect(refusal({ id: 'new', kind: 'amendment', on: '2022-09-10', of: 'e1', note: '另见' }, { file: closed })).toBe(
    'recorded',
  );
});

test('an amendment names an entry of the case that is no amendment, and replaces it by one of its kind', () => {
  const amended = file({ id: 'e2', kind: 'amendment', on: '2022-09-07', of: 'e1', note: '补充说明' });
  expect(refusal({ id: 'new', kind: 'amendment', on: '2022-09-10', of: 'e9', withdraw: true })).toBe('amends-nothing');
  expect(refusal({ id: 'new', kind: 'amendment', on: '2022-09-10', of: 'e2' }, { file: amended })).toBe(
    'amends-amendment',
  );
  const replacing = (replacement: Record<string, unknown>): Entry => ({
    id: 'new',
    kind: 'amendment',
    on: '2022-09-10',
    of: 'e1',
    replacement,
  });
  expect(refusal(replacing({ kind: 'report', on: '2022-09-05', source: 'school', reasons: ['sickness'] }))).toBe(
    'recorded',
  );
  expect(refusal(replacing({ kind: 'exam', on: '2022-09-05', passed: true }))).toBe('entry-invalid');
  expect(refusal(replacing({ kind: 'report', on: '2022-09-05', source: 'school' }))).toBe('entry-invalid');
  expect(refusal(replacing({ kind: 'report', on: '2022-09-11', source: 'school', reasons: ['sickness'] }))).toBe(
    'day-in-future',
  );
});

test('a reply names a letter of the case, or none', () => {
  const letter: Entry = {
    id: 'e2',
    kind: 'letter',
    on: '2022-09-07',
    direction: 'outgoing',
    from: 'township',
    to: 'destination',
  };
  const reply: Entry = {
    id: 'new',
    kind: 'letter',
    on: '2022-09-10',
    direction: 'reply',
    from: 'destination',
    to: 'township',
  };
  expect(refusal({ ...reply, replyTo: 'e2' } as Entry, { file: file(letter) })).toBe('recorded');
  expect(refusal(reply, { file: file(letter) })).toBe('recorded');
  expect(refusal({ ...reply, replyTo: 'e1' } as Entry, { file: file(letter) })).toBe('replies-to-nothing');
});

test('an end before its beginning is refused, for then the file would be no case file', () => {
  expect(refusal({ ...approval('new', 'township'), from: '2022-09-08', to: '2022-09-07' } as Entry)).toBe(
    'entry-invalid',
  );
});

test('what breaks a rule but happened is recorded: a short lesson, a leave before its diagnosis, a second report', () => {
  expect(refusal({ id: 'new', kind: 'session', on: '2022-09-10', mode: 'home', classHours: 0.5 })).toBe('recorded');
  expect(refusal(approval('new', 'township'))).toBe('recorded');
  expect(refusal({ ...report, id: 'new', on: '2022-09-09' })).toBe('recorded');
});
