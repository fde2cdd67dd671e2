import { addDays, type Day } from '../basis/plain-date.ts';
import { of, type Story } from './fold.ts';

/** Where a case is, in the order of its life. Derived, never stored as truth. */
export const STAGES = [
  'lead',
  'verified',
  'suspected',
  'dropout',
  'persuading',
  'on-measure',
  'stable',
  'struck-off',
] as const;
export type Stage = (typeof STAGES)[number];

/** Settings, in days (docs/readings.md: both are our reading). */
export const stageSettings = {
  /** In school this long after a placement, a child counts as settled. */
  stableAfter: 60,
  /** A confirmed case that nobody has begun to persuade for this long is called a dropout. */
  dropoutAfter: 30,
} as const;

export interface Staged {
  readonly stage: Stage;
  readonly since: Day;
  /** The last day on which this holds if nothing is added; undefined: without end. */
  readonly holdsUntil: Day | undefined;
}

/**
 * The stage on the story's day and since when. One table, read from the bottom up: the first line that fits. A reopening
 * begins a new life: what was verified and persuaded before it does not carry the stage any more.
 */
export function stageOf(story: Story, settings: { stableAfter: number; dropoutAfter: number } = stageSettings): Staged {
  const { asOf, closure, placement, report } = story;
  const reopened = of(story, 'reopening').at(-1)?.on;
  const isCurrent = (entry: { on: Day }) => reopened === undefined || entry.on >= reopened;
  const is = (stage: Stage, since: Day, holdsUntil?: Day): Staged => ({ stage, since, holdsUntil });

  if (closure) return is('struck-off', closure.on);
  const stableOn = placement && addDays(placement.on, settings.stableAfter);
  if (stableOn !== undefined && asOf >= stableOn) return is('stable', stableOn);
  const holds = stableOn && addDays(stableOn, -1);
  if (story.measure !== null && story.began !== undefined) {
    return is('on-measure', reopened !== undefined && story.began < reopened ? reopened : story.began, holds);
  }
  const persuaded = of(story, 'persuasion').find(isCurrent);
  if (persuaded) return is('persuading', persuaded.on, holds);
  const verified = of(story, 'verification').findLast(isCurrent);
  if (!verified) return is('lead', reopened ?? report?.on ?? story.entries[0]?.on ?? asOf, holds);
  if (verified.result !== 'confirmed') return is('verified', verified.on, holds);
  const dropoutOn = addDays(verified.on, settings.dropoutAfter);
  return asOf >= dropoutOn ? is('dropout', dropoutOn, holds) : is('suspected', verified.on, addDays(dropoutOn, -1));
}
