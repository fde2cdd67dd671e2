import { IMPORT_KINDS, listImports, uploadImport } from '@quanxue/domain/children/operations.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import { AutoComplete, Button, Progress } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { queryClient, useAnswer } from '../../basis/ask.ts';
import { call } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { shanghaiTime } from '../../basis/instant.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';

type ListKind = (typeof IMPORT_KINDS)[number];

/** Where lists come in: one place to drop each list that an office has, and what was imported so far. */
export function ImportsPage() {
  const { t } = useTranslation();
  const imports = useAnswer(listImports, {});
  const [sender, setSender] = useState('');
  const id = useId();
  const senders = [...new Set(imports.data?.imports.flatMap((each) => each.sender ?? []))];
  return (
    <Page title={t('imports.title')} lead={t('imports.lead')}>
      <p className="filters">
        <label htmlFor={id}>{t('imports.sender')}</label>{' '}
        <AutoComplete
          id={id}
          className="sender"
          value={sender}
          maxLength={60}
          placeholder={t('imports.senderExample')}
          options={senders.map((value) => ({ value }))}
          onChange={(value: string) => setSender(value ?? '')}
        />
        <span className="hint">{t('imports.senderHint')}</span>
      </p>
      <p className="hint">{t('imports.dropHint')}</p>
      <div className="fork">
        {IMPORT_KINDS.map((kind) => (
          <DropPlace key={kind} kind={kind} sender={sender.trim()} />
        ))}
      </div>
      <h2>{t('imports.history')}</h2>
      <Answered of={imports}>
        {(answer) => (
          <DataTable
            caption={t('imports.history')}
            rows={answer.imports}
            rowKey={(row) => row.id}
            empty={t('imports.empty')}
            columns={[
              {
                key: 'file',
                title: t('imports.file'),
                head: true,
                cell: (row) => (
                  <Link to="/imports/$importId" params={{ importId: row.id }}>
                    {row.fileName}
                  </Link>
                ),
              },
              { key: 'kind', title: t('imports.kind'), cell: (row) => t(`imports.kinds.${row.kind}`) },
              { key: 'sender', title: t('imports.senderShort'), cell: (row) => row.sender ?? '—' },
              { key: 'state', title: t('imports.state'), cell: (row) => t(`imports.states.${row.state}`) },
              { key: 'added', title: t('imports.added'), number: true, cell: (row) => row.counts.added },
              { key: 'changed', title: t('imports.changed'), number: true, cell: (row) => row.counts.changed },
              { key: 'bad', title: t('imports.bad'), number: true, cell: (row) => row.counts.bad },
              { key: 'by', title: t('imports.by'), cell: (row) => row.createdBy },
              { key: 'at', title: t('imports.at'), cell: (row) => shanghaiTime(row.createdAt) },
            ]}
          />
        )}
      </Answered>
    </Page>
  );
}

/** Takes one file by dropping or choosing; shows how much of it has been sent; can be cancelled. */
function DropPlace({ kind, sender }: { readonly kind: ListKind; readonly sender: string }) {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState<number>();
  const [error, setError] = useState<unknown>();
  const control = useRef<AbortController>(null);
  const send = async (files: FileList | null) => {
    const file = files?.[0];
    if (!file || sent !== undefined) return;
    setError(undefined);
    setSent(0);
    control.current = new AbortController();
    try {
      const batch = await call(
        uploadImport,
        { query: { kind, fileName: file.name.slice(-200), ...(sender && { sender }) }, file },
        {
          signal: control.current.signal,
          onProgress: (done, total) => setSent(total ? done / total : 0),
        },
      );
      void queryClient.invalidateQueries();
      void navigate({ to: '/imports/$importId', params: { importId: batch.id } });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setSent(undefined);
    }
  };
  return (
    <section
      aria-labelledby={`${id}-title`}
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void send(event.dataTransfer.files);
      }}
    >
      <h2 id={`${id}-title`}>{t(`imports.kinds.${kind}`)}</h2>
      <p>{t(`imports.kindText.${kind}`)}</p>
      {sent === undefined ? (
        <>
          <input
            id={id}
            type="file"
            className="sr-only"
            accept=".xlsx,.xls,.csv,.et,.ods,.txt"
            onChange={(event) => {
              void send(event.target.files);
              event.target.value = '';
            }}
          />
          <label htmlFor={id} className="file-button">
            {t(`imports.chooseFile.${kind}`)}
          </label>
        </>
      ) : (
        <div aria-live="polite">
          <Progress percent={Math.round(sent * 100)} aria-label={t('imports.sending')} />
          <p>{t('imports.sending')}</p>
          <Button onClick={() => control.current?.abort()}>{t('common.cancel')}</Button>
        </div>
      )}
      <ProblemNotice error={error} />
    </section>
  );
}
