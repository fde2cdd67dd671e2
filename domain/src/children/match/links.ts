import { Index, keysOf } from './candidates.ts';
import { compare, emptyComparison } from './compare.ts';
import { DayRelation } from './days.ts';
import { judge } from './judge.ts';
import { NameRelation } from './names.ts';
import { NumberRelation } from './numbers.ts';
import type { People } from './people.ts';

/* Finds the pairs that need a judgement: everything that is not settled by an equal number and an equal name. */

/** A pair that some rule speaks for; positions in the two lists, not rows. */
export interface Link {
  readonly left: number;
  readonly right: number;
  /** Position in RULES. */
  readonly rule: number;
  /** The names are alike and nothing of the birthday or the number speaks against it: a rival of other links. */
  readonly likely: boolean;
  /** The numbers are equal, or one is a slip away from the other. */
  readonly oneNumber: boolean;
  /** The closest of the names, for choosing between crossed rows. */
  readonly name: NameRelation;
}

/** Pairs of equal valid number and equal name, as columns; `left`/`right` say for each person whether it is in one. */
export interface Settled {
  readonly lefts: Uint32Array;
  readonly rights: Uint32Array;
  readonly left: Uint8Array;
  readonly right: Uint8Array;
}

/** @param apart whether a person has said that the two are not one child */
export function settle(left: People, right: People, apart: (i: number, j: number) => boolean): Settled {
  const byNumber = chains(left);
  const lefts: number[] = [];
  const rights: number[] = [];
  const settled = { left: new Uint8Array(left.size), right: new Uint8Array(right.size) };
  for (let j = 0; j < right.size; j += 1) {
    if (right.numberKind[j] !== 1 || right.name[j] === 0) continue;
    for (let i = byNumber.first(right, j); i >= 0; i = byNumber.next[i] ?? -1) {
      if (left.numberLow[i] !== right.numberLow[j] || left.numberHigh[i] !== right.numberHigh[j]) continue;
      if (left.name[i] !== right.name[j] || apart(i, j)) continue;
      lefts.push(i);
      rights.push(j);
      settled.left[i] = 1;
      settled.right[j] = 1;
    }
  }
  return { lefts: Uint32Array.from(lefts), rights: Uint32Array.from(rights), ...settled };
}

/** People with a valid number, chained by it. */
function chains(people: People) {
  const bits = Math.max(8, Math.ceil(Math.log2(people.size + 1)));
  const heads = new Int32Array(1 << bits).fill(-1);
  const next = new Int32Array(people.size).fill(-1);
  const slot = (high: number, low: number) => {
    const stirred = Math.imul(Math.imul(high, 0x9e3779b1) ^ low, 0x85ebca6b);
    return (stirred ^ (stirred >>> 15)) >>> (32 - bits);
  };
  // From the end, so that chains run in the order of the list.
  for (let at = people.size - 1; at >= 0; at -= 1) {
    if (people.numberKind[at] !== 1) continue;
    const home = slot(people.numberHigh[at] ?? 0, people.numberLow[at] ?? 0);
    next[at] = heads[home] ?? -1;
    heads[home] = at;
  }
  return {
    next,
    first: (other: People, at: number) => heads[slot(other.numberHigh[at] ?? 0, other.numberLow[at] ?? 0)] ?? -1,
  };
}

/**
 * All links of which at least one side is not settled: the unsettled of the left list against everybody on the right,
 * the unsettled of the right against the settled of the left.
 */
export function findLinks(left: People, right: People, settled: Settled): Link[] {
  const links: Link[] = [];
  const note = linker(left, right, links);
  const openLeft = positions(left.size, (at) => settled.left[at] === 0);
  const openRight = positions(right.size, (at) => settled.right[at] === 0);
  search(
    left,
    openLeft,
    right,
    (at) => at < right.size,
    (i, j) => note(i, j),
  );
  search(
    right,
    openRight,
    left,
    (at) => settled.left[at] === 1,
    (j, i) => note(i, j),
  );
  return links;
}

/** Links within one list: rows that may be about one child. Each pair once, the earlier row left. */
export function findLinksWithin(people: People): Link[] {
  const links: Link[] = [];
  const note = linker(people, people, links);
  const byNumber = chains(people);
  const open = positions(people.size, (at) => people.numberKind[at] !== 1);
  for (let at = 0; at < people.size; at += 1) {
    if (people.numberKind[at] !== 1) continue;
    for (let other = byNumber.next[at] ?? -1; other >= 0; other = byNumber.next[other] ?? -1) {
      if (people.numberLow[at] === people.numberLow[other] && people.numberHigh[at] === people.numberHigh[other]) {
        note(at, other);
      }
    }
  }
  const isOpen = new Uint8Array(people.size);
  for (const at of open) isOpen[at] = 1;
  search(
    people,
    open,
    people,
    () => true,
    (i, j) => {
      if (i !== j && (isOpen[j] === 0 || i < j)) note(Math.min(i, j), Math.max(i, j));
    },
  );
  return links;
}

function linker(left: People, right: People, links: Link[]) {
  const pair = emptyComparison();
  return (i: number, j: number) => {
    const rule = judge(compare(left, i, right, j, pair));
    if (rule < 0) return;
    const { name, number } = pair;
    const likely =
      name >= NameRelation.nearSound &&
      (pair.birth === DayRelation.absent || pair.birth >= DayRelation.lunar || number >= NumberRelation.near);
    links.push({ left: i, right: j, rule, likely, oneNumber: number >= NumberRelation.near, name });
  };
}

/** Looks for each of `many` that `wanted` lets in among the `few`, by the keys they share; each pair once. */
function search(
  few: People,
  rows: Uint32Array,
  many: People,
  wanted: (at: number) => boolean,
  found: (few: number, many: number) => void,
): void {
  if (rows.length === 0) return;
  const index = new Index(few, rows);
  const seen = new Int32Array(few.size).fill(-1);
  const keys = new Float64Array(256);
  for (let at = 0; at < many.size; at += 1) {
    if (!wanted(at)) continue;
    index.look(keys, keysOf(many, at, keys), (row) => {
      if (seen[row] === at) return;
      seen[row] = at;
      found(row, at);
    });
  }
}

function positions(size: number, wanted: (at: number) => boolean): Uint32Array {
  const found: number[] = [];
  for (let at = 0; at < size; at += 1) if (wanted(at)) found.push(at);
  return Uint32Array.from(found);
}
