import { sql } from 'kysely';
import type { Tx } from '../../basis/database.ts';
import { problems } from '../../basis/problems.ts';

/** A child whose problems the actor may see: as with cases, the administrator's post alone shows none. */
export interface SeenChild {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string;
}

/**
 * These children, locked in the order of their ids until the transaction ends where `lock` is said.
 * @throws Problem `not-found` when one is not there or not in sight.
 */
export async function seeChildren(tx: Tx, childIds: readonly string[], lock: boolean): Promise<SeenChild[]> {
  const wanted = new Set(childIds);
  const { rows } = await sql<SeenChild>`
    select c.id, c.name, c.birth_date as "birthDate" from children c
      where c.id = any(${[...wanted]}::uuid[]) and c.withdrawn_at is null and (
        c.registered_unit_id in (select case_units_in_scope())
        or c.residence_unit_id in (select case_units_in_scope())
        or c.school_unit_id in (select case_units_in_scope())
        or c.owner_unit_id in (select case_units_in_scope())
      )
      order by c.id ${lock ? sql`for update` : sql``}`.execute(tx);
  if (rows.length < wanted.size) throw problems.notFound();
  return rows;
}

export async function seeChild(tx: Tx, childId: string, lock = false): Promise<SeenChild> {
  const [child] = await seeChildren(tx, [childId], lock);
  if (!child) throw problems.notFound();
  return child;
}
