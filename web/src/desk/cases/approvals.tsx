import { type ApprovalRow, approveMany, listApprovals } from '@quanxue/domain/cases/approval-operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { useLanguage } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';

const PAGE = 500;

/** What waits for this person: files that are whole are approved together, the others one by one. */
export function ApprovalsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { matter, offset = 0 } = useSearch({ from: '/desk/approvals' });
  const list = useAnswer(listApprovals, { query: { matter, offset, limit: PAGE } }, { keep: true });
  return (
    <Page
      title={t('approvals.title')}
      lead={t('approvals.lead')}
      actions={
        <Link to="/delegations" className="button-link">
          {t('delegations.title')}
        </Link>
      }
    >
      <Answered of={list}>
        {(answer) => (
          <>
            <Matters answer={answer} current={matter} />
            <List
              key={`${matter}.${offset}`}
              answer={answer}
              offset={offset}
              go={(next) => void navigate({ to: '/approvals', search: { matter, offset: next } })}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}

type Listed = Answer<typeof listApprovals>;

function Matters({
  answer,
  current,
}: {
  readonly answer: Listed;
  readonly current: ApprovalRow['matter'] | undefined;
}) {
  const { t } = useTranslation();
  const matterName = useMatterName();
  const all = answer.matters.reduce((sum, each) => sum + each.count, 0);
  if (answer.matters.length < 2 && !current) return null;
  return (
    <nav className="tabs" aria-label={t('approvals.matters')}>
      <Link to="/approvals" search={{}} className={current ? 'tab' : 'tab current'}>
        {t('approvals.all')} <span className="hint">{all}</span>
      </Link>
      {answer.matters.map(({ matter, count }) => (
        <Link key={matter} to="/approvals" search={{ matter }} className={current === matter ? 'tab current' : 'tab'}>
          {matterName(matter)} <span className="hint">{count}</span>
        </Link>
      ))}
    </nav>
  );
}

function useMatterName(): (matter: ApprovalRow['matter']) => string {
  const { t } = useTranslation();
  const labels = useLabels();
  return (matter) => (matter === 'closure' ? t('approvals.closure') : labels.term('matter', matter));
}

const keyOf = (row: ApprovalRow) => `${row.caseId}.${row.matter}.${row.step}`;
const isPossible = (row: ApprovalRow) => row.doubts.length === 0 && !row.own;

interface ListProps {
  readonly answer: Listed;
  readonly offset: number;
  readonly go: (offset: number) => void;
}

function List({ answer, offset, go }: ListProps) {
  const { t } = useTranslation();
  const today = useToday();
  // Each choice keeps its entry's id: sent again after a broken line, nothing is approved twice.
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const [on, setOn] = useState<string>();
  const act = useAct(approveMany, () => setChosen(new Map()));
  const day = on ?? today;
  const items = answer.rows.flatMap((row) => {
    const entryId = chosen.get(keyOf(row));
    return entryId && row.matter !== 'closure' && row.step
      ? [{ caseId: row.caseId, matter: row.matter, step: row.step, entryId, seen: row.position }]
      : [];
  });
  const columns = useColumns(answer.rows, chosen, setChosen);
  return (
    <>
      <p className="count" aria-live="polite">
        {t('approvals.count', { n: answer.total })}
        {chosen.size > 0 ? ` · ${t('approvals.chosen', { n: chosen.size })}` : ''}
      </p>
      {chosen.size > 0 && day ? (
        <p className="filters">
          <span>{t('approvals.on')}</span>
          <DayPicker value={day} onChange={setOn} label={t('approvals.on')} {...(today && { max: today })} />
          <Button
            type="primary"
            loading={act.isPending}
            disabled={items.length === 0}
            onClick={() => act.mutate({ body: { on: day, items } })}
          >
            {t('approvals.approveChosen', { n: items.length })}
          </Button>
          <Button onClick={() => setChosen(new Map())}>{t('approvals.unchoose')}</Button>
        </p>
      ) : null}
      <ProblemNotice error={act.error} />
      {act.data ? <Result answer={act.data} /> : null}
      <DataTable
        caption={t('approvals.title')}
        rows={answer.rows}
        rowKey={keyOf}
        empty={<p>{t('approvals.none')}</p>}
        columns={columns}
        paging={{ total: answer.total, offset, limit: PAGE, go }}
      />
      <p className="hint">{t('approvals.reading')}</p>
    </>
  );
}

/** What was approved, and what was left out and why. */
function Result({ answer }: { readonly answer: Answer<typeof approveMany> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      {answer.approved.length > 0 ? (
        <Alert
          type="success"
          role="status"
          className="notice"
          title={t('approvals.done', { n: answer.approved.length })}
        />
      ) : null}
      {answer.left.length > 0 ? (
        <Alert
          type="warning"
          role="alert"
          className="notice"
          title={t('approvals.left', { n: answer.left.length })}
          description={
            <ul>
              {answer.left.map((each) => (
                <li key={each.entryId}>
                  <Link to="/cases/$caseId" params={{ caseId: each.caseId }}>
                    {each.childName ?? each.caseId}
                  </Link>{' '}
                  {each.why[language]}
                </li>
              ))}
            </ul>
          }
        />
      ) : null}
    </>
  );
}

function useColumns(
  rows: readonly ApprovalRow[],
  chosen: ReadonlyMap<string, string>,
  setChosen: (chosen: ReadonlyMap<string, string>) => void,
): Column<ApprovalRow>[] {
  const { t } = useTranslation();
  const labels = useLabels();
  const language = useLanguage();
  const matterName = useMatterName();
  const possible = rows.filter(isPossible);
  const whole = possible.length > 0 && possible.every((row) => chosen.has(keyOf(row)));
  const toggle = (row: ApprovalRow) => {
    const next = new Map(chosen);
    if (!next.delete(keyOf(row))) next.set(keyOf(row), uuidV7());
    setChosen(next);
  };
  return [
    {
      key: 'choose',
      title: (
        <Checkbox
          aria-label={t('approvals.chooseAll')}
          checked={whole}
          disabled={possible.length === 0}
          indeterminate={chosen.size > 0 && !whole}
          onChange={() => setChosen(new Map(whole ? [] : possible.map((row) => [keyOf(row), uuidV7()])))}
        />
      ),
      cell: (row) => (
        <Checkbox
          aria-label={t('approvals.choose', { name: row.childName })}
          checked={chosen.has(keyOf(row))}
          disabled={!isPossible(row)}
          onChange={() => toggle(row)}
        />
      ),
    },
    {
      key: 'child',
      title: t('approvals.child'),
      head: true,
      cell: (row) => (
        <Link
          to="/cases/$caseId"
          params={{ caseId: row.caseId }}
          aria-label={t('approvals.openOf', { name: row.childName })}
        >
          {row.childName}
        </Link>
      ),
    },
    { key: 'village', title: t('children.village'), cell: (row) => row.village ?? '—' },
    { key: 'school', title: t('children.school'), cell: (row) => row.school ?? '—' },
    {
      key: 'matter',
      title: t('approvals.matter'),
      cell: (row) => (
        <>
          {matterName(row.matter)}
          {row.step ? ` · ${labels.term('step', row.step)}` : ''}
          {row.onBehalfOf ? <div className="hint">{t('approvals.onBehalfOf', { who: row.onBehalfOf })}</div> : null}
        </>
      ),
    },
    { key: 'since', title: t('approvals.since'), cell: (row) => row.since },
    {
      key: 'papers',
      title: t('approvals.papers'),
      cell: (row) => (
        <>
          {row.sentBack ? <div className="alarming">{t('approvals.sentBack', { ...row.sentBack })}</div> : null}
          {row.own ? <div>{t('approvals.own')}</div> : null}
          {isPossible(row) ? t('approvals.whole') : null}
          {row.doubts.map((doubt) => (
            <div key={doubt.en}>{doubt[language]}</div>
          ))}
        </>
      ),
    },
  ];
}
