import type { explainDifference, withdrawExplanation } from '@quanxue/domain/children/closing-operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import { sayTableDay } from '../basis/table-day.ts';
import { problems } from './ledger-problems.ts';
import { accounted } from './village-counts.ts';

type Params = z.output<NonNullable<(typeof explainDifference)['params']>>;
type Body = z.output<NonNullable<(typeof explainDifference)['body']>>;

/** Why list and ledger disagree on one child. A later explanation takes the place of an earlier, which stays on record. */
export async function explainTheDifference(house: House, ask: Ask<Params, unknown, Body>): Promise<{ id: string }> {
  const { childId } = ask.params;
  const { kind, onDay, reason } = ask.body;
  const today = house.clock.today();
  if (onDay > today) throw problems.dayFuture({ day: onDay, today });
  return ask.inTransaction(async (tx) => {
    const child = await tx
      .selectFrom('children')
      .select('birth_date')
      .where('id', '=', childId)
      .where('withdrawn_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!child) throw basisProblems.notFound();
    if (onDay < child.birth_date) throw problems.dayBeforeBirth({ day: onDay, birth: child.birth_date });
    await sayTableDay(tx, today);
    const { rows } = await sql<{ side: string | null }>`
      select side from ${accounted('registered')} a where child_id = ${childId}`.execute(tx);
    if (!rows[0]?.side) throw problems.noDifference();
    await tx
      .updateTable('population_explanations')
      .set({ withdrawn_at: house.clock.now() })
      .where('child_id', '=', childId)
      .where('withdrawn_at', 'is', null)
      .execute();
    const id = newId(house.clock);
    await tx
      .insertInto('population_explanations')
      .values({
        id,
        child_id: childId,
        kind,
        on_day: onDay,
        reason,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
      })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      { childId, kind: 'difference-explained', body: { side: rows[0].side, why: kind, on: onDay, reason } },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'explainDifference',
      requestId: ask.requestId,
      childId,
      what: { kind },
    });
    return { id };
  });
}

type WithdrawParams = z.output<NonNullable<(typeof withdrawExplanation)['params']>>;

export async function withdrawTheExplanation(house: House, ask: Ask<WithdrawParams>): Promise<{ done: true }> {
  const { childId } = ask.params;
  return ask.inTransaction(async (tx) => {
    const gone = await tx
      .updateTable('population_explanations')
      .set({ withdrawn_at: house.clock.now() })
      .where('child_id', '=', childId)
      .where('withdrawn_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!gone) throw problems.noSuchLine();
    await recordChanges(house, tx, ask.actor, [
      { childId, kind: 'explanation-withdrawn', body: { explanation: gone.id } },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'withdrawExplanation',
      requestId: ask.requestId,
      childId,
    });
    return { done: true };
  });
}
