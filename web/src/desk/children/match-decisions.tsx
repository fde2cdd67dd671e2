import { listMatchDecisions, type MatchAct, undoMatchDecision } from '@quanxue/domain/children/match-operations.ts';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { shanghaiTime } from '../../basis/instant.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';

const PAGE = 50;

/** What was decided and is remembered for the next list; each can be taken back. */
export function MatchDecisions({ importId }: { readonly importId: string | undefined }) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const [offset, setOffset] = useState(0);
  const decisions = useAnswer(
    listMatchDecisions,
    { query: { ...(importId && { importId }), offset, limit: PAGE } },
    { keep: true },
  );
  const undo = useAct(undoMatchDecision, ({ waitsAgain }) => {
    void message.success(t(waitsAgain ? 'matches.waitsAgain' : 'matches.asksAgain'));
  });
  const columns: Column<MatchAct>[] = [
    { key: 'at', title: t('matches.at'), width: '10em', cell: (act) => shanghaiTime(act.at) },
    { key: 'name', title: t('matches.row'), head: true, cell: (act) => act.name || '—' },
    { key: 'decision', title: t('matches.decision'), cell: (act) => t(`matches.decisions.${act.decision}`) },
    {
      key: 'children',
      title: t('matches.child'),
      cell: (act) =>
        act.children.map(({ childId, name }, index) => (
          <span key={childId}>
            {index > 0 ? '、' : ''}
            <Link to="/children/$childId" params={{ childId }}>
              {name}
            </Link>
          </span>
        )),
    },
    {
      key: 'file',
      title: t('matches.list'),
      cell: (act) => (
        <Link to="/imports/$importId" params={{ importId: act.importId }}>
          {t('matches.fileRow', { file: act.fileName, row: act.row })}
        </Link>
      ),
    },
    { key: 'by', title: t('matches.by'), cell: (act) => `${act.by}（${act.unit}）` },
    {
      key: 'undo',
      title: t('matches.undo'),
      cell: (act) =>
        act.undone ? (
          <>
            {t('matches.undoneBy', { by: act.undone.by, on: shanghaiTime(act.undone.at) })}
            {act.written ? <StillWritten act={act} written={act.written} /> : null}
          </>
        ) : (
          <Button
            size="small"
            onClick={() =>
              modal.confirm({
                title: t('matches.undoAsk', { name: act.name }),
                content: t(
                  act.preview
                    ? 'matches.undoWaits'
                    : act.written
                      ? `matches.undoStays.${act.written.as}`
                      : 'matches.undoAsks',
                  {
                    name: act.written?.name ?? '',
                  },
                ),
                okText: t('matches.undo'),
                cancelText: t('common.back'),
                onOk: () => undo.mutate({ params: { actId: act.actId } }),
              })
            }
          >
            {t('matches.undo')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <ProblemNotice error={undo.error} />
      <Answered of={decisions}>
        {(answer) => (
          <DataTable
            caption={t('matches.decided')}
            columns={columns}
            rows={answer.decisions}
            rowKey={(act) => act.actId}
            empty={t('matches.noneDecided')}
            paging={{ total: answer.total, offset, limit: PAGE, go: setOffset }}
          />
        )}
      </Answered>
    </>
  );
}

/** A decision is taken back, and what the list wrote by it is not: says what there is, and leads to where it is put right. */
function StillWritten({
  act,
  written,
}: {
  readonly act: MatchAct;
  readonly written: NonNullable<MatchAct['written']>;
}) {
  const { t } = useTranslation();
  const { childId, name } = written;
  return (
    <p className="hint">
      {t(`matches.stillWritten.${written.as}`, { name })}{' '}
      {written.as === 'changed' ? (
        <Link to="/children/$childId" params={{ childId }}>
          {t('matches.correctChild', { name })}
        </Link>
      ) : (
        <Link to="/matches" search={{ show: 'duplicates' }}>
          {t('matches.mergeChild', { name })}
        </Link>
      )}
      {t('matches.or')}
      <Link to="/imports/$importId" params={{ importId: act.importId }}>
        {t('matches.undoList', { file: act.fileName })}
      </Link>
    </p>
  );
}
