import type { renameUnit, UnitLine } from '@quanxue/domain/people/units.ts';
import { KEEPERS } from '@quanxue/domain/people/units.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { lockUnits, refuseCode, refuseOutside, refusePlace, refuseUnlessStanding, unitOf } from './keep-units.ts';
import { readUnit } from './read-units.ts';
import { problems } from './unit-problems.ts';

type Params = z.output<NonNullable<(typeof renameUnit)['params']>>;
type Body = z.output<NonNullable<(typeof renameUnit)['body']>>;

/** A new name or code from a day on; papers of earlier days keep the old one. */
export async function renameTheUnit(house: House, ask: Ask<Params, unknown, Body>): Promise<UnitLine> {
  const { clock } = house;
  const { name, code, fromOn, paper } = ask.body;
  return ask.inTransaction(async (tx) => {
    await lockUnits(tx);
    const unit = await unitOf(tx, ask.params.unitId);
    await refuseOutside(tx, ask.actor, KEEPERS, unit);
    // The name that everybody reads is the present one; a day to come would show it too early.
    if (fromOn > clock.today()) throw problems.notYet({ day: fromOn });
    await refuseUnlessStanding(tx, unit, fromOn);
    if (name === unit.name && code === unit.code) throw problems.sameName();
    const parent = unit.parentId ? await unitOf(tx, unit.parentId) : null;
    if (parent) await refusePlace(tx, { kind: unit.kind, name, code, parent }, [unit.id]);
    else if (code !== null) await refuseCode(tx, unit.kind, code, null, [unit.id]);
    const { rows } = await sql<{ day: string }>`
      select max(from_on) as day from unit_names where unit_id = ${unit.id} and use = 'official'`.execute(tx);
    const last = rows[0]?.day ?? null;
    if (last !== null && fromOn < last) throw problems.renamedLater({ name: unit.name, day: last });

    const line = (known: { name: string; code: string | null; from_on: string; paper: string | null }) => ({
      ...known,
      id: newId(clock),
      unit_id: unit.id,
      use: 'official' as const,
      recorded_at: clock.now(),
      recorded_by: ask.actor.accountId,
    });
    const first = line({ name: unit.name, code: unit.code, from_on: unit.validFrom, paper: null });
    await tx
      .insertInto('unit_names')
      .values([...(last === null ? [first] : []), line({ name, code, from_on: fromOn, paper: paper ?? null })])
      .execute();
    await tx.updateTable('units').set({ name, code }).where('id', '=', unit.id).execute();
    const before = { name: unit.name, code: unit.code };
    await recordChanges(house, tx, ask.actor, [
      { unitId: unit.id, kind: 'unit-renamed', body: { before, after: { name, code }, fromOn, paper: paper ?? null } },
    ]);
    const what = { unitId: unit.id };
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'renameUnit',
      requestId: ask.requestId,
      what,
    });
    return readUnit(tx, clock.today(), unit.id);
  });
}
