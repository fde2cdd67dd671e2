import { describe, expect, it } from 'vitest';
import { fold, of, recordedOn } from './fold.ts';
import { type CaseFile, type Entry, FORMAT } from './schema.ts';

const file = (...entries: Entry[]): CaseFile => ({
  format: FORMAT,
  child: { name: '郝小满', sex: 'male', birthDate: '2010-05-01' },
  entries,
});
const relief = (id: string, on: string, help = '住校') =>
  ({ id, kind: 'relief', on, difficulty: '路远', help, unit: 'township' }) as const satisfies Entry;
const closure = (id: string, on: string) => ({ id, kind: 'closure', on, reason: 'completed' }) as const satisfies Entry;
const reopening = (id: string, on: string) => ({ id, kind: 'reopening', on }) as const satisfies Entry;
const measure = (id: string, on: string, name: 'return' | 'leave' | 'home-teaching' | 'remote-teaching') =>
  ({ id, kind: 'measure', on, measure: name }) as const satisfies Entry;
const placement = (id: string, on: string) =>
  ({ id, kind: 'placement', on, school: '青石小学', grade: 7 }) as const satisfies Entry;
const amendment = (id: string, on: string, target: string, what: object = {}) =>
  ({ id, kind: 'amendment', on, of: target, ...what }) as Entry;
const replaced = (on: string, help: string) => ({ replacement: { ...relief('ignored', on, help) } });

const ids = (asOf: string, ...entries: Entry[]) => fold(file(...entries), asOf).entries.map((entry) => entry.id);
const helps = (asOf: string, ...entries: Entry[]) => of(fold(file(...entries), asOf), 'relief').map(({ help }) => help);

describe('the entries that count', () => {
  it('stand by their days, ties by their place in the file', () => {
    expect(
      ids(
        '2022-12-31',
        relief('c', '2022-09-03'),
        relief('b', '2022-09-02'),
        relief('d', '2022-09-03'),
        relief('a', '2022-09-01'),
      ),
    ).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are dated on or before the as-of date', () => {
    const entries = [relief('a', '2022-09-01'), relief('b', '2022-09-02')];
    expect(ids('2022-08-31', ...entries)).toEqual([]);
    expect(ids('2022-09-01', ...entries)).toEqual(['a']);
    expect(ids('2022-09-02', ...entries)).toEqual(['a', 'b']);
  });

  it('do not hold the amendments themselves', () => {
    expect(ids('2022-12-31', relief('a', '2022-09-01'), amendment('x', '2022-09-02', 'a'))).toEqual(['a']);
  });
});

