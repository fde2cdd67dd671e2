import { cancelPaper, type PaperRow, recordService } from '@quanxue/domain/letters/operations.ts';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';

interface Props {
  readonly paper: Pick<PaperRow, 'id' | 'number'>;
  readonly close: () => void;
}

/** The day on the proof of service; with it the paper counts in the case. */
export function RecordServiceForm({ paper, close }: Props) {
  const { t } = useTranslation();
  const today = useToday();
  const [entryId] = useState(uuidV7);
  const act = useAct(recordService, close);
  return (
    <Form<{ servedOn: string; note?: string }>
      layout="vertical"
      className="form-page"
      onFinish={(values) => act.mutate({ params: { paperId: paper.id }, body: { entryId, ...values } })}
    >
      <h3>
        {t('papers.service')}：{paper.number}
      </h3>
      <p className="hint">{t('papers.serviceText')}</p>
      <Form.Item
        name="servedOn"
        label={t('papers.servedDay')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <DayPicker {...(today ? { max: today } : {})} />
      </Form.Item>
      <Form.Item name="note" label={t('papers.serviceNote')}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 1, maxRows: 5 }} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('papers.service')}
        </Button>
        <Button onClick={close}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}

/** Why a paper is cancelled; its number stays. */
export function CancelPaperForm({ paper, close }: Props) {
  const { t } = useTranslation();
  const act = useAct(cancelPaper, close);
  return (
    <Form<{ reason: string }>
      layout="vertical"
      className="form-page"
      onFinish={(body) => act.mutate({ params: { paperId: paper.id }, body })}
    >
      <h3>
        {t('papers.cancel')}：{paper.number}
      </h3>
      <Form.Item
        name="reason"
        label={t('papers.cancelWhy')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('form.required') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <div className="form-actions">
        <Button danger htmlType="submit" loading={act.isPending}>
          {t('papers.cancelDo')}
        </Button>
        <Button onClick={close}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}
