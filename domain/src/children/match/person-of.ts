import type { Listed } from '../listed.ts';
import type { ChildRecord, SchoolingRecord } from '../record.ts';
import { type NumberReading, readNumber } from './numbers.ts';
import type { Person } from './people.ts';
import { placeStem } from './read-person.ts';

/* What is compared of a row that was read for the ledger, and of a child of the ledger. */

/** The units that the row or the child names, in words; null where it names none, or none that is known. */
export interface PlacesInWords {
  readonly registered: string | null;
  readonly residence: string | null;
  readonly school: string | null;
}

/** @param number the number as it was written, where it could not be taken */
export function personOfRow(listed: Listed, number: string | null, places: PlacesInWords): Person {
  const roll = listed.school?.rollNumber ?? '';
  return {
    name: listed.name,
    number: numberOf(number ?? listed.citizenId, roll),
    roll: rollOf(roll),
    birth: dayOf(listed.birthDate),
    sex: sexOf(listed.sex),
    guardians: (listed.guardians ?? []).map((guardian) => guardian.name),
    phones: (listed.guardians ?? []).flatMap((guardian) => guardian.phone ?? []),
    places: stemsOf([
      places.registered ?? listed.registeredVillage,
      places.residence ?? listed.residenceVillage,
      listed.registeredAddress,
      listed.address,
    ]),
    school: places.school ?? listed.school?.school ?? '',
  };
}

export function personOfChild(child: ChildRecord, schooling: SchoolingRecord | null, places: PlacesInWords): Person {
  const roll = schooling?.rollNumber ?? '';
  return {
    name: child.name,
    number: numberOf(child.citizenId, roll),
    roll: rollOf(roll),
    birth: dayOf(child.birthDate),
    sex: sexOf(child.sex),
    guardians: child.guardians.map((guardian) => guardian.name),
    phones: child.guardians.flatMap((guardian) => guardian.phone ?? []),
    places: stemsOf([places.registered, places.residence, child.registeredAddress, child.address]),
    school: places.school ?? schooling?.schoolName ?? '',
  };
}

/** The day as a whole number, yyyymmdd; 0 for none. */
export function dayOf(day: string | null): number {
  return day ? Number(day.replaceAll('-', '')) : 0;
}

function numberOf(number: string | null, roll: string): NumberReading {
  return readNumber(number || (roll.startsWith('G') ? roll.slice(1) : ''));
}

function rollOf(roll: string): string {
  return /^[JL]\d{15,}/.test(roll) ? roll : '';
}

function sexOf(sex: Listed['sex']): Person['sex'] {
  return sex === 'male' ? 1 : sex === 'female' ? 2 : 0;
}

function stemsOf(places: readonly (string | null | undefined)[]): string[] {
  return [...new Set(places.map((place) => placeStem(place ?? '')))].filter((stem) => stem !== '');
}
