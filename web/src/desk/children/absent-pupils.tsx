import { listPupils } from '@quanxue/domain/children/attendance.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useClassName } from './class-name.ts';

/** The children behind a number of the board of absence. */
export function AbsentPupilsPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const className = useClassName();
  const search = useSearch({ from: '/desk/absence/pupils' });
  const pupils = useAnswer(listPupils, { query: search });
  const { day, schoolId } = search;
  const word = search.which ? t(`absence.which.${search.which}`) : t('absence.enrolled');
  return (
    <Page
      title={t('absence.listTitle')}
      lead={`${pupils.data?.day ?? ''} ${word}`}
      actions={
        <Link to="/absence" search={{ ...(day ? { day } : {}), ...(schoolId ? { schoolId } : {}) }}>
          {t('absence.back')}
        </Link>
      }
    >
      <Answered of={pupils}>
        {(answer) => (
          <>
            <p className="count">{t('children.count', { n: answer.pupils.length })}</p>
            <DataTable
              caption={t('absence.listTitle')}
              rows={answer.pupils}
              rowKey={(row) => row.childId}
              empty={t('absence.none')}
              columns={[
                {
                  key: 'name',
                  title: t('child.name'),
                  head: true,
                  cell: (row) => (
                    <Link to="/children/$childId" params={{ childId: row.childId }}>
                      {row.name}
                    </Link>
                  ),
                },
                { key: 'sex', title: t('child.sex'), cell: (row) => labels.term('sex', row.sex) },
                { key: 'school', title: t('absence.school'), cell: (row) => row.school },
                { key: 'class', title: t('absence.class'), cell: (row) => className(row) },
                {
                  key: 'mark',
                  title: t('absence.mark'),
                  cell: (row) => {
                    if (row.mark === 'present') return t('absence.present');
                    if (row.mark === 'not-reported') return t('absence.notReported');
                    return [labels.term('absenceCause', row.mark), row.note].filter(Boolean).join('：');
                  },
                },
                {
                  key: 'days',
                  title: t('absence.days'),
                  number: true,
                  cell: (row) => (row.days > 0 ? <span className="alarming">{row.days}</span> : ''),
                },
                { key: 'since', title: t('absence.since'), cell: (row) => row.since ?? '' },
              ]}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}
