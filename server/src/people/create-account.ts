import type { AccountRow, createAccount } from '@quanxue/domain/people/operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { hashPassword } from './password.ts';
import { problems } from './problems.ts';

type Body = z.output<NonNullable<(typeof createAccount)['body']>>;

/** A new account with its posts, from today on unless they were held before. @throws Problem `account-taken`, `unknown-unit`, `post-ahead`. */
export async function createTheAccount(
  house: House,
  ask: Ask<unknown, unknown, Body>,
): Promise<z.input<typeof AccountRow>> {
  const { clock } = house;
  const { account, name, password, posts } = ask.body;
  const today = clock.today();
  const ahead = posts.find((post) => post.fromOn && post.fromOn > today);
  if (ahead?.fromOn) throw problems.postAhead({ day: ahead.fromOn, today });
  const passwordHash = await hashPassword(password);
  return ask.inTransaction(async (tx) => {
    const taken = await tx
      .selectFrom('accounts')
      .select('id')
      .where(sql<string>`lower(account)`, '=', account.toLowerCase())
      .executeTakeFirst();
    if (taken) throw problems.accountTaken({ account });
    const units = await tx
      .selectFrom('units')
      .select(['id', 'name'])
      .where(
        'id',
        'in',
        posts.map((post) => post.unitId),
      )
      .execute();
    const named = posts.map((post) => {
      const unit = units.find((each) => each.id === post.unitId);
      if (!unit) throw problems.unknownUnit({ unitId: post.unitId });
      return { ...post, unitName: unit.name };
    });
    const id = newId(clock);
    const now = clock.now();
    const createdBy = ask.actor.accountId;
    await tx
      .insertInto('accounts')
      .values({ id, account, name, password_hash: passwordHash, created_at: now, created_by: createdBy })
      .execute();
    await tx
      .insertInto('posts')
      .values(
        named.map((post) => ({
          id: newId(clock),
          account_id: id,
          role: post.role,
          unit_id: post.unitId,
          from_on: post.fromOn ?? today,
          created_at: now,
          created_by: createdBy,
        })),
      )
      .execute();
    await recordChanges(house, tx, ask.actor, [
      { unitId: ask.post.unitId, kind: 'account-created', body: { account, name, posts: named } },
    ]);
    await audit(clock, tx, {
      actorId: createdBy,
      operation: 'createAccount',
      requestId: ask.requestId,
      what: { account },
    });
    return { id, account, name, posts: named, lockedUntil: null };
  });
}
