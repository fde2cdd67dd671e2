import type { Role } from '../basis/operation.ts';
import { addDays, type Day, daysBetween } from '../basis/plain-date.ts';
import { CASE_DUTY_KINDS, type DutyLevel } from '../cases/duty-owners.ts';

/* The rules of the work list: when a duty stands on it, on whose list, and how far up the line it has gone. Pure. */

/** What duties are about; a filter each. Those after the case's own come from the other capabilities. */
export const DUTY_KINDS = [
  ...CASE_DUTY_KINDS,
  'lead',
  'answer',
  'declaration',
  'round',
  'enrolment',
  'closing',
  'problem',
  'rows',
  'brief',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

export const DUTY_STATES = ['overdue', 'due', 'coming'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** How late: the columns of the table by unit. */
export const LATENESS = ['week', 'month', 'more'] as const;
export type Lateness = (typeof LATENESS)[number];

/** The settings that decide (server/src/basis/settings.ts). */
export interface DutyWindows {
  readonly dueDays: number;
  readonly comingDays: number;
  readonly undatedDays: number;
  readonly escalateDays: number;
}

/** Leaves are told these many days before their last (plan 3(3); the steps are our reading, R141). */
export const LEAVE_MARKS = [7, 15, 30] as const;

/** Which of the marks a leave has passed: 30 → 15 → 7 days left; null before the first and after the end. */
export function leaveMark(daysLeft: number): (typeof LEAVE_MARKS)[number] | null {
  return daysLeft < 0 ? null : (LEAVE_MARKS.find((mark) => daysLeft <= mark) ?? null);
}

/** The posts that have a work list. */
export const DUTY_ROLES = [
  'county-committee',
  'township-leader',
  'social-affairs',
  'village',
  'grid-worker',
  'principal',
  'roll-keeper',
  'teacher',
] as const satisfies readonly Role[];

const LEVEL_OF: Readonly<Record<(typeof DUTY_ROLES)[number], DutyLevel>> = {
  'county-committee': 'county',
  'township-leader': 'township',
  'social-affairs': 'township',
  village: 'village',
  'grid-worker': 'village',
  principal: 'school',
  'roll-keeper': 'school',
  teacher: 'school',
};

/** The level on which a post works; undefined for posts without a work list. */
export function levelOf(role: Role): DutyLevel | undefined {
  return (LEVEL_OF as Readonly<Partial<Record<Role, DutyLevel>>>)[role];
}

/** Posts that have all of their level's duties before them; the others have what is theirs by name. */
const WHOLE_LEVEL: readonly Role[] = ['principal', 'village', 'grid-worker', 'social-affairs', 'county-committee'];

const HEIGHT: Readonly<Record<DutyLevel, number>> = { school: 0, village: 0, township: 1, county: 2 };

/** What the rules ask of a duty. */
export interface Placed {
  readonly level: DutyLevel;
  readonly by: Role;
  /** Whose turn it is: the school, the village, the township, the county. */
  readonly unitId: string;
  /** The township above it; null where there is none. */
  readonly townshipId: string | null;
  /** Null: no day is set; it is due as long as it is there and never late. */
  readonly due: Day | null;
  /** A lead climbs by its own clock: it is the leaders' matter, the county's. */
  readonly climbed?: 'office' | 'township' | 'county';
  /** A clock of hours has run out on the very day. */
  readonly ranOut?: boolean;
}

export interface DutyStanding {
  readonly state: DutyState;
  /** Days late; below zero: days left. */
  readonly late: number;
  /** The highest level on whose list it stands. */
  readonly reached: DutyLevel;
  /** Since when it stands there; null where that is its own level. */
  readonly reachedOn: Day | null;
}

/** How a duty stands on a day; undefined where its day is too far off to be told. */
export function dutyStanding(duty: Placed, today: Day, windows: DutyWindows): DutyStanding | undefined {
  const { level, due } = duty;
  const here = { reached: level, reachedOn: null };
  if (due === null) return { state: 'due', late: 0, ...here };
  const late = daysBetween(due, today);
  const state: DutyState = late > 0 || duty.ranOut ? 'overdue' : -late <= windows.dueDays ? 'due' : 'coming';
  if (-late > windows.comingDays) return undefined;
  if (duty.climbed) {
    const county = duty.climbed === 'county' && level !== 'county';
    return { state, late, reached: county ? 'county' : level, reachedOn: county ? due : null };
  }
  const steps = windows.escalateDays > 0 ? Math.max(0, Math.floor(late / windows.escalateDays)) : 0;
  const height = Math.min(2, HEIGHT[level] + steps);
  if (height === HEIGHT[level]) return { state, late, ...here };
  const climbed = (height - HEIGHT[level]) * windows.escalateDays;
  return { state, late, reached: height === 2 ? 'county' : 'township', reachedOn: addDays(due, climbed) };
}

export interface DutyPost {
  readonly role: Role;
  /** The unit whose duties are this post's: of a grid, its village. */
  readonly unitId: string;
}

/** Whether a duty is this post's: its own, or one that climbed to it because nobody did it in time. */
export function isOnListOf(post: DutyPost, duty: Placed, standing: DutyStanding, windows: DutyWindows): boolean {
  const level = levelOf(post.role);
  if (level === undefined) return false;
  const own = duty.level === level && duty.unitId === post.unitId;
  if (own && (WHOLE_LEVEL.includes(post.role) || duty.by === post.role)) return true;
  if (level === 'township') {
    // The leaders are told what their own office leaves undone.
    if (own) return duty.climbed ? duty.climbed !== 'office' : standing.late >= windows.escalateDays;
    return HEIGHT[duty.level] === 0 && HEIGHT[standing.reached] >= 1 && duty.townshipId === post.unitId;
  }
  return level === 'county' && standing.reached === 'county';
}

export function latenessOf(late: number): Lateness {
  return late < 7 ? 'week' : late <= 30 ? 'month' : 'more';
}

/** Overdue first, then by day; what names no day comes after what does on the same day. */
export function byUrgency(
  a: { state: DutyState; due: Day | null; key: string },
  b: { state: DutyState; due: Day | null; key: string },
): number {
  const order = DUTY_STATES.indexOf(a.state) - DUTY_STATES.indexOf(b.state);
  if (order !== 0) return order;
  const [first, second] = [a.due ?? '9999-12-31', b.due ?? '9999-12-31'];
  return first < second ? -1 : first > second ? 1 : a.key < b.key ? -1 : 1;
}

export interface Digest {
  /** The day of the last look before today. */
  readonly since: Day;
  readonly fresh: number;
  readonly overdue: number;
  readonly leavesEnded: number;
}

/** What came onto a list since it was last looked at; undefined where that is not long ago. One line, however much came. */
export function digestOf(
  before: { readonly on: Day; readonly seen: ReadonlySet<string> },
  today: Day,
  list: readonly { key: string; kind: DutyKind; state: DutyState; due: Day | null }[],
  gapDays: number,
): Digest | undefined {
  if (daysBetween(before.on, today) < gapDays) return undefined;
  const ranOut = list.filter(({ state, due }) => state === 'overdue' && due !== null && due >= before.on);
  return {
    since: before.on,
    fresh: list.filter(({ key }) => !before.seen.has(key)).length,
    overdue: ranOut.length,
    leavesEnded: ranOut.filter(({ kind }) => kind === 'leave').length,
  };
}
