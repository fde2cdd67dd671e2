import { mix } from './mix.ts';
import type { Names } from './names.ts';
import { NumberKind, type NumberReading, packHigh, packLow, unpack } from './numbers.ts';

/* The people of one list, in columns: a million rows take some tens of megabytes and no object each. */

/** What a row says of a child, as far as it helps to find the same child in another list. */
export interface Person {
  readonly name: string;
  readonly number: NumberReading;
  /** A number of the student register that is no citizen number (J…, L…). */
  readonly roll: string;
  /** yyyymmdd from the row's own column, 0 for none. */
  readonly birth: number;
  readonly sex: 0 | 1 | 2;
  readonly guardians: readonly string[];
  readonly phones: readonly string[];
  readonly places: readonly string[];
  readonly school: string;
}

export const MOST_GUARDIANS = 4;
export const MOST_PHONES = 3;
export const MOST_PLACES = 3;
/** A phone that stands in more rows than one family has children is the school's or a cadre's, and says nothing. */
const MOST_CHILDREN_A_PHONE = 6;

/** A number under more names than this was put in to fill the cell, or is a teacher's. */
const MOST_NAMES_A_NUMBER = 3;

/** Words that stand in both lists, each with a number; 0 for none. */
export class Words {
  private readonly ids = new Map<string, number>([['', 0]]);
  private readonly texts: string[] = [''];

  id(word: string): number {
    let id = this.ids.get(word);
    if (id === undefined) {
      id = this.texts.length;
      this.texts.push(word);
      this.ids.set(word, id);
    }
    return id;
  }

  text(id: number): string {
    return this.texts[id] ?? '';
  }

  /** All words so far, to be sent to another thread. */
  parcel(): readonly string[] {
    return this.texts;
  }

  /** Takes in the words of another thread; gives the number that each has here. */
  adopt(parcel: readonly string[]): Uint32Array {
    return Uint32Array.from(parcel, (word) => this.id(word));
  }
}

/** What the two lists of one comparison share. */
export interface Lexicon {
  readonly names: Names;
  readonly words: Words;
}

