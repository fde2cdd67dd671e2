import { sql } from 'kysely';
import type { Actor, ActorPost } from '../basis/actor.ts';
import type { Tx } from '../basis/database.ts';
import { reportProblems } from './problems.ts';

/** The post in which the actor may act for the lead's owner: its own office, or the county above it. */
export async function concludingPost(tx: Tx, actor: Actor, ownerUnitId: string): Promise<ActorPost> {
  const { rows } = await sql<{ id: string; name: string }>`
    select units.id, units.name from unit_ancestors(${ownerUnitId}::uuid) as up (id)
      join units on units.id = up.id`.execute(tx);
  const above = new Set(rows.map((row) => row.id));
  const post = actor.posts.find(
    (each) => (each.role === 'social-affairs' || each.role === 'county-committee') && above.has(each.unitId),
  );
  if (!post) throw reportProblems.notYourLead({ unit: rows.find((row) => row.id === ownerUnitId)?.name ?? '' });
  return post;
}
