import type { Actor } from '../../basis/actor.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { waitingForMe } from './waiting-cases.ts';

export interface WaitingCount {
  /** What waits and may be decided by this person. */
  readonly waiting: number;
  /** The day of the oldest; null where none waits. */
  readonly since: string | null;
}

/** How many steps and closures wait for this person: `/approvals` lists them. */
export async function countWaitingApprovals(house: Pick<House, 'clock'>, tx: Tx, actor: Actor): Promise<WaitingCount> {
  const rows = (await waitingForMe(house, tx, actor)).filter((row) => !row.own);
  return { waiting: rows.length, since: rows[0]?.since ?? null };
}
