import type { describeSchool, UnitLine } from '@quanxue/domain/people/units.ts';
import { KEEPERS } from '@quanxue/domain/people/units.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { lockUnits, refuseOutside, unitOf } from './keep-units.ts';
import { readUnit } from './read-units.ts';
import { problems } from './unit-problems.ts';

type Params = z.output<NonNullable<(typeof describeSchool)['params']>>;
type Body = z.output<NonNullable<(typeof describeSchool)['body']>>;

/** The years a school holds, and another name under which lists and papers know it. */
export async function describeTheSchool(house: House, ask: Ask<Params, unknown, Body>): Promise<UnitLine> {
  const { clock } = house;
  const { stage, alias } = ask.body;
  return ask.inTransaction(async (tx) => {
    await lockUnits(tx);
    const unit = await unitOf(tx, ask.params.unitId);
    if (unit.kind !== 'school') throw problems.onlySchools({ name: unit.name });
    await refuseOutside(tx, ask.actor, KEEPERS, unit);
    const known = await readUnit(tx, clock.today(), unit.id);
    const isNew = alias !== undefined && alias !== known.name && !known.aliases.includes(alias);

    await tx.updateTable('units').set({ stage }).where('id', '=', unit.id).execute();
    if (isNew) {
      await tx
        .insertInto('unit_names')
        .values({
          id: newId(clock),
          unit_id: unit.id,
          use: 'alias',
          name: alias,
          code: null,
          from_on: unit.validFrom,
          paper: null,
          recorded_at: clock.now(),
          recorded_by: ask.actor.accountId,
        })
        .execute();
    }
    await recordChanges(house, tx, ask.actor, [
      {
        unitId: unit.id,
        kind: 'school-described',
        body: { before: { stage: unit.stage }, after: { stage }, alias: isNew ? alias : null },
      },
    ]);
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'describeSchool',
      requestId: ask.requestId,
      what: { unitId: unit.id },
    });
    return readUnit(tx, clock.today(), unit.id);
  });
}
