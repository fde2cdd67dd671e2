import { type CaseFile, type Entry, FORMAT, KINDS } from '@quanxue/domain/casefile/schema.ts';
import { expect, it } from 'vitest';
import { contentFrom, type FormValues, pruned, readEntry } from '../../basis/entry/entry-plan.ts';
import { ENTRY_PLANS } from './entry-plans.ts';
import { knownValues } from './known-values.ts';

const entries: Entry[] = [
  {
    id: 'd1',
    kind: 'document',
    on: '2022-09-02',
    document: 'diagnosis',
    hospital: { name: '咸宜县人民医院', level: 'county' },
    details: { diagnosisText: '叙述' },
  },
  { id: 'n1', kind: 'document', on: '2022-09-03', document: 'return-notice', number: '咸宜府通〔2022〕3号' },
  { id: 'r1', kind: 'document', on: '2022-09-03', document: 'remote-teaching-request', number: '咸宜校〔2022〕8号' },
  {
    id: 'p1',
    kind: 'persuasion',
    on: '2022-09-04',
    by: [],
    method: 'home-visit',
    place: '柳坪村 3 社家中',
    summary: '叙述',
    outcome: 'refused',
    details: { childWords: '叙述', guardianAttitude: '叙述', absenceCause: '叙述', promise: '叙述', nextStep: '叙述' },
  },
  {
    id: 's1',
    kind: 'session',
    on: '2022-09-05',
    mode: 'home',
    classHours: 2,
    teacher: '向晚',
    content: '叙述',
    lessonPlan: '叙述',
    details: { response: '叙述', homework: '叙述' },
  },
  { id: 'l1', kind: 'letter', on: '2022-09-06', direction: 'outgoing', from: 'township', to: 'destination' },
  { id: 'f1', kind: 'follow-up', on: '2022-09-07', finding: '叙述', details: { treatment: '叙述' } },
  { id: 'r2', kind: 'relief', on: '2022-09-08', difficulty: '叙述', help: '叙述', unit: 'township' },
  {
    id: 'q1',
    kind: 'plan',
    on: '2022-09-08',
    plan: 'individual',
    goal: '叙述',
    content: '叙述',
    persons: '向晚、周远',
  },
];
const casefile: CaseFile = {
  format: FORMAT,
  child: {
    name: '敖知远',
    sex: 'male',
    birthDate: '2010-10-10',
    school: '咸宜中学',
    grade: 7,
    class: '2',
    registeredVillage: '509999101201',
    guardians: [{ name: '敖大山', phone: '138****0001' }],
  },
  entries,
};
const facts = {
  view: { casefile },
  counting: entries,
  me: { name: '周远', unit: 'township' as const },
  place: (code: string | undefined) => (code ? '柳坪村' : undefined),
  holders: [
    {
      id: '01890000-0000-7000-8000-000000000000',
      duty: 'class-teacher' as const,
      unitId: '01890000-0000-7000-8000-000000000001',
      unitName: '咸宜中学',
      unitKind: 'school' as const,
      grade: 7,
      class: '2',
      name: '向晚',
      phoneMasked: '138****0002',
      accountId: null,
      fromOn: '2022-09-01',
      toOn: null,
    },
  ],
};

it('is never a narrative, nor a number that is masked', () => {
  for (const kind of KINDS) {
    const known = JSON.stringify(knownValues(kind, {}, facts));
    expect(known, kind).not.toContain('叙述');
    expect(known, kind).not.toContain('*');
  }
});

it.each([
  ['persuasion', {}, { place: '柳坪村 3 社家中' }],
  ['placement', {}, { school: '咸宜中学', grade: 7, class: '2', headTeacher: '向晚' }],
  ['document', { document: 'fitness-proof' }, { hospital: { name: '咸宜县人民医院', level: 'county' } }],
  [
    'document',
    { document: 'leave-application' },
    { details: { currentClass: '咸宜中学 7 年级 2', applicant: '敖大山' } },
  ],
  ['document', { document: 'remote-teaching-approval' }, { details: { request: '咸宜校〔2022〕8号' } }],
  ['document', { document: 'proof-of-service' }, { details: { ofNumber: '咸宜府通〔2022〕3号', servedTo: '敖大山' } }],
  ['plan', { plan: 'individual' }, { persons: '向晚、周远' }],
  ['session', { mode: 'home' }, { teacher: '向晚' }],
  ['letter', { direction: 'reply' }, { replyTo: 'l1' }],
  ['letter', { direction: 'outgoing' }, { details: { registeredPlace: '柳坪村', studyPlace: '咸宜中学' } }],
  ['consent', { by: 'child' }, { details: { signer: '敖知远' } }],
] as const)('of a %s %o is what the file tells', (kind, preset, wanted) => {
  const saved = contentFrom(ENTRY_PLANS[kind], { ...preset, ...knownValues(kind, preset, facts) });
  expect(saved).toMatchObject(wanted);
});

it('has the shape that the form asks for', () => {
  for (const kind of KINDS) {
    const read = readEntry(kind, {
      ...(pruned(knownValues(kind, {}, facts)) as FormValues | undefined),
      kind,
      id: 'e',
      on: '2022-09-09',
    });
    const details = 'issues' in read ? read.issues.filter((issue) => issue.path[0] === 'details') : [];
    expect(details, kind).toEqual([]);
  }
});
