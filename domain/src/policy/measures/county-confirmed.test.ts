import { describe, expect, it } from 'vitest';
import { approval, by, document, judged, measure, messageFaults, type Situation, untried, visit } from '../testing.ts';

/* The two forms that measure 3 had: vocational training, then confirmation by the county group. One table. */

const confirmed = measure('2021-03-02', 'county-confirmed');
const vocational = measure('2019-03-02', 'vocational');
const joint = (day: string) => visit(day, { by: by('school', 'police') });
const on = '2021-12-31';

const situations: Situation[] = [
  // A2-3.in-force
  ...(
    [
      ['vocational', '2015-01-01', 'met'],
      ['vocational', '2020-06-27', 'met'],
      ['vocational', '2020-06-28', 'breach'],
      ['county-confirmed', '2020-06-27', 'breach'],
      ['county-confirmed', '2020-06-28', 'met'],
      ['county-confirmed', '2021-05-31', 'met'],
      ['county-confirmed', '2021-06-01', 'breach'],
    ] as const
  ).map(
    ([name, day, status]): Situation => ({
      name: `${name} begun on ${day}`,
      on: '2022-12-31',
      facts: [measure(day, name)],
      expect: { 'A2-3.in-force': status },
    }),
  ),
  {
    name: 'named again after the period, it began inside it',
    on,
    facts: [confirmed, measure('2021-09-01', 'county-confirmed')],
    expect: { 'A2-3.in-force': 'met' },
  },
  {
    name: 'taken up again after another measure, it began outside',
    on,
    facts: [confirmed, measure('2021-04-01', 'return'), measure('2021-09-01', 'county-confirmed')],
    expect: { 'A2-3.in-force': 'breach' },
  },

  // B4-3.efforts
  {
    name: 'three joint persuasions on three days',
    on,
    facts: [confirmed, joint('2021-03-03'), joint('2021-03-04'), joint('2021-03-05')],
    expect: { 'B4-3.efforts': 'met' },
  },
  {
    name: 'two joint ones and one of the school alone are too few',
    on,
    facts: [confirmed, joint('2021-03-03'), joint('2021-03-04'), visit('2021-03-05')],
    expect: { 'B4-3.efforts': 'missing' },
  },
  {
    name: 'three joint ones on two days are too few',
    on,
    facts: [confirmed, joint('2021-03-03'), joint('2021-03-04'), joint('2021-03-04')],
    expect: { 'B4-3.efforts': 'missing' },
  },
  {
    name: 'three persons of one unit are not joint',
    on,
    facts: [
      confirmed,
      joint('2021-03-03'),
      joint('2021-03-04'),
      visit('2021-03-05', { by: by('school', 'school', 'school') }),
    ],
    expect: { 'B4-3.efforts': 'missing' },
  },
  {
    name: 'the ruling of a court stands for them',
    on,
    facts: [confirmed, document('2021-03-03', 'court-ruling')],
    expect: { 'B4-3.efforts': 'met' },
  },

  // the papers
  {
    name: 'nothing is on file under county-confirmed; the rows of vocational do not apply',
    on,
    facts: [confirmed],
    expect: {
      'B4-3.efforts': 'missing',
      'B4-3.guardian-duty': 'missing',
      'B4-3.confirmation': 'missing',
      'B4-3.then-leave': 'missing',
      'A2-3.application': 'not-applicable',
      'A2-3.township': 'not-applicable',
      'A2-3.county': 'not-applicable',
    },
  },
  {
    name: 'proof of duty and confirmation are on file',
    on,
    facts: [confirmed, document('2021-03-03', 'guardian-duty-proof'), document('2021-03-09', 'county-confirmation')],
    expect: { 'B4-3.guardian-duty': 'met', 'B4-3.confirmation': 'met' },
  },

  // B4-3.then-leave
  ...(['leave', 'deferral'] as const).flatMap((matter): Situation[] => [
    {
      name: `the county approved a ${matter}`,
      on,
      facts: [confirmed, approval('2021-03-10', matter, 'county')],
      expect: { 'B4-3.then-leave': 'met' },
    },
    {
      name: `the county rejected a ${matter}`,
      on,
      facts: [confirmed, approval('2021-03-10', matter, 'county', { decision: 'rejected' })],
      expect: { 'B4-3.then-leave': 'breach' },
    },
    {
      name: `the county approved a ${matter} and rejected its extension`,
      on,
      facts: [
        confirmed,
        approval('2021-03-10', matter, 'county'),
        approval('2021-08-10', matter, 'county', { decision: 'rejected' }),
      ],
      expect: { 'B4-3.then-leave': 'met' },
    },
    {
      name: `only the school approved a ${matter}`,
      on,
      facts: [confirmed, approval('2021-03-10', matter, 'school')],
      expect: { 'B4-3.then-leave': 'missing' },
    },
  ]),
  {
    name: 'one rejected and the other approved is enough',
    on,
    facts: [
      confirmed,
      approval('2021-03-10', 'leave', 'county', { decision: 'rejected' }),
      approval('2021-03-11', 'deferral', 'county'),
    ],
    expect: { 'B4-3.then-leave': 'met' },
  },
  {
    name: 'an exemption is neither',
    on,
    facts: [confirmed, approval('2021-03-10', 'exemption', 'county')],
    expect: { 'B4-3.then-leave': 'missing' },
  },

  // vocational
  {
    name: 'nothing is on file under vocational; the rows of county-confirmed do not apply',
    on,
    facts: [vocational],
    expect: {
      'B4-3.efforts': 'not-applicable',
      'B4-3.guardian-duty': 'not-applicable',
      'B4-3.confirmation': 'not-applicable',
      'B4-3.then-leave': 'not-applicable',
      'A2-3.application': 'missing',
      'A2-3.township': 'missing',
      'A2-3.county': 'missing',
    },
  },
  {
    name: 'the three steps of vocational training, in any order',
    on,
    facts: [
      vocational,
      approval('2019-03-05', 'vocational', 'county'),
      approval('2019-03-06', 'vocational', 'township'),
      approval('2019-03-07', 'vocational', 'guardian'),
    ],
    expect: { 'A2-3.application': 'met', 'A2-3.township': 'met', 'A2-3.county': 'met' },
  },
  {
    name: 'each step that was rejected is a breach',
    on,
    facts: [
      vocational,
      approval('2019-03-05', 'vocational', 'guardian', { decision: 'rejected' }),
      approval('2019-03-06', 'vocational', 'township', { decision: 'rejected' }),
      approval('2019-03-07', 'vocational', 'county', { decision: 'rejected' }),
    ],
    expect: { 'A2-3.application': 'breach', 'A2-3.township': 'breach', 'A2-3.county': 'breach' },
  },
  {
    name: 'the last decision decides: rejected, then approved',
    on,
    facts: [
      vocational,
      approval('2019-03-06', 'vocational', 'township', { decision: 'rejected' }),
      approval('2019-04-06', 'vocational', 'township'),
    ],
    expect: { 'A2-3.township': 'met' },
  },
  {
    name: 'a guardian applies and does not approve; a township approves and does not apply',
    on,
    facts: [
      vocational,
      approval('2019-03-05', 'vocational', 'guardian', { decision: 'approved' }),
      approval('2019-03-06', 'vocational', 'township', { decision: 'applied' }),
    ],
    expect: { 'A2-3.application': 'missing', 'A2-3.township': 'missing' },
  },
  {
    name: 'steps of another matter are not these',
    on,
    facts: [vocational, approval('2019-03-05', 'leave', 'county')],
    expect: { 'A2-3.county': 'missing' },
  },
];

describe('measure 3 in its two forms', () => {
  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('is tried in every status that its rows can have', () => {
    expect(
      untried(
        {
          'A2-3.in-force': ['met', 'breach'],
          'B4-3.efforts': ['met', 'missing', 'not-applicable'],
          'B4-3.guardian-duty': ['met', 'missing', 'not-applicable'],
          'B4-3.confirmation': ['met', 'missing', 'not-applicable'],
          'B4-3.then-leave': ['met', 'missing', 'breach', 'not-applicable'],
          'A2-3.application': ['met', 'missing', 'breach', 'not-applicable'],
          'A2-3.township': ['met', 'missing', 'breach', 'not-applicable'],
          'A2-3.county': ['met', 'missing', 'breach', 'not-applicable'],
        },
        situations,
      ),
    ).toEqual([]);
  });
});
