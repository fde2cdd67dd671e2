import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, dayNumber, dayOf, mondayOf, weekday } from './plain-date.ts';
import { type Calendar, calendarOver, isSchoolWeek, owedWeeks, type Run, type Span } from './school-calendar.ts';

const calendar = (terms: Span[], breaks: Span[] = []): Calendar => ({ terms, breaks, examMonths: [] });
const span = (start: Day, end: Day): Span => ({ start, end });

describe('a school week', () => {
  const week = '2022-09-05'; // Monday
  it.each([
    ['three weekdays in the term are enough', [span('2022-09-07', '2022-09-30')], [], true],
    ['two are not', [span('2022-09-08', '2022-09-30')], [], false],
    ['three weekdays at its beginning', [span('2022-08-01', '2022-09-07')], [], true],
    ['two at its beginning', [span('2022-08-01', '2022-09-06')], [], false],
    ['the weekend does not count', [span('2022-09-08', '2022-09-11')], [], false],
    ['two days of holiday leave three', [span('2022-09-01', '2022-09-30')], [span('2022-09-08', '2022-09-09')], true],
    ['three days of holiday leave two', [span('2022-09-01', '2022-09-30')], [span('2022-09-07', '2022-09-09')], false],
    ['no term at all', [], [], false],
    ['a term that ends before it starts holds no day', [span('2022-09-30', '2022-09-01')], [], false],
    [
      'a holiday that ends before it starts takes no day',
      [span('2022-09-01', '2022-09-30')],
      [span('2022-09-09', '2022-09-05')],
      true,
    ],
  ])('%s', (_, terms, breaks, expected) => {
    expect(isSchoolWeek(week, calendar(terms, breaks))).toBe(expected);
  });
});

describe('a yearly calendar', () => {
  const yearly = {
    terms: [
      { start: '09-01', end: '01-15' },
      { start: '02-20', end: '06-30' },
    ],
    breaks: [{ start: '10-01', end: '10-07' }],
    examMonths: ['06'],
  };

  it('is written out for every year, a term over New Year into the next', () => {
    const written = calendarOver(yearly, '2022-03-01', '2022-09-01');
    expect(written.terms).toContainEqual({ start: '2021-09-01', end: '2022-01-15' });
    expect(written.terms).toContainEqual({ start: '2022-02-20', end: '2022-06-30' });
    expect(written.terms).toContainEqual({ start: '2022-09-01', end: '2023-01-15' });
    expect(written.examMonths).toContain('2022-06');
  });

  it('holds the term that began the year before', () => {
    expect(isSchoolWeek('2022-01-10', calendarOver(yearly, '2022-01-01', '2022-01-31'))).toBe(true);
  });
});

describe('owed weeks', () => {
  const always = calendar([span('2000-01-01', '2040-12-31')]);

  it('begin in a later week than the run', () => {
    expect(owedWeeks([{ from: '2022-09-05' }], '2022-09-11', always)).toEqual([]); // a Monday
    expect(owedWeeks([{ from: '2022-09-04' }], '2022-09-11', always)).toEqual(['2022-09-05']); // a Sunday
  });
  it('are owed once their Sunday has come', () => {
    expect(owedWeeks([{ from: '2022-09-01' }], '2022-09-10', always)).toEqual([]);
    expect(owedWeeks([{ from: '2022-09-01' }], '2022-09-11', always)).toEqual(['2022-09-05']);
  });
  it('are owed where their Sunday lies before the day on which the run ended', () => {
    expect(owedWeeks([{ from: '2022-09-01', until: '2022-09-11' }], '2022-12-31', always)).toEqual([]);
    expect(owedWeeks([{ from: '2022-09-01', until: '2022-09-12' }], '2022-12-31', always)).toEqual(['2022-09-05']);
  });
  it('of runs that overlap count once', () => {
    expect(owedWeeks([{ from: '2022-09-01' }, { from: '2022-09-07' }], '2022-09-18', always)).toEqual([
      '2022-09-05',
      '2022-09-12',
    ]);
  });

  /** The contract's sentences, word by word: slow, and without cleverness to be wrong in. */
  function literally(runs: readonly Run[], asOf: Day, { terms, breaks }: Calendar): Day[] {
    const lies = (day: Day) => (each: Span) => each.start <= day && day <= each.end;
    const owed: Day[] = [];
    const first = runs.map((run) => run.from).reduce((a, b) => (a < b ? a : b), asOf);
    for (let day = first; day <= asOf; day = addDays(day, 1)) {
      if (weekday(day) !== 1) continue;
      const weekdays = [0, 1, 2, 3, 4].map((more) => addDays(day, more));
      const school = weekdays.filter((each) => terms.some(lies(each)) && !breaks.some(lies(each)));
      if (school.length < 3) continue;
      const sunday = addDays(day, 6);
      const isOwed = runs.some(
        (run) =>
          mondayOf(day) > mondayOf(run.from) && sunday <= asOf && (run.until === undefined || sunday < run.until),
      );
      if (isOwed) owed.push(day);
    }
    return owed;
  }

  it('are those of the sentences of the contract', () => {
    const origin = dayNumber('2022-08-01');
    const anyDay = fc.integer({ min: 0, max: 300 }).map((more) => dayOf(origin + more));
    const anySpan = fc.tuple(anyDay, fc.integer({ min: -3, max: 60 })).map(([start, length]) => ({
      start,
      end: addDays(start, length),
    }));
    const anyRun = fc
      .tuple(anyDay, fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined }))
      .map(([from, length]): Run => (length === undefined ? { from } : { from, until: addDays(from, length) }));
    fc.assert(
      fc.property(
        fc.array(anyRun, { maxLength: 4 }),
        anyDay,
        fc.array(anySpan, { maxLength: 4 }),
        fc.array(anySpan, { maxLength: 3 }),
        (runs, asOf, terms, breaks) => {
          const given = calendar(terms, breaks);
          expect(owedWeeks(runs, asOf, given)).toEqual(literally(runs, asOf, given));
        },
      ),
      { numRuns: 300 },
    );
  });
});
