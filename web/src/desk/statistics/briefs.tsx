import { draftBrief, listBriefs } from '@quanxue/domain/statistics/brief-operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { shanghaiTime } from '../../basis/instant.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';

type Row = Answer<typeof listBriefs>['briefs'][number];

/** Briefs of the own office and those that were sent to it; where a new one begins. */
export function BriefsPage() {
  const { t } = useTranslation();
  const briefs = useAnswer(listBriefs, {});
  const columns: readonly Column<Row>[] = [
    {
      key: 'title',
      title: t('briefs.name'),
      head: true,
      cell: (row) => (
        <Link to="/briefs/$briefId" params={{ briefId: row.id }}>
          {row.title}
        </Link>
      ),
    },
    { key: 'kind', title: t('briefs.kind'), cell: (row) => t(`briefs.kinds.${row.kind}`) },
    { key: 'unit', title: t('briefs.unit'), cell: (row) => row.unit },
    {
      key: 'state',
      title: t('briefs.state'),
      cell: (row) =>
        row.own || row.state === 'draft' ? (
          t(`briefs.states.${row.state}`)
        ) : row.readAt ? (
          t('briefs.received')
        ) : (
          <b>{t('briefs.unread')}</b>
        ),
    },
    { key: 'when', title: t('briefs.when'), cell: (row) => shanghaiTime(row.sentAt ?? row.draftedAt) },
    {
      key: 'read',
      title: t('briefs.read'),
      number: true,
      cell: (row) => (row.state === 'sent' ? `${row.readPosts}/${row.posts}` : ''),
    },
  ];
  return (
    <Page title={t('briefs.title')} lead={t('briefs.lead')}>
      <NewBrief />
      <Answered of={briefs}>
        {(answer) => (
          <DataTable
            caption={t('briefs.title')}
            columns={columns}
            rows={answer.briefs}
            rowKey={(row) => row.id}
            empty={t('briefs.none')}
          />
        )}
      </Answered>
      <p className="hint">{t('briefs.ours')}</p>
    </Page>
  );
}

function NewBrief() {
  const { t } = useTranslation();
  const { leadId, caseId } = useSearch({ from: '/desk/briefs' });
  const navigate = useNavigate();
  const today = useToday();
  const [chosen, setMonth] = useState('');
  const month = chosen || today?.slice(0, 7) || '';
  const draft = useAct(draftBrief, ({ id }) => navigate({ to: '/briefs/$briefId', params: { briefId: id } }));
  const event = leadId
    ? ({ kind: 'event', leadId } as const)
    : caseId
      ? ({ kind: 'event-of-case', caseId } as const)
      : undefined;
  return (
    <div className="no-print">
      {event ? (
        <p>
          {t('briefs.eventHint')}{' '}
          <Button type="primary" loading={draft.isPending} onClick={() => draft.mutate({ body: event })}>
            {t('briefs.draftEvent')}
          </Button>
        </p>
      ) : null}
      <p className="filters">
        <label>
          {t('briefs.month')}{' '}
          <input
            type="month"
            value={month}
            max={today?.slice(0, 7)}
            onChange={(change) => setMonth(change.target.value)}
          />
        </label>
        <Button
          disabled={month === ''}
          loading={draft.isPending}
          onClick={() => draft.mutate({ body: { kind: 'monthly', month } })}
        >
          {t('briefs.draftMonth')}
        </Button>
      </p>
      {draft.error ? <ProblemNotice error={draft.error} /> : null}
    </div>
  );
}
