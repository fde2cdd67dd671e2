import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import { readTeachingDebt } from './list-teaching-debt.ts';

/** Children in sight to whom lessons are missing, and how many weeks together. */
export async function countTeachingDebt(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
): Promise<{ children: number; weeks: number }> {
  const rows = await readTeachingDebt(house, tx, { missing: 'true' });
  return { children: rows.length, weeks: rows.reduce((sum, row) => sum + row.missing, 0) };
}
