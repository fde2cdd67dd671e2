import { setSchooling } from '@quanxue/domain/children/ledger-operations.ts';
import { type ChildDetail, SCHOOLING_STATES, type SchoolingState } from '@quanxue/domain/children/operations.ts';
import { isEnrolled } from '@quanxue/domain/children/record.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';

interface Values {
  readonly state: SchoolingState;
  readonly fromOn: string;
  readonly schoolId?: string;
  readonly schoolName?: string;
  readonly grade?: number;
  readonly class?: string;
  readonly marks?: ('boarding' | 'regular-class')[];
  readonly untilOn?: string;
  readonly rests: 'paper' | 'reason';
  readonly title?: string;
  readonly number?: string;
  readonly text?: string;
  readonly on: string;
}

/** A suspicion and a dropout are reported, not set: the case file records them. */
const BY_HAND = SCHOOLING_STATES.filter((state) => state !== 'suspected' && state !== 'dropped-out');

/** Where the child learns, from a day on, and what that rests on. */
export function SchoolingForm({ child, done }: { readonly child: ChildDetail; readonly done: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const today = useToday();
  const units = useAnswer(listUnits, {});
  const act = useAct(setSchooling, done);
  const [form] = Form.useForm<Values>();
  const state = Form.useWatch('state', form);
  const rests = Form.useWatch('rests', form) ?? 'paper';
  const required = [{ required: true, message: t('form.required') }];
  const max = today ? { max: today } : {};
  const atSchool = state !== undefined && isEnrolled(state);
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ rests: 'paper', ...(today ? { fromOn: today, on: today } : {}) }}
      onFinish={({ rests: kind, title = '', number, text = '', on, ...line }) =>
        act.mutate({
          params: { childId: child.id },
          body: {
            ...line,
            basis: kind === 'paper' ? { kind, title, number: number?.trim() || null, on } : { kind, text, on },
          },
        })
      }
    >
      <p className="hint">{t('childAct.byCase')}</p>
      <Form.Item name="state" label={t('childAct.state')} rules={required}>
        <Select
          placeholder={t('entry.choose')}
          options={BY_HAND.map((value) => ({ value, label: labels.term('schooling', value) }))}
        />
      </Form.Item>
      <Form.Item name="fromOn" label={t('childAct.fromOn')} rules={required}>
        <DayPicker {...max} />
      </Form.Item>
      {state !== 'out-of-county' ? (
        <Form.Item name="schoolId" label={t('childAct.school')}>
          <UnitSelect units={units.data?.units ?? []} kinds={['school']} allowClear />
        </Form.Item>
      ) : null}
      <Form.Item name="schoolName" label={t('childAct.schoolName')}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <div className="row-fields">
        <Form.Item name="grade" label={t('childAct.grade')}>
          <Select
            allowClear
            placeholder={t('entry.choose')}
            options={[1, 2, 3, 4, 5, 6, 7, 8, 9].map((value) => ({ value, label: String(value) }))}
          />
        </Form.Item>
        <Form.Item name="class" label={t('childAct.class')}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
      </div>
      {atSchool ? (
        <Form.Item name="marks" label={t('childAct.marks')}>
          <Checkbox.Group
            options={[
              { value: 'boarding', label: t('childAct.boarding') },
              { value: 'regular-class', label: t('childAct.regularClass') },
            ]}
          />
        </Form.Item>
      ) : null}
      {state === 'leave' || state === 'deferral' ? (
        <Form.Item name="untilOn" label={t('childAct.until')}>
          <DayPicker />
        </Form.Item>
      ) : null}
      <fieldset className="group">
        <legend>{t('childAct.basis')}</legend>
        <Form.Item name="rests" noStyle>
          <Radio.Group
            aria-label={t('childAct.basis')}
            options={[
              { value: 'paper', label: t('childAct.paper') },
              { value: 'reason', label: t('childAct.byReason') },
            ]}
          />
        </Form.Item>
        {rests === 'paper' ? (
          <>
            <Form.Item name="title" label={t('childAct.paperTitle')} rules={required}>
              <Input maxLength={120} autoComplete="off" />
            </Form.Item>
            <Form.Item name="number" label={t('childAct.paperNumber')}>
              <Input maxLength={80} autoComplete="off" />
            </Form.Item>
          </>
        ) : (
          <Form.Item name="text" label={t('childAct.text')} rules={required}>
            <Input.TextArea maxLength={400} rows={2} />
          </Form.Item>
        )}
        <Form.Item
          name="on"
          label={rests === 'paper' ? t('childAct.paperOn') : t('childAct.reasonOn')}
          rules={required}
        >
          <DayPicker {...max} />
        </Form.Item>
      </fieldset>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('childAct.save')}
      </Button>
    </Form>
  );
}
