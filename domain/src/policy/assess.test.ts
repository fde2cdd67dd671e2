import { describe, expect, it } from 'vitest';
import { MEASURES, type Measure } from '../casefile/schema.ts';
import { assess } from './assess.ts';
import { chengkou } from './packs/chengkou/index.ts';
import { packNamed } from './packs/index.ts';
import {
  amend,
  approval,
  caseFile,
  closure,
  document,
  judged,
  measure,
  messageFaults,
  placement,
  relief,
  reopening,
  report,
  responsible,
  type Situation,
  visit,
  visits,
} from './testing.ts';

/** The rows of the contract, table by table, in its order. */
const EVERY_CASE = [
  'case.report',
  'case.responsible',
  'case.plan',
  'case.three-parties',
  'case.continuing',
  'case.key-group',
  'case.truthful',
];
const MEASURE_3 = [
  'A2-3.in-force',
  'B4-3.efforts',
  'B4-3.guardian-duty',
  'B4-3.confirmation',
  'B4-3.then-leave',
  'A2-3.application',
  'A2-3.township',
  'A2-3.county',
];
const DEFERRAL = [
  'B4-5.certificate',
  'B4-5.application',
  'B4-5.photos',
  'A2-6.letter',
  'A2-6.chain',
  'A2-6.treatment',
  'A2-6.follow-up',
];
const TABLES: Record<Measure, string[]> = {
  return: ['B4-1.notice', 'B4-1.persuasions', 'B4-1.roll-certificate', 'B4-1.placement', 'B4-1.photo', 'A2-1.grade'],
  graduation: [
    'A2-2.eligible',
    'B4-2.notice',
    'B4-2.persuasions',
    'B4-2.agreement',
    'B4-2.not-exam-month',
    'B4-2.exam-photo',
    'B4-2.certificate',
    'B4-2.certificate-after',
    'A2-2.certificate-kind',
    'B4-2.exam-papers',
    'B4-2.consent',
  ],
  'county-confirmed': MEASURE_3,
  vocational: MEASURE_3,
  leave: [
    'B4-4.diagnosis',
    'B4-4.application',
    'A2-4.admission',
    'A2-4.receipts',
    'A2-4.approvals',
    'A2-4.roll',
    'A2-4.term',
    'A2-4.resumption',
    'A2-4.fit',
    'A2-4.resume-approvals',
    'A2-4.grade',
  ],
  deferral: DEFERRAL,
  exemption: DEFERRAL,
  'home-teaching': [
    'B4-6.certificate',
    'A2-5.assessed',
    'B4-6.on-roll',
    'B4-6.basic-form',
    'B4-6.consent',
    'B4-6.ability',
    'B4-6.table',
    'B4-6.poverty',
    'B4-6.plan',
    'B4-6.weekly',
    'B4-6.hours',
    'B4-6.records',
  ],
  migrant: ['B4-7.notice', 'B4-7.persuasions', 'B4-7.letter', 'B4-7.reply', 'B4-7.evidence'],
  'remote-teaching': [
    'B4-8.notice',
    'B4-8.persuasions',
    'B4-8.agreement',
    'B4-8.minutes',
    'B4-8.request',
    'B4-8.approval',
    'B4-8.plan',
    'B4-8.weekly',
    'B4-8.records',
  ],
  legal: ['B4-9.notice', 'B4-9.persuasions', 'B4-9.measure', 'B4-9.letters', 'B4-9.replies', 'A2-9.publicity'],
  'special-school': ['A2-10.consent', 'A2-10.forms', 'A2-10.authorities', 'A2-10.assessment'],
};

describe('the rows of an assessment', () => {
  it.each(MEASURES)('are those of every case and of %s, each once, in order', (name) => {
    const assessed = assess(caseFile([measure('2021-01-05', name)]), '2021-01-06');
    expect(assessed.measure).toBe(name);
    expect(assessed.findings.map(({ id }) => id)).toEqual([...EVERY_CASE, ...TABLES[name]]);
    expect(messageFaults({ on: '2021-01-06', facts: [measure('2021-01-05', name)] })).toEqual([]);
  });

  it('keep the order of the measures of the contract', () => {
    expect(chengkou.measures.map(({ measure }) => measure)).toEqual(MEASURES);
  });

  it('say the pack, and of an unknown pack nothing', () => {
    expect(assess(caseFile([]), '2022-01-01').pack).toBe('chengkou');
    expect(() => packNamed('nowhere')).toThrow('nowhere');
  });
});

