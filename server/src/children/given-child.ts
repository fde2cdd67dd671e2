import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Text } from '@quanxue/domain/basis/problem.ts';
import type { Disability } from '@quanxue/domain/casefile/schema.ts';
import { type CitizenNumber, readCitizenNumber } from '@quanxue/domain/children/citizen-number.ts';
import { certificateConflicts } from '@quanxue/domain/children/disability-certificate.ts';
import type { GivenGuardian } from '@quanxue/domain/children/ledger-operations.ts';
import type { ListedGuardian } from '@quanxue/domain/children/listed.ts';
import type { ChildRecord } from '@quanxue/domain/children/record.ts';
import { schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { Keys } from '../basis/seal.ts';
import { problems } from './ledger-problems.ts';

/* What is checked of a child that a person enters or changes. */

/** @throws Problem `bad-citizen-number` with the reader's own sentence. */
export function readGivenNumber(
  text: string | null | undefined,
  today: Day,
  birthDate: Day | null,
): { readonly number: CitizenNumber | null; readonly note: Text | null } {
  const reading = readCitizenNumber(text?.trim() || null, today, birthDate);
  if (reading.is === 'bad') throw problems.badNumber({ zh: reading.problem.zh, en: reading.problem.en });
  return reading.is === 'none' ? { number: null, note: null } : { number: reading.value, note: reading.warning };
}

/** Birth and sex against the number, and the birth against the day. */
export function refuseContradictions(child: ChildRecord, number: CitizenNumber | null, today: Day): void {
  if (child.birthDate > today) throw problems.birthFuture({ birth: child.birthDate, today });
  if (!number) return;
  if (child.birthDate !== number.birthDate) {
    throw problems.birthAgainstNumber({ birth: child.birthDate, inNumber: number.birthDate });
  }
  if (child.sex !== 'unknown' && child.sex !== number.sex) throw problems.sexAgainstNumber();
}

/** The certificate's digits against what was entered beside it, all conflicts in one answer. */
export function refuseWrongCertificate(disability: Disability | null | undefined, citizenId: string | null): void {
  if (!disability?.certificateNumber) return;
  const conflicts = certificateConflicts({
    number: disability.certificateNumber,
    category: disability.category,
    level: disability.level,
    citizenId,
    issuedOn: disability.issuedOn,
    validUntil: disability.validUntil,
  });
  if (conflicts.length === 0) return;
  throw problems.certificate({
    zh: conflicts.map((each) => each.sentence.zh).join(''),
    en: conflicts.map((each) => each.sentence.en).join(' '),
  });
}

/** @throws Problem `number-taken`, as far as the asker may see who has it. */
export async function refuseTakenNumber(keys: Keys, tx: Tx, number: string, childId: string | null): Promise<void> {
  const taken = await tx
    .selectFrom('children')
    .select(['id', 'name', 'birth_date'])
    .where('citizen_hmac', '=', keys.lookup(number))
    .where('withdrawn_at', 'is', null)
    .execute();
  const other = taken.find((each) => each.id !== childId);
  if (other) throw problems.numberTaken({ name: other.name, birth: other.birth_date, childId: other.id });
}

/** Another child of this name and birthday: found before a child without a number is entered twice. */
export async function refuseAlike(tx: Tx, name: string, birthDate: Day): Promise<void> {
  const { rows } = await sql<{ id: string; name: string; birth_date: string; village: string | null }>`
    select c.id, c.name, c.birth_date, u.name as village
      from children c left join units u on u.id = coalesce(c.residence_unit_id, c.registered_unit_id)
      where c.withdrawn_at is null and c.birth_date = ${birthDate}::date
        and (c.name = ${name} or ${name} = any (c.former_names))
      limit 1`.execute(tx);
  const alike = rows[0];
  if (alike) {
    throw problems.alikeChild({
      name: alike.name,
      birth: alike.birth_date,
      village: alike.village ?? '—',
      childId: alike.id,
    });
  }
}

/** A village, group or grid in being today. */
export async function refuseUnknownPlaces(
  tx: Tx,
  ids: readonly (string | null | undefined)[],
  today: Day,
): Promise<void> {
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
  if (wanted.length === 0) return;
  const found = await tx
    .selectFrom('units')
    .select('id')
    .where('id', 'in', wanted)
    .where('kind', 'in', ['village', 'group', 'grid'])
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
    .execute();
  if (found.length < wanted.length) throw problems.noSuchPlace();
}

/** Guardians as given, with the phones and numbers that the screen could only show masked. */
export function guardiansFrom(
  given: readonly GivenGuardian[],
  stand: readonly ListedGuardian[],
  today: Day,
): ListedGuardian[] {
  return given.map(({ name, relation, phone, citizenId, keeps }) => {
    const kept = keeps === null || keeps === undefined ? undefined : stand[keeps];
    if (typeof keeps === 'number' && !kept) throw problems.noSuchGuardian();
    const number = citizenId ? readGivenNumber(citizenId, today, null).number?.number : undefined;
    return {
      name,
      relation: relation || null,
      phone: phone === undefined ? (kept?.phone ?? null) : phone || null,
      citizenId: citizenId === undefined ? (kept?.citizenId ?? null) : (number ?? null),
    };
  });
}

/** Whether the child stands inside the window of school age today; nothing is refused, but it is said. */
export function tellWindow(birthDate: Day, today: Day): Text[] {
  const { bornFrom, bornTo } = schoolAgeCohort(today);
  if (birthDate > bornTo) {
    const year = Number(birthDate.slice(0, 4)) + (birthDate.slice(5) > '08-31' ? 7 : 6);
    return [
      {
        zh: `该儿童还未到学龄（今天的适龄出生区间为 ${bornFrom} 至 ${bornTo}），自 ${year} 年 9 月 1 日起计入适龄人数。`,
        en: `The child is not of school age yet (born ${bornFrom} to ${bornTo} today) and counts from 1 September ${year}.`,
      },
    ];
  }
  if (birthDate < bornFrom) {
    return [
      {
        zh: `该儿童已超过适龄出生区间（${bornFrom} 至 ${bornTo}），不计入适龄人数，列入“超龄未完成”，直到完成义务教育。`,
        en: `The child is above school age (born ${bornFrom} to ${bornTo}); it is listed under "over age, not finished" until it has finished.`,
      },
    ];
  }
  return [];
}
