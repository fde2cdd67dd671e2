import { POOR_HOUSEHOLDS } from '../children/counted-filters.ts';
import type { CellChange } from './statement-operations.ts';
import type { Table } from './table-operations.ts';
import { KEY_GROUPS, type TableKey } from './tables.ts';

/** Where a child stands: its state, the row it belongs to, and what else it bears. */
export interface Standing {
  readonly state: string;
  /** Key of the row; `none`: of no row. */
  readonly place: string;
  /** Columns "of which", household categories, `disabled`. */
  readonly marks: readonly string[];
}

/** The cells whose numbers differ between two counts of a table, rows that are in one alone included. */
export function compareTables(earlier: Table, later: Table): CellChange[] {
  const rows = new Map([...earlier.rows, ...later.rows].map((row) => [row.key, row.name.zh]));
  rows.set('sum', later.sum.name.zh);
  const of = (table: Table, key: string) => (key === 'sum' ? table.sum : table.rows.find((row) => row.key === key));
  return [...rows].flatMap(([row, name]) =>
    later.columns.flatMap(({ key: column }) => {
      const before = of(earlier, row)?.counts[column] ?? 0;
      const after = of(later, row)?.counts[column] ?? 0;
      return before === after ? [] : [{ table: later.table, row, name, column, before, after }];
    }),
  );
}

/** Whether a child that stands so is counted in a cell; what is left out of the cell (row, column) is not asked for. */
export function isInCell(table: TableKey, standing: Standing | null, row?: string, column?: string): boolean {
  if (!standing || !isInTable(table, standing)) return false;
  return isInRow(table, standing, row) && isInColumn(standing, column);
}

function isInTable(table: TableKey, { state, marks }: Standing): boolean {
  switch (table) {
    case 'b3-1':
      return true;
    case 'b3-2':
      return state === 'out-of-county';
    case 'b3-3':
      return POOR_HOUSEHOLDS.some((household) => marks.includes(household));
    case 'key-groups':
      return KEY_GROUPS.some((group) => marks.includes(group));
  }
}

function isInRow(table: TableKey, { place, marks }: Standing, row: string | undefined): boolean {
  if (row === undefined || row === 'sum') return true;
  return table === 'key-groups' ? marks.includes(row) : place === row;
}

function isInColumn({ state, marks }: Standing, column: string | undefined): boolean {
  return column === undefined || column === 'total' || state === column || marks.includes(column);
}

/** Whether two standings differ at all; the order of the marks says nothing. */
export function differs(before: Standing | null, after: Standing | null): boolean {
  const written = (standing: Standing | null) =>
    standing && [standing.state, standing.place, ...standing.marks.toSorted()].join();
  return written(before) !== written(after);
}
