import type { Text } from '../basis/problem.ts';
import type { Table } from './table-operations.ts';
import { BASE_LABELS, BY_HEADS, BY_LABELS, columnsOf, TABLE_TITLES, type TableKey } from './tables.ts';

/*
 * A sheet of the office's own: cells hold placeholders such as {{unit}} or {{total}}, each by its key or by its Chinese words.
 * One row of the sheet holds those of a row of the table and is repeated for each; {{sum.…}} stand anywhere.
 */

/** A placeholder: its key and what it stands for. */
export interface Placeholder {
  readonly key: string;
  readonly label: Text;
  /** Of the whole table, of the row that is repeated, of the sum. */
  readonly of: 'table' | 'row' | 'sum';
}

const OF_TABLE: readonly Placeholder[] = [
  ['title', '表名', 'Title'],
  ['unit', '填报单位', 'Unit that fills it in'],
  ['day', '统计截止', 'Freeze day'],
  ['base', '口径', 'Base'],
  ['born_from', '出生起', 'Born from'],
  ['born_to', '出生止', 'Born to'],
  ['dropouts', '辍学说明', 'Dropouts in words'],
  ['elsewhere', '辖区外', 'Outside the area'],
  ['over_age', '超龄未完成', 'Over age, unfinished'],
].map(([key = '', zh = '', en = '']) => ({ key, label: { zh, en }, of: 'table' }));

/** Every placeholder that the sheet of a table may hold. */
export function placeholdersOf(table: TableKey): Placeholder[] {
  const columns = columnsOf(table);
  return [
    ...OF_TABLE,
    { key: 'no', label: { zh: '序号', en: 'Serial number' }, of: 'row' },
    { key: 'name', label: { zh: '名称', en: 'Name of the row' }, of: 'row' },
    ...columns.map(({ key, label }) => ({ key, label, of: 'row' as const })),
    ...columns.map(({ key, label }) => ({
      key: `sum.${key}`,
      label: { zh: `合计.${label.zh}`, en: `Sum of ${label.en}` },
      of: 'sum' as const,
    })),
  ];
}

/** {{village}} is how most would call the name of a row; the words of its head do, too. */
const NAMES = new Set([
  'village',
  'school',
  'grade',
  'group',
  ...Object.values(BY_HEADS).map(({ zh }) => zh),
  '村',
  '村名',
]);

/** The placeholder meant by what stands between the braces; undefined where there is none. */
export function placeholderOf(table: TableKey, written: string): Placeholder | undefined {
  const said = written.trim();
  const known = placeholdersOf(table);
  if (NAMES.has(said)) return known.find(({ key }) => key === 'name');
  const key = said.toLowerCase();
  return known.find((each) => each.key === key || each.key.replaceAll('-', '_') === key || each.label.zh === said);
}

/** What stands between braces in a cell's text, in order. */
export function writtenIn(text: string): string[] {
  return [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => match[1] ?? '');
}

/** The value of a placeholder: of the table, of one of its rows, of the sum. */
export function filledBy(
  placeholder: Placeholder,
  table: Table,
  unit: string,
  row?: { readonly number: number; readonly name: string; readonly counts: Readonly<Record<string, number>> },
): string | number {
  const { key, of } = placeholder;
  if (of === 'sum') return table.sum.counts[key.slice('sum.'.length)] ?? 0;
  if (of === 'row') {
    if (!row) return '';
    if (key === 'no') return row.number;
    return key === 'name' ? row.name : (row.counts[key] ?? 0);
  }
  const below = (line: string) => table.below.find((each) => each.key === line)?.count ?? 0;
  switch (key) {
    case 'title':
      return `${TABLE_TITLES[table.table].zh}（${BY_LABELS[table.by].zh}）`;
    case 'unit':
      return unit;
    case 'day':
      return table.asOf;
    case 'base':
      return BASE_LABELS[table.base].zh;
    case 'born_from':
      return table.cohort.bornFrom;
    case 'born_to':
      return table.cohort.bornTo;
    case 'elsewhere':
      return below('elsewhere');
    case 'over_age':
      return below('over-age');
    default:
      return table.dropouts?.zh ?? '';
  }
}
