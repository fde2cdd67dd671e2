import { describe, expect, it } from 'vitest';
import {
  amend,
  approval,
  document,
  type Facts,
  findingOf,
  judged,
  measure,
  messageFaults,
  placement,
  reopening,
  report,
  type Situation,
  untried,
} from '../testing.ts';

const chosen = measure('2022-03-01', 'leave');
const sick = report('2022-02-25', { reasons: ['sickness'] });
const hospital = { name: '青石县人民医院', level: 'county' } as const;
const diagnosis = (day: string, more = {}) => document(day, 'diagnosis', { hospital, advisesLeave: true, ...more });
const granted = (day: string, from: string | undefined, to: string | undefined) =>
  approval(day, 'leave', 'county', { from, to });

/** On leave from 10 March to 31 August 2022: 175 days. */
const away: Facts[] = [sick, chosen, diagnosis('2022-03-02'), granted('2022-03-08', '2022-03-10', '2022-08-31')];
const on = '2022-12-31';

/** 2022-01-01 is day 1, so 2022-06-29 is day 180 and 2022-04-30 day 120. */
const situations: Situation[] = [
  // B4-4.diagnosis
  { name: 'there is no diagnosis', on, facts: [chosen], expect: { 'B4-4.diagnosis': 'missing' } },
  ...(
    [
      ['township', 'breach'],
      ['county', 'met'],
      ['city', 'met'],
      ['province', 'met'],
    ] as const
  ).map(
    ([level, status]): Situation => ({
      name: `a diagnosis by a hospital of ${level} level`,
      on,
      facts: [chosen, diagnosis('2022-03-02', { hospital: { name: '医院', level } })],
      expect: { 'B4-4.diagnosis': status },
    }),
  ),
  {
    name: 'a diagnosis that does not advise leave',
    on,
    facts: [chosen, diagnosis('2022-03-02', { advisesLeave: false })],
    expect: { 'B4-4.diagnosis': 'breach' },
  },
  {
    name: 'a diagnosis that does not say whether it advises leave',
    on,
    facts: [chosen, diagnosis('2022-03-02', { advisesLeave: undefined })],
    expect: { 'B4-4.diagnosis': 'breach' },
  },
  {
    name: 'a diagnosis that names no hospital',
    on,
    facts: [chosen, diagnosis('2022-03-02', { hospital: undefined })],
    expect: { 'B4-4.diagnosis': 'breach' },
  },
  {
    name: 'level and advice on two different papers are not one good diagnosis',
    on,
    facts: [
      chosen,
      diagnosis('2022-03-02', { advisesLeave: false }),
      diagnosis('2022-03-03', { hospital: { name: '卫生院', level: 'township' } }),
    ],
    expect: { 'B4-4.diagnosis': 'breach' },
  },
  {
    name: 'of two diagnoses one good one is enough',
    on,
    facts: [chosen, diagnosis('2022-03-02', { advisesLeave: false }), diagnosis('2022-03-03')],
    expect: { 'B4-4.diagnosis': 'met' },
  },

  // B4-4.application, A2-4.admission, A2-4.receipts
  {
    name: 'form, admission and receipts are not on file',
    on,
    facts: [chosen, diagnosis('2022-03-02')],
    expect: { 'B4-4.application': 'missing', 'A2-4.admission': 'missing', 'A2-4.receipts': 'missing' },
  },
  {
    name: 'form, admission and receipts are on file',
    on,
    facts: [
      chosen,
      document('2022-03-03', 'leave-application'),
      document('2022-03-03', 'admission-proof'),
      document('2022-03-03', 'receipts'),
    ],
    expect: { 'B4-4.application': 'met', 'A2-4.admission': 'met', 'A2-4.receipts': 'met' },
  },
  {
    name: 'an out-patient has neither admission nor receipts of one',
    on,
    facts: [chosen, diagnosis('2022-03-02', { outpatient: true })],
    expect: { 'A2-4.admission': 'excused', 'A2-4.receipts': 'excused' },
  },
  {
    name: 'what an out-patient files all the same is met',
    on,
    facts: [chosen, diagnosis('2022-03-02', { outpatient: true }), document('2022-03-03', 'receipts')],
    expect: { 'A2-4.admission': 'excused', 'A2-4.receipts': 'met' },
  },
  {
    name: 'a diagnosis that says in-patient excuses nothing',
    on,
    facts: [chosen, diagnosis('2022-03-02', { outpatient: false })],
    expect: { 'A2-4.admission': 'missing', 'A2-4.receipts': 'missing' },
  },

  // A2-4.approvals
  {
    name: 'guardian, school and county may share one day, in any order of the file',
    on,
    facts: [
      chosen,
      approval('2022-03-08', 'leave', 'county'),
      approval('2022-03-08', 'leave', 'school'),
      approval('2022-03-08', 'leave', 'guardian'),
    ],
    expect: { 'A2-4.approvals': 'met' },
  },
  {
    name: 'a school that decides before the guardian applies is out of order',
    on,
    facts: [
      chosen,
      approval('2022-03-07', 'leave', 'school'),
      approval('2022-03-08', 'leave', 'guardian'),
      approval('2022-03-09', 'leave', 'county'),
    ],
    expect: { 'A2-4.approvals': 'breach' },
  },
  {
    name: 'a county that decides before the school is out of order',
    on,
    facts: [
      chosen,
      approval('2022-03-07', 'leave', 'guardian'),
      approval('2022-03-09', 'leave', 'school'),
      approval('2022-03-08', 'leave', 'county'),
    ],
    expect: { 'A2-4.approvals': 'breach' },
  },
  {
    name: 'decided again in order, one choice in order is enough',
    on,
    facts: [
      chosen,
      approval('2022-03-06', 'leave', 'county'),
      approval('2022-03-07', 'leave', 'guardian'),
      approval('2022-03-08', 'leave', 'school'),
      approval('2022-03-09', 'leave', 'county'),
    ],
    expect: { 'A2-4.approvals': 'met' },
  },
  {
    name: 'the application of an extension does not put the first round out of order',
    on,
    facts: [
      chosen,
      approval('2022-03-07', 'leave', 'guardian'),
      approval('2022-03-08', 'leave', 'school'),
      approval('2022-03-09', 'leave', 'county'),
      approval('2022-08-20', 'leave', 'guardian'),
    ],
    expect: { 'A2-4.approvals': 'met' },
  },
  {
    name: 'a step lacking is missing, even where the others are out of order',
    on,
    facts: [chosen, approval('2022-03-07', 'leave', 'county'), approval('2022-03-08', 'leave', 'guardian')],
    expect: { 'A2-4.approvals': 'missing' },
  },
  {
    name: 'a rejection is a breach whatever is missing besides',
    on,
    facts: [chosen, approval('2022-03-08', 'leave', 'school', { decision: 'rejected' })],
    expect: { 'A2-4.approvals': 'breach' },
  },
  {
    name: 'rejected and then approved is approved',
    on,
    facts: [
      chosen,
      approval('2022-03-07', 'leave', 'guardian'),
      approval('2022-03-08', 'leave', 'school', { decision: 'rejected' }),
      approval('2022-03-09', 'leave', 'school'),
      approval('2022-03-10', 'leave', 'county'),
    ],
    expect: { 'A2-4.approvals': 'met' },
  },
  {
    name: 'approved and rejected on one day: the later in the file is the last',
    on,
    facts: [
      chosen,
      approval('2022-03-07', 'leave', 'guardian'),
      approval('2022-03-08', 'leave', 'school'),
      approval('2022-03-10', 'leave', 'county'),
      approval('2022-03-10', 'leave', 'county', { decision: 'rejected' }),
    ],
    expect: { 'A2-4.approvals': 'breach' },
  },
  {
    name: 'an application that the guardian took back is a breach',
    on,
    facts: [chosen, approval('2022-03-08', 'leave', 'guardian', { decision: 'rejected' })],
    expect: { 'A2-4.approvals': 'breach' },
  },
  {
    name: 'a decision that is none of the step does not take a rejection back',
    on,
    facts: [
      chosen,
      approval('2022-03-08', 'leave', 'school', { decision: 'rejected' }),
      approval('2022-03-09', 'leave', 'school', { decision: 'applied' }),
    ],
    expect: { 'A2-4.approvals': 'breach' },
  },
  {
    name: 'the decision of the township, which is no step of leave, counts for nothing',
    on,
    facts: [chosen, approval('2022-03-08', 'leave', 'township', { decision: 'rejected' })],
    expect: { 'A2-4.approvals': 'missing' },
  },

  // A2-4.roll
  {
    name: 'before the county approves, the roll is not owed',
    on,
    facts: [chosen, document('2022-03-01', 'roll-leave-processed')],
    expect: { 'A2-4.roll': 'pending' },
  },
  {
    name: 'the county has approved and the roll shows nothing',
    on,
    facts: [chosen, granted('2022-03-08', undefined, undefined)],
    expect: { 'A2-4.roll': 'missing' },
  },
  {
    name: 'the roll was changed on the day of the approval',
    on,
    facts: [chosen, granted('2022-03-08', undefined, undefined), document('2022-03-08', 'roll-leave-processed')],
    expect: { 'A2-4.roll': 'met' },
  },
  {
    name: 'the roll was changed the day before the approval',
    on,
    facts: [chosen, granted('2022-03-08', undefined, undefined), document('2022-03-07', 'roll-leave-processed')],
    expect: { 'A2-4.roll': 'breach' },
  },
  {
    name: 'the first approval decides: the roll need not be changed again for an extension',
    on,
    facts: [
      chosen,
      granted('2022-03-08', undefined, '2022-08-31'),
      document('2022-03-09', 'roll-leave-processed'),
      granted('2022-09-01', undefined, '2023-01-15'),
    ],
    expect: { 'A2-4.roll': 'met' },
  },

  // A2-4.term
  { name: 'no leave is approved yet', on, facts: [chosen], expect: { 'A2-4.term': 'pending' } },
  {
    name: 'a leave of 180 days, both ends included',
    on,
    facts: [chosen, granted('2021-12-20', '2022-01-01', '2022-06-29')],
    expect: { 'A2-4.term': 'met' },
  },
  {
    name: 'a leave of 181 days',
    on,
    facts: [chosen, granted('2021-12-20', '2022-01-01', '2022-06-30')],
    expect: { 'A2-4.term': 'breach' },
  },
  {
    name: 'without a first day the day of the approval begins the 180 days',
    on,
    facts: [chosen, granted('2022-01-01', undefined, '2022-06-30')],
    expect: { 'A2-4.term': 'breach' },
  },
  {
    name: 'a leave without an end',
    on,
    facts: [chosen, granted('2022-01-01', '2022-01-01', undefined)],
    expect: { 'A2-4.term': 'breach' },
  },
  {
    name: 'the first of two leaves is too long',
    on,
    facts: [
      chosen,
      granted('2021-12-20', '2022-01-01', '2022-06-30'),
      diagnosis('2022-08-30'),
      granted('2022-09-01', undefined, '2022-12-31'),
    ],
    expect: { 'A2-4.term': 'breach' },
  },
  ...(
    [
      ['on the day of the approval before it', '2022-03-08', 'breach'],
      ['the day after the approval before it', '2022-03-09', 'met'],
      ['on the day of its own approval', '2022-09-01', 'met'],
      ['the day after its own approval', '2022-09-02', 'breach'],
    ] as const
  ).map(
    ([name, day, status]): Situation => ({
      name: `an extension whose new diagnosis is dated ${name}`,
      on,
      facts: [...away, diagnosis(day), granted('2022-09-01', undefined, '2023-01-15')],
      expect: { 'A2-4.term': status },
    }),
  ),
  {
    name: 'an extension on the old diagnosis alone',
    on,
    facts: [...away, granted('2022-09-01', undefined, '2023-01-15')],
    expect: { 'A2-4.term': 'breach' },
  },
  {
    name: 'an extension without any diagnosis on file',
    on,
    facts: [chosen, granted('2022-03-08', undefined, '2022-08-31'), granted('2022-09-01', undefined, '2023-01-15')],
    expect: { 'A2-4.term': 'missing' },
  },
  {
    name: 'the first leave needs no new diagnosis',
    on,
    facts: [chosen, granted('2022-03-08', undefined, '2022-08-31')],
    expect: { 'A2-4.term': 'met' },
  },
  {
    name: 'a rejected extension is no leave',
    on,
    facts: [...away, approval('2022-09-01', 'leave', 'county', { decision: 'rejected' })],
    expect: { 'A2-4.term': 'met' },
  },

  // A2-4.resumption
  {
    name: 'without an approved leave there is nothing to resume from',
    on,
    facts: [chosen, placement('2022-03-09')],
    expect: {
      'A2-4.resumption': 'pending',
      'A2-4.fit': 'not-applicable',
      'A2-4.resume-approvals': 'pending',
      'A2-4.grade': 'pending',
    },
  },
  { name: 'on the last day of the leave', on: '2022-08-31', facts: away, expect: { 'A2-4.resumption': 'pending' } },
  { name: 'the day after the leave', on: '2022-09-01', facts: away, expect: { 'A2-4.resumption': 'missing' } },
  {
    name: 'an extension, approved late, makes it pending again',
    on: '2022-10-01',
    facts: [...away, diagnosis('2022-09-05'), granted('2022-09-10', '2022-09-01', '2023-01-15')],
    expect: { 'A2-4.resumption': 'pending' },
  },
  {
    name: 'a leave without an end is never over',
    on: '2032-10-01',
    facts: [chosen, granted('2022-03-08', undefined, undefined)],
    expect: { 'A2-4.resumption': 'pending' },
  },
  {
    name: 'a placement on the first day of the leave ends it',
    on: '2022-03-10',
    facts: [...away, placement('2022-03-10')],
    expect: { 'A2-4.resumption': 'met' },
  },
  {
    name: 'a placement the day before the leave began is none of it',
    on: '2022-03-10',
    facts: [...away, placement('2022-03-09')],
    expect: { 'A2-4.resumption': 'pending' },
  },
  {
    name: 'a resumption of the first leave is none of the second',
    on: '2022-10-01',
    facts: [...away, placement('2022-09-01'), granted('2022-09-10', '2022-09-15', '2023-01-15')],
    expect: { 'A2-4.resumption': 'pending' },
  },
  {
    name: 'of two leaves with one end the later entry decides',
    on: '2022-08-31',
    facts: [
      chosen,
      granted('2022-03-08', '2022-03-10', '2022-08-31'),
      placement('2022-05-01'),
      granted('2022-05-20', '2022-06-01', '2022-08-31'),
    ],
    expect: { 'A2-4.resumption': 'pending' },
  },
  {
    name: 'the leave with the latest end decides, though approved first',
    on: '2022-08-01',
    facts: [
      chosen,
      granted('2022-03-08', '2022-03-10', '2022-08-31'),
      placement('2022-05-01'),
      granted('2022-05-20', '2022-06-01', '2022-07-31'),
    ],
    expect: { 'A2-4.resumption': 'met' },
  },
  {
    name: 'a reopening ends the resumption',
    on,
    facts: [...away, placement('2022-09-01'), reopening('2022-10-01')],
    expect: { 'A2-4.resumption': 'missing', 'A2-4.grade': 'pending' },
  },

  // A2-4.fit
  {
    name: 'a sick child who has not resumed needs no proof of fitness yet',
    on: '2022-08-31',
    facts: away,
    expect: { 'A2-4.fit': 'pending' },
  },
  {
    name: 'a child on leave for another reason needs none at all',
    on,
    facts: [
      report('2022-02-25', { reasons: ['disability'] }),
      chosen,
      granted('2022-03-08', undefined, '2022-08-31'),
      placement('2022-09-01'),
    ],
    expect: { 'A2-4.fit': 'not-applicable' },
  },
  {
    name: 'a sick child who resumed without proof of fitness',
    on,
    facts: [...away, placement('2022-09-01')],
    expect: { 'A2-4.fit': 'missing' },
  },
  {
    name: 'proof of fitness from the hospital of the diagnosis, white space aside',
    on,
    facts: [
      ...away,
      placement('2022-09-01'),
      document('2022-08-25', 'fitness-proof', { hospital: { name: ' 青石县人民医院\u3000', level: 'county' } }),
    ],
    expect: { 'A2-4.fit': 'met' },
  },
  {
    name: 'proof of fitness from another hospital, however high',
    on,
    facts: [
      ...away,
      placement('2022-09-01'),
      document('2022-08-25', 'fitness-proof', { hospital: { name: '省人民医院', level: 'province' } }),
    ],
    expect: { 'A2-4.fit': 'breach' },
  },
  {
    name: 'proof of fitness that names no hospital',
    on,
    facts: [...away, placement('2022-09-01'), document('2022-08-25', 'fitness-proof')],
    expect: { 'A2-4.fit': 'breach' },
  },
  {
    name: 'two papers without a hospital do not agree with each other',
    on,
    facts: [
      sick,
      chosen,
      document('2022-03-02', 'diagnosis'),
      granted('2022-03-08', undefined, '2022-08-31'),
      placement('2022-09-01'),
      document('2022-08-25', 'fitness-proof'),
    ],
    expect: { 'A2-4.fit': 'breach' },
  },
  {
    name: 'the hospital of any diagnosis on file will do, and one good proof of two',
    on,
    facts: [
      ...away,
      diagnosis('2022-05-01', { hospital: { name: '市人民医院', level: 'city' } }),
      placement('2022-09-01'),
      document('2022-08-25', 'fitness-proof', { hospital: { name: '省人民医院', level: 'province' } }),
      document('2022-08-26', 'fitness-proof', { hospital: { name: '市人民医院', level: 'city' } }),
    ],
    expect: { 'A2-4.fit': 'met' },
  },

  // A2-4.resume-approvals
  {
    name: 'without a resumption its steps are pending',
    on,
    facts: away,
    expect: { 'A2-4.resume-approvals': 'pending' },
  },
  {
    name: 'the child is back without any step',
    on,
    facts: [...away, placement('2022-09-01')],
    expect: { 'A2-4.resume-approvals': 'missing' },
  },
  {
    name: 'the last step on the day of the return is in time',
    on,
    facts: [
      ...away,
      approval('2022-08-25', 'resumption', 'guardian'),
      approval('2022-08-26', 'resumption', 'school'),
      approval('2022-09-01', 'resumption', 'county'),
      placement('2022-09-01'),
    ],
    expect: { 'A2-4.resume-approvals': 'met' },
  },
  {
    name: 'the last step the day after the return is too late',
    on,
    facts: [
      ...away,
      approval('2022-08-25', 'resumption', 'guardian'),
      approval('2022-08-26', 'resumption', 'school'),
      approval('2022-09-02', 'resumption', 'county'),
      placement('2022-09-01'),
    ],
    expect: { 'A2-4.resume-approvals': 'breach' },
  },
  {
    name: 'the steps out of order',
    on,
    facts: [
      ...away,
      approval('2022-08-26', 'resumption', 'guardian'),
      approval('2022-08-25', 'resumption', 'school'),
      approval('2022-08-27', 'resumption', 'county'),
      placement('2022-09-01'),
    ],
    expect: { 'A2-4.resume-approvals': 'breach' },
  },
  {
    name: 'a choice in order before the return is enough, though a later one follows it',
    on,
    facts: [
      ...away,
      approval('2022-08-25', 'resumption', 'guardian'),
      approval('2022-08-26', 'resumption', 'school'),
      approval('2022-08-27', 'resumption', 'county'),
      placement('2022-09-01'),
      approval('2022-09-05', 'resumption', 'county'),
    ],
    expect: { 'A2-4.resume-approvals': 'met' },
  },
  {
    name: 'the steps of the leave are not those of the resumption',
    on,
    facts: [
      ...away,
      approval('2022-03-07', 'leave', 'guardian'),
      approval('2022-03-08', 'leave', 'school'),
      placement('2022-09-01'),
    ],
    expect: { 'A2-4.resume-approvals': 'missing' },
  },

  // A2-4.grade
  ...(
    [
      ['of 119 days', '2022-04-29', 6, 'breach'],
      ['of 120 days', '2022-04-30', 6, 'met'],
      ['of 119 days', '2022-04-29', 7, 'met'],
      ['of 120 days', '2022-04-30', 7, 'met'],
      ['of 120 days', '2022-04-30', 8, 'breach'],
      ['of 120 days', '2022-04-30', 5, 'breach'],
      ['without an end', undefined, 6, 'met'],
      ['without an end', undefined, 5, 'breach'],
    ] as const
  ).map(
    ([name, to, grade, status]): Situation => ({
      name: `after a leave ${name} a child of grade 7 comes back to grade ${grade}`,
      on,
      facts: [chosen, granted('2021-12-25', '2022-01-01', to), placement('2022-05-09', { grade })],
      expect: { 'A2-4.grade': status },
    }),
  ),
  {
    name: 'two leaves of 60 days make a term',
    on,
    facts: [
      chosen,
      granted('2021-12-25', '2022-01-01', '2022-03-01'),
      granted('2022-03-01', '2022-03-02', '2022-04-30'),
      placement('2022-05-09', { grade: 6 }),
    ],
    expect: { 'A2-4.grade': 'met' },
  },
  {
    name: 'the days count as granted, not as taken',
    on,
    facts: [chosen, granted('2021-12-25', '2022-01-01', '2022-04-30'), placement('2022-01-02', { grade: 6 })],
    expect: { 'A2-4.grade': 'met' },
  },
  {
    name: 'the original grade is not on file',
    on,
    child: { grade: undefined },
    facts: [chosen, granted('2021-12-25', '2022-01-01', '2022-04-30'), placement('2022-05-09')],
    expect: { 'A2-4.grade': 'missing' },
  },
];

