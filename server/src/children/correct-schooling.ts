import type { correctSchooling } from '@quanxue/domain/children/ledger-operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../basis/actor.ts';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems } from './ledger-problems.ts';
import { named } from './set-schooling.ts';
import { moveSchool, openLineOf, told } from './write-line.ts';

type Params = z.output<NonNullable<(typeof correctSchooling)['params']>>;
type Body = z.output<NonNullable<(typeof correctSchooling)['body']>>;

/**
 * Takes a wrong line back. It stays in the history, marked, with the reason; the line before it holds on until the end of
 * the one that goes, so that no day is left without a word that there was before.
 */
export async function correctTheSchooling(house: House, ask: Ask<Params, unknown, Body>): Promise<{ lineId: string }> {
  const { childId, lineId } = ask.params;
  return ask.inTransaction(async (tx) => {
    await withdrawLine(house, tx, ask.actor, childId, lineId, ask.body.reason);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'correctSchooling',
      requestId: ask.requestId,
      childId,
      what: { lineId },
    });
    return { lineId };
  });
}

/** The same for whoever takes back what he wrote: the line, its event, and the school that sees the child. */
export async function withdrawLine(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  actor: Actor,
  childId: string,
  lineId: string,
  reason: string,
): Promise<void> {
  const line = await tx
    .selectFrom('schooling')
    .selectAll()
    .where('id', '=', lineId)
    .where('child_id', '=', childId)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!line) throw problems.noSuchLine();
  if (line.basis.kind === 'entry') {
    const open = await tx
      .selectFrom('cases')
      .select('opened_on')
      .where('child_id', '=', childId)
      .where('open', '=', true)
      .executeTakeFirst();
    if (open) throw problems.caseDecides({ on: open.opened_on, ...named(line.state) });
  }
  await tx
    .updateTable('schooling')
    .set({ withdrawn_at: house.clock.now(), withdrawn_by: actor.accountId, withdrawn_reason: reason })
    .where('id', '=', lineId)
    .execute();
  // The neighbour before: what ended on the eve of the line, also where it had begun on the same day and never held.
  const { rows: held } = await sql<{ id: string }>`
    update schooling set to_on = ${line.to_on}::date
      where id = (
        select id from schooling
          where child_id = ${childId} and withdrawn_at is null and to_on = ${line.from_on}::date - 1
          order by from_on desc, id desc limit 1
      )
      returning id`.execute(tx);
  await recordChanges(house, tx, actor, [
    {
      childId,
      kind: 'schooling-corrected',
      body: {
        line: lineId,
        from: line.from_on,
        withdrawn: told(line),
        holdsOn: held[0]?.id ?? null,
        reason: reason,
      },
    },
  ]);
  const open = await openLineOf(tx, childId);
  await moveSchool(house, tx, childId, open?.school_unit_id ?? null);
}
