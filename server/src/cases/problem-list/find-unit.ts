import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { problemListProblems } from '@quanxue/domain/cases/problem-list-refusals.ts';
import type { Tx } from '../../basis/database.ts';

/** @throws Problem for a unit that is not there, or no longer on that day. */
export async function findUnit(tx: Tx, unitId: string, on: Day): Promise<{ kind: string; name: string }> {
  const unit = await tx
    .selectFrom('units')
    .select(['kind', 'name', 'valid_to'])
    .where('id', '=', unitId)
    .executeTakeFirst();
  if (!unit || (unit.valid_to !== null && unit.valid_to < on)) throw problemListProblems.unitUnknown({ unitId });
  return unit;
}
