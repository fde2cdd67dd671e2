import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import type { ChildProblems, pairChild } from '@quanxue/domain/cases/problem-list.ts';
import { problemListProblems, refuseDay } from '@quanxue/domain/cases/problem-list-refusals.ts';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { type LedgerChange, recordChanges } from '../../basis/ledger-events.ts';
import { findUnit } from './find-unit.ts';
import { readChildProblems } from './get-child-problems.ts';
import { openPhone, sealPhone } from './sealed.ts';
import { type SeenChild, seeChild } from './see-child.ts';

type Params = z.output<NonNullable<(typeof pairChild)['params']>>;
type Body = z.output<NonNullable<(typeof pairChild)['body']>>;

/** Pairs one helper with one child (点对点); who stood by the child before no longer does, and stays on record. */
export async function pairAChild(house: House, ask: Ask<Params, unknown, Body>): Promise<ChildProblems> {
  const { childId, pairingId: id } = ask.params;
  const { body, actor } = ask;
  return ask.inTransaction(async (tx) => {
    const child = await seeChild(tx, childId, true);
    const key = await house.keys.ofChild(tx, childId);
    const there = await tx.selectFrom('pairings').selectAll().where('id', '=', id).executeTakeFirst();
    if (there) {
      const same =
        there.child_id === childId &&
        there.helper_name === body.name &&
        there.helper_post === body.post &&
        there.helper_unit_id === (body.unitId ?? null) &&
        there.from_on === body.on &&
        openPhone(key, id, there.sealed) === body.phone;
      if (!same) throw problemListProblems.pairingIdTaken({ id });
      return readChildProblems(house, tx, actor, childId);
    }
    refuseDay({ zh: '结对日期', en: 'Paired on' }, body.on, child, house.clock.today());
    if (body.unitId) await findUnit(tx, body.unitId, body.on);

    const ended = await endPresent(tx, child, body.on);
    await tx
      .insertInto('pairings')
      .values({
        id,
        child_id: childId,
        helper_name: body.name,
        helper_post: body.post,
        helper_unit_id: body.unitId ?? null,
        helper_hmac: house.keys.lookup(`helper ${body.name} ${body.phone.replaceAll(/\D/g, '')}`),
        sealed: sealPhone(key, id, body.phone),
        data_key_id: key.id,
        from_on: body.on,
        recorded_at: house.clock.now(),
        recorded_by: actor.accountId,
      })
      .execute();
    await recordChanges(house, tx, actor, [
      ...ended,
      {
        childId,
        kind: 'pairing-began',
        body: { pairing: id, on: body.on, unit: body.unitId ?? null },
        secret: { name: body.name, post: body.post, phone: body.phone },
      },
    ]);
    await audit(house.clock, tx, {
      actorId: actor.accountId,
      operation: 'pairChild',
      requestId: ask.requestId,
      childId,
      what: { pairing: id },
    });
    return readChildProblems(house, tx, actor, childId);
  });
}

/** One open pairing a child: the one before ends on the day before. */
async function endPresent(tx: Tx, child: SeenChild, on: string): Promise<LedgerChange[]> {
  const present = await tx
    .selectFrom('pairings')
    .select(['id', 'from_on'])
    .where('child_id', '=', child.id)
    .where('to_on', 'is', null)
    .executeTakeFirst();
  if (!present) return [];
  if (on < present.from_on) {
    throw problemListProblems.beforeTheLast({
      name: child.name,
      what: '帮扶人',
      whatEn: 'helper',
      since: present.from_on,
      day: on,
    });
  }
  const last = addDays(on, -1);
  await tx.updateTable('pairings').set({ to_on: last }).where('id', '=', present.id).execute();
  return [{ childId: child.id, kind: 'pairing-ended', body: { pairing: present.id, on: last } }];
}
