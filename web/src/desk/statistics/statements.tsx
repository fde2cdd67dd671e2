import { draftStatement, listStatements, type StatementRow } from '@quanxue/domain/statistics/statement-operations.ts';
import { STATEMENT_KINDS } from '@quanxue/domain/statistics/statement-periods.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useMay, useSession } from '../../basis/session.ts';
import { StatisticsPlaces } from './statistics-places.tsx';

/** What each unit had to send in the last school year, and what it sent. */
export function StatementsPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const search = useSearch({ from: '/desk/statements' });
  const navigate = useNavigate();
  const list = useAnswer(listStatements, { query: search }, { keep: true });
  return (
    <Page title={t('statements.title')} lead={t('statements.lead')}>
      <StatisticsPlaces />
      <div className="filters">
        <Select
          allowClear
          className="filter"
          placeholder={t('statements.kind')}
          aria-label={t('statements.kind')}
          value={search.kind ?? null}
          options={STATEMENT_KINDS.map((value) => ({ value, label: labels.term('statementKind', value) }))}
          onChange={(kind) => void navigate({ to: '/statements', search: { ...search, kind: kind ?? undefined } })}
        />
        <Button
          aria-pressed={search.state === 'due'}
          type={search.state === 'due' ? 'primary' : 'default'}
          onClick={() =>
            void navigate({
              to: '/statements',
              search: { ...search, state: search.state === 'due' ? undefined : 'due' },
            })
          }
        >
          {t('statements.dueOnly')}
        </Button>
      </div>
      <Answered of={list}>
        {({ statements }) => (
          <DataTable
            caption={t('statements.title')}
            rows={statements}
            rowKey={(row) => `${row.unitId} ${row.kind} ${row.period}`}
            empty={t('statements.empty')}
            columns={[
              {
                key: 'period',
                title: t('statements.period'),
                head: true,
                cell: (row) => `${row.period}（${row.from} – ${row.to}）`,
              },
              { key: 'kind', title: t('statements.kind'), cell: (row) => labels.term('statementKind', row.kind) },
              { key: 'unit', title: t('statements.unit'), cell: (row) => row.unit },
              {
                key: 'state',
                title: t('statements.state'),
                cell: (row) => (
                  <span className={row.state === 'due' ? 'alarming' : undefined}>
                    {t(`statements.states.${row.state}`)}
                    {row.corrections > 0 ? `（${t('statements.corrected', { n: row.corrections })}）` : ''}
                  </span>
                ),
              },
              {
                key: 'sent',
                title: t('statements.sent'),
                cell: (row) => (row.sentAt ? `${shanghaiTime(row.sentAt)} ${row.sentBy ?? ''}` : ''),
              },
              { key: 'act', title: t('statements.act'), cell: (row) => <NextStep row={row} /> },
            ]}
          />
        )}
      </Answered>
    </Page>
  );
}

function NextStep({ row }: { readonly row: StatementRow }) {
  const { t } = useTranslation();
  const may = useMay();
  const session = useSession();
  const navigate = useNavigate();
  const draft = useAct(draftStatement, ({ id }) =>
    navigate({ to: '/statements/$statementId', params: { statementId: id } }),
  );
  if (row.statementId) {
    return (
      <Link to="/statements/$statementId" params={{ statementId: row.statementId }}>
        {t(row.state === 'draft' ? 'statements.goOn' : 'statements.open')}
      </Link>
    );
  }
  if (!may(draftStatement) || !session?.posts.some((post) => post.unitId === row.unitId)) return null;
  return (
    <>
      <Button
        size="small"
        loading={draft.isPending}
        onClick={() => draft.mutate({ body: { kind: row.kind, unitId: row.unitId, period: row.period } })}
      >
        {t('statements.draft')}
      </Button>
      {draft.error ? <ProblemNotice error={draft.error} /> : null}
    </>
  );
}
