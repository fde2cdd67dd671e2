import type { Text } from '../basis/problem.ts';
import { terms } from '../terms.ts';
import { B31_OF, B31_PARTS, type B31Row } from './operations.ts';

/*
 * Table B3-1 (annex 1, B3-1), village by village: where each child of school age learns. Its columns are the parts, which
 * add up to the total, and the "of which" columns, which do not.
 */

export type B31Part = (typeof B31_PARTS)[number];
export type B31Mark = (typeof B31_OF)[number];

export const B31_TITLE: Text = {
  zh: '义务教育阶段适龄儿童少年就读情况统计表（分村统计）',
  en: 'Schooling of children of compulsory-school age, by village',
};

/** The parts are states of the schooling ledger and bear their words. */
export const B31_PART_LABELS: Record<B31Part, Text> = terms.schooling;

export const B31_OF_LABELS: Record<B31Mark, Text> = {
  'regular-class': { zh: '随班就读', en: 'Disabled, in a regular class' },
  boarding: { zh: '住校', en: 'Boarding' },
  'left-behind': { zh: '留守', en: 'Left behind' },
  'key-household': { zh: '脱贫监测低保等户', en: 'Key households' },
  disabled: { zh: '残疾', en: 'Disabled' },
  female: { zh: '女', en: 'Girls' },
};

/** Head of two rows: groups above, the columns of each below, in the order of the table. */
export const B31_GROUPS: readonly { readonly title: Text; readonly parts: readonly B31Part[] }[] = [
  {
    title: { zh: '就读（含送教）', en: 'Learning (home teaching included)' },
    parts: [
      'here',
      'county',
      'out-of-county',
      'special-education',
      'home-teaching',
      'remote-teaching',
      'special-school',
    ],
  },
  {
    title: { zh: '休缓免、完成与培训', en: 'Leave, deferral, exemption, completed, training' },
    parts: ['leave', 'deferral', 'exemption', 'completed', 'vocational'],
  },
  { title: { zh: '未就读', en: 'Not learning' }, parts: ['suspected', 'dropped-out', 'unknown'] },
];
export const B31_OF_TITLE: Text = { zh: '其中（不计入合计）', en: 'Of which (not added)' };

export const B31_BASE_LABELS: Record<'registered' | 'residence', Text> = {
  registered: { zh: '按户籍地统计', en: 'By household registration' },
  residence: { zh: '按常住地统计', en: 'By residence' },
};

/** The row of children whose village is not known or lies outside. */
export const B31_NO_VILLAGE: Text = { zh: '村别不详或在外地', en: 'Village unknown or elsewhere' };
export const B31_SUM: Text = { zh: '合计', en: 'Total' };

/** The total row: each column the sum of the rows. */
export function sumB31(rows: readonly B31Row[]): B31Row {
  const add = <K extends string>(keys: readonly K[], of: (row: B31Row) => Readonly<Record<K, number>>) =>
    Object.fromEntries(keys.map((key) => [key, rows.reduce((sum, row) => sum + of(row)[key], 0)])) as Record<K, number>;
  return {
    villageId: null,
    village: B31_SUM.zh,
    total: rows.reduce((sum, row) => sum + row.total, 0),
    parts: add(B31_PARTS, (row) => row.parts),
    of: add(B31_OF, (row) => row.of),
  };
}

/** True where the parts of a row add up to its total and no "of which" is larger than it: the table's invariant. */
export function balances(row: B31Row): boolean {
  const parts = B31_PARTS.reduce((sum, part) => sum + row.parts[part], 0);
  return parts === row.total && B31_OF.every((mark) => row.of[mark] <= row.total);
}