describe('leave', () => {
  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('is tried in every status that its rows can have', () => {
    expect(
      untried(
        {
          'B4-4.diagnosis': ['met', 'missing', 'breach'],
          'B4-4.application': ['met', 'missing'],
          'A2-4.admission': ['met', 'missing', 'excused'],
          'A2-4.receipts': ['met', 'missing', 'excused'],
          'A2-4.approvals': ['met', 'missing', 'breach'],
          'A2-4.roll': ['met', 'missing', 'breach', 'pending'],
          'A2-4.term': ['met', 'missing', 'breach', 'pending'],
          'A2-4.resumption': ['met', 'missing', 'pending'],
          'A2-4.fit': ['met', 'missing', 'breach', 'pending', 'not-applicable'],
          'A2-4.resume-approvals': ['met', 'missing', 'breach', 'pending'],
          'A2-4.grade': ['met', 'missing', 'breach', 'pending'],
        },
        situations,
      ),
    ).toEqual([]);
  });

  it('says until when the child is on leave, and since when it is overdue', () => {
    expect(findingOf({ on: '2022-08-01', facts: away }, 'A2-4.resumption')?.due).toBe('2022-08-31');
    expect(findingOf({ on: '2022-12-01', facts: away }, 'A2-4.resumption')?.due).toBe('2022-08-31');
  });

  it('follows an amendment of the end of the leave', () => {
    const facts = [
      sick,
      chosen,
      approval('2022-03-08', 'leave', 'county', { id: 'leave', to: '2022-08-31' }),
      amend('2022-05-01', 'leave', { replacement: approval('2022-03-08', 'leave', 'county', { to: '2022-06-30' }) }),
    ];
    expect(findingOf({ on: '2022-04-30', facts }, 'A2-4.resumption')?.due).toBe('2022-08-31');
    expect(findingOf({ on: '2022-05-01', facts }, 'A2-4.resumption')?.due).toBe('2022-06-30');
    expect(findingOf({ on: '2022-07-01', facts }, 'A2-4.resumption')?.status).toBe('missing');
  });
});
