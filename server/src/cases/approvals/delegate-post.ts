import { daysBetween } from '@quanxue/domain/basis/plain-date.ts';
import {
  DELEGATION_MOST_DAYS,
  type DelegationRow,
  type delegatePost,
} from '@quanxue/domain/cases/approval-operations.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { deputiesFor, lendable, readDelegations } from './list-delegations.ts';

type Params = z.output<NonNullable<(typeof delegatePost)['params']>>;
type Body = z.output<NonNullable<(typeof delegatePost)['body']>>;

/** Lends a post to a deputy for some days and matters, in writing, once, however often it is sent. */
export async function delegateAPost(house: House, ask: Ask<Params, unknown, Body>): Promise<DelegationRow> {
  const { delegationId: id } = ask.params;
  const { postId, toAccountId, matters, fromOn, toOn, reason } = ask.body;
  return ask.inTransaction(async (tx) => {
    const today = house.clock.today();
    const there = await tx.selectFrom('delegations').selectAll().where('id', '=', id).executeTakeFirst();
    if (there) {
      const same =
        there.post_id === postId &&
        there.to_account_id === toAccountId &&
        there.from_on === fromOn &&
        there.to_on === toOn &&
        there.reason === reason &&
        there.matters.join() === matters.join();
      if (!same) throw caseProblems.mechanicsIdTaken({ id });
      return one();
    }
    const posts = await lendable(house, tx, ask.actor);
    if (!posts.some((post) => post.id === postId)) throw caseProblems.delegationPost();
    if (toOn < fromOn || toOn < today || daysBetween(fromOn, toOn) + 1 > DELEGATION_MOST_DAYS) {
      throw caseProblems.delegationDays({ from: fromOn, to: toOn, today, most: DELEGATION_MOST_DAYS });
    }
    const deputies = await deputiesFor(house, tx, postId);
    if (!deputies.some((each) => each.accountId === toAccountId)) {
      const account = await tx.selectFrom('accounts').select('name').where('id', '=', toAccountId).executeTakeFirst();
      throw caseProblems.delegationPerson({ name: account?.name ?? toAccountId });
    }
    await tx
      .insertInto('delegations')
      .values({
        id,
        post_id: postId,
        to_account_id: toAccountId,
        matters,
        from_on: fromOn,
        to_on: toOn,
        reason,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
      })
      .execute();
    const { unit_id } = await tx
      .selectFrom('posts')
      .select('unit_id')
      .where('id', '=', postId)
      .executeTakeFirstOrThrow();
    const what = { delegation: id, post: postId, to: toAccountId, matters, fromOn, toOn };
    await recordChanges(house, tx, ask.actor, [{ unitId: unit_id, kind: 'post-delegated', body: { ...what, reason } }]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'delegatePost',
      requestId: ask.requestId,
      what,
    });
    return one();

    async function one(): Promise<DelegationRow> {
      const [row] = await readDelegations(house, tx, ask.actor, sql`delegations.id = ${id}`);
      if (!row) throw new Error('the delegation that was just recorded is not there');
      return row;
    }
  });
}
