import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import type { DelegationRow } from '@quanxue/domain/cases/approval-operations.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import { sql } from 'kysely';
import { audit } from '../../basis/audit.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { problems } from '../../basis/problems.ts';
import { readDelegations } from './list-delegations.ts';

/** Takes a lent post back: from this moment the deputy decides nothing in its place any more. */
export async function endADelegation(house: House, ask: Ask<{ delegationId: string }>): Promise<DelegationRow> {
  const { delegationId: id } = ask.params;
  return ask.inTransaction(async (tx) => {
    const read = async () =>
      (await readDelegations(house, tx, ask.actor, sql`delegations.id = ${id}`))[0] as DelegationRow;
    const delegation = await tx
      .selectFrom('delegations')
      .innerJoin('posts', 'posts.id', 'delegations.post_id')
      .select(['delegations.id', 'posts.unit_id'])
      .where('delegations.id', '=', id)
      .executeTakeFirst();
    if (!delegation) throw problems.notFound();
    const row = await read();
    if (row.state === 'over') {
      const ended = await tx
        .selectFrom('delegation_ends')
        .select('recorded_by')
        .where('delegation_id', '=', id)
        .executeTakeFirst();
      if (ended?.recorded_by === ask.actor.accountId) return row;
      throw caseProblems.delegationOver({ to: row.toOn });
    }
    if (!row.mayEnd) throw caseProblems.delegationPost();
    const lastDay = addDays(house.clock.today(), -1);
    await tx
      .insertInto('delegation_ends')
      .values({
        delegation_id: id,
        last_day: lastDay,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
      })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      { unitId: delegation.unit_id, kind: 'delegation-ended', body: { delegation: id, lastDay } },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'endDelegation',
      requestId: ask.requestId,
      what: { delegation: id, lastDay },
    });
    return read();
  });
}
