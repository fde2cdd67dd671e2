import {
  type DuplicatePair,
  decideDuplicate,
  listDuplicates,
  searchDuplicates,
  undoDuplicateDecision,
} from '@quanxue/domain/children/duplicate-operations.ts';
import { getJob } from '@quanxue/domain/people/operations.ts';
import { Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { queryClient, useAct, useAnswer } from '../../basis/ask.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { useLanguage } from '../../basis/language.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { DuplicateDecisions } from './duplicate-decisions.tsx';
import { Columns } from './match-side-by-side.tsx';

const SHOWN = 100;

/** Children of the ledger that may be one, entered twice: searched for on demand, decided pair by pair. */
export function Duplicates() {
  const { t } = useTranslation();
  const [jobId, setJobId] = useState<string>();
  const found = useAnswer(listDuplicates, { query: { limit: SHOWN } }, { keep: true });
  const search = useAct(searchDuplicates, (job) => setJobId(job.id));
  return (
    <>
      <p className="hint">{t('duplicates.lead')}</p>
      <p>
        <Button loading={search.isPending} disabled={Boolean(jobId)} onClick={() => search.mutate({})}>
          {t(found.data?.searchedAt ? 'duplicates.searchAgain' : 'duplicates.search')}
        </Button>{' '}
        {found.data?.searchedAt ? (
          <span className="hint">{t('duplicates.searchedAt', { at: shanghaiTime(found.data.searchedAt) })}</span>
        ) : null}
      </p>
      <ProblemNotice error={search.error} />
      {jobId ? <Searching jobId={jobId} ended={() => setJobId(undefined)} /> : null}
      <Answered of={found}>
        {({ pairs, total, searchedAt }) => <Pairs pairs={pairs} total={total} searched={searchedAt !== null} />}
      </Answered>
      <DuplicateDecisions />
    </>
  );
}

function Searching({ jobId, ended }: { readonly jobId: string; readonly ended: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const job = useAnswer(
    getJob,
    { params: { jobId } },
    { every: (now) => (!now || now.state === 'running' ? 700 : false) },
  );
  const state = job.data?.state;
  useEffect(() => {
    if (state !== 'done' && state !== 'cancelled') return;
    void queryClient.invalidateQueries();
    ended();
  }, [state, ended]);
  if (!job.data) return <ProblemNotice error={job.error} />;
  const { done, total, step, problem } = job.data;
  return (
    <section className="progress" aria-live="polite">
      <Progress
        percent={total ? Math.round((done / total) * 100) : 0}
        status={problem ? 'exception' : 'active'}
        aria-label={t('duplicates.searching')}
      />
      <p>{step[language]}</p>
      {problem ? (
        <>
          <p role="alert">{problem[language]}</p>
          <Button onClick={ended}>{t('common.back')}</Button>
        </>
      ) : null}
    </section>
  );
}

function Pairs({
  pairs,
  total,
  searched,
}: {
  readonly pairs: readonly DuplicatePair[];
  readonly total: number;
  readonly searched: boolean;
}) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const [picked, setPicked] = useState(0);
  const [last, setLast] = useState<{ readonly decisionId: string; readonly text: string } | null>(null);
  const detail = useRef<HTMLElement>(null);
  const decide = useAct(decideDuplicate);
  const undo = useAct(undoDuplicateDecision, () => setLast(null));
  const busy = decide.isPending || undo.isPending;
  const index = Math.min(at, pairs.length - 1);
  const pair = pairs[index];
  const stays = pair?.children[picked === 0 ? 0 : 1];
  const goes = pair?.children[picked === 0 ? 1 : 0];

  const go = (next: number) => {
    setAt(Math.max(0, Math.min(pairs.length - 1, next)));
    setPicked(0);
    decide.reset();
    detail.current?.focus({ preventScroll: true });
  };
  const say = (decision: 'same' | 'apart') => {
    if (!stays || !goes || busy) return;
    decide.mutate(
      {
        body:
          decision === 'same'
            ? { decision, stays: stays.childId, goes: goes.childId }
            : { decision, children: [stays.childId, goes.childId] },
      },
      {
        onSuccess: ({ decisionId, carried }) => {
          const names = { stays: stays.name, goes: goes.name };
          const told = decision === 'apart' ? 'toldApart' : carried ? 'toldCarried' : 'toldSame';
          setLast({ decisionId, text: t(`duplicates.${told}`, names) });
          setPicked(0);
          detail.current?.focus({ preventScroll: true });
        },
      },
    );
  };
  const takeBack = () => {
    if (last && !busy) undo.mutate({ params: { decisionId: last.decisionId } });
  };

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, [role=dialog]'))
        return;
      // A button or a link that has the focus is what Enter means.
      if (event.key === 'Enter' && target.closest('a, button')) return;
      const acts: Readonly<Record<string, () => void>> = {
        j: () => go(index + 1),
        ArrowDown: () => go(index + 1),
        k: () => go(index - 1),
        ArrowUp: () => go(index - 1),
        1: () => setPicked(0),
        2: () => setPicked(1),
        Enter: () => say('same'),
        x: () => say('apart'),
        u: takeBack,
      };
      const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  return (
    <>
      <div role="status" aria-live="polite">
        {last ? (
          <p className="notice-box match-last">
            {last.text}{' '}
            <Button size="small" loading={undo.isPending} onClick={takeBack}>
              {t('matches.undo')} <kbd>U</kbd>
            </Button>
          </p>
        ) : null}
      </div>
      <ProblemNotice error={undo.error} />
      {pair ? (
        <div className="match-queue">
          <ol className="match-list" aria-label={t('duplicates.tab')}>
            {pairs.map(({ children: [one, other] }, number) => (
              <li key={`${one.childId}/${other.childId}`}>
                <button
                  type="button"
                  className={number === index ? 'current' : undefined}
                  aria-current={number === index ? 'true' : undefined}
                  onClick={() => go(number)}
                >
                  <b>{t('duplicates.both', { one: one.name, other: other.name })}</b>
                </button>
              </li>
            ))}
            {total > pairs.length ? (
              <li className="hint">{t('duplicates.more', { n: total - pairs.length })}</li>
            ) : null}
          </ol>
          <section className="match-detail" ref={detail} tabIndex={-1} aria-label={t('duplicates.tab')}>
            <ProblemNotice error={decide.error} />
            <Columns
              fields={null}
              candidates={pair.children}
              labelOf={(of) => t(of === picked ? 'duplicates.stays' : 'duplicates.keep')}
              picked={picked}
              pick={setPicked}
              why={pair.why}
            />
            {goes?.openCase ? <p className="notice-box">{t('duplicates.openCase', { name: goes.name })}</p> : null}
            <div className="form-actions sticky">
              <Button type="primary" loading={decide.isPending} onClick={() => say('same')}>
                {t('duplicates.same', { name: stays?.name ?? '' })} <kbd>Enter</kbd>
              </Button>
              <Button disabled={busy} onClick={() => say('apart')}>
                {t('matches.apart')} <kbd>X</kbd>
              </Button>
              <span className="hint">{t('duplicates.means', { name: goes?.name ?? '' })}</span>
            </div>
            <p className="hint match-keys">{t('duplicates.keys')}</p>
          </section>
        </div>
      ) : (
        <div className="empty">
          <p>{t(searched ? 'duplicates.none' : 'duplicates.notSearched')}</p>
        </div>
      )}
    </>
  );
}
