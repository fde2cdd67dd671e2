import { checkCharacter } from '../citizen-number.ts';
import type { FieldKey } from '../fields.ts';
import { explain } from './explain.ts';
import { type Decided, everyPair, matchLists } from './match-lists.ts';
import { Names } from './names.ts';
import { type Lexicon, People, Words } from './people.ts';
import { personReader } from './read-person.ts';

/* For tests only: small lists as a table gives them, and what is said of their pairs. */

const SYLLABLES: Readonly<Record<string, string>> = {
  li: '李理丽麗莉',
  xiao: '小晓',
  mei: '梅美媚',
  ling: '玲灵',
  lin: '林琳',
  wang: '王',
  zhang: '张張章',
  fang: '芳方',
  da: '大',
  shan: '山单',
  dan: '单丹',
  ming: '明',
  hua: '华華花',
  yun: '云雲',
  xie: '解谢',
  jie: '解杰',
  zhai: '翟',
  di: '翟迪',
  ran: '冉',
  hong: '红宏',
  bo: '波博',
  bing: '冰',
};

export const readings = (sign: string): readonly string[] =>
  Object.entries(SYLLABLES).flatMap(([syllable, signs]) => (signs.includes(sign) ? [syllable] : []));

const FIELDS = [
  'name',
  'citizenId',
  'rollNumber',
  'birthDate',
  'sex',
  'guardianName',
  'guardianPhone',
  'registeredVillage',
  'school',
] as const satisfies readonly FieldKey[];

export type TestRow = Partial<Record<(typeof FIELDS)[number], string>>;

/** A valid citizen number of the impossible area. An odd last digit of the sequence is a boy's. */
export function numberOf(birthDate: string, sequence: number): string {
  const first17 = `509999${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return first17 + checkCharacter(first17);
}

/** The number with the digit at a place (from 1) put higher by `more`. */
export function slipped(number: string, place: number, more = 1): string {
  const digit = (Number(number[place - 1]) + more) % 10;
  return number.slice(0, place - 1) + String(digit) + number.slice(place);
}

export function swapped(number: string, place: number): string {
  return number.slice(0, place - 1) + number[place] + number[place - 1] + number.slice(place + 1);
}

const columns = FIELDS.map((field, index) => ({ field, index }));

export function listOf(rows: readonly TestRow[], lexicon: Lexicon): People {
  const people = new People(lexicon);
  const read = personReader(columns, 20_220_901);
  for (const [at, row] of rows.entries()) people.add(read(FIELDS.map((field) => row[field] ?? '')), at + 1);
  people.close();
  return people;
}

export function newLexicon(): Lexicon {
  return { names: new Names(readings), words: new Words() };
}

export interface Spoken {
  readonly left: number;
  readonly right: number;
  readonly decision: 'joined' | 'review';
  readonly rule: string;
  readonly doubt?: string;
  readonly why: string;
}

/** All pairs of two lists with rows from 0, and what is said of each. */
export function matched(left: readonly TestRow[], right: readonly TestRow[], decided?: Decided): Spoken[] {
  const lexicon = newLexicon();
  const lefts = listOf(left, lexicon);
  const rights = listOf(right, lexicon);
  return [...everyPair(matchLists(lefts, rights, decided))].map((pair) => ({
    left: pair.left,
    right: pair.right,
    decision: pair.decision,
    rule: pair.rule,
    ...(pair.doubt && { doubt: pair.doubt }),
    why: explain(lefts, rights, pair)
      .map((each) => each.zh)
      .join('；'),
  }));
}
