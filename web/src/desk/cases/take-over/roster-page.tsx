import {
  listRosters,
  previewRoster,
  ROSTER_OUTCOMES,
  type RosterBatch,
  type RosterSheet,
  takeOverRoster,
  undoRoster,
} from '@quanxue/domain/cases/take-over/roster-operations.ts';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Input, Segmented, Select, Spin } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../basis/answered.tsx';
import { queryClient, useAct, useAnswer } from '../../../basis/ask.ts';
import { call } from '../../../basis/call.ts';
import { DataTable } from '../../../basis/data-table.tsx';
import { shanghaiTime } from '../../../basis/instant.ts';
import { useLanguage } from '../../../basis/language.ts';
import { Page } from '../../../basis/page.tsx';
import { ProblemNotice } from '../../../basis/problem-notice.tsx';
import { RosterColumns } from './roster-columns.tsx';
import { RosterRows } from './roster-rows.tsx';

/** What a person has said of a roster that is being looked at. */
interface Said {
  readonly sheet?: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly choices: Readonly<Record<number, string>>;
}
const NOTHING: Said = { columns: {}, choices: {} };

const pairs = (said: Readonly<Record<string | number, string>>) =>
  Object.entries(said)
    .map(([key, value]) => `${key}=${value}`)
    .join(';') || undefined;

