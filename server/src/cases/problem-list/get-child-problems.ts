import type { ChildProblems } from '@quanxue/domain/cases/problem-list.ts';
import { sql } from 'kysely';
import type { Actor } from '../../basis/actor.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { rolesOf } from '../author.ts';
import { refreshStale } from '../project-case.ts';
import { readOwners, readPairings, readProblems } from './read-problem-rows.ts';
import { seeChild } from './see-child.ts';

/** One child: what is open and what was closed, who answers for it and who stands by it, now and before. */
export async function getTheChildProblems(house: House, ask: Ask<{ childId: string }>): Promise<ChildProblems> {
  const { childId } = ask.params;
  return ask.inTransaction(async (tx) => {
    await refreshStale(house, tx);
    await seeChild(tx, childId);
    return readChildProblems(house, tx, ask.actor, childId);
  });
}

/** The same after an act in this transaction. */
export async function readChildProblems(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  actor: Actor,
  childId: string,
): Promise<ChildProblems> {
  const owners = (await readOwners(house, tx, [childId], false)).get(childId) ?? [];
  const pairings = (await readPairings(house, tx, actor, [childId], false)).get(childId) ?? [];
  const problems = await readProblems(house, tx, rolesOf(actor), [childId], sql`true`);
  return {
    owner: owners.find((each) => each.toOn === null) ?? null,
    pairing: pairings.find((each) => each.toOn === null) ?? null,
    problems: problems.get(childId) ?? [],
    // One that was replaced on its first day never was.
    formerOwners: owners.filter(({ fromOn, toOn }) => toOn !== null && toOn >= fromOn),
    formerPairings: pairings.filter(({ fromOn, toOn }) => toOn !== null && toOn >= fromOn),
  };
}
