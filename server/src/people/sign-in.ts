import type { signIn } from '@quanxue/domain/people/operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../basis/actor.ts';
import { audit } from '../basis/audit.ts';
import { later } from '../basis/clock.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { PublicAsk } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { beginSession, readActor } from '../basis/sessions.ts';
import { readSettings } from '../basis/settings.ts';
import { passwordFits, passwordFitsNobody } from './password.ts';
import { problems } from './problems.ts';

type Body = z.output<NonNullable<(typeof signIn)['body']>>;

type Outcome = { actor: Actor; token: string } | { refusal: Error };

/**
 * Signs in, or counts the failure. An account that does not exist is counted, locked and answered like one that does,
 * and takes as long.
 *
 * @throws Problem `wrong-password`, `account-locked`, `no-post`.
 */
export async function tryPassword(
  house: House,
  ask: PublicAsk<unknown, unknown, Body>,
): Promise<{ actor: Actor; token: string }> {
  // A refusal is returned out of the transaction and thrown after it: thrown inside, the counted failure would be undone.
  const outcome = await house.database.inTransaction(null, (tx) => attempt(house, tx, ask));
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome;
}

async function attempt(house: House, tx: Tx, ask: PublicAsk<unknown, unknown, Body>): Promise<Outcome> {
  const { clock } = house;
  const account = ask.body.account.trim().toLowerCase();
  // One try at a time for one name, or a hundred at once would all be counted as the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${account}`}, 0))`.execute(tx);
  const limits = await readSettings(clock, tx, ['sign-in.failures', 'sign-in.lock-minutes']);
  const [failures, minutes] = [limits['sign-in.failures'], limits['sign-in.lock-minutes']];
  const locked = (await lockedUntil(clock.now(), tx, [account], limits)).get(account);
  if (locked) return { refusal: problems.locked({ minutes: minutesUntil(clock.now(), locked) }) };

  const row = await tx
    .selectFrom('accounts')
    .select(['id', 'password_hash'])
    .where(sql<string>`lower(account)`, '=', account)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  const fits = row
    ? await passwordFits(ask.body.password, row.password_hash)
    : await passwordFitsNobody(ask.body.password);
  const actor = row && fits ? await readActor(clock, tx, row.id) : undefined;
  const succeeded = actor !== undefined && actor.posts.length > 0;
  await tx
    .insertInto('sign_in_attempts')
    .values({ id: newId(clock), account, at: clock.now(), succeeded, address: ask.address })
    .execute();
  if (!actor) return { refusal: problems.wrongPassword({ failures, minutes }) };
  // The right password without a post tells nothing new to whoever knows it.
  if (!succeeded) return { refusal: problems.noPost() };

  await sql`select set_config('quanxue.actor', ${actor.accountId}, true)`.execute(tx);
  await audit(clock, tx, { actorId: actor.accountId, operation: 'signIn', requestId: ask.requestId });
  return { actor, token: await beginSession(clock, tx, actor.accountId) };
}

/**
 * Until when each of these accounts is locked; an account that is not stays out. Locked is one whose last so many tries
 * all failed within the time of the lock, counted from the last of them.
 */
export async function lockedUntil(
  now: string,
  tx: Tx,
  accounts: readonly string[],
  limits: { readonly 'sign-in.failures': number; readonly 'sign-in.lock-minutes': number },
): Promise<ReadonlyMap<string, string>> {
  const seconds = limits['sign-in.lock-minutes'] * 60;
  const { rows } = await sql<{ account: string; succeeded: boolean; at: string }>`
    select account, succeeded, at from (
      select account, succeeded, at, row_number() over (partition by account order by at desc, id desc) as nth
      from sign_in_attempts where account = any(${accounts.map((name) => name.toLowerCase())})
    ) latest where nth <= ${limits['sign-in.failures']} order by account, nth`.execute(tx);
  const tries = Map.groupBy(rows, (row) => row.account);
  const locked = new Map<string, string>();
  for (const [account, latest] of tries) {
    const [last] = latest;
    const first = latest.at(-1);
    if (!last || !first || latest.length < limits['sign-in.failures'] || latest.some((each) => each.succeeded))
      continue;
    const until = later(last.at, seconds);
    if (later(first.at, seconds) > last.at && until > now) locked.set(account, until);
  }
  return locked;
}

function minutesUntil(now: string, until: string): number {
  return Math.max(1, Math.ceil((Date.parse(until) - Date.parse(now)) / 60_000));
}
