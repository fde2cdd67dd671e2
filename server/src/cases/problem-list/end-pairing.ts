import type { ChildProblems, endPairing } from '@quanxue/domain/cases/problem-list.ts';
import { problemListProblems, refuseDay } from '@quanxue/domain/cases/problem-list-refusals.ts';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { problems } from '../../basis/problems.ts';
import { readChildProblems } from './get-child-problems.ts';
import { seeChild } from './see-child.ts';

type Params = z.output<NonNullable<(typeof endPairing)['params']>>;
type Body = z.output<NonNullable<(typeof endPairing)['body']>>;

/** Ends a pairing without another: from then on the child's problems are unpaired, and the board says so. */
export async function endAPairing(house: House, ask: Ask<Params, unknown, Body>): Promise<ChildProblems> {
  const { childId, pairingId: id } = ask.params;
  const { on, reason } = ask.body;
  return ask.inTransaction(async (tx) => {
    const child = await seeChild(tx, childId, true);
    const pairing = await tx
      .selectFrom('pairings')
      .select(['from_on', 'to_on', 'end_reason'])
      .where('id', '=', id)
      .where('child_id', '=', childId)
      .executeTakeFirst();
    if (!pairing) throw problems.notFound();
    if (pairing.to_on !== null) {
      const same = pairing.to_on === on && pairing.end_reason === reason;
      if (!same) throw problemListProblems.pairingEndedAlready({ day: pairing.to_on });
      return readChildProblems(house, tx, ask.actor, childId);
    }
    refuseDay({ zh: '结束日期', en: 'Ended on' }, on, child, house.clock.today());
    if (on < pairing.from_on) throw problemListProblems.endedBeforeBegun({ day: on, since: pairing.from_on });

    await tx.updateTable('pairings').set({ to_on: on, end_reason: reason }).where('id', '=', id).execute();
    await recordChanges(house, tx, ask.actor, [
      { childId, kind: 'pairing-ended', body: { pairing: id, on }, secret: { reason } },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'endPairing',
      requestId: ask.requestId,
      childId,
      what: { pairing: id },
    });
    return readChildProblems(house, tx, ask.actor, childId);
  });
}
