import { describe, expect, it, test } from 'vitest';
import { fold } from '../casefile/fold.ts';
import { type CaseFile, type ChildHeader, type Entry, FORMAT } from '../casefile/schema.ts';
import { persuasionsOf } from './persuasion-columns.ts';
import { helpRecords, readings } from './readings.ts';

type Draft = Omit<Entry, 'id' | 'on'> & Record<string, unknown>;
const story = (child: Partial<ChildHeader>, ...entries: readonly (readonly [string, Draft])[]) =>
  fold(
    {
      format: FORMAT,
      child: { name: '敖知远', sex: 'male', birthDate: '2010-10-10', ...child },
      entries: entries.map(([on, entry], index) => ({ ...entry, id: `e${index + 1}`, on })),
    } as CaseFile,
    '2022-12-31',
  );
const report: Draft = { kind: 'report', source: 'school', reasons: ['school-aversion'] };
const visit = (...units: readonly string[]): Draft => ({
  kind: 'persuasion',
  by: units.map((unit) => ({ name: `${unit} 某`, unit })),
  method: 'home-visit',
  outcome: 'refused',
});
const placed: Draft = { kind: 'placement', school: '咸宜中学', grade: 6 };

describe('the three columns', () => {
  const told = persuasionsOf(
    story(
      { grade: 7 },
      ['2022-03-01', report],
      ['2022-03-11', visit('school', 'village')],
      ['2022-03-11', visit('township')],
      ['2022-09-11', visit('school', 'police')],
      ['2022-09-20', visit('police')],
      ['2022-10-01', placed],
      ['2022-10-01', visit('village')],
      ['2022-10-08', visit('school')],
      [
        '2022-10-20',
        {
          kind: 'follow-up',
          finding: '到校',
          details: { type: 'after-return', by: [{ name: '向晚', unit: 'school' }] },
        },
      ],
    ),
  );

  it('count the days of each unit, one visit together for each of them', () => {
    expect(told.columns.map(({ unit, days }) => [unit, days])).toEqual([
      ['school', 2],
      ['township', 1],
      ['village', 2],
    ]);
    expect(told.columns[0]?.visits[0]?.names).toEqual(['school 某']);
    expect(told.others.map((each) => each.on)).toEqual(['2022-09-20']);
  });

  it('tell the longest stretch without a visit, from the report to the return', () => {
    expect(told.columns.map((each) => each.longestGap)).toEqual([184, 204, 204]);
  });

  it('tell the going on with an old case from a new one, and visits after the return apart', () => {
    expect(told.columns[0]?.visits.map((each) => each.continuing)).toEqual([false, true]);
    expect(told.afterReturn.map((each) => [each.on, each.names])).toEqual([
      ['2022-10-08', ['school 某']],
      ['2022-10-20', ['向晚']],
    ]);
    expect(told).toMatchObject({ days: 4, returned: true, schoolAverse: true });
  });

  it('count anew after a reopening', () => {
    const again = persuasionsOf(
      story(
        {},
        ['2022-09-01', report],
        ['2022-09-05', placed],
        ['2022-10-01', { kind: 'reopening' }],
        ['2022-10-02', visit('school')],
      ),
    );
    expect(again.afterReturn).toEqual([]);
    expect(again.returned).toBe(false);
  });
});

const measure = (name: string): readonly [string, Draft] => ['2022-09-01', { kind: 'measure', measure: name }];
const judged = (answer: boolean) => ({ answer, by: '甲（校长）、乙（村主任）', on: '2022-09-02' });
const five = {
  severe: judged(true),
  noSelfCare: judged(true),
  someLearning: judged(true),
  noRegularClass: judged(true),
  noSpecialSchool: judged(true),
};
const review = (details: Record<string, unknown>): readonly [string, Draft] => [
  '2022-11-01',
  { kind: 'follow-up', finding: '复核', details: { type: 'review', ...details } },
];
const assessment = (details: Record<string, unknown>): readonly [string, Draft] => [
  '2022-09-02',
  { kind: 'document', document: 'on-site-assessment', details },
];
const bySpecialSchool = (details: Record<string, unknown>): readonly [string, Draft] => [
  '2022-09-03',
  { kind: 'plan', plan: 'home-teaching', details: { provider: 'special-education-school', ...details } },
];
const help = (details: Record<string, unknown>): readonly [string, Draft] => [
  '2022-09-04',
  { kind: 'relief', difficulty: '厌学', help: '谈心', unit: 'school', details: { type: 'targeted-help', ...details } },
];
const forms = ['words', 'pictures', 'sound'].map((form) => ({ on: '2022-09-05', what: '谈心', form }));
const deaf = { disability: { category: 'hearing' as const, level: 1 } };

