import type { ComparedChild } from '@quanxue/domain/children/comparison-operations.ts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { useClassName } from './class-name.ts';

export const PAGE = 50;

/** The children behind a number, and rows of lists without one. */
export function ComparedChildren({
  caption,
  rows,
  total,
  offset,
  go,
}: {
  readonly caption: string;
  readonly rows: readonly ComparedChild[];
  readonly total: number;
  readonly offset: number;
  readonly go: (offset: number) => void;
}) {
  const { t } = useTranslation();
  const labels = useLabels();
  const className = useClassName();
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => `${row.childId} ${row.importId} ${row.row} ${row.name}`}
      empty={t('reconciliation.nobody')}
      paging={{ total, offset, limit: PAGE, go }}
      columns={[
        {
          key: 'name',
          title: t('child.name'),
          head: true,
          cell: (row) =>
            row.childId ? (
              <Link to="/children/$childId" params={{ childId: row.childId }}>
                {row.name}
              </Link>
            ) : (
              row.name
            ),
        },
        { key: 'birth', title: t('child.birth'), cell: (row) => row.birthDate },
        { key: 'citizenId', title: t('child.citizenId'), cell: (row) => row.citizenIdMasked },
        { key: 'village', title: t('child.registered'), cell: (row) => row.village },
        {
          key: 'state',
          title: t('child.state'),
          cell: (row) => (row.state ? labels.term('schooling', row.state) : t('reconciliation.notOnLedger')),
        },
        {
          key: 'school',
          title: t('child.school'),
          cell: (row) =>
            [row.school, row.grade && className({ grade: row.grade, class: row.class ?? '-' })]
              .filter(Boolean)
              .join(' '),
        },
        {
          key: 'households',
          title: t('reconciliation.households'),
          cell: (row) => row.households.map((each) => labels.term('household', each)).join('、'),
        },
        {
          key: 'from',
          title: t('reconciliation.note'),
          cell: (row) => (
            <>
              {row.explanation}
              {row.importId && row.row ? (
                <>
                  {row.explanation ? ' ' : ''}
                  <Link to="/imports/$importId" params={{ importId: row.importId }}>
                    {t('reconciliation.row', { row: row.row })}
                  </Link>
                </>
              ) : null}
            </>
          ),
        },
      ]}
    />
  );
}
