import { mix } from './names.ts';
import { NumberKind } from './numbers.ts';
import { MOST_GUARDIANS, MOST_PHONES, MOST_PLACES, type People } from './people.ts';

/*
 * Which pairs are worth a look: those that share one of some keys (sound and birthday, sound and guardian, phone, the
 * later half of the number …). Comparing everybody with everybody would take days.
 */

/** A key shared by more rows than this says too little (a common name alone); it is passed over. */
const MOST_SHARING = 24;

/** Rows of one list by their keys, in three flat columns: heads of chains, next in chain, and whose entry it is. */
export class Index {
  private readonly heads: Int32Array;
  private readonly shift: number;
  private readonly next: Int32Array;
  private readonly keys: Uint32Array;
  private readonly rows: Uint32Array;
  private readonly counts: Uint8Array;

  /** `rows`: the positions of the people to be found again. */
  constructor(people: People, rows: Uint32Array) {
    const buffer = new Float64Array(256);
    let size = 0;
    for (const row of rows) size += keysOf(people, row, buffer);
    const bits = Math.max(8, Math.ceil(Math.log2(size + 1)));
    this.shift = 32 - bits;
    this.heads = new Int32Array(1 << bits).fill(-1);
    this.next = new Int32Array(size);
    this.keys = new Uint32Array(size);
    this.rows = new Uint32Array(size);
    this.counts = new Uint8Array(size);
    let entry = 0;
    for (const row of rows) {
      const count = keysOf(people, row, buffer);
      for (let at = 0; at < count; at += 1) this.put(buffer[at] ?? 0, row, entry++);
    }
  }

  private put(key: number, row: number, entry: number): void {
    const slot = key >>> this.shift;
    this.keys[entry] = key;
    this.rows[entry] = row;
    this.next[entry] = this.heads[slot] ?? -1;
    this.heads[slot] = entry;
    // The newest entry of a key, which is met first, knows how many there are.
    let older = this.next[entry] ?? -1;
    while (older >= 0 && this.keys[older] !== key) older = this.next[older] ?? -1;
    this.counts[entry] = older < 0 ? 1 : Math.min(255, (this.counts[older] ?? 0) + 1);
  }

  /** Calls `found` for each row under one of the keys, perhaps more than once. */
  look(keys: Float64Array, count: number, found: (row: number) => void): void {
    for (let at = 0; at < count; at += 1) {
      const key = keys[at] ?? 0;
      let entry = this.heads[key >>> this.shift] ?? -1;
      while (entry >= 0 && this.keys[entry] !== key) entry = this.next[entry] ?? -1;
      if (entry < 0 || (this.counts[entry] ?? 0) > MOST_SHARING) continue;
      for (; entry >= 0; entry = this.next[entry] ?? -1) {
        if (this.keys[entry] === key) found(this.rows[entry] ?? 0);
      }
    }
  }
}

/** Writes the keys of one person into `into` and gives their number (at most 256; more are left out). */
export function keysOf(people: People, at: number, into: Float64Array): number {
  const { names } = people.lexicon;
  let count = 0;
  const put = (kind: number, a: number, b: number) => {
    if (count < into.length) into[count++] = mix(mix(mix(kind, a), b), 0x5bd1e995);
  };
  const name = people.name[at] ?? 0;
  const sounds = name === 0 ? [] : names.sounds(name);
  const [birth, other] = people.births(at);
  const number = people.numberOf(at);
  const kind = people.numberKind[at];
  const places = MOST_PLACES * at;
  for (const sound of sounds) {
    put(1, sound, 0);
    if (birth) put(2, sound, birth);
    if (other) put(2, sound, other);
    for (let m = places; m < places + MOST_PLACES; m += 1) if (people.places[m]) put(3, sound, people.places[m] ?? 0);
    if (people.school[at]) put(4, sound, people.school[at] ?? 0);
    // An error in the later half leaves area and year of birth.
    if (number.length > 12) put(5, sound, Number(number.slice(0, 8)));
  }
  for (let m = at * MOST_PHONES; m < (at + 1) * MOST_PHONES; m += 1) {
    const phone = people.phones[m] ?? 0;
    if (phone) put(6, phone % 0x7fffffff, 0);
  }
  for (let m = at * MOST_GUARDIANS; m < (at + 1) * MOST_GUARDIANS; m += 1) {
    const guardian = people.guardians[m] ?? 0;
    if (!guardian) continue;
    for (const guardianSound of names.sounds(guardian)) {
      if (birth) put(7, guardianSound, birth);
      if (other) put(7, guardianSound, other);
      for (const sound of sounds) put(8, sound, guardianSound);
    }
  }
  if (number) {
    // An error in the earlier half leaves day, sequence and check; 15 digits stand without century and check.
    if (kind !== NumberKind.old) put(9, Number.parseInt(number.slice(-8), 10), number.endsWith('X') ? 10 : 0);
    put(10, Number.parseInt(number.slice(0, 14), 10) % 0x7fffffff, names.surname(name));
    if (number.length === 15 || number.length === 18) {
      const body = people.bodyOf(at);
      put(11, Number(body.slice(0, 6)), Number(body.slice(6)));
    }
  }
  if (people.roll[at]) put(12, people.roll[at] ?? 0, 0);
  return count;
}
