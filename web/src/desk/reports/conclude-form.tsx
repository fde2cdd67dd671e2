import { listUnits } from '@quanxue/domain/people/operations.ts';
import { concludeLead, type LeadView } from '@quanxue/domain/reports/operations.ts';
import { LEAD_OUTCOMES, type LeadOutcome, SIDES, stateAfter } from '@quanxue/domain/reports/outcomes.ts';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';
import { uuidV7 } from '../../basis/uuid-v7.ts';

interface Values {
  readonly outcome: LeadOutcome;
  readonly onDay: string;
  readonly why: string;
  readonly schoolId?: string;
  readonly schoolName?: string;
  readonly grade?: number;
}

/** The conclusion, with what it does to the ledger said before it is saved. */
export function ConcludeForm({ lead, close }: { readonly lead: LeadView; readonly close: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const today = useToday();
  const units = useAnswer(listUnits, {});
  const [eventId] = useState(uuidV7);
  const [form] = Form.useForm<Values>();
  const outcome = Form.useWatch('outcome', form);
  const act = useAct(concludeLead, close);
  const missing = SIDES.filter((side) => !lead.answered.includes(side));
  const state = outcome && stateAfter(outcome);
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className="form-page"
      initialValues={{ onDay: today }}
      onFinish={(body) => act.mutate({ params: { leadId: lead.id, eventId }, body })}
    >
      {missing.length > 0 ? (
        <p className="hint">
          {t('lead.missing', { sides: missing.map((side) => labels.term('side', side)).join('、') })}
        </p>
      ) : null}
      <Form.Item name="outcome" label={t('lead.outcome')} rules={[{ required: true, message: t('form.required') }]}>
        <Select options={LEAD_OUTCOMES.map((value) => ({ value, label: labels.term('leadOutcome', value) }))} />
      </Form.Item>
      {outcome && lead.childId ? (
        <p className="hint" aria-live="polite">
          {state === null
            ? t('lead.effectNone')
            : state === 'school'
              ? t('lead.effectSchool')
              : t('lead.effect', { state: labels.term('schooling', state ?? '') })}
          {t('lead.effectReading')}
        </p>
      ) : null}
      {state === 'school' && lead.childId ? (
        <Form.Item name="schoolId" label={t('lead.school')}>
          <UnitSelect units={units.data?.units ?? []} kinds={['school']} allowClear />
        </Form.Item>
      ) : null}
      {state === 'out-of-county' ? (
        <Form.Item name="schoolName" label={t('lead.schoolName')}>
          <Input maxLength={100} />
        </Form.Item>
      ) : null}
      {state === 'school' || state === 'out-of-county' ? (
        <Form.Item name="grade" label={t('lead.grade')}>
          <Select allowClear options={[1, 2, 3, 4, 5, 6, 7, 8, 9].map((value) => ({ value, label: String(value) }))} />
        </Form.Item>
      ) : null}
      <Form.Item
        name="why"
        label={t('lead.why')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      <Form.Item name="onDay" label={t('lead.concludedOn')} rules={[{ required: true, message: t('form.required') }]}>
        <DayPicker {...(today ? { max: today } : {})} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('lead.concludeSave')}
        </Button>
        <Button onClick={close}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}
