import { describe, expect, it } from 'vitest';
import type { CalendarInFile, Disability } from '../../casefile/schema.ts';
import {
  amend,
  closure,
  consent,
  document,
  findingOf,
  judged,
  lesson,
  measure,
  messageFaults,
  placement,
  plan,
  reopening,
  type Situation,
  untried,
} from '../testing.ts';

const chosen = measure('2022-09-01', 'home-teaching');
const on = '2022-12-31';
const certificate = (more: Partial<Disability> = {}): { disability: Disability } => ({
  disability: { category: 'physical', level: 2, certificateNumber: '50999920150501001142', ...more },
});
const whole = { courses: '语文', content: '认字', time: '周三', place: '家中', timetable: '每周三上午' };

/** School the whole year round, so that only the run and the as-of date matter. */
const always: CalendarInFile = { terms: [{ start: '2015-01-01', end: '2030-12-31' }] };

const situations: Situation[] = [
  // B4-6.certificate
  ...(
    [
      ['no disability is on file', undefined, 'missing'],
      ['no certificate', { certificateNumber: undefined }, 'missing'],
      ['physical of level 1', { level: 1 }, 'met'],
      ['physical of level 2', {}, 'met'],
      ['physical of level 3', { level: 3 }, 'breach'],
      ['intellectual of level 1', { category: 'intellectual', level: 1 }, 'met'],
      ['multiple without saying which', { category: 'multiple' }, 'met'],
      ['valid until today', { validUntil: on }, 'met'],
      ['valid until yesterday', { validUntil: '2022-12-30' }, 'breach'],
    ] as const
  ).map(
    ([what, more, status]): Situation => ({
      name: `certificate: ${what}`,
      on,
      child: more ? certificate(more as Partial<Disability>) : {},
      facts: [chosen],
      expect: { 'B4-6.certificate': status },
    }),
  ),

  // the papers
  {
    name: 'no paper is on file and no visit was made',
    on: '2022-09-03',
    facts: [chosen],
    expect: {
      'A2-5.assessed': 'missing',
      'B4-6.on-roll': 'missing',
      'B4-6.basic-form': 'missing',
      'B4-6.consent': 'missing',
      'B4-6.ability': 'missing',
      'B4-6.table': 'missing',
      'B4-6.poverty': 'not-applicable',
      'B4-6.plan': 'missing',
      'B4-6.weekly': 'pending',
      'B4-6.hours': 'pending',
      'B4-6.records': 'pending',
    },
  },
  {
    name: 'everything is on file',
    on: '2022-09-18',
    child: { rollNumber: 'G509999201505010011', households: ['registered-poor'] },
    facts: [
      chosen,
      document('2022-09-01', 'on-site-assessment'),
      document('2022-09-01', 'student-form'),
      document('2022-09-01', 'guardian-consent'),
      document('2022-09-01', 'ability-assessment'),
      document('2022-09-01', 'home-teaching-table'),
      document('2022-09-01', 'registered-poor-proof'),
      plan('2022-09-01', 'home-teaching', whole),
      lesson('2022-09-07', 'home'),
      lesson('2022-09-14', 'home'),
    ],
    expect: {
      'A2-5.assessed': 'met',
      'B4-6.on-roll': 'met',
      'B4-6.basic-form': 'met',
      'B4-6.consent': 'met',
      'B4-6.ability': 'met',
      'B4-6.table': 'met',
      'B4-6.poverty': 'met',
      'B4-6.plan': 'met',
      'B4-6.weekly': 'met',
      'B4-6.hours': 'met',
      'B4-6.records': 'met',
    },
  },
  {
    name: 'a registered-poor household without its proof',
    on,
    child: { households: ['registered-poor'] },
    facts: [chosen],
    expect: { 'B4-6.poverty': 'missing' },
  },
  {
    name: 'a monitored household is not a registered-poor one',
    on,
    child: { households: ['monitored'] },
    facts: [chosen],
    expect: { 'B4-6.poverty': 'not-applicable' },
  },
  {
    name: 'a consent entry of the guardian stands for the form',
    on,
    facts: [chosen, consent('2022-09-01', 'home-teaching', 'guardian')],
    expect: { 'B4-6.consent': 'met' },
  },
  {
    name: 'a consent of the child, or to something else, does not',
    on,
    facts: [
      chosen,
      consent('2022-09-01', 'home-teaching', 'child'),
      consent('2022-09-01', 'remote-teaching', 'guardian'),
    ],
    expect: { 'B4-6.consent': 'missing' },
  },

  // B4-6.plan
  ...(['courses', 'content', 'time', 'place', 'timetable'] as const).map(
    (field): Situation => ({
      name: `a plan without ${field}`,
      on,
      facts: [chosen, plan('2022-09-01', 'home-teaching', { ...whole, [field]: undefined })],
      expect: { 'B4-6.plan': 'breach' },
    }),
  ),
  {
    name: 'two plans that make one whole between them are not one whole plan',
    on,
    facts: [
      chosen,
      plan('2022-09-01', 'home-teaching', { ...whole, time: undefined }),
      plan('2022-09-02', 'home-teaching', { time: '周三' }),
    ],
    expect: { 'B4-6.plan': 'breach' },
  },
  {
    name: 'one whole plan of two is enough',
    on,
    facts: [chosen, plan('2022-09-01', 'home-teaching', { time: '周三' }), plan('2022-09-02', 'home-teaching', whole)],
    expect: { 'B4-6.plan': 'met' },
  },
  {
    name: 'a plan of another type is none',
    on,
    facts: [chosen, plan('2022-09-01', 'individual', whole), plan('2022-09-01', 'remote-teaching', whole)],
    expect: { 'B4-6.plan': 'missing' },
  },

  // B4-6.weekly: 2022-09-01 is a Thursday
  {
    name: 'the week in which the run begins is not owed: its Monday is not later',
    on: '2022-09-04',
    facts: [chosen],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'the Saturday of the first whole week: its Sunday is still to come',
    on: '2022-09-10',
    facts: [chosen],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'the Sunday of the first whole week: it is owed',
    on: '2022-09-11',
    facts: [chosen],
    expect: { 'B4-6.weekly': 'breach' },
  },
  {
    name: 'a run that begins on a Monday does not owe that week',
    on: '2022-09-11',
    facts: [measure('2022-09-05', 'home-teaching')],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'a run that begins on a Sunday owes the week that begins tomorrow',
    on: '2022-09-11',
    facts: [measure('2022-09-04', 'home-teaching')],
    expect: { 'B4-6.weekly': 'breach' },
  },
  {
    name: 'a session of half an hour is a visit; the hours are another row',
    on: '2022-09-11',
    facts: [chosen, lesson('2022-09-05', 'home', 0.5)],
    expect: { 'B4-6.weekly': 'met', 'B4-6.hours': 'breach' },
  },
  {
    name: 'a visit on the Sunday counts for its week',
    on: '2022-09-11',
    facts: [chosen, lesson('2022-09-11', 'home')],
    expect: { 'B4-6.weekly': 'met' },
  },
  {
    name: 'two visits in one week do not make up for the next',
    on: '2022-09-18',
    facts: [chosen, lesson('2022-09-06', 'home'), lesson('2022-09-08', 'home')],
    expect: { 'B4-6.weekly': 'breach' },
  },
  {
    name: 'a remote session is no visit',
    on: '2022-09-11',
    facts: [chosen, lesson('2022-09-06', 'remote')],
    expect: { 'B4-6.weekly': 'breach', 'B4-6.hours': 'pending', 'B4-6.records': 'pending' },
  },
  {
    name: 'a visit that an amendment withdraws was none',
    on: '2022-09-11',
    facts: [chosen, lesson('2022-09-06', 'home', 2, { id: 's' }), amend('2022-09-11', 's', { withdraw: true })],
    expect: { 'B4-6.weekly': 'breach' },
  },
  {
    name: 'the National Day week has no school in it',
    on: '2022-10-09',
    facts: [measure('2022-09-30', 'home-teaching')],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'the weeks of the winter holidays are not owed',
    on: '2022-02-20',
    facts: [measure('2022-01-10', 'home-teaching')],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'a week with three weekdays in the term is a school week',
    on: '2022-09-11',
    calendar: { terms: [{ start: '2022-09-07', end: '2023-01-15' }] },
    facts: [chosen],
    expect: { 'B4-6.weekly': 'breach' },
  },
  {
    name: 'a week with two weekdays in the term is none',
    on: '2022-09-11',
    calendar: { terms: [{ start: '2022-09-08', end: '2023-01-15' }] },
    facts: [chosen],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'a week with two weekdays of holiday is a school week',
    on: '2022-09-11',
    calendar: { ...always, breaks: [{ start: '2022-09-05', end: '2022-09-06' }] },
    facts: [chosen],
    expect: { 'B4-6.weekly': 'breach' },
  },
  {
    name: 'a week with three weekdays of holiday is none',
    on: '2022-09-11',
    calendar: { ...always, breaks: [{ start: '2022-09-05', end: '2022-09-07' }] },
    facts: [chosen],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'Saturday and Sunday of the term do not make a school week',
    on: '2022-09-11',
    calendar: { terms: [{ start: '2022-09-08', end: '2022-09-11' }] },
    facts: [chosen],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'weekdays of two terms add up to a school week',
    on: '2022-09-11',
    calendar: {
      terms: [
        { start: '2022-08-01', end: '2022-09-06' },
        { start: '2022-09-09', end: '2022-09-30' },
      ],
    },
    facts: [chosen],
    expect: { 'B4-6.weekly': 'breach' },
  },
  {
    name: 'a day that lies in two terms is one day',
    on: '2022-09-11',
    calendar: {
      terms: [
        { start: '2022-08-01', end: '2022-09-06' },
        { start: '2022-09-05', end: '2022-09-06' },
      ],
    },
    facts: [chosen],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'a calendar of the file without terms owes no week',
    on,
    calendar: { breaks: [] },
    facts: [chosen],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'a term that ends before it starts holds no day',
    on,
    calendar: { terms: [{ start: '2022-12-31', end: '2022-09-01' }] },
    facts: [chosen],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'the last week before June 2019 is not owed: it begins on 27 May',
    on: '2019-06-02',
    facts: [measure('2019-05-20', 'home-teaching')],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'the first week that begins after 1 June 2019 is owed',
    on: '2019-06-09',
    facts: [measure('2019-05-20', 'home-teaching')],
    expect: { 'B4-6.weekly': 'breach' },
  },
  {
    name: 'a short visit on 31 May 2019 is judged by no rule yet',
    on: '2019-06-09',
    facts: [measure('2019-05-20', 'home-teaching'), lesson('2019-05-31', 'home', 1)],
    expect: { 'B4-6.hours': 'pending' },
  },
  {
    name: 'a short visit on 1 June 2019 is a breach',
    on: '2019-06-09',
    facts: [measure('2019-05-20', 'home-teaching'), lesson('2019-06-01', 'home', 1)],
    expect: { 'B4-6.hours': 'breach' },
  },

  // runs: weeks of Monday 5, 12, 19, 26 September 2022
  ...(
    [
      ['closed on the Sunday, the week is not owed', closure('2022-09-11', 'completed'), 'pending'],
      ['closed on the Monday after, the week is owed', closure('2022-09-12', 'completed'), 'breach'],
      ['placed on the Sunday, the week is not owed', placement('2022-09-11'), 'pending'],
      ['placed on the Monday after, the week is owed', placement('2022-09-12'), 'breach'],
    ] as const
  ).map(
    ([name, fact, status]): Situation => ({
      name,
      on,
      calendar: always,
      facts: [chosen, fact],
      expect: { 'B4-6.weekly': status },
    }),
  ),
  {
    name: 'a placement earlier in order on the day of the measure does not end its run',
    on: '2022-09-11',
    facts: [placement('2022-09-01'), chosen],
    expect: { 'B4-6.weekly': 'breach' },
  },
  {
    name: 'a placement later in order on that day does',
    on: '2022-09-11',
    facts: [chosen, placement('2022-09-01')],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'a closure earlier in order on the day of the measure does not end its run',
    on: '2022-09-11',
    facts: [closure('2022-09-01', 'completed'), chosen],
    expect: { 'B4-6.weekly': 'breach' },
  },
  {
    name: 'named again after a closure, no new run begins',
    on: '2022-10-30',
    calendar: always,
    facts: [chosen, closure('2022-09-03', 'completed'), measure('2022-09-20', 'home-teaching')],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'only a reopening begins a new run',
    on: '2022-10-02',
    calendar: always,
    facts: [chosen, closure('2022-09-03', 'completed'), reopening('2022-09-20')],
    expect: { 'B4-6.weekly': 'breach' },
  },
  {
    name: 'the week of the reopening is not owed',
    on: '2022-09-25',
    calendar: always,
    facts: [chosen, closure('2022-09-03', 'completed'), reopening('2022-09-20')],
    expect: { 'B4-6.weekly': 'pending' },
  },
  {
    name: 'another measure ends what was owed: of it only its own weeks are asked',
    on: '2022-10-30',
    calendar: always,
    facts: [chosen, measure('2022-09-20', 'return'), measure('2022-10-24', 'home-teaching')],
    expect: { 'B4-6.weekly': 'pending' },
  },

  // B4-6.hours, B4-6.records
  {
    name: 'a visit of two class hours',
    on,
    facts: [chosen, lesson('2022-09-07', 'home', 2)],
    expect: { 'B4-6.hours': 'met' },
  },
  {
    name: 'a visit a little short of two class hours',
    on,
    facts: [chosen, lesson('2022-09-07', 'home', 1.99)],
    expect: { 'B4-6.hours': 'breach' },
  },
  {
    name: 'two visits of one class hour on one day are not one of two',
    on,
    facts: [chosen, lesson('2022-09-07', 'home', 1), lesson('2022-09-07', 'home', 1)],
    expect: { 'B4-6.hours': 'breach' },
  },
  {
    name: 'one short visit among many',
    on,
    facts: [chosen, lesson('2022-09-07', 'home', 3), lesson('2022-09-14', 'home', 1)],
    expect: { 'B4-6.hours': 'breach' },
  },
  ...(
    [
      ['no content', { content: undefined }, 'breach'],
      ['no teacher', { teacher: undefined }, 'breach'],
      ['no evidence', { evidence: [] }, 'breach'],
      ['a scan only', { evidence: [{ kind: 'scan' }] }, 'breach'],
      ['a photo that has not arrived', { evidence: [{ kind: 'photo', due: true }] }, 'breach'],
      ['audio', { evidence: [{ kind: 'audio' }] }, 'met'],
      ['video', { evidence: [{ kind: 'video' }] }, 'met'],
      [
        'no subject and no lesson plan, which only remote teaching asks',
        { subject: undefined, lessonPlan: undefined },
        'met',
      ],
    ] as const
  ).map(
    ([what, more, status]): Situation => ({
      name: `a record with ${what}`,
      on,
      facts: [chosen, lesson('2022-09-07', 'home', 2, more as Parameters<typeof lesson>[3])],
      expect: { 'B4-6.records': status },
    }),
  ),
];

