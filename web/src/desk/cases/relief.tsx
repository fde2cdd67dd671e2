import { UNITS } from '@quanxue/domain/casefile/schema.ts';
import { addReliefResult, listRelief, type ReliefRow } from '@quanxue/domain/cases/joint-control.ts';
import { KEY_HOUSEHOLDS } from '@quanxue/domain/cases/relief.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Drawer, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useMay, useToday } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';
import { ReliefResults, ReliefState, ResultForm } from './child-relief.tsx';

const STATES = ['open', 'settled', 'all'] as const;

/** What key-group families lack and what was done about it; the figure on top should be 0. */
export function ReliefPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/relief' });
  const list = useAnswer(listRelief, { query: search }, { keep: true });
  const units = useAnswer(listUnits, {});
  const { state = 'open', ...filters } = search;
  const go = (change: Partial<typeof search>) => void navigate({ to: '/relief', search: { ...search, ...change } });
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <Page title={t('relief.title')} lead={t('relief.lead')}>
      <Answered of={list}>
        {(answer) => (
          <>
            <p>
              <b className={answer.open.difficulties > 0 ? 'alarming' : undefined}>
                {t('relief.figure', { ...answer.open })}
              </b>{' '}
              <span className="hint">{t('relief.reading')}</span>
            </p>
            <nav className="tabs" aria-label={t('relief.state')}>
              {STATES.map((each) => (
                <Link
                  key={each}
                  to="/relief"
                  search={{ ...filters, state: each === 'open' ? undefined : each }}
                  className={state === each ? 'tab current' : 'tab'}
                >
                  {t(`relief.${each}`)}
                </Link>
              ))}
            </nav>
            <search className="filters">
              <Input.Search
                key={filters.q ?? ''}
                defaultValue={filters.q ?? ''}
                allowClear
                placeholder={t('relief.search')}
                aria-label={t('relief.search')}
                onSearch={(q) => go({ q: q.trim() || undefined })}
                className="filter-search"
              />
              <Select
                className="filter"
                allowClear
                placeholder={t('relief.household')}
                aria-label={t('relief.household')}
                value={filters.household ?? null}
                options={KEY_HOUSEHOLDS.map((value) => ({ value, label: labels.term('household', value) }))}
                onChange={(household) => go({ household: household ?? undefined })}
              />
              <Select
                className="filter"
                allowClear
                placeholder={t('relief.unit')}
                aria-label={t('relief.unit')}
                value={filters.unit ?? null}
                options={UNITS.map((value) => ({ value, label: labels.term('unit', value) }))}
                onChange={(unit) => go({ unit: unit ?? undefined })}
              />
              <span className="filter">
                <UnitSelect
                  units={units.data?.units ?? []}
                  kinds={['village']}
                  value={filters.villageId}
                  label={t('children.village')}
                  allowClear
                  onChange={(villageId) => go({ villageId })}
                />
              </span>
              {filtered ? (
                <Button type="link" onClick={() => void navigate({ to: '/relief', search: {} })}>
                  {t('common.clearFilters')}
                </Button>
              ) : null}
            </search>
            <Rows rows={answer.rows} empty={t(filtered || state !== 'open' ? 'relief.noneFiltered' : 'relief.none')} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Rows({ rows, empty }: { readonly rows: readonly ReliefRow[]; readonly empty: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const today = useToday();
  const [doing, setDoing] = useState<ReliefRow>();
  const columns: Column<ReliefRow>[] = [
    {
      key: 'child',
      title: t('relief.child'),
      head: true,
      cell: (row) => (
        <Link to="/children/$childId" params={{ childId: row.childId }}>
          {row.childName}
        </Link>
      ),
    },
    {
      key: 'household',
      title: t('relief.household'),
      cell: (row) => row.households.map((each) => labels.term('household', each)).join('、'),
    },
    { key: 'village', title: t('children.village'), cell: (row) => row.village ?? '—' },
    {
      key: 'difficulty',
      title: t('relief.difficulty'),
      cell: (row) => (
        <div>
          {row.difficulty}{' '}
          {row.caseId ? (
            <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
              {t('relief.inCase')}
            </Link>
          ) : null}
          <div className="hint">{row.help}</div>
        </div>
      ),
    },
    { key: 'unit', title: t('relief.unit'), cell: (row) => labels.term('unit', row.unit) },
    { key: 'since', title: t('relief.since'), cell: (row) => <time className="day">{row.since}</time> },
    {
      key: 'state',
      title: t('relief.state'),
      cell: (row) => (
        <div>
          <ReliefState row={row} />
          <ReliefResults row={row} />
          {may(addReliefResult) && !row.settled ? (
            <div className="no-print">
              <Button
                size="small"
                aria-label={`${t('relief.addResult')}：${row.childName}`}
                onClick={() => setDoing(row)}
              >
                {t('relief.addResult')}
              </Button>
            </div>
          ) : null}
        </div>
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={t('relief.title')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<p>{empty}</p>}
        columns={columns}
      />
      <Drawer
        open={doing !== undefined}
        onClose={() => setDoing(undefined)}
        size={520}
        destroyOnHidden
        title={t('relief.addResult')}
      >
        {doing && today ? <ResultForm row={doing} today={today} done={() => setDoing(undefined)} /> : null}
      </Drawer>
    </>
  );
}
