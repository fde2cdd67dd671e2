import type { listUnassigned, UnassignedChild } from '@quanxue/domain/children/responsibility.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { countUnassigned, fromResponsibles } from './count-unassigned.ts';

type Query = z.output<NonNullable<(typeof listUnassigned)['query']>>;
type Answer = z.input<NonNullable<(typeof listUnassigned)['answer']>>;

/** The children of school age whom no grid worker, or no head of school, answers for; with the reason. */
export async function listTheUnassigned(house: House, ask: Ask<unknown, Query>): Promise<Answer> {
  const asOf = ask.query.asOf ?? house.clock.today();
  const { kind = 'grid', reason: wanted, villageId, schoolId, offset = 0, limit = 50 } = ask.query;
  const reason =
    kind === 'grid'
      ? sql`case when r.village_id is null then 'no-place' else 'no-grid-worker' end`
      : sql`case when r.school_id is null then 'no-school' else 'no-principal' end`;
  const where = sql.join(
    [
      kind === 'grid' ? sql`r.grid_holder_id is null` : sql`r.principal_holder_id is null`,
      ...(wanted ? [sql`${reason} = ${wanted}`] : []),
      ...(villageId ? [sql`r.village_id = ${villageId}`] : []),
      ...(schoolId ? [sql`r.school_id = ${schoolId}`] : []),
    ],
    sql` and `,
  );
  return ask.inTransaction(async (tx) => {
    const counts = await countUnassigned(tx, asOf);
    const { rows } = await sql<UnassignedChild & { total: number }>`
      select count(*) over ()::int as total, c.id, c.name, c.birth_date as "birthDate",
        unit_name_on(r.village_id, ${asOf}::date) as village,
        coalesce(unit_name_on(r.school_id, ${asOf}::date), s.school_name) as school,
        coalesce(s.state, 'unknown') as state, ${reason} as reason
      ${fromResponsibles(asOf)} and ${where}
      order by r.village_id nulls first, c.name, c.id offset ${offset} limit ${limit}`.execute(tx);
    const children = rows.map(({ total: _, ...child }) => child);
    // Beyond the last page no row carries the total.
    return { asOf, counts, total: rows[0]?.total ?? (offset > 0 ? counts[kind] : 0), children };
  });
}
