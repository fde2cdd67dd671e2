import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { type Cohort, schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import { type RawBuilder, sql } from 'kysely';

/*
 * The problem list is the sum of its parts, each a select of the same columns over what is recorded anyway:
 *
 *     key, child_id, source, kind, found_on, case_id, problem_id, finding, open
 *
 * A new source of problems is a file beside these and a line in every-problem.ts.
 */

/** For which day, and of whom: everybody in sight where no children are named. */
export interface Wanted {
  readonly today: Day;
  readonly cohort: Cohort;
  readonly childIds?: readonly string[];
}

export type Part = (wanted: Wanted) => RawBuilder<unknown>;

export function wantedOn(today: Day, childIds?: readonly string[]): Wanted {
  return { today, cohort: schoolAgeCohort(today), ...(childIds && { childIds }) };
}

/** Said inside each part: a condition outside the union would come after the whole county has been gathered. */
export function among(column: string, { childIds }: Wanted): RawBuilder<unknown> {
  return childIds ? sql`${sql.ref(column)} = any(${childIds}::uuid[])` : sql`true`;
}
