import { addChild } from '@quanxue/domain/children/ledger-operations.ts';
import { type ChildRow, listChildren, SCHOOLING_STATES } from '@quanxue/domain/children/operations.ts';
import { previewRollOver } from '@quanxue/domain/children/roll-over-operations.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useMay, useToday } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';
import { useFiltersInWords } from './filters-in-words.ts';

const PAGE = 50;

/** The ledger of children of school age; its filters live in the address. */
export function LedgerPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/children' });
  const { offset = 0, ...filters } = search;
  const may = useMay();
  const today = useToday();
  const day = filters.asOf ?? today;
  const units = useAnswer(listUnits, {});
  const children = useAnswer(listChildren, { query: { ...filters, offset, limit: PAGE } }, { keep: true });
  const words = useFiltersInWords(filters, units.data?.units ?? []);
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: '/children', search: { ...filters, offset: undefined, ...change } });
  const columns = useColumns();
  return (
    <Page
      title={filters.unexplained === 'true' ? t('children.unexplained') : t('children.title')}
      lead={filters.unexplained === 'true' ? t('children.unexplainedLead') : undefined}
      actions={
        <>
          {may(addChild) ? (
            <Link to="/children/new" className="button-link">
              {t('ledger.newChild')}
            </Link>
          ) : null}
          <Link to="/closing" className="button-link">
            {t('ledger.closing')}
          </Link>
          {may(previewRollOver) ? (
            <Link to="/roll-over" className="button-link">
              {t('ledger.rollOver')}
            </Link>
          ) : null}
          <Link to="/children/print" search={filters} className="button-link">
            {t('common.print')}
          </Link>
        </>
      }
    >
      <search className="filters">
        <Input.Search
          key={filters.q ?? ''}
          defaultValue={filters.q ?? ''}
          allowClear
          placeholder={t('children.searchHint')}
          aria-label={t('children.search')}
          onSearch={(q) => go({ q: q.trim() || undefined })}
          className="filter-search"
        />
        <Select
          allowClear
          placeholder={t('children.state')}
          aria-label={t('children.state')}
          value={filters.state ?? null}
          className="filter"
          options={SCHOOLING_STATES.map((value) => ({ value, label: labels.term('schooling', value) }))}
          onChange={(state) => go({ state: state ?? undefined })}
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
        <span className="filter">
          <UnitSelect
            units={units.data?.units ?? []}
            kinds={['school']}
            value={filters.schoolId}
            label={t('children.school')}
            allowClear
            onChange={(schoolId) => go({ schoolId })}
          />
        </span>
        <Select
          allowClear
          placeholder={t('ledger.more')}
          aria-label={t('ledger.more')}
          value={filters.overAge ? 'overAge' : (filters.lacks ?? null)}
          className="filter"
          options={(['overAge', 'number', 'permanent-roll-number'] as const).map((value) => ({
            value,
            label: t(`ledger.views.${value}`),
          }))}
          onChange={(value: 'overAge' | NonNullable<typeof filters.lacks> | undefined) =>
            go({
              overAge: value === 'overAge' ? 'true' : undefined,
              lacks: value === 'overAge' ? undefined : (value ?? undefined),
            })
          }
        />
        <span className="filter">
          <DayPicker
            {...(day ? { value: day } : {})}
            label={t('ledger.asOf')}
            {...(today ? { max: today } : {})}
            onChange={(asOf) => go({ asOf: asOf === today ? undefined : asOf })}
          />
        </span>
        <Button
          aria-pressed={filters.unexplained === 'true'}
          type={filters.unexplained === 'true' ? 'primary' : 'default'}
          onClick={() => go({ unexplained: filters.unexplained === 'true' ? undefined : 'true' })}
        >
          {t('children.unexplainedOnly')}
        </Button>
        {words.length > 0 ? (
          <Button type="link" onClick={() => void navigate({ to: '/children', search: {} })}>
            {t('common.clearFilters')}
          </Button>
        ) : null}
      </search>
      <Answered of={children}>
        {(answer) => (
          <>
            <p className="count" aria-live="polite">
              {[
                t('children.count', { n: answer.total }) + (words.length > 0 ? `（${words.join('，')}）` : ''),
                t('children.asOf', { day: answer.asOf }),
                t('ledger.cohort', { from: answer.cohort.bornFrom, to: answer.cohort.bornTo }),
              ].join('　')}
            </p>
            <DataTable
              caption={t('children.title')}
              columns={columns}
              rows={answer.children}
              rowKey={(row) => row.id}
              empty={<Nothing filtered={words.length > 0} unexplained={filters.unexplained === 'true'} />}
              paging={{ total: answer.total, offset, limit: PAGE, go: (next) => go({ offset: next }) }}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Nothing({ filtered, unexplained }: { readonly filtered: boolean; readonly unexplained: boolean }) {
  const { t } = useTranslation();
  if (unexplained) return <p>{t('children.noneUnexplained')}</p>;
  if (filtered) return <p>{t('children.noneFiltered')}</p>;
  return (
    <>
      <p>{t('children.none')}</p>
      <p>
        <Link to="/imports">{t('imports.title')}</Link>
      </p>
    </>
  );
}

function useColumns(): Column<ChildRow>[] {
  const { t } = useTranslation();
  const labels = useLabels();
  return [
    {
      key: 'name',
      title: t('child.name'),
      head: true,
      cell: (row) => (
        <Link to="/children/$childId" params={{ childId: row.id }}>
          {row.name}
        </Link>
      ),
    },
    { key: 'sex', title: t('child.sex'), cell: (row) => labels.term('sex', row.sex) },
    { key: 'birth', title: t('child.birth'), cell: (row) => row.birthDate },
    { key: 'id', title: t('child.citizenId'), cell: (row) => row.citizenIdMasked ?? '—' },
    { key: 'registered', title: t('child.registered'), cell: (row) => row.registeredVillage ?? '—' },
    { key: 'residence', title: t('child.residence'), cell: (row) => row.residenceVillage ?? '—' },
    { key: 'state', title: t('child.state'), cell: (row) => <SchoolingWord row={row} /> },
    {
      key: 'school',
      title: t('child.school'),
      cell: (row) => [row.schooling?.school, gradeClass(row)].filter(Boolean).join(' ') || '—',
    },
    {
      key: 'case',
      title: t('child.case'),
      cell: (row) =>
        row.caseId ? (
          <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
            {t('child.openCase')}
          </Link>
        ) : (
          ''
        ),
    },
  ];
}

/** 八年级 3 班, as lists write it. */
export function gradeClass(row: Pick<ChildRow, 'schooling'>): string {
  const { grade, class: group } = row.schooling ?? {};
  return [grade ? `${'一二三四五六七八九'[grade - 1] ?? grade}年级` : '', group ?? ''].filter(Boolean).join(' ');
}

/** Where the child learns; what is nobody's answer yet stands out. */
export function SchoolingWord({ row }: { readonly row: Pick<ChildRow, 'schooling'> }) {
  const labels = useLabels();
  const state = row.schooling?.state ?? 'unknown';
  const alarming = state === 'unknown' || state === 'suspected' || state === 'dropped-out';
  return <span className={alarming ? 'alarming' : undefined}>{labels.term('schooling', state)}</span>;
}
