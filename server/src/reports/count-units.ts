import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import type { UnitCount } from '@quanxue/domain/reports/declaration-operations.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

const NONE: UnitCount = { enrolled: 0, suspected: 0, dropped: 0, unverified: 0 };

/** What the ledgers count for each school and village in sight, for one day as it is known now. */
export async function countUnits(tx: Tx, day: Day): Promise<(unitId: string) => UnitCount> {
  const { bornFrom, bornTo } = schoolAgeCohort(day);
  // A merged village counts as it was that day.
  await sql`select set_config('quanxue.table_day', ${day}, true)`.execute(tx);
  const { rows } = await sql<UnitCount & { unit_id: string }>`
    select * from declared_counts(${day}::date, ${bornFrom}::date, ${bornTo}::date)`.execute(tx);
  const counts = new Map(rows.map(({ unit_id, ...count }) => [unit_id, count]));
  return (unitId) => counts.get(unitId) ?? NONE;
}
