import type { UNIT_KINDS } from './operations.ts';

/*
 * Codes of units. A division code grows downwards: county 6 digits, township 3 more, village 3 more (the 12 digits that
 * statistics use). Schools carry the 10 digits of their own register. Groups, grids and offices lie below: their own signs.
 */

export type UnitKind = (typeof UNIT_KINDS)[number];

/** `shape`: not written as codes of this kind are. `elsewhere`: lies under another unit than the parent. */
export type CodeFault = 'shape' | 'elsewhere';

/** How long the code of a division is; null where the kind has no code of its own in the register of divisions. */
export const DIVISION_DIGITS: Readonly<Record<UnitKind, 6 | 9 | 12 | null>> = {
  county: 6,
  township: 9,
  village: 12,
  group: null,
  grid: null,
  school: null,
  office: null,
};

/** What is wrong with a code of this kind under a parent of that code. @param parentCode null where the parent has none. */
export function codeFault(kind: UnitKind, code: string, parentCode: string | null): CodeFault | null {
  const digits = DIVISION_DIGITS[kind];
  if (digits) {
    // 000 in the last place is the division above as a whole.
    if (!/^\d+$/.test(code) || code.length !== digits || (digits > 6 && code.endsWith('000'))) return 'shape';
    return parentCode && !code.startsWith(parentCode) ? 'elsewhere' : null;
  }
  if (kind === 'school') return /^\d{10}$/.test(code) ? null : 'shape';
  return /^[\p{L}\p{N}._/-]{1,30}$/u.test(code) ? null : 'shape';
}

/**
 * What the last three digits of a village code suggest: 001–199 a community with a residents' committee, 200–399 a
 * village with a villagers' committee. A hint for whoever types, no rule.
 */
export function villageHint(code: string): 'community' | 'village-committee' | null {
  if (codeFault('village', code, null)) return null;
  const part = Number(code.slice(9));
  return part < 200 ? 'community' : part < 400 ? 'village-committee' : null;
}

/** Under which kinds of unit one of this kind lies. */
export const PARENT_KINDS: Readonly<Record<UnitKind, readonly UnitKind[]>> = {
  county: [],
  township: ['county'],
  village: ['township'],
  grid: ['village'],
  group: ['village', 'grid'],
  school: ['township', 'county'],
  office: ['township', 'county'],
};

/** Kinds of which several may become one. */
export const MERGED_KINDS = ['village', 'group', 'grid', 'school'] as const satisfies readonly UnitKind[];
