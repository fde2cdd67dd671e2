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

/** Signs that lists put where a rare character cannot be typed. */
const UNWRITTEN = /[?？□■◇○●*＊\ufffd\ue000-\uf8ff]/gu;
const UNWRITTEN_AS = '□';
/** More combinations of readings than this do not lead to a name; the readings are the commonest first. */
export const MOST_SOUNDS = 12;
const SEVERAL = 1;

export class Names {
  private readonly ids = new Map<string, number>([['', 0]]);
  private readonly texts: string[] = [''];
  private readonly readings: Readings;
  /** The one sound of each name; 0 where it was not asked for yet, SEVERAL where `soundsOf` has more. */
  private soundOf = new Uint32Array(1024);
  private readonly soundsOf = new Map<number, readonly number[]>();
  private readonly characters = new Map<string, Character>();
  private readonly syllables = new Map<string, number>();

  constructor(readings: Readings) {
    this.readings = readings;
  }

  /** The number of a name as a cell writes it; 0 for no name. */
  id(cell: string): number {
    let id = this.ids.get(cell);
    if (id !== undefined) return id;
    const name = plainName(cell);
    id = this.ids.get(name);
    if (id === undefined) {
      id = this.texts.length;
      this.texts.push(name);
      this.ids.set(name, id);
    }
    return id;
  }

  text(id: number): string {
    return this.texts[id] ?? '';
  }

  relation(a: number, b: number): NameRelation {
    if (a === 0 || b === 0) return NameRelation.absent;
    if (a === b) return NameRelation.equal;
    const left = signs(this.text(a));
    const right = signs(this.text(b));
    if (left.length !== right.length) {
      return this.oneDropped(left, right) ? NameRelation.oneCharacter : NameRelation.differ;
    }
    let same = true;
    let near = true;
    let unlike = 0;
    for (let at = 0; at < left.length; at += 1) {
      const one = left[at] ?? '';
      const two = right[at] ?? '';
      if (one === two) continue;
      const first = this.character(one);
      const second = this.character(two);
      if (meet(first.exact, second.exact)) continue;
      same = false;
      if (meet(first.loose, second.loose)) continue;
      near = false;
      if (one === UNWRITTEN_AS || two === UNWRITTEN_AS) continue;
      unlike += 1;
      // Of a name of two characters only the surname would be left.
      if (unlike > 1 || left.length < 3)
        return this.turned(left, right) ? NameRelation.oneCharacter : NameRelation.differ;
    }
    if (same) return NameRelation.sameSound;
    return near ? NameRelation.nearSound : NameRelation.oneCharacter;
  }

  /** Whether two names may belong to one family: the surnames are read alike. */
  sameSurname(a: number, b: number): boolean {
    const one = signs(this.text(a))[0];
    const two = signs(this.text(b))[0];
    return one !== undefined && two !== undefined && this.alike(one, two);
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
    for (const sign of signs(this.text(id))) {
      const { loose } = this.character(sign);
      const longer: number[] = [];
      for (const syllable of loose) {
        for (const sound of sounds) if (longer.length < MOST_SOUNDS) longer.push(mix(sound, syllable));
      }
      sounds = longer;
    }
    if (this.soundOf.length < this.texts.length) {
      const longer = new Uint32Array(this.texts.length * 2);
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

  private alike(one: string, two: string): boolean {
    return one === two || meet(this.character(one).loose, this.character(two).loose);
  }

  private oneDropped(left: readonly string[], right: readonly string[]): boolean {
    const [short, long] = left.length < right.length ? [left, right] : [right, left];
    if (long.length - short.length !== 1 || short.length < 2) return false;
    let at = 0;
    while (at < short.length && this.alike(short[at] ?? '', long[at] ?? '')) at += 1;
    for (; at < short.length; at += 1) if (!this.alike(short[at] ?? '', long[at + 1] ?? '')) return false;
    return true;
  }

  /** The same signs with two neighbours exchanged. */
  private turned(left: readonly string[], right: readonly string[]): boolean {
    const at = left.findIndex((sign, index) => !this.alike(sign, right[index] ?? ''));
    return (
      at >= 0 &&
      this.alike(left[at] ?? '', right[at + 1] ?? '') &&
      this.alike(left[at + 1] ?? '', right[at] ?? '') &&
      left.slice(at + 2).every((sign, index) => this.alike(sign, right[at + 2 + index] ?? ''))
    );
  }

  private character(sign: string): Character {
    let known = this.characters.get(sign);
    if (!known) {
      const latin = /^[a-z]+$/.test(sign);
      const read = latin ? [sign] : this.readings(sign).map(plainSyllable);
      // What has no reading sounds only like itself.
      const exact = read.length > 0 ? [...new Set(read)] : [sign];
      known = {
        exact: exact.map((syllable) => this.syllable(syllable)),
        loose: [...new Set(exact.map(looseSyllable))].map((syllable) => this.syllable(syllable)),
      };
      this.characters.set(sign, known);
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

const HAN = /^[\u4e00-\u9fff]{1,12}$/;

/** The name alone: no spaces, dots, remarks in brackets; signs for what cannot be typed made one. */
function plainName(cell: string): string {
  if (HAN.test(cell)) return cell;
  return cell
    .replace(/[\s\u200b-\u200f\ufeff]/g, '')
    .replace(/[（(【[].*?[）)】\]]/g, '')
    .replace(/[·•‧∙⋅・･.．'"“”‘’]/g, '')
    .replace(UNWRITTEN, UNWRITTEN_AS)
    .normalize('NFD')
    .replace(/(?<=[a-zA-Z])[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .toLowerCase();
}

/** Characters, a run of Latin letters (a syllable written for a character) as one. */
function signs(name: string): readonly string[] {
  if (HAN.test(name)) return name.split('');
  return name.match(/[a-z]+|./gsu) ?? [];
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

/** Stirs a number into another: the step of a hash. */
export function mix(hash: number, value: number): number {
  const stirred = Math.imul(hash ^ value, 0x9e3779b1);
  return (stirred ^ (stirred >>> 15)) >>> 0;
}
