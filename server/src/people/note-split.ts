import { MERGED_KINDS, type UnitKind } from '@quanxue/domain/people/unit-code.ts';
import type { noteSplit, UnitLine } from '@quanxue/domain/people/units.ts';
import { KEEPERS } from '@quanxue/domain/people/units.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { lockUnits, refuseFarDay, refuseOutside, refuseUnlessStanding, unitOf, unitsOf } from './keep-units.ts';
import { readUnit } from './read-units.ts';
import { problems } from './unit-problems.ts';

type Params = z.output<NonNullable<(typeof noteSplit)['params']>>;
type Body = z.output<NonNullable<(typeof noteSplit)['body']>>;

/**
 * Notes that parts of a unit became units of their own. No child moves by it: which of them lives in which part, the next
 * list or a person says.
 */
export async function noteTheSplit(house: House, ask: Ask<Params, unknown, Body>): Promise<UnitLine> {
  const { clock } = house;
  const { successorIds, onDay, note } = ask.body;
  return ask.inTransaction(async (tx) => {
    await lockUnits(tx);
    const unit = await unitOf(tx, ask.params.unitId);
    const parts = await unitsOf(tx, successorIds);
    refuseFarDay(onDay, clock.today());
    await refuseOutside(tx, ask.actor, KEEPERS, unit);
    await refuseUnlessStanding(tx, unit, onDay);
    for (const part of parts) {
      if (part.id === unit.id) throw problems.intoItself({ name: unit.name });
      if (part.kind !== unit.kind || !(MERGED_KINDS as readonly UnitKind[]).includes(unit.kind)) {
        throw problems.unlike({ name: part.name });
      }
      await refuseOutside(tx, ask.actor, KEEPERS, part);
      await refuseUnlessStanding(tx, part, onDay);
    }

    await tx
      .insertInto('unit_links')
      .values(
        parts.map((part) => ({
          id: newId(clock),
          predecessor_id: unit.id,
          successor_id: part.id,
          on_day: onDay,
          kind: 'split' as const,
          note: note ?? null,
          recorded_at: clock.now(),
          recorded_by: ask.actor.accountId,
        })),
      )
      .execute();
    const into = parts.map((part) => part.id);
    await recordChanges(house, tx, ask.actor, [
      { unitId: unit.id, kind: 'unit-split', body: { into, onDay, note: note ?? null } },
    ]);
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'noteSplit',
      requestId: ask.requestId,
      what: { unitId: unit.id, into },
    });
    return readUnit(tx, clock.today(), unit.id);
  });
}
