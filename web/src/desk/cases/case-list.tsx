import { MEASURES } from '@quanxue/domain/casefile/schema.ts';
import { STAGES } from '@quanxue/domain/casefile/stage.ts';
import { importCaseFile, listCases } from '@quanxue/domain/cases/operations.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useMay, useToday } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';

const PAGE = 50;

/** All case files, with what each still lacks. */
export function CaseListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const today = useToday();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/cases' });
  const { offset = 0, ...filters } = search;
  const units = useAnswer(listUnits, {});
  const cases = useAnswer(listCases, { query: { ...filters, offset, limit: PAGE } }, { keep: true });
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: '/cases', search: { ...filters, offset: undefined, ...change } });
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <Page
      title={t('cases.title')}
      actions={may(importCaseFile) ? <Link to="/cases/receive">{t('cases.receive')}</Link> : undefined}
    >
      <search className="filters">
        <Input.Search
          key={filters.q ?? ''}
          defaultValue={filters.q ?? ''}
          allowClear
          placeholder={t('cases.searchHint')}
          aria-label={t('cases.search')}
          onSearch={(q) => go({ q: q.trim() || undefined })}
          className="filter-search"
        />
        <Select
          className="filter"
          allowClear
          placeholder={t('cases.open')}
          aria-label={t('cases.open')}
          value={filters.open ?? null}
          options={[
            { value: 'true', label: t('cases.onlyOpen') },
            { value: 'false', label: t('cases.onlyClosed') },
          ]}
          onChange={(open) => go({ open: open ?? undefined })}
        />
        <Select
          className="filter"
          allowClear
          placeholder={t('cases.state')}
          aria-label={t('cases.state')}
          value={filters.overdue === 'true' ? 'overdue' : filters.failing === 'true' ? 'failing' : null}
          options={[
            { value: 'failing', label: t('cases.failing') },
            { value: 'overdue', label: t('cases.overdue') },
          ]}
          onChange={(state: 'failing' | 'overdue' | undefined) =>
            go({ failing: state === 'failing' ? 'true' : undefined, overdue: state === 'overdue' ? 'true' : undefined })
          }
        />
        <Select
          className="filter"
          allowClear
          placeholder={t('cases.stage')}
          aria-label={t('cases.stage')}
          value={filters.stage ?? null}
          options={STAGES.map((value) => ({ value, label: labels.term('stage', value) }))}
          onChange={(stage) => go({ stage: stage ?? undefined })}
        />
        <Select
          className="filter"
          allowClear
          placeholder={t('cases.measure')}
          aria-label={t('cases.measure')}
          value={filters.measure ?? null}
          options={MEASURES.map((value) => ({ value, label: labels.term('measure', value) }))}
          onChange={(measure) => go({ measure: measure ?? undefined })}
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
      <Answered of={cases}>
        {(answer) => (
          <>
            <p className="count" aria-live="polite">
              {t('cases.count', { n: answer.total })}
            </p>
            <DataTable
              caption={t('cases.title')}
              rows={answer.cases}
              rowKey={(row) => row.id}
              empty={
                filtered ? (
                  <p>{t('cases.noneFiltered')}</p>
                ) : (
                  <>
                    <p>{t('cases.none')}</p>
                    <p>
                      <Link to="/children" search={{ unexplained: 'true' }}>
                        {t('children.unexplained')}
                      </Link>
                    </p>
                  </>
                )
              }
              paging={{ total: answer.total, offset, limit: PAGE, go: (next) => go({ offset: next }) }}
              columns={[
                {
                  key: 'name',
                  title: t('child.name'),
                  head: true,
                  cell: (row) => (
                    <Link to="/cases/$caseId" params={{ caseId: row.id }}>
                      {row.childName}
                    </Link>
                  ),
                },
                { key: 'village', title: t('children.village'), cell: (row) => row.village ?? '—' },
                { key: 'school', title: t('child.school'), cell: (row) => row.school ?? '—' },
                { key: 'opened', title: t('cases.openedOn'), cell: (row) => row.openedOn },
                {
                  key: 'stage',
                  title: t('cases.stage'),
                  cell: (row) => labels.term('stage', row.stage) + (row.open ? '' : t('cases.closedMark')),
                },
                {
                  key: 'measure',
                  title: t('cases.measure'),
                  cell: (row) => (row.measure ? labels.term('measure', row.measure) : '—'),
                },
                {
                  key: 'missing',
                  title: labels.term('status', 'missing'),
                  number: true,
                  cell: (row) => <span className={row.missing > 0 ? 'alarming' : 'zero'}>{row.missing}</span>,
                },
                {
                  key: 'breach',
                  title: labels.term('status', 'breach'),
                  number: true,
                  cell: (row) => <span className={row.breach > 0 ? 'alarming' : 'zero'}>{row.breach}</span>,
                },
                {
                  key: 'due',
                  title: t('cases.nextDue'),
                  cell: (row) =>
                    row.nextDue ? (
                      <span className={today && row.nextDue < today ? 'alarming' : undefined}>{row.nextDue}</span>
                    ) : (
                      '—'
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
