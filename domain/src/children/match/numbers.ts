import { parseCitizenNumber, WEIGHTS } from '../citizen-number.ts';

/*
 * Citizen numbers as lists write them, packed into two whole numbers each, and how near two of them are. ISO 7064
 * MOD 11-2 detects every wrong digit and every exchange of neighbours: of two numbers that differ in one digit at most one
 * passes its check, so two valid numbers that differ belong to two children however near they look.
 */

/** What stands in the cell. `wrong`: 18 characters that fail their check; `odd`: digits of another length. */
export const NumberKind = { none: 0, valid: 1, wrong: 2, old: 3, odd: 4 } as const;
export type NumberKind = (typeof NumberKind)[keyof typeof NumberKind];

/** How two numbers relate, the closer the higher. `differ`: both pass their check; `far`: at least one does not. */
export const NumberRelation = {
  absent: 0,
  differ: 1,
  far: 2,
  garbled: 3,
  near: 4,
  equalWrong: 5,
  equalOld: 6,
  equal: 7,
} as const;
export type NumberRelation = (typeof NumberRelation)[keyof typeof NumberRelation];

export interface NumberReading {
  readonly kind: NumberKind;
  /** Digits, a final X upper case. */
  readonly text: string;
  /** Day of birth inside the number as yyyymmdd, 0 where there is none; of a number that fails its check a guess. */
  readonly birth: number;
  /** 0 unknown, 1 male, 2 female. */
  readonly sex: 0 | 1 | 2;
}

const NONE: NumberReading = { kind: NumberKind.none, text: '', birth: 0, sex: 0 };

/** Reads the text of a cell. What holds no ten digits, or what a spreadsheet program has rounded, is no number. */
export function readNumber(cell: string): NumberReading {
  if (cell.length < 10) return NONE;
  const text = /^\d{15,18}$/.test(cell) ? cell : plain(cell);
  if (text.length === 18) {
    const parsed = parseCitizenNumber(text);
    if (text[16] === 'X') return { kind: NumberKind.odd, text, birth: likelyBirth(text.slice(6, 14)), sex: 0 };
    if (!parsed) return { kind: NumberKind.wrong, text, birth: likelyBirth(text.slice(6, 14)), sex: 0 };
    const birth = Number(text.slice(6, 14));
    return { kind: NumberKind.valid, text, birth, sex: parsed.sex === 'male' ? 1 : 2 };
  }
  if (text.length === 15 && !text.includes('X')) {
    const sex = Number(text[14]) % 2 === 1 ? 1 : 2;
    // The old numbers have no century; a child of school age was born in this one.
    return { kind: NumberKind.old, text, birth: likelyBirth(`20${text.slice(6, 12)}`), sex };
  }
  return text.length >= 10 && text.length <= 21 ? { kind: NumberKind.odd, text, birth: 0, sex: 0 } : NONE;
}

function likelyBirth(digits: string): number {
  return /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(digits) ? Number(digits) : 0;
}

