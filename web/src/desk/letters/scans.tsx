import { listScanTray, type ScannedPage, uploadScan } from '@quanxue/domain/letters/scan-operations.ts';
import { Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { queryClient, useAnswer } from '../../basis/ask.ts';
import { call } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useSay } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { RecordServiceForm } from './paper-acts.tsx';
import { TrayPage } from './tray-page.tsx';

/** What became of one page, or of a file that could not be taken. */
interface Result {
  readonly key: string;
  readonly fileName: string;
  readonly page?: ScannedPage;
  readonly error?: unknown;
}

/** Signed papers dropped in: each finds its case by its code; the rest is filed by hand. */
export function ScansPage() {
  const { t } = useTranslation();
  const id = useId();
  const tray = useAnswer(listScanTray, {});
  const [results, setResults] = useState<readonly Result[]>([]);
  const [going, setGoing] = useState<{ readonly done: number; readonly all: number }>();
  const send = async (files: readonly File[]) => {
    for (const [done, file] of files.entries()) {
      setGoing({ done, all: files.length });
      const fileName = file.name.slice(-200);
      const key = `${Date.now()}-${done}`;
      try {
        const { pages } = await call(uploadScan, { query: { fileName }, file });
        setResults((now) => [...now, ...pages.map((page) => ({ key: `${key}-${page.page}`, fileName, page }))]);
      } catch (error) {
        setResults((now) => [...now, { key, fileName, error }]);
      }
    }
    setGoing(undefined);
    void queryClient.invalidateQueries();
  };
  return (
    <Page title={t('scans.title')} lead={t('scans.lead')}>
      <section
        className="drop"
        aria-label={t('scans.title')}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          if (!going) void send([...event.dataTransfer.files]);
        }}
      >
        {going ? (
          <div aria-live="polite">
            <p>{t('scans.sending', { done: going.done + 1, all: going.all })}</p>
            <Progress percent={Math.round((100 * going.done) / going.all)} />
          </div>
        ) : (
          <>
            <input
              id={id}
              type="file"
              multiple
              accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
              className="sr-only"
              onChange={(event) => {
                void send([...(event.target.files ?? [])]);
                event.target.value = '';
              }}
            />
            <label htmlFor={id} className="file-button">
              {t('scans.choose')}
            </label>{' '}
            <span className="hint">{t('scans.drop')}</span>
          </>
        )}
      </section>
      {results.length > 0 ? (
        <section aria-live="polite">
          <h2>{t('scans.results')}</h2>
          <DataTable
            caption={t('scans.results')}
            rows={results}
            rowKey={(row) => row.key}
            empty=""
            columns={[
              { key: 'file', title: t('scans.file'), head: true, cell: (row) => row.fileName },
              { key: 'page', title: t('scans.page'), number: true, cell: (row) => row.page?.page ?? '' },
              { key: 'result', title: t('scans.result'), cell: (row) => <ResultText result={row} /> },
            ]}
          />
        </section>
      ) : null}
      <Answered of={tray}>
        {({ pages }) => (
          <section>
            <h2>{t('scans.tray', { n: pages.length })}</h2>
            {pages.length === 0 ? <p className="empty">{t('scans.trayNone')}</p> : null}
            {pages.map((page) => (
              <TrayPage key={page.id} page={page} />
            ))}
          </section>
        )}
      </Answered>
    </Page>
  );
}

function ResultText({ result }: { readonly result: Result }) {
  const { t } = useTranslation();
  const say = useSay();
  const [serving, setServing] = useState(false);
  const [served, setServed] = useState(false);
  const { page } = result;
  if (!page) return <ProblemNotice error={result.error} />;
  if (!page.paper) return <b>{t('scans.toTray', { why: t(`scans.why.${page.why ?? 'unread'}`) })}</b>;
  const { paper } = page;
  return (
    <>
      <Link to="/cases/$caseId" params={{ caseId: paper.caseId }}>
        {t('scans.filed', {
          number: paper.number,
          child: paper.childName,
          part: page.part ? say(page.part.name) : '',
        })}
      </Link>
      {page.again ? <span className="hint"> {t('scans.again')}</span> : null}
      {page.provesService && paper.state === 'returned' && !served ? (
        serving ? (
          <RecordServiceForm
            paper={paper}
            close={() => {
              setServing(false);
              setServed(true);
            }}
          />
        ) : (
          <div>
            <Button size="small" type="primary" onClick={() => setServing(true)}>
              {t('scans.service')}
            </Button>
          </div>
        )
      ) : null}
    </>
  );
}
