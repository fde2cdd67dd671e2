import type { listProblems, ProblemCount } from '@quanxue/domain/cases/problem-list.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { refreshStale } from '../project-case.ts';
import { flaggedChildren } from './flagged-children.ts';
import { wantedOn } from './part/part.ts';
import { readProblemRows } from './read-problem-rows.ts';

type Query = z.output<NonNullable<(typeof listProblems)['query']>>;
type Answer = z.input<NonNullable<(typeof listProblems)['answer']>>;

/** The children with problems, key households and those out of school first, then by village and name. */
export async function listTheProblems(house: House, ask: Ask<unknown, Query>): Promise<Answer> {
  const { query } = ask;
  return ask.inTransaction(async (tx) => {
    await refreshStale(house, tx);
    const which = whichProblems(query);
    const { ids, ...counts } = await findPage(tx, query, house.clock.today(), which);
    return { ...counts, rows: await readProblemRows(house, tx, ask.actor, ids, which) };
  });
}

/** Said over `problem`, a row of the parts. */
function whichProblems({ state, source }: Query): RawBuilder<unknown> {
  const open = state === 'closed' ? sql`not problem.open` : sql`problem.open`;
  return source ? sql`${open} and problem.source = ${source}` : open;
}

function whichChildren({ villageId, schoolId, q }: Query): RawBuilder<unknown> {
  const inVillage = sql`(select unit_id from unit_villages where village_id = ${villageId})`;
  return sql.join(
    [
      sql`true`,
      ...(villageId ? [sql`(c.registered_unit_id in ${inVillage} or c.residence_unit_id in ${inVillage})`] : []),
      ...(schoolId ? [sql`c.school_unit_id = ${schoolId}`] : []),
      ...(q?.trim() ? [sql`position(${q.trim()} in c.name) > 0`] : []),
    ],
    sql` and `,
  );
}

type Sums = Record<`${'total' | 'all' | 'unowned' | 'unpaired' | 'key'}_${'n' | 'of'}`, number>;

/** One statement: the parts are gathered once for the figures and for the page. */
async function findPage(
  tx: Tx,
  query: Query,
  today: string,
  which: RawBuilder<unknown>,
): Promise<Omit<Answer, 'rows'> & { ids: string[] }> {
  const picked = sql.join(
    [
      sql`true`,
      ...(query.unowned ? [sql`unowned`] : []),
      ...(query.unpaired ? [sql`unpaired`] : []),
      ...(query.key ? [sql`key`] : []),
    ],
    sql` and `,
  );
  const sum = (name: string, where: RawBuilder<unknown>) => sql`
    coalesce(sum(n) filter (where ${where}), 0)::int as ${sql.ref(`${name}_n`)},
    count(*) filter (where ${where})::int as ${sql.ref(`${name}_of`)}`;
  const { rows } = await sql<Sums & { id: string | null }>`
    with child as materialized (${flaggedChildren(wantedOn(today), which, whichChildren(query))}),
      sums as (select ${sum('total', picked)}, ${sum('all', sql`true`)}, ${sum('unowned', sql`unowned`)},
        ${sum('unpaired', sql`unpaired`)}, ${sum('key', sql`key`)} from child),
      page as (
        -- The order alone may take the unit above a group for its village: the view would be walked once a child.
        select child.id, array[not key, not out_of_school] as rank, coalesce(above.name, place.name) as village, child.name
          from child
            left join units place on place.id = coalesce(child.residence_unit_id, child.registered_unit_id)
            left join units above on above.id = place.parent_id and place.kind in ('group', 'grid')
          where ${picked}
          order by rank, village, name, id offset ${query.offset ?? 0} limit ${query.limit ?? 50}
      )
    select sums.*, page.id from sums left join page on true order by rank, village, name, id`.execute(tx);
  const [first] = rows;
  if (!first) throw new Error('an aggregate without a row');
  const count = (name: 'total' | 'all' | 'unowned' | 'unpaired' | 'key'): ProblemCount => ({
    problems: first[`${name}_n`],
    children: first[`${name}_of`],
  });
  return {
    total: count('total'),
    all: count('all'),
    unowned: count('unowned'),
    unpaired: count('unpaired'),
    key: count('key'),
    ids: rows.flatMap((row) => row.id ?? []),
  };
}