function plain(cell: string): string {
  if (/e\+?\d/i.test(cell)) return '';
  const narrow = cell
    .normalize('NFKC')
    .replace(/[\s'"`‘’“”′,，.。·_-]/g, '')
    .toUpperCase()
    .replace(/[Х×]$/u, 'X')
    // A roll number in the wrong column.
    .replace(/^G(?=.{18}$)/, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  // An X before the last sign is one that changed places.
  return /^\d+X?\d?$/.test(narrow) ? narrow : '';
}

/** Into two whole numbers that fit 32 bits; only for 15 and 18 characters. */
export function packHigh(text: string): number {
  return Number(text.slice(0, 9));
}

export function packLow(text: string): number {
  return text.length === 15 ? Number(text.slice(9)) : Number(text.slice(9, 17)) * 11 + digit(text.charCodeAt(17));
}

export function unpack(kind: NumberKind, high: number, low: number): string {
  const head = String(high).padStart(9, '0');
  if (kind === NumberKind.old) return head + String(low).padStart(6, '0');
  const last = low % 11;
  return head + String((low - last) / 11).padStart(8, '0') + (last === 10 ? 'X' : String(last));
}

function digit(code: number): number {
  return code === 88 ? 10 : code - 48;
}

/** The 15 digits that an 18-character number had before 1999: no century, no check character. */
export function bodyOf(text: string): string {
  return text.length === 18 ? text.slice(0, 6) + text.slice(8, 17) : text;
}

/**
 * Calls `meant` with each number of a right check that one slip may have made this one of (a digit changed, two
 * neighbours exchanged, a digit dropped or inserted): about twenty, each as its first six digits and the last nine of
 * its 15.
 */
export function corrections(text: string, meant: (head: number, tail: number) => void): void {
  const { length } = text;
  if (length < 17 || length > 19) return;
  for (let at = 0; at < length; at += 1) signs[at] = digit(text.charCodeAt(at));
  if (length === 18) {
    for (let at = 0; at < 18; at += 1) {
      const was = signs[at] ?? 0;
      for (let value = 0; value < 10; value += 1) {
        if (value === was) continue;
        signs[at] = value;
        if (checks()) tell(meant);
      }
      signs[at] = was;
      const after = signs[at + 1] ?? 0;
      if (at === 17 || after === was) continue;
      signs[at] = after;
      signs[at + 1] = was;
      if (checks()) tell(meant);
      signs[at] = was;
      signs[at + 1] = after;
    }
    signs[17] = 10;
    if (checks()) tell(meant);
  } else if (length === 19) {
    const spare = signs.slice(0, 19);
    for (let out = 0; out < 19; out += 1) {
      for (let at = 0; at < 18; at += 1) signs[at] = spare[at < out ? at : at + 1] ?? 0;
      if (checks()) tell(meant);
    }
  } else {
    const spare = signs.slice(0, 17);
    for (let gap = 0; gap < 18; gap += 1) {
      for (let at = 0; at < 18; at += 1) signs[at] = spare[at < gap ? at : at - 1] ?? 0;
      for (let value = 0; value < 10; value += 1) {
        signs[gap] = value;
        if (checks()) tell(meant);
      }
    }
    signs[17] = 10;
    for (let at = 0; at < 17; at += 1) signs[at] = spare[at] ?? 0;
    if (checks()) tell(meant);
  }
}

const signs = new Uint8Array(24);

/** Whether the eighteen signs are a number with a right check (an X stands last or nowhere). */
function checks(): boolean {
  let sum = signs[17] ?? 0;
  for (let at = 0; at < 17; at += 1) {
    const value = signs[at] ?? 0;
    if (value > 9) return false;
    sum += value * (WEIGHTS[at] ?? 0);
  }
  return sum % 11 === 1;
}

function tell(meant: (head: number, tail: number) => void): void {
  let head = 0;
  for (let at = 0; at < 6; at += 1) head = head * 10 + (signs[at] ?? 0);
  let tail = 0;
  for (let at = 8; at < 17; at += 1) tail = tail * 10 + (signs[at] ?? 0);
  meant(head, tail);
}

export function relateNumbers(aKind: NumberKind, a: string, bKind: NumberKind, b: string): NumberRelation {
  if (aKind === NumberKind.none || bKind === NumberKind.none) return NumberRelation.absent;
  if (a === b) {
    if (aKind === NumberKind.valid) return NumberRelation.equal;
    return aKind === NumberKind.old ? NumberRelation.equalOld : NumberRelation.equalWrong;
  }
  if (aKind === NumberKind.valid && bKind === NumberKind.valid) return NumberRelation.differ;
  if (aKind === NumberKind.old || bKind === NumberKind.old) {
    const one = bodyOf(a);
    const two = bodyOf(b);
    if (one === two) return NumberRelation.equalOld;
    // Fifteen digits have no check: a digit more or less may as well be a neighbour's number.
    return distance(one, two) <= 2 ? NumberRelation.garbled : NumberRelation.far;
  }
  const steps = distance(a, b);
  if (steps <= 1) return NumberRelation.near;
  if (steps <= 3 || beginsWith(a, b)) return NumberRelation.garbled;
  return NumberRelation.far;
}

/** A number that was cut off, or whose end a spreadsheet program made 000. */
function beginsWith(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const kept = short.endsWith('000') ? short.slice(0, -3) : short;
  return kept.length >= 12 && long.startsWith(kept);
}

const row = { before: new Uint8Array(24), last: new Uint8Array(24), now: new Uint8Array(24) };

/** Digits to change, insert, drop, or exchange with their neighbour (optimal string alignment). */
export function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return 9;
  let { before, last, now } = row;
  for (let j = 0; j <= b.length; j += 1) last[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    now[0] = i;
    const sign = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j += 1) {
      const other = b.charCodeAt(j - 1);
      let best = Math.min((last[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (sign === other ? 0 : 1));
      if (i > 1 && j > 1 && sign === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      }
      now[j] = best;
    }
    [before, last, now] = [last, now, before];
  }
  return last[b.length] ?? 9;
}
