import { describe, expect, it } from 'vitest';
import { assess } from './assess.ts';
import {
  amend,
  approval,
  by,
  caseFile,
  closure,
  document,
  findingOf,
  judged,
  measure,
  messageFaults,
  placement,
  plan,
  relief,
  reopening,
  report,
  responsible,
  type Situation,
  untried,
  visit,
  visits,
} from './testing.ts';

const averse = report('2022-09-05', { reasons: ['school-aversion'] });

const situations: Situation[] = [
  // case.report
  { name: 'a report is on file', on: '2022-09-05', facts: [report('2022-09-05')], expect: { 'case.report': 'met' } },
  {
    name: 'a report dated tomorrow does not count today',
    on: '2022-09-04',
    facts: [report('2022-09-05')],
    expect: { 'case.report': 'missing' },
  },

  // case.responsible
  {
    name: 'school, township and village each name a person with a phone',
    on: '2022-09-05',
    facts: [
      responsible('2022-09-05', 'school'),
      responsible('2022-09-05', 'township'),
      responsible('2022-09-05', 'village'),
    ],
    expect: { 'case.responsible': 'met' },
  },
  {
    name: 'nobody answers for the village',
    on: '2022-09-05',
    facts: [
      responsible('2022-09-05', 'school'),
      responsible('2022-09-05', 'township'),
      responsible('2022-09-05', 'police'),
    ],
    expect: { 'case.responsible': 'missing' },
  },
  {
    name: 'a responsible person without a phone is a breach',
    on: '2022-09-05',
    facts: [
      responsible('2022-09-05', 'school'),
      responsible('2022-09-05', 'township', { phone: undefined }),
      responsible('2022-09-05', 'village'),
    ],
    expect: { 'case.responsible': 'breach' },
  },
  {
    name: 'a unit lacking goes before a phone lacking',
    on: '2022-09-05',
    facts: [responsible('2022-09-05', 'school'), responsible('2022-09-05', 'township', { phone: undefined })],
    expect: { 'case.responsible': 'missing' },
  },
  {
    name: 'the last entry of a unit decides, for better',
    on: '2022-09-05',
    facts: [
      responsible('2022-09-01', 'school', { phone: undefined }),
      responsible('2022-09-01', 'township'),
      responsible('2022-09-01', 'village'),
      responsible('2022-09-05', 'school'),
    ],
    expect: { 'case.responsible': 'met' },
  },
  {
    name: 'the last entry of a unit decides, for worse, though it stands first in the file',
    on: '2022-09-05',
    facts: [
      responsible('2022-09-05', 'school', { phone: undefined }),
      responsible('2022-09-01', 'school'),
      responsible('2022-09-01', 'township'),
      responsible('2022-09-01', 'village'),
    ],
    expect: { 'case.responsible': 'breach' },
  },

  // case.plan, case.three-parties
  {
    name: 'a child not averse to school needs neither an individual plan nor the three parties',
    on: '2022-09-05',
    facts: [report('2022-09-05', { reasons: ['poverty', 'sickness'] })],
    expect: { 'case.plan': 'not-applicable', 'case.three-parties': 'not-applicable' },
  },
  {
    name: 'a child averse to school needs both',
    on: '2022-09-05',
    facts: [report('2022-09-05', { reasons: ['poverty', 'school-aversion'] })],
    expect: { 'case.plan': 'missing', 'case.three-parties': 'missing' },
  },
  {
    name: 'the plan and a visit of the three parties together are on file',
    on: '2022-09-08',
    facts: [averse, plan('2022-09-08', 'individual'), visit('2022-09-08', { by: by('school', 'township', 'village') })],
    expect: { 'case.plan': 'met', 'case.three-parties': 'met' },
  },
  {
    name: 'the three parties may come on three days; a teaching plan is no individual plan',
    on: '2022-09-10',
    facts: [
      averse,
      plan('2022-09-08', 'remote-teaching'),
      visit('2022-09-08', { by: by('school') }),
      visit('2022-09-09', { by: by('township') }),
      visit('2022-09-10', { by: by('village') }),
    ],
    expect: { 'case.plan': 'missing', 'case.three-parties': 'met' },
  },
  {
    name: 'without the village the three parties are not complete',
    on: '2022-09-10',
    facts: [averse, visit('2022-09-08', { by: by('school', 'township') }), visit('2022-09-09', { by: by('school') })],
    expect: { 'case.three-parties': 'missing' },
  },
  {
    name: 'the latest report gives the reasons: no longer averse',
    on: '2022-09-06',
    facts: [averse, report('2022-09-06', { reasons: ['migration'] })],
    expect: { 'case.plan': 'not-applicable' },
  },

  // case.continuing: 30 days from the latest of what is named
  {
    name: 'neither report nor persuasion: nothing to count from',
    on: '2022-09-05',
    facts: [responsible('2020-01-01', 'school')],
    expect: { 'case.continuing': 'pending' },
  },
  {
    name: 'a reopening alone gives nothing to count from either',
    on: '2022-09-05',
    facts: [reopening('2020-01-01')],
    expect: { 'case.continuing': 'pending' },
  },
  {
    name: '30 days after the report the first persuasion is still pending',
    on: '2022-10-05',
    facts: [report('2022-09-05')],
    expect: { 'case.continuing': 'pending' },
  },
  {
    name: '31 days after the report the first persuasion is missing',
    on: '2022-10-06',
    facts: [report('2022-09-05')],
    expect: { 'case.continuing': 'missing' },
  },
  {
    name: '30 days after the last persuasion the duty is kept',
    on: '2022-10-07',
    facts: [report('2022-09-05'), visit('2022-09-07')],
    expect: { 'case.continuing': 'met' },
  },
  {
    name: '31 days after the last persuasion somebody has given up',
    on: '2022-10-08',
    facts: [report('2022-09-05'), visit('2022-09-07')],
    expect: { 'case.continuing': 'breach' },
  },
  {
    name: 'a persuasion without a report counts as well',
    on: '2022-10-07',
    facts: [visit('2022-09-07')],
    expect: { 'case.continuing': 'met', 'case.report': 'missing' },
  },
  {
    name: 'every method and outcome of persuasion counts',
    on: '2022-10-07',
    facts: [
      report('2022-08-01'),
      visit('2022-09-07', { method: 'phone', outcome: 'not-met', met: [], notMetReason: '没人接' }),
    ],
    expect: { 'case.continuing': 'met' },
  },
  {
    name: 'a later report begins the interval anew',
    on: '2022-11-30',
    facts: [report('2022-09-05'), visit('2022-09-07'), report('2022-11-01')],
    expect: { 'case.continuing': 'met' },
  },
  {
    name: 'a reopening begins the interval anew, to its 30th day',
    on: '2022-12-01',
    facts: [report('2022-05-05'), visit('2022-05-07'), closure('2022-06-01', 'returned'), reopening('2022-11-01')],
    expect: { 'case.continuing': 'met' },
  },
  {
    name: '31 days after the reopening it is a breach',
    on: '2022-12-02',
    facts: [report('2022-05-05'), visit('2022-05-07'), closure('2022-06-01', 'returned'), reopening('2022-11-01')],
    expect: { 'case.continuing': 'breach' },
  },
  {
    name: 'a child placed in school is not out',
    on: '2023-03-01',
    facts: [report('2022-09-05'), placement('2022-10-01')],
    expect: { 'case.continuing': 'not-applicable' },
  },
  {
    name: 'a reopening ends the effect of the placement: out again',
    on: '2023-03-02',
    facts: [report('2022-09-05'), placement('2022-10-01'), reopening('2023-03-01')],
    expect: { 'case.continuing': 'pending' },
  },
  {
    name: 'a placement on the day of the reopening, later in order, is in effect',
    on: '2023-06-01',
    facts: [report('2022-09-05'), reopening('2023-03-01'), placement('2023-03-01')],
    expect: { 'case.continuing': 'not-applicable' },
  },
  {
    name: 'a placement on the day of the reopening, earlier in order, is not',
    on: '2023-06-01',
    facts: [report('2022-09-05'), placement('2023-03-01'), reopening('2023-03-01')],
    expect: { 'case.continuing': 'missing' },
  },
  {
    name: 'a closure, whatever its reason, ends the duty',
    on: '2023-03-01',
    facts: [report('2022-09-05'), closure('2022-10-01', 'completed')],
    expect: { 'case.continuing': 'not-applicable' },
  },
  {
    name: 'a certificate issued under graduation ends the duty',
    on: '2023-03-01',
    facts: [
      report('2022-05-05'),
      measure('2022-05-06', 'graduation'),
      document('2022-07-01', 'completion-certificate'),
    ],
    expect: { 'case.continuing': 'not-applicable' },
  },
  {
    name: 'it does so even when another measure follows',
    on: '2023-03-01',
    facts: [
      report('2022-05-05'),
      measure('2022-05-06', 'graduation'),
      document('2022-07-01', 'graduation-certificate'),
      measure('2022-08-01', 'return'),
    ],
    expect: { 'case.continuing': 'not-applicable' },
  },
  {
    name: 'a certificate belongs to the measure of its day, wherever it stands in the file',
    on: '2023-03-01',
    facts: [
      report('2022-05-05'),
      document('2022-07-01', 'graduation-certificate'),
      measure('2022-07-01', 'graduation'),
    ],
    expect: { 'case.continuing': 'not-applicable' },
  },
  {
    name: 'on the day of another measure it is no longer issued under graduation',
    on: '2023-03-01',
    facts: [
      report('2022-05-05'),
      measure('2022-05-06', 'graduation'),
      document('2022-07-01', 'graduation-certificate'),
      measure('2022-07-01', 'return'),
    ],
    expect: { 'case.continuing': 'missing' },
  },
  {
    name: 'a certificate under another measure does not end the duty',
    on: '2023-03-01',
    facts: [report('2022-05-05'), measure('2022-05-06', 'return'), document('2022-07-01', 'graduation-certificate')],
    expect: { 'case.continuing': 'missing' },
  },
  {
    name: 'a reopening ends the effect of the certificate',
    on: '2023-03-01',
    facts: [
      report('2022-05-05'),
      measure('2022-05-06', 'graduation'),
      document('2022-07-01', 'completion-certificate'),
      reopening('2022-09-01'),
    ],
    expect: { 'case.continuing': 'missing' },
  },
  {
    name: 'under home teaching the weekly lessons take the place of persuasion',
    on: '2023-03-01',
    facts: [report('2022-09-05'), measure('2022-09-06', 'home-teaching')],
    expect: { 'case.continuing': 'not-applicable' },
  },
  {
    name: 'under remote teaching the child is still persuaded',
    on: '2023-03-01',
    facts: [report('2022-09-05'), measure('2022-09-06', 'remote-teaching')],
    expect: { 'case.continuing': 'missing' },
  },
  ...(['leave', 'deferral', 'exemption'] as const).flatMap((matter): Situation[] => [
    {
      name: `an approved ${matter} in force ends the duty on its first day`,
      on: '2022-11-01',
      facts: [report('2022-09-05'), approval('2022-10-20', matter, 'county', { from: '2022-11-01', to: '2023-01-31' })],
      expect: { 'case.continuing': 'not-applicable' },
    },
    {
      name: `the day before the approved ${matter} begins the duty stands`,
      on: '2022-10-31',
      facts: [report('2022-09-05'), approval('2022-10-20', matter, 'county', { from: '2022-11-01', to: '2023-01-31' })],
      expect: { 'case.continuing': 'missing' },
    },
    {
      name: `the last day of the approved ${matter} is in force`,
      on: '2023-01-31',
      facts: [report('2022-09-05'), approval('2022-10-20', matter, 'county', { from: '2022-11-01', to: '2023-01-31' })],
      expect: { 'case.continuing': 'not-applicable' },
    },
    {
      name: `for 30 days after the ${matter} has ended persuasion is pending`,
      on: '2023-03-02',
      facts: [report('2022-09-05'), approval('2022-10-20', matter, 'county', { from: '2022-11-01', to: '2023-01-31' })],
      expect: { 'case.continuing': 'pending' },
    },
    {
      name: `31 days after the ${matter} has ended it is missing`,
      on: '2023-03-03',
      facts: [report('2022-09-05'), approval('2022-10-20', matter, 'county', { from: '2022-11-01', to: '2023-01-31' })],
      expect: { 'case.continuing': 'missing' },
    },
  ]),
  {
    name: 'an approved deferral without an end is in force for good',
    on: '2030-01-01',
    facts: [report('2022-09-05'), approval('2022-10-20', 'deferral', 'county')],
    expect: { 'case.continuing': 'not-applicable' },
  },
  {
    name: 'what the county only rejected ends nothing',
    on: '2022-10-30',
    facts: [report('2022-09-05'), approval('2022-10-20', 'leave', 'county', { decision: 'rejected' })],
    expect: { 'case.continuing': 'missing' },
  },
  {
    name: 'what only the township approved ends nothing',
    on: '2022-10-30',
    facts: [report('2022-09-05'), approval('2022-10-20', 'deferral', 'township')],
    expect: { 'case.continuing': 'missing' },
  },
  {
    name: 'a later rejection of an extension does not end what the county approved before',
    on: '2022-12-30',
    facts: [
      report('2022-09-05'),
      approval('2022-10-20', 'leave', 'county', { to: '2023-01-31' }),
      approval('2022-12-20', 'leave', 'county', { decision: 'rejected' }),
    ],
    expect: { 'case.continuing': 'not-applicable' },
  },
  {
    name: 'the approval of another matter ends nothing',
    on: '2022-10-30',
    facts: [report('2022-09-05'), approval('2022-10-20', 'special-school', 'county')],
    expect: { 'case.continuing': 'missing' },
  },
  {
    name: 'a placement before a leave no longer counts once that leave has ended',
    on: '2023-03-03',
    facts: [
      report('2022-09-05'),
      placement('2022-09-10'),
      approval('2022-10-20', 'leave', 'county', { from: '2022-11-01', to: '2023-01-31' }),
    ],
    expect: { 'case.continuing': 'missing' },
  },
  {
    name: 'a placement before a leave counts until that leave begins',
    on: '2022-10-31',
    facts: [
      report('2022-09-05'),
      placement('2022-09-10'),
      approval('2022-10-20', 'leave', 'county', { from: '2022-11-01', to: '2023-01-31' }),
    ],
    expect: { 'case.continuing': 'not-applicable' },
  },
  {
    name: 'a placement on the first day of the leave still counts after it',
    on: '2023-03-03',
    facts: [
      report('2022-09-05'),
      approval('2022-10-20', 'leave', 'county', { from: '2022-11-01', to: '2023-01-31' }),
      placement('2022-11-01'),
    ],
    expect: { 'case.continuing': 'not-applicable' },
  },
  {
    name: 'under county-confirmed an approved leave in force does not end the duty',
    on: '2021-04-30',
    facts: [
      report('2021-03-01'),
      measure('2021-03-02', 'county-confirmed'),
      approval('2021-03-10', 'leave', 'county', { to: '2021-07-31' }),
    ],
    expect: { 'case.continuing': 'missing' },
  },
  {
    name: 'under county-confirmed the end of the leave begins the interval anew',
    on: '2021-08-30',
    facts: [
      visit('2021-03-01'),
      measure('2021-03-02', 'county-confirmed'),
      approval('2021-03-10', 'leave', 'county', { to: '2021-07-31' }),
    ],
    expect: { 'case.continuing': 'met' },
  },
  {
    name: 'under county-confirmed the last day of the leave does not yet',
    on: '2021-07-31',
    facts: [
      visit('2021-03-01'),
      measure('2021-03-02', 'county-confirmed'),
      approval('2021-03-10', 'leave', 'county', { to: '2021-07-31' }),
    ],
    expect: { 'case.continuing': 'breach' },
  },
  {
    name: 'under county-confirmed a placement ends the duty',
    on: '2021-08-30',
    facts: [visit('2021-03-01'), measure('2021-03-02', 'county-confirmed'), placement('2021-03-10')],
    expect: { 'case.continuing': 'not-applicable' },
  },

  // case.key-group
  {
    name: 'a household outside the key groups needs no relief',
    on: '2022-09-05',
    child: { households: ['registered-poor', 'left-behind', 'orphan', 'extreme-poverty'] },
    facts: [],
    expect: { 'case.key-group': 'not-applicable' },
  },
  ...(['monitored', 'borderline', 'subsistence'] as const).map(
    (household): Situation => ({
      name: `a ${household} household is persuaded and helped`,
      on: '2022-09-08',
      child: { households: [household] },
      facts: [visit('2022-09-07'), relief('2022-09-08')],
      expect: { 'case.key-group': 'met' },
    }),
  ),
  {
    name: 'persuasion alone is not enough for a key group',
    on: '2022-09-08',
    child: { households: ['left-behind', 'monitored'] },
    facts: [visit('2022-09-07')],
    expect: { 'case.key-group': 'missing' },
  },
  {
    name: 'relief alone is not enough for a key group',
    on: '2022-09-08',
    child: { households: ['subsistence'] },
    facts: [relief('2022-09-07')],
    expect: { 'case.key-group': 'missing' },
  },

  // case.truthful
  {
    name: 'without persuasion there is nothing untrue',
    on: '2022-09-08',
    facts: [],
    expect: { 'case.truthful': 'met' },
  },
  {
    name: 'whole records are truthful',
    on: '2022-09-08',
    facts: visits('2022-09-07', '2022-09-08'),
    expect: { 'case.truthful': 'met' },
  },
  ...(
    [
      ['nobody is named as having gone', { by: [] }, 'breach'],
      ['it says neither whom they met nor why nobody', { met: undefined }, 'breach'],
      ['the list of those met is empty and no reason is given', { met: [] }, 'breach'],
      ['nobody was met and the reason is given', { met: undefined, notMetReason: '家里没人' }, 'met'],
      ['there is no summary', { summary: undefined }, 'breach'],
      ['the summary is blank', { summary: ' \u3000\n' }, 'breach'],
      ['there is no evidence', { evidence: undefined }, 'breach'],
      ['the list of evidence is empty', { evidence: [] }, 'breach'],
      ['the only evidence has not arrived', { evidence: [{ kind: 'photo', due: true }] }, 'breach'],
      [
        'one item of evidence has arrived and one has not',
        {
          evidence: [
            { kind: 'photo', due: true },
            { kind: 'audio', due: false },
          ],
        },
        'met',
      ],
      [
        'it was recorded on the same day, late at night in Shanghai',
        { recordedAt: '2022-09-07T23:59:59+08:00' },
        'met',
      ],
      ['it was recorded on a later day', { recordedAt: '2022-10-07T08:00:00+08:00' }, 'met'],
      ['it was recorded the day before it happened', { recordedAt: '2022-09-06T23:59:59+08:00' }, 'breach'],
      ['the instant lies on its day only in Shanghai', { recordedAt: '2022-09-06T16:00:00Z' }, 'met'],
      ['the instant lies a second before its day in Shanghai', { recordedAt: '2022-09-06T15:59:59Z' }, 'breach'],
    ] as const
  ).map(
    ([name, more, status]): Situation => ({
      name: `a record of which ${name}`,
      on: '2022-10-08',
      facts: [visit('2022-09-07', more as Parameters<typeof visit>[1])],
      expect: { 'case.truthful': status },
    }),
  ),
  {
    name: 'two records that tell the very same words, white space aside',
    on: '2022-09-08',
    facts: [visit('2022-09-07', { summary: '家长不在' }), visit('2022-09-08', { summary: ' 家长不在\n' })],
    expect: { 'case.truthful': 'breach' },
  },
  {
    name: 'words that differ inside are not the same',
    on: '2022-09-08',
    facts: [visit('2022-09-07', { summary: '家长不在' }), visit('2022-09-08', { summary: '家长 不在' })],
    expect: { 'case.truthful': 'met' },
  },
  {
    name: 'a persuasion the day before the child last attended cannot be',
    on: '2022-09-08',
    facts: [report('2022-09-01', { lastAttendedOn: '2022-09-08' }), visit('2022-09-07')],
    expect: { 'case.truthful': 'breach' },
  },
  {
    name: 'a persuasion on the day on which the child last attended can be',
    on: '2022-09-08',
    facts: [report('2022-09-01', { lastAttendedOn: '2022-09-07' }), visit('2022-09-07')],
    expect: { 'case.truthful': 'met' },
  },
  {
    name: 'the latest report on or before a persuasion says when the child last attended',
    on: '2022-09-30',
    facts: [
      report('2022-09-01', { lastAttendedOn: '2022-08-31' }),
      visit('2022-09-07'),
      report('2022-09-20', { lastAttendedOn: '2022-09-19' }),
    ],
    expect: { 'case.truthful': 'met' },
  },
  {
    name: 'a report on the day of the persuasion counts for it',
    on: '2022-09-30',
    facts: [
      report('2022-09-01', { lastAttendedOn: '2022-08-31' }),
      visit('2022-09-20'),
      report('2022-09-20', { lastAttendedOn: '2022-09-21' }),
    ],
    expect: { 'case.truthful': 'breach' },
  },
  {
    name: 'for a persuasion before every report the first report says it',
    on: '2022-09-30',
    facts: [
      visit('2022-08-20'),
      report('2022-09-01', { lastAttendedOn: '2022-08-31' }),
      report('2022-09-20', { lastAttendedOn: '2022-08-01' }),
    ],
    expect: { 'case.truthful': 'breach' },
  },
  {
    name: 'a report that does not say when the child last attended forbids nothing',
    on: '2022-09-30',
    facts: [report('2022-08-01', { lastAttendedOn: '2022-09-25' }), report('2022-09-01'), visit('2022-09-07')],
    expect: { 'case.truthful': 'met' },
  },
];

