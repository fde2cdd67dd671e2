import type { Text } from '../basis/problem.ts';
import { type Cell, columnLetter, shown, textOf } from './cell.ts';
import { type FieldKey, fieldsOf, type ListKind, requiredOf } from './fields.ts';

/* Finds the heading rows of a sheet and says what each column is. */

/** The part of a sheet that is looked at: its first rows, and the merged ranges among them (all counted from 0). */
export interface SheetTop {
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly {
    readonly top: number;
    readonly left: number;
    readonly bottom: number;
    readonly right: number;
  }[];
}

export interface ColumnHead {
  /** Column, counted from 0. */
  readonly index: number;
  readonly letter: string;
  /** As people read it: 父亲 / 姓名 where the head has two rows. */
  readonly heading: string;
  readonly field: FieldKey | null;
}

export interface Head {
  /** Rows of the head, counted from 1 as the spreadsheet program does. */
  readonly headerRows: readonly number[];
  readonly columns: readonly ColumnHead[];
  /** What the reader should know: a heading that stands twice, rows above that were passed over. */
  readonly notes: readonly HeadNote[];
  /** Fields without which the list is of no use and that no column is. */
  readonly missing: readonly Text[];
}

export interface HeadNote {
  readonly row: number;
  readonly column: string;
  readonly heading: string;
  readonly message: Text;
}

/** Rows that are searched for headings. */
export const TOP_ROWS = 40;

/**
 * The text of a heading as the words in `fields.ts` are written: narrow signs, no spaces and line breaks, no asterisk,
 * colon or number in front or behind.
 */
export function normaliseHeading(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff_]/g, '')
    .replace(/[【[{〔]/g, '(')
    .replace(/[】\]}〕]/g, ')')
    .replace(/^[*#★☆]+|[*#★☆:;,。.、]+$/g, '')
    .replace(/^\d+[.、)]/, '')
    .toLowerCase();
}

