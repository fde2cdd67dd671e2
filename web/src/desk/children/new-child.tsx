import { addChild } from '@quanxue/domain/children/ledger-operations.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { type Answer, CallError } from '../../basis/call.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { useLanguage } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';
import { GuardianFields, type GuardianValues, guardiansOf } from './guardian-fields.tsx';

interface Values {
  readonly name: string;
  readonly idKind: 'card' | 'other' | 'none';
  readonly citizenId?: string;
  readonly otherDocument?: { kind: string; number: string };
  readonly birthDate?: string;
  readonly sex?: 'male' | 'female';
  readonly ethnicity?: string;
  readonly registeredUnitId?: string;
  readonly residenceUnitId?: string;
  readonly group?: string;
  readonly address?: string;
  readonly guardians?: readonly GuardianValues[];
  readonly another?: string;
}

/** A child that no list has brought. */
export function NewChildPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const language = useLanguage();
  const today = useToday();
  const units = useAnswer(listUnits, {});
  const [form] = Form.useForm<Values>();
  const [done, setDone] = useState<Answer<typeof addChild>>();
  const act = useAct(addChild, (answer) => {
    setDone(answer);
    form.resetFields();
    window.scrollTo({ top: 0 });
  });
  const idKind = Form.useWatch('idKind', form) ?? 'card';
  const problem = act.error instanceof CallError ? act.error.problem : undefined;
  const other = problem?.values?.childId;
  const alike = problem?.type === 'child-alike';
  const required = [{ required: true, whitespace: true, message: t('form.required') }];
  return (
    <Page title={t('childForm.newTitle')} lead={t('childForm.newLead')}>
      {done ? (
        <Alert
          type={done.notes.length > 0 ? 'warning' : 'success'}
          role="status"
          className="notice"
          showIcon
          title={
            <>
              {done.notes.length > 0 ? t('childForm.notes') : t('ledger.saved')}{' '}
              <Link to="/children/$childId" params={{ childId: done.id }}>
                {t('childForm.toChild')}
              </Link>
            </>
          }
          description={done.notes.map((note) => note[language]).join(' ') || undefined}
        />
      ) : null}
      <Form<Values>
        form={form}
        layout="vertical"
        style={{ maxWidth: 760 }}
        initialValues={{ idKind: 'card' }}
        onFinish={({ idKind: kind, citizenId, otherDocument, guardians, ...rest }) =>
          act.mutate({
            body: {
              ...rest,
              ...(kind === 'card' && citizenId ? { citizenId } : {}),
              ...(kind === 'other' && otherDocument ? { otherDocument } : {}),
              guardians: guardiansOf(guardians?.filter((each) => each?.name)),
            },
          })
        }
      >
        <fieldset className="group">
          <legend>{t('childForm.who')}</legend>
          <Form.Item name="name" label={t('child.name')} rules={required}>
            <Input maxLength={60} autoComplete="off" autoFocus />
          </Form.Item>
          <Form.Item name="idKind" label={t('childForm.idKind')}>
            <Radio.Group
              options={(['card', 'other', 'none'] as const).map((value) => ({ value, label: t(`childForm.${value}`) }))}
            />
          </Form.Item>
          {idKind === 'card' ? (
            <Form.Item
              name="citizenId"
              label={t('childForm.citizenId')}
              extra={t('childForm.citizenIdHint')}
              rules={required}
            >
              <Input maxLength={24} autoComplete="off" spellCheck={false} />
            </Form.Item>
          ) : null}
          {idKind === 'other' ? (
            <div className="row-fields">
              <Form.Item name={['otherDocument', 'kind']} label={t('childForm.otherKind')} rules={required}>
                <Input maxLength={40} autoComplete="off" />
              </Form.Item>
              <Form.Item name={['otherDocument', 'number']} label={t('childForm.otherNumber')} rules={required}>
                <Input maxLength={40} autoComplete="off" spellCheck={false} />
              </Form.Item>
            </div>
          ) : null}
          <div className="row-fields">
            <Form.Item
              name="birthDate"
              label={t('child.birth')}
              extra={idKind === 'card' ? t('childForm.birthHint') : undefined}
              rules={idKind === 'card' ? [] : [{ required: true, message: t('form.required') }]}
            >
              <DayPicker {...(today ? { max: today } : {})} />
            </Form.Item>
            <Form.Item name="sex" label={t('child.sex')} extra={idKind === 'card' ? t('childForm.sexHint') : undefined}>
              <Select
                allowClear
                placeholder={t('entry.choose')}
                options={(['male', 'female'] as const).map((value) => ({ value, label: labels.term('sex', value) }))}
              />
            </Form.Item>
            <Form.Item name="ethnicity" label={t('child.ethnicity')}>
              <Input maxLength={20} autoComplete="off" />
            </Form.Item>
          </div>
        </fieldset>
        <fieldset className="group">
          <legend>{t('childForm.places')}</legend>
          <div className="row-fields">
            <Form.Item name="registeredUnitId" label={t('child.registered')}>
              <UnitSelect units={units.data?.units ?? []} kinds={['village', 'group', 'grid']} allowClear />
            </Form.Item>
            <Form.Item name="residenceUnitId" label={t('child.residence')}>
              <UnitSelect units={units.data?.units ?? []} kinds={['village', 'group', 'grid']} allowClear />
            </Form.Item>
          </div>
          <div className="row-fields">
            <Form.Item name="group" label={t('childForm.group')}>
              <Input maxLength={40} autoComplete="off" />
            </Form.Item>
            <Form.Item name="address" label={t('child.address')}>
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
          </div>
        </fieldset>
        <GuardianFields />
        {alike ? (
          <Form.Item name="another" label={t('childForm.another')} extra={t('childForm.anotherHint')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        ) : null}
        <ProblemNotice error={act.error} />
        {typeof other === 'string' ? (
          <p>
            <Link to="/children/$childId" params={{ childId: other }}>
              {t('childForm.openOther')}
            </Link>
          </p>
        ) : null}
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('childForm.save')}
        </Button>
      </Form>
    </Page>
  );
}
