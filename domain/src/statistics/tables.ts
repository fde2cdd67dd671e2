import type { Text } from '../basis/problem.ts';
import { HOUSEHOLDS } from '../casefile/schema.ts';
import { POOR_HOUSEHOLDS } from '../children/counted-filters.ts';
import { terms } from '../terms.ts';
import type { ChildFilter, TableColumn, TableRow } from './table-operations.ts';

/*
 * The official tables as data: their titles, their columns, which of them add up. Screen, workbook and print are made from
 * this; the numbers come from the views of server/views. Titles are those of annex 1, B3; the order of columns is ours
 * (docs/readings.md, R105).
 */

export const TABLES = ['b3-1', 'b3-2', 'b3-3', 'key-groups'] as const;
export type TableKey = (typeof TABLES)[number];
export const TABLE_BYS = ['village', 'school', 'grade', 'group'] as const;
export type TableBy = (typeof TABLE_BYS)[number];
export const TABLE_BASES = ['registered', 'residence', 'school'] as const;
export type TableBase = (typeof TABLE_BASES)[number];

/** What each table can be counted by, the usual first. */
export const BYS_OF: Readonly<Record<TableKey, readonly [TableBy, ...TableBy[]]>> = {
  'b3-1': ['village', 'school', 'grade'],
  'b3-2': ['village'],
  'b3-3': ['village', 'school', 'grade'],
  'key-groups': ['group'],
};

/** The base of a table counted by school or grade is where the child learns; by village, where it is registered or lives. */
export function basesOf(table: TableKey, by: TableBy): readonly [TableBase, ...TableBase[]] {
  if (table === 'key-groups') return ['registered', 'residence', 'school'];
  return by === 'village' ? ['registered', 'residence'] : ['school'];
}

/** States of the schooling ledger in the order of the tables: they add up to the total. `left` is nobody's to count. */
export const STATE_PARTS = [
  'here',
  'county',
  'out-of-county',
  'special-education',
  'home-teaching',
  'remote-teaching',
  'special-school',
  'leave',
  'deferral',
  'exemption',
  'completed',
  'vocational',
  'suspected',
  'dropped-out',
  'unknown',
] as const;

export const TABLE_TITLES: Readonly<Record<TableKey, Text>> = {
  'b3-1': {
    zh: '义务教育阶段适龄儿童少年就读情况统计表',
    en: 'Schooling of children of compulsory-school age',
  },
  'b3-2': {
    zh: '义务教育阶段适龄儿童少年县外就读情况统计表',
    en: 'Children of compulsory-school age in school outside the county',
  },
  'b3-3': {
    zh: '义务教育阶段建卡贫困学生就读情况统计表',
    en: 'Schooling of pupils from registered-poor and other key households',
  },
  'key-groups': { zh: '重点人员就读情况统计表', en: 'Schooling of the key groups' },
};

/** What stands beside the number of the page; the key groups are no table of the annex. */
export const TABLE_NUMBERS: Readonly<Record<TableKey, string>> = {
  'b3-1': '附件1 B3-1',
  'b3-2': '附件1 B3-2',
  'b3-3': '附件1 B3-3',
  'key-groups': '重点人员',
};

export const BY_LABELS: Readonly<Record<TableBy, Text>> = {
  village: { zh: '分村统计', en: 'by village' },
  school: { zh: '分校统计', en: 'by school' },
  grade: { zh: '分年级统计', en: 'by grade' },
  group: { zh: '分类统计', en: 'by group' },
};

export const BY_HEADS: Readonly<Record<TableBy, Text>> = {
  village: terms.word.village,
  school: terms.word.school,
  grade: { zh: '年级', en: 'Grade' },
  group: { zh: '重点人员类别', en: 'Key group' },
};

export const BASE_LABELS: Readonly<Record<TableBase, Text>> = {
  registered: { zh: '按户籍地统计', en: 'by household registration' },
  residence: { zh: '按常住地统计', en: 'by residence' },
  school: { zh: '按就读地统计', en: 'by place of schooling' },
};

export const TOTAL_LABELS: Readonly<Record<TableKey, Text>> = {
  'b3-1': { zh: '适龄总数', en: 'Total' },
  'b3-2': { zh: '县外就读总数', en: 'Total out of county' },
  'b3-3': { zh: '适龄总数', en: 'Total' },
  'key-groups': { zh: '适龄总数', en: 'Total' },
};

/** The row of children who belong to no row. */
export const NOWHERE: Readonly<Record<TableBy, Text>> = {
  village: { zh: '村别不详', en: 'Village unknown' },
  school: { zh: '无就读学校记录', en: 'No school on record' },
  grade: { zh: '年级不详', en: 'Grade unknown' },
  group: { zh: '其他', en: 'Other' },
};
export const SUM: Text = { zh: '合计', en: 'Total' };
export const SUM_OF_GROUPS: Text = { zh: '合计（一人只计一次）', en: 'Total (each child once)' };

export const KEY_GROUPS = [...HOUSEHOLDS, 'disabled'] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];
export const KEY_GROUP_LABELS: Readonly<Record<KeyGroup, Text>> = {
  ...terms.household,
  disabled: { zh: '残疾', en: 'Disabled' },
};

const PART_GROUPS: readonly { readonly title: Text; readonly parts: readonly (typeof STATE_PARTS)[number][] }[] = [
  {
    title: { zh: '就读（含送教）', en: 'Learning (home teaching included)' },
    parts: STATE_PARTS.slice(0, 7),
  },
  {
    title: { zh: '休缓免、完成与培训', en: 'Leave, deferral, exemption, completed, training' },
    parts: STATE_PARTS.slice(7, 12),
  },
  { title: { zh: '未就读', en: 'Not learning' }, parts: STATE_PARTS.slice(12) },
];
const OF_TITLE: Text = { zh: '其中（不计入合计）', en: 'Of which (not added)' };

