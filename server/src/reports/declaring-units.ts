import type { Role } from '@quanxue/domain/basis/operation.ts';
import { sql } from 'kysely';
import type { Actor, ActorPost } from '../basis/actor.ts';
import type { Tx } from '../basis/database.ts';

/** A school or village that owes a declaration. */
export interface DeclaringUnit {
  readonly id: string;
  readonly kind: 'school' | 'village';
  readonly name: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

/** The post that owes it. */
export function owes({ kind }: Pick<DeclaringUnit, 'kind'>): Role {
  return kind === 'school' ? 'principal' : 'village';
}

/** Schools and villages in sight. */
export async function declaringUnits(tx: Tx, kind?: DeclaringUnit['kind']): Promise<readonly DeclaringUnit[]> {
  const { rows } = await sql<DeclaringUnit>`
    select id, kind, name, valid_from, valid_to from units
      where kind in ('school', 'village') and id in (select case_units_in_scope())
        ${kind ? sql`and kind = ${kind}` : sql``}
      order by kind, code nulls last, name, id`.execute(tx);
  return rows;
}

/** The actor's post that declares for a unit: of the school itself, of the village itself or a grid in it. */
export async function declaringPosts(tx: Tx, actor: Actor): Promise<ReadonlyMap<string, ActorPost>> {
  const found = new Map<string, ActorPost>();
  for (const post of actor.posts) {
    if (post.role === 'principal' || post.role === 'roll-keeper') found.set(post.unitId, post);
    if (post.role !== 'village' && post.role !== 'grid-worker') continue;
    const { rows } = await sql<{ village_id: string }>`
      select village_id from unit_villages where unit_id = ${post.unitId}`.execute(tx);
    for (const { village_id } of rows) found.set(village_id, post);
  }
  return found;
}
