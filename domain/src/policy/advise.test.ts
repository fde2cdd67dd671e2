import { describe, expect, it } from 'vitest';
import { type ChildHeader, MEASURES, type Measure, REASONS } from '../casefile/schema.ts';
import { advise } from './advise.ts';
import { rowsFor } from './assess.ts';
import { packNamed } from './packs/index.ts';
import { amend, caseFile, closure, type Facts, measure, reopening, report } from './testing.ts';

/** After every period of force, so that `county-confirmed` and `vocational` stay out of the way. */
const NOW = '2022-09-30';

const open = (facts: readonly Facts[], on = NOW, child: Partial<ChildHeader> = {}): Measure[] =>
  advise(caseFile(facts, child), on)
    .filter(({ state }) => state === 'open')
    .map((each) => each.measure);

const disabled = (disability: Partial<NonNullable<ChildHeader['disability']>>): Partial<ChildHeader> => ({
  disability: { category: 'intellectual', level: 2, ...disability },
});

describe('advice', () => {
  it('offers return always, even for an empty file', () => {
    expect(open([])).toEqual(['return']);
  });

  it.each([
    ['school-aversion', ['remote-teaching', 'special-school']],
    ['family-belief', ['legal']],
    ['migration', ['migrant']],
    ['sickness', ['leave']],
    ['disability', []],
    ['poverty', []],
    ['child-labour', []],
    ['serious-misconduct', ['remote-teaching', 'special-school']],
    ['other', []],
  ] as const)('opens for the reason %s', (reason, more) => {
    expect(open([report('2022-09-01', { reasons: [reason] })])).toEqual(['return', ...more]);
  });

  it('knows every reason of the format', () => {
    expect(open([report('2022-09-01', { reasons: [...REASONS] })])).toEqual([
      'return',
      'leave',
      'migrant',
      'remote-teaching',
      'legal',
      'special-school',
    ]);
  });

  it('asks the latest report', () => {
    const facts = [report('2022-09-01', { reasons: ['sickness'] }), report('2022-09-10', { reasons: ['migration'] })];
    expect(open(facts, '2022-09-09')).toEqual(['return', 'leave']);
    expect(open(facts, '2022-09-10')).toEqual(['return', 'migrant']);
  });

  it.each([
    [9, 2, true],
    [9, 1, false],
    [8, 2, false],
    [9, undefined, false],
    [undefined, 2, false],
  ])('for a child that left in grade %s, term %s: graduation %s', (leftGrade, leftTerm, expected) => {
    const facts = [report('2022-09-01', { leftGrade, leftTerm: leftTerm as 1 | 2 | undefined })];
    expect(open(facts).includes('graduation')).toBe(expected);
  });

  it.each([
    ['intellectual', 1, undefined, ['deferral', 'exemption', 'home-teaching']],
    ['intellectual', 2, undefined, ['deferral', 'exemption', 'home-teaching']],
    ['intellectual', 3, undefined, []],
    ['physical', 2, undefined, ['home-teaching']],
    ['physical', 3, undefined, []],
    ['multiple', 2, undefined, ['home-teaching']],
    ['multiple', 2, ['speech', 'intellectual'], ['deferral', 'exemption', 'home-teaching']],
    ['multiple', 2, ['speech'], ['home-teaching']],
    ['multiple', 3, ['intellectual'], []],
    ['mental', 1, ['intellectual'], ['home-teaching']],
  ] as const)('for a disability %s of level %s including %s', (category, level, includes, more) => {
    expect(open([], NOW, disabled({ category, level, includes: includes ? [...includes] : undefined }))).toEqual([
      'return',
      ...more,
    ]);
  });

  it('asks for the disability, not for its certificate or its validity: these are needs', () => {
    expect(open([], NOW, disabled({ validUntil: '2020-01-01' }))).toContain('deferral');
    expect(open([], NOW, disabled({ certificateNumber: undefined }))).toContain('home-teaching');
  });

  it.each([
    ['2019-01-01', ['vocational']],
    ['2020-06-27', ['vocational']],
    ['2020-06-28', ['county-confirmed']],
    ['2021-05-31', ['county-confirmed']],
    ['2021-06-01', []],
  ] as const)('on %s offers of measure 3: %s', (on, expected) => {
    expect(open([], on)).toEqual(['return', ...expected]);
  });

  it('opens remote teaching for a child that has left more than once', () => {
    const facts = [report('2022-01-01'), closure('2022-03-01', 'returned'), reopening('2022-09-01')];
    expect(open(facts, '2022-08-31')).toEqual(['return']);
    expect(open(facts, '2022-09-01')).toEqual(['return', 'remote-teaching']);
    expect(open([...facts, amend('2022-09-02', 'e3', { withdraw: true })])).toEqual(['return']);
  });

  it('is changed neither by the current measure nor by a closure', () => {
    const facts = [report('2022-09-01', { reasons: ['sickness'] })];
    for (const name of MEASURES) {
      expect(open([...facts, measure('2022-09-02', name)])).toEqual(open(facts));
    }
    for (const reason of ['returned', 'moved', 'deceased', 'over-age', 'data-error'] as const) {
      expect(open([...facts, closure('2022-09-02', reason)])).toEqual(open(facts));
    }
  });

  it('lists all twelve in order, each with every row of its table', () => {
    const advice = advise(caseFile([]), NOW);
    expect(advice.map((each) => each.measure)).toEqual(MEASURES);
    const everyCase = rowsFor(packNamed(), null).length;
    for (const { measure: name, needs } of advice) {
      expect(needs).toEqual(
        rowsFor(packNamed(), name)
          .slice(everyCase)
          .map(({ row }) => row.id),
      );
    }
  });

  it('gives each a reason in both languages and its clause, open or closed', () => {
    const files: [readonly Facts[], Partial<ChildHeader>][] = [
      [[], {}],
      [[report('2022-09-01', { reasons: [...REASONS], leftGrade: 9, leftTerm: 2 })], disabled({})],
      [[reopening('2022-09-01')], disabled({ level: 4 })],
    ];
    for (const [facts, child] of files) {
      for (const on of ['2020-01-01', '2021-01-01', NOW]) {
        for (const { measure: name, reasons } of advise(caseFile(facts, child), on)) {
          expect(reasons.length, name).toBeGreaterThan(0);
          for (const { message, citation } of reasons) {
            expect(message.zh).toMatch(/^(?!.*undefined).*[\u4e00-\u9fff].*。$/);
            expect(message.en).toMatch(/^(?!.*(undefined|[\u4e00-\u9fff]))[A-Z].*\.$/);
            expect(citation.zh).toMatch(/附件2/);
            expect(citation.en).toMatch(/Annex 2/);
          }
        }
      }
    }
  });
});
