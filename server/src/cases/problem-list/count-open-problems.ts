import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { ProblemCount } from '@quanxue/domain/cases/problem-list.ts';
import { sql } from 'kysely';
import type { Tx } from '../../basis/database.ts';
import { flaggedChildren } from './flagged-children.ts';
import { wantedOn } from './part/part.ts';

/** Open problems in the actor's sight: all, and those whose child has no owner or no pair; the goal of both is 0. */
export interface OpenProblems {
  readonly open: ProblemCount;
  readonly unowned: ProblemCount;
  readonly unpaired: ProblemCount;
}

/** The figures of the board. The cases must be fresh (`refreshStale`). */
export async function countOpenProblems(tx: Tx, today: Day): Promise<OpenProblems> {
  const { rows } = await sql<Record<'n' | 'of' | 'unowned_n' | 'unowned_of' | 'unpaired_n' | 'unpaired_of', number>>`
    select coalesce(sum(n), 0)::int as n, count(*)::int as of,
        coalesce(sum(n) filter (where unowned), 0)::int as unowned_n, count(*) filter (where unowned)::int as unowned_of,
        coalesce(sum(n) filter (where unpaired), 0)::int as unpaired_n,
        count(*) filter (where unpaired)::int as unpaired_of
      from (${flaggedChildren(wantedOn(today), sql`problem.open`, sql`true`)}) child`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('an aggregate without a row');
  return {
    open: { problems: row.n, children: row.of },
    unowned: { problems: row.unowned_n, children: row.unowned_of },
    unpaired: { problems: row.unpaired_n, children: row.unpaired_of },
  };
}
