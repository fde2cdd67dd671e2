import { type RawBuilder, sql } from 'kysely';
import { findings } from './findings.ts';
import { outOfSchool } from './out-of-school.ts';
import type { Part, Wanted } from './part.ts';
import { unexplained } from './unexplained.ts';
import { written } from './written.ts';

const PARTS: readonly Part[] = [written, findings, unexplained, outOfSchool];

/** All problems, open and closed, as one select of the parts' columns. */
export function everyProblem(wanted: Wanted): RawBuilder<unknown> {
  return sql.join(
    PARTS.map((part) => part(wanted)),
    sql` union all `,
  );
}
