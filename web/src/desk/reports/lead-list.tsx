import { listUnits } from '@quanxue/domain/people/operations.ts';
import { switchClues } from '@quanxue/domain/reports/clue-operations.ts';
import { LEAD_SOURCES, listLeads, reportLead, sweepLeads } from '@quanxue/domain/reports/operations.ts';
import { SIDES } from '@quanxue/domain/reports/outcomes.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useMay } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';
import { ClockWord } from './clock-word.tsx';

const PAGE = 50;
type Attention = 'overdue' | 'disagreed' | 'caseless';

/** The inbox: every lead in sight, the most urgent on top. */
export function LeadListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/leads' });
  const { offset = 0, ...filters } = search;
  const units = useAnswer(listUnits, {});
  const leads = useAnswer(listLeads, { query: { ...filters, offset, limit: PAGE } }, { keep: true });
  const sweep = useAct(sweepLeads);
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: '/leads', search: { ...filters, offset: undefined, ...change } });
  const attention: Attention | null = filters.overdue
    ? 'overdue'
    : filters.disagreed
      ? 'disagreed'
      : filters.caseless
        ? 'caseless'
        : null;
  return (
    <Page
      title={t('leads.title')}
      lead={t('leads.lead')}
      actions={
        <>
          {may(switchClues) ? <Link to="/clue-poster">{t('leads.poster')}</Link> : null}
          {may(sweepLeads) ? (
            <Button onClick={() => sweep.mutate({})} loading={sweep.isPending}>
              {t('leads.sweep')}
            </Button>
          ) : null}
          {may(reportLead) ? (
            <Button type="primary" onClick={() => void navigate({ to: '/report' })}>
              {t('quickReport.place')}
            </Button>
          ) : null}
        </>
      }
    >
      <ProblemNotice error={sweep.error} />
      {sweep.data ? <p role="status">{t('leads.swept', { n: sweep.data.opened })}</p> : null}
      <search className="filters">
        <Select
          className="filter"
          allowClear
          placeholder={t('leads.open')}
          aria-label={t('leads.open')}
          value={filters.open ?? null}
          options={[
            { value: 'true', label: t('leads.onlyOpen') },
            { value: 'false', label: t('leads.onlyClosed') },
          ]}
          onChange={(open: 'true' | 'false' | null) => go({ open: open ?? undefined })}
        />
        <Select
          className="filter"
          allowClear
          placeholder={t('leads.attention')}
          aria-label={t('leads.attention')}
          value={attention}
          options={(['overdue', 'disagreed', 'caseless'] as const).map((value) => ({
            value,
            label: t(`leads.${value}`),
          }))}
          onChange={(value: Attention | null) =>
            go({
              overdue: value === 'overdue' ? 'true' : undefined,
              disagreed: value === 'disagreed' ? 'true' : undefined,
              caseless: value === 'caseless' ? 'true' : undefined,
            })
          }
        />
        <Select
          className="filter"
          allowClear
          placeholder={t('leads.source')}
          aria-label={t('leads.source')}
          value={filters.source ?? null}
          options={LEAD_SOURCES.map((value) => ({ value, label: labels.term('leadSource', value) }))}
          onChange={(source) => go({ source: source ?? undefined })}
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
      </search>
      <Answered of={leads}>
        {(answer) => (
          <>
            <p className="count" aria-live="polite">
              {t('leads.count', { n: answer.total })}
            </p>
            <DataTable
              caption={t('leads.title')}
              rows={answer.leads}
              rowKey={(row) => row.id}
              empty={<p>{t(Object.values(filters).some(Boolean) ? 'leads.noneFiltered' : 'leads.none')}</p>}
              paging={{ total: answer.total, offset, limit: PAGE, go: (next) => go({ offset: next }) }}
              columns={[
                {
                  key: 'name',
                  title: t('leads.name'),
                  head: true,
                  cell: (row) => (
                    <Link to="/leads/$leadId" params={{ leadId: row.id }}>
                      {row.name}
                    </Link>
                  ),
                },
                { key: 'due', title: t('leads.due'), cell: (row) => <ClockWord lead={row} /> },
                { key: 'source', title: t('leads.source'), cell: (row) => labels.term('leadSource', row.source) },
                { key: 'village', title: t('children.village'), cell: (row) => row.village ?? '—' },
                { key: 'school', title: t('child.school'), cell: (row) => row.school ?? '—' },
                { key: 'on', title: t('leads.onDay'), cell: (row) => <time className="day">{row.onDay}</time> },
                {
                  key: 'sides',
                  title: t('leads.sides'),
                  cell: (row) => (
                    <>
                      {SIDES.map((side) => {
                        const has = row.answered.includes(side);
                        const word = labels.term('side', side);
                        return (
                          <span
                            key={side}
                            className={has ? 'side-mark side-done' : 'side-mark'}
                            title={t(has ? 'leads.answered' : 'leads.waiting', { side: word })}
                          >
                            {word.slice(0, 1).toUpperCase()}
                            {has ? '✓' : '–'}
                          </span>
                        );
                      })}
                      {row.disagreed ? <span className="mark">{t('leads.disagreed')}</span> : null}
                    </>
                  ),
                },
                {
                  key: 'owner',
                  title: t('leads.owner'),
                  cell: (row) => `${row.owner.unit} ${labels.term('role', row.owner.role)}`,
                },
                {
                  key: 'outcome',
                  title: t('leads.outcome'),
                  cell: (row) => (
                    <>
                      <div>{row.outcome ? labels.term('leadOutcome', row.outcome) : '—'}</div>
                      {row.caseId ? (
                        <div>
                          <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                            {t('leads.hasCase')}
                          </Link>
                        </div>
                      ) : null}
                    </>
                  ),
                },
              ]}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}
