import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import { parseCitizenNumber } from '@quanxue/domain/children/citizen-number.ts';
import type { changeChild } from '@quanxue/domain/children/ledger-operations.ts';
import { type ChildRecord, isSame } from '@quanxue/domain/children/record.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../basis/actor.ts';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import { difference } from './differences.ts';
import {
  guardiansFrom,
  readGivenNumber,
  refuseContradictions,
  refuseTakenNumber,
  refuseUnknownPlaces,
  refuseWrongCertificate,
  tellWindow,
} from './given-child.ts';
import { problems } from './ledger-problems.ts';
import { readStanding } from './standing.ts';
import { plainNumber, updateChildren } from './write-children.ts';

type Params = z.output<NonNullable<(typeof changeChild)['params']>>;
type Body = z.output<NonNullable<(typeof changeChild)['body']>>;
type Answer = z.input<NonNullable<(typeof changeChild)['answer']>>;
type Base = 'registered' | 'residence';

/** What is known of a child, changed by hand; what stood before is in the event, a move also in the days of its places. */
export async function changeTheChild(house: House, ask: Ask<Params, unknown, Body>): Promise<Answer> {
  const { childId } = ask.params;
  const { body } = ask;
  const { clock, keys } = house;
  const today = clock.today();
  return ask.inTransaction(async (tx) => {
    await sql`select from children where id = ${childId} for update`.execute(tx);
    const standing = (await readStanding(keys, tx, [childId])).get(childId);
    if (!standing || standing.withdrawn) throw basisProblems.notFound();
    const before = standing.child;
    const after = changed(before, body, today);
    if (isSame(before, after)) throw problems.nothingToChange();
    const number = after.citizenId ? (parseCitizenNumber(after.citizenId) ?? null) : null;
    refuseContradictions(after, number, today);
    if (body.disability || after.citizenId !== before.citizenId) {
      refuseWrongCertificate(after.disability, after.citizenId);
    }
    const claimed = after.citizenId ?? plainNumber(after.otherDocument?.number);
    if (claimed) await refuseTakenNumber(keys, tx, claimed, childId);
    await refuseUnknownPlaces(tx, [body.registered?.unitId, body.residence?.unitId], today);
    await refuseOutOfSight(tx, childId, after);
    for (const base of ['registered', 'residence'] as const) {
      await keepPlace(house, tx, ask.actor, childId, base, before, body[base], after.birthDate);
    }
    const dataKeys = await keys.ofChildren(tx, [childId]);
    await updateChildren(keys, tx, dataKeys, [{ id: childId, child: after, withdrawn: false }], clock.now());
    const { open, secret } = difference(before, after);
    const moved = {
      ...(body.registered?.since && { registered: body.registered.since }),
      ...(body.residence?.since && { residence: body.residence.since }),
    };
    await recordChanges(house, tx, ask.actor, [
      {
        childId,
        kind: 'child-changed',
        body: {
          from: { entry: true },
          reason: body.reason,
          child: open,
          ...(Object.keys(moved).length > 0 && { moved }),
        },
        ...(Object.keys(secret).length > 0 && { secret }),
      },
    ]);
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'changeChild',
      requestId: ask.requestId,
      childId,
      what: { fields: [...Object.keys(open), ...Object.keys(secret)] },
    });
    return { id: childId, notes: body.birthDate || body.citizenId ? tellWindow(after.birthDate, today) : [] };
  });
}

function changed(before: ChildRecord, body: Body, today: Day): ChildRecord {
  const number = body.citizenId ? readGivenNumber(body.citizenId, today, body.birthDate ?? null).number : null;
  const disability =
    body.disability === undefined
      ? before.disability
      : body.disability && {
          ...(body.keepCertificate &&
            before.disability?.certificateNumber && { certificateNumber: before.disability.certificateNumber }),
          ...body.disability,
        };
  return {
    ...before,
    name: body.name ?? before.name,
    citizenId: number?.number ?? before.citizenId,
    birthDate: body.birthDate ?? number?.birthDate ?? before.birthDate,
    sex: body.sex ?? number?.sex ?? before.sex,
    ...(body.otherDocument !== undefined && { otherDocument: body.otherDocument }),
    ethnicity: body.ethnicity === undefined ? before.ethnicity : body.ethnicity || null,
    registeredUnitId: body.registered ? body.registered.unitId : before.registeredUnitId,
    residenceUnitId: body.residence ? body.residence.unitId : before.residenceUnitId,
    group: body.group === undefined ? before.group : body.group || null,
    address: body.address === undefined ? before.address : body.address || null,
    guardians: body.guardians ? guardiansFrom(body.guardians, before.guardians, today) : before.guardians,
    disability,
    disabled: body.disability === undefined ? before.disabled : body.disability !== null,
  };
}

/** A move on a day keeps where the child was until its eve; a correction keeps nothing, for the child was never there. */
async function keepPlace(
  house: Pick<House, 'clock'>,
  tx: Tx,
  actor: Actor,
  childId: string,
  base: Base,
  before: ChildRecord,
  given: Body[Base],
  birthDate: Day,
): Promise<void> {
  const stands = base === 'registered' ? before.registeredUnitId : before.residenceUnitId;
  if (!given?.since || given.unitId === stands) return;
  const today = house.clock.today();
  if (given.since > today) throw problems.dayFuture({ day: given.since, today });
  if (given.since < birthDate) throw problems.dayBeforeBirth({ day: given.since, birth: birthDate });
  const last = await tx
    .selectFrom('child_places_past')
    .select(({ fn }) => fn.max('until_on').as('until'))
    .where('child_id', '=', childId)
    .where('base', '=', base)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (last?.until && last.until >= addDays(given.since, -1)) {
    throw problems.laterMove({ on: addDays(last.until, 1), day: given.since });
  }
  await tx
    .insertInto('child_places_past')
    .values({
      child_id: childId,
      base,
      unit_id: stands,
      until_on: addDays(given.since, -1),
      recorded_at: house.clock.now(),
      recorded_by: actor.accountId,
    })
    .execute();
}

async function refuseOutOfSight(tx: Tx, childId: string, after: ChildRecord): Promise<void> {
  const { rows } = await sql<{ stays: boolean }>`
    select coalesce(${after.registeredUnitId}::uuid in (select units_in_scope()), false)
        or coalesce(${after.residenceUnitId}::uuid in (select units_in_scope()), false)
        or coalesce(owner_unit_id in (select units_in_scope()), false)
        or coalesce(school_unit_id in (select units_in_scope()), false) as stays
      from children where id = ${childId}`.execute(tx);
  if (!rows[0]?.stays) throw problems.outOfSight();
}
