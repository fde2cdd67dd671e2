import { UNITS } from '@quanxue/domain/casefile/schema.ts';
import { listReferrals, type ReferralRow } from '@quanxue/domain/cases/joint-control.ts';
import { REFERRAL_STATES, REFERRAL_SUBJECTS } from '@quanxue/domain/cases/referrals.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { OfficeWord, ReferralStateWord } from './referral-words.tsx';

/** Everything that was handed to other offices, by unit and state, with the results (article 6). */
export function ReferralsPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/referrals' });
  const list = useAnswer(listReferrals, { query: search }, { keep: true });
  const { state, ...filters } = search;
  const go = (change: Partial<typeof search>) => void navigate({ to: '/referrals', search: { ...search, ...change } });
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <Page
      title={t('referrals.title')}
      lead={t('referrals.lead')}
      actions={
        <Link to="/referrals/print" search={search} className="button-link">
          {t('referrals.print')}
        </Link>
      }
    >
      <search className="filters">
        <Select
          className="filter"
          allowClear
          placeholder={t('referrals.to')}
          aria-label={t('referrals.to')}
          value={filters.to ?? null}
          options={UNITS.map((value) => ({ value, label: labels.term('unit', value) }))}
          onChange={(to) => go({ to: to ?? undefined })}
        />
        <Select
          className="filter"
          allowClear
          placeholder={t('referrals.subject')}
          aria-label={t('referrals.subject')}
          value={filters.subject ?? null}
          options={REFERRAL_SUBJECTS.map((value) => ({ value, label: labels.term('referralSubject', value) }))}
          onChange={(subject) => go({ subject: subject ?? undefined })}
        />
        {filtered ? (
          <Button type="link" onClick={() => void navigate({ to: '/referrals', search: {} })}>
            {t('common.clearFilters')}
          </Button>
        ) : null}
      </search>
      <Answered of={list}>
        {({ counts, rows }) => (
          <>
            <nav className="tabs" aria-label={t('referrals.states')}>
              <Link to="/referrals" search={filters} className={state ? 'tab' : 'tab current'}>
                {t('referrals.all')}
              </Link>
              {REFERRAL_STATES.filter((each) => counts[each] > 0 || each === state).map((each) => (
                <Link
                  key={each}
                  to="/referrals"
                  search={{ ...filters, state: each }}
                  className={state === each ? 'tab current' : 'tab'}
                >
                  {labels.term('referralState', each)}{' '}
                  <span className={each === 'overdue' ? 'alarming' : 'hint'}>{counts[each]}</span>
                </Link>
              ))}
            </nav>
            <Register rows={rows} empty={t(filtered ? 'referrals.noneFiltered' : 'referrals.none')} />
            <p className="hint">{t('referrals.reading')}</p>
          </>
        )}
      </Answered>
    </Page>
  );
}

function Register({ rows, empty }: { readonly rows: readonly ReferralRow[]; readonly empty: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const columns: Column<ReferralRow>[] = [
    {
      key: 'child',
      title: t('referrals.child'),
      head: true,
      cell: (row) => (
        <>
          <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
            {row.childName}
          </Link>
          <div className="hint">{row.village}</div>
        </>
      ),
    },
    { key: 'to', title: t('referrals.to'), cell: (row) => labels.term('unit', row.to) },
    {
      key: 'subject',
      title: t('referrals.subject'),
      cell: (row) => (
        <div>
          {labels.term('referralSubject', row.subject)}
          {row.request ? <div>{row.request}</div> : null}
          {row.letterNumber ? <div className="hint">{t('referrals.letter', { number: row.letterNumber })}</div> : null}
        </div>
      ),
    },
    { key: 'on', title: t('referrals.on'), cell: (row) => <time className="day">{row.on}</time> },
    {
      key: 'due',
      title: t('referrals.due'),
      cell: (row) => <time className={row.state === 'overdue' ? 'day alarming' : 'day'}>{row.due}</time>,
    },
    { key: 'state', title: t('referrals.state'), cell: (row) => <ReferralStateWord state={row.state} /> },
    {
      key: 'result',
      title: t('referrals.result'),
      cell: (row) => (
        <div>
          {row.result === null ? null : (
            <div>
              {row.resultOn ?? ''} {row.result}
            </div>
          )}
          <OfficeWord row={row} />
        </div>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('referrals.title')}
      rows={rows}
      rowKey={(row) => `${row.caseId}/${row.entryId}`}
      empty={<p>{empty}</p>}
      columns={columns}
    />
  );
}
