import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { type Cohort, schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import { sql } from 'kysely';
import type { Tx } from './database.ts';

/**
 * Says, for the rest of this transaction, on which day the views of server/views count and which births are of school age
 * then. What follows counts whole ledgers: PostgreSQL takes the villages of a county for a single row and would go through
 * them once a child, so it is told to join by hashing instead. @returns the window, to be printed with whatever is counted.
 */
export async function sayTableDay(tx: Tx, asOf: Day): Promise<Cohort> {
  const cohort = schoolAgeCohort(asOf);
  await sql`select set_config('quanxue.table_day', ${asOf}, true),
    set_config('quanxue.born_from', ${cohort.bornFrom}, true),
    set_config('quanxue.born_to', ${cohort.bornTo}, true),
    set_config('enable_nestloop', 'off', true)`.execute(tx);
  return cohort;
}
