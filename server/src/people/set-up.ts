import type { setUp } from '@quanxue/domain/people/operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../basis/actor.ts';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { beginSession, readActor } from '../basis/sessions.ts';
import { hashPassword } from './password.ts';
import { problems } from './problems.ts';

/** County and township were there before this installation: what is merged or renamed of an earlier day lies in them. */
const ALWAYS = '1949-10-01';

type Body = z.output<NonNullable<(typeof setUp)['body']>>;

/**
 * First set-up: county, township, administrator. In an office of one person the administrator also does the work, so the
 * account gets a post at the social affairs office of the township as well.
 */
export async function setUpInstallation(
  house: House,
  ask: Body & { readonly requestId: string },
): Promise<{ actor: Actor; token: string }> {
  const { county, township, administrator } = ask;
  if (!township.code.startsWith(county.code)) {
    throw problems.townshipElsewhere({ township: township.code, county: county.code });
  }
  const passwordHash = await hashPassword(administrator.password);
  const { clock, database } = house;
  return database.inTransaction(null, async (tx) => {
    // Two browsers at the first minute: the second waits here and then finds it done.
    await sql`select pg_advisory_xact_lock(hashtextextended('quanxue set-up', 0))`.execute(tx);
    if (await tx.selectFrom('units').select('id').limit(1).executeTakeFirst()) throw problems.alreadySetUp();
    const [countyId, townshipId, accountId] = [newId(clock), newId(clock), newId(clock)];
    const today = clock.today();
    const now = clock.now();
    await tx
      .insertInto('units')
      .values([
        { id: countyId, kind: 'county', code: county.code, name: county.name, parent_id: null, valid_from: ALWAYS },
        {
          id: townshipId,
          kind: 'township',
          code: township.code,
          name: township.name,
          parent_id: countyId,
          valid_from: ALWAYS,
        },
      ])
      .execute();
    await tx
      .insertInto('accounts')
      .values({
        id: accountId,
        account: administrator.account,
        name: administrator.name,
        password_hash: passwordHash,
        created_at: now,
        created_by: null,
      })
      .execute();
    await tx
      .insertInto('posts')
      .values(
        (['administrator', 'social-affairs'] as const).map((role) => ({
          id: newId(clock),
          account_id: accountId,
          role,
          unit_id: townshipId,
          from_on: today,
          created_at: now,
          created_by: accountId,
        })),
      )
      .execute();
    // From here on the transaction is in the new administrator's name, for nobody writes a chain or an audit row as nobody.
    await sql`select set_config('quanxue.actor', ${accountId}, true)`.execute(tx);
    await recordChanges(house, tx, { accountId }, [
      { unitId: townshipId, kind: 'installation-set-up', body: { county, township, account: administrator.account } },
    ]);
    await audit(clock, tx, { actorId: accountId, operation: 'setUp', requestId: ask.requestId });
    const token = await beginSession(clock, tx, accountId);
    const actor = await readActor(clock, tx, accountId);
    if (!actor) throw new Error('the account that was just made is not there');
    return { actor, token };
  });
}
