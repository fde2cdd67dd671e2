import type { addChild } from '@quanxue/domain/children/ledger-operations.ts';
import type { ChildRecord } from '@quanxue/domain/children/record.ts';
import type { Household } from '@quanxue/domain/children/words.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { addLines } from './change-households.ts';
import { difference } from './differences.ts';
import {
  guardiansFrom,
  readGivenNumber,
  refuseAlike,
  refuseContradictions,
  refuseTakenNumber,
  refuseUnknownPlaces,
  refuseWrongCertificate,
  tellWindow,
} from './given-child.ts';
import { problems } from './ledger-problems.ts';
import { appendSchooling } from './set-schooling.ts';
import { plainNumber, updateChildren } from './write-children.ts';

type Body = z.output<NonNullable<(typeof addChild)['body']>>;
type Answer = z.input<NonNullable<(typeof addChild)['answer']>>;

/** A child that no list has brought: with or without a number, of school age or not. */
export async function addTheChild(house: House, ask: Ask<unknown, unknown, Body>): Promise<Answer> {
  const { body } = ask;
  const { clock, keys } = house;
  const today = clock.today();
  const { number, note } = readGivenNumber(body.citizenId, today, body.birthDate ?? null);
  const birthDate = body.birthDate ?? number?.birthDate;
  if (!birthDate) throw problems.birthNeeded();
  const child: ChildRecord = {
    name: body.name,
    sex: body.sex ?? number?.sex ?? 'unknown',
    birthDate,
    ethnicity: body.ethnicity || null,
    households: [...new Set((body.households ?? []).map((each) => each.category as Household))].sort(),
    disabled: Boolean(body.disability),
    registeredUnitId: body.registeredUnitId ?? null,
    residenceUnitId: body.residenceUnitId ?? null,
    citizenId: number?.number ?? null,
    ...(body.otherDocument && { otherDocument: body.otherDocument }),
    guardians: guardiansFrom(body.guardians ?? [], [], today),
    disability: body.disability ?? null,
    registeredAddress: null,
    address: body.address || null,
    group: body.group || null,
  };
  refuseContradictions(child, number, today);
  refuseWrongCertificate(child.disability, child.citizenId);
  return ask.inTransaction(async (tx) => {
    await refuseUnknownPlaces(tx, [child.registeredUnitId, child.residenceUnitId], today);
    const claimed = child.citizenId ?? plainNumber(child.otherDocument?.number);
    if (claimed) await refuseTakenNumber(keys, tx, claimed, null);
    if (!body.another) await refuseAlike(tx, child.name, birthDate);
    const id = newId(clock);
    const now = clock.now();
    await tx
      .insertInto('children')
      .values({
        id,
        name: child.name,
        sex: child.sex,
        birth_date: birthDate,
        owner_unit_id: ask.post.unitId,
        created_at: now,
        created_by: ask.actor.accountId,
        changed_at: now,
      })
      .execute();
    await updateChildren(keys, tx, await keys.ofChildren(tx, [id]), [{ id, child, withdrawn: false }], now);
    await addLines(house, tx, ask.actor, id, birthDate, body.households ?? []);
    const { open, secret } = difference(null, child);
    await recordChanges(house, tx, ask.actor, [
      {
        childId: id,
        kind: 'child-added',
        body: { from: { entry: true }, child: open, ...(body.another && { another: body.another }) },
        ...(Object.keys(secret).length > 0 && { secret }),
      },
    ]);
    if (body.schooling) await appendSchooling(house, tx, ask.actor, id, birthDate, body.schooling);
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'addChild',
      requestId: ask.requestId,
      childId: id,
    });
    return { id, notes: [...(note ? [note] : []), ...tellWindow(birthDate, today)] };
  });
}
