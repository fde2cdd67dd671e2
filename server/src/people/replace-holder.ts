import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import type { HolderRow, replaceHolder } from '@quanxue/domain/people/posts.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { beginDuty } from './appoint-holder.ts';
import { closeDuty, openDuty } from './end-holder.ts';
import { refuseFarDay, refuseUnlessStanding, unitOf } from './keep-units.ts';
import { readHolder } from './list-holders.ts';

type Params = z.output<NonNullable<(typeof replaceHolder)['params']>>;
type Body = z.output<NonNullable<(typeof replaceHolder)['body']>>;

/** One act: the term of the former ends the day before, that of the new begins. */
export async function replaceTheHolder(house: House, ask: Ask<Params, unknown, Body>): Promise<HolderRow> {
  const { clock } = house;
  const { fromOn } = ask.body;
  return ask.inTransaction(async (tx) => {
    const former = await openDuty(tx, ask, ask.params.holderId, fromOn);
    refuseFarDay(fromOn, clock.today());
    await refuseUnlessStanding(tx, await unitOf(tx, former.unit_id), fromOn);

    await closeDuty(house, tx, ask, former, addDays(fromOn, -1), ask.body.accountId ?? null);
    const id = await beginDuty(house, tx, ask, {
      duty: former.duty,
      unitId: former.unit_id,
      grade: former.grade,
      class: former.class,
      ...ask.body,
    });
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'replaceHolder',
      requestId: ask.requestId,
      what: { formerId: former.id, holderId: id, duty: former.duty, unitId: former.unit_id },
    });
    return readHolder(tx, clock.today(), id);
  });
}