describe('home teaching', () => {
  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('is tried in every status that its rows can have', () => {
    const paper = ['met', 'missing'] as const;
    expect(
      untried(
        {
          'B4-6.certificate': ['met', 'missing', 'breach'],
          'A2-5.assessed': paper,
          'B4-6.on-roll': paper,
          'B4-6.basic-form': paper,
          'B4-6.consent': paper,
          'B4-6.ability': paper,
          'B4-6.table': paper,
          'B4-6.poverty': ['met', 'missing', 'not-applicable'],
          'B4-6.plan': ['met', 'missing', 'breach'],
          'B4-6.weekly': ['met', 'breach', 'pending'],
          'B4-6.hours': ['met', 'breach', 'pending'],
          'B4-6.records': ['met', 'breach', 'pending'],
        },
        situations,
      ),
    ).toEqual([]);
  });

  it('counts the weeks over all its runs, each once', () => {
    const facts = [
      chosen,
      closure('2022-09-19', 'completed'), // owed so far: the weeks of 5 and 12 September
      reopening('2022-09-27'), // and now those of 3, 10 and 17 October
      lesson('2022-09-06', 'home'),
      lesson('2022-10-05', 'home'),
    ];
    expect(findingOf({ on: '2022-10-23', facts, calendar: always }, 'B4-6.weekly')).toMatchObject({
      status: 'breach',
      have: 2,
      need: 5,
    });
    // A reopening without a closure opens a second run over the first.
    const twice = [chosen, reopening('2022-09-13')];
    expect(findingOf({ on: '2022-09-25', facts: twice, calendar: always }, 'B4-6.weekly')).toMatchObject({ need: 3 });
  });

  it('names the short visits and the poor records', () => {
    const facts = [
      chosen,
      lesson('2022-09-07', 'home', 1, { id: 'short' }),
      lesson('2022-09-14', 'home', 2, { id: 'poor', teacher: undefined }),
      lesson('2022-09-21', 'home'),
    ];
    expect(findingOf({ on, facts }, 'B4-6.hours')?.entries).toEqual(['short']);
    expect(findingOf({ on, facts }, 'B4-6.records')?.entries).toEqual(['poor']);
  });
});
