import type { NameParcel } from './name-store.ts';
import { type Lexicon, MOST_GUARDIANS, MOST_PHONES, MOST_PLACES, People } from './people.ts';

/* A list that was read in another thread: its columns and its own lexicon, and how it joins the lexicon of the other list. */

export interface PeopleParcel {
  readonly columns: Columns;
  readonly oddNumbers: ReadonlyMap<number, string>;
  readonly names: NameParcel;
  readonly words: readonly string[];
}

type Columns = Pick<
  People,
  | 'name'
  | 'numberKind'
  | 'numberHigh'
  | 'numberLow'
  | 'numberBirth'
  | 'birth'
  | 'sex'
  | 'roll'
  | 'school'
  | 'guardians'
  | 'phones'
  | 'places'
  | 'row'
>;

/** The columns are copies of their own, so that they can be handed over while the list is still in use. */
export function parcelOf(people: People): PeopleParcel {
  const { size, lexicon } = people;
  return {
    columns: {
      name: people.name.slice(0, size),
      numberKind: people.numberKind.slice(0, size),
      numberHigh: people.numberHigh.slice(0, size),
      numberLow: people.numberLow.slice(0, size),
      numberBirth: people.numberBirth.slice(0, size),
      birth: people.birth.slice(0, size),
      sex: people.sex.slice(0, size),
      roll: people.roll.slice(0, size),
      school: people.school.slice(0, size),
      guardians: people.guardians.slice(0, size * MOST_GUARDIANS),
      phones: people.phones.slice(0, size * MOST_PHONES),
      places: people.places.slice(0, size * MOST_PLACES),
      row: people.row.slice(0, size),
    },
    oddNumbers: people.oddNumbers,
    names: lexicon.names.parcel(),
    words: lexicon.words.parcel(),
  };
}

/** The memory that may be handed over instead of copied. */
export function buffersOf({ columns, names }: PeopleParcel): ArrayBuffer[] {
  return [...Object.values(columns), names.packed].map(({ buffer }) => buffer as ArrayBuffer);
}

/** The list of a parcel, its names and words numbered as in `lexicon`. */
export function unparcel({ columns, oddNumbers, names, words }: PeopleParcel, lexicon: Lexicon): People {
  const people = new People(lexicon);
  people.size = columns.name.length;
  Object.assign(people, columns);
  people.oddNumbers = new Map(oddNumbers);
  const nameHere = lexicon.names.adopt(names);
  for (const column of [people.name, people.guardians]) renumber(column, nameHere);
  const wordHere = lexicon.words.adopt(words);
  for (const column of [people.roll, people.school, people.places]) renumber(column, wordHere);
  return people;
}

function renumber(column: Uint32Array, here: Uint32Array): void {
  for (let at = 0; at < column.length; at += 1) column[at] = here[column[at] ?? 0] ?? 0;
}
