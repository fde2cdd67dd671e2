import {
  downloadStatement,
  draftStatement,
  dropStatement,
  getStatement,
  printStatement,
  reviseStatement,
  type Statement,
  sendStatement,
} from '@quanxue/domain/statistics/statement-operations.ts';
import { TABLE_TITLES } from '@quanxue/domain/statistics/tables.ts';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { urlOf } from '../../basis/call.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { useSay } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useMay, useSession, useToday } from '../../basis/session.ts';
import { RateList, StepList } from './figures.tsx';
import { StatementChanges } from './statement-changes.tsx';
import { StatisticsPlaces } from './statistics-places.tsx';
import { TableSheet } from './table-sheet.tsx';

/** One statement: a draft to be completed and sent, or what was sent with what has changed since. */
export function StatementPage() {
  const { statementId } = useParams({ from: '/desk/statements/$statementId' });
  const { t } = useTranslation();
  const labels = useLabels();
  const statement = useAnswer(getStatement, { params: { statementId } }, { keep: true });
  const shown = statement.data;
  return (
    <Page
      title={shown ? `${shown.unit} ${labels.term('statementKind', shown.kind)} ${shown.period}` : t('statements.one')}
      lead={shown ? t('statements.about', { from: shown.from, to: shown.to, day: shown.asOf }) : undefined}
      actions={
        <span className="page-actions no-print">
          <a className="button-link" href={urlOf(downloadStatement, { params: { statementId } })} download>
            {t('tables.download')}
          </a>
          <a
            className="button-link"
            href={urlOf(printStatement, { params: { statementId } })}
            target="_blank"
            rel="noreferrer"
          >
            {t('tables.print')}
          </a>
        </span>
      }
    >
      <StatisticsPlaces />
      <Answered of={statement}>{(answer) => <Whole key={answer.id} statement={answer} />}</Answered>
    </Page>
  );
}

function Whole({ statement }: { readonly statement: Statement }) {
  const { t } = useTranslation();
  const say = useSay();
  const session = useSession();
  const own = session?.posts.some((post) => post.unitId === statement.unitId) ?? false;
  return (
    <>
      {statement.state === 'draft' ? (
        <Draft statement={statement} own={own} />
      ) : (
        <SentWords statement={statement} own={own} />
      )}
      <h2>{t('overview.rates')}</h2>
      <RateList rates={statement.content.rates} />
      <h2>{t('statements.steps', { from: statement.from, day: statement.asOf })}</h2>
      <StepList steps={statement.content.steps} />
      {statement.content.tables.map((table) => (
        <section key={table.table}>
          <h2>{say(TABLE_TITLES[table.table])}</h2>
          <TableSheet table={table} caption={say(TABLE_TITLES[table.table])} />
        </section>
      ))}
      {own && statement.state === 'sent' ? <StatementChanges statement={statement} /> : null}
      {own && statement.state === 'draft' && statement.previous ? (
        <p>
          <Link to="/statements/$statementId" params={{ statementId: statement.previous }}>
            {t('statements.previous')}
          </Link>
        </p>
      ) : null}
    </>
  );
}

function Draft({ statement, own }: { readonly statement: Statement; readonly own: boolean }) {
  const { t } = useTranslation();
  const may = useMay();
  const today = useToday();
  const navigate = useNavigate();
  const [remark, setRemark] = useState(statement.remark);
  const params = { statementId: statement.id };
  const revise = useAct(reviseStatement);
  const send = useAct(sendStatement);
  const drop = useAct(dropStatement, () => navigate({ to: '/statements' }));
  const last = today && today < statement.to ? today : statement.to;
  if (!own || !may(draftStatement)) return <p className="hint">{t('statements.draftOfOthers')}</p>;
  return (
    <div className="form-page no-print">
      <p>{t('statements.draftHint')}</p>
      {statement.correction ? <p>{t('statements.correction', { why: statement.correction })}</p> : null}
      <p>
        {t('tables.asOf')}{' '}
        <DayPicker
          value={statement.asOf}
          label={t('tables.asOf')}
          max={last}
          onChange={(asOf) => asOf && revise.mutate({ params, body: { asOf, remark } })}
        />
      </p>
      <Input.TextArea
        aria-label={t('statements.remark')}
        placeholder={t('statements.remark')}
        value={remark}
        maxLength={2000}
        autoSize={{ minRows: 2 }}
        onChange={(event) => setRemark(event.target.value)}
        onBlur={() => remark !== statement.remark && revise.mutate({ params, body: { asOf: statement.asOf, remark } })}
      />
      <div className="form-actions">
        {may(sendStatement) ? (
          <Popconfirm
            title={t('statements.sendSure')}
            okText={t('statements.send')}
            cancelText={t('common.cancel')}
            onConfirm={() => send.mutate({ params })}
          >
            <Button type="primary" loading={send.isPending} disabled={revise.isPending}>
              {t('statements.send')}
            </Button>
          </Popconfirm>
        ) : (
          <span className="hint">{t('statements.sendByOthers')}</span>
        )}
        <Button onClick={() => drop.mutate({ params })} loading={drop.isPending}>
          {t('statements.drop')}
        </Button>
      </div>
      {[revise.error, send.error, drop.error].map((error) =>
        error ? <ProblemNotice key={error.message} error={error} /> : null,
      )}
    </div>
  );
}

function SentWords({ statement, own }: { readonly statement: Statement; readonly own: boolean }) {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const [why, setWhy] = useState('');
  const correct = useAct(draftStatement, ({ id }) =>
    navigate({ to: '/statements/$statementId', params: { statementId: id } }),
  );
  return (
    <>
      <p>
        {t('statements.sentBy', { at: shanghaiTime(statement.sentAt ?? ''), by: statement.sentBy ?? '' })}{' '}
        {statement.intact ? null : <span className="alarming">{t('statements.broken')}</span>}
      </p>
      <p className="hint">SHA-256 {statement.sha256}</p>
      {statement.remark ? <p>{statement.remark}</p> : null}
      {statement.supersedes ? (
        <p>
          {t('statements.correction', { why: statement.correction ?? '' })}{' '}
          <Link to="/statements/$statementId" params={{ statementId: statement.supersedes }}>
            {t('statements.old')}
          </Link>
        </p>
      ) : null}
      {statement.supersededBy ? (
        <p className="alarming">
          {t('statements.superseded')}{' '}
          <Link to="/statements/$statementId" params={{ statementId: statement.supersededBy }}>
            {t('statements.new')}
          </Link>
        </p>
      ) : null}
      {own && may(draftStatement) && !statement.supersededBy ? (
        <div className="filters no-print">
          <Input
            className="filter-search"
            aria-label={t('statements.why')}
            placeholder={t('statements.why')}
            value={why}
            maxLength={500}
            onChange={(event) => setWhy(event.target.value)}
          />
          <Button
            disabled={why.trim().length < 2}
            loading={correct.isPending}
            onClick={() =>
              correct.mutate({
                body: { kind: statement.kind, unitId: statement.unitId, period: statement.period, correction: why },
              })
            }
          >
            {t('statements.correct')}
          </Button>
          {correct.error ? <ProblemNotice error={correct.error} /> : null}
        </div>
      ) : null}
    </>
  );
}
