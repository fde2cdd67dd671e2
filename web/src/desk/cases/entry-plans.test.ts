import { entrySchemas, KINDS, type Kind } from '@quanxue/domain/casefile/schema.ts';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_GROUPS } from '../../basis/entry/document-groups.ts';
import {
  contentFrom,
  type FormValues,
  overlaid,
  pruned,
  readEntry,
  schemaOf,
  shapeOf,
  shownFields,
} from '../../basis/entry/entry-plan.ts';
import { ENTRY_PLANS } from './entry-plans.ts';

const COMMON = ['id', 'kind', 'on', 'recordedAt', 'recordedBy', 'evidence', 'note', 'details'];

describe('the forms', () => {
  it.each(KINDS)('of kind %s have every field of the contract', (kind) => {
    const own = Object.keys(entrySchemas[kind].shape).filter((name) => !COMMON.includes(name));
    // An amendment's replacement is the corrected entry's own form.
    const wanted = kind === 'amendment' ? own.filter((name) => name !== 'replacement') : own;
    const fields = ENTRY_PLANS[kind].fields.filter((field) => !field.detail);
    expect(fields.map((field) => field.name).sort()).toEqual(wanted.sort());
  });

  it('have a widget for every field', () => {
    for (const kind of KINDS) {
      for (const field of ENTRY_PLANS[kind].fields) {
        if (!field.as && !field.detail?.as)
          expect(shapeOf(schemaOf(kind, field.name)).type, `${kind} ${field.name}`).not.toBe('other');
      }
    }
  });

  it('offer every kind of paper exactly once', () => {
    const offered = DOCUMENT_GROUPS.flatMap((group) => group.documents);
    expect(offered.length).toBe(new Set(offered).size);
    expect([...offered].sort()).toEqual([...entrySchemas.document.shape.document.options].sort());
  });

  it('never ask for a field that depends on another before that one is answered', () => {
    const names = shownFields(ENTRY_PLANS.document, {}).map((field) => field.name);
    expect(names).toEqual(['document', 'number', 'issuer']);
  });
});

