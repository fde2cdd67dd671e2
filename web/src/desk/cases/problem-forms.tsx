import { addProblem, CLOSING_HOWS, closeProblem, HAND_KINDS } from '@quanxue/domain/cases/problem-list.ts';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import type { Input as CallInput } from '../../basis/call.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { uuidV7 } from '../../basis/uuid-v7.ts';

interface Props {
  readonly childId: string;
  readonly today: string;
  readonly done: () => void;
}

/** Writes down what neither the ledgers nor a case tell. */
export function AddProblemForm({ childId, today, done }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [problemId] = useState(uuidV7);
  const act = useAct(addProblem, done);
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Form<CallInput<typeof addProblem>['body']>
      layout="vertical"
      initialValues={{ source: 'hand', foundOn: today }}
      onFinish={(body) => act.mutate({ params: { childId, problemId }, body })}
    >
      <div className="row-fields">
        <Form.Item name="kind" label={t('problemList.kind')} rules={required}>
          <Select
            placeholder={t('entry.choose')}
            options={HAND_KINDS.map((value) => ({ value, label: labels.term('problem', value) }))}
          />
        </Form.Item>
        <Form.Item name="source" label={t('problemList.source')} rules={required}>
          <Select
            options={(['hand', 'inspection'] as const).map((value) => ({
              value,
              label: labels.term('problemSource', value),
            }))}
          />
        </Form.Item>
        <Form.Item name="foundOn" label={t('problemList.found')} rules={required}>
          <DayPicker max={today} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={t('problemList.addNote')}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('problemList.add')}
      </Button>
    </Form>
  );
}

/** Closes a problem that was written by hand. */
export function CloseProblemForm({ childId, problemId, today, done }: Props & { readonly problemId: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const act = useAct(closeProblem, done);
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Form<CallInput<typeof closeProblem>['body']>
      layout="vertical"
      initialValues={{ how: 'solved', on: today }}
      onFinish={(body) => act.mutate({ params: { childId, problemId }, body })}
    >
      <div className="row-fields">
        <Form.Item name="how" label={t('problemList.how')} rules={required}>
          <Select options={CLOSING_HOWS.map((value) => ({ value, label: labels.term('problemClosing', value) }))} />
        </Form.Item>
        <Form.Item name="on" label={t('problemList.on')} rules={required}>
          <DayPicker max={today} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={t('problemList.note')}>
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('problemList.close')}
      </Button>
    </Form>
  );
}
