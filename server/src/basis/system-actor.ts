import { type Actor, postAs } from './actor.ts';
import type { House } from './house.ts';
import { newId } from './ids.ts';
import { readActor } from './sessions.ts';

/*
 * In whose name the server acts when nobody asked: a rule whose day has come. Nothing is written without an author, so
 * there is an account for it, in sight of everybody in the list of accounts. docs/decisions/0005-system-account.md
 */

/** The same in every installation: a chain that is carried elsewhere says at once that no person wrote this. */
export const SYSTEM_ACCOUNT = '00000000-0000-7000-8000-000000000001';

/**
 * The account of the system, with its post at each county. It has no password that could fit, no session, and the post
 * of the administrator: that sees the two ledgers and opens no case file.
 *
 * @returns undefined before the first set-up: there is no county yet, and nothing to do.
 */
export async function systemActor(house: Pick<House, 'database' | 'clock'>): Promise<Actor | undefined> {
  const { database, clock } = house;
  return database.inTransaction(null, async (tx) => {
    const counties = await tx.selectFrom('units').select('id').where('kind', '=', 'county').execute();
    if (counties.length === 0) return undefined;
    const now = clock.now();
    await tx
      .insertInto('accounts')
      .values({
        id: SYSTEM_ACCOUNT,
        account: 'system',
        name: '系统（自动）',
        // No argon2id: no password fits.
        password_hash: 'none',
        created_at: now,
        created_by: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const actor = await readActor(clock, tx, SYSTEM_ACCOUNT);
    if (actor && counties.every(({ id }) => actor.posts.some((post) => post.unitId === id))) return actor;
    await tx
      .insertInto('posts')
      .values(
        counties
          .filter(({ id }) => !actor?.posts.some((post) => post.unitId === id))
          .map(({ id }) => ({
            id: newId(clock),
            account_id: SYSTEM_ACCOUNT,
            role: 'administrator' as const,
            unit_id: id,
            from_on: clock.today(),
            created_at: now,
            created_by: null,
          })),
      )
      .execute();
    const made = await readActor(clock, tx, SYSTEM_ACCOUNT);
    return made && postAs(made, ['administrator']) ? made : undefined;
  });
}