describe('the rows of every case', () => {
  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('are tried in every status that they can have', () => {
    expect(
      untried(
        {
          'case.report': ['met', 'missing'],
          'case.responsible': ['met', 'missing', 'breach'],
          'case.plan': ['met', 'missing', 'not-applicable'],
          'case.three-parties': ['met', 'missing', 'not-applicable'],
          'case.continuing': ['met', 'missing', 'breach', 'pending', 'not-applicable'],
          'case.key-group': ['met', 'missing', 'not-applicable'],
          'case.truthful': ['met', 'breach'],
        },
        situations,
      ),
    ).toEqual([]);
  });

  it('stand alone where no measure is chosen', () => {
    const { measure: current, findings, open } = assess(caseFile([report('2022-09-05')]), '2022-09-05');
    expect(current).toBeNull();
    expect(open).toBe(true);
    expect(findings.map(({ id }) => id)).toEqual([
      'case.report',
      'case.responsible',
      'case.plan',
      'case.three-parties',
      'case.continuing',
      'case.key-group',
      'case.truthful',
    ]);
  });

  it('name the units lacking and count them', () => {
    const finding = findingOf({ on: '2022-09-05', facts: [responsible('2022-09-05', 'school')] }, 'case.responsible');
    expect(finding).toMatchObject({ have: 1, need: 3 });
    expect(finding?.message.zh).toContain('乡镇（街道）、村（社区）');
    expect(finding?.message.en).toContain('township, village');
  });

  it('tell by when the next persuasion is owed', () => {
    const facts = [report('2022-09-05'), visit('2022-09-07')];
    expect(findingOf({ on: '2022-09-10', facts }, 'case.continuing')?.due).toBe('2022-10-07');
    expect(findingOf({ on: '2022-12-10', facts }, 'case.continuing')?.due).toBe('2022-10-07');
  });

  it('list every record that offends, once, in order, and no other', () => {
    const facts = [
      visit('2022-09-07', { id: 'a', summary: '一样' }),
      visit('2022-09-08', { id: 'b' }),
      visit('2022-09-09', { id: 'c', summary: '一样', evidence: [] }),
      visit('2022-09-06', { id: 'd', by: [] }),
    ];
    expect(findingOf({ on: '2022-09-10', facts }, 'case.truthful')?.entries).toEqual(['d', 'a', 'c']);
  });

  it('are cured by an amendment that says what really happened', () => {
    const facts = [
      visit('2022-09-07', { id: 'a', summary: '' }),
      amend('2022-09-09', 'a', { replacement: visit('2022-09-07') }),
    ];
    expect(findingOf({ on: '2022-09-08', facts }, 'case.truthful')?.status).toBe('breach');
    expect(findingOf({ on: '2022-09-09', facts }, 'case.truthful')?.status).toBe('met');
  });
});