describe('the details', () => {
  it.each(KINDS)('of kind %s are each asked for once, where they belong', (kind) => {
    const names = ENTRY_PLANS[kind].fields.map((field) => field.name);
    expect(names).toEqual([...new Set(names)]);
    for (const [index, field] of ENTRY_PLANS[kind].fields.entries()) {
      const after = field.detail?.after;
      if (after !== undefined) expect(names.indexOf(after), field.name).toBeLessThan(index);
      if (after !== undefined) expect(names, field.name).toContain(after);
    }
  });

  const form = (kind: Kind, values: FormValues) => shownFields(ENTRY_PLANS[kind], values).map((field) => field.name);
  /** What the paper form of each measure has, by the form that asks for it . */
  const PAPER: readonly (readonly [string, Kind, FormValues, string])[] = [
    [
      'a persuasion',
      'persuasion',
      {},
      'on by fromTime toTime place method met absenceCause summary childWords guardianAttitude promise promisedOn nextStep signedBy refusedToSign outcome',
    ],
    ['a refusal to sign', 'persuasion', { details: { refusedToSign: true } }, 'refusalReason witnesses'],
    [
      'a notice',
      'document',
      { document: 'return-notice' },
      'number facts legalBasis deadline consequence contactPerson servedTo servedOn servedAt servedPlace serviceMode serviceWitness',
    ],
    [
      'an order',
      'document',
      { document: 'order' },
      'number issuer facts legalBasis obligation deadline mayDefend servedTo servedOn',
    ],
    ['a penalty', 'document', { document: 'administrative-penalty' }, 'issuer legalBasis penalty servedTo'],
    ['a court', 'document', { document: 'court-record' }, 'court courtStep hearingOn rulingText servedTo'],
    ['an individual plan', 'plan', { plan: 'individual' }, 'causes goal actions persons reviewOn'],
    ['a return', 'placement', {}, 'school grade class headTeacher headTeacherPhone acceptedBy gradeReason'],
    ['tutoring', 'relief', { details: { type: 'tutoring' } }, 'type teacher lessons'],
    ['an exam', 'exam', {}, 'passed paperSource scores passMark invigilators'],
    ['a certificate', 'document', { document: 'completion-certificate' }, 'number certificateRule'],
    [
      'a leave',
      'document',
      { document: 'leave-application' },
      'currentClass leaveReason diagnosedOn from to extension newGrade fitness',
    ],
    [
      'a diagnosis without a stay',
      'document',
      { document: 'diagnosis', outpatient: true },
      'hospital advisesLeave diagnosisText outpatientReason',
    ],
    ['the roll', 'document', { document: 'roll-leave-processed' }, 'rollSteps'],
    [
      'fitness',
      'document',
      { document: 'fitness-proof', details: { sameHospital: false } },
      'hospital canAttend sameHospital otherHospitalReason',
    ],
    [
      'a deferral',
      'document',
      { document: 'deferral-application' },
      'dueSchoolOn address applicant applicationReason from to certifyingOpinion confirmers reviewOn',
    ],
    ['an exemption’s confirmation', 'approval', { matter: 'exemption', step: 'village' }, 'signer confirmers'],
    ['treatment', 'document', { document: 'rehabilitation-record' }, 'from to treatments countyNote'],
    [
      'a review',
      'follow-up',
      { details: { type: 'review', recovered: true } },
      'finding recovered canRegularClass canSpecialSchool treatment',
    ],
    [
      'the five questions',
      'document',
      { document: 'on-site-assessment' },
      'severe noSelfCare someLearning noRegularClass noSpecialSchool confirmers',
    ],
    [
      'a home teaching plan',
      'plan',
      { plan: 'home-teaching', details: { provider: 'special-education-school' } },
      'courses content time place timetable basedOn provider providerName countyApproval rehabilitation',
    ],
    [
      'a home session',
      'session',
      { mode: 'home' },
      'on classHours fromTime toTime teacher content lessonKind response homework guardianConfirmed makeUpOf',
    ],
    ['guidance', 'follow-up', { details: { type: 'guidance' } }, 'by guidanceText'],
    ['minutes', 'document', { document: 'assessment-minutes' }, 'participants conclusion'],
    ['a request', 'document', { document: 'remote-teaching-request' }, 'number minutes requestText'],
    ['its approval', 'document', { document: 'remote-teaching-approval' }, 'number request approvalText'],
    [
      'a remote session',
      'session',
      { mode: 'remote' },
      'classHours subject teacher means lessonPlan attended effect makeUpOf',
    ],
    ['targeted help', 'relief', { details: { type: 'targeted-help' } }, 'teacher helpRecords'],
    [
      'a letter',
      'letter',
      { direction: 'outgoing' },
      'number from to receiver registeredPlace residencePlace studyPlace facts request replyBy reminderOf',
    ],
    ['a reply', 'letter', { direction: 'reply' }, 'number replyTo outcome enrolledSchool enrolledClass proof placed'],
    [
      'a special school',
      'document',
      { document: 'special-school-application' },
      'school ownAuthority receivingAuthority',
    ],
    ['the committee', 'document', { document: 'committee-assessment' }, 'participants conclusion'],
    [
      'the roll certificate',
      'document',
      { document: 'roll-certificate' },
      'school rollNumber class headTeacher headTeacherPhone',
    ],
    ['the county’s confirmation of its time', 'document', { document: 'county-confirmation' }, 'dutiesDone supports'],
  ];
  it.each(PAPER)('of %s are what its paper form has', (_, kind, values, wanted) => {
    const shown = ['on', ...form(kind, values).map((name) => name.replace('details.', ''))];
    expect(shown).toEqual(expect.arrayContaining(wanted.split(' ')));
  });

  it('are saved under their keys, and of another form’s nothing is', () => {
    const values = {
      document: 'diagnosis',
      outpatient: false,
      details: { diagnosisText: ' 肺炎 ', outpatientReason: 'typed before', rollSteps: [{ step: 'done' }] },
    };
    expect(contentFrom(ENTRY_PLANS.document, values)).toEqual({
      kind: 'document',
      document: 'diagnosis',
      outpatient: false,
      details: { diagnosisText: '肺炎' },
    });
  });

  it('must have their shape before a form saves them', () => {
    const exam = { kind: 'exam', id: 'e1', on: '2022-06-20', passed: true };
    const bad = readEntry('exam', { ...exam, details: { scores: [{ subject: '语文', score: -1 }], x: 1 } });
    expect('issues' in bad && bad.issues).toEqual([{ path: ['details', 'scores', 0, 'score'], reason: 'number' }]);
    expect(readEntry('exam', { ...exam, details: { scores: [{ subject: '语文' }], x: 1 } })).toHaveProperty('entry');
  });

  it('laid over others keep what the upper layer does not name', () => {
    expect(overlaid({ a: 1, details: { x: 1, y: 1 } }, undefined, { b: 2, details: { y: 2 } })).toEqual({
      a: 1,
      b: 2,
      details: { x: 1, y: 2 },
    });
  });
});

describe('what is saved', () => {
  it('leaves out empty texts, empty lists and what the form no longer shows', () => {
    const values = {
      on: '2022-09-12',
      by: [{ name: ' 周远 ', unit: 'township', post: '' }, {}],
      method: 'home-visit',
      met: [{ who: 'guardian', name: '' }],
      notMetReason: 'typed before somebody was met',
      summary: '  ',
      outcome: 'undecided',
    };
    expect(contentFrom(ENTRY_PLANS.persuasion, values)).toEqual({
      kind: 'persuasion',
      on: '2022-09-12',
      by: [{ name: '周远', unit: 'township' }],
      method: 'home-visit',
      met: [{ who: 'guardian' }],
      outcome: 'undecided',
    });
  });

  it('keeps a no and a zero', () => {
    expect(pruned({ outpatient: false, count: 0, text: '' })).toEqual({ outpatient: false, count: 0 });
  });

  it('is read by the contract, or says which field lacks what', () => {
    const ok = readEntry('exam', { kind: 'exam', id: 'e1', on: '2022-06-20', passed: false });
    expect(ok).toHaveProperty('entry.passed', false);
    const bad = readEntry('persuasion', {
      kind: 'persuasion',
      id: 'e1',
      on: '2022-02-30',
      by: [{ name: '周远' }],
      method: 'phone',
    });
    expect('issues' in bad && bad.issues).toEqual([
      { path: ['on'], reason: 'day' },
      { path: ['by', 0, 'unit'], reason: 'choose' },
      { path: ['outcome'], reason: 'choose' },
    ]);
  });

  it('refuses a session without hours with the field’s name', () => {
    const bad = readEntry('session', { kind: 'session', id: 'e1', on: '2022-09-12', mode: 'home', classHours: 9 });
    expect('issues' in bad && bad.issues).toEqual([{ path: ['classHours'], reason: 'number' }]);
  });
});
