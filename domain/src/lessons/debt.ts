import { type Day, mondayOf } from '../basis/plain-date.ts';
import { of, type Story } from '../casefile/fold.ts';
import type { EntryOf } from '../casefile/schema.ts';
import { readDetails } from '../cases/details/index.ts';
import { type TeachingWeek, teachingWeeks } from '../policy/judge/teaching.ts';
import { packNamed } from '../policy/packs/index.ts';
import { bench } from '../policy/verdict.ts';

export const MODES = ['home', 'remote'] as const;
export type Mode = (typeof MODES)[number];

export interface DebtWeek extends TeachingWeek {
  /** What later or earlier sessions say that they make up of it. */
  readonly madeUp: number;
  /** Short, and not made up. */
  readonly missing: boolean;
}

/** What is owed to one child under home or remote teaching, week by week. */
export interface TeachingDebt {
  readonly mode: Mode;
  /** Who taught last; before the first session whom the plan names. */
  readonly teacher: string | null;
  readonly since: Day;
  readonly lastOn: Day | null;
  readonly weeks: readonly DebtWeek[];
  /** Weeks; held and made up and missing are together the owed ones. */
  readonly owed: number;
  readonly held: number;
  readonly madeUp: number;
  readonly missing: number;
}

/** Sums of class hours come out a hair beside the whole number. */
const ROUNDING = 1e-9;

/**
 * The debt of lessons; undefined where neither kind of teaching is the measure. The weeks are those of the findings
 * B4-6.weekly and B4-8.weekly; a lesson that makes up another week is told apart and leaves that week short there.
 */
export function teachingDebt(story: Story): TeachingDebt | undefined {
  const { measure, began, asOf } = story;
  if ((measure !== 'home-teaching' && measure !== 'remote-teaching') || began === undefined) return undefined;
  const mode: Mode = measure === 'home-teaching' ? 'home' : 'remote';
  const sessions = of(story, 'session').filter((entry) => entry.mode === mode);
  const making = new Map<Day, number>();
  for (const entry of sessions) {
    const week = madeUpWeek(entry);
    if (week !== undefined) making.set(week, (making.get(week) ?? 0) + (mode === 'home' ? 1 : entry.classHours));
  }
  const weeks = teachingWeeks(
    bench(story, packNamed(story.file.pack), () => {}),
    mode,
  ).map((week): DebtWeek => {
    const madeUp = making.get(week.monday) ?? 0;
    return { ...week, madeUp, missing: week.short && week.held + madeUp < week.need - ROUNDING };
  });
  const short = weeks.filter((week) => week.short);
  const missing = weeks.filter((week) => week.missing).length;
  const plan = of(story, 'plan').findLast((entry) => entry.plan === measure);
  return {
    mode,
    teacher:
      sessions.findLast((entry) => entry.teacher !== undefined && entry.on <= asOf)?.teacher ?? plan?.persons ?? null,
    since: began,
    lastOn: sessions.at(-1)?.on ?? null,
    weeks,
    owed: weeks.length,
    held: weeks.length - short.length,
    madeUp: short.length - missing,
    missing,
  };
}

/** The Monday of another week that a session makes up. */
function madeUpWeek(entry: EntryOf<'session'>): Day | undefined {
  const { makeUpOf } = readDetails(entry);
  if (typeof makeUpOf !== 'string') return undefined;
  const week = mondayOf(makeUpOf);
  return week === mondayOf(entry.on) ? undefined : week;
}
