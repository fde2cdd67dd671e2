import { endPairing, type Pairing, pairChild } from '@quanxue/domain/cases/problem-list.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Input as CallInput } from '../../basis/call.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { UnitSelect } from '../../basis/unit-select.tsx';
import { uuidV7 } from '../../basis/uuid-v7.ts';

interface Props {
  readonly childId: string;
  readonly today: string;
  readonly present: Pairing | null;
  readonly done: () => void;
}

type Values = CallInput<typeof pairChild>['body'];

/** Pairs a helper with a child. The id is made once a form, so that a second press pairs nobody twice. */
export function PairingForm({ childId, today, present, done }: Props) {
  const { t } = useTranslation();
  const units = useAnswer(listUnits, {});
  const [pairingId] = useState(uuidV7);
  const act = useAct(pairChild, done);
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Form<Values>
      layout="vertical"
      initialValues={{ on: today }}
      onFinish={(body) => act.mutate({ params: { childId, pairingId }, body })}
    >
      <div className="row-fields">
        <Form.Item
          name="name"
          label={t('problemList.helperName')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('problemList.nameRule') }]}
        >
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="post" label={t('problemList.helperPost')} rules={required}>
          <Input maxLength={40} autoComplete="off" placeholder={t('problemList.helperPostHint')} />
        </Form.Item>
        <Form.Item
          name="phone"
          label={t('problemList.phone')}
          rules={[{ required: true, pattern: /^\s*\+?\d[\d -]{5,18}\d\s*$/, message: t('problemList.phoneRule') }]}
        >
          <Input maxLength={20} autoComplete="off" inputMode="tel" />
        </Form.Item>
      </div>
      <div className="row-fields">
        <Form.Item name="unitId" label={t('problemList.helperUnit')}>
          <UnitSelect units={units.data?.units ?? []} allowClear />
        </Form.Item>
        <Form.Item name="on" label={t('problemList.pairOn')} rules={required}>
          <DayPicker max={today} />
        </Form.Item>
      </div>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {present ? t('problemList.pairAgain') : t('problemList.pair')}
      </Button>
    </Form>
  );
}

type EndValues = CallInput<typeof endPairing>['body'];

/** Ends a pairing without another. */
export function EndPairingForm({
  childId,
  pairing,
  today,
}: {
  readonly childId: string;
  readonly pairing: Pairing;
  readonly today: string;
}) {
  const { t } = useTranslation();
  const act = useAct(endPairing);
  return (
    <Form<EndValues>
      layout="vertical"
      initialValues={{ on: today }}
      onFinish={(body) => act.mutate({ params: { childId, pairingId: pairing.id }, body })}
    >
      <div className="row-fields">
        <Form.Item name="on" label={t('problemList.on')} rules={[{ required: true, message: t('form.required') }]}>
          <DayPicker max={today} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('problemList.endReason')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('problemList.endReasonRule') }]}
        >
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </div>
      <ProblemNotice error={act.error} />
      <Button htmlType="submit" loading={act.isPending}>
        {t('problemList.endPair')}
      </Button>
    </Form>
  );
}
