import type { EntryOf, Step } from '@quanxue/domain/casefile/schema.ts';
import { sendBackApproval } from '@quanxue/domain/cases/approval-operations.ts';
import { recordEntry } from '@quanxue/domain/cases/operations.ts';
import { Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';
import { Concerns, type Waiting } from './approvals-section.tsx';

interface Values {
  readonly decision: 'approved' | 'rejected' | 'sent-back';
  readonly on: string;
  readonly from?: string;
  readonly to?: string;
  readonly comment?: string;
  readonly toStep?: Step;
  readonly reason?: string;
}

interface Props {
  readonly caseId: string;
  readonly waiting: Waiting;
  readonly done: () => void;
}

/** Matters that the county grants for a period. */
const PERIODS: readonly string[] = ['leave', 'deferral'];

/** Approve, reject, or send back with the reason. The id is made once a form: a second press decides nothing twice. */
export function DecisionForm({ caseId, waiting, done }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const today = useToday();
  const [id] = useState(uuidV7);
  const [form] = Form.useForm<Values>();
  const decision = Form.useWatch('decision', form) ?? 'approved';
  const record = useAct(recordEntry, done);
  const sendBack = useAct(sendBackApproval, done);
  const { matter, step, returnTo } = waiting;
  const applies = step === 'guardian';
  const required = [{ required: true, message: t('form.required') }];
  const finish = (values: Values) => {
    if (values.decision === 'sent-back') {
      const body = { matter, step, toStep: values.toStep ?? 'guardian', reason: values.reason ?? '' };
      sendBack.mutate({ params: { caseId, returnId: id }, body });
      return;
    }
    const entry: EntryOf<'approval'> = {
      id,
      kind: 'approval',
      on: values.on,
      matter,
      step,
      decision: applies && values.decision === 'approved' ? 'applied' : values.decision,
      ...(values.from && { from: values.from }),
      ...(values.to && { to: values.to }),
      ...(values.comment?.trim() && { comment: values.comment.trim() }),
    };
    record.mutate({ params: { caseId, entryId: id }, body: entry });
  };
  if (!today) return null;
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ decision: 'approved', on: today, toStep: returnTo.at(-1) }}
      onFinish={finish}
    >
      <Concerns findings={waiting.findings} />
      <Form.Item name="decision" label={t('caseApprovals.decision')} rules={required}>
        <Radio.Group
          options={[
            { value: 'approved', label: t(applies ? 'caseApprovals.apply' : 'caseApprovals.approve') },
            ...(applies ? [] : [{ value: 'rejected', label: t('caseApprovals.reject') }]),
            ...(returnTo.length > 0 ? [{ value: 'sent-back', label: t('caseApprovals.sendBack') }] : []),
          ]}
        />
      </Form.Item>
      {decision === 'sent-back' ? (
        <>
          <Form.Item name="toStep" label={t('caseApprovals.toStep')} rules={required}>
            <Select options={returnTo.map((value) => ({ value, label: labels.term('step', value) }))} />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('caseApprovals.reason')}
            rules={[{ required: true, whitespace: true, message: t('form.required') }]}
          >
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        </>
      ) : (
        <>
          <div className="row-fields">
            <Form.Item name="on" label={t('caseApprovals.on')} rules={required}>
              <DayPicker max={today} />
            </Form.Item>
            {step === 'county' && decision === 'approved' && PERIODS.includes(matter) ? (
              <>
                <Form.Item name="from" label={t('caseApprovals.from')}>
                  <DayPicker />
                </Form.Item>
                <Form.Item name="to" label={t('caseApprovals.to')}>
                  <DayPicker />
                </Form.Item>
              </>
            ) : null}
          </div>
          <Form.Item name="comment" label={t('caseApprovals.comment')}>
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
          <p className="hint">{t('caseApprovals.paper')}</p>
        </>
      )}
      <ProblemNotice error={record.error ?? sendBack.error} />
      <Button type="primary" htmlType="submit" loading={record.isPending || sendBack.isPending}>
        {t('caseApprovals.save')}
      </Button>
    </Form>
  );
}
