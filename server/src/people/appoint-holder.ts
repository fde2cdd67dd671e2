import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import {
  type appointHolder,
  DUTY_UNITS,
  type Duty,
  type HolderRow,
  SOLE_DUTIES,
} from '@quanxue/domain/people/posts.ts';
import { KEEPERS } from '@quanxue/domain/people/units.ts';
import { terms } from '@quanxue/domain/terms.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { lockUnits, refuseFarDay, refuseOutside, refuseUnlessStanding, type StoredUnit, unitOf } from './keep-units.ts';
import { readHolder } from './list-holders.ts';
import { problems } from './post-problems.ts';

type Body = z.output<NonNullable<(typeof appointHolder)['body']>>;

/** Appoints a person to a duty from a day on. What is due moves by itself, for who answers is computed. */
export async function appointTheHolder(house: House, ask: Ask<unknown, unknown, Body>): Promise<HolderRow> {
  const { clock } = house;
  const { duty, unitId, fromOn } = ask.body;
  return ask.inTransaction(async (tx) => {
    await lockUnits(tx);
    const unit = await unitOf(tx, unitId);
    await refuseAppointer(tx, ask, duty, unit);
    if (!DUTY_UNITS[duty].includes(unit.kind)) throw problems.dutyElsewhere({ name: unit.name, ...wordsOf(duty) });
    refuseFarDay(fromOn, clock.today());
    await refuseUnlessStanding(tx, unit, fromOn);
    if (duty === 'grid-worker' && unit.kind === 'village') await refuseDivided(tx, unit, fromOn);
    if ((SOLE_DUTIES as readonly Duty[]).includes(duty)) await refuseSecond(tx, duty, unit, fromOn);

    const id = await beginDuty(house, tx, ask, { ...ask.body, grade: ask.body.grade ?? null });
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'appointHolder',
      requestId: ask.requestId,
      what: { holderId: id, duty, unitId },
    });
    return readHolder(tx, clock.today(), id);
  });
}

/** Keepers in their area; a principal the class teachers of the own school. */
export async function refuseAppointer(tx: Tx, ask: Pick<Ask, 'actor'>, duty: Duty, unit: StoredUnit): Promise<void> {
  const isKeeper = ask.actor.posts.some((post) => (KEEPERS as readonly string[]).includes(post.role));
  if (isKeeper) return refuseOutside(tx, ask.actor, KEEPERS, unit);
  const own = ask.actor.posts.some((post) => post.role === 'principal' && post.unitId === unit.id);
  if (duty !== 'class-teacher' || !own) throw problems.onlyOwnTeachers();
}

/** Writes the first line of a term, with its event in the unit's chain. */
export async function beginDuty(
  house: House,
  tx: Tx,
  ask: Pick<Ask, 'actor'>,
  term: {
    readonly duty: Duty;
    readonly unitId: string;
    readonly name: string;
    readonly phone?: string | null | undefined;
    readonly accountId?: string | null | undefined;
    readonly grade?: number | null | undefined;
    readonly class?: string | null | undefined;
    readonly fromOn: Day;
  },
): Promise<string> {
  const { duty, unitId, name, fromOn } = term;
  if (term.accountId) await refuseUnknownAccount(tx, term.accountId);
  const id = newId(house.clock);
  const ofClass = duty === 'class-teacher' ? { grade: term.grade ?? null, class: term.class ?? null } : {};
  await tx
    .insertInto('holders')
    .values({
      id,
      duty,
      unit_id: unitId,
      grade: null,
      class: null,
      ...ofClass,
      name,
      phone: term.phone ?? null,
      account_id: term.accountId ?? null,
      from_on: fromOn,
      recorded_at: house.clock.now(),
      recorded_by: ask.actor.accountId,
    })
    .execute();
  await recordChanges(house, tx, ask.actor, [
    { unitId, kind: 'duty-begun', body: { holderId: id, duty, name, fromOn, ...ofClass } },
  ]);
  return id;
}

async function refuseUnknownAccount(tx: Tx, accountId: string): Promise<void> {
  const known = await tx
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!known) throw problems.unknownAccount();
}

async function refuseDivided(tx: Tx, village: StoredUnit, day: Day): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select name from units where kind = 'grid' and unit_on(parent_id, ${day}::date) = ${village.id}
      and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date) order by name`.execute(tx);
  if (rows.length > 0) {
    throw problems.gridsInVillage({ name: village.name, grids: rows.map((row) => row.name).join('、') });
  }
}

/** The table's constraint says the same; this says who it is. */
async function refuseSecond(tx: Tx, duty: Duty, unit: StoredUnit, fromOn: Day): Promise<void> {
  const { rows } = await sql<{ name: string; from: Day }>`
    select name, from_on as from from holders
    where duty = ${duty} and unit_id = ${unit.id} and (to_on is null or (to_on >= ${fromOn}::date and to_on >= from_on))
    order by from_on limit 1`.execute(tx);
  if (rows[0]) {
    const { name, from } = rows[0];
    throw problems.held({ unit: unit.name, day: from > fromOn ? from : fromOn, name, from, ...wordsOf(duty) });
  }
}

function wordsOf(duty: Duty): { duty: string; dutyEn: string } {
  return { duty: terms.duty[duty].zh, dutyEn: terms.duty[duty].en };
}
