import { describe, expect, it } from 'vitest';
import {
  amend,
  findingOf,
  judged,
  letter,
  measure,
  messageFaults,
  reply,
  type Situation,
  untried,
  visit,
} from '../testing.ts';

const chosen = measure('2022-09-05', 'migrant');
/** 30 days later is 2022-10-10. */
const sent = letter('2022-09-10', 'township', 'destination', { id: 'l' });
const on = '2022-12-31';

const situations: Situation[] = [
  // B4-7.letter
  {
    name: 'no letter has gone',
    on,
    facts: [chosen, visit('2022-09-07')],
    expect: { 'B4-7.letter': 'missing', 'B4-7.reply': 'pending', 'B4-7.evidence': 'pending' },
  },
  {
    name: 'the township has written to the destination',
    on: '2022-09-10',
    facts: [chosen, sent],
    expect: { 'B4-7.letter': 'met', 'B4-7.reply': 'pending', 'B4-7.evidence': 'missing' },
  },
  {
    name: 'a letter of the school is not this letter',
    on,
    facts: [
      chosen,
      letter('2022-09-10', 'school', 'destination', { id: 's' }),
      reply('2022-09-20', 'destination', 's'),
      visit('2022-09-30'),
    ],
    expect: { 'B4-7.letter': 'missing', 'B4-7.reply': 'pending', 'B4-7.evidence': 'pending' },
  },
  {
    name: 'a letter to the police is not this letter',
    on,
    facts: [chosen, letter('2022-09-10', 'township', 'police')],
    expect: { 'B4-7.letter': 'missing' },
  },
  {
    name: 'a reply is no letter of ours',
    on,
    facts: [chosen, letter('2022-09-10', 'township', 'destination', { direction: 'reply' })],
    expect: { 'B4-7.letter': 'missing' },
  },

  // B4-7.reply
  {
    name: '30 days after the letter its reply is pending',
    on: '2022-10-10',
    facts: [chosen, sent],
    expect: { 'B4-7.reply': 'pending' },
  },
  {
    name: '31 days after the letter its reply is missing',
    on: '2022-10-11',
    facts: [chosen, sent],
    expect: { 'B4-7.reply': 'missing' },
  },
  {
    name: 'a second letter does not begin the 30 days anew',
    on: '2022-10-11',
    facts: [chosen, sent, letter('2022-10-05', 'township', 'destination')],
    expect: { 'B4-7.reply': 'missing' },
  },
  ...(
    [
      ['enrolled', 'met'],
      ['taken-over', 'met'],
      ['other', 'met'],
      [undefined, 'met'],
      ['not-found', 'breach'],
      ['refused', 'breach'],
    ] as const
  ).map(
    ([outcome, status]): Situation => ({
      name: `a reply with outcome ${outcome}`,
      on,
      facts: [chosen, sent, reply('2022-09-20', 'destination', 'l', { outcome })],
      expect: { 'B4-7.reply': status },
    }),
  ),
  {
    name: 'a reply on the day of the letter, though earlier in the file',
    on,
    facts: [chosen, reply('2022-09-10', 'destination', 'l'), sent],
    expect: { 'B4-7.reply': 'met' },
  },
  {
    name: 'a reply dated before the letter that it answers',
    on: '2022-09-30',
    facts: [chosen, reply('2022-09-09', 'destination', 'l'), sent],
    expect: { 'B4-7.reply': 'breach' },
  },
  {
    name: 'not found first and taken over later: one good reply is enough',
    on,
    facts: [
      chosen,
      sent,
      reply('2022-09-20', 'destination', 'l', { outcome: 'not-found' }),
      reply('2022-10-20', 'destination', 'l'),
    ],
    expect: { 'B4-7.reply': 'met' },
  },
  {
    name: 'a reply to the second letter',
    on,
    facts: [
      chosen,
      sent,
      letter('2022-10-05', 'township', 'destination', { id: 'm' }),
      reply('2022-10-20', 'destination', 'm'),
    ],
    expect: { 'B4-7.reply': 'met' },
  },
  {
    name: 'a reply that names no letter is nothing',
    on: '2022-10-10',
    facts: [chosen, sent, reply('2022-09-20', 'destination', 'l', { replyTo: undefined })],
    expect: { 'B4-7.reply': 'pending' },
  },
  {
    name: 'a reply to another letter is nothing',
    on: '2022-10-10',
    facts: [
      chosen,
      sent,
      letter('2022-09-10', 'township', 'police', { id: 'p' }),
      reply('2022-09-20', 'police', 'p', { outcome: 'refused' }),
    ],
    expect: { 'B4-7.reply': 'pending' },
  },
  {
    name: 'a reply to a letter that was withdrawn is nothing',
    on: '2022-10-31',
    facts: [chosen, sent, reply('2022-09-20', 'destination', 'l'), amend('2022-10-30', 'l', { withdraw: true })],
    expect: { 'B4-7.letter': 'missing', 'B4-7.reply': 'pending' },
  },
  {
    name: 'a letter replaced keeps its name, so its reply still answers it',
    on: '2022-10-31',
    facts: [
      chosen,
      sent,
      reply('2022-09-20', 'destination', 'l'),
      amend('2022-10-30', 'l', { replacement: letter('2022-09-12', 'township', 'destination') }),
    ],
    expect: { 'B4-7.letter': 'met', 'B4-7.reply': 'met' },
  },

  // B4-7.evidence
  {
    name: 'a persuasion on the day of the letter is not after it',
    on,
    facts: [chosen, sent, visit('2022-09-10')],
    expect: { 'B4-7.evidence': 'missing' },
  },
  {
    name: 'a persuasion the day after the letter is',
    on,
    facts: [chosen, sent, visit('2022-09-11')],
    expect: { 'B4-7.evidence': 'met' },
  },
  {
    name: 'it is the first letter that counts',
    on,
    facts: [chosen, sent, visit('2022-09-11'), letter('2022-10-05', 'township', 'destination')],
    expect: { 'B4-7.evidence': 'met' },
  },
];

describe('migrant', () => {
  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('is tried in every status that its rows can have', () => {
    expect(
      untried(
        {
          'B4-7.letter': ['met', 'missing'],
          'B4-7.reply': ['met', 'missing', 'breach', 'pending'],
          'B4-7.evidence': ['met', 'missing', 'pending'],
        },
        situations,
      ),
    ).toEqual([]);
  });

  it('says by when the reply is due and which replies do not settle the matter', () => {
    const facts = [chosen, sent];
    expect(findingOf({ on: '2022-09-20', facts }, 'B4-7.reply')?.due).toBe('2022-10-10');
    expect(findingOf({ on: '2022-12-20', facts }, 'B4-7.reply')?.due).toBe('2022-10-10');
    const refused = [...facts, reply('2022-09-20', 'destination', 'l', { id: 'r', outcome: 'refused' })];
    expect(findingOf({ on, facts: refused }, 'B4-7.reply')?.entries).toEqual(['r']);
  });
});