export class People {
  readonly lexicon: Lexicon;
  size = 0;
  name = new Uint32Array(1024);
  numberKind = new Uint8Array(1024);
  numberHigh = new Uint32Array(1024);
  numberLow = new Uint32Array(1024);
  numberBirth = new Uint32Array(1024);
  birth = new Uint32Array(1024);
  sex = new Uint8Array(1024);
  roll = new Uint32Array(1024);
  school = new Uint32Array(1024);
  guardians = new Uint32Array(1024 * MOST_GUARDIANS);
  phones = new Float64Array(1024 * MOST_PHONES);
  places = new Uint32Array(1024 * MOST_PLACES);
  /** The row of the list that each stands in, counted from 1 below the heading. */
  row = new Uint32Array(1024);
  /** By position: what is neither 15 nor 18 characters long. */
  oddNumbers = new Map<number, string>();

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
  }

  add(person: Person, row: number): void {
    if (this.size === this.name.length) this.grow();
    const at = this.size++;
    const { names, words } = this.lexicon;
    this.row[at] = row;
    this.name[at] = names.id(person.name);
    const { kind, text, birth, sex } = person.number;
    this.numberKind[at] = kind;
    if (kind === NumberKind.odd) this.oddNumbers.set(at, text);
    else if (kind !== NumberKind.none) {
      this.numberHigh[at] = packHigh(text);
      this.numberLow[at] = packLow(text);
    }
    this.numberBirth[at] = birth;
    this.birth[at] = person.birth;
    // What the row says comes first: the number may be somebody else's.
    this.sex[at] = person.sex || sex;
    this.roll[at] = words.id(person.roll);
    this.school[at] = words.id(person.school);
    fill(this.guardians, at, MOST_GUARDIANS, person.guardians, (guardian) => names.id(guardian));
    fill(this.phones, at, MOST_PHONES, person.phones, Number);
    fill(this.places, at, MOST_PLACES, person.places, (place) => words.id(place));
  }

  /** To be called when the list is whole: leaves out the phones and numbers that are nobody's own. */
  close(): void {
    this.dropSharedPhones();
    this.dropSharedNumbers();
  }

  private dropSharedPhones(): void {
    const phones = this.phones.subarray(0, this.size * MOST_PHONES);
    const sorted = phones.slice().sort();
    const common = new Set<number>();
    for (let at = MOST_CHILDREN_A_PHONE; at < sorted.length; at += 1) {
      const phone = sorted[at] ?? 0;
      if (phone !== 0 && phone === sorted[at - MOST_CHILDREN_A_PHONE]) common.add(phone);
    }
    if (common.size > 0) for (const [at, phone] of phones.entries()) if (common.has(phone)) phones[at] = 0;
  }

  private dropSharedNumbers(): void {
    const bits = Math.max(8, Math.ceil(Math.log2(this.size + 1)) + 1);
    const firsts = new Int32Array(1 << bits).fill(-1);
    /** For the first row of a number, the other names under which it stands. */
    const others = new Map<number, Set<number>>();
    const firstOf = (at: number): number => {
      const high = this.numberHigh[at] ?? 0;
      const low = this.numberLow[at] ?? 0;
      let slot = mix(mix(this.numberKind[at] ?? 0, high), low) >>> (32 - bits);
      for (; ; slot = (slot + 1) & (firsts.length - 1)) {
        const first = firsts[slot] ?? -1;
        if (first < 0) firsts[slot] = at;
        if (first < 0 || (this.numberHigh[first] === high && this.numberLow[first] === low))
          return first < 0 ? at : first;
      }
    };
    for (let at = 0; at < this.size; at += 1) {
      if (!this.isPacked(at)) continue;
      const first = firstOf(at);
      const name = this.name[at] ?? 0;
      if (this.name[first] === name) continue;
      const known = others.get(first);
      if (known) known.add(name);
      else others.set(first, new Set([name]));
    }
    const shared = new Set([...others].flatMap(([first, names]) => (names.size >= MOST_NAMES_A_NUMBER ? [first] : [])));
    if (shared.size === 0) return;
    const nobodys: number[] = [];
    for (let at = 0; at < this.size; at += 1) if (this.isPacked(at) && shared.has(firstOf(at))) nobodys.push(at);
    for (const at of nobodys) {
      this.numberKind[at] = NumberKind.none;
      this.numberHigh[at] = 0;
      this.numberLow[at] = 0;
      this.numberBirth[at] = 0;
    }
  }

  private isPacked(at: number): boolean {
    return this.numberKind[at] !== NumberKind.none && this.numberKind[at] !== NumberKind.odd;
  }

  /** The citizen number of one person in its characters, '' for none. */
  numberOf(at: number): string {
    const kind = (this.numberKind[at] ?? 0) as NumberKind;
    if (kind === NumberKind.none) return '';
    if (kind === NumberKind.odd) return this.oddNumbers.get(at) ?? '';
    return unpack(kind, this.numberHigh[at] ?? 0, this.numberLow[at] ?? 0);
  }

  /** The last nine of the number's 15 digits, which 18 contain as well; only where it has 15 or 18 characters. */
  tailOf(at: number): number {
    const high = this.numberHigh[at] ?? 0;
    const low = this.numberLow[at] ?? 0;
    if (this.numberKind[at] === NumberKind.old) return (high % 1000) * 1_000_000 + low;
    // 6 area, 2 century, 1 + 8 digits, check: the packed low part holds eight and the check.
    return (high % 10) * 100_000_000 + Math.floor(low / 11);
  }

  /** The days of birth that the row gives: of its own column, and of its number where that differs and is valid. */
  births(at: number): readonly [number, number] {
    const birth = this.birth[at] ?? 0;
    const ofNumber = this.numberBirth[at] ?? 0;
    if (birth === 0 || birth === ofNumber) return [ofNumber, 0];
    return [birth, this.numberKind[at] === NumberKind.valid ? ofNumber : 0];
  }

  private grow(): void {
    this.name = longer(this.name);
    this.numberKind = longer(this.numberKind);
    this.numberHigh = longer(this.numberHigh);
    this.numberLow = longer(this.numberLow);
    this.numberBirth = longer(this.numberBirth);
    this.birth = longer(this.birth);
    this.sex = longer(this.sex);
    this.roll = longer(this.roll);
    this.school = longer(this.school);
    this.guardians = longer(this.guardians);
    this.phones = longer(this.phones);
    this.places = longer(this.places);
    this.row = longer(this.row);
  }
}

function longer<Column extends Uint8Array | Uint32Array | Float64Array>(column: Column): Column {
  const copy = new (column.constructor as new (length: number) => Column)(column.length * 2);
  copy.set(column);
  return copy;
}

function fill(
  column: Uint32Array | Float64Array,
  at: number,
  most: number,
  texts: readonly string[],
  number: (text: string) => number,
): void {
  let next = at * most;
  const end = next + most;
  const start = next;
  for (const text of texts) {
    if (text === '' || next === end) continue;
    const value = number(text);
    let known = value === 0;
    for (let before = start; before < next; before += 1) if (column[before] === value) known = true;
    if (!known) column[next++] = value;
  }
}
