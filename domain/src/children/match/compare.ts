import { type DayRelation, relateDays } from './days.ts';
import { NameRelation } from './names.ts';
import { NumberKind, NumberRelation, relateNumbers } from './numbers.ts';
import { MOST_GUARDIANS, MOST_PHONES, MOST_PLACES, type People } from './people.ts';

/* Lays two rows side by side: how each thing they say of a child relates. */

/** For sex, place, school and the rest: absent where one of the two says nothing. */
export const Relation = { absent: 0, differ: 1, near: 2, equal: 3 } as const;
export type Relation = (typeof Relation)[keyof typeof Relation];

export interface Comparison {
  number: NumberRelation;
  roll: Relation;
  name: NameRelation;
  /** The closest of the birthdays that the rows and their numbers name. */
  birth: DayRelation;
  /** The birthdays in the rows' own columns. */
  said: DayRelation;
  sex: Relation;
  /** The closest pair among father, mother and guardian of both rows. */
  guardian: NameRelation;
  /** `near`: one digit off. */
  phone: Relation;
  place: Relation;
  school: Relation;
}

/** Compares row `i` of one list with row `j` of another (or the same) into `into`. */
export function compare(a: People, i: number, b: People, j: number, into: Comparison): Comparison {
  const { names } = a.lexicon;
  into.name = names.relation(a.name[i] ?? 0, b.name[j] ?? 0);
  into.number = numbers(a, i, b, j);
  into.roll = same(a.roll[i] ?? 0, b.roll[j] ?? 0);
  into.birth = births(a, i, b, j);
  into.said = relateDays(a.birth[i] ?? 0, b.birth[j] ?? 0);
  into.sex = same(a.sex[i] ?? 0, b.sex[j] ?? 0);
  into.guardian = guardians(a, i, b, j);
  into.phone = phones(a, i, b, j);
  into.place = any(a.places, i, b.places, j, MOST_PLACES);
  into.school = same(a.school[i] ?? 0, b.school[j] ?? 0);
  return into;
}

export function emptyComparison(): Comparison {
  return { number: 0, roll: 0, name: 0, birth: 0, said: 0, sex: 0, guardian: 0, phone: 0, place: 0, school: 0 };
}

function numbers(a: People, i: number, b: People, j: number): NumberRelation {
  const aKind = (a.numberKind[i] ?? 0) as NumberKind;
  const bKind = (b.numberKind[j] ?? 0) as NumberKind;
  if (aKind === NumberKind.none || bKind === NumberKind.none) return NumberRelation.absent;
  if (aKind === NumberKind.valid && bKind === NumberKind.valid) {
    const equal = a.numberHigh[i] === b.numberHigh[j] && a.numberLow[i] === b.numberLow[j];
    return equal ? NumberRelation.equal : NumberRelation.differ;
  }
  return relateNumbers(aKind, a.numberOf(i), bKind, b.numberOf(j));
}

function births(a: People, i: number, b: People, j: number): DayRelation {
  const [one, two] = a.births(i);
  const [three, four] = b.births(j);
  const closest = Math.max(
    relateDays(one, three),
    relateDays(one, four),
    relateDays(two, three),
    relateDays(two, four),
  );
  return closest as DayRelation;
}

function guardians(a: People, i: number, b: People, j: number): NameRelation {
  const { names } = a.lexicon;
  let closest: NameRelation = NameRelation.absent;
  for (let m = i * MOST_GUARDIANS; m < (i + 1) * MOST_GUARDIANS; m += 1) {
    const one = a.guardians[m] ?? 0;
    if (one === 0) break;
    for (let n = j * MOST_GUARDIANS; n < (j + 1) * MOST_GUARDIANS; n += 1) {
      const relation = names.relation(one, b.guardians[n] ?? 0);
      if (relation > closest) closest = relation;
    }
  }
  return closest;
}

function phones(a: People, i: number, b: People, j: number): Relation {
  let closest = any(a.phones, i, b.phones, j, MOST_PHONES);
  if (closest !== Relation.differ) return closest;
  for (let m = i * MOST_PHONES; m < (i + 1) * MOST_PHONES; m += 1) {
    for (let n = j * MOST_PHONES; n < (j + 1) * MOST_PHONES; n += 1) {
      if (oneDigitOff(a.phones[m] ?? 0, b.phones[n] ?? 0)) closest = Relation.near;
    }
  }
  return closest;
}

function oneDigitOff(a: number, b: number): boolean {
  const gap = Math.abs(a - b);
  if (a === 0 || b === 0 || gap === 0) return false;
  const place = 10 ** Math.floor(Math.log10(gap));
  // One digit changed: the gap is a digit times a power of ten, and nothing else moved.
  if (gap % place === 0 && Math.floor(a / (place * 10)) === Math.floor(b / (place * 10))) return true;
  const one = String(a);
  const two = String(b);
  const at = [...one].findIndex((sign, index) => sign !== two[index]);
  return (
    one.length === two.length &&
    one[at] === two[at + 1] &&
    one[at + 1] === two[at] &&
    one.slice(at + 2) === two.slice(at + 2)
  );
}

function same(a: number, b: number): Relation {
  if (a === 0 || b === 0) return Relation.absent;
  return a === b ? Relation.equal : Relation.differ;
}

function any(
  a: Uint32Array | Float64Array,
  i: number,
  b: Uint32Array | Float64Array,
  j: number,
  most: number,
): Relation {
  let found: Relation = Relation.absent;
  for (let m = i * most; m < (i + 1) * most; m += 1) {
    const one = a[m] ?? 0;
    if (one === 0) continue;
    for (let n = j * most; n < (j + 1) * most; n += 1) {
      const two = b[n] ?? 0;
      if (two === 0) continue;
      if (one === two) return Relation.equal;
      found = Relation.differ;
    }
  }
  return found;
}
