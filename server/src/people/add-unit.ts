import type { addUnit, UnitLine } from '@quanxue/domain/people/units.ts';
import { KEEPERS } from '@quanxue/domain/people/units.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { lockUnits, refuseFarDay, refuseOutside, refusePlace, refuseUnlessStanding, unitOf } from './keep-units.ts';
import { readUnit } from './read-units.ts';
import { problems } from './unit-problems.ts';

type Body = z.output<NonNullable<(typeof addUnit)['body']>>;

/** Adds a unit by hand, from a day on. */
export async function addTheUnit(house: House, ask: Ask<unknown, unknown, Body>): Promise<UnitLine> {
  const { clock } = house;
  const { kind, name, parentId, fromOn } = ask.body;
  const code = ask.body.code ?? null;
  const stage = ask.body.stage ?? null;
  return ask.inTransaction(async (tx) => {
    await lockUnits(tx);
    const parent = await unitOf(tx, parentId);
    await refuseOutside(tx, ask.actor, KEEPERS, parent);
    refuseFarDay(fromOn, clock.today());
    await refuseUnlessStanding(tx, parent, fromOn);
    await refusePlace(tx, { kind, name, code, parent }, []);
    if (stage && kind !== 'school') throw problems.onlySchools({ name });

    const id = newId(clock);
    await tx
      .insertInto('units')
      .values({ id, kind, code, name, parent_id: parentId, valid_from: fromOn, stage })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      { unitId: id, kind: 'unit-added', body: { kind, code, name, parentId, stage, fromOn } },
    ]);
    const { accountId: actorId } = ask.actor;
    await audit(clock, tx, { actorId, operation: 'addUnit', requestId: ask.requestId, what: { unitId: id, kind } });
    return readUnit(tx, clock.today(), id);
  });
}