test.each([
  ['a child that came back', {}, [['2022-09-03', placed]], 'returned-after', /0 次/],
  [
    'recovered ability, nothing else possible',
    {},
    [measure('deferral'), review({ recovered: true })],
    'recovered',
    /送教上门/,
  ],
  [
    'recovered, and able to attend',
    {},
    [measure('exemption'), review({ recovered: true, canRegularClass: true })],
    'recovered',
    /随班就读/,
  ],
  [
    'one of five conditions that does not hold',
    {},
    [measure('home-teaching'), assessment({ ...five, noSelfCare: judged(false) })],
    'five-questions',
    /1 项为否/,
  ],
  [
    'conditions without who confirmed them',
    {},
    [measure('home-teaching'), assessment({ ...five, severe: { answer: true } })],
    'five-questions',
    /1 项缺/,
  ],
  [
    'a special school without approval',
    deaf,
    [measure('home-teaching'), bySpecialSchool({})],
    'provider',
    /缺县教委批准/,
  ],
  [
    'a special school for another child',
    {},
    [measure('home-teaching'), bySpecialSchool({ countyApproval: '3号' })],
    'provider',
    /残疾类别/,
  ],
  [
    'a subject of the plan that nobody taught',
    {},
    [
      measure('remote-teaching'),
      ['2022-09-02', { kind: 'plan', plan: 'remote-teaching', subjects: '语文、数学' }],
      ['2022-09-07', { kind: 'session', mode: 'remote', classHours: 1.5, subject: '语文' }],
      ['2022-09-08', { kind: 'session', mode: 'remote', classHours: 1, subject: '语文' }],
    ],
    'subject-cover',
    /语文 2\.5；方案中的数学还没有/,
  ],
  ['help by nobody named', {}, [help({ helpRecords: forms })], 'targeted-help', /未写明教师/],
  ['graduation without tutoring', {}, [measure('graduation')], 'tutoring', /集中补习/],
  ['one grade lower without a reason', { grade: 7 }, [['2022-09-03', placed]], 'grade-lower', /原因/],
  ['training as it once was', {}, [measure('vocational')], 'historic', /职教中心/],
  ['confirmation as it once was', {}, [measure('county-confirmed')], 'historic', /县级认定/],
] as [string, Partial<ChildHeader>, (readonly [string, Draft])[], string, RegExp][])(
  'is told of %s',
  (_, child, entries, id, text) => {
    const found = readings(story(child, ...entries)).find((each) => each.id === id);
    expect(found?.text.zh).toMatch(text);
    if (id !== 'subject-cover') expect(found?.text.en).not.toMatch(/\p{Script=Han}(?![^(]*\))/u);
  },
);

test.each([
  ['ability has not come back', {}, [measure('deferral'), review({ recovered: false })]],
  ['all five conditions hold', {}, [measure('home-teaching'), assessment(five)]],
  [
    'the special school has a deaf child approved',
    deaf,
    [measure('home-teaching'), bySpecialSchool({ countyApproval: '3号' })],
  ],
  [
    'the reason for one grade lower is there',
    { grade: 7 },
    [['2022-09-03', { ...placed, details: { gradeReason: '学习困难' } }]],
  ],
] as [string, Partial<ChildHeader>, (readonly [string, Draft])[]][])('is silent where %s', (_, child, entries) => {
  const kinds = readings(story(child, ...entries)).filter((each) => each.kind !== 'told');
  expect(kinds).toEqual([]);
});

test('the ledger of targeted help has a line for each record, by its day', () => {
  const told = helpRecords(story({}, help({ teacher: '向晚', helpRecords: forms }), help({ teacher: '周远' })));
  expect(told.map(({ on, teacher, form }) => [on, teacher, form])).toEqual([
    ['2022-09-04', '周远', undefined],
    ['2022-09-05', '向晚', 'words'],
    ['2022-09-05', '向晚', 'pictures'],
    ['2022-09-05', '向晚', 'sound'],
  ]);
});
