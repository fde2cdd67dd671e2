import { type ChildChange, compareStatement, type Statement } from '@quanxue/domain/statistics/statement-operations.ts';
import { TABLE_TITLES } from '@quanxue/domain/statistics/tables.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { useSay } from '../../basis/language.ts';

/** What changed since a statement was sent: cell by cell, then → now, and the children behind each. */
export function StatementChanges({ statement }: { readonly statement: Statement }) {
  const { t } = useTranslation();
  const say = useSay();
  const search = useSearch({ from: '/desk/statements/$statementId' });
  const navigate = useNavigate();
  const changes = useAnswer(compareStatement, { params: { statementId: statement.id }, query: search }, { keep: true });
  const go = (change: typeof search) =>
    void navigate({
      to: '/statements/$statementId',
      params: { statementId: statement.id },
      search: change,
      hash: 'since',
    });
  const label = (table: string, column: string) => {
    const found = statement.content.tables
      .find((each) => each.table === table)
      ?.columns.find((each) => each.key === column);
    return found ? say(found.label) : column;
  };
  return (
    <section id="since">
      <h2>{t('changes.title')}</h2>
      <Radio.Group
        className="no-print"
        aria-label={t('changes.until')}
        value={search.asOf === statement.asOf ? 'same' : 'today'}
        onChange={(event) => go(event.target.value === 'same' ? { asOf: statement.asOf } : {})}
        options={[
          { value: 'today', label: t('changes.today') },
          { value: 'same', label: t('changes.sameDay', { day: statement.asOf }) },
        ]}
      />
      <Answered of={changes}>
        {(answer) => (
          <>
            <DataTable
              caption={t('changes.title')}
              rows={answer.cells}
              rowKey={(cell) => `${cell.table} ${cell.row} ${cell.column}`}
              empty={t('changes.none')}
              columns={[
                { key: 'table', title: t('changes.table'), cell: (cell) => say(TABLE_TITLES[cell.table]) },
                { key: 'row', title: t('changes.row'), head: true, cell: (cell) => cell.name },
                { key: 'column', title: t('changes.column'), cell: (cell) => label(cell.table, cell.column) },
                {
                  key: 'change',
                  title: t('changes.change'),
                  number: true,
                  cell: (cell) => (
                    <Button
                      type="link"
                      size="small"
                      onClick={() => go({ ...search, table: cell.table, row: cell.row, column: cell.column })}
                    >
                      {cell.before} → {cell.after}
                    </Button>
                  ),
                },
              ]}
            />
            <h3>
              {search.table
                ? t('changes.childrenOf', {
                    row: answer.cells.find((cell) => cell.row === search.row)?.name ?? '',
                    column: label(search.table, search.column ?? ''),
                  })
                : t('changes.children')}
            </h3>
            {search.table ? (
              <Button size="small" onClick={() => go(search.asOf ? { asOf: search.asOf } : {})}>
                {t('changes.all')}
              </Button>
            ) : null}
            <Children statement={statement} changes={answer.children} />
          </>
        )}
      </Answered>
    </section>
  );
}

function Children({ statement, changes }: { readonly statement: Statement; readonly changes: readonly ChildChange[] }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const say = useSay();
  const place = (key: string) => {
    const row = statement.content.tables[0]?.rows.find((each) => each.key === key);
    return row ? say(row.name) : '—';
  };
  const words = (standing: ChildChange['before']) =>
    standing ? `${place(standing.place)}，${labels.term('schooling', standing.state)}` : t('changes.notCounted');
  return (
    <DataTable
      caption={t('changes.children')}
      rows={changes}
      rowKey={(row) => row.childId}
      empty={t('changes.noChildren')}
      columns={[
        {
          key: 'name',
          title: t('child.name'),
          head: true,
          cell: (row) =>
            row.name === null ? (
              t('changes.outOfSight')
            ) : (
              <Link to="/children/$childId" params={{ childId: row.childId }}>
                {row.name}
              </Link>
            ),
        },
        { key: 'before', title: t('changes.before'), cell: (row) => words(row.before) },
        { key: 'after', title: t('changes.after'), cell: (row) => words(row.after) },
      ]}
    />
  );
}
