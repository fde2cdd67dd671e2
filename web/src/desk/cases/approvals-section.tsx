import {
  type CaseApprovals,
  getCaseApprovals,
  withdrawApplication,
} from '@quanxue/domain/cases/approval-operations.ts';
import { Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { StatusWord } from '../../basis/entry/status-word.tsx';
import { useLanguage } from '../../basis/language.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { uuidV7 } from '../../basis/uuid-v7.ts';
import { ClosureCheck } from './closure-check.tsx';
import { DecisionForm } from './decision-form.tsx';

export type Waiting = CaseApprovals['waiting'][number];

/** Whose turn it is in this case, with the form for whoever's it is: the facts, papers and findings stand around it. */
export function ApprovalsSection({ caseId }: { readonly caseId: string }) {
  const approvals = useAnswer(getCaseApprovals, { params: { caseId } });
  return <Answered of={approvals}>{(answer) => <Approvals caseId={caseId} answer={answer} />}</Answered>;
}

function Approvals({ caseId, answer }: { readonly caseId: string; readonly answer: CaseApprovals }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [deciding, setDeciding] = useState<Waiting>();
  const [withdrawing, setWithdrawing] = useState<Waiting>();
  const { waiting, returns, withdrawals, closures } = answer;
  if (waiting.length + returns.length + withdrawals.length + closures.length === 0) return null;
  return (
    <section className="approvals" aria-labelledby="approvals-title">
      <h2 id="approvals-title">{t('caseApprovals.title')}</h2>
      {waiting.map((each) => (
        <WaitingLine
          key={`${each.matter}.${each.step}`}
          each={each}
          answer={answer}
          decide={() => setDeciding(each)}
          withdraw={() => setWithdrawing(each)}
        />
      ))}
      {closures.map((proposal) => (
        <ClosureCheck key={proposal.id} caseId={caseId} proposal={proposal} />
      ))}
      {returns.length + withdrawals.length > 0 ? (
        <details>
          <summary>{t('caseApprovals.history')}</summary>
          <ul>
            {returns.map((note) => (
              <li key={note.id}>
                {t('caseApprovals.returned', {
                  ...note,
                  matter: labels.term('matter', note.matter),
                  step: labels.term('step', note.toStep),
                })}
              </li>
            ))}
            {withdrawals.map((note) => (
              <li key={note.id}>
                {t('caseApprovals.withdrawn', { ...note, matter: labels.term('matter', note.matter) })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Drawer
        open={deciding !== undefined}
        onClose={() => setDeciding(undefined)}
        size={560}
        destroyOnHidden
        title={
          deciding
            ? t('caseApprovals.decideOf', {
                matter: labels.term('matter', deciding.matter),
                step: labels.term('step', deciding.step),
              })
            : ''
        }
      >
        {deciding ? <DecisionForm caseId={caseId} waiting={deciding} done={() => setDeciding(undefined)} /> : null}
      </Drawer>
      <Drawer
        open={withdrawing !== undefined}
        onClose={() => setWithdrawing(undefined)}
        size={480}
        destroyOnHidden
        title={t('caseApprovals.withdraw')}
      >
        {withdrawing ? (
          <WithdrawForm caseId={caseId} matter={withdrawing.matter} done={() => setWithdrawing(undefined)} />
        ) : null}
      </Drawer>
    </section>
  );
}

interface LineProps {
  readonly each: Waiting;
  readonly answer: CaseApprovals;
  readonly decide: () => void;
  readonly withdraw: () => void;
}

function WaitingLine({ each, answer, decide, withdraw }: LineProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const language = useLanguage();
  const note = answer.returns.find((back) => back.id === each.sentBack);
  return (
    <div>
      <p>
        <b>
          {t('caseApprovals.waits', {
            matter: labels.term('matter', each.matter),
            step: labels.term('step', each.step),
            since: each.since,
          })}
        </b>{' '}
        <span className="hint">
          {t('caseApprovals.who', { roles: each.roles.map((role) => labels.term('role', role)).join('、') })} ·{' '}
          <cite>{each.citation[language]}</cite>
          {each.ours ? ` · ${t('caseApprovals.ours')}` : ''}
          {each.onBehalfOf ? ` · ${t('approvals.onBehalfOf', { who: each.onBehalfOf })}` : ''}
        </span>
      </p>
      {note ? <p className="alarming">{t('approvals.sentBack', { ...note })}</p> : null}
      {each.own ? <p>{t('approvals.own')}</p> : null}
      {each.mayDecide ? <Concerns findings={each.findings} /> : null}
      <p className="no-print">
        {each.mayDecide && !each.own ? (
          <Button type="primary" onClick={decide}>
            {t('caseApprovals.decide')}
          </Button>
        ) : null}{' '}
        {each.mayWithdraw ? <Button onClick={withdraw}>{t('caseApprovals.withdraw')}</Button> : null}
      </p>
    </div>
  );
}

/** What an approver has to know before deciding. */
export function Concerns({ findings }: { readonly findings: Waiting['findings'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (findings.length === 0) return <p className="hint">{t('caseApprovals.nothing')}</p>;
  return (
    <ul aria-label={t('caseApprovals.findings')}>
      {findings.map((finding) => (
        <li key={finding.id}>
          <StatusWord status={finding.status} /> {finding.message[language]} <cite>{finding.citation[language]}</cite>
        </li>
      ))}
    </ul>
  );
}

interface WithdrawProps {
  readonly caseId: string;
  readonly matter: Waiting['matter'];
  readonly done: () => void;
}

function WithdrawForm({ caseId, matter, done }: WithdrawProps) {
  const { t } = useTranslation();
  const [withdrawalId] = useState(uuidV7);
  const act = useAct(withdrawApplication, done);
  return (
    <Form<{ reason: string }>
      layout="vertical"
      onFinish={({ reason }) => act.mutate({ params: { caseId, withdrawalId }, body: { matter, reason } })}
    >
      <Form.Item
        name="reason"
        label={t('caseApprovals.withdrawReason')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('caseApprovals.withdraw')}
      </Button>
    </Form>
  );
}
