import { type ChildRow, listChildren } from '@quanxue/domain/children/operations.ts';
import { schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { type Answer, call } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useInstallation } from '../../basis/session.ts';
import { useFiltersInWords } from './filters-in-words.ts';
import { gradeClass } from './ledger.tsx';

const PIECE = 200;

/** The list behind the filters as sheets of A4: every row, numbered, with a heading that says what and when. */
export function PrintLedgerPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const { offset: _offset, limit: _limit, ...filters } = useSearch({ from: '/desk/children/print' });
  const installation = useInstallation();
  const units = useAnswer(listUnits, {});
  const words = useFiltersInWords(filters, units.data?.units ?? []);
  const day = filters.asOf ?? installation?.today ?? '';
  const cohort = day ? schoolAgeCohort(day) : undefined;
  const rows = useQuery({
    queryKey: [listChildren.name, 'all', filters],
    queryFn: async ({ signal }) => {
      const all: ChildRow[] = [];
      for (;;) {
        const piece: Answer<typeof listChildren> = await call(
          listChildren,
          { query: { ...filters, offset: all.length, limit: PIECE } },
          { signal },
        );
        all.push(...piece.children);
        if (piece.children.length === 0 || all.length >= piece.total) return all;
      }
    },
  });
  return (
    <Page
      title={t('children.title')}
      actions={
        <span className="no-print">
          <Link to="/children" search={filters}>
            {t('common.back')}
          </Link>{' '}
          <Button type="primary" onClick={() => window.print()}>
            {t('common.print')}
          </Button>
        </span>
      }
    >
      <p className="lead">
        {installation?.county}
        {installation?.township}　{words.join('，')}　{t('children.asOf', { day })}　
        {cohort ? t('ledger.cohort', { from: cohort.bornFrom, to: cohort.bornTo }) : ''}
      </p>
      <Answered of={rows}>
        {(all) => (
          <>
            <p>{t('children.count', { n: all.length })}</p>
            <table className="data sheet">
              <caption className="sr-only">{t('children.title')}</caption>
              <thead>
                <tr>
                  {(
                    [
                      'number',
                      'name',
                      'sex',
                      'birth',
                      'citizenId',
                      'registered',
                      'residence',
                      'state',
                      'school',
                      'remark',
                    ] as const
                  ).map((column) => (
                    <th key={column} scope="col">
                      {t(`child.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {all.map((row, index) => (
                  <tr key={row.id}>
                    <td>{index + 1}</td>
                    <th scope="row">{row.name}</th>
                    <td>{labels.term('sex', row.sex)}</td>
                    <td>{row.birthDate}</td>
                    <td>{row.citizenIdMasked}</td>
                    <td>{row.registeredVillage}</td>
                    <td>{row.residenceVillage}</td>
                    <td>{labels.term('schooling', row.schooling?.state ?? 'unknown')}</td>
                    <td>{[row.schooling?.school, gradeClass(row)].filter(Boolean).join(' ')}</td>
                    <td />
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Answered>
    </Page>
  );
}
