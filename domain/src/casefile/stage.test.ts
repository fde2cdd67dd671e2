import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import type { Entry, EntryOf } from './schema.ts';
import { stageOf } from './stage.ts';

const report: EntryOf<'report'> = { id: 'r', kind: 'report', on: '2022-09-01', source: 'school', reasons: ['other'] };
const confirmed: EntryOf<'verification'> = { id: 'v', kind: 'verification', on: '2022-09-03', result: 'confirmed' };
const visit: EntryOf<'persuasion'> = {
  id: 'p',
  kind: 'persuasion',
  on: '2022-09-05',
  by: [],
  method: 'phone',
  outcome: 'refused',
};
const measure: EntryOf<'measure'> = { id: 'm', kind: 'measure', on: '2022-09-10', measure: 'return' };
const placed: EntryOf<'placement'> = { id: 'q', kind: 'placement', on: '2022-09-20', school: '青石小学', grade: 5 };
const closed: EntryOf<'closure'> = { id: 'c', kind: 'closure', on: '2022-12-01', reason: 'returned' };
const reopened: EntryOf<'reopening'> = { id: 'o', kind: 'reopening', on: '2023-03-01' };

const on = (asOf: string, ...entries: Entry[]) =>
  stageOf(
    fold({ format: 'quanxue.casefile/1', child: { name: '某', sex: 'male', birthDate: '2012-01-01' }, entries }, asOf),
  );

describe('the stage of a case', () => {
  const situations: [string, string, Entry[], string, string][] = [
    ['a report alone is a lead', '2022-09-02', [report], 'lead', '2022-09-01'],
    [
      'found in school, it is verified and waits to be struck off',
      '2022-09-09',
      [report, { ...confirmed, result: 'in-school' }],
      'verified',
      '2022-09-03',
    ],
    ['confirmed, it is a suspected dropout', '2022-10-02', [report, confirmed], 'suspected', '2022-09-03'],
    ['thirty days on without persuasion it is a dropout', '2022-10-03', [report, confirmed], 'dropout', '2022-10-03'],
    ['the first visit makes it persuading', '2022-10-03', [report, confirmed, visit], 'persuading', '2022-09-05'],
    ['a measure is chosen', '2022-09-11', [report, confirmed, visit, measure], 'on-measure', '2022-09-10'],
    [
      'placed for 59 days it is still on its measure',
      '2022-11-18',
      [report, measure, placed],
      'on-measure',
      '2022-09-10',
    ],
    ['placed for 60 days it is stable', '2022-11-19', [report, measure, placed], 'stable', '2022-11-19'],
    ['closed, it is struck off', '2022-12-01', [report, measure, placed, closed], 'struck-off', '2022-12-01'],
    [
      'reopened, it is on its measure again from that day',
      '2023-06-01',
      [report, measure, placed, closed, reopened],
      'on-measure',
      '2023-03-01',
    ],
    [
      'reopened without a measure it is a lead again',
      '2023-03-01',
      [report, visit, closed, reopened],
      'lead',
      '2023-03-01',
    ],
  ];
  it.each(situations)('%s', (_, day, entries, stage, since) => {
    expect(on(day, ...entries)).toMatchObject({ stage, since });
  });

  it('says until when it holds', () => {
    expect(on('2022-09-11', report, measure, placed).holdsUntil).toBeUndefined();
    expect(on('2022-09-20', report, measure, placed).holdsUntil).toBe('2022-11-18');
    expect(on('2022-09-04', report, confirmed).holdsUntil).toBe('2022-10-02');
  });
});
