import { listCases } from '@quanxue/domain/cases/operations.ts';
import { type CaseChoice, listTakenScans, placeTakenScans } from '@quanxue/domain/cases/take-over/scan-operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../basis/answered.tsx';
import { useAct, useAnswer } from '../../../basis/ask.ts';
import type { Answer } from '../../../basis/call.ts';
import { DataTable } from '../../../basis/data-table.tsx';
import { Page } from '../../../basis/page.tsx';
import { ProblemNotice } from '../../../basis/problem-notice.tsx';
import { SendScans } from './send-scans.tsx';
import { SortCase } from './sort-case.tsx';

/** Old scans: which cases have pages that wait, which pages have no case yet, and the sorting of one case. */
export function SortPage() {
  const { t } = useTranslation();
  const { caseId } = useSearch({ from: '/desk/take-over/sort' });
  const navigate = useNavigate();
  const go = (to: string | undefined) => void navigate({ to: '/take-over/sort', search: to ? { caseId: to } : {} });
  const list = useAnswer(listTakenScans, {});
  if (caseId) {
    const next = list.data?.cases.find((each) => each.caseId !== caseId && each.waiting > 0);
    return (
      <SortCase
        key={caseId}
        caseId={caseId}
        back={() => go(undefined)}
        next={next ? () => go(next.caseId) : undefined}
      />
    );
  }
  return (
    <Page
      title={t('sortScans.title')}
      lead={t('sortScans.lead')}
      actions={<Link to="/take-over">{t('takeOver.title')}</Link>}
    >
      <SendScans />
      <Answered of={list}>
        {(answer) => (
          <>
            <Unplaced unplaced={answer.unplaced} />
            <h2>{t('sortScans.cases')}</h2>
            <DataTable
              caption={t('sortScans.cases')}
              rows={answer.cases}
              rowKey={(row) => row.caseId}
              empty={t('sortScans.none')}
              columns={[
                {
                  key: 'name',
                  title: t('takeOver.child'),
                  head: true,
                  cell: (row) => (
                    <Link to="/take-over/sort" search={{ caseId: row.caseId }}>
                      {row.name}
                    </Link>
                  ),
                },
                { key: 'born', title: t('sortScans.born'), cell: (row) => row.birthDate },
                { key: 'village', title: t('sortScans.village'), cell: (row) => row.village ?? '—' },
                { key: 'waiting', title: t('sortScans.waiting'), number: true, cell: (row) => row.waiting },
                { key: 'filed', title: t('sortScans.filed'), number: true, cell: (row) => row.filed },
                { key: 'out', title: t('sortScans.leftOut'), number: true, cell: (row) => row.leftOut },
              ]}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}

type UnplacedScan = Answer<typeof listTakenScans>['unplaced'][number];

/** Pages by folder, for which a person chooses the case once. */
function Unplaced({ unplaced }: { readonly unplaced: readonly UnplacedScan[] }) {
  const { t } = useTranslation();
  if (unplaced.length === 0) return null;
  const folders = [...Map.groupBy(unplaced, (scan) => scan.path.replace(/[^/]*$/, '') || scan.path)];
  return (
    <section>
      <h2>{t('sortScans.unplaced', { n: unplaced.length })}</h2>
      <p className="hint">{t('sortScans.unplacedHint')}</p>
      <DataTable
        caption={t('sortScans.unplaced', { n: unplaced.length })}
        rows={folders}
        rowKey={([folder]) => folder}
        empty={null}
        columns={[
          { key: 'folder', title: t('sortScans.where'), head: true, cell: ([folder]) => folder },
          { key: 'count', title: t('sortScans.pages'), number: true, cell: ([, scans]) => scans.length },
          { key: 'pick', title: t('sortScans.pick'), cell: ([, scans]) => <Place scans={scans} /> },
        ]}
      />
    </section>
  );
}

function Place({ scans }: { readonly scans: readonly UnplacedScan[] }) {
  const { t } = useTranslation();
  const act = useAct(placeTakenScans);
  const [chosen, setChosen] = useState<string>();
  const [q, setQ] = useState('');
  const found = useAnswer(listCases, { query: { q, limit: 20 } }, { enabled: q.trim().length > 0, keep: true });
  const said = (each: CaseChoice) =>
    [each.name, each.birthDate, each.village, t('sortScans.opened', { day: each.openedOn })].filter(Boolean).join(' ');
  const offered = (scans[0]?.candidates ?? []).map((each) => ({ value: each.caseId, label: said(each) }));
  const searched = (found.data?.cases ?? []).map((row) => ({
    value: row.id,
    label: `${row.childName} ${t('sortScans.opened', { day: row.openedOn })}`,
  }));
  return (
    <span className="filters">
      <Select
        showSearch={{ onSearch: setQ, filterOption: false }}
        aria-label={t('sortScans.pick')}
        placeholder={t('sortScans.search')}
        value={chosen}
        onChange={setChosen}
        options={q.trim() === '' ? offered : searched}
        style={{ minWidth: '20em' }}
      />
      <Button
        disabled={!chosen}
        loading={act.isPending}
        onClick={() =>
          chosen && act.mutate({ body: { scanIds: scans.map((scan) => scan.id).slice(0, 200), caseId: chosen } })
        }
      >
        {t('sortScans.place')}
      </Button>
      <ProblemNotice error={act.error} />
    </span>
  );
}
