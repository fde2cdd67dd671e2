import { mix } from './mix.ts';
import { isLatin, MOST_SIGNS, type NameParcel, NameStore, UNWRITTEN } from './name-store.ts';

/*
 * The names of two lists, each kept once, and how alike two of them are: by their characters, by their sound (all
 * readings of a character count, so 单 is shan and dan), by a sound that dialects run together (n/l, zh/z, ing/in), or
 * but for one character.
 */

/** How two names relate, the closer the higher. */
export const NameRelation = { absent: 0, differ: 1, oneCharacter: 2, nearSound: 3, sameSound: 4, equal: 5 } as const;
export type NameRelation = (typeof NameRelation)[keyof typeof NameRelation];

/** The syllables a character may be read as, without tones; empty for what is no Chinese character. */
export type Readings = (character: string) => readonly string[];

interface Character {
  /** Numbers of its syllables. */
  readonly exact: readonly number[];
  /** The same with the sounds that dialects confuse made one. */
  readonly loose: readonly number[];
}

/** More combinations of readings than this do not lead to a name; the readings are the commonest first. */
export const MOST_SOUNDS = 12;
const SEVERAL = 1;

export class Names {
  private readonly store: NameStore;
  private readonly readings: Readings;
  /** The one sound of each name; 0 where it was not asked for yet, SEVERAL where `soundsOf` has more. */
  private soundOf = new Uint32Array(1024);
  private readonly soundsOf = new Map<number, readonly number[]>();
  private readonly characters: (Character | undefined)[] = [];
  private readonly syllables = new Map<string, number>();
  private readonly left = new Uint32Array(MOST_SIGNS);
  private readonly right = new Uint32Array(MOST_SIGNS);

  constructor(readings: Readings, store = new NameStore()) {
    this.readings = readings;
    this.store = store;
  }

  /** The number of a name as a cell writes it; 0 for no name. */
  id(cell: string): number {
    return this.store.id(cell);
  }

  text(id: number): string {
    return this.store.text(id);
  }

  /** All names so far, to be sent to another thread. */
  parcel(): NameParcel {
    return this.store.parcel();
  }

  /** Takes in the names of another thread; gives the number that each has here. */
  adopt(parcel: NameParcel): Uint32Array {
    return this.store.adopt(parcel);
  }

  relation(a: number, b: number): NameRelation {
    if (a === 0 || b === 0) return NameRelation.absent;
    if (a === b) return NameRelation.equal;
    const { left, right } = this;
    const length = this.store.spell(a, left);
    const other = this.store.spell(b, right);
    if (length !== other) {
      return this.oneDropped(length, other) ? NameRelation.oneCharacter : NameRelation.differ;
    }
    let same = true;
    let near = true;
    let unlike = 0;
    for (let at = 0; at < length; at += 1) {
      const one = left[at] ?? 0;
      const two = right[at] ?? 0;
      if (one === two) continue;
      const first = this.character(one);
      const second = this.character(two);
      if (meet(first.exact, second.exact)) continue;
      same = false;
      if (meet(first.loose, second.loose)) continue;
      near = false;
      if (one === UNWRITTEN || two === UNWRITTEN) continue;
      unlike += 1;
      // Of a name of two characters only the surname would be left.
      if (unlike > 1 || length < 3) return this.turned(length) ? NameRelation.oneCharacter : NameRelation.differ;
    }
    if (same) return NameRelation.sameSound;
    return near ? NameRelation.nearSound : NameRelation.oneCharacter;
  }

  /**
   * Writes the numbers under which names of like sound are found together, one for each way to read the name, and gives
   * how many (at most MOST_SOUNDS; none for no name).
   */
  sounds(id: number, into: Uint32Array): number {
    if (id === 0) return 0;
    const sound = this.soundOf[id] ?? 0;
    if (sound > SEVERAL) {
      into[0] = sound;
      return 1;
    }
    const sounds = sound === SEVERAL ? (this.soundsOf.get(id) ?? []) : this.readAloud(id);
    into.set(sounds);
    return sounds.length;
  }

  private readAloud(id: number): readonly number[] {
    let sounds = [17];
    const length = this.store.spell(id, this.left);
    for (let at = 0; at < length; at += 1) {
      const { loose } = this.character(this.left[at] ?? 0);
      const longer: number[] = [];
      for (const syllable of loose) {
        for (const sound of sounds) if (longer.length < MOST_SOUNDS) longer.push(mix(sound, syllable));
      }
      sounds = longer;
    }
    if (this.soundOf.length < this.store.size) {
      const longer = new Uint32Array(this.store.size * 2);
      longer.set(this.soundOf);
      this.soundOf = longer;
    }
    const [only = 0] = sounds;
    if (sounds.length === 1 && only > SEVERAL) this.soundOf[id] = only;
    else {
      this.soundOf[id] = SEVERAL;
      this.soundsOf.set(id, sounds);
    }
    return sounds;
  }

  private alike(one: number, two: number): boolean {
    return one === two || meet(this.character(one).loose, this.character(two).loose);
  }

  /** Of the two names spelled last, whether one is the other but for one sign. */
  private oneDropped(left: number, right: number): boolean {
    const [short, long] = left < right ? [this.left, this.right] : [this.right, this.left];
    const length = Math.min(left, right);
    if (Math.abs(left - right) !== 1 || length < 2) return false;
    let at = 0;
    while (at < length && this.alike(short[at] ?? 0, long[at] ?? 0)) at += 1;
    for (; at < length; at += 1) if (!this.alike(short[at] ?? 0, long[at + 1] ?? 0)) return false;
    return true;
  }

  /** Of the two names spelled last, whether they have the same signs with two neighbours exchanged. */
  private turned(length: number): boolean {
    const { left, right } = this;
    let at = 0;
    while (at < length && this.alike(left[at] ?? 0, right[at] ?? 0)) at += 1;
    if (at + 1 >= length) return false;
    if (!this.alike(left[at] ?? 0, right[at + 1] ?? 0) || !this.alike(left[at + 1] ?? 0, right[at] ?? 0)) return false;
    for (at += 2; at < length; at += 1) if (!this.alike(left[at] ?? 0, right[at] ?? 0)) return false;
    return true;
  }

  private character(sign: number): Character {
    let known = this.characters[sign];
    if (!known) {
      const text = this.store.signText(sign);
      const read = isLatin(sign) ? [text] : this.readings(text).map(plainSyllable);
      // What has no reading sounds only like itself.
      const exact = read.length > 0 ? [...new Set(read)] : [text];
      known = {
        exact: exact.map((syllable) => this.syllable(syllable)),
        loose: [...new Set(exact.map(looseSyllable))].map((syllable) => this.syllable(syllable)),
      };
      this.characters[sign] = known;
    }
    return known;
  }

  private syllable(text: string): number {
    let number = this.syllables.get(text);
    if (number === undefined) {
      number = this.syllables.size + 1;
      this.syllables.set(text, number);
    }
    return number;
  }
}

function plainSyllable(syllable: string): string {
  return syllable
    .toLowerCase()
    .replace('ü', 'v')
    .replace(/^([nl])ue$/, '$1ve');
}

/** zh/z, ch/c, sh/s, n/l and eng/en, ing/in are one in the speech of many places. */
function looseSyllable(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=.)/, 'l')
    .replace(/([ei])ng$/, '$1n');
}

function meet(a: readonly number[], b: readonly number[]): boolean {
  for (const one of a) for (const two of b) if (one === two) return true;
  return false;
}
