import type { Basis } from './basis.ts';
import type { SchoolingState } from './operations.ts';
import { isEnrolled } from './record.ts';

/*
 * What the turn of a school year (1 September) makes of a child's line. It only carries on what is known: a pupil of
 * grade 1–8 sits one grade higher at the same school. Where the year ends a school, nobody knows yet where the child goes:
 * the line becomes `unknown`, to be explained by the new roll or by a certificate. (Plan 3(1); readings R81, R82)
 */

export const ROLL_OVER_GROUPS = [
  'promoted',
  'school-ends',
  'graduates',
  'entering',
  'waiting',
  'no-grade',
  'by-case',
  'new-year-known',
  'over-age',
] as const;
export type RollOverGroup = (typeof ROLL_OVER_GROUPS)[number];

/** The groups whose lines the roll-over writes; the others are told and left alone. */
export const ROLL_OVER_WRITES: readonly RollOverGroup[] = ['promoted', 'school-ends', 'graduates'];

export interface LineAtTurn {
  readonly state: SchoolingState;
  readonly grade: number | null;
  /** The line began in the new school year already: a roll or a person was faster. */
  readonly isOfNewYear: boolean;
  readonly basis: Partial<Basis>;
  /** The child's case is open, and its word stands. */
  readonly hasOpenCase: boolean;
  /** Some pupil of this school sits in grade 7 or higher: it does not end with grade 6. */
  readonly schoolGoesOn: boolean;
}

/** @param age where the child stands to the window of the new school year; `entering`: in its youngest cohort. */
export function groupAtTurn(line: LineAtTurn | null, age: 'entering' | 'within' | 'above'): RollOverGroup | null {
  if (!line) return age === 'entering' ? 'entering' : age === 'above' ? 'over-age' : null;
  if (line.isOfNewYear) return 'new-year-known';
  if (line.state === 'completed' || line.state === 'left') return null;
  if (line.hasOpenCase && line.basis.kind === 'entry') return 'by-case';
  if (!isEnrolled(line.state)) return age === 'above' ? 'over-age' : 'waiting';
  if (line.grade === null) return age === 'above' ? 'over-age' : 'no-grade';
  if (line.grade >= 9) return 'graduates';
  return line.grade === 6 && !line.schoolGoesOn ? 'school-ends' : 'promoted';
}
