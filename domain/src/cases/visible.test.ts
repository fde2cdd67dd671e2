import { expect, test } from 'vitest';
import { readCaseFile } from '../casefile/read.ts';
import { type CaseFile, type Entry, FORMAT } from '../casefile/schema.ts';
import { visibleFile, visibleFindings } from './visible.ts';

const SECRET = '机密内容';
const evidence = [{ kind: 'scan' as const, name: SECRET, sha256: 'a'.repeat(64) }];
const entries: Entry[] = [
  { id: 'e1', kind: 'report', on: '2022-09-06', source: 'school', reasons: ['sickness'] },
  {
    id: 'e2',
    kind: 'document',
    on: '2022-09-07',
    document: 'diagnosis',
    hospital: { name: SECRET, level: 'county' },
    number: SECRET,
    note: SECRET,
    issuer: SECRET,
    advisesLeave: true,
    details: { a: SECRET },
    evidence,
  },
  { id: 'e3', kind: 'document', on: '2022-09-07', document: 'return-notice', number: '咸宜府发〔2022〕1号' },
  {
    id: 'e4',
    kind: 'approval',
    on: '2022-09-08',
    matter: 'leave',
    step: 'county',
    decision: 'approved',
    comment: SECRET,
    evidence,
  },
  { id: 'e5', kind: 'follow-up', on: '2022-09-09', finding: SECRET },
  { id: 'e6', kind: 'document', on: '2022-09-09', document: 'court-record', number: SECRET },
  { id: 'e7', kind: 'referral', on: '2022-09-09', to: 'police', matter: 'law-violation', result: SECRET },
  {
    id: 'e8',
    kind: 'amendment',
    on: '2022-09-09',
    of: 'e2',
    replacement: { kind: 'document', on: '2022-09-07', document: 'diagnosis', number: SECRET, evidence },
  },
  {
    id: 'e9',
    kind: 'persuasion',
    on: '2022-09-09',
    by: [],
    method: 'phone',
    summary: '商量复学',
    outcome: 'undecided',
  },
];
const file: CaseFile = {
  format: FORMAT,
  child: {
    name: '敖知远',
    sex: 'male',
    birthDate: '2010-10-10',
    citizenId: '509999201010100733',
    disability: { category: 'mental', level: 2, certificateNumber: SECRET },
    details: { a: SECRET },
    guardians: [{ name: '敖大山', relation: '父亲', phone: SECRET, citizenId: '509999198010100733' }],
  },
  entries,
};

test.each(['village', 'grid-worker'] as const)(
  '%s sees that a paper is there and when, and nothing of health, disability or court',
  (role) => {
    const seen = visibleFile(file, [role]);
    expect(JSON.stringify(seen)).not.toContain(SECRET);
    expect(JSON.stringify(seen)).not.toContain('509999');
    expect(seen.child.disability).toBeUndefined();
    expect(seen.entries.map(({ id, on, kind }) => ({ id, on, kind }))).toEqual(
      entries.map(({ id, on, kind }) => ({ id, on, kind })),
    );
    expect(seen.entries[2]).toEqual(entries[2]);
    expect(seen.entries[8]).toEqual(entries[8]);
  },
);

test('the reduced file is still a case file', () => {
  expect(readCaseFile(visibleFile(file, ['village'])).ok).toBe(true);
});

test('school, township, county and a person with one such post beside the village’s see the whole file', () => {
  for (const role of ['principal', 'social-affairs', 'county-committee'] as const)
    expect(visibleFile(file, [role])).toBe(file);
  expect(visibleFile(file, ['village', 'social-affairs'])).toBe(file);
});

test('the village sees the status of a confidential row and not its sentence', () => {
  const finding = {
    id: 'B4-6.certificate',
    status: 'breach' as const,
    citation: { zh: '附件1 B4-6', en: 'annex 1 B4-6' },
    message: { zh: '残疾证为三级', en: 'level 3' },
  };
  const open = { ...finding, id: 'case.report', message: { zh: '有线索报送', en: 'there is a report' } };
  const seen = visibleFindings([finding, open], ['village']);
  expect(seen[0]).toMatchObject({ id: 'B4-6.certificate', status: 'breach' });
  expect(seen[0]?.message.zh).not.toContain('三级');
  expect(seen[1]).toEqual(open);
});

test.each([
  [
    'what a session tells of a disability',
    { kind: 'session', mode: 'home', classHours: 2 },
    { response: SECRET, lessonKind: 'rehabilitation' },
  ],
  ['the plan’s rehabilitation', { kind: 'plan', plan: 'home-teaching' }, { rehabilitation: SECRET }],
  ['why a leave is asked for', { kind: 'document', document: 'leave-application' }, { leaveReason: SECRET }],
  ['the penalty that an order names', { kind: 'document', document: 'order' }, { penalty: SECRET }],
  [
    'a letter to the police',
    { kind: 'letter', direction: 'outgoing', from: 'township', to: 'police' },
    { facts: SECRET },
  ],
  [
    'what a key means that nobody knows',
    { kind: 'persuasion', by: [], method: 'phone', outcome: 'undecided' },
    { x: SECRET },
  ],
  ['the details of a correction', { kind: 'amendment', of: 'e1' }, { x: SECRET }],
])('the village does not see %s', (_, fields, details) => {
  const entry = { id: 'e2', on: '2022-09-07', ...fields, details: { ...details, nextStep: '再访' } } as Entry;
  const seen = JSON.stringify(visibleFile({ ...file, entries: [entry] }, ['village']));
  expect(seen).not.toContain(SECRET);
  expect(seen).not.toContain('rehabilitation');
  expect(JSON.stringify(visibleFile({ ...file, entries: [entry] }, ['principal']))).toContain('再访');
});

test('the village sees what was promised and the next step of a visit', () => {
  const entry: Entry = {
    id: 'e2',
    kind: 'persuasion',
    on: '2022-09-09',
    by: [],
    method: 'phone',
    outcome: 'undecided',
    details: { promisedOn: '2022-09-13', nextStep: '再访' },
  };
  expect(visibleFile({ ...file, entries: [entry] }, ['village']).entries).toEqual([entry]);
});