describe('an amendment', () => {
  const a = relief('a', '2022-09-05', '旧');
  const last = '2022-12-31';

  it('works from its own day', () => {
    const withdrawal = amendment('x', '2022-09-10', 'a', { withdraw: true });
    expect(ids('2022-09-09', a, withdrawal)).toEqual(['a']);
    expect(ids('2022-09-10', a, withdrawal)).toEqual([]);
  });

  it('may be dated before what it amends, and stand before it in the file', () => {
    expect(ids(last, amendment('x', '2022-09-01', 'a', { withdraw: true }), a)).toEqual([]);
  });

  it('replaces a whole entry, which keeps id and place', () => {
    const story = fold(
      file(
        relief('p', '2022-09-05'),
        a,
        relief('q', '2022-09-05'),
        amendment('x', '2022-09-10', 'a', replaced('2022-09-05', '新')),
      ),
      last,
    );
    expect(story.entries.map(({ id }) => id)).toEqual(['p', 'a', 'q']);
    expect(of(story, 'relief').map(({ help }) => help)).toEqual(['住校', '新', '住校']);
  });

  it('moves an entry to the day of its replacement; a tie there goes by place in the file', () => {
    const moved = amendment('x', '2022-09-10', 'a', replaced('2022-09-08', '新'));
    expect(ids(last, a, relief('b', '2022-09-08'), moved)).toEqual(['a', 'b']);
    expect(ids(last, relief('b', '2022-09-08'), a, moved)).toEqual(['b', 'a']);
    expect(ids(last, a, relief('b', '2022-09-07'), moved)).toEqual(['b', 'a']);
  });

  it('with a replacement dated after the as-of date leaves the entry out until then', () => {
    const moved = amendment('x', '2022-09-10', 'a', replaced('2022-10-01', '新'));
    expect(ids('2022-09-09', a, moved)).toEqual(['a']);
    expect(ids('2022-09-10', a, moved)).toEqual([]);
    expect(ids('2022-10-01', a, moved)).toEqual(['a']);
  });

  it('that is the last decides, by day and not by place', () => {
    const first = amendment('x', '2022-09-10', 'a', replaced('2022-09-05', '一'));
    const second = amendment('y', '2022-09-11', 'a', replaced('2022-09-05', '二'));
    expect(helps(last, a, first, second)).toEqual(['二']);
    expect(helps(last, second, first, a)).toEqual(['二']);
    expect(helps('2022-09-10', second, first, a)).toEqual(['一']);
  });

  it('on the same day as another decides by place in the file', () => {
    const first = amendment('x', '2022-09-10', 'a', replaced('2022-09-05', '一'));
    const second = amendment('y', '2022-09-10', 'a', { withdraw: true });
    expect(helps(last, a, first, second)).toEqual([]);
    expect(helps(last, a, second, first)).toEqual(['一']);
  });

  it('that withdraws and replaces withdraws', () => {
    expect(
      helps(last, a, amendment('x', '2022-09-10', 'a', { withdraw: true, ...replaced('2022-09-05', '新') })),
    ).toEqual([]);
  });

  it('that replaces after a withdrawal brings the entry back', () => {
    expect(
      helps(
        last,
        a,
        amendment('x', '2022-09-10', 'a', { withdraw: true }),
        amendment('y', '2022-09-11', 'a', replaced('2022-09-05', '新')),
      ),
    ).toEqual(['新']);
  });

  it('that is a remark decides nothing, not even over an earlier one', () => {
    const withdrawal = amendment('x', '2022-09-10', 'a', { withdraw: true });
    expect(ids(last, a, amendment('y', '2022-09-11', 'a', { note: '备注' }))).toEqual(['a']);
    expect(ids(last, a, withdrawal, amendment('y', '2022-09-11', 'a', { note: '备注' }))).toEqual([]);
  });

  it('is told to those who show the story', () => {
    const story = fold(
      file(
        a,
        relief('b', '2022-09-05'),
        amendment('x', '2022-09-10', 'a', { withdraw: true }),
        amendment('y', '2022-09-10', 'b', replaced('2022-09-05', '新')),
      ),
      last,
    );
    expect([...story.amended]).toEqual([
      ['a', { by: 'x', withdrawn: true }],
      ['b', { by: 'y', withdrawn: false }],
    ]);
  });
});

describe('closures, placements and reopenings', () => {
  it('a closure closes until a reopening', () => {
    const entries = [closure('c', '2022-09-05'), reopening('o', '2022-10-05')];
    expect(fold(file(...entries), '2022-09-04').open).toBe(true);
    expect(fold(file(...entries), '2022-09-05').open).toBe(false);
    expect(fold(file(...entries), '2022-10-04').open).toBe(false);
    expect(fold(file(...entries), '2022-10-05').open).toBe(true);
  });

  it('of one day are in force by their order in the file', () => {
    expect(fold(file(closure('c', '2022-09-05'), reopening('o', '2022-09-05')), '2022-09-05').open).toBe(true);
    expect(fold(file(reopening('o', '2022-09-05'), closure('c', '2022-09-05')), '2022-09-05').open).toBe(false);
  });

  it('a reopening ends placements, closures and certificates before it, and leaves all else', () => {
    const certificate = { id: 'd', kind: 'document', on: '2022-09-02', document: 'graduation-certificate' } as const;
    const story = fold(
      file(
        placement('p', '2022-09-01'),
        certificate,
        relief('r', '2022-09-02'),
        closure('c', '2022-09-03'),
        reopening('o', '2022-09-04'),
        placement('q', '2022-09-05'),
      ),
      '2022-12-31',
    );
    expect(story.placement?.id).toBe('q');
    expect(story.closures).toEqual([]);
    expect(story.certificates).toEqual([]);
    expect(of(story, 'document').map(({ id }) => id)).toEqual(['d']);
    expect(of(story, 'relief').map(({ id }) => id)).toEqual(['r']);
    expect(of(story, 'placement').map(({ id }) => id)).toEqual(['p', 'q']);
  });
});

