import { describe, expect, it } from 'vitest';
import {
  document,
  findingOf,
  judged,
  letter,
  measure,
  messageFaults,
  publicity,
  reply,
  type Situation,
  untried,
} from '../testing.ts';

const chosen = measure('2022-09-05', 'legal');
const on = '2022-12-31';
/** 30 days later is 2022-10-10. */
const toLabour = letter('2022-09-10', 'township', 'labour', { id: 'labour' });
const toPolice = letter('2022-09-10', 'school', 'police', { id: 'police' });
const fromLabour = reply('2022-09-20', 'labour', 'labour');
const fromPolice = reply('2022-09-20', 'police', 'police');
const refused = (id: string) => reply('2022-09-20', 'police', id, { outcome: 'refused' });

const situations: Situation[] = [
  // B4-9.measure
  { name: 'no legal measure is on file', on, facts: [chosen], expect: { 'B4-9.measure': 'missing' } },
  ...(['administrative-penalty', 'court-record'] as const).map(
    (kind): Situation => ({
      name: `a ${kind} without a notice on file`,
      on,
      facts: [chosen, document('2022-09-20', kind)],
      expect: { 'B4-9.measure': 'met', 'B4-9.notice': 'missing' },
    }),
  ),
  ...(
    [
      ['on the deadline', { servedOn: '2022-09-10', deadline: '2022-09-20' }, '2022-09-20', 'met'],
      ['before the deadline', { servedOn: '2022-09-10', deadline: '2022-09-20' }, '2022-09-19', 'breach'],
      ['on the day of service, without a deadline', { servedOn: '2022-09-10' }, '2022-09-10', 'met'],
      ['before the day of service, without a deadline', { servedOn: '2022-09-10' }, '2022-09-09', 'breach'],
      ['on the date of a notice that says neither', {}, '2022-09-08', 'met'],
      ['before the date of a notice that says neither', {}, '2022-09-07', 'breach'],
    ] as const
  ).map(
    ([name, more, day, status]): Situation => ({
      name: `a penalty ${name}`,
      on,
      facts: [chosen, document('2022-09-08', 'return-notice', more), document(day, 'administrative-penalty')],
      expect: { 'B4-9.measure': status },
    }),
  ),
  {
    name: 'the first notice decides, though a second runs longer',
    on,
    facts: [
      chosen,
      document('2022-09-08', 'return-notice', { deadline: '2022-09-20' }),
      document('2022-09-12', 'return-notice', { deadline: '2022-10-20' }),
      document('2022-09-25', 'court-record'),
    ],
    expect: { 'B4-9.measure': 'met' },
  },
  {
    name: 'one measure too early and one in time',
    on,
    facts: [
      chosen,
      document('2022-09-08', 'return-notice', { deadline: '2022-09-20' }),
      document('2022-09-12', 'administrative-penalty'),
      document('2022-09-25', 'court-record'),
    ],
    expect: { 'B4-9.measure': 'met' },
  },

  // B4-9.letters
  { name: 'no letter has gone', on, facts: [chosen], expect: { 'B4-9.letters': 'missing', 'B4-9.replies': 'pending' } },
  {
    name: 'only the police were written to',
    on: '2022-10-10',
    facts: [chosen, toPolice],
    expect: { 'B4-9.letters': 'missing', 'B4-9.replies': 'pending' },
  },
  {
    name: 'both were written to, by any sender',
    on: '2022-10-10',
    facts: [chosen, toLabour, toPolice],
    expect: { 'B4-9.letters': 'met', 'B4-9.replies': 'pending' },
  },

  // B4-9.replies: the worst of the two
  {
    name: 'both replied',
    on,
    facts: [chosen, toLabour, toPolice, fromLabour, fromPolice],
    expect: { 'B4-9.replies': 'met' },
  },
  {
    name: 'the labour authority replied and the police still have time',
    on: '2022-10-10',
    facts: [chosen, toLabour, toPolice, fromLabour],
    expect: { 'B4-9.replies': 'pending' },
  },
  {
    name: 'the labour authority replied and the police did not in time',
    on: '2022-10-11',
    facts: [chosen, toLabour, toPolice, fromLabour],
    expect: { 'B4-9.replies': 'missing' },
  },
  {
    name: 'the labour authority replied and no letter went to the police',
    on,
    facts: [chosen, toLabour, fromLabour],
    expect: { 'B4-9.replies': 'pending' },
  },
  {
    name: 'a refusal is worse than waiting',
    on: '2022-10-10',
    facts: [chosen, toLabour, toPolice, refused('police')],
    expect: { 'B4-9.replies': 'breach' },
  },
  {
    name: 'a refusal is worse than a good reply',
    on,
    facts: [chosen, toLabour, toPolice, fromLabour, refused('police')],
    expect: { 'B4-9.replies': 'breach' },
  },
  {
    name: 'no reply in time is worse than a refusal',
    on: '2022-10-11',
    facts: [chosen, toLabour, toPolice, refused('police')],
    expect: { 'B4-9.replies': 'missing' },
  },
  {
    name: 'the reply to one letter does not answer the other',
    on: '2022-10-11',
    facts: [chosen, toLabour, toPolice, fromLabour, reply('2022-09-21', 'police', 'labour')],
    expect: { 'B4-9.replies': 'missing' },
  },

  // A2-9.publicity
  { name: 'no law education yet', on, facts: [chosen], expect: { 'A2-9.publicity': 'missing' } },
  { name: 'law education given', on, facts: [chosen, publicity('2022-09-06')], expect: { 'A2-9.publicity': 'met' } },
];

describe('legal', () => {
  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('is tried in every status that its rows can have', () => {
    expect(
      untried(
        {
          'B4-9.measure': ['met', 'missing', 'breach'],
          'B4-9.letters': ['met', 'missing'],
          'B4-9.replies': ['met', 'missing', 'breach', 'pending'],
          'A2-9.publicity': ['met', 'missing'],
        },
        situations,
      ),
    ).toEqual([]);
  });

  it('says to whom no letter has gone', () => {
    const finding = findingOf({ on, facts: [chosen, toLabour] }, 'B4-9.letters');
    expect(finding).toMatchObject({ have: 1, need: 2 });
    expect(finding?.message.zh).toContain('公安机关');
    expect(finding?.message.zh).not.toContain('人社部门：');
  });
});
