import { getJob, loadSample } from '@quanxue/domain/people/operations.ts';
import { useNavigate } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, useAct, useAnswer } from '../../basis/ask.ts';
import { useLanguage } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useMay } from '../../basis/session.ts';

/** The fork after the set-up: look around in an invented township, or begin with the office's own lists. */
export function StartPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const [jobId, setJobId] = useState<string>();
  const load = useAct(loadSample, (job) => setJobId(job.id));
  return (
    <Page title={t('start.title')} lead={t('start.lead')}>
      {jobId ? (
        <Loading jobId={jobId} again={() => setJobId(undefined)} />
      ) : (
        <div className="fork">
          <section>
            <h2>{t('start.own')}</h2>
            <p>{t('start.ownText')}</p>
            <Button type="primary" onClick={() => void navigate({ to: '/imports' })}>
              {t('start.own')}
            </Button>
          </section>
          {may(loadSample) ? (
            <section>
              <h2>{t('start.sample')}</h2>
              <p>{t('start.sampleText')}</p>
              <Button loading={load.isPending} onClick={() => load.mutate({})}>
                {t('start.sample')}
              </Button>
            </section>
          ) : null}
        </div>
      )}
      <ProblemNotice error={load.error} />
    </Page>
  );
}

function Loading({ jobId, again }: { readonly jobId: string; readonly again: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const job = useAnswer(
    getJob,
    { params: { jobId } },
    { every: (now) => (!now || now.state === 'running' ? 700 : false) },
  );
  const state = job.data?.state;
  useEffect(() => {
    if (state !== 'done') return;
    void queryClient.invalidateQueries();
    void navigate({ to: '/' });
  }, [state, navigate]);
  if (!job.data) return <ProblemNotice error={job.error} />;
  const { done, total, step, problem } = job.data;
  return (
    <section className="progress" aria-live="polite">
      <h2>{t('start.loading')}</h2>
      <Progress
        percent={total ? Math.round((done / total) * 100) : 0}
        status={state === 'failed' ? 'exception' : 'active'}
        aria-label={t('start.loading')}
      />
      <p>{step[language]}</p>
      {problem ? (
        <>
          <p role="alert">{problem[language]}</p>
          <Button onClick={again}>{t('common.back')}</Button>
        </>
      ) : null}
    </section>
  );
}
