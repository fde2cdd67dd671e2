import { describe, expect, it } from 'vitest';
import type { Disability } from '../../casefile/schema.ts';
import {
  approval,
  document,
  type Fact,
  findingOf,
  followUp,
  judged,
  measure,
  messageFaults,
  type Situation,
  untried,
} from '../testing.ts';

/* Deferral and exemption: one table. */

const certificate = (more: Partial<Disability> = {}): { disability: Disability } => ({
  disability: { category: 'intellectual', level: 2, certificateNumber: '50999920150501001152', ...more },
});
const on = '2022-12-31';

const situationsOf = (name: 'deferral' | 'exemption'): Situation[] => {
  const chosen = measure('2022-03-01', name);
  const other = name === 'deferral' ? 'exemption' : 'deferral';
  const steps = (guardian: string, school: string, village: string, township: string, county: string): Fact[] => [
    approval(guardian, name, 'guardian'),
    approval(school, name, 'school'),
    approval(village, name, 'village'),
    approval(township, name, 'township'),
    approval(county, name, 'county'),
  ];
  const approved = [chosen, approval('2022-03-08', name, 'county')];

  return [
    // B4-5.certificate
    ...(
      [
        ['no disability is on file', undefined, 'missing'],
        ['the disability has no certificate', { certificateNumber: undefined }, 'missing'],
        ['no certificate goes before the wrong level', { certificateNumber: undefined, level: 4 }, 'missing'],
        ['intellectual of level 1', { level: 1 }, 'met'],
        ['intellectual of level 2', { level: 2 }, 'met'],
        ['intellectual of level 3', { level: 3 }, 'breach'],
        ['intellectual of level 4', { level: 4 }, 'breach'],
        ['mental of level 1', { category: 'mental', level: 1 }, 'breach'],
        ['physical of level 1', { category: 'physical', level: 1 }, 'breach'],
        ['multiple without saying which', { category: 'multiple', level: 1 }, 'breach'],
        ['multiple without intellectual', { category: 'multiple', includes: ['physical', 'speech'] }, 'breach'],
        ['multiple with intellectual', { category: 'multiple', includes: ['physical', 'intellectual'] }, 'met'],
        [
          'multiple with intellectual of level 3',
          { category: 'multiple', includes: ['intellectual'], level: 3 },
          'breach',
        ],
        [
          'physical that claims to include intellectual',
          { category: 'physical', includes: ['intellectual'] },
          'breach',
        ],
        ['valid until today', { validUntil: on }, 'met'],
        ['valid until yesterday', { validUntil: '2022-12-30' }, 'breach'],
      ] as const
    ).map(
      ([what, more, status]): Situation => ({
        name: `certificate: ${what}`,
        on,
        child: more ? certificate(more as Partial<Disability>) : {},
        facts: [chosen],
        expect: { 'B4-5.certificate': status },
      }),
    ),

    // the papers
    {
      name: 'no paper is on file',
      on,
      facts: [chosen],
      expect: { 'B4-5.application': 'missing', 'B4-5.photos': 'missing', 'A2-6.letter': 'missing' },
    },
    {
      name: 'the papers are on file',
      on,
      facts: [
        chosen,
        document('2022-03-02', 'deferral-application'),
        document('2022-03-03', 'on-site-photo'),
        document('2022-03-02', 'guardian-letter'),
      ],
      expect: { 'B4-5.application': 'met', 'B4-5.photos': 'met', 'A2-6.letter': 'met' },
    },
    {
      name: 'the form for exemption is the same form',
      on,
      facts: [chosen, document('2022-03-02', 'exemption-application')],
      expect: { 'B4-5.application': 'met' },
    },

    // A2-6.chain
    { name: 'no step is on file', on, facts: [chosen], expect: { 'A2-6.chain': 'missing' } },
    {
      name: 'the steps in order',
      on,
      facts: [chosen, ...steps('2022-03-02', '2022-03-03', '2022-03-04', '2022-03-05', '2022-03-06')],
      expect: { 'A2-6.chain': 'met' },
    },
    {
      name: 'the village before the school',
      on,
      facts: [chosen, ...steps('2022-03-02', '2022-03-04', '2022-03-03', '2022-03-05', '2022-03-06')],
      expect: { 'A2-6.chain': 'met' },
    },
    {
      name: 'all steps on one day',
      on,
      facts: [chosen, ...steps('2022-03-02', '2022-03-02', '2022-03-02', '2022-03-02', '2022-03-02').reverse()],
      expect: { 'A2-6.chain': 'met' },
    },
    {
      name: 'the village before the application',
      on,
      facts: [chosen, ...steps('2022-03-02', '2022-03-03', '2022-03-01', '2022-03-05', '2022-03-06')],
      expect: { 'A2-6.chain': 'breach' },
    },
    {
      name: 'the township after the school and before the village',
      on,
      facts: [chosen, ...steps('2022-03-02', '2022-03-03', '2022-03-05', '2022-03-04', '2022-03-06')],
      expect: { 'A2-6.chain': 'breach' },
    },
    {
      name: 'the county the day before the township',
      on,
      facts: [chosen, ...steps('2022-03-02', '2022-03-03', '2022-03-04', '2022-03-06', '2022-03-05')],
      expect: { 'A2-6.chain': 'breach' },
    },
    {
      name: 'the village lacking',
      on,
      facts: [
        chosen,
        ...steps('2022-03-02', '2022-03-03', '2022-03-04', '2022-03-05', '2022-03-06').filter(
          (fact) => fact.kind === 'approval' && fact.step !== 'village',
        ),
      ],
      expect: { 'A2-6.chain': 'missing' },
    },
    ...(['guardian', 'school', 'village', 'township', 'county'] as const).map(
      (step): Situation => ({
        name: `rejected by ${step}`,
        on,
        facts: [chosen, approval('2022-03-05', name, step, { decision: 'rejected' })],
        expect: { 'A2-6.chain': 'breach' },
      }),
    ),
    {
      name: `steps of ${other} are none of ${name}`,
      on,
      facts: [
        chosen,
        ...(['guardian', 'school', 'village', 'township', 'county'] as const).map((step) =>
          approval('2022-03-02', other, step),
        ),
      ],
      expect: { 'A2-6.chain': 'missing', 'A2-6.follow-up': 'pending' },
    },

    // A2-6.follow-up: 180 days after 2022-03-08 is 2022-09-04
    { name: 'before the approval no follow-up is owed', on, facts: [chosen], expect: { 'A2-6.follow-up': 'pending' } },
    {
      name: 'a follow-up before any approval changes nothing',
      on,
      facts: [chosen, followUp('2022-03-05')],
      expect: { 'A2-6.follow-up': 'pending' },
    },
    {
      name: '180 days after the approval it is pending',
      on: '2022-09-04',
      facts: approved,
      expect: { 'A2-6.follow-up': 'pending' },
    },
    {
      name: '181 days after the approval it is missing',
      on: '2022-09-05',
      facts: approved,
      expect: { 'A2-6.follow-up': 'missing' },
    },
    {
      name: 'a follow-up on the day of the approval counts for 180 days',
      on: '2022-09-04',
      facts: [...approved, followUp('2022-03-08')],
      expect: { 'A2-6.follow-up': 'met' },
    },
    {
      name: '181 days after it there are only older ones',
      on: '2022-09-05',
      facts: [...approved, followUp('2022-03-08')],
      expect: { 'A2-6.follow-up': 'breach' },
    },
    {
      name: 'a follow-up the day before the approval is none of it',
      on: '2022-09-04',
      facts: [...approved, followUp('2022-03-07')],
      expect: { 'A2-6.follow-up': 'pending' },
    },
    {
      name: 'a follow-up before the approval is an older one in the end',
      on: '2022-09-05',
      facts: [...approved, followUp('2022-03-07')],
      expect: { 'A2-6.follow-up': 'breach' },
    },
    {
      name: 'one of several is recent enough',
      on: '2023-03-01',
      facts: [...approved, followUp('2022-04-01'), followUp('2022-09-02')],
      expect: { 'A2-6.follow-up': 'met' },
    },
    {
      name: 'a renewal does not begin the 180 days anew: the first approval counts',
      on: '2022-12-31',
      facts: [...approved, approval('2022-09-01', name, 'county')],
      expect: { 'A2-6.follow-up': 'missing' },
    },
  ];
};

