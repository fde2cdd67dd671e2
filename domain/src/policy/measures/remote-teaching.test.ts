import { describe, expect, it } from 'vitest';
import type { CalendarInFile } from '../../casefile/schema.ts';
import {
  document,
  findingOf,
  judged,
  lesson,
  measure,
  messageFaults,
  placement,
  plan,
  type Situation,
  untried,
  visit,
} from '../testing.ts';

const chosen = measure('2022-09-01', 'remote-teaching');
const on = '2022-12-31';
const whole = {
  courses: '语文',
  subjects: '语文',
  schedule: '每周三',
  timetable: '每周三上午',
  persons: '黎书航',
  means: '微信',
};
const agreed = (day: string) => visit(day, { outcome: 'agreed-remote-teaching' });
const always: CalendarInFile = { terms: [{ start: '2015-01-01', end: '2030-12-31' }] };

const situations: Situation[] = [
  // B4-8.agreement
  {
    name: 'to 30 November the agreement is pending',
    on: '2022-11-30',
    facts: [chosen],
    expect: { 'B4-8.agreement': 'pending' },
  },
  {
    name: 'from 1 December it is missing where November has no persuasion',
    on: '2022-12-01',
    facts: [chosen, agreed('2022-10-31'), agreed('2022-12-01')],
    expect: { 'B4-8.agreement': 'missing' },
  },
  {
    name: 'from 1 December it is a breach where the last of November did not agree',
    on: '2022-12-01',
    facts: [chosen, agreed('2022-11-10'), visit('2022-11-20')],
    expect: { 'B4-8.agreement': 'breach' },
  },
  {
    name: 'within November the last so far that does not agree leaves it pending',
    on: '2022-11-30',
    facts: [chosen, agreed('2022-11-10'), visit('2022-11-20')],
    expect: { 'B4-8.agreement': 'pending' },
  },
  {
    name: 'within November the last so far that agrees meets it',
    on: '2022-11-10',
    facts: [chosen, agreed('2022-11-10'), visit('2022-11-20')],
    expect: { 'B4-8.agreement': 'met' },
  },
  {
    name: 'agreed on 1 November',
    on,
    facts: [chosen, agreed('2022-11-01'), visit('2022-12-05')],
    expect: { 'B4-8.agreement': 'met' },
  },
  {
    name: 'agreed on 30 November',
    on,
    facts: [chosen, visit('2022-11-01'), agreed('2022-11-30')],
    expect: { 'B4-8.agreement': 'met' },
  },
  {
    name: 'another agreement is not this one',
    on,
    facts: [chosen, visit('2022-11-30', { outcome: 'agreed-return' })],
    expect: { 'B4-8.agreement': 'breach' },
  },
  {
    name: 'the November of the year before is not asked of a measure begun on 1 September',
    on: '2022-10-01',
    facts: [chosen, agreed('2021-11-20')],
    expect: { 'B4-8.agreement': 'pending' },
  },
  {
    name: 'begun on 30 November, that November is still asked',
    on,
    facts: [measure('2022-11-30', 'remote-teaching')],
    expect: { 'B4-8.agreement': 'missing' },
  },
  {
    name: 'begun on 1 December, it is excused',
    on,
    facts: [measure('2022-12-01', 'remote-teaching')],
    expect: { 'B4-8.agreement': 'excused' },
  },
  {
    name: 'begun on 31 August, it is still the November of the school year before',
    on: '2022-12-31',
    facts: [measure('2022-08-31', 'remote-teaching')],
    expect: { 'B4-8.agreement': 'excused' },
  },
  {
    name: 'begun in spring, a November that did not agree is excused as well',
    on: '2022-05-01',
    facts: [measure('2022-03-01', 'remote-teaching'), visit('2021-11-20')],
    expect: { 'B4-8.agreement': 'excused' },
  },
  {
    name: 'begun in spring, a November that agreed is met',
    on: '2022-05-01',
    facts: [measure('2022-03-01', 'remote-teaching'), agreed('2021-11-20')],
    expect: { 'B4-8.agreement': 'met' },
  },
  {
    name: 'in the second school year no other November is asked',
    on: '2023-12-31',
    facts: [chosen, agreed('2022-11-20'), visit('2023-11-20')],
    expect: { 'B4-8.agreement': 'met' },
  },

  // minutes, request, approval
  {
    name: 'no paper is on file',
    on,
    facts: [chosen],
    expect: {
      'B4-8.minutes': 'missing',
      'B4-8.request': 'missing',
      'B4-8.approval': 'missing',
      'B4-8.plan': 'missing',
    },
  },
  {
    name: 'the approval on the day of the request',
    on,
    facts: [
      chosen,
      document('2022-09-02', 'assessment-minutes'),
      document('2022-09-05', 'remote-teaching-approval'),
      document('2022-09-05', 'remote-teaching-request'),
      plan('2022-09-06', 'remote-teaching', whole),
    ],
    expect: { 'B4-8.minutes': 'met', 'B4-8.request': 'met', 'B4-8.approval': 'met', 'B4-8.plan': 'met' },
  },
  {
    name: 'the approval the day before the request',
    on,
    facts: [
      chosen,
      document('2022-09-04', 'remote-teaching-approval'),
      document('2022-09-05', 'remote-teaching-request'),
    ],
    expect: { 'B4-8.request': 'met', 'B4-8.approval': 'breach' },
  },
  {
    name: 'an approval without a request on file is met; the row of the request fails',
    on,
    facts: [chosen, document('2022-09-04', 'remote-teaching-approval')],
    expect: { 'B4-8.request': 'missing', 'B4-8.approval': 'met' },
  },
  {
    name: 'a second approval after the request',
    on,
    facts: [
      chosen,
      document('2022-09-04', 'remote-teaching-approval'),
      document('2022-09-05', 'remote-teaching-request'),
      document('2022-09-06', 'remote-teaching-approval'),
    ],
    expect: { 'B4-8.approval': 'met' },
  },
  {
    name: 'an approval between two requests is not before a request',
    on,
    facts: [
      chosen,
      document('2022-09-03', 'remote-teaching-request'),
      document('2022-09-04', 'remote-teaching-approval'),
      document('2022-09-05', 'remote-teaching-request'),
    ],
    expect: { 'B4-8.approval': 'met' },
  },

  // plan
  ...(['courses', 'subjects', 'schedule', 'timetable', 'persons', 'means'] as const).map(
    (field): Situation => ({
      name: `a plan without ${field}`,
      on,
      facts: [chosen, plan('2022-09-01', 'remote-teaching', { ...whole, [field]: undefined })],
      expect: { 'B4-8.plan': 'breach' },
    }),
  ),

  // weekly: the week of Monday 5 September 2022
  {
    name: 'before the first Sunday nothing is owed',
    on: '2022-09-10',
    facts: [chosen],
    expect: { 'B4-8.weekly': 'pending', 'B4-8.records': 'pending' },
  },
  {
    name: 'a session of one class hour does not fill the week',
    on: '2022-09-11',
    facts: [chosen, lesson('2022-09-07', 'remote', 1)],
    expect: { 'B4-8.weekly': 'breach' },
  },
  {
    name: 'two sessions of one class hour fill the week',
    on: '2022-09-11',
    facts: [chosen, lesson('2022-09-05', 'remote', 1), lesson('2022-09-11', 'remote', 1)],
    expect: { 'B4-8.weekly': 'met' },
  },
  {
    name: 'one session of two class hours fills the week',
    on: '2022-09-11',
    facts: [chosen, lesson('2022-09-07', 'remote', 2)],
    expect: { 'B4-8.weekly': 'met' },
  },
  {
    name: 'fractions of a class hour add up',
    on: '2022-09-11',
    facts: [
      chosen,
      // In this order their sum in binary fractions is a little less than two.
      lesson('2022-09-06', 'remote', 0.6),
      lesson('2022-09-07', 'remote', 0.7),
      lesson('2022-09-08', 'remote', 0.7),
    ],
    expect: { 'B4-8.weekly': 'met' },
  },
  {
    name: 'hours of the week before do not carry over',
    on: '2022-09-18',
    facts: [chosen, lesson('2022-09-07', 'remote', 4)],
    expect: { 'B4-8.weekly': 'breach' },
  },
  {
    name: 'home visits are no remote sessions',
    on: '2022-09-11',
    facts: [chosen, lesson('2022-09-07', 'home', 2)],
    expect: { 'B4-8.weekly': 'breach', 'B4-8.records': 'pending' },
  },
  {
    name: 'weeks before June 2019 are owed: that date is of home teaching alone',
    on: '2018-09-16',
    facts: [measure('2018-09-03', 'remote-teaching')],
    expect: { 'B4-8.weekly': 'breach' },
  },
  {
    name: 'a placement ends the run',
    on,
    calendar: always,
    facts: [chosen, placement('2022-09-11')],
    expect: { 'B4-8.weekly': 'pending' },
  },

  // records
  ...(
    [
      ['no means', { means: undefined }, 'breach'],
      ['no subject', { subject: undefined }, 'breach'],
      ['no teacher', { teacher: undefined }, 'breach'],
      ['no lesson plan', { lessonPlan: undefined }, 'breach'],
      ['no evidence', { evidence: undefined }, 'breach'],
      ['evidence that has not arrived', { evidence: [{ kind: 'screenshot', due: true }] }, 'breach'],
      ['a screenshot', { evidence: [{ kind: 'screenshot' }] }, 'met'],
      ['no content, which only home teaching asks', { content: undefined }, 'met'],
    ] as const
  ).map(
    ([what, more, status]): Situation => ({
      name: `a record with ${what}`,
      on,
      facts: [chosen, lesson('2022-09-07', 'remote', 2, more as Parameters<typeof lesson>[3])],
      expect: { 'B4-8.records': status },
    }),
  ),
];

describe('remote teaching', () => {
  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('is tried in every status that its rows can have', () => {
    expect(
      untried(
        {
          'B4-8.agreement': ['met', 'missing', 'breach', 'pending', 'excused'],
          'B4-8.minutes': ['met', 'missing'],
          'B4-8.request': ['met', 'missing'],
          'B4-8.approval': ['met', 'missing', 'breach'],
          'B4-8.plan': ['met', 'missing', 'breach'],
          'B4-8.weekly': ['met', 'breach', 'pending'],
          'B4-8.records': ['met', 'breach', 'pending'],
        },
        situations,
      ),
    ).toEqual([]);
  });

  it('counts weeks, not hours', () => {
    const facts = [chosen, lesson('2022-09-07', 'remote', 6), lesson('2022-09-14', 'remote', 1)];
    expect(findingOf({ on: '2022-09-25', facts }, 'B4-8.weekly')).toMatchObject({ have: 1, need: 3 });
  });
});
