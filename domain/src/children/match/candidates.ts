import { mix } from './mix.ts';
import { MOST_SOUNDS } from './names.ts';
import { corrections, NumberKind } from './numbers.ts';
import { MOST_GUARDIANS, MOST_PHONES, MOST_PLACES, type People } from './people.ts';

/*
 * Which pairs are worth a look: those that share one of some keys (sound and birthday, sound and guardian, phone, the
 * 15 digits of the number, also of those that a number which fails its check may have been meant to be …). Comparing
 * everybody with everybody would take days.
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
  /** A bit for each quarter of a slot that is taken: most keys looked up are not there, and this is small and near. */
  private readonly taken: Uint32Array;

  /** `rows`: the positions of the people to be found again. */
  constructor(people: People, rows: Uint32Array) {
    const buffer = new Float64Array(256);
    let size = 0;
    for (const row of rows) size += keysOf(people, row, buffer);
    const bits = Math.max(8, Math.ceil(Math.log2(size + 1)));
    this.shift = 32 - bits;
    this.heads = new Int32Array(1 << bits).fill(-1);
    this.taken = new Uint32Array(1 << (bits - 3));
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
    const quarter = key >>> (this.shift - 2);
    this.taken[quarter >>> 5] = (this.taken[quarter >>> 5] ?? 0) | (1 << (quarter & 31));
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
      const quarter = key >>> (this.shift - 2);
      if (((this.taken[quarter >>> 5] ?? 0) & (1 << (quarter & 31))) === 0) continue;
      let entry = this.heads[key >>> this.shift] ?? -1;
      while (entry >= 0 && this.keys[entry] !== key) entry = this.next[entry] ?? -1;
      if (entry < 0 || (this.counts[entry] ?? 0) > MOST_SHARING) continue;
      for (; entry >= 0; entry = this.next[entry] ?? -1) {
        if (this.keys[entry] === key) found(this.rows[entry] ?? 0);
      }
    }
  }
}

/** Writes the keys of one person into `into` and gives their number (at most its length; more are left out). */
export function keysOf(people: People, at: number, into: Float64Array): number {
  const { names } = people.lexicon;
  let count = 0;
  const put = (kind: number, a: number, b: number) => {
    if (count < into.length) into[count++] = mix(mix(mix(kind, a), b), 0x5bd1e995);
  };
  const own = names.sounds(people.name[at] ?? 0, ownSounds);
  const [birth, other] = people.births(at);
  for (let n = 0; n < own; n += 1) {
    const sound = ownSounds[n] ?? 0;
    if (birth) put(1, sound, birth);
    if (other) put(1, sound, other);
    for (let m = at * MOST_PLACES; m < (at + 1) * MOST_PLACES; m += 1) {
      const place = people.places[m] ?? 0;
      if (place) put(2, sound, place);
    }
  }
  for (let m = at * MOST_PHONES; m < (at + 1) * MOST_PHONES; m += 1) {
    const phone = (people.phones[m] ?? 0) % 0x7fffffff;
    if (!phone) continue;
    if (birth) put(3, phone, birth);
    if (other) put(3, phone, other);
    for (let n = 0; n < own; n += 1) put(4, phone, ownSounds[n] ?? 0);
  }
  for (let m = at * MOST_GUARDIANS; m < (at + 1) * MOST_GUARDIANS; m += 1) {
    const read = names.sounds(people.guardians[m] ?? 0, theirSounds);
    for (let k = 0; k < read; k += 1) {
      const sound = theirSounds[k] ?? 0;
      if (birth) put(5, sound, birth);
      if (other) put(5, sound, other);
      for (let n = 0; n < own; n += 1) put(6, ownSounds[n] ?? 0, sound);
    }
  }
  const kind = people.numberKind[at] ?? NumberKind.none;
  if (kind !== NumberKind.none) {
    // By its 15 digits, which a number of 18 contains, so that the two kinds meet.
    if (kind !== NumberKind.odd) put(7, Math.floor((people.numberHigh[at] ?? 0) / 1000), people.tailOf(at));
    if (kind === NumberKind.wrong || kind === NumberKind.odd) {
      corrections(people.numberOf(at), (head, tail) => put(7, head, tail));
    }
  }
  if (people.roll[at]) put(8, people.roll[at] ?? 0, 0);
  return count;
}

const ownSounds = new Uint32Array(MOST_SOUNDS);
const theirSounds = new Uint32Array(MOST_SOUNDS);
