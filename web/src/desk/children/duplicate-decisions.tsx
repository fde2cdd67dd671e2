import {
  type DuplicateDecision,
  listDuplicateDecisions,
  undoDuplicateDecision,
} from '@quanxue/domain/children/duplicate-operations.ts';
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

/** What was decided of pairs of children; each decision can be taken back. */
export function DuplicateDecisions() {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const [offset, setOffset] = useState(0);
  const decisions = useAnswer(listDuplicateDecisions, { query: { offset, limit: PAGE } }, { keep: true });
  const undo = useAct(undoDuplicateDecision, ({ restored }) => {
    void message.success(t(restored ? 'duplicates.restored' : 'duplicates.asksAgain'));
  });
  const columns: Column<DuplicateDecision>[] = [
    { key: 'at', title: t('matches.at'), width: '10em', cell: (each) => shanghaiTime(each.at) },
    {
      key: 'children',
      title: t('duplicates.children'),
      head: true,
      cell: (each) =>
        each.children.map(({ childId, name }, index) => (
          <span key={childId}>
            {index > 0 ? '、' : ''}
            <Link to="/children/$childId" params={{ childId }}>
              {name}
            </Link>
            {childId === each.goneId ? t('duplicates.gone') : null}
          </span>
        )),
    },
    { key: 'decision', title: t('matches.decision'), cell: (each) => t(`matches.decisions.${each.decision}`) },
    { key: 'by', title: t('matches.by'), cell: (each) => `${each.by}（${each.unit}）` },
    {
      key: 'undo',
      title: t('matches.undo'),
      cell: (each) =>
        each.undone ? (
          t('matches.undoneBy', { by: each.undone.by, on: shanghaiTime(each.undone.at) })
        ) : (
          <Button
            size="small"
            onClick={() =>
              modal.confirm({
                title: t('duplicates.undoAsk'),
                content: t(each.decision === 'same' ? 'duplicates.undoSame' : 'duplicates.undoApart'),
                okText: t('matches.undo'),
                cancelText: t('common.back'),
                onOk: () => undo.mutate({ params: { decisionId: each.decisionId } }),
              })
            }
          >
            {t('matches.undo')}
          </Button>
        ),
    },
  ];
  return (
    <section aria-label={t('duplicates.decided')}>
      <h2>{t('duplicates.decided')}</h2>
      <ProblemNotice error={undo.error} />
      <Answered of={decisions}>
        {(answer) => (
          <DataTable
            caption={t('duplicates.decided')}
            columns={columns}
            rows={answer.decisions}
            rowKey={(each) => each.decisionId}
            empty={t('matches.noneDecided')}
            paging={{ total: answer.total, offset, limit: PAGE, go: setOffset }}
          />
        )}
      </Answered>
    </section>
  );
}
