import type { Text } from '../../basis/problem.ts';
import { type Cell, columnLetter, textOf } from '../../children/cell.ts';
import { normaliseHeading } from '../../children/headings.ts';

/* What the columns of an old roster of dropouts are, by their headings: one line a case, as offices kept it. */

export interface RosterField {
  readonly key: string;
  readonly label: Text;
  readonly words: readonly string[];
  /** Headings of a pattern, such as 第三次劝返时间. */
  readonly pattern?: RegExp;
  /** Several columns may be of it. */
  readonly many?: true;
}

const field = (key: string, zh: string, en: string, words: string, more: Pick<RosterField, 'pattern' | 'many'> = {}) =>
  ({ key, label: { zh, en }, words: words.split(' '), ...more }) as const;

export const ROSTER_FIELDS = [
  field('name', '姓名', 'Name', '姓名 学生姓名 儿童姓名 孩子姓名 失学儿童姓名 辍学学生姓名 失学学生姓名 适龄儿童姓名'),
  field(
    'citizenId',
    '身份证号',
    'Citizen number',
    '身份证号 身份证 身份证号码 公民身份号码 公民身份证号码 学生身份证号 学生身份证号码 证件号码',
  ),
  field('birthDate', '出生日期', 'Born', '出生日期 出生年月 出生年月日 出生时间 生日'),
  field(
    'village',
    '村（社区）',
    'Village',
    '村 村居 村名 所在村 户籍村 户籍所在村 户籍地 村社区 村(社区) 村(居) 所属村',
  ),
  field(
    'school',
    '原就读学校',
    'School when leaving',
    '学校 原学校 原就读学校 就读学校 学籍学校 学籍所在学校 辍学前学校 辍学学校 离校前学校',
  ),
  field(
    'leftGrade',
    '离校时年级',
    'Grade when leaving',
    '年级 原年级 辍学年级 辍学时年级 离校年级 离校时年级 失学时年级',
  ),
  field(
    'foundOn',
    '发现日期',
    'Found on',
    '发现时间 发现日期 上报时间 上报日期 报告时间 报告日期 立案时间 立案日期 建档时间 建档日期 辍学时间 辍学日期 失学时间 失学日期',
  ),
  field(
    'lastAttendedOn',
    '最后到校日期',
    'Last attended on',
    '最后到校日期 最后到校时间 最后在校时间 离校时间 离校日期',
  ),
  field('cause', '失学原因', 'Cause', '原因 辍学原因 失学原因 辍学类型 失学类型 辍学(失学)原因 主要原因'),
  field('verifiedOn', '核实日期', 'Verified on', '核实时间 核实日期 核查时间 核查日期'),
  field(
    'persuasionDates',
    '劝返日期',
    'Persuaded on',
    '劝返时间 劝返日期 历次劝返时间 历次劝返日期 劝返记录 入户劝返时间',
    {
      pattern:
        /^第?[一二三四五六七八九十\d]+次?(入户)?(劝返|家访)(时间|日期)?$|^(入户)?(劝返|家访)(时间|日期)?[一二三四五六七八九十\d]+$/,
      many: true,
    },
  ),
  field('persuasionCount', '劝返次数', 'Times persuaded', '劝返次数 累计劝返次数 劝返(次) 劝返次'),
  field(
    'measure',
    '处置措施',
    'Measure',
    '措施 处置措施 采取措施 采取的措施 控辍保学措施 分类处置措施 安置方式 处置方式 解决措施 处置类别',
  ),
  field(
    'measureOn',
    '措施起始日期',
    'Measure since',
    '措施时间 措施日期 措施起始时间 措施起始日期 措施开始时间 采取措施时间 安置时间 安置日期 起始时间 起始日期 落实时间',
  ),
  field(
    'placementSchool',
    '安置（复学）学校',
    'Placed at',
    '现就读学校 现学校 复学学校 返校学校 安置学校 劝返学校 劝返后就读学校 转入学校',
  ),
  field(
    'placementGrade',
    '安置（复学）年级',
    'Placed in grade',
    '现就读年级 现年级 复学年级 返校年级 安置年级 劝返后年级',
  ),
  field('placementClass', '安置（复学）班级', 'Placed in class', '现就读班级 现班级 复学班级 返校班级 安置班级'),
  field('placementOn', '复学日期', 'Back on', '复学时间 复学日期 返校时间 返校日期 入学时间 入学日期 劝返复学时间'),
  field('closedOn', '销号日期', 'Struck off on', '销号时间 销号日期 结案时间 结案日期 销案时间 销案日期'),
  field('closureReason', '销号原因', 'Why struck off', '销号原因 销号依据 结案原因 销案原因 销号情况'),
  field('note', '备注', 'Note', '备注 说明 备注说明 其他 情况说明', { many: true }),
] as const satisfies readonly RosterField[];

