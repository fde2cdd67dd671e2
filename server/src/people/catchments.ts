import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import type { CatchmentRow, endCatchment, listCatchments, setCatchment } from '@quanxue/domain/people/posts.ts';
import { KEEPERS } from '@quanxue/domain/people/units.ts';
import { terms } from '@quanxue/domain/terms.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import { lockUnits, refuseFarDay, refuseOutside, refuseUnlessStanding, unitOf } from './keep-units.ts';
import { problems } from './post-problems.ts';

/* Which school answers for the children of a village who learn in no school here: listed, set, ended. */

type Query = z.output<NonNullable<(typeof listCatchments)['query']>>;
type List = z.input<NonNullable<(typeof listCatchments)['answer']>>;
type NewBody = z.output<NonNullable<(typeof setCatchment)['body']>>;
type EndParams = z.output<NonNullable<(typeof endCatchment)['params']>>;
type EndBody = z.output<NonNullable<(typeof endCatchment)['body']>>;

export async function listTheCatchments(house: House, ask: Ask<unknown, Query>): Promise<List> {
  const asOf = ask.query.asOf ?? house.clock.today();
  return ask.inTransaction(async (tx) => {
    const catchments = await read(
      tx,
      asOf,
      sql`c.from_on <= ${asOf}::date and (c.to_on is null or c.to_on >= ${asOf}::date)`,
    );
    const { rows: vacancies } = await sql<List['vacancies'][number]>`
      select v.id as "villageId", unit_name_on(v.id, ${asOf}::date) as village, stages.stage
      from units v cross join (values ('primary'), ('junior')) as stages (stage)
      where v.kind = 'village' and v.valid_from <= ${asOf}::date and (v.valid_to is null or v.valid_to >= ${asOf}::date)
        and v.id in (select units_in_scope())
        and not exists (select from catchments c where c.village_id = v.id and c.stage = stages.stage
          and c.from_on <= ${asOf}::date and (c.to_on is null or c.to_on >= ${asOf}::date))
      order by v.code nulls last, v.name, v.id, stages.stage desc`.execute(tx);
    return { asOf, catchments, vacancies };
  });
}

/** From a day on this school answers for the village; whichever did so ends the day before. */
export async function setTheCatchment(house: House, ask: Ask<unknown, unknown, NewBody>): Promise<CatchmentRow> {
  const { clock } = house;
  const { villageId, schoolId, stage, fromOn } = ask.body;
  return ask.inTransaction(async (tx) => {
    await lockUnits(tx);
    const [village, school] = [await unitOf(tx, villageId), await unitOf(tx, schoolId)];
    if (village.kind !== 'village') throw problems.notVillageAndSchool({ name: village.name });
    if (school.kind !== 'school') throw problems.notVillageAndSchool({ name: school.name });
    await refuseOutside(tx, ask.actor, KEEPERS, village);
    refuseFarDay(fromOn, clock.today());
    for (const unit of [village, school]) await refuseUnlessStanding(tx, unit, fromOn);
    if (school.stage && school.stage !== stage && school.stage !== 'nine-year') {
      const { zh, en } = terms.schoolStage[stage];
      throw problems.wrongStage({ name: school.name, stage: zh, stageEn: en });
    }

    await sql`update catchments set to_on = greatest(${addDays(fromOn, -1)}::date, from_on - 1)
      where village_id = ${villageId} and stage = ${stage} and (to_on is null or to_on >= ${fromOn}::date)`.execute(tx);
    const id = newId(clock);
    await tx
      .insertInto('catchments')
      .values({
        id,
        village_id: villageId,
        school_id: schoolId,
        stage,
        from_on: fromOn,
        recorded_at: clock.now(),
        recorded_by: ask.actor.accountId,
      })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      { unitId: villageId, kind: 'catchment-set', body: { schoolId, stage, fromOn } },
    ]);
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'setCatchment',
      requestId: ask.requestId,
      what: { villageId, schoolId, stage },
    });
    return one(tx, clock.today(), id);
  });
}

export async function endTheCatchment(house: House, ask: Ask<EndParams, unknown, EndBody>): Promise<CatchmentRow> {
  const { clock } = house;
  const { lastDay } = ask.body;
  return ask.inTransaction(async (tx) => {
    await lockUnits(tx);
    const found = await one(tx, clock.today(), ask.params.catchmentId);
    await refuseOutside(tx, ask.actor, KEEPERS, await unitOf(tx, found.villageId));
    refuseFarDay(lastDay, clock.today());
    const name = found.school;
    if (addDays(lastDay, 1) < found.fromOn) throw problems.beforeTerm({ name, from: found.fromOn, day: lastDay });
    if (found.toOn !== null && found.toOn < lastDay) throw problems.afterTerm({ name, to: found.toOn });

    await tx.updateTable('catchments').set({ to_on: lastDay }).where('id', '=', found.id).execute();
    await recordChanges(house, tx, ask.actor, [
      {
        unitId: found.villageId,
        kind: 'catchment-ended',
        body: { schoolId: found.schoolId, stage: found.stage, lastDay },
      },
    ]);
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'endCatchment',
      requestId: ask.requestId,
      what: { catchmentId: found.id },
    });
    return one(tx, clock.today(), found.id);
  });
}

async function one(tx: Tx, asOf: Day, id: string): Promise<CatchmentRow> {
  const [row] = await read(tx, asOf, sql`c.id = ${id}`);
  if (!row) throw basisProblems.notFound();
  return row;
}

async function read(tx: Tx, asOf: Day, where: RawBuilder<unknown>): Promise<CatchmentRow[]> {
  const { rows } = await sql<CatchmentRow>`
    select c.id, c.village_id as "villageId", unit_name_on(c.village_id, ${asOf}::date) as village,
      unit_on(c.school_id, ${asOf}::date) as "schoolId",
      unit_name_on(unit_on(c.school_id, ${asOf}::date), ${asOf}::date) as school,
      c.stage, c.from_on as "fromOn", c.to_on as "toOn"
    from catchments c join units v on v.id = c.village_id
    where ${where} order by v.code nulls last, v.name, v.id, c.stage desc`.execute(tx);
  return rows;
}
