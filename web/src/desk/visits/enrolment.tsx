import {
  checkEnrolment,
  type ENROLMENT_MARKS,
  type EnrolmentClass,
  getEnrolment,
} from '@quanxue/domain/visits/enrolment.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useMay } from '../../basis/session.ts';
import { useClassName } from '../children/class-name.ts';

type Enrolment = Answer<typeof getEnrolment>;
type Mark = (typeof ENROLMENT_MARKS)[number] | 'unmarked';

/** A class, or a village's new beginners, in words. */
export function useCheckedName(): (of: Pick<EnrolmentClass, 'kind' | 'grade' | 'class'>) => string {
  const { t } = useTranslation();
  const className = useClassName();
  return (of) => (of.kind === 'village' ? t('enrolment.beginners') : className(of));
}

/** How far the check of a term has come: what is not done stands first, with its owner. */
export function EnrolmentPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/enrolment' });
  const enrolment = useAnswer(getEnrolment, { query: search }, { keep: true });
  return (
    <Page title={t('enrolment.title')} lead={t('enrolment.lead')}>
      <Answered of={enrolment}>
        {(answer) => (
          <>
            <search className="filters">
              <Select
                className="filter"
                aria-label={t('enrolment.term')}
                value={answer.termOn}
                options={answer.terms.map((value) => ({ value, label: `${t('enrolment.term')} ${value}` }))}
                onChange={(termOn: string) => void navigate({ to: '/enrolment', search: { ...search, termOn } })}
                style={{ minWidth: 220 }}
              />
              <span>{t('enrolment.due', { day: answer.dueOn })}</span>
              <span className="hint">{t('enrolment.dueNote')}</span>
            </search>
            {answer.overdue ? (
              <p className="alarming">{t('enrolment.overdue', { n: answer.sum.classes - answer.sum.done })}</p>
            ) : null}
            <p className="count" aria-live="polite">
              {t('enrolment.done', answer.sum)}
            </p>
            <Sum enrolment={answer} />
            <Classes enrolment={answer} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Sum({ enrolment: { sum, termOn } }: { readonly enrolment: Enrolment }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const tile = (label: string, count: number, mark?: Mark) => (
    <li className={(mark === 'absent' || mark === 'unmarked') && count > 0 ? 'tile alarming' : 'tile'}>
      <Link to="/enrolment/pupils" search={{ termOn, ...(mark ? { mark } : {}) }}>
        <span className="tile-count">{count}</span>
        <span className="tile-label">{label}</span>
      </Link>
    </li>
  );
  return (
    <ul className="tiles narrow-tiles">
      {tile(t('enrolment.expected'), sum.expected)}
      {tile(labels.term('enrolmentMark', 'unmarked'), sum.expected - sum.marked, 'unmarked')}
      {tile(labels.term('enrolmentMark', 'arrived'), sum.arrived, 'arrived')}
      {tile(labels.term('enrolmentMark', 'leave'), sum.leave, 'leave')}
      {tile(labels.term('enrolmentMark', 'transferred'), sum.transferred, 'transferred')}
      {tile(labels.term('enrolmentMark', 'absent'), sum.absent, 'absent')}
    </ul>
  );
}

function Classes({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const name = useCheckedName();
  const { termOn } = enrolment;
  const at = (row: EnrolmentClass) => ({ termOn, unitId: row.unitId, grade: row.grade, class: row.class });
  const number = (
    key: string,
    title: string,
    count: (row: EnrolmentClass) => number,
    mark?: Mark,
  ): Column<EnrolmentClass> => ({
    key,
    title,
    number: true,
    cell: (row) => {
      const n = count(row);
      if (n === 0) return <span className="zero">0</span>;
      return (
        <Link
          to="/enrolment/pupils"
          search={{ ...at(row), ...(mark ? { mark } : {}) }}
          className={mark === 'absent' ? 'alarming' : undefined}
        >
          {n}
        </Link>
      );
    },
  });
  return (
    <DataTable
      caption={t('enrolment.title')}
      rows={enrolment.classes}
      rowKey={(row) => `${row.unitId} ${row.grade} ${row.class}`}
      empty={t('enrolment.empty')}
      columns={[
        { key: 'class', title: t('enrolment.class'), head: true, cell: (row) => `${row.unit} ${name(row)}` },
        number('expected', t('enrolment.expected'), (row) => row.expected),
        number('unmarked', t('enrolment.unmarked'), (row) => row.expected - row.marked, 'unmarked'),
        number('arrived', labels.term('enrolmentMark', 'arrived'), (row) => row.arrived, 'arrived'),
        number('leave', labels.term('enrolmentMark', 'leave'), (row) => row.leave, 'leave'),
        number('transferred', labels.term('enrolmentMark', 'transferred'), (row) => row.transferred, 'transferred'),
        number('absent', labels.term('enrolmentMark', 'absent'), (row) => row.absent, 'absent'),
        {
          key: 'owner',
          title: t('enrolment.owner'),
          cell: (row) => (
            <>
              {labels.term('role', row.owner.role)} {row.owner.names.join('、') || t('enrolment.noOwner')}
            </>
          ),
        },
        {
          key: 'check',
          title: t('enrolment.check'),
          cell: (row) => (
            <>
              {row.check ? t('enrolment.checked', { day: row.check.onDay, by: row.check.by }) : null}{' '}
              {row.check?.late ? <span className="mark">{t('enrolment.late')}</span> : null}{' '}
              {may(checkEnrolment) ? (
                <Link to="/enrolment/class" search={at(row)} className={row.check ? undefined : 'button-link'}>
                  {row.check ? t('enrolment.checkAgain') : t('enrolment.check')}
                </Link>
              ) : null}
            </>
          ),
        },
      ]}
    />
  );
}