/** 身份证号(18位)(必填) → 身份证号 */
function withoutRemarks(heading: string): string {
  return heading.replace(/\([^()]*\)/g, '').replace(/^[*#★☆]+|[*#★☆:;,。.、]+$/g, '');
}

/** The field that a heading names for this kind of list, or null. */
export function fieldOfHeading(kind: ListKind, heading: string): FieldKey | null {
  const words = wordsOf(kind);
  const whole = normaliseHeading(heading);
  return words.get(whole) ?? words.get(withoutRemarks(whole)) ?? null;
}

const vocabulary = new Map<ListKind, ReadonlyMap<string, FieldKey>>();

function wordsOf(kind: ListKind): ReadonlyMap<string, FieldKey> {
  let words = vocabulary.get(kind);
  if (!words) {
    words = new Map(fieldsOf(kind).flatMap((field) => field.words.map((word) => [word, field.key] as const)));
    vocabulary.set(kind, words);
  }
  return words;
}

/** Upper headings that only group: 学生基本信息 | 姓名 is a name; 父亲信息 | 姓名 is the father's. */
const GROUPING = /(基本)?(信息|情况|资料|状况)$/;
/** Groups that say of whom the columns below or behind are. */
const PERSONS: readonly (readonly [RegExp, string])[] = [
  [/父亲|^父$/, '父亲'],
  [/母亲|^母$/, '母亲'],
  [/监护人|家长|家庭成员|父母/, '监护人'],
  [/户主/, '户主'],
  [/残疾/, '残疾'],
];

/**
 * Finds the head: the one, two or three rows among the first 40 that name most fields. Title rows above it are passed
 * over; a merged upper row gives its text to the columns it spans; a column merged downwards keeps its one text.
 *
 * `rows` (counted from 1) fixes the heading rows, when a person has pointed at them.
 */
export function findHead(kind: ListKind, top: SheetTop, rows?: readonly number[]): Head | undefined {
  if (rows && rows.length > 0)
    return describe(
      kind,
      top,
      rows.map((row) => row - 1),
    );
  let best: { rows: number[]; score: number } | undefined;
  const last = Math.min(top.rows.length, TOP_ROWS);
  for (let row = 0; row < last; row += 1) {
    for (let height = 1; height <= 3 && row + height <= last; height += 1) {
      const candidate = Array.from({ length: height }, (_, index) => row + index);
      const score = scoreOf(kind, top, candidate);
      // A taller head must earn its second row: two more fields than the lower row alone has.
      if (score > 0 && (!best || score > best.score)) best = { rows: candidate, score };
    }
  }
  if (!best || best.score < 2) return undefined;
  return describe(kind, top, best.rows);
}

function scoreOf(kind: ListKind, top: SheetTop, rows: readonly number[]): number {
  const texts = compoundHeadings(top, rows);
  const fields = new Set<FieldKey>();
  let named = 0;
  for (const parts of texts) {
    const field = fieldOfParts(kind, parts);
    if (field && !fields.has(field)) {
      fields.add(field);
      named += 1;
    }
  }
  // Rows of data below a head add nothing but unknown words to its columns; a row more costs a little.
  const cost = rows.slice(1).reduce((sum, row) => sum + (looksLikeData(top.rows[row] ?? []) ? 100 : 0.5), 0);
  return named - cost;
}

/** A row with numbers, dates or a citizen number in it is no heading. */
function looksLikeData(row: readonly Cell[]): boolean {
  return row.some((cell) => {
    const text = textOf(cell);
    return /^\d{6,}x?$/i.test(text) || /^\d{4}[-/.年]\d/.test(text) || (cell !== null && typeof cell === 'object');
  });
}

/** For each column the texts of the heading rows, upper first, merged ranges spread out, repeats left out. */
function compoundHeadings(top: SheetTop, rows: readonly number[]): string[][] {
  const width = Math.max(0, ...rows.map((row) => top.rows[row]?.length ?? 0));
  const grid = rows.map((row) => Array.from({ length: width }, (_, column) => spanned(top, row, column)));
  // Without merged ranges (csv, some exports) an upper text is carried to the right over blanks that have a text below.
  for (let level = 0; level + 1 < grid.length; level += 1) {
    const line = grid[level] ?? [];
    for (let column = 1; column < width; column += 1) {
      const below = grid.slice(level + 1).some((lower) => lower[column]);
      const parentBelow = grid.slice(level + 1).some((lower) => lower[column - 1]);
      if (!line[column] && below && parentBelow && line[column - 1]) line[column] = line[column - 1] ?? '';
    }
  }
  return Array.from({ length: width }, (_, column) => {
    const parts: string[] = [];
    for (const line of grid) {
      const text = line[column] ?? '';
      if (text && parts.at(-1) !== text) parts.push(text);
    }
    return parts;
  });
}

function spanned(top: SheetTop, row: number, column: number): string {
  const own = headingText(top.rows[row]?.[column] ?? null);
  if (own) return own;
  const merge = top.merges.find(
    (each) => each.top <= row && row <= each.bottom && each.left <= column && column <= each.right,
  );
  return merge ? headingText(top.rows[merge.top]?.[merge.left] ?? null) : '';
}

function headingText(cell: Cell): string {
  const text = textOf(cell);
  // A title or a note that fills the row is no heading.
  return text.length > 40 ? '' : text;
}

/** Lowest text first by itself, then with the person or group above it in front. */
function fieldOfParts(kind: ListKind, parts: readonly string[]): FieldKey | null {
  const own = parts.at(-1);
  if (!own) return null;
  const above = parts.slice(0, -1).reverse();
  for (const part of above) {
    const group = normaliseHeading(part);
    const person = personOf(group);
    const compounds = [group + own, group.replace(GROUPING, '') + own, ...(person ? [person + own] : [])];
    for (const compound of compounds) {
      const field = fieldOfHeading(kind, compound);
      if (field) return field;
    }
    // Under 父亲 an unknown 工作单位 stays unknown, and a plain 年龄 is the father's, not the child's.
    if (person) return null;
  }
  return fieldOfHeading(kind, own);
}

function personOf(heading: string): string | undefined {
  return PERSONS.find(([pattern]) => pattern.test(heading))?.[1];
}

function describe(kind: ListKind, top: SheetTop, rows: readonly number[]): Head {
  const texts = compoundHeadings(top, rows);
  const headRow = (rows.at(-1) ?? 0) + 1;
  const columns: ColumnHead[] = [];
  const notes: HeadNote[] = [];
  const taken = new Map<FieldKey, ColumnHead>();
  let person: string | undefined;
  texts.forEach((parts, index) => {
    const heading = parts.join(' / ');
    const letter = columnLetter(index);
    let field = fieldOfParts(kind, parts);
    const own = normaliseHeading(parts.at(-1) ?? '');
    if (parts.length === 1) person = personOf(own) ?? (PLAIN_OF_PERSON.test(own) ? person : undefined);
    const earlier = field ? taken.get(field) : undefined;
    if (field && earlier) {
      // 监护人姓名, 身份证号: the second 身份证号 is the guardian's.
      const theirs = person ? fieldOfHeading(kind, person + own) : null;
      if (theirs && !taken.has(theirs)) {
        field = theirs;
      } else {
        field = null;
        notes.push({
          row: headRow,
          column: letter,
          heading,
          message: sentences.twice(heading, earlier.letter, letter),
        });
      }
    }
    const column = { index, letter, heading, field };
    if (field) taken.set(field, column);
    columns.push(column);
  });
  const first = (rows[0] ?? 0) + 1;
  if (first > 1 && top.rows.slice(0, first - 1).some((row) => row.some((cell) => cell !== null))) {
    notes.push({ row: first - 1, column: '', heading: '', message: sentences.above(first - 1) });
  }
  return {
    headerRows: rows.map((row) => row + 1),
    columns: trimEnd(columns),
    notes,
    missing: missingOf(
      kind,
      columns.flatMap((column) => column.field ?? []),
    ),
  };
}

/** Headings that, behind a person's, are that person's. */
const PLAIN_OF_PERSON =
  /^(姓名|身份证|身份证号|身份证号码|公民身份号码|证件号码|电话|联系电话|联系方式|手机|手机号|手机号码|关系|性别|年龄|工作单位|职业|民族|与学生关系)$/;

function trimEnd(columns: readonly ColumnHead[]): readonly ColumnHead[] {
  const last = columns.findLastIndex((column) => column.heading !== '' || column.field !== null);
  return columns.slice(0, last + 1);
}

/** The required fields that are not among the mapped ones. */
export function missingOf(kind: ListKind, mapped: readonly FieldKey[]): readonly Text[] {
  return requiredOf(kind)
    .filter((group) => !group.oneOf.some((key) => mapped.includes(key)))
    .map((group) => group.label);
}

const TAIL =
  /(填表人|填报人|制表人?[:：]|制表人|审核人?[:：]|审核人|复核人|负责人|经办人|经手人|盖章|签章|签字[:：]|签名[:：]|填报单位|填报日期|制表日期|填表日期|统计日期|联系电话[:：])/;
const TOTAL = /^(合计|总计|小计|共计|总人数|累计|合\s*计|本页小计|总\s*计)/;
const REMARK = /^(注|说明|备注|填表说明|填报说明|注意)[:：]/;

/** A row that belongs to the sheet and not to a child. */
export type Leftover = 'blank' | 'total' | 'signature' | 'remark' | 'numbering' | 'heading';

/**
 * Tells rows that are no child from those that are: blank, totals, signatures, remarks, the numbering 1 2 3 … under a
 * head, the head repeated on each printed page. `mapped` are the columns that carry fields.
 */
export function leftoverOf(
  row: readonly Cell[],
  head: Pick<Head, 'columns'>,
  firstBelowHead: boolean,
): Leftover | null {
  const texts = row.map(textOf);
  const filled = texts.filter((text) => text !== '');
  const first = filled[0];
  const broken = row.some((cell) => cell !== null && typeof cell === 'object' && 'broken' in cell);
  if (first === undefined) return broken ? null : 'blank';
  const mapped = head.columns.filter((column) => column.field);
  const of = (key: FieldKey) => {
    const column = mapped.find((each) => each.field === key);
    return column ? (texts[column.index] ?? '') : '';
  };
  const hasNumber = /\d{15}/.test(of('citizenId')) || /\d{15}/.test(of('rollNumber'));
  if (hasNumber) return null;
  if (mapped.length > 1 && mapped.every((column) => sameHeading(texts[column.index] ?? '', column.heading)))
    return 'heading';
  // A place for the seal may lie below the dates: （盖章） is no day.
  const dated = /\d/.test(of('birthDate'));
  if (filled.slice(0, 2).some((text) => TOTAL.test(text)) && !dated) return 'total';
  if (!dated && filled.some((text) => TAIL.test(text))) return 'signature';
  if (filled.length <= 2 && REMARK.test(first)) return 'remark';
  if (firstBelowHead && isNumbering(filled)) return 'numbering';
  const told = mapped.filter(
    (column) => row[column.index] !== null && (texts[column.index] || isObject(row[column.index])),
  );
  // A pre-numbered or pre-filled form line: at most the village or the school is there, nobody is.
  const people = told.filter((column) => column.field && !PLACE_FIELDS.has(column.field));
  return people.length === 0 && !broken ? 'blank' : null;
}

/** Fields that say where and not who. */
export const PLACE_FIELDS: ReadonlySet<FieldKey> = new Set([
  'registeredVillage',
  'residenceVillage',
  'group',
  'school',
  'schoolCode',
  'schoolCounty',
  'schoolTownship',
  'grade',
  'class',
]);

function isObject(cell: Cell | undefined): boolean {
  return cell !== null && cell !== undefined && typeof cell === 'object';
}

function sameHeading(text: string, heading: string): boolean {
  return text !== '' && normaliseHeading(heading.split(' / ').at(-1) ?? '') === normaliseHeading(text);
}

function isNumbering(filled: readonly string[]): boolean {
  if (filled.length < 3) return false;
  const numbers = filled.map(Number);
  const letters = filled.every((text, index) => text.toUpperCase() === columnLetter(index));
  return letters || numbers.every((value, index) => Number.isInteger(value) && value === (numbers[0] ?? 0) + index);
}

/** The first values of each column, for the eyes of the person who maps them. */
export function samplesOf(top: SheetTop, head: Pick<Head, 'headerRows' | 'columns'>, count = 3): string[][] {
  const below = top.rows.slice(head.headerRows.at(-1) ?? 0);
  return head.columns.map((column) =>
    below
      .map((row) => shown(row[column.index] ?? null))
      .filter((text) => text !== '')
      .slice(0, count),
  );
}

const sentences = {
  twice: (heading: string, first: string, second: string): Text => ({
    zh: `“${heading}”一列出现两次（${first} 列和 ${second} 列），取 ${first} 列。如应取 ${second} 列，请在“各列含义”中改选。`,
    en: `The heading "${heading}" stands twice (columns ${first} and ${second}); ${first} was taken. If ${second} is meant, choose it in the mapping of columns.`,
  }),
  above: (rows: number): Text => ({
    zh: `表头以上的 ${rows} 行（标题等）不作为名单内容。`,
    en: `The ${rows} row(s) above the headings (title and the like) are not part of the list.`,
  }),
};

const WANTED: Readonly<Record<ListKind, Text>> = {
  population: { zh: '姓名、身份证号、出生日期', en: '姓名, 身份证号, 出生日期 (name, citizen number, birth date)' },
  roll: { zh: '姓名、身份证号、学校', en: '姓名, 身份证号, 学校 (name, citizen number, school)' },
  'in-class': { zh: '姓名、身份证号、学校', en: '姓名, 身份证号, 学校 (name, citizen number, school)' },
  households: { zh: '姓名、身份证号、户类型', en: '姓名, 身份证号, 户类型 (name, citizen number, category)' },
  disability: { zh: '姓名、残疾证号、残疾类型', en: '姓名, 残疾证号, 残疾类型 (name, certificate, category)' },
  suspected: { zh: '姓名、身份证号、学籍号', en: '姓名, 身份证号, 学籍号 (name, citizen number, roll number)' },
};

/** Why a sheet cannot be taken as it is: no head at all, or required columns missing. */
export const headProblems = {
  noHead: (kind: ListKind): Text => ({
    zh: `前 ${TOP_ROWS} 行中找不到表头。请确认表中有“${WANTED[kind].zh}”这样的一行，或另选一张工作表。`,
    en: `No headings were found in the first ${TOP_ROWS} rows. Make sure that one row says ${WANTED[kind].en}, or choose another sheet.`,
  }),
  missing: (missing: readonly Text[]): Text => ({
    zh: `缺少必需的列：${missing.map((each) => each.zh).join('；')}。请在“各列含义”中指定，或在原表中补上该列后重新上传。`,
    en: `Required columns are missing: ${missing.map((each) => each.en).join('; ')}. Point them out in the mapping of columns, or add them to the list and upload again.`,
  }),
};
