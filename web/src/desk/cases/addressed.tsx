import { type AddressedReferral, answerReferral, listAddressedReferrals } from '@quanxue/domain/cases/joint-control.ts';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';
import { AnswerLine, ReferralStateWord } from './referral-words.tsx';

const KINDS = ['accepted', 'done', 'cannot', 'question'] as const;

/** All that an office of joint control sees: what it was asked, by when, by whom. */
export function AddressedPage() {
  const { t } = useTranslation();
  const list = useAnswer(listAddressedReferrals, {});
  return (
    <Page title={t('addressed.title')} lead={t('addressed.lead')}>
      <Answered of={list}>{({ referrals }) => <Matters referrals={referrals} />}</Answered>
    </Page>
  );
}

function Matters({ referrals }: { readonly referrals: readonly AddressedReferral[] }) {
  const { t } = useTranslation();
  const isOver = ({ state }: AddressedReferral) => state === 'settled' || state === 'ended';
  const [open, over] = [referrals.filter((each) => !isOver(each)), referrals.filter(isOver)];
  if (referrals.length === 0) return <div className="empty">{t('addressed.none')}</div>;
  return (
    <>
      <h2>
        {t('addressed.waiting')} <span className="hint">{open.length}</span>
      </h2>
      {open.length === 0 ? <p className="hint">{t('addressed.none')}</p> : null}
      {open.map((each) => (
        <Matter key={each.id} each={each} />
      ))}
      {over.length > 0 ? (
        <>
          <h2>
            {t('addressed.finished')} <span className="hint">{over.length}</span>
          </h2>
          {over.map((each) => (
            <Matter key={each.id} each={each} />
          ))}
        </>
      ) : null}
    </>
  );
}

function Matter({ each }: { readonly each: AddressedReferral }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [answering, setAnswering] = useState(false);
  const { contact } = each;
  const title = `${each.id}-title`;
  const facts = each.shown.map(({ fact, value }) => [labels.term('shownFact', fact), value] as const);
  return (
    <section className="group" aria-labelledby={title}>
      <h3 id={title}>
        <ReferralStateWord state={each.state} {...(each.state === 'question' && { word: t('addressed.asked') })} />{' '}
        {labels.term('referralSubject', each.subject)}{' '}
        <span className={each.state === 'overdue' ? 'alarming' : 'hint'}>{t('addressed.due', { day: each.due })}</span>
      </h3>
      {each.state === 'ended' ? (
        <p className="hint">{t('addressed.ended')}</p>
      ) : (
        <>
          <p>
            {t('addressed.request')}：{each.request ?? t('addressed.noRequest')}
          </p>
          <dl className="facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
            <div>
              <dt>{t('addressed.from')}</dt>
              <dd>
                {contact.post} {contact.name} {contact.phone ?? ''}
                <div className="hint">{t('addressed.on', { day: each.on })}</div>
              </dd>
            </div>
          </dl>
        </>
      )}
      {each.answers.length > 0 ? (
        <>
          <h4>{t('addressed.answers')}</h4>
          <ul className="plain">
            {each.answers.map((answer) => (
              <li key={answer.id}>
                <AnswerLine answer={answer} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {each.state === 'ended' || each.state === 'settled' ? null : answering ? (
        <AnswerForm referral={each} done={() => setAnswering(false)} />
      ) : (
        <p className="no-print">
          <Button type="primary" onClick={() => setAnswering(true)}>
            {t('addressed.answer')}
          </Button>
        </p>
      )}
    </section>
  );
}

function AnswerForm({ referral, done }: { readonly referral: AddressedReferral; readonly done: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const today = useToday();
  const [answerId] = useState(uuidV7);
  const act = useAct(answerReferral, done);
  const required = [{ required: true, message: t('form.required') }];
  const [form] = Form.useForm();
  const kind = Form.useWatch('kind', form);
  const accepted = referral.answers.some((answer) => answer.kind === 'accepted');
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ kind: accepted ? 'done' : 'accepted', on: today, text: '' }}
      onFinish={(body) => act.mutate({ params: { referralId: referral.id, answerId }, body })}
    >
      <div className="row-fields">
        <Form.Item name="kind" label={t('addressed.kind')} rules={required}>
          <Select options={KINDS.map((value) => ({ value, label: labels.term('referralAnswer', value) }))} />
        </Form.Item>
        <Form.Item name="on" label={t('addressed.day')} rules={required}>
          <DayPicker {...(today && { max: today })} />
        </Form.Item>
      </div>
      <Form.Item
        name="text"
        label={t('addressed.text')}
        extra={t('addressed.textHint')}
        rules={kind === 'accepted' ? [] : required}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('addressed.send')}
      </Button>{' '}
      <Button onClick={done}>{t('common.cancel')}</Button>
    </Form>
  );
}
