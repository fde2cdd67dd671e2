import type { getRound, linkFound, recordFound } from '@quanxue/domain/visits/rounds.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import { problems } from './problems.ts';
import { readFound, readRounds } from './read-rounds.ts';

type Found = z.input<NonNullable<(typeof getRound)['answer']>>['found'][number];

/** Notes a child met on a round who is on no list: it waits until somebody enters it in the ledger. */
export async function recordAFound(
  house: House,
  ask: Ask<
    z.output<NonNullable<(typeof recordFound)['params']>>,
    unknown,
    z.output<NonNullable<(typeof recordFound)['body']>>
  >,
): Promise<Found> {
  const { roundId, foundId } = ask.params;
  const { body } = ask;
  return ask.inTransaction(async (tx) => {
    const [round] = await readRounds(tx, roundId);
    if (!round) throw basisProblems.notFound();
    const [known] = await readFound(tx, sql`f.id = ${foundId}`);
    if (known) return known;
    if (body.onDay > house.clock.today()) throw problems.visitDay({ day: body.onDay, from: round.fromOn });
    const { rows: village } = await sql`
      select from units where id = ${body.villageId} and kind in ('village', 'group', 'grid')
        and ${round.unitId}::uuid in (select unit_ancestors(id))`.execute(tx);
    if (village.length === 0) throw problems.foundVillage();
    await tx
      .insertInto('found_children')
      .values({
        id: foundId,
        round_id: roundId,
        village_unit_id: body.villageId,
        name: body.name,
        sex: body.sex,
        birth_date: body.birthDate ?? null,
        on_day: body.onDay,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
      })
      .execute();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'recordFound',
      requestId: ask.requestId,
      what: { roundId, foundId },
    });
    const [found] = await readFound(tx, sql`f.id = ${foundId}`);
    if (!found) throw new Error('the child that was just noted is not there');
    return found;
  });
}

/**
 * Says which child of the ledger a found one is, once it stands there.
 * @throws Problem `found-already-linked`, `not-found` for a child out of sight.
 */
export async function linkAFound(
  house: House,
  ask: Ask<
    z.output<NonNullable<(typeof linkFound)['params']>>,
    unknown,
    z.output<NonNullable<(typeof linkFound)['body']>>
  >,
): Promise<Found> {
  const { foundId } = ask.params;
  const { childId } = ask.body;
  return ask.inTransaction(async (tx) => {
    const [found] = await readFound(tx, sql`f.id = ${foundId}`);
    const child = await tx
      .selectFrom('children')
      .select('id')
      .where('id', '=', childId)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (!found || !child) throw basisProblems.notFound();
    if (found.childId) throw problems.foundLinked({ name: found.name });
    await tx
      .updateTable('found_children')
      .set({ child_id: childId, linked_at: house.clock.now(), linked_by: ask.actor.accountId })
      .where('id', '=', foundId)
      .where('child_id', 'is', null)
      .execute();
    await recordChanges(house, tx, ask.actor, [
      { childId, kind: 'found-linked', body: { foundId, onDay: found.onDay } },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'linkFound',
      requestId: ask.requestId,
      childId,
      what: { foundId },
    });
    return { ...found, childId };
  });
}