/** A roster of old cases: looked at as often as one likes, written once. */
export function RosterPage() {
  const { t } = useTranslation();
  const id = useId();
  const [file, setFile] = useState<File>();
  const [said, setSaid] = useState(NOTHING);
  const [answer, setAnswer] = useState<RosterSheet>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [over, setOver] = useState(false);

  const send = async (next: File | undefined, told: Said, operation: typeof previewRoster = previewRoster) => {
    if (!next || busy) return;
    setFile(next);
    setSaid(told);
    setBusy(true);
    setError(undefined);
    const query = {
      fileName: next.name.slice(-200),
      sheet: told.sheet,
      columns: pairs(told.columns),
      choices: pairs(told.choices),
    };
    try {
      setAnswer(await call(operation, { query, file: next }));
      if (operation !== previewRoster) void queryClient.invalidateQueries();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const again = (told: Partial<Said>) => void send(file, { ...said, ...told });
  const fresh = (next: File | undefined) => {
    setAnswer(undefined);
    void send(next, NOTHING);
  };
  return (
    <Page
      title={t('takeOver.title')}
      lead={t('takeOver.lead')}
      actions={<Link to="/take-over/sort">{t('takeOver.toSort')}</Link>}
    >
      <p className="hint">{t('takeOver.reading')}</p>
      <section
        className={over ? 'drop over' : 'drop'}
        aria-label={t('takeOver.choose')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          fresh(event.dataTransfer.files[0]);
        }}
      >
        <input
          id={id}
          type="file"
          accept=".xlsx,.xls,.et,.ods,.csv"
          className="sr-only"
          disabled={busy}
          onChange={(event) => {
            fresh(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <label htmlFor={id} className="file-button">
          {t('takeOver.choose')}
        </label>{' '}
        <b>{file?.name}</b> {busy ? <Spin size="small" aria-label={t('takeOver.sending')} /> : null}
        <p className="hint">{t('takeOver.drop')}</p>
      </section>
      <ProblemNotice error={error} />
      {answer ? (
        <Preview
          answer={answer}
          busy={busy}
          said={said}
          again={again}
          confirm={() => void send(file, said, takeOverRoster as unknown as typeof previewRoster)}
        />
      ) : null}
      <History />
    </Page>
  );
}

interface PreviewProps {
  readonly answer: RosterSheet;
  readonly busy: boolean;
  readonly said: Said;
  readonly again: (told: Partial<Said>) => void;
  readonly confirm: () => void;
}

function Preview({ answer, busy, said, again, confirm }: PreviewProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [show, setShow] = useState<string>('all');
  const { rows } = answer;
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const ready = count('ready');
  const shown = rows.filter((row) => show === 'all' || row.outcome === show);
  return (
    <section aria-busy={busy}>
      <p className="filters">
        {answer.sheets.length > 1 ? (
          <Select
            aria-label={t('takeOver.sheet')}
            value={answer.sheet}
            options={answer.sheets.map((value) => ({ value, label: value }))}
            onChange={(sheet: string) => again({ sheet, columns: {}, choices: {} })}
          />
        ) : null}
        <RosterColumns
          answer={answer}
          change={(letter, field) => again({ columns: { ...said.columns, [letter]: field } })}
        />
      </p>
      {answer.headerRow === 0 ? (
        <Alert type="error" role="alert" className="notice" title={t('takeOver.noHead')} />
      ) : null}
      {answer.missing.length > 0 ? (
        <Alert
          type="error"
          role="alert"
          className="notice"
          title={t('takeOver.missing', { fields: answer.missing.map((each) => each[language]).join('、') })}
        />
      ) : null}
      {answer.batchId ? (
        <Alert
          type="success"
          role="status"
          showIcon
          className="notice"
          title={t('takeOver.done', { n: count('written') })}
        />
      ) : null}
      {rows.length > 0 ? (
        <>
          <p className="filters">
            <Segmented
              value={show}
              onChange={setShow}
              options={[
                { value: 'all', label: `${t('takeOver.all')} ${rows.length}` },
                ...ROSTER_OUTCOMES.filter((outcome) => count(outcome) > 0).map((outcome) => ({
                  value: outcome,
                  label: `${t(`takeOver.outcome.${outcome}`)} ${count(outcome)}`,
                })),
              ]}
            />
            {answer.batchId ? null : ready > 0 ? (
              <Button type="primary" loading={busy} onClick={confirm}>
                {t('takeOver.confirm', { n: ready })}
              </Button>
            ) : (
              <span className="hint">{t('takeOver.nothing')}</span>
            )}
          </p>
          <RosterRows rows={shown} choose={(row, child) => again({ choices: { ...said.choices, [row]: child } })} />
        </>
      ) : null}
    </section>
  );
}

function History() {
  const { t } = useTranslation();
  const rosters = useAnswer(listRosters, {});
  return (
    <section>
      <h2>{t('takeOver.history')}</h2>
      <Answered of={rosters}>
        {({ batches }) => (
          <DataTable
            caption={t('takeOver.history')}
            rows={batches}
            rowKey={(row) => row.id}
            empty={t('takeOver.historyNone')}
            columns={[
              { key: 'file', title: t('takeOver.file'), head: true, cell: (row) => row.fileName },
              { key: 'cases', title: t('takeOver.cases'), number: true, cell: (row) => row.cases },
              { key: 'by', title: t('takeOver.by'), cell: (row) => row.by },
              { key: 'at', title: t('takeOver.at'), cell: (row) => shanghaiTime(row.at) },
              { key: 'undo', title: t('takeOver.undo'), cell: (row) => <Undo batch={row} /> },
            ]}
          />
        )}
      </Answered>
    </section>
  );
}

function Undo({ batch }: { readonly batch: RosterBatch }) {
  const { t } = useTranslation();
  const act = useAct(undoRoster);
  const [reason, setReason] = useState<string>();
  if (batch.undone) return t('takeOver.undone');
  if (!batch.undoable) return <span className="hint">{t('takeOver.locked')}</span>;
  if (reason === undefined)
    return (
      <Button size="small" onClick={() => setReason('')}>
        {t('takeOver.undo')}
      </Button>
    );
  return (
    <span className="filters">
      <Input
        size="small"
        autoFocus
        aria-label={t('takeOver.undoWhy')}
        placeholder={t('takeOver.undoWhy')}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
        style={{ width: '14em' }}
      />
      <Button
        size="small"
        danger
        disabled={reason.trim().length < 2}
        loading={act.isPending}
        onClick={() => act.mutate({ params: { batchId: batch.id }, body: { reason } })}
      >
        {t('takeOver.undoDo')}
      </Button>
      <ProblemNotice error={act.error} />
    </span>
  );
}
