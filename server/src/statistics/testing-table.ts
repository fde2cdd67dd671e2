import type { Table, TableRow } from '@quanxue/domain/statistics/table-operations.ts';
import { columnsOf, filterOf, SUM, sumOf, type TableKey } from '@quanxue/domain/statistics/tables.ts';

/** For tests only: a table with numbers that tell each column from its neighbours; the total is that of its parts. */
export function sampleTable(table: TableKey, names: readonly string[]): Table {
  const columns = columnsOf(table);
  const rows: TableRow[] = names.map((name, seed) => {
    const counts = Object.fromEntries(columns.map(({ key, kind }, i) => [key, kind === 'part' ? (seed + i) % 4 : 0]));
    counts.total = Object.values(counts).reduce((sum, each) => sum + each, 0);
    return { key: `${seed}`, name: { zh: name, en: name }, counts, filter: filterOf(table) };
  });
  return {
    table,
    by: 'village',
    base: 'registered',
    asOf: '2022-09-30',
    cohort: { bornFrom: '2007-09-01', bornTo: '2016-08-31' },
    columns,
    rows,
    sum: { key: 'sum', name: SUM, counts: sumOf(columns, rows), filter: {} },
    below: [{ key: 'over-age', label: { zh: '另有超龄未完成的', en: 'Over age' }, count: 3, filter: {} }],
    dropouts: { zh: '辍学 0 人，另有 2 人去向不明、尚未核实。', en: 'Dropped out: 0, and 2 unverified.' },
  };
}
