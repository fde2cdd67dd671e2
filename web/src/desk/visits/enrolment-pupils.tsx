import { listEnrolmentPupils } from '@quanxue/domain/visits/enrolment.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useClassName } from '../children/class-name.ts';

/** The children behind a number of the enrolment check. */
export function EnrolmentPupilsPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const className = useClassName();
  const search = useSearch({ from: '/desk/enrolment/pupils' });
  const pupils = useAnswer(listEnrolmentPupils, { query: search });
  return (
    <Page
      title={t('enrolment.listTitle')}
      lead={[pupils.data?.termOn, search.mark ? labels.term('enrolmentMark', search.mark) : t('enrolment.expected')]
        .filter(Boolean)
        .join(' ')}
      actions={
        <Link to="/enrolment" search={search.termOn ? { termOn: search.termOn } : {}}>
          {t('common.back')}
        </Link>
      }
    >
      <Answered of={pupils}>
        {(answer) => (
          <>
            <p className="count">{t('children.count', { n: answer.pupils.length })}</p>
            <DataTable
              caption={t('enrolment.listTitle')}
              rows={answer.pupils}
              rowKey={(row) => `${row.childId} ${row.unitId} ${row.class}`}
              empty={t('enrolment.none')}
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
                { key: 'birth', title: t('child.birth'), cell: (row) => row.birthDate },
                { key: 'unit', title: t('enrolment.class'), cell: (row) => `${row.unit} ${className(row)}` },
                {
                  key: 'mark',
                  title: t('enrolment.check'),
                  cell: (row) => (
                    <span className={row.mark === 'absent' ? 'alarming' : undefined}>
                      {labels.term('enrolmentMark', row.mark ?? 'unmarked')}
                    </span>
                  ),
                },
                {
                  key: 'note',
                  title: t('enrolment.note'),
                  cell: (row) => [row.place, row.note].filter(Boolean).join('；'),
                },
              ]}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}
