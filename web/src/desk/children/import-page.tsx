import {
  cancelImport,
  confirmImport,
  getImport,
  type ImportBatch,
  returnSheet,
  undoImport,
} from '@quanxue/domain/children/operations.ts';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, App, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { urlOf } from '../../basis/call.ts';
import { useLanguage } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { ImportMapping } from './import-mapping.tsx';
import { ImportPreview } from './import-preview.tsx';

const MOVING: readonly ImportBatch['state'][] = ['reading', 'committing'];

/** One import from the file to the ledger: reading, what the columns are, the preview, the confirmation, the undo. */
export function ImportPage() {
  const { t } = useTranslation();
  const { importId } = useParams({ from: '/desk/imports/$importId' });
  const batch = useAnswer(
    getImport,
    { params: { importId } },
    { every: (now) => (!now || MOVING.includes(now.state) ? 500 : false) },
  );
  return (
    <Page
      title={batch.data ? t('imports.titleOf', { kind: t(`imports.kinds.${batch.data.kind}`) }) : t('imports.title')}
      lead={[batch.data?.fileName, batch.data?.sender].filter(Boolean).join(' · ')}
      actions={<Link to="/imports">{t('imports.back')}</Link>}
    >
      <Answered of={batch}>{(now) => <Steps batch={now} />}</Answered>
    </Page>
  );
}

function Steps({ batch }: { readonly batch: ImportBatch }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const params = { importId: batch.id };
  const { modal } = App.useApp();
  const confirm = useAct(confirmImport);
  const cancel = useAct(cancelImport);
  const undo = useAct(undoImport);
  const { counts } = batch;
  const writes = counts.added + counts.changed;
  // A list that changes no ledger is kept whole, for the comparisons.
  const kept = counts.listed + counts.unidentified;
  const problems = (
    <>
      <ProblemNotice error={confirm.error} />
      <ProblemNotice error={cancel.error} />
      <ProblemNotice error={undo.error} />
    </>
  );
  switch (batch.state) {
    case 'reading':
    case 'committing':
      return (
        <section className="progress" aria-live="polite">
          <h2>{t(`imports.states.${batch.state}`)}</h2>
          <Progress
            percent={batch.progress.total ? Math.round((batch.progress.done / batch.progress.total) * 100) : 0}
            status="active"
            aria-label={t(`imports.states.${batch.state}`)}
          />
          <p>{t('imports.rowsDone', { done: batch.progress.done, total: batch.progress.total || '…' })}</p>
          <Button loading={cancel.isPending} onClick={() => cancel.mutate({ params })}>
            {t('imports.cancel')}
          </Button>
          {batch.state === 'committing' ? <p className="hint">{t('imports.committingHint')}</p> : null}
          {problems}
        </section>
      );
    case 'mapping':
    case 'preview':
      return (
        <>
          {batch.sameFile ? (
            <Alert
              type="info"
              showIcon
              className="notice"
              title={t('imports.sameFile', { on: batch.sameFile.on, by: batch.sameFile.by })}
              action={
                <Link to="/imports/$importId" params={{ importId: batch.sameFile.importId }}>
                  {t('imports.sameFileOpen')}
                </Link>
              }
            />
          ) : null}
          <ImportMapping batch={batch} />
          {batch.state === 'preview' ? (
            <>
              <SheetsBack batch={batch} />
              <ImportPreview batch={batch} />
              <div className="form-actions sticky">
                <Button
                  type="primary"
                  disabled={writes + kept + counts.gone === 0}
                  loading={confirm.isPending}
                  onClick={() => confirm.mutate({ params })}
                >
                  {kept > 0 && writes === 0
                    ? t('imports.confirmList', { kept })
                    : t('imports.confirm', { added: counts.added, changed: counts.changed })}
                </Button>
                <Button loading={cancel.isPending} onClick={() => cancel.mutate({ params })}>
                  {t('imports.cancel')}
                </Button>
                <span className="hint">
                  {writes + kept === 0 ? t('imports.nothingToWrite') : t('imports.confirmHint', { bad: counts.bad })}
                </span>
              </div>
            </>
          ) : (
            <div className="form-actions">
              <Button loading={cancel.isPending} onClick={() => cancel.mutate({ params })}>
                {t('imports.cancel')}
              </Button>
            </div>
          )}
          {problems}
        </>
      );
    case 'confirmed':
      return (
        <>
          <Alert
            type="success"
            role="status"
            showIcon
            className="notice"
            title={
              kept > 0 && writes === 0
                ? t('imports.doneList', { listed: counts.listed, unidentified: counts.unidentified })
                : t('imports.done', { added: counts.added, changed: counts.changed })
            }
            description={
              batch.kind === 'population' || batch.kind === 'roll' ? (
                <p>
                  {batch.kind === 'population' ? t('imports.nextRoll') : t('imports.nextUnexplained')}{' '}
                  {batch.kind === 'population' ? (
                    <Link to="/imports">{t('imports.toImports')}</Link>
                  ) : (
                    <Link to="/children" search={{ unexplained: 'true' }}>
                      {t('children.unexplained')}
                    </Link>
                  )}
                </p>
              ) : null
            }
          />
          {batch.undoable ? (
            <p>
              <Button
                danger
                loading={undo.isPending}
                onClick={() =>
                  modal.confirm({
                    title: t('imports.undoAsk'),
                    content: t('imports.undoText', { added: counts.added, changed: counts.changed }),
                    okText: t('imports.undo'),
                    okButtonProps: { danger: true },
                    cancelText: t('common.back'),
                    onOk: () => undo.mutate({ params }),
                  })
                }
              >
                {t('imports.undo')}
              </Button>
            </p>
          ) : (
            <p className="hint">{t('imports.notUndoable')}</p>
          )}
          {problems}
          <SheetsBack batch={batch} />
          <ImportPreview batch={batch} />
        </>
      );
    case 'undone':
    case 'cancelled':
      return (
        <Alert
          type="info"
          role="status"
          showIcon
          className="notice"
          title={t(`imports.${batch.state}Text`)}
          action={<Link to="/imports">{t('imports.toImports')}</Link>}
        />
      );
    case 'failed':
      return (
        <Alert
          type="error"
          role="alert"
          showIcon
          className="notice"
          title={batch.problem?.[language] ?? t('imports.failedText')}
          action={<Link to="/imports">{t('imports.toImports')}</Link>}
        />
      );
  }
}

/** The sender's own workbook to be given back: the rows to be corrected, all rows, or the platform's list answered. */
function SheetsBack({ batch }: { readonly batch: ImportBatch }) {
  const { t } = useTranslation();
  if (!batch.hasFile) return null;
  const params = { importId: batch.id };
  const { bad, unidentified, waiting, warnings } = batch.counts;
  const offered = [
    ...(batch.kind === 'suspected' && batch.state === 'confirmed' ? (['results'] as const) : []),
    ...(bad + unidentified + waiting > 0 ? (['errors'] as const) : []),
    ...(bad + unidentified + warnings > 0 ? (['all'] as const) : []),
  ];
  if (offered.length === 0) return null;
  return (
    <section className="notice-box" aria-label={t('imports.sheetsBack.title')}>
      <p>{t(offered[0] === 'results' ? 'imports.sheetsBack.resultsHint' : 'imports.sheetsBack.errorsHint')}</p>
      <p className="filters">
        {offered.map((what) => (
          <a key={what} className="button-link" href={urlOf(returnSheet, { params, query: { what } })} download>
            {t(`imports.sheetsBack.${what}`)}
          </a>
        ))}
      </p>
    </section>
  );
}
