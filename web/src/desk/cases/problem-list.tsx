import {
  assignOwner,
  listProblems,
  PROBLEM_SOURCES,
  type ProblemCount,
  type ProblemRow,
} from '@quanxue/domain/cases/problem-list.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Drawer, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useMay, useToday } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';
import { ChildProblemsPanel } from './child-problems.tsx';
import { OwnerForm } from './owner-form.tsx';
import { HelperText, OwnerText, ProblemLines } from './problem-words.tsx';

const PAGE = 50;
const FIGURES = ['unowned', 'unpaired', 'key'] as const;

/** What is open in the drawer: one child after the other of the page as it was, or the owner of several. */
type Doing = { readonly queue: readonly ProblemRow[]; readonly at: number } | { readonly owner: readonly string[] };

/** Every child that may not pass inspection, with its problems, its owner and its helper; filters live in the address. */
export function ProblemListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/problems' });
  const { offset = 0, limit: _limit, ...filters } = search;
  const units = useAnswer(listUnits, {});
  const list = useAnswer(listProblems, { query: { ...filters, offset, limit: PAGE } }, { keep: true });
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: '/problems', search: { ...filters, offset: undefined, ...change } });
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <Page
      title={t('problemList.title')}
      lead={t('problemList.lead')}
      actions={
        <Link to="/problems/print" search={filters} className="button-link">
          {t('problemList.print')}
        </Link>
      }
    >
      <search className="filters">
        <Input.Search
          key={filters.q ?? ''}
          defaultValue={filters.q ?? ''}
          allowClear
          placeholder={t('problemList.searchHint')}
          aria-label={t('problemList.search')}
          onSearch={(q) => go({ q: q.trim() || undefined })}
          className="filter-search"
        />
        <Select
          className="filter"
          allowClear
          placeholder={t('problemList.source')}
          aria-label={t('problemList.source')}
          value={filters.source ?? null}
          options={PROBLEM_SOURCES.map((value) => ({ value, label: labels.term('problemSource', value) }))}
          onChange={(source) => go({ source: source ?? undefined })}
        />
        <Select
          className="filter"
          aria-label={t('problemList.state')}
          value={filters.state ?? 'open'}
          options={(['open', 'closed'] as const).map((value) => ({ value, label: t(`problemList.${value}`) }))}
          onChange={(state) => go({ state: state === 'closed' ? state : undefined })}
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
        {filtered ? (
          <Button type="link" onClick={() => void navigate({ to: '/problems', search: {} })}>
            {t('common.clearFilters')}
          </Button>
        ) : null}
      </search>
      <Answered of={list}>
        {(answer) => (
          <>
            {filters.state === 'closed' ? null : <Figures answer={answer} filters={filters} />}
            <List
              key={JSON.stringify(search)}
              answer={answer}
              offset={offset}
              empty={
                filters.state === 'closed'
                  ? t('problemList.noneClosed')
                  : t(filtered ? 'problemList.noneFiltered' : 'problemList.none')
              }
              go={(next) => go({ offset: next })}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}

type Filters = Partial<z.output<NonNullable<typeof listProblems.query>>>;

/** What is lacking, each figure the way to its children; the goal of the first two is 0. */
function Figures({ answer, filters }: { readonly answer: Answer<typeof listProblems>; readonly filters: Filters }) {
  const { t } = useTranslation();
  const { unowned, unpaired, key, ...rest } = filters;
  const current = { unowned, unpaired, key };
  const said = (count: ProblemCount) => t('problemList.figure', { ...count });
  return (
    <nav className="tabs" aria-label={t('problemList.figures')}>
      <Link to="/problems" search={rest} className={FIGURES.every((each) => !current[each]) ? 'tab current' : 'tab'}>
        {t('problemList.all')} <span className="hint">{said(answer.all)}</span>
      </Link>
      {FIGURES.map((figure) => (
        <Link
          key={figure}
          to="/problems"
          search={{ ...rest, [figure]: 'true' }}
          className={current[figure] ? 'tab current' : 'tab'}
        >
          {t(`problemList.${figure}`)}{' '}
          <span className={answer[figure].children > 0 && figure !== 'key' ? 'alarming' : 'hint'}>
            {said(answer[figure])}
          </span>
        </Link>
      ))}
    </nav>
  );
}

interface ListProps {
  readonly answer: Answer<typeof listProblems>;
  readonly offset: number;
  readonly empty: string;
  readonly go: (offset: number) => void;
}

function List({ answer, offset, empty, go }: ListProps) {
  const { t } = useTranslation();
  const may = useMay();
  const today = useToday();
  const mayAct = may(assignOwner);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [doing, setDoing] = useState<Doing>();
  const [assigned, setAssigned] = useState<number>();
  const columns = useColumns({
    mayAct,
    rows: answer.rows,
    chosen,
    setChosen,
    // Who has got a helper leaves a list of those without; the drawer goes on with the page as it was.
    handle: (at) => setDoing({ queue: answer.rows, at }),
  });
  const child = doing && 'queue' in doing ? doing.queue[doing.at] : undefined;
  return (
    <>
      <p className="count" aria-live="polite">
        {t('problemList.count', { ...answer.total })}
        {chosen.size > 0 ? (
          <span className="no-print">
            {' · '}
            {t('problemList.chosen', { n: chosen.size })}{' '}
            <Button size="small" type="primary" onClick={() => setDoing({ owner: [...chosen] })}>
              {t('problemList.assign')}
            </Button>{' '}
            <Button size="small" onClick={() => setChosen(new Set())}>
              {t('problemList.unchoose')}
            </Button>
          </span>
        ) : null}
      </p>
      {assigned === undefined ? null : (
        <Alert
          type="success"
          role="status"
          className="notice"
          closable
          title={t('problemList.assigned', { n: assigned })}
        />
      )}
      <DataTable
        caption={t('problemList.title')}
        rows={answer.rows}
        rowKey={(row) => row.childId}
        empty={<p>{empty}</p>}
        paging={{ total: answer.total.children, offset, limit: PAGE, go }}
        columns={columns}
      />
      <Drawer
        open={doing !== undefined}
        onClose={() => setDoing(undefined)}
        title={
          doing && 'owner' in doing
            ? t('problemList.assignTitle', { n: doing.owner.length })
            : t('problemList.handleOf', { name: child?.childName ?? '' })
        }
        size={720}
        destroyOnHidden
        extra={
          doing && 'queue' in doing ? (
            <Steps at={doing.at} of={doing.queue.length} go={(at) => setDoing({ ...doing, at })} />
          ) : null
        }
      >
        {doing && 'owner' in doing && today ? (
          <OwnerForm
            childIds={doing.owner}
            today={today}
            done={(n) => {
              setAssigned(n);
              setChosen(new Set());
              setDoing(undefined);
            }}
          />
        ) : null}
        {child ? <ChildProblemsPanel childId={child.childId} /> : null}
      </Drawer>
    </>
  );
}

/** From child to child without closing the drawer. */
function Steps({ at, of, go }: { readonly at: number; readonly of: number; readonly go: (at: number) => void }) {
  const { t } = useTranslation();
  return (
    <span>
      <span className="hint">{t('problemList.of', { n: at + 1, total: of })}</span>{' '}
      <Button size="small" disabled={at === 0} onClick={() => go(at - 1)}>
        {t('problemList.previous')}
      </Button>{' '}
      <Button size="small" disabled={at + 1 >= of} onClick={() => go(at + 1)}>
        {t('problemList.next')}
      </Button>
    </span>
  );
}

interface ColumnsProps {
  readonly mayAct: boolean;
  readonly rows: readonly ProblemRow[];
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (chosen: ReadonlySet<string>) => void;
  readonly handle: (index: number) => void;
}

function useColumns({ mayAct, rows, chosen, setChosen, handle }: ColumnsProps): Column<ProblemRow>[] {
  const { t } = useTranslation();
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const whole = rows.length > 0 && rows.every((row) => chosen.has(row.childId));
  const act: Column<ProblemRow>[] = mayAct
    ? [
        {
          key: 'choose',
          title: (
            <Checkbox
              aria-label={t('problemList.chooseAll')}
              checked={whole}
              indeterminate={chosen.size > 0 && !whole}
              onChange={() => setChosen(new Set(whole ? [] : rows.map((row) => row.childId)))}
            />
          ),
          cell: (row) => (
            <Checkbox
              aria-label={t('problemList.choose', { name: row.childName })}
              checked={chosen.has(row.childId)}
              onChange={() => toggle(row.childId)}
            />
          ),
        },
      ]
    : [];
  return [
    ...act,
    {
      key: 'name',
      title: t('child.name'),
      head: true,
      cell: (row) => (
        <>
          <Link to="/children/$childId" params={{ childId: row.childId }}>
            {row.childName}
          </Link>
          {row.keyHousehold ? (
            <div>
              <span className="mark">{t('problemList.keyMark')}</span>
            </div>
          ) : null}
        </>
      ),
    },
    { key: 'village', title: t('children.village'), cell: (row) => row.village ?? '—' },
    { key: 'school', title: t('children.school'), cell: (row) => row.school ?? '—' },
    {
      key: 'problems',
      title: t('problemList.problems'),
      cell: (row) => <Problems row={row} />,
    },
    { key: 'owner', title: t('problemList.owner'), cell: (row) => <OwnerText owner={row.owner} /> },
    { key: 'helper', title: t('problemList.helper'), cell: (row) => <HelperText pairing={row.pairing} /> },
    ...(mayAct
      ? [
          {
            key: 'act',
            title: '',
            cell: (row: ProblemRow) => (
              <Button
                size="small"
                className="no-print"
                aria-label={t('problemList.handleOf', { name: row.childName })}
                onClick={() => handle(rows.indexOf(row))}
              >
                {t('problemList.handle')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

const SHOWN = 3;

/** The first few; a case that lacks twenty papers would push everybody else off the screen. */
function Problems({ row }: { readonly row: ProblemRow }) {
  const { t } = useTranslation();
  const [first, more] = [row.problems.slice(0, SHOWN), row.problems.slice(SHOWN)];
  return (
    <>
      <ProblemLines problems={first} />
      {more.length > 0 ? (
        <details>
          <summary>{t('problemList.more', { n: more.length })}</summary>
          <ProblemLines problems={more} />
        </details>
      ) : null}
    </>
  );
}
