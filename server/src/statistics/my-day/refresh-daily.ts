import { daily } from '../../basis/daily.ts';
import type { House } from '../../basis/house.ts';
import { readActor } from '../../basis/sessions.ts';
import { refreshStale } from '../../cases/project-case.ts';
import { officeHolders } from '../../reports/sweep-daily.ts';

/** Goes for one office: each takes some thousand cases. */
const ROUNDS = 50;

/**
 * Once a day, and at the start of a machine that was off: computes anew every case whose answer no longer holds, in the name
 * of each office, so that the first list of the morning waits for nothing. It tells nobody anything; each post is told once,
 * by the digest of its own list.
 */
export function refreshDaily(house: House): void {
  daily(house, 'refreshCases', () => refreshAllCases(house));
}

export async function refreshAllCases(house: Pick<House, 'database' | 'clock' | 'keys'>): Promise<void> {
  for (const { accountId } of await officeHolders(house)) {
    // Bounded: a case that cannot be computed must not keep the server busy.
    for (let more = true, round = 0; more && round < ROUNDS; round++) {
      more = await house.database.inTransaction({ accountId }, async (tx) => {
        const actor = await readActor(house.clock, tx, accountId);
        return actor !== undefined && (await refreshStale(house, tx));
      });
    }
  }
}
