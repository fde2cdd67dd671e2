import { describe, expect, it } from 'vitest';
import type { Measure } from '../../casefile/schema.ts';
import type { Status } from '../finding.ts';
import {
  amend,
  closure,
  document,
  findingOf,
  judged,
  measure,
  messageFaults,
  placement,
  reopening,
  report,
  type Situation,
  untried,
  visit,
  visits,
} from '../testing.ts';

/* The notice and the persuasions, with which five tables begin. */

const four = visits('2022-09-07', '2022-09-08', '2022-09-09', '2022-09-13');
const five = [...four, visit('2022-09-14')];

const tables: [Measure, string][] = [
  ['return', 'B4-1'],
  ['graduation', 'B4-2'],
  ['migrant', 'B4-7'],
  ['remote-teaching', 'B4-8'],
  ['legal', 'B4-9'],
];

const situationsOf = (name: Measure, volume: string): Situation[] => {
  const chosen = [report('2022-09-01'), measure('2022-09-05', name)];
  const expect = (status: Status) => ({ [`${volume}.persuasions`]: status });
  const graduationOnly: Status = name === 'graduation' ? 'excused' : 'missing';
  return [
    { name: 'no notice is on file', on: '2022-09-30', facts: chosen, expect: { [`${volume}.notice`]: 'missing' } },
    {
      name: 'the notice is on file',
      on: '2022-09-30',
      facts: [...chosen, document('2022-09-06', 'return-notice')],
      expect: { [`${volume}.notice`]: 'met' },
    },
    {
      name: 'another paper is no notice',
      on: '2022-09-30',
      facts: [...chosen, document('2022-09-06', 'order')],
      expect: { [`${volume}.notice`]: 'missing' },
    },
    { name: 'nobody has gone yet', on: '2022-09-30', facts: chosen, expect: expect('missing') },
    { name: 'four days are too few', on: '2022-09-30', facts: [...chosen, ...four], expect: expect('missing') },
    { name: 'five days are enough', on: '2022-09-30', facts: [...chosen, ...five], expect: expect('met') },
    { name: 'the fifth is tomorrow', on: '2022-09-13', facts: [...chosen, ...five], expect: expect('missing') },
    { name: 'the fifth is today', on: '2022-09-14', facts: [...chosen, ...five], expect: expect('met') },
    {
      name: 'two on one day are one',
      on: '2022-09-30',
      facts: [...chosen, ...four, visit('2022-09-13', { summary: '下午又去一次' })],
      expect: expect('missing'),
    },
    {
      name: 'every method and outcome counts, also before the report',
      on: '2022-09-30',
      facts: [...chosen, ...four, visit('2022-08-20', { method: 'phone', outcome: 'not-met' })],
      expect: expect('met'),
    },
    {
      name: 'a child who came back after two is excused from the rest',
      on: '2022-09-30',
      facts: [...chosen, ...visits('2022-09-07', '2022-09-08'), placement('2022-09-09')],
      expect: expect('excused'),
    },
    {
      name: 'a child who came back after none is excused, too',
      on: '2022-09-30',
      facts: [...chosen, placement('2022-09-09')],
      expect: expect('excused'),
    },
    {
      name: 'five are met though the child is back',
      on: '2022-09-30',
      facts: [...chosen, ...five, placement('2022-09-20')],
      expect: expect('met'),
    },
    {
      name: 'a closure as returned excuses',
      on: '2022-09-30',
      facts: [...chosen, ...four, closure('2022-09-20', 'returned')],
      expect: expect('excused'),
    },
    {
      name: 'a closure as returned excuses though a later closure says something else',
      on: '2022-09-30',
      facts: [...chosen, ...four, closure('2022-09-20', 'returned'), closure('2022-09-21', 'completed')],
      expect: expect('excused'),
    },
    {
      name: 'a closure as completed does not',
      on: '2022-09-30',
      facts: [...chosen, ...four, closure('2022-09-20', 'completed')],
      expect: expect('missing'),
    },
    {
      name: 'a reopening ends the excuse of the placement and of the closure',
      on: '2022-10-30',
      facts: [...chosen, ...four, placement('2022-09-20'), closure('2022-09-21', 'returned'), reopening('2022-10-01')],
      expect: expect('missing'),
    },
    {
      name: 'persuasions before a reopening still count',
      on: '2022-10-30',
      facts: [...chosen, ...four, closure('2022-09-21', 'returned'), reopening('2022-10-01'), visit('2022-10-02')],
      expect: expect('met'),
    },
    {
      name: 'a withdrawn persuasion does not count',
      on: '2022-09-30',
      facts: [...chosen, ...four, visit('2022-09-14', { id: 'p5' }), amend('2022-09-20', 'p5', { withdraw: true })],
      expect: expect('missing'),
    },
    {
      name: 'a placement that an amendment withdraws excuses nothing',
      on: '2022-09-30',
      facts: [
        ...chosen,
        ...four,
        placement('2022-09-14', { id: 'back' }),
        amend('2022-09-20', 'back', { withdraw: true }),
      ],
      expect: expect('missing'),
    },
    {
      name: 'a certificate excuses under graduation alone',
      on: '2022-09-30',
      facts: [...chosen, ...four, document('2022-09-20', 'completion-certificate')],
      expect: expect(graduationOnly),
    },
    {
      name: 'a closure as graduated excuses under graduation alone',
      on: '2022-09-30',
      facts: [...chosen, ...four, closure('2022-09-20', 'graduated')],
      expect: expect(graduationOnly),
    },
    {
      name: 'a certificate before a reopening excuses nothing',
      on: '2022-10-30',
      facts: [...chosen, ...four, document('2022-09-20', 'graduation-certificate'), reopening('2022-10-01')],
      expect: expect('missing'),
    },
  ];
};

describe.each(tables)('notice and persuasions under %s', (name, volume) => {
  const situations = situationsOf(name, volume);

  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('are tried in every status that they can have', () => {
    expect(
      untried(
        { [`${volume}.notice`]: ['met', 'missing'], [`${volume}.persuasions`]: ['met', 'missing', 'excused'] },
        situations,
      ),
    ).toEqual([]);
  });

  it('count days, and say after how many the child came back', () => {
    const facts = [measure('2022-09-05', name), ...visits('2022-09-07', '2022-09-07', '2022-09-08')];
    const counts = findingOf({ on: '2022-09-30', facts }, `${volume}.persuasions`);
    expect(counts).toMatchObject({ status: 'missing', have: 2, need: 5 });
    const back = findingOf({ on: '2022-09-30', facts: [...facts, placement('2022-09-10')] }, `${volume}.persuasions`);
    expect(back).toMatchObject({ status: 'excused', have: 2, need: 5 });
    expect(back?.message.en).toContain('returned after 2');
    expect(back?.message.zh).toContain('劝返 2 次后已返校');
  });
});