export type RosterKey = (typeof ROSTER_FIELDS)[number]['key'];
const FIELDS: readonly RosterField[] = ROSTER_FIELDS;
export const ROSTER_KEYS = ROSTER_FIELDS.map((each) => each.key);
/** Without these no line can become a case. */
export const ROSTER_REQUIRED: readonly RosterKey[] = ['name', 'foundOn'];

export interface RosterColumn {
  readonly index: number;
  readonly letter: string;
  readonly heading: string;
  readonly field: RosterKey | null;
}

export interface RosterHead {
  /** The row of the headings, counted from 0. */
  readonly row: number;
  readonly columns: readonly RosterColumn[];
  readonly missing: readonly Text[];
}

/** What a heading means; null where nobody has met it. */
export function rosterField(heading: string): RosterKey | null {
  const whole = normaliseHeading(heading);
  const bare = whole.replace(/\([^()]*\)/g, '');
  const found = FIELDS.find(
    ({ words, pattern }) => words.includes(whole) || words.includes(bare) || pattern?.test(bare),
  );
  return (found?.key as RosterKey | undefined) ?? null;
}

/** Rows among which the headings are looked for. */
const TOP = 12;

/**
 * The row among the first that names most fields. A second column of a field that has one already is left unnamed, so
 * that a person decides; `said` is what a person has decided, by column letter.
 */
export function rosterHead(
  rows: readonly (readonly Cell[])[],
  said: Readonly<Record<string, string | null>> = {},
): RosterHead | undefined {
  let best: { row: number; score: number } | undefined;
  for (const [row, cells] of rows.slice(0, TOP).entries()) {
    const score = new Set(cells.map((cell) => rosterField(textOf(cell))).filter(Boolean)).size;
    if (score >= 2 && (!best || score > best.score)) best = { row, score };
  }
  if (!best) return undefined;
  const taken = new Set<RosterKey>(
    Object.values(said).flatMap((key) => (isKey(key) && !FIELDS.find((each) => each.key === key)?.many ? key : [])),
  );
  const columns = (rows[best.row] ?? []).map((cell, index): RosterColumn => {
    const letter = columnLetter(index);
    const heading = textOf(cell);
    const told = said[letter];
    if (told !== undefined) return { index, letter, heading, field: isKey(told) ? told : null };
    const key = rosterField(heading);
    const free = key !== null && !taken.has(key);
    if (free && !FIELDS.find((each) => each.key === key)?.many) taken.add(key);
    return { index, letter, heading, field: free ? key : null };
  });
  const mapped = new Set(columns.map((column) => column.field));
  return {
    row: best.row,
    columns,
    missing: ROSTER_FIELDS.filter((each) => ROSTER_REQUIRED.includes(each.key) && !mapped.has(each.key)).map(
      (each) => each.label,
    ),
  };
}

function isKey(text: string | null): text is RosterKey {
  return text !== null && (ROSTER_KEYS as readonly string[]).includes(text);
}