describe('a closure', () => {
  const facts = (name: Measure) => [
    report('2021-01-04', { reasons: ['school-aversion'] }),
    visit('2021-01-05', { summary: '' }),
    measure('2021-01-05', name),
  ];

  describe.each(MEASURES)('under %s', (name) => {
    it.each(['data-error', 'moved', 'deceased', 'over-age'] as const)(
      'as %s leaves only report and truth',
      (reason) => {
        const situation = { on: '2021-03-01', facts: [...facts(name), closure('2021-02-01', reason)] };
        const { findings, open } = assess(caseFile(situation.facts), situation.on);
        expect(open).toBe(false);
        expect(findings.map(({ id }) => id)).toEqual([...EVERY_CASE, ...TABLES[name]]);
        for (const { id, status } of findings) {
          if (id === 'case.report') expect(status).toBe('met');
          else if (id === 'case.truthful') expect(status).toBe('breach');
          else expect([id, status]).toEqual([id, 'not-applicable']);
        }
        expect(messageFaults(situation)).toEqual([]);
      },
    );

    it.each(['returned', 'graduated', 'completed'] as const)('as %s leaves every row', (reason) => {
      const { findings, open } = assess(
        caseFile([...facts(name), closure('2021-02-01', reason)], {}, { terms: [] }),
        '2021-03-01',
      );
      expect(open).toBe(false);
      expect(findings.find(({ id }) => id === 'case.plan')?.status).toBe('missing');
    });
  });

  const moved = [report('2021-01-04'), measure('2021-01-05', 'return'), closure('2021-02-01', 'moved')];
  const situations: Situation[] = [
    {
      name: 'counts from its own day',
      on: '2021-02-01',
      facts: moved,
      expect: { 'B4-1.notice': 'not-applicable', 'case.responsible': 'not-applicable' },
    },
    {
      name: 'does not count the day before',
      on: '2021-01-31',
      facts: moved,
      expect: { 'B4-1.notice': 'missing', 'case.responsible': 'missing' },
    },
    {
      name: 'that is the last decides: moved, then returned',
      on: '2021-03-01',
      facts: [...moved, closure('2021-02-02', 'returned')],
      expect: { 'B4-1.notice': 'missing' },
    },
    {
      name: 'that is the last decides: returned, then over-age',
      on: '2021-03-01',
      facts: [report('2021-01-04'), closure('2021-02-01', 'returned'), closure('2021-02-02', 'over-age')],
      expect: { 'case.responsible': 'not-applicable' },
    },
    {
      name: 'ends with a reopening',
      on: '2021-03-01',
      facts: [...moved, reopening('2021-03-01')],
      expect: { 'B4-1.notice': 'missing' },
    },
    {
      name: 'on the day of the reopening, later in order, holds',
      on: '2021-03-01',
      facts: [report('2021-01-04'), reopening('2021-02-01'), closure('2021-02-01', 'moved')],
      expect: { 'case.responsible': 'not-applicable' },
    },
    {
      name: 'on the day of the reopening, earlier in order, has ended',
      on: '2021-03-01',
      facts: [report('2021-01-04'), closure('2021-02-01', 'moved'), reopening('2021-02-01')],
      expect: { 'case.responsible': 'missing' },
    },
    {
      name: 'that is withdrawn never was',
      on: '2021-03-01',
      facts: [
        report('2021-01-04'),
        closure('2021-02-01', 'deceased'),
        amend('2021-02-05', 'e2', { withdraw: true, note: '名字弄错了' }),
      ],
      expect: { 'case.responsible': 'missing' },
    },
  ];
  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });
});

describe('the current measure', () => {
  it.each([
    ['there is none before the first measure entry', '2022-09-04', null],
    ['it holds from the day of its entry', '2022-09-05', 'return'],
    ['the last entry that counts decides', '2022-10-05', 'migrant'],
  ])('%s', (_, on, expected) => {
    const file = caseFile([measure('2022-09-05', 'return'), measure('2022-10-05', 'migrant')]);
    expect(assess(file, on).measure).toBe(expected);
  });

  it('of two on one day is the later in the file', () => {
    const file = caseFile([measure('2022-09-05', 'return'), measure('2022-09-05', 'migrant')]);
    expect(assess(file, '2022-09-05').measure).toBe('migrant');
  });

  it('falls back to the one before when the last is withdrawn', () => {
    const file = caseFile([
      measure('2022-09-05', 'return'),
      measure('2022-10-05', 'migrant'),
      amend('2022-10-09', 'e2', { withdraw: true }),
    ]);
    expect(assess(file, '2022-10-08').measure).toBe('migrant');
    expect(assess(file, '2022-10-09').measure).toBe('return');
  });

  it('outlives a closure and a reopening', () => {
    const file = caseFile([
      measure('2022-09-05', 'return'),
      closure('2022-10-05', 'returned'),
      reopening('2022-11-05'),
    ]);
    expect(assess(file, '2022-10-06')).toMatchObject({ measure: 'return', open: false });
    expect(assess(file, '2022-11-05')).toMatchObject({ measure: 'return', open: true });
  });
});

