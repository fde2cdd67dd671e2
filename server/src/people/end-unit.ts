import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import type { endUnit, UnitLine } from '@quanxue/domain/people/units.ts';
import { KEEPERS } from '@quanxue/domain/people/units.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import {
  lockUnits,
  refuseBeforeItTookIn,
  refuseFarDay,
  refuseOutside,
  refuseUnlessStanding,
  unitOf,
} from './keep-units.ts';
import { readUnit } from './read-units.ts';
import { problems } from './unit-problems.ts';

type Params = z.output<NonNullable<(typeof endUnit)['params']>>;
type Body = z.output<NonNullable<(typeof endUnit)['body']>>;

/** Ends a unit without children. One with children goes over into another: mergeUnits. */
export async function endTheUnit(house: House, ask: Ask<Params, unknown, Body>): Promise<UnitLine> {
  const { clock } = house;
  const { lastDay, note } = ask.body;
  return ask.inTransaction(async (tx) => {
    await lockUnits(tx);
    const unit = await unitOf(tx, ask.params.unitId);
    await refuseOutside(tx, ask.actor, KEEPERS, unit);
    refuseFarDay(lastDay, clock.today());
    await refuseUnlessStanding(tx, unit, lastDay);
    await refuseBeforeItTookIn(tx, unit, addDays(lastDay, 1));
    const { children } = await readUnit(tx, clock.today(), unit.id);
    if (children) throw problems.hasChildren({ name: unit.name, n: children });
    const { rows: below } = await sql<{ name: string }>`
      select name from units where parent_id = ${unit.id} and (valid_to is null or valid_to > ${lastDay}::date)
      order by name`.execute(tx);
    if (below.length > 0) {
      const names = below.map((row) => row.name).join('、');
      throw problems.hasUnits({ name: unit.name, n: below.length, names });
    }

    await tx.updateTable('units').set({ valid_to: lastDay }).where('id', '=', unit.id).execute();
    await endDutiesOf(tx, [unit.id], lastDay);
    await recordChanges(house, tx, ask.actor, [{ unitId: unit.id, kind: 'unit-ended', body: { lastDay, note } }]);
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'endUnit',
      requestId: ask.requestId,
      what: { unitId: unit.id },
    });
    return readUnit(tx, clock.today(), unit.id);
  });
}

/** Nobody answers for a unit that is no more: duties there and its catchments end with it. */
export async function endDutiesOf(tx: Tx, unitIds: readonly string[], lastDay: Day): Promise<void> {
  await sql`update holders set to_on = greatest(${lastDay}::date, from_on - 1)
    where unit_id = any(${unitIds}::uuid[]) and (to_on is null or to_on > ${lastDay}::date)`.execute(tx);
  await sql`update catchments set to_on = greatest(${lastDay}::date, from_on - 1)
    where village_id = any(${unitIds}::uuid[]) and (to_on is null or to_on > ${lastDay}::date)`.execute(tx);
}
