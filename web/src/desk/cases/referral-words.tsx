import {
  type ReferralAnswer,
  type ReferralRow,
  replyToOffice,
  takeReferralAnswer,
} from '@quanxue/domain/cases/joint-control.ts';
import type { ReferralState } from '@quanxue/domain/cases/referrals.ts';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useMay } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';

const COLOURS: Readonly<Record<ReferralState | 'ended', string>> = {
  waiting: 'pending',
  accepted: 'pending',
  question: 'missing',
  overdue: 'breach',
  answered: 'missing',
  settled: 'met',
  ended: 'not-applicable',
};

interface StateProps {
  readonly state: ReferralState | 'ended';
  /** Where the office itself reads it. */
  readonly word?: string;
}

export function ReferralStateWord({ state, word }: StateProps) {
  const labels = useLabels();
  return <span className={`status status-${COLOURS[state]}`}>{word ?? labels.term('referralState', state)}</span>;
}

export function AnswerLine({ answer }: { readonly answer: ReferralAnswer }) {
  const labels = useLabels();
  return (
    <>
      {answer.on} {answer.post} {answer.by}：{labels.term('referralAnswer', answer.kind)}
      {answer.text ? `，${answer.text}` : ''}
    </>
  );
}

type Shown = NonNullable<ReferralRow['sent']>['shown'];

export function ShownFacts({ shown }: { readonly shown: Shown }) {
  const labels = useLabels();
  return <>{shown.map(({ fact, value }) => `${labels.term('shownFact', fact)} ${value}`).join('；')}</>;
}

/** What the office sees and said; its result goes into the case by one button, a question is answered beside it. */
export function OfficeWord({ row }: { readonly row: ReferralRow }) {
  const { t } = useTranslation();
  const may = useMay();
  const [entryId, setEntryId] = useState(uuidV7);
  const take = useAct(takeReferralAnswer, () => setEntryId(uuidV7()));
  const [replying, setReplying] = useState(false);
  const { sent, answers } = row;
  if (!sent) return row.result === null ? <div className="hint">{t('referrals.byLetter')}</div> : null;
  return (
    <>
      <div className="hint">
        {t('referrals.seenBy', { unit: sent.unit })}
        {sent.shown.length > 0 ? <ShownFacts shown={sent.shown} /> : t('referrals.nothingShown')}
      </div>
      {answers.length > 0 ? (
        <ul className="plain">
          {answers.map((answer) => (
            <li key={answer.id}>
              <AnswerLine answer={answer} />{' '}
              {row.takenAnswerId === answer.id ? <span className="hint">{t('referrals.taken')}</span> : null}
              {row.result === null &&
              (answer.kind === 'done' || answer.kind === 'cannot') &&
              may(takeReferralAnswer) ? (
                <Button
                  size="small"
                  type="primary"
                  className="no-print"
                  loading={take.isPending}
                  aria-label={t('referrals.takeOf', { name: row.childName })}
                  onClick={() => take.mutate({ params: { referralId: sent.referralId, answerId: answer.id, entryId } })}
                >
                  {t('referrals.take')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <ProblemNotice error={take.error} />
      {answers.at(-1)?.kind === 'question' && may(replyToOffice) ? (
        replying ? (
          <ReplyForm referralId={sent.referralId} done={() => setReplying(false)} />
        ) : (
          <Button size="small" className="no-print" onClick={() => setReplying(true)}>
            {t('referrals.reply')}
          </Button>
        )
      ) : null}
    </>
  );
}

function ReplyForm({ referralId, done }: { readonly referralId: string; readonly done: () => void }) {
  const { t } = useTranslation();
  const [answerId] = useState(uuidV7);
  const act = useAct(replyToOffice, done);
  return (
    <Form<{ text: string }>
      layout="vertical"
      onFinish={({ text }) => act.mutate({ params: { referralId, answerId }, body: { text } })}
    >
      <Form.Item
        name="text"
        label={t('referrals.replyText')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button size="small" type="primary" htmlType="submit" loading={act.isPending}>
        {t('referrals.reply')}
      </Button>
    </Form>
  );
}
