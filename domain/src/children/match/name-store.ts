import { mix } from './mix.ts';

/*
 * Every name of two lists once, each with a number. Up to three Chinese characters, which is nearly everybody, are kept
 * as one number of 48 bits: a million names then take some megabytes, and looking one up makes no string.
 */

/** A sign where a rare character cannot be typed: □. */
export const UNWRITTEN = 0x25a1;
const UNWRITTEN_SIGNS = /[?？□■◇○●*＊\ufffd\ue000-\uf8ff]/gu;
/** A run of Latin letters (a syllable written for a character) is one sign, numbered from here: above all code points. */
const LATIN = 0x110000;
/** Longer names are told apart by their beginning. */
export const MOST_SIGNS = 24;

/** The names of a store in a form that can be sent to another thread. */
export interface NameParcel {
  /** By number; 0 for those of `long`. */
  readonly packed: Float64Array;
  readonly long: readonly (readonly [id: number, text: string])[];
}

export class NameStore {
  /** The number after the last one given. */
  size = 1;
  private packed = new Float64Array(1024);
  private slots = new Int32Array(4096);
  /** All other names, and cells that had to be cleaned. */
  private readonly others = new Map<string, number>([['', 0]]);
  private readonly texts = new Map<number, string>([[0, '']]);
  private readonly spelled = new Map<number, Uint32Array>();
  private readonly latin = new Map<string, number>();
  private readonly latinTexts: string[] = [];

  id(cell: string): number {
    const key = pack(cell);
    if (key > 0) return this.idOf(key);
    let id = this.others.get(cell);
    if (id === undefined) {
      const name = plainName(cell);
      id = name === cell ? this.take(0) : this.id(name);
      if (name === cell) this.texts.set(id, name);
      this.others.set(cell, id);
    }
    return id;
  }

  text(id: number): string {
    const key = this.packed[id] ?? 0;
    return key > 0 ? unpack(key) : (this.texts.get(id) ?? '');
  }

  /** Writes the signs of a name into `into` and gives how many. */
  spell(id: number, into: Uint32Array): number {
    const key = this.packed[id] ?? 0;
    if (key > 0) {
      const high = Math.floor(key / 0x100000000);
      const low = key % 0x100000000;
      let length = 0;
      if (high > 0) into[length++] = high;
      if (low >= 0x10000) into[length++] = low >>> 16;
      into[length++] = low & 0xffff;
      return length;
    }
    let signs = this.spelled.get(id);
    if (!signs) {
      const runs = this.text(id).match(/[a-z]+|./gsu) ?? [];
      signs = Uint32Array.from(runs.slice(0, MOST_SIGNS), (run) => this.sign(run));
      this.spelled.set(id, signs);
    }
    into.set(signs);
    return signs.length;
  }

  signText(sign: number): string {
    return isLatin(sign) ? (this.latinTexts[sign - LATIN] ?? '') : String.fromCodePoint(sign);
  }

  parcel(): NameParcel {
    return { packed: this.packed.slice(0, this.size), long: [...this.texts] };
  }

  /** Takes in the names of another store; gives the number that each has here. */
  adopt({ packed, long }: NameParcel): Uint32Array {
    const ids = new Uint32Array(packed.length);
    for (let id = 1; id < packed.length; id += 1) if ((packed[id] ?? 0) > 0) ids[id] = this.idOf(packed[id] ?? 0);
    for (const [id, text] of long) ids[id] = this.id(text);
    return ids;
  }

  private sign(run: string): number {
    if (!/^[a-z]/.test(run)) return run.codePointAt(0) ?? 0;
    let sign = this.latin.get(run);
    if (sign === undefined) {
      sign = LATIN + this.latinTexts.length;
      this.latinTexts.push(run);
      this.latin.set(run, sign);
    }
    return sign;
  }

  private idOf(key: number): number {
    if (this.size * 2 > this.slots.length) this.rehash();
    let slot = slotOf(key, this.slots.length);
    for (;;) {
      const id = this.slots[slot] ?? 0;
      if (id === 0) break;
      if (this.packed[id] === key) return id;
      slot = (slot + 1) & (this.slots.length - 1);
    }
    const id = this.take(key);
    this.slots[slot] = id;
    return id;
  }

  private take(key: number): number {
    if (this.size === this.packed.length) {
      const longer = new Float64Array(this.size * 2);
      longer.set(this.packed);
      this.packed = longer;
    }
    this.packed[this.size] = key;
    return this.size++;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2);
    for (let id = 1; id < this.size; id += 1) {
      const key = this.packed[id] ?? 0;
      if (key === 0) continue;
      let slot = slotOf(key, slots.length);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = id;
    }
    this.slots = slots;
  }
}

export function isLatin(sign: number): boolean {
  return sign >= LATIN;
}

function slotOf(key: number, slots: number): number {
  return mix(mix(0, Math.floor(key / 0x100000000)), key % 0x100000000) & (slots - 1);
}

/** One to three characters of the common block as one number; 0 for anything else. */
function pack(cell: string): number {
  if (cell.length === 0 || cell.length > 3) return 0;
  let key = 0;
  for (let at = 0; at < cell.length; at += 1) {
    const code = cell.charCodeAt(at);
    if (code < 0x4e00 || code > 0x9fff) return 0;
    key = key * 0x10000 + code;
  }
  return key;
}

function unpack(key: number): string {
  const high = Math.floor(key / 0x100000000);
  const low = key % 0x100000000;
  const text = String.fromCharCode(low & 0xffff);
  if (low < 0x10000) return text;
  return (high > 0 ? String.fromCharCode(high) : '') + String.fromCharCode(low >>> 16) + text;
}

const HAN = /^[\u4e00-\u9fff]{1,12}$/;

/** The name alone: no spaces, dots, remarks in brackets; signs for what cannot be typed made one. */
function plainName(cell: string): string {
  if (HAN.test(cell)) return cell;
  return cell
    .replace(/[\s\u200b-\u200f\ufeff]/g, '')
    .replace(/[（(【[].*?[）)】\]]/g, '')
    .replace(/[·•‧∙⋅・･.．'"“”‘’]/g, '')
    .replace(UNWRITTEN_SIGNS, '□')
    .normalize('NFD')
    .replace(/(?<=[a-zA-Z])[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .toLowerCase();
}
