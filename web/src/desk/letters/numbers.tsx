import { listDocumentNumbers } from '@quanxue/domain/letters/operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useSay } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';

/** Every number that the office gave in a year, cancelled ones in their place. */
export function NumbersPage() {
  const { t } = useTranslation();
  const say = useSay();
  const search = useSearch({ from: '/desk/document-numbers' });
  const navigate = useNavigate();
  const numbers = useAnswer(listDocumentNumbers, { query: search }, { keep: true });
  return (
    <Page title={t('numbers.title')} lead={t('numbers.lead')}>
      <Answered of={numbers}>
        {(answer) => (
          <>
            <p className="filters">
              <label htmlFor="numbers-year">{t('numbers.year')}</label>
              <InputNumber
                id="numbers-year"
                min={2000}
                max={2200}
                value={answer.year}
                onChange={(year) =>
                  void navigate({ to: '/document-numbers', search: year ? { year } : {}, replace: true })
                }
              />
            </p>
            <DataTable
              caption={t('numbers.title')}
              rows={answer.numbers}
              rowKey={(row) => row.number}
              empty={t('numbers.none')}
              columns={[
                { key: 'number', title: t('numbers.number'), head: true, cell: (row) => row.number },
                { key: 'paper', title: t('numbers.paper'), cell: (row) => say(row.name) },
                {
                  key: 'child',
                  title: t('numbers.child'),
                  cell: (row) =>
                    row.caseId ? (
                      <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                        {row.childName}
                      </Link>
                    ) : (
                      t('numbers.elsewhere')
                    ),
                },
                { key: 'given', title: t('numbers.given'), cell: (row) => `${row.givenOn} ${row.givenBy}` },
                {
                  key: 'state',
                  title: t('numbers.state'),
                  cell: (row) =>
                    row.cancelled
                      ? t('numbers.cancelled', { reason: row.cancelled.reason, day: row.cancelled.on })
                      : t('numbers.valid'),
                },
              ]}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}
