import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import { listAccounts } from '@quanxue/domain/people/operations.ts';
import {
  appointHolder,
  DUTIES,
  DUTY_UNITS,
  type Duty,
  endHolder,
  type HolderRow,
  replaceHolder,
  type Vacancy,
} from '@quanxue/domain/people/posts.ts';
import { getUnitTree, KEEPERS } from '@quanxue/domain/people/units.ts';
import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Input as CallInput } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { useMay, useToday } from '../../basis/session.ts';
import { DayField, Save, UnitChoice, useRequired } from './unit-acts.tsx';

type Appointment = CallInput<typeof appointHolder>['body'];

/** Appoints a person; at a vacant post only the person is asked. */
export function AppointHolder({ vacancy, done }: { readonly vacancy?: Vacancy; readonly done: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const required = useRequired();
  const today = useToday();
  const act = useAct(appointHolder, done);
  const tree = useAnswer(getUnitTree, {}, { enabled: !vacancy });
  const isKeeper = useMay()({ may: KEEPERS });
  const [form] = Form.useForm<Appointment>();
  const chosen: Duty = Form.useWatch('duty', form) ?? (isKeeper ? 'principal' : 'class-teacher');
  const duty = vacancy?.duty ?? chosen;
  const duties = isKeeper ? DUTIES : (['class-teacher'] as const);
  const units = (tree.data?.units ?? []).filter((unit) => DUTY_UNITS[duty].includes(unit.kind));
  return (
    <Form<Appointment>
      form={form}
      layout="vertical"
      initialValues={{ duty, fromOn: vacancy?.since ? addDays(vacancy.since, 1) : today }}
      onFinish={({ phone, ...body }) =>
        act.mutate({
          body: {
            ...body,
            ...(vacancy && { duty: vacancy.duty, unitId: vacancy.unitId }),
            phone: phone?.trim() || null,
          },
        })
      }
    >
      {vacancy ? null : (
        <>
          <Form.Item name="duty" label={t('posts.duty')} rules={required}>
            <Select
              options={duties.map((value) => ({ value, label: labels.term('duty', value) }))}
              onChange={() => form.setFieldValue('unitId', undefined)}
            />
          </Form.Item>
          <Form.Item name="unitId" label={t('posts.unit')} rules={required}>
            <UnitChoice<string> units={units} />
          </Form.Item>
        </>
      )}
      {duty === 'class-teacher' ? (
        <div className="row-fields">
          <Form.Item name="grade" label={t('posts.grade')} rules={required}>
            <InputNumber min={1} max={9} precision={0} />
          </Form.Item>
          <Form.Item name="class" label={t('posts.class')}>
            <Input maxLength={20} />
          </Form.Item>
        </div>
      ) : null}
      <PersonFields />
      <DayField name="fromOn" label={t('posts.fromOn')} />
      <Save act={act} />
    </Form>
  );
}

export function ReplaceHolder({ holder, done }: { readonly holder: HolderRow; readonly done: () => void }) {
  const { t } = useTranslation();
  const today = useToday();
  const act = useAct(replaceHolder, done);
  return (
    <Form<CallInput<typeof replaceHolder>['body']>
      layout="vertical"
      initialValues={{ fromOn: today }}
      onFinish={({ phone, ...body }) =>
        act.mutate({ params: { holderId: holder.id }, body: { ...body, phone: phone?.trim() || null } })
      }
    >
      <p>{t('posts.replaceText', { name: holder.name })}</p>
      <PersonFields />
      <DayField name="fromOn" label={t('posts.fromOn')} />
      <Save act={act} />
    </Form>
  );
}

export function EndHolder({ holder, done }: { readonly holder: HolderRow; readonly done: () => void }) {
  const { t } = useTranslation();
  const today = useToday();
  const act = useAct(endHolder, done);
  return (
    <Form<CallInput<typeof endHolder>['body']>
      layout="vertical"
      initialValues={{ lastDay: today }}
      onFinish={(body) => act.mutate({ params: { holderId: holder.id }, body })}
    >
      <p>{t('posts.endText')}</p>
      <DayField name="lastDay" label={t('posts.lastDay')} />
      <Save act={act} />
    </Form>
  );
}

function PersonFields() {
  const { t } = useTranslation();
  const required = useRequired();
  const mayList = useMay()(listAccounts);
  const accounts = useAnswer(listAccounts, {}, { enabled: mayList });
  return (
    <>
      <Form.Item name="name" label={t('posts.person')} rules={required}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={t('posts.phone')}>
        <Input maxLength={20} autoComplete="off" inputMode="tel" />
      </Form.Item>
      {mayList ? (
        <Form.Item name="accountId" label={t('posts.account')} extra={t('posts.accountHint')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('entry.choose')}
            options={(accounts.data?.accounts ?? []).map((row) => ({
              value: row.id,
              label: `${row.name}（${row.account}）`,
            }))}
          />
        </Form.Item>
      ) : null}
    </>
  );
}