describe('a measure', () => {
  const runs = (...entries: Entry[]) => fold(file(...entries), '2022-12-31').runs;

  it('began with the first of consecutive entries that name it', () => {
    const story = (...entries: Entry[]) => fold(file(...entries), '2022-12-31');
    const [m1, m2, m3] = [
      measure('a', '2022-09-01', 'leave'),
      measure('b', '2022-10-01', 'leave'),
      measure('c', '2022-11-01', 'leave'),
    ];
    expect(story(m1, m2, m3)).toMatchObject({ measure: 'leave', began: '2022-09-01' });
    expect(story(m1, measure('b', '2022-10-01', 'return'), m3)).toMatchObject({
      measure: 'leave',
      began: '2022-11-01',
    });
    expect(story()).toMatchObject({ measure: null, began: undefined, runs: [] });
  });

  it('runs until a closure, and again from a reopening, but began once', () => {
    const story = fold(
      file(measure('m', '2022-09-01', 'leave'), closure('c', '2022-09-10'), reopening('o', '2022-09-20')),
      '2022-12-31',
    );
    expect(story.runs).toEqual([{ from: '2022-09-01', until: '2022-09-10' }, { from: '2022-09-20' }]);
    expect(story.began).toBe('2022-09-01');
  });

  it.each([
    ['home-teaching', true],
    ['remote-teaching', true],
    ['return', false],
  ] as const)('%s ended by a placement: %s', (name, ended) => {
    expect(runs(measure('m', '2022-09-01', name), placement('p', '2022-09-10'))).toEqual([
      ended ? { from: '2022-09-01', until: '2022-09-10' } : { from: '2022-09-01' },
    ]);
  });

  it('named again does not run again, nor does a placement undone by nothing but a reopening', () => {
    expect(
      runs(
        measure('m', '2022-09-01', 'home-teaching'),
        placement('p', '2022-09-10'),
        measure('n', '2022-09-20', 'home-teaching'),
      ),
    ).toEqual([{ from: '2022-09-01', until: '2022-09-10' }]);
  });

  it('that ended stays ended at its first end', () => {
    expect(
      runs(measure('m', '2022-09-01', 'home-teaching'), placement('p', '2022-09-10'), closure('c', '2022-09-20')),
    ).toEqual([{ from: '2022-09-01', until: '2022-09-10' }]);
  });

  it('does not run before there was one', () => {
    expect(runs(reopening('o', '2022-08-01'), measure('m', '2022-09-01', 'leave'))).toEqual([{ from: '2022-09-01' }]);
  });

  it('is not ended by what stands earlier in order on its first day', () => {
    expect(runs(closure('c', '2022-09-01'), measure('m', '2022-09-01', 'leave'))).toEqual([{ from: '2022-09-01' }]);
    expect(runs(measure('m', '2022-09-01', 'leave'), closure('c', '2022-09-01'))).toEqual([
      { from: '2022-09-01', until: '2022-09-01' },
    ]);
  });
});

it('the day of recording is the civil day in Shanghai', () => {
  expect(recordedOn({ ...relief('a', '2022-09-01'), recordedAt: '2022-09-01T16:00:00Z' })).toBe('2022-09-02');
  expect(recordedOn(relief('a', '2022-09-01'))).toBeUndefined();
});
