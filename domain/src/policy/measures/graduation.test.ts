import { describe, expect, it } from 'vitest';
import {
  consent,
  document,
  exam,
  judged,
  measure,
  messageFaults,
  reopening,
  report,
  type Situation,
  untried,
  visit,
} from '../testing.ts';

const chosen = measure('2022-04-05', 'graduation');
const on = '2022-09-30';
const agreed = (day: string) => visit(day, { outcome: 'agreed-graduation' });

const situations: Situation[] = [
  // A2-2.eligible
  {
    name: 'the child left in the second term of grade 9',
    on,
    facts: [report('2022-04-01', { leftGrade: 9, leftTerm: 2 }), chosen],
    expect: { 'A2-2.eligible': 'met' },
  },
  {
    name: 'the first term of grade 9 is too early',
    on,
    facts: [report('2022-04-01', { leftGrade: 9, leftTerm: 1 }), chosen],
    expect: { 'A2-2.eligible': 'breach' },
  },
  {
    name: 'the second term of grade 8 is too early',
    on,
    facts: [report('2022-04-01', { leftGrade: 8, leftTerm: 2 }), chosen],
    expect: { 'A2-2.eligible': 'breach' },
  },
  {
    name: 'a report that does not say when the child left is a breach',
    on,
    facts: [report('2022-04-01'), chosen],
    expect: { 'A2-2.eligible': 'breach' },
  },
  { name: 'no report says it', on, facts: [chosen], expect: { 'A2-2.eligible': 'missing' } },
  {
    name: 'the latest report says it',
    on,
    facts: [
      report('2022-04-01', { leftGrade: 9, leftTerm: 2 }),
      chosen,
      report('2022-05-01', { leftGrade: 9, leftTerm: 1 }),
    ],
    expect: { 'A2-2.eligible': 'breach' },
  },

  // B4-2.agreement, B4-2.not-exam-month
  {
    name: 'without a persuasion the agreement is missing and the month pending',
    on,
    facts: [chosen],
    expect: { 'B4-2.agreement': 'missing', 'B4-2.not-exam-month': 'pending' },
  },
  {
    name: 'the last persuasion agrees, in the month before the exam',
    on,
    facts: [chosen, visit('2022-05-01'), agreed('2022-05-31'), exam('2022-06-20', true)],
    expect: { 'B4-2.agreement': 'met', 'B4-2.not-exam-month': 'met' },
  },
  {
    name: 'the first of the exam month is in it',
    on,
    facts: [chosen, agreed('2022-06-01'), exam('2022-06-20', true)],
    expect: { 'B4-2.not-exam-month': 'breach' },
  },
  {
    name: 'the day of the exam is in its month',
    on,
    facts: [chosen, agreed('2022-06-20'), exam('2022-06-20', true)],
    expect: { 'B4-2.not-exam-month': 'breach' },
  },
  {
    name: 'a persuasion in the month after the exam comes too late',
    on,
    facts: [chosen, agreed('2022-07-01'), exam('2022-06-20', true)],
    expect: { 'B4-2.not-exam-month': 'breach' },
  },
  {
    name: 'the same month of the year before is another month',
    on,
    facts: [chosen, agreed('2021-06-20'), exam('2022-06-20', true)],
    expect: { 'B4-2.not-exam-month': 'met' },
  },
  {
    name: 'the exam entry goes before the exam months of the calendar',
    on,
    facts: [chosen, agreed('2022-06-30'), exam('2022-07-10', true)],
    expect: { 'B4-2.not-exam-month': 'met' },
  },
  {
    name: 'the last of several exams decides',
    on,
    facts: [chosen, agreed('2022-06-30'), exam('2022-06-10', false), exam('2022-08-10', true)],
    expect: { 'B4-2.not-exam-month': 'met' },
  },
  {
    name: 'without an exam entry June is the exam month of every year',
    on,
    facts: [chosen, agreed('2022-06-30')],
    expect: { 'B4-2.not-exam-month': 'breach' },
  },
  {
    name: 'without an exam entry May is not',
    on,
    facts: [chosen, agreed('2022-05-31')],
    expect: { 'B4-2.not-exam-month': 'met' },
  },
  {
    name: 'without an exam entry July is not',
    on,
    facts: [chosen, agreed('2022-07-01')],
    expect: { 'B4-2.not-exam-month': 'met' },
  },
  {
    name: 'the calendar of the file replaces the exam months',
    on,
    calendar: { examMonths: ['2022-07'] },
    facts: [chosen, agreed('2022-06-30')],
    expect: { 'B4-2.not-exam-month': 'met' },
  },
  {
    name: 'an exam month of the calendar of the file is one',
    on,
    calendar: { examMonths: ['2022-07'] },
    facts: [chosen, agreed('2022-07-01')],
    expect: { 'B4-2.not-exam-month': 'breach' },
  },
  {
    name: 'a calendar of the file without exam months has none',
    on,
    calendar: { terms: [] },
    facts: [chosen, agreed('2022-06-15')],
    expect: { 'B4-2.not-exam-month': 'met' },
  },
  {
    name: 'an agreement that a later visit takes back is none',
    on,
    facts: [chosen, agreed('2022-05-01'), visit('2022-05-20')],
    expect: { 'B4-2.agreement': 'breach' },
  },
  {
    name: 'agreeing to return is not agreeing to graduate',
    on,
    facts: [chosen, visit('2022-05-20', { outcome: 'agreed-return' })],
    expect: { 'B4-2.agreement': 'breach' },
  },
  {
    name: 'of two visits on one day the later in the file is the last',
    on,
    facts: [chosen, agreed('2022-05-20'), visit('2022-05-20', { summary: '下午又反悔' })],
    expect: { 'B4-2.agreement': 'breach' },
  },

  // papers
  {
    name: 'no paper of the exam is on file',
    on,
    facts: [chosen],
    expect: { 'B4-2.exam-photo': 'missing', 'B4-2.exam-papers': 'missing', 'B4-2.certificate': 'missing' },
  },
  {
    name: 'the papers of the exam are on file',
    on,
    facts: [
      chosen,
      document('2022-06-20', 'exam-photo'),
      document('2022-06-20', 'exam-papers'),
      document('2022-07-10', 'completion-certificate'),
    ],
    expect: { 'B4-2.exam-photo': 'met', 'B4-2.exam-papers': 'met', 'B4-2.certificate': 'met' },
  },
  {
    name: 'a certificate before a reopening is no longer in effect',
    on,
    facts: [chosen, document('2022-07-10', 'graduation-certificate'), reopening('2022-09-01')],
    expect: { 'B4-2.certificate': 'missing', 'B4-2.certificate-after': 'pending', 'A2-2.certificate-kind': 'pending' },
  },

  // B4-2.certificate-after
  {
    name: 'without a certificate its day is pending',
    on,
    facts: [chosen, visit('2022-05-20')],
    expect: { 'B4-2.certificate-after': 'pending' },
  },
  {
    name: 'a certificate with no persuasion to compare with',
    on,
    facts: [chosen, document('2022-07-10', 'graduation-certificate')],
    expect: { 'B4-2.certificate-after': 'missing' },
  },
  {
    name: 'a certificate the day after the last persuasion',
    on,
    facts: [chosen, visit('2022-05-20'), document('2022-05-21', 'graduation-certificate')],
    expect: { 'B4-2.certificate-after': 'met' },
  },
  {
    name: 'a certificate on the day of the last persuasion is not after it',
    on,
    facts: [chosen, visit('2022-05-20'), document('2022-05-20', 'graduation-certificate')],
    expect: { 'B4-2.certificate-after': 'breach' },
  },
  {
    name: 'of two certificates one after the last persuasion is enough',
    on,
    facts: [
      chosen,
      document('2022-05-10', 'completion-certificate'),
      visit('2022-05-20'),
      document('2022-07-10', 'graduation-certificate'),
    ],
    expect: { 'B4-2.certificate-after': 'met' },
  },

  // A2-2.certificate-kind
  {
    name: 'a certificate without an exam is pending',
    on,
    facts: [chosen, document('2022-07-10', 'graduation-certificate')],
    expect: { 'A2-2.certificate-kind': 'pending' },
  },
  {
    name: 'an exam without a certificate is pending',
    on,
    facts: [chosen, exam('2022-06-20', true)],
    expect: { 'A2-2.certificate-kind': 'pending' },
  },
  ...(
    [
      [true, 'graduation-certificate', 'met'],
      [true, 'completion-certificate', 'breach'],
      [false, 'completion-certificate', 'met'],
      [false, 'graduation-certificate', 'breach'],
    ] as const
  ).map(
    ([passed, kind, status]): Situation => ({
      name: `an exam ${passed ? 'passed' : 'failed'} and a ${kind}`,
      on,
      facts: [chosen, exam('2022-06-20', passed), document('2022-07-10', kind)],
      expect: { 'A2-2.certificate-kind': status },
    }),
  ),
  {
    name: 'the resit decides which certificate is earned',
    on,
    facts: [
      chosen,
      exam('2022-06-20', false),
      exam('2022-08-20', true),
      document('2022-09-01', 'graduation-certificate'),
    ],
    expect: { 'A2-2.certificate-kind': 'met' },
  },

  // B4-2.consent
  {
    name: 'guardian and child consent',
    on,
    facts: [chosen, consent('2022-05-01', 'graduation', 'guardian'), consent('2022-05-02', 'graduation', 'child')],
    expect: { 'B4-2.consent': 'met' },
  },
  {
    name: 'the guardian alone is not enough',
    on,
    facts: [chosen, consent('2022-05-01', 'graduation', 'guardian'), consent('2022-05-02', 'special-school', 'child')],
    expect: { 'B4-2.consent': 'missing' },
  },
  {
    name: 'the child alone is not enough',
    on,
    facts: [chosen, consent('2022-05-01', 'graduation', 'child')],
    expect: { 'B4-2.consent': 'missing' },
  },
];

describe('graduation', () => {
  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('is tried in every status that its rows can have', () => {
    expect(
      untried(
        {
          'A2-2.eligible': ['met', 'missing', 'breach'],
          'B4-2.agreement': ['met', 'missing', 'breach'],
          'B4-2.not-exam-month': ['met', 'breach', 'pending'],
          'B4-2.exam-photo': ['met', 'missing'],
          'B4-2.certificate': ['met', 'missing'],
          'B4-2.certificate-after': ['met', 'missing', 'breach', 'pending'],
          'A2-2.certificate-kind': ['met', 'breach', 'pending'],
          'B4-2.exam-papers': ['met', 'missing'],
          'B4-2.consent': ['met', 'missing'],
        },
        situations,
      ),
    ).toEqual([]);
  });
});
