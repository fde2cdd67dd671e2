import type { CaseRow, listCases } from '@quanxue/domain/cases/operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { refreshStale } from './project-case.ts';

type Query = z.output<NonNullable<(typeof listCases)['query']>>;

/** The cases in sight, the most urgent first; what the law says of each holds today. */
export async function listTheCases(
  house: House,
  ask: Ask<unknown, Query>,
): Promise<{ total: number; cases: CaseRow[] }> {
  return ask.inTransaction(async (tx) => {
    await refreshStale(house, tx);
    return findCases(house, tx, ask.query);
  });
}

async function findCases(
  house: Pick<House, 'clock'>,
  tx: Tx,
  query: Query,
): Promise<{ total: number; cases: CaseRow[] }> {
  const { open, stage, measure, villageId, failing, overdue, q } = query;
  const where = sql.join(
    [
      sql`children.withdrawn_at is null`,
      ...(open ? [sql`cases.open = ${open === 'true'}`] : []),
      ...(stage ? [sql`cases.stage = ${stage}`] : []),
      ...(measure ? [sql`cases.measure = ${measure}`] : []),
      ...(villageId ? [sql`(registered.village_id = ${villageId} or residence.village_id = ${villageId})`] : []),
      ...(failing ? [sql`(cases.missing + cases.breach > 0) = ${failing === 'true'}`] : []),
      ...(overdue ? [sql`coalesce(cases.next_due < ${house.clock.today()}::date, false) = ${overdue === 'true'}`] : []),
      ...(q?.trim() ? [sql`position(${q.trim()} in children.name) > 0`] : []),
    ],
    sql` and `,
  );
  const from = sql`
    from cases
      join children on children.id = cases.child_id
      left join unit_villages registered on registered.unit_id = children.registered_unit_id
      left join unit_villages residence on residence.unit_id = children.residence_unit_id
      left join units village on village.id = coalesce(residence.village_id, registered.village_id)
      left join schooling learning on learning.child_id = children.id and learning.to_on is null
        and learning.withdrawn_at is null
      left join units school on school.id = learning.school_unit_id
    where ${where}`;
  const total = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(tx);
  const { rows } = await sql<CaseRow>`
    select cases.id, cases.child_id as "childId", children.name as "childName", village.name as village,
        coalesce(school.name, learning.school_name) as school, cases.opened_on as "openedOn", cases.open, cases.stage,
        cases.stage_since as "stageSince", cases.measure, cases.missing, cases.breach, cases.next_due as "nextDue"
      ${from}
      order by cases.open desc, cases.next_due nulls last, children.name, cases.id
      offset ${query.offset ?? 0} limit ${query.limit ?? 50}`.execute(tx);
  return { total: total.rows[0]?.total ?? 0, cases: rows };
}