const treated = (from: string | undefined) => document('2022-03-02', 'rehabilitation-record', { from });
const exempted = measure('2022-03-01', 'exemption');
const treatment: Situation[] = [
  {
    name: 'deferral asks for no treatment',
    on,
    facts: [measure('2022-03-01', 'deferral')],
    expect: { 'A2-6.treatment': 'not-applicable' },
  },
  { name: 'exemption without a record', on, facts: [exempted], expect: { 'A2-6.treatment': 'missing' } },
  {
    name: 'a record that does not say since when',
    on,
    facts: [exempted, treated(undefined)],
    expect: { 'A2-6.treatment': 'breach' },
  },
  {
    name: 'two years to the day before the as-of date',
    on: '2022-09-01',
    facts: [exempted, treated('2020-09-01')],
    expect: { 'A2-6.treatment': 'met' },
  },
  {
    name: 'a day less than two years before the as-of date',
    on: '2022-08-31',
    facts: [exempted, treated('2020-09-01')],
    expect: { 'A2-6.treatment': 'breach' },
  },
  {
    name: 'two years to the day before the approval',
    on,
    facts: [exempted, treated('2020-09-01'), approval('2022-09-01', 'exemption', 'county')],
    expect: { 'A2-6.treatment': 'met' },
  },
  {
    name: 'a day less than two years before the approval, however long since',
    on: '2025-01-01',
    facts: [exempted, treated('2020-09-01'), approval('2022-08-31', 'exemption', 'county')],
    expect: { 'A2-6.treatment': 'breach' },
  },
  {
    name: 'the first approval counts, not the renewal',
    on: '2025-01-01',
    facts: [
      exempted,
      treated('2020-09-01'),
      approval('2022-08-31', 'exemption', 'county'),
      approval('2023-08-31', 'exemption', 'county'),
    ],
    expect: { 'A2-6.treatment': 'breach' },
  },
  {
    name: 'from a leap day, two years are full on 28 February',
    on: '2022-02-28',
    facts: [
      measure('2022-02-01', 'exemption'),
      document('2022-02-02', 'rehabilitation-record', { from: '2020-02-29' }),
    ],
    expect: { 'A2-6.treatment': 'met' },
  },
  {
    name: 'from a leap day, two years are not full on 27 February',
    on: '2022-02-27',
    facts: [
      measure('2022-02-01', 'exemption'),
      document('2022-02-02', 'rehabilitation-record', { from: '2020-02-29' }),
    ],
    expect: { 'A2-6.treatment': 'breach' },
  },
  {
    name: 'from 28 February, two years are full on 28 February of a leap year',
    on: '2024-02-28',
    facts: [
      measure('2024-02-01', 'exemption'),
      document('2024-02-02', 'rehabilitation-record', { from: '2022-02-28' }),
    ],
    expect: { 'A2-6.treatment': 'met' },
  },
  {
    name: 'of several records the one that goes back far enough',
    on: '2022-09-01',
    facts: [exempted, treated('2022-01-01'), treated('2020-01-01')],
    expect: { 'A2-6.treatment': 'met' },
  },
  {
    name: 'the approval of a deferral does not stop the clock of an exemption',
    on: '2022-09-01',
    facts: [exempted, treated('2020-09-01'), approval('2022-03-01', 'deferral', 'county')],
    expect: { 'A2-6.treatment': 'met' },
  },
];

describe.each(['deferral', 'exemption'] as const)('%s', (name) => {
  const situations = situationsOf(name);

  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('is tried in every status that its rows can have', () => {
    expect(
      untried(
        {
          'B4-5.certificate': ['met', 'missing', 'breach'],
          'B4-5.application': ['met', 'missing'],
          'B4-5.photos': ['met', 'missing'],
          'A2-6.letter': ['met', 'missing'],
          'A2-6.chain': ['met', 'missing', 'breach'],
          'A2-6.follow-up': ['met', 'missing', 'breach', 'pending'],
        },
        situations,
      ),
    ).toEqual([]);
  });

  it('counts the steps on file', () => {
    const facts = [
      measure('2022-03-01', name),
      approval('2022-03-02', name, 'guardian'),
      approval('2022-03-02', name, 'school'),
    ];
    expect(findingOf({ on, facts }, 'A2-6.chain')).toMatchObject({ have: 2, need: 5 });
  });
});

describe('two years of rehabilitation', () => {
  it.each(treatment)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('are tried in every status', () => {
    expect(untried({ 'A2-6.treatment': ['met', 'missing', 'breach', 'not-applicable'] }, treatment)).toEqual([]);
  });
});
