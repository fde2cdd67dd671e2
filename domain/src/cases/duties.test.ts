import { describe, expect, it } from 'vitest';
import { addDays } from '../basis/plain-date.ts';
import { fold } from '../casefile/fold.ts';
import { readCaseFile } from '../casefile/read.ts';
import type { CaseFile } from '../casefile/schema.ts';
import { stageOf } from '../casefile/stage.ts';
import { assessStory } from '../policy/assess.ts';
import { packNamed } from '../policy/packs/index.ts';
import { caseDuties } from './duties.ts';
import { isOwned } from './duty-owners.ts';

const pack = packNamed();
const rows = [...pack.everyCase, ...pack.measures.flatMap((each) => each.rows)];

function file(entries: readonly object[], child: object = {}): CaseFile {
  const read = readCaseFile({
    format: 'quanxue.casefile/1',
    child: { name: '试用名', sex: 'male', birthDate: '2010-05-01', ...child },
    entries: entries.map((entry, i) => ({ id: `e${i + 1}`, ...entry })),
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.file;
}

function on(day: string, entries: readonly object[]) {
  const story = fold(file(entries), day);
  const { duties, holdsUntil } = caseDuties(story, assessStory(story), stageOf(story));
  return { holdsUntil, duties, of: (id: string) => duties.find((each) => each.id === id) };
}

const report = { kind: 'report', on: '2022-09-05', source: 'school', reasons: ['school-aversion'] };
const confirmed = { kind: 'verification', on: '2022-09-06', result: 'confirmed' };
const visit = (day: string, more: object = {}) => ({
  kind: 'persuasion',
  on: day,
  by: [{ name: '秦望舒', unit: 'school' }],
  method: 'home-visit',
  met: [{ who: 'guardian' }],
  summary: `到家劝说 ${day}`,
  outcome: 'undecided',
  ...more,
});

describe('what was handed to another office', () => {
  const referral = { kind: 'referral', on: '2022-09-07', to: 'justice', matter: 'legal-aid' };

  it('is owed by the township after fifteen days, the oldest first, until there is a result', () => {
    const entries = [report, confirmed, referral, { ...referral, on: '2022-09-12' }];
    expect(on('2022-09-10', entries).of('clock.referral')).toMatchObject({
      due: '2022-09-22',
      since: '2022-09-07',
      kind: 'referral',
      level: 'township',
    });
    const answered = { ...referral, result: '已指派律师' };
    expect(on('2022-09-20', [report, confirmed, answered]).of('clock.referral')).toBeUndefined();
  });
});

it.each(rows.map((row) => row.id))('says whose turn %s is', (id) => {
  expect(isOwned(id)).toBe(true);
});

describe('the next persuasion', () => {
  it('is on the list while the last one still holds, and stays with its day once it is late', () => {
    const entries = [report, confirmed, visit('2022-09-10')];
    expect(on('2022-09-20', entries).of('case.continuing')).toMatchObject({ due: '2022-10-10', level: 'school' });
    expect(on('2022-10-20', entries).of('case.continuing')).toMatchObject({ due: '2022-10-10', kind: 'persuasion' });
  });

  it('is the turn of the side that has not gone', () => {
    const entries = [report, confirmed, visit('2022-09-10')];
    expect(on('2022-09-20', entries).of('case.three-parties')).toMatchObject({ level: 'township' });
    const both = [...entries, visit('2022-09-12', { by: [{ name: '孟社干', unit: 'township' }] })];
    expect(on('2022-09-20', both).of('case.three-parties')).toMatchObject({ level: 'village', by: 'village' });
  });
});

describe('a promise with a day', () => {
  it.each([{ promisedOn: '2022-09-20' }, { promise: { on: '2022-09-20' } }])('is a clock: %o', (details) => {
    const entries = [report, confirmed, visit('2022-09-10', { details })];
    expect(on('2022-09-15', entries).of('clock.promise')).toMatchObject({ due: '2022-09-20', kind: 'promise' });
    expect(on('2022-09-25', [...entries, visit('2022-09-22')]).of('clock.promise')).toBeUndefined();
  });

  it.each([{ promisedOn: 'soon' }, { promise: 7 }, { promise: null }, {}])(
    'is none where it says no day: %o',
    (details) => {
      expect(on('2022-09-15', [report, visit('2022-09-10', { details })]).of('clock.promise')).toBeUndefined();
    },
  );
});

it('the deadline of a notice is owed until somebody looked', () => {
  const notice = { kind: 'document', on: '2022-09-08', document: 'return-notice', deadline: '2022-09-18' };
  const entries = [report, confirmed, notice, visit('2022-09-10')];
  expect(on('2022-09-12', entries).of('clock.notice')).toMatchObject({ due: '2022-09-18', level: 'township' });
  expect(on('2022-09-20', [...entries, visit('2022-09-19')]).of('clock.notice')).toBeUndefined();
});

describe('lessons', () => {
  const home = { kind: 'measure', on: '2022-09-07', measure: 'home-teaching' };
  const lesson = (day: string) => ({ kind: 'session', on: day, mode: 'home', classHours: 2 });

  it('of a week that runs are due on its Sunday, and owed since the first week that fell short', () => {
    const entries = [report, confirmed, home];
    const { of, holdsUntil } = on('2022-09-14', entries);
    expect(of('clock.lessons')).toMatchObject({ due: '2022-09-18', by: 'teacher' });
    expect(of('B4-6.weekly')).toBeUndefined();
    expect(holdsUntil).toBe('2022-09-17');
    expect(on('2022-09-28', entries).of('B4-6.weekly')).toMatchObject({ due: '2022-09-18', kind: 'lessons' });
  });

  it('given are not asked for', () => {
    expect(on('2022-09-14', [report, confirmed, home, lesson('2022-09-13')]).of('clock.lessons')).toBeUndefined();
  });

  it('are not asked for in the holidays', () => {
    expect(on('2023-02-01', [report, confirmed, home]).of('clock.lessons')).toBeUndefined();
  });
});

it('an individual plan is reviewed in each later term', () => {
  const plan = { kind: 'plan', on: '2022-09-12', plan: 'individual', goal: '返校' };
  const entries = [report, confirmed, plan];
  expect(on('2022-12-01', entries).of('clock.plan-review')).toBeUndefined();
  expect(on('2023-03-01', entries).of('clock.plan-review')).toMatchObject({ due: '2023-06-30', since: '2023-02-20' });
  const reviewed = [...entries, { ...plan, on: '2023-03-05' }];
  expect(on('2023-03-06', reviewed).of('clock.plan-review')).toBeUndefined();
});

describe('a leave', () => {
  const leave = { kind: 'measure', on: '2022-09-07', measure: 'leave' };
  const step = (who: string, decision: string, more: object = {}) => ({
    kind: 'approval',
    on: '2022-09-10',
    matter: 'leave',
    step: who,
    decision,
    ...more,
  });

  it('waits for the next step of its chain', () => {
    const entries = [report, confirmed, leave, step('guardian', 'applied')];
    expect(on('2022-09-12', entries).of('A2-4.approvals')).toMatchObject({ level: 'school', by: 'principal' });
    const agreed = [...entries, step('school', 'approved')];
    expect(on('2022-09-12', agreed).of('A2-4.approvals')).toMatchObject({ level: 'county' });
  });

  it('is due on its last day', () => {
    const granted = { from: '2022-09-10', to: '2023-01-10' };
    const entries = [report, confirmed, leave, step('county', 'approved', granted)];
    expect(on('2022-12-20', entries).of('A2-4.resumption')).toMatchObject({ due: '2023-01-10', kind: 'leave' });
    expect(on('2023-01-20', entries).of('A2-4.resumption')).toMatchObject({ due: '2023-01-10', kind: 'leave' });
  });
});

it('nobody is asked to approve remote teaching before it is asked for', () => {
  const remote = [report, confirmed, { kind: 'measure', on: '2022-09-07', measure: 'remote-teaching' }];
  expect(on('2022-09-20', remote).of('B4-8.approval')).toBeUndefined();
  const asked = [...remote, { kind: 'document', on: '2022-09-10', document: 'remote-teaching-request' }];
  expect(on('2022-09-20', asked).of('B4-8.approval')).toMatchObject({ level: 'county' });
});

const lives = {
  persuaded: [report, confirmed, visit('2022-09-10', { details: { promisedOn: '2022-09-20' } }), visit('2022-11-20')],
  planned: [report, confirmed, { kind: 'plan', on: '2022-09-12', plan: 'individual', goal: '返校' }],
  home: [report, confirmed, { kind: 'measure', on: '2022-09-07', measure: 'home-teaching' }],
  deferred: [
    report,
    { kind: 'measure', on: '2022-09-07', measure: 'deferral' },
    { kind: 'approval', on: '2022-10-10', matter: 'deferral', step: 'county', decision: 'approved' },
    { kind: 'follow-up', on: '2023-03-10', finding: '在家' },
  ],
};
it.each(Object.keys(lives))('the list of a day holds as long as it says: %s', (name) => {
  const story = lives[name as keyof typeof lives];
  let holds = '';
  let before: unknown;
  for (let day = '2022-09-05'; day < '2023-10-01'; day = addDays(day, 1)) {
    const folded = fold(file(story), day);
    const assessed = assessStory(folded);
    const staged = stageOf(folded);
    const { duties, holdsUntil } = caseDuties(folded, assessed, staged);
    if (day <= holds) expect(duties, day).toEqual(before);
    const ends = [assessed.holdsUntil, staged.holdsUntil, holdsUntil].filter((each) => each !== undefined).sort();
    holds = ends[0] ?? '9999-12-31';
    before = duties;
  }
});

it('a closed case asks for nothing', () => {
  const closed = [report, confirmed, { kind: 'closure', on: '2022-09-10', reason: 'returned' }];
  expect(on('2022-10-10', closed).duties).toEqual([]);
});
