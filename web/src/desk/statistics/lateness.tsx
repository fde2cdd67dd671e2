import { LATENESS } from '@quanxue/domain/statistics/duties.ts';
import { getLateness } from '@quanxue/domain/statistics/my-day-operations.ts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { Page } from '../../basis/page.tsx';

type Row = Answer<typeof getLateness>['units'][number];

/** Units by how late they are; each number opens the duties behind it. */
export function LatenessPage() {
  const { t } = useTranslation();
  const lateness = useAnswer(getLateness, {});
  const columns: readonly Column<Row>[] = [
    { key: 'unit', title: t('lateness.unit'), head: true, cell: (row) => row.unit },
    ...LATENESS.map((late) => ({
      key: late,
      title: t(`lateness.${late}`),
      number: true,
      cell: (row: Row) =>
        row[late] === 0 ? (
          <span className="zero">0</span>
        ) : (
          <Link to="/my-day" search={{ unitId: row.unitId, late }}>
            {row[late]}
          </Link>
        ),
    })),
    { key: 'sum', title: t('lateness.sum'), number: true, cell: (row) => row.week + row.month + row.more },
    { key: 'oldest', title: t('lateness.oldest'), cell: (row) => row.oldest ?? '' },
  ];
  return (
    <Page
      title={t('lateness.title')}
      lead={lateness.data ? t('lateness.lead', { day: lateness.data.today }) : undefined}
      actions={<Link to="/my-day">{t('myDay.back')}</Link>}
    >
      <Answered of={lateness}>
        {(answer) => (
          <DataTable
            caption={t('lateness.title')}
            columns={columns}
            rows={answer.units}
            rowKey={(row) => row.unitId}
            empty={t('lateness.empty')}
          />
        )}
      </Answered>
    </Page>
  );
}
