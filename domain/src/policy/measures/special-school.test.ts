import { describe, expect, it } from 'vitest';
import {
  approval,
  consent,
  document,
  findingOf,
  judged,
  measure,
  messageFaults,
  type Situation,
  untried,
} from '../testing.ts';

const chosen = measure('2022-09-05', 'special-school');
const on = '2022-12-31';

const situations: Situation[] = [
  {
    name: 'nothing is on file',
    on,
    facts: [chosen],
    expect: {
      'A2-10.consent': 'missing',
      'A2-10.forms': 'missing',
      'A2-10.authorities': 'missing',
      'A2-10.assessment': 'missing',
    },
  },
  {
    name: 'everything is on file',
    on,
    facts: [
      chosen,
      consent('2022-09-06', 'special-school', 'guardian'),
      consent('2022-09-06', 'special-school', 'child'),
      document('2022-09-07', 'special-school-application'),
      document('2022-09-07', 'health-check'),
      document('2022-09-08', 'special-school-approval'),
      document('2022-09-08', 'committee-assessment'),
      approval('2022-09-10', 'special-school', 'receiving-county'),
      approval('2022-09-11', 'special-school', 'county'),
    ],
    expect: {
      'A2-10.consent': 'met',
      'A2-10.forms': 'met',
      'A2-10.authorities': 'met',
      'A2-10.assessment': 'met',
    },
  },
  {
    name: 'consent to something else is none',
    on,
    facts: [chosen, consent('2022-09-06', 'special-school', 'guardian'), consent('2022-09-06', 'graduation', 'child')],
    expect: { 'A2-10.consent': 'missing' },
  },
  {
    name: 'two consents of the guardian are one',
    on,
    facts: [
      chosen,
      consent('2022-09-06', 'special-school', 'guardian'),
      consent('2022-09-07', 'special-school', 'guardian'),
    ],
    expect: { 'A2-10.consent': 'missing' },
  },
  {
    name: 'two of the three forms',
    on,
    facts: [chosen, document('2022-09-07', 'special-school-application'), document('2022-09-07', 'health-check')],
    expect: { 'A2-10.forms': 'missing' },
  },
  {
    name: 'the own county alone does not decide',
    on,
    facts: [chosen, approval('2022-09-10', 'special-school', 'county')],
    expect: { 'A2-10.authorities': 'missing' },
  },
  {
    name: 'the receiving county rejected, and the own county has not decided',
    on,
    facts: [chosen, approval('2022-09-10', 'special-school', 'receiving-county', { decision: 'rejected' })],
    expect: { 'A2-10.authorities': 'breach' },
  },
  {
    name: 'begun on 31 May 2021, no committee is asked',
    on,
    facts: [measure('2021-05-31', 'special-school')],
    expect: { 'A2-10.assessment': 'not-applicable' },
  },
  {
    name: 'begun on 1 June 2021, the committee is asked',
    on,
    facts: [measure('2021-06-01', 'special-school')],
    expect: { 'A2-10.assessment': 'missing' },
  },
  {
    name: 'named again after that day, it began before',
    on,
    facts: [measure('2021-05-31', 'special-school'), measure('2022-05-31', 'special-school')],
    expect: { 'A2-10.assessment': 'not-applicable' },
  },
];

describe('special school', () => {
  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('is tried in every status that its rows can have', () => {
    expect(
      untried(
        {
          'A2-10.consent': ['met', 'missing'],
          'A2-10.forms': ['met', 'missing'],
          'A2-10.authorities': ['met', 'missing', 'breach'],
          'A2-10.assessment': ['met', 'missing', 'not-applicable'],
        },
        situations,
      ),
    ).toEqual([]);
  });

  it('counts the forms on file', () => {
    expect(findingOf({ on, facts: [chosen, document('2022-09-07', 'health-check')] }, 'A2-10.forms')).toMatchObject({
      have: 1,
      need: 3,
    });
  });
});