const MARK_LABELS = {
  'regular-class': { zh: '随班就读', en: 'Disabled, in a regular class' },
  boarding: { zh: '住校', en: 'Boarding' },
  'left-behind': { zh: '留守', en: 'Left behind' },
  'key-household': { zh: '脱贫监测低保等户', en: 'Key households' },
  disabled: { zh: '残疾', en: 'Disabled' },
  female: { zh: '女', en: 'Girls' },
} as const;
type Mark = keyof typeof MARK_LABELS;

const total = (table: TableKey): TableColumn => ({
  key: 'total',
  kind: 'total',
  group: null,
  label: TOTAL_LABELS[table],
  alarm: false,
  filter: {},
});
const states = (): TableColumn[] =>
  PART_GROUPS.flatMap(({ title, parts }) =>
    parts.map((state) => ({
      key: state,
      kind: 'part' as const,
      group: title,
      label: terms.schooling[state],
      alarm: state === 'unknown' || state === 'dropped-out',
      filter: { state },
    })),
  );
const of = (key: string, label: Text, filter: ChildFilter): TableColumn => ({
  key,
  kind: 'of',
  group: OF_TITLE,
  label,
  alarm: false,
  filter,
});
const marks = (...keys: Mark[]) => keys.map((mark) => of(mark, MARK_LABELS[mark], { mark }));

/** The columns in their order: the total, the parts that add up to it, the "of which" columns that do not. */
export function columnsOf(table: TableKey): TableColumn[] {
  switch (table) {
    case 'b3-1':
      return [
        total(table),
        ...states(),
        ...marks('regular-class', 'boarding', 'left-behind', 'key-household', 'disabled', 'female'),
      ];
    case 'b3-2': {
      const group: Text = { zh: '本学年学籍证明', en: 'Roll certificate of the school year' };
      const certificate = (key: string, label: Text, has: 'true' | 'false'): TableColumn => ({
        key,
        kind: 'part',
        group,
        label,
        alarm: has === 'false',
        filter: { certificate: has },
      });
      return [
        total(table),
        certificate('certified', { zh: '有证明', en: 'On file' }, 'true'),
        certificate('uncertified', { zh: '缺证明', en: 'Missing' }, 'false'),
        of('primary', { zh: '小学', en: 'Primary' }, { level: 'primary' }),
        of('junior', { zh: '初中', en: 'Junior secondary' }, { level: 'junior' }),
        ...marks('left-behind', 'key-household', 'disabled', 'female'),
      ];
    }
    case 'b3-3':
      return [
        total(table),
        ...states(),
        ...POOR_HOUSEHOLDS.map((household) => of(household, terms.household[household], { household })),
        ...marks('boarding', 'disabled', 'female'),
      ];
    case 'key-groups':
      return [total(table), ...states(), ...marks('boarding', 'female')];
  }
}

/** Which children a table counts, beside the day, the base and the place. */
export function filterOf(table: TableKey): ChildFilter {
  switch (table) {
    case 'b3-1':
      return { ofAge: 'true' };
    case 'b3-2':
      return { ofAge: 'true', state: 'out-of-county' };
    case 'b3-3':
      return { ofAge: 'true', poor: 'true' };
    case 'key-groups':
      return { ofAge: 'true', keyGroup: 'true' };
  }
}

/** Each column the sum of the rows. Rows of which a child may be in several (key groups) must not be summed. */
export function sumOf(columns: readonly TableColumn[], rows: readonly TableRow[]): Record<string, number> {
  return Object.fromEntries(
    columns.map(({ key }) => [key, rows.reduce((sum, row) => sum + (row.counts[key] ?? 0), 0)]),
  );
}

/** True where the parts of a row add up to its total and no "of which" is larger than it: the tables' invariant. */
export function balances(columns: readonly TableColumn[], counts: Readonly<Record<string, number>>): boolean {
  const whole = counts.total ?? 0;
  const parts = columns.filter((column) => column.kind === 'part');
  return (
    parts.reduce((sum, { key }) => sum + (counts[key] ?? 0), 0) === whole &&
    columns.every(({ kind, key }) => kind !== 'of' || (counts[key] ?? 0) <= whole)
  );
}

/** Zero is a claim: with children of whom nobody knows, it is said together with their number (domain.md P6.5). */
export function dropoutsInWords(counts: Readonly<Record<string, number>>): Text {
  const out = counts['dropped-out'] ?? 0;
  const unknown = counts.unknown ?? 0;
  if (unknown === 0) return { zh: `辍学 ${out} 人，去向均已核实。`, en: `Dropped out: ${out}; all accounted for.` };
  return {
    zh: `辍学 ${out} 人，另有 ${unknown} 人去向不明、尚未核实。`,
    en: `Dropped out: ${out}, and ${unknown} unverified.`,
  };
}

/**
 * Whether a school is one for grades 7 to 9 alone, which annex 1 never asks for table B3-2. Told by its name, for units
 * bear no kind of school (docs/readings.md, R106).
 */
export function isJuniorSchool(name: string): boolean {
  return /中学|初中|中等/.test(name) && !/小学|九年|一贯/.test(name);
}

/** 一年级 … 九年级 */
export function gradeName(grade: number): Text {
  return { zh: `${'一二三四五六七八九'[grade - 1] ?? grade}年级`, en: `Grade ${grade}` };
}
