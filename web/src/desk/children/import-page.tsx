import {
  cancelImport,
  confirmImport,
  getImport,
  type ImportBatch,
  undoImport,
} from '@quanxue/domain/children/operations.ts';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, App, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
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
      lead={batch.data?.fileName}
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
          {batch.state === 'reading' ? (
            <Button loading={cancel.isPending} onClick={() => cancel.mutate({ params })}>
              {t('imports.cancel')}
            </Button>
          ) : (
            <p className="hint">{t('imports.committingHint')}</p>
          )}
          {problems}
        </section>
      );
    case 'mapping':
    case 'preview':
      return (
        <>
          <ImportMapping batch={batch} />
          {batch.state === 'preview' ? (
            <>
              <ImportPreview batch={batch} />
              <div className="form-actions sticky">
                <Button
                  type="primary"
                  disabled={writes === 0 && counts.gone === 0}
                  loading={confirm.isPending}
                  onClick={() => confirm.mutate({ params })}
                >
                  {t('imports.confirm', { added: counts.added, changed: counts.changed })}
                </Button>
                <Button loading={cancel.isPending} onClick={() => cancel.mutate({ params })}>
                  {t('imports.cancel')}
                </Button>
                <span className="hint">
                  {writes === 0 ? t('imports.nothingToWrite') : t('imports.confirmHint', { bad: counts.bad })}
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
            title={t('imports.done', { added: counts.added, changed: counts.changed })}
            description={
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
