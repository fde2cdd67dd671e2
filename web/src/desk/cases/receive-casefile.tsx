import { importCaseFile } from '@quanxue/domain/cases/operations.ts';
import { Link } from '@tanstack/react-router';
import { Alert, Progress } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../basis/ask.ts';
import { type Answer, call } from '../../basis/call.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';

/** Takes in a case file (quanxue.casefile/1) from another installation. */
export function ReceiveCasefilePage() {
  const { t } = useTranslation();
  const id = useId();
  const [sent, setSent] = useState<number>();
  const [error, setError] = useState<unknown>();
  const [done, setDone] = useState<Answer<typeof importCaseFile>>();
  const send = async (file: File | undefined) => {
    if (!file) return;
    setError(undefined);
    setDone(undefined);
    setSent(0);
    try {
      setDone(
        await call(
          importCaseFile,
          { query: { fileName: file.name.slice(-200) }, file },
          { onProgress: (now, total) => setSent(total ? now / total : 0) },
        ),
      );
      void queryClient.invalidateQueries();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setSent(undefined);
    }
  };
  return (
    <Page
      title={t('receive.title')}
      lead={t('receive.lead')}
      actions={<Link to="/cases">{t('cases.backToList')}</Link>}
    >
      <section className="drop">
        {sent === undefined ? (
          <>
            <input
              id={id}
              type="file"
              accept=".json,application/json"
              className="sr-only"
              onChange={(event) => {
                void send(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
            <label htmlFor={id} className="file-button">
              {t('receive.choose')}
            </label>
          </>
        ) : (
          <Progress percent={Math.round(sent * 100)} aria-label={t('imports.sending')} />
        )}
      </section>
      <ProblemNotice error={error} />
      {done ? (
        <Alert
          type="success"
          role="status"
          showIcon
          className="notice"
          title={t('receive.done', { name: done.child.name, entries: done.entries })}
          action={
            <Link to="/cases/$caseId" params={{ caseId: done.caseId }}>
              {t('receive.open')}
            </Link>
          }
        />
      ) : null}
    </Page>
  );
}
