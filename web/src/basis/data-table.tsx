import { Pagination } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand to the right. */
  readonly number?: boolean;
  /** The cell that names the row; exactly one column should. */
  readonly head?: boolean;
  readonly width?: string;
}

interface Props<Row> {
  /** What the table holds, for those who cannot see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Shown instead of the rows when there are none: says what to do. */
  readonly empty: ReactNode;
  readonly paging?: {
    readonly total: number;
    readonly offset: number;
    readonly limit: number;
    readonly go: (offset: number) => void;
  };
}

/**
 * A dense plain table: keyboard, screen reader and paper understand it without help. On a phone each row becomes a
 * card whose lines carry the column's title (desk.css).
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, empty, paging }: Props<Row>) {
  const { t } = useTranslation();
  if (rows.length === 0) return <div className="empty">{empty}</div>;
  return (
    <>
      <div className="table-scroll">
        <table className="data">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  className={column.number ? 'number' : undefined}
                  style={{ width: column.width }}
                >
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((column) => {
                  const label = typeof column.title === 'string' ? column.title : undefined;
                  return column.head ? (
                    <th key={column.key} scope="row" data-label={label}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.key} data-label={label} className={column.number ? 'number' : undefined}>
                      {column.cell(row)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {paging && paging.total > paging.limit ? (
        <nav aria-label={t('common.pages')} className="paging">
          <Pagination
            size="small"
            showSizeChanger={false}
            current={Math.floor(paging.offset / paging.limit) + 1}
            pageSize={paging.limit}
            total={paging.total}
            showTotal={(total, [from, to]) => t('common.range', { from, to, total })}
            onChange={(page) => paging.go((page - 1) * paging.limit)}
          />
        </nav>
      ) : null}
    </>
  );
}