describe('a whole file', () => {
  it('has nothing missing or breached when everything was done', () => {
    const file = caseFile([
      report('2022-09-01', { reasons: ['poverty'], lastAttendedOn: '2022-06-30' }),
      responsible('2022-09-01', 'school'),
      responsible('2022-09-01', 'township'),
      responsible('2022-09-01', 'village'),
      measure('2022-09-02', 'return'),
      document('2022-09-03', 'return-notice', { deadline: '2022-09-20' }),
      ...visits('2022-09-05', '2022-09-06', '2022-09-07', '2022-09-08', '2022-09-09'),
      placement('2022-09-13'),
      document('2022-09-14', 'in-school-photo'),
      document('2022-09-15', 'roll-certificate'),
    ]);
    const { findings } = assess(file, '2022-10-31');
    expect(findings.filter(({ status }) => status === 'missing' || status === 'breach')).toEqual([]);
  });

  it('is judged without touching it', () => {
    const file = caseFile([
      visit('2022-09-07', { id: 'a' }),
      amend('2022-09-09', 'a', { replacement: visit('2022-09-08') }),
    ]);
    const before = structuredClone(file);
    assess(file, '2022-09-30');
    expect(file).toEqual(before);
  });
});

describe('until when an answer holds', () => {
  const until = (on: string, ...facts: Parameters<typeof caseFile>[0]) => assess(caseFile(facts), on).holdsUntil;

  it('without anything that a day could change: without end', () => {
    expect(until('2022-09-05', measure('2022-09-01', 'return'))).toBeUndefined();
  });
  it('to the day before the next entry', () => {
    expect(until('2022-09-05', measure('2022-09-01', 'return'), relief('2022-09-09'))).toBe('2022-09-08');
  });
  it('to the day before a replacement that is dated later', () => {
    expect(
      until('2022-09-05', relief('2022-09-01'), amend('2022-09-02', 'e1', { replacement: relief('2022-09-09') })),
    ).toBe('2022-09-08');
  });
  it('to the 30th day after the last persuasion', () => {
    expect(until('2022-09-10', report('2022-09-01'), visit('2022-09-07'))).toBe('2022-10-07');
  });
  it('to the day before an approved leave begins', () => {
    expect(
      until('2022-09-10', visit('2022-09-07'), approval('2022-09-08', 'leave', 'county', { from: '2022-09-20' })),
    ).toBe('2022-09-19');
  });
  it('to the last day of a leave, which under county-confirmed begins the interval anew', () => {
    const facts = [
      visit('2021-02-01'),
      measure('2021-02-02', 'county-confirmed'),
      approval('2021-02-03', 'leave', 'county', { to: '2021-06-30' }),
    ];
    expect(until('2021-06-01', ...facts)).toBe('2021-06-30');
  });
  it('to the last day of a number of the pack', () => {
    const { citation } = chengkou.parameters.persuasionsNeeded[0] ?? { citation: { paper: '', zh: '', en: '' } };
    const pack = {
      ...chengkou,
      parameters: {
        ...chengkou.parameters,
        persuasionsNeeded: [
          { to: '2022-12-31', value: 5, citation },
          { from: '2023-01-01', value: 1, citation },
        ],
      },
    };
    const file = caseFile([measure('2022-09-01', 'return'), visit('2022-09-02')]);
    const rows = (on: string) => {
      const { findings, holdsUntil } = assess(file, on, pack);
      return [findings.find(({ id }) => id === 'B4-1.persuasions')?.status, holdsUntil];
    };
    expect(rows('2022-12-15')).toEqual(['missing', '2022-12-31']);
    expect(rows('2023-01-01')).toEqual(['met', undefined]);
  });
  it('to the Saturday before a school week may be complete', () => {
    expect(until('2022-09-05', measure('2022-09-01', 'home-teaching'))).toBe('2022-09-10');
    expect(until('2022-09-10', measure('2022-09-01', 'home-teaching'))).toBe('2022-09-10');
    expect(until('2022-09-11', measure('2022-09-01', 'home-teaching'))).toBe('2022-09-17');
  });
});
