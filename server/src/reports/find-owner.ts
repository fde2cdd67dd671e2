import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

/** A post, never a person. */
export interface Owner {
  readonly owner_role: 'social-affairs' | 'county-committee';
  readonly owner_unit_id: string;
}

/**
 * Whose work a lead is: the social affairs office of the township above the first of these units that has one (plan,
 * article 6: found in the village, told to that office); where none has, the county's education committee.
 */
export async function findOwner(tx: Tx, units: readonly (string | null | undefined)[]): Promise<Owner> {
  for (const unit of units) {
    if (!unit) continue;
    const { rows } = await sql<{ id: string }>`
      select units.id from unit_ancestors(${unit}::uuid) as up (id) join units on units.id = up.id
        where units.kind = 'township' limit 1`.execute(tx);
    if (rows[0]) return { owner_role: 'social-affairs', owner_unit_id: rows[0].id };
  }
  const county = await tx.selectFrom('units').select('id').where('kind', '=', 'county').executeTakeFirstOrThrow();
  return { owner_role: 'county-committee', owner_unit_id: county.id };
}

/** Where a child lives, else is registered, else learns, else was entered: the order in which its office is sought. */
export async function ownerOfChild(tx: Tx, childId: string): Promise<Owner | undefined> {
  const child = await tx
    .selectFrom('children')
    .select(['residence_unit_id', 'registered_unit_id', 'school_unit_id', 'owner_unit_id'])
    .where('id', '=', childId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return (
    child &&
    findOwner(tx, [child.residence_unit_id, child.registered_unit_id, child.school_unit_id, child.owner_unit_id])
  );
}
