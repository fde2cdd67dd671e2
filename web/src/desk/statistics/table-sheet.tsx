import type { CellChange } from '@quanxue/domain/statistics/statement-operations.ts';
import type { ChildFilter, Table, TableColumn, TableRow } from '@quanxue/domain/statistics/table-operations.ts';
import { BY_HEADS } from '@quanxue/domain/statistics/tables.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../basis/language.ts';

interface Props {
  readonly table: Table;
  readonly caption: string;
  /** Cells that are no longer what they were: shown as then → now. */
  readonly changes?: readonly CellChange[];
  /** Opens the children who entered or left a cell. */
  readonly changed?: (row: string, column: string, text: ReactNode) => ReactNode;
}

/** An official table on the screen. Every number leads to the children it counts. */
export function TableSheet({ table, caption, changes = [], changed }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const groups = groupsOf(table.columns);
  const line = (row: TableRow, number?: number) => (
    <tr key={row.key} className={number === undefined ? 'sum' : undefined}>
      <td>{number ?? ''}</td>
      <th scope="row">{say(row.name)}</th>
      {table.columns.map((column) => {
        const change = changes.find((each) => each.row === row.key && each.column === column.key);
        return (
          <td key={column.key} className="number">
            {change && changed ? (
              changed(row.key, column.key, `${change.before} → ${change.after}`)
            ) : (
              <Count
                count={row.counts[column.key] ?? 0}
                filter={{ ...row.filter, ...column.filter }}
                alarm={column.alarm}
              />
            )}
          </td>
        );
      })}
    </tr>
  );
  return (
    <>
      <div className="table-scroll wide">
        <table className="data b31">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {t('child.number')}
              </th>
              <th scope="col" rowSpan={2}>
                {say(BY_HEADS[table.by])}
              </th>
              {groups.map(({ group, columns }) =>
                group ? (
                  <th key={columns[0]?.key} scope="colgroup" colSpan={columns.length}>
                    {say(group)}
                  </th>
                ) : (
                  <th key={columns[0]?.key} scope="col" rowSpan={2}>
                    {columns[0] ? say(columns[0].label) : ''}
                  </th>
                ),
              )}
            </tr>
            <tr>
              {groups.flatMap(({ group, columns }) =>
                group
                  ? columns.map((column) => (
                      <th key={column.key} scope="col">
                        {say(column.label)}
                      </th>
                    ))
                  : [],
              )}
            </tr>
          </thead>
          <tbody>{table.rows.map((row, index) => line(row, index + 1))}</tbody>
          <tfoot>{line(table.sum)}</tfoot>
        </table>
      </div>
      <ul className="plain below-table">
        {table.dropouts ? <li>{say(table.dropouts)}</li> : null}
        {table.below.map(({ key, label, count, filter }) => (
          <li key={key}>
            {say(label)}: <Count count={count} filter={filter} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A number that opens the children behind it. */
export function Count({
  count,
  filter,
  alarm = false,
}: {
  readonly count: number;
  readonly filter: ChildFilter;
  readonly alarm?: boolean;
}) {
  if (count === 0) return <span className="zero">0</span>;
  return (
    <Link to="/children" search={filter} className={alarm ? 'alarming' : undefined}>
      {count}
    </Link>
  );
}

/** Neighbouring columns under the same words. */
function groupsOf(columns: readonly TableColumn[]) {
  const groups: { group: TableColumn['group']; columns: TableColumn[] }[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last?.group && column.group && last.group.zh === column.group.zh) last.columns.push(column);
    else groups.push({ group: column.group, columns: [column] });
  }
  return groups;
}
