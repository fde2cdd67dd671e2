import { addDays, type Day, mondayOf } from '../../basis/plain-date.ts';
import { owedWeeks } from '../../basis/school-calendar.ts';
import { of } from '../../casefile/fold.ts';
import type { EntryOf } from '../../casefile/schema.ts';
import { type Bench, breach, met, missing, pending, type Verdict } from '../verdict.ts';
import { arrived } from './facts.ts';

/* Annex 1, B4-6 and B4-8; annex 2, measures 5 and 8. */

/** What a plan must say. */
const PLAN_FIELDS = {
  'home-teaching': ['courses', 'content', 'time', 'place', 'timetable'],
  'remote-teaching': ['courses', 'subjects', 'schedule', 'timetable', 'persons', 'means'],
} as const;

export function teachingPlan({ story }: Bench, kind: keyof typeof PLAN_FIELDS): Verdict {
  const plans = of(story, 'plan').filter((entry) => entry.plan === kind);
  if (plans.length === 0) return missing;
  const whole = plans.some((entry) => PLAN_FIELDS[kind].every((field) => entry[field] !== undefined));
  return whole
    ? met
    : breach(
        '方案内容不全',
        'the plan leaves something out',
        plans.map((entry) => entry.id),
      );
}

const sessions = ({ story }: Bench, mode: 'home' | 'remote') =>
  of(story, 'session').filter((entry) => entry.mode === mode);

/** Fractions of a class hour are added: 0.7 + 0.7 + 0.6 is two hours, whatever the machine's arithmetic makes of it. */
const ROUNDING = 1e-9;

/** One owed week: how much was held in it (visits at home, class hours from afar) and how much is owed. */
export interface TeachingWeek {
  readonly monday: Day;
  readonly held: number;
  readonly need: number;
  readonly short: boolean;
}

/** The weeks until a day that the papers judge, in order: for the finding and for the list of what is owed alike. */
export function teachingWeeks(at: Bench, mode: 'home' | 'remote', until: Day = at.asOf): TeachingWeek[] {
  const { story, calendar, pack } = at;
  const owed = owedWeeks(story.runs, until, calendar).filter(
    (monday) => mode === 'remote' || monday >= pack.parameters.homeTeachingFrom,
  );
  if (owed.length === 0) return [];
  const given = new Map<Day, number>();
  for (const entry of sessions(at, mode)) {
    const monday = mondayOf(entry.on);
    given.set(monday, (given.get(monday) ?? 0) + (mode === 'home' ? 1 : entry.classHours));
  }
  const need = at.number(mode === 'home' ? 'homeTeachingPerWeek' : 'remoteTeachingPerWeek');
  return owed.map((monday) => {
    const held = given.get(monday) ?? 0;
    return { monday, held, need, short: held < need - ROUNDING };
  });
}

/** Every owed school week has its lessons: visits for home teaching, class hours for remote teaching. */
export function weekly(at: Bench, mode: 'home' | 'remote'): Verdict {
  const owed = teachingWeeks(at, mode);
  // The next Sunday may complete a week that is then owed.
  at.until(addDays(mondayOf(addDays(at.asOf, 1)), 5));
  if (owed.length === 0) return pending('还没有满一个教学周', 'no school week is owed yet');
  const short = owed.filter((week) => week.short).map((week) => week.monday);
  const counts = { have: owed.length - short.length, need: owed.length };
  if (short.length === 0) return { ...met, ...counts };
  const weeks = short.slice(0, 3).join('、');
  return {
    ...breach(
      `有 ${short.length} 个教学周次数（课时）不足，如 ${weeks} 起的一周`,
      `${short.length} school weeks fall short, such as those from ${short.slice(0, 3).join(', ')}`,
    ),
    ...counts,
  };
}

/** Every home visit since the standard began lasts long enough. */
export function homeHours(at: Bench): Verdict {
  const visits = sessions(at, 'home').filter((entry) => entry.on >= at.pack.parameters.homeTeachingFrom);
  if (visits.length === 0) return pending('还没有送教记录', 'no session is on file yet');
  const need = at.number('homeTeachingHours');
  const short = visits.filter((entry) => entry.classHours < need - ROUNDING);
  return short.length === 0
    ? met
    : breach(
        `有 ${short.length} 次不足 ${need} 学时`,
        `${short.length} visits are shorter than ${need} class hours`,
        short.map((entry) => entry.id),
      );
}

/** Every session's record is whole. */
export function sessionRecords(at: Bench, mode: 'home' | 'remote'): Verdict {
  const all = sessions(at, mode);
  if (all.length === 0) return pending('还没有送教记录', 'no session is on file yet');
  const poor = all.filter((entry) => !(mode === 'home' ? isWholeHomeRecord(entry) : isWholeRemoteRecord(entry)));
  return poor.length === 0
    ? met
    : breach(
        `有 ${poor.length} 次记录不全`,
        `${poor.length} records leave something out`,
        poor.map((entry) => entry.id),
      );
}

const isWholeHomeRecord = (entry: EntryOf<'session'>) =>
  entry.content !== undefined && entry.teacher !== undefined && arrived(entry, ['photo', 'audio', 'video']);

const isWholeRemoteRecord = (entry: EntryOf<'session'>) =>
  entry.means !== undefined &&
  entry.subject !== undefined &&
  entry.teacher !== undefined &&
  entry.lessonPlan !== undefined &&
  arrived(entry);
