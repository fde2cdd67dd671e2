import { listDuplicates } from '@quanxue/domain/children/duplicate-operations.ts';
import {
  decideMatch,
  listWaitingRows,
  type MatchCandidate,
  undoMatchDecision,
  type WaitingRow,
} from '@quanxue/domain/children/match-operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { Duplicates } from './duplicates.tsx';
import { MatchDecisions } from './match-decisions.tsx';
import { SideBySide } from './match-side-by-side.tsx';

const SHOWN = 100;

/** Rows that may be about a child of the ledger: one after another, by keyboard, until none waits. */
export function MatchQueuePage() {
  const { t } = useTranslation();
  const { importId, show } = useSearch({ from: '/desk/matches' });
  const filter = importId ? { importId } : {};
  const rows = useAnswer(listWaitingRows, { query: { ...filter, limit: SHOWN } }, { keep: true });
  const doubles = useAnswer(listDuplicates, { query: { limit: 1 } }, { keep: true });
  const tab = (which: 'waiting' | 'decided' | 'duplicates', count: number | undefined) => {
    const current = which === (show ?? 'waiting');
    return (
      <Link
        to="/matches"
        search={{ ...filter, ...(which !== 'waiting' && { show: which }) }}
        className={current ? 'tab current' : 'tab'}
        aria-current={current ? 'true' : undefined}
      >
        {t(which === 'duplicates' ? 'duplicates.tab' : `matches.${which}`)}{' '}
        {count === undefined ? null : <b>{count}</b>}
      </Link>
    );
  };
  return (
    <Page
      title={t('matches.title')}
      lead={t('matches.lead')}
      actions={
        importId ? (
          <Link to="/imports/$importId" params={{ importId }}>
            {t('matches.toImport')}
          </Link>
        ) : null
      }
    >
      <nav className="tabs" aria-label={t('matches.title')}>
        {tab('waiting', rows.data?.total)}
        {tab('decided', undefined)}
        {tab('duplicates', doubles.data?.total)}
      </nav>
      {importId && show !== 'duplicates' ? (
        <p className="hint">
          {t('matches.ofOneList')}{' '}
          <Link to="/matches" search={show ? { show } : {}}>
            {t('matches.ofAllLists')}
          </Link>
        </p>
      ) : null}
      {show === 'duplicates' ? (
        <Duplicates />
      ) : show === 'decided' ? (
        <MatchDecisions importId={importId} />
      ) : (
        <Answered of={rows}>
          {(answer) => <Queue rows={answer.rows} total={answer.total} importId={importId} />}
        </Answered>
      )}
    </Page>
  );
}

interface Last {
  readonly actId: string;
  readonly name: string;
  readonly outcome: 'added' | 'changed' | 'same' | 'bad' | 'listed' | 'unidentified' | 'outside';
  readonly written: boolean;
}

function Queue({
  rows,
  total,
  importId,
}: {
  readonly rows: readonly WaitingRow[];
  readonly total: number;
  readonly importId: string | undefined;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [at, setAt] = useState(0);
  const [picked, setPicked] = useState(0);
  const [last, setLast] = useState<Last | null>(null);
  const detail = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const decide = useAct(decideMatch);
  const undo = useAct(undoMatchDecision, () => setLast(null));
  const index = Math.min(at, rows.length - 1);
  const row = rows[index];
  const candidate = row?.candidates[Math.min(picked, row.candidates.length - 1)];
  const busy = decide.isPending || undo.isPending;

  const go = (next: number) => {
    setAt(Math.max(0, Math.min(rows.length - 1, next)));
    setPicked(0);
    decide.reset();
    detail.current?.focus({ preventScroll: true });
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const say = (decision: 'same' | 'apart', chosen: MatchCandidate | undefined) => {
    if (!row || busy || (decision === 'same' && !chosen)) return;
    const body = decision === 'same' && chosen ? { decision, childId: chosen.childId } : { decision: 'apart' as const };
    decide.mutate(
      { params: { importId: row.importId, row: row.row }, body },
      {
        onSuccess: (answer) => {
          setLast({ ...answer, name: row.name });
          setPicked(0);
          detail.current?.focus({ preventScroll: true });
        },
      },
    );
  };
  const takeBack = () => {
    if (last && !busy) undo.mutate({ params: { actId: last.actId } });
  };

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, [role=dialog]'))
        return;
      // A button or a link that has the focus is what Enter means.
      if (event.key === 'Enter' && target.closest('a, button')) return;
      const number = Number(event.key);
      const acts: Readonly<Record<string, () => void>> = {
        j: () => go(index + 1),
        ArrowDown: () => go(index + 1),
        k: () => go(index - 1),
        ArrowUp: () => go(index - 1),
        Enter: () => say('same', candidate),
        x: () => say('apart', undefined),
        u: takeBack,
      };
      const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (act) {
        event.preventDefault();
        act();
      } else if (row && number >= 1 && number <= row.candidates.length) setPicked(number - 1);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  const told = (
    <div role="status" aria-live="polite">
      {last ? (
        <p className="notice-box match-last">
          {t('matches.told', { name: last.name, outcome: t(`matches.outcomes.${last.outcome}`) })}{' '}
          {t(last.written ? 'matches.writtenNow' : 'matches.writtenLater')}{' '}
          <Button size="small" loading={undo.isPending} onClick={takeBack}>
            {t('matches.undo')} <kbd>U</kbd>
          </Button>
        </p>
      ) : null}
    </div>
  );
  if (!row) {
    return (
      <>
        {told}
        <ProblemNotice error={undo.error} />
        <div className="empty">
          <p>{t('matches.none')}</p>
          <p>
            <Button
              onClick={() =>
                void navigate(importId ? { to: '/imports/$importId', params: { importId } } : { to: '/imports' })
              }
            >
              {t(importId ? 'matches.toImport' : 'matches.toImports')}
            </Button>
          </p>
        </div>
      </>
    );
  }
  return (
    <>
      {told}
      <div className="match-queue">
        <ol className="match-list" ref={list} aria-label={t('matches.waiting')}>
          {rows.map((each, number) => (
            <li key={`${each.importId}/${each.row}`}>
              <button
                type="button"
                className={number === index ? 'current' : undefined}
                aria-current={number === index ? 'true' : undefined}
                onClick={() => go(number)}
              >
                <b>{each.name}</b>
                <span className="hint">
                  {t('matches.rowOf', { kind: t(`imports.kinds.${each.kind}`), row: each.row })}
                </span>
              </button>
            </li>
          ))}
          {total > rows.length ? <li className="hint">{t('matches.more', { n: total - rows.length })}</li> : null}
        </ol>
        <section className="match-detail" ref={detail} tabIndex={-1} aria-label={row.name}>
          <ProblemNotice error={decide.error} />
          <ProblemNotice error={undo.error} />
          <SideBySide row={row} picked={Math.min(picked, row.candidates.length - 1)} pick={setPicked} />
          <div className="form-actions sticky">
            <Button
              type="primary"
              disabled={!candidate}
              loading={decide.isPending}
              onClick={() => say('same', candidate)}
            >
              {t('matches.same', { name: candidate?.name ?? '' })} <kbd>Enter</kbd>
            </Button>
            <Button disabled={busy} onClick={() => say('apart', undefined)}>
              {t(row.candidates.length > 1 ? 'matches.noneOfThem' : 'matches.apart')} <kbd>X</kbd>
            </Button>
            <span className="hint">{t(`matches.otherwise.${row.otherwise}`)}</span>
          </div>
          <p className="hint match-keys">{t('matches.keys')}</p>
        </section>
      </div>
    </>
  );
}
