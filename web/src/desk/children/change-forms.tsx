import { DISABILITIES } from '@quanxue/domain/casefile/schema.ts';
import { changeChild } from '@quanxue/domain/children/ledger-operations.ts';
import type { ChildDetail } from '@quanxue/domain/children/operations.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { Button, Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Input as CallInput } from '../../basis/call.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';
import { GuardianFields, type GuardianValues, guardiansOf } from './guardian-fields.tsx';

/* The forms that change what is known of a child. Each sends only what differs from what is shown. */

type Body = CallInput<typeof changeChild>['body'];
interface Props {
  readonly child: ChildDetail;
  readonly done: () => void;
}

function Frame<V extends object>(props: {
  readonly child: ChildDetail;
  readonly done: () => void;
  readonly initial: Partial<V>;
  readonly body: (values: V) => Omit<Body, 'reason'>;
  readonly children: ReactNode;
}) {
  const { child, done, initial, body, children } = props;
  const { t } = useTranslation();
  const act = useAct(changeChild, done);
  return (
    <Form<V & { reason: string }>
      layout="vertical"
      initialValues={initial as object}
      onFinish={({ reason, ...values }) =>
        act.mutate({ params: { childId: child.id }, body: { ...body(values as unknown as V), reason } })
      }
    >
      {children}
      <Form.Item
        name="reason"
        label={t('childAct.reason')}
        extra={t('childAct.reasonHint')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('childAct.save')}
      </Button>
    </Form>
  );
}

interface Facts {
  readonly name: string;
  readonly citizenId?: string;
  readonly birthDate: string;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly ethnicity?: string;
  readonly group?: string;
  readonly address?: string;
  readonly guardians: readonly GuardianValues[];
}

export function FactsForm({ child, done }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const today = useToday();
  const initial: Facts = {
    name: child.name,
    birthDate: child.birthDate,
    sex: child.sex,
    ethnicity: child.ethnicity ?? '',
    group: child.group ?? '',
    address: child.address ?? '',
    guardians: child.guardians.map(({ name, relation }, keeps) => ({ name, relation: relation ?? '', keeps })),
  };
  const differs = <K extends keyof Facts>(values: Facts, key: K) =>
    (values[key] ?? '') === (initial[key] ?? '') ? {} : { [key]: values[key] };
  return (
    <Frame<Facts>
      child={child}
      done={done}
      initial={initial}
      body={(values) => ({
        ...differs(values, 'name'),
        ...differs(values, 'birthDate'),
        ...differs(values, 'sex'),
        ...differs(values, 'ethnicity'),
        ...differs(values, 'group'),
        ...differs(values, 'address'),
        ...(values.citizenId?.trim() ? { citizenId: values.citizenId } : {}),
        ...(JSON.stringify(guardiansOf(values.guardians)) === JSON.stringify(guardiansOf(initial.guardians))
          ? {}
          : { guardians: guardiansOf(values.guardians) }),
      })}
    >
      <p className="hint">{t('childAct.changeHint')}</p>
      <Form.Item
        name="name"
        label={t('child.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="citizenId" label={t('child.citizenId')}>
        <Input
          maxLength={24}
          autoComplete="off"
          spellCheck={false}
          {...(child.citizenIdMasked
            ? { placeholder: t('childForm.phoneKept', { masked: child.citizenIdMasked }) }
            : {})}
        />
      </Form.Item>
      <div className="row-fields">
        <Form.Item name="birthDate" label={t('child.birth')} rules={[{ required: true, message: t('form.required') }]}>
          <DayPicker {...(today ? { max: today } : {})} />
        </Form.Item>
        <Form.Item name="sex" label={t('child.sex')}>
          <Select
            options={(['male', 'female', 'unknown'] as const).map((value) => ({
              value,
              label: labels.term('sex', value),
            }))}
          />
        </Form.Item>
        <Form.Item name="ethnicity" label={t('child.ethnicity')}>
          <Input maxLength={20} autoComplete="off" />
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
      <GuardianFields stand={child.guardians} />
    </Frame>
  );
}

interface Places {
  readonly kind: 'moved' | 'corrected';
  readonly since?: string;
  readonly registered?: string;
  readonly residence?: string;
}

/** A move on a day, or the correction of what was written down wrong: two different things for every past table. */
export function PlacesForm({ child, done }: Props) {
  const { t } = useTranslation();
  const today = useToday();
  const units = useAnswer(listUnits, {});
  return (
    <Frame<Places>
      child={child}
      done={done}
      initial={{
        kind: 'moved',
        ...(child.registeredUnitId ? { registered: child.registeredUnitId } : {}),
        ...(child.residenceUnitId ? { residence: child.residenceUnitId } : {}),
      }}
      body={({ kind, since, registered, residence }) => {
        const day = kind === 'moved' ? (since ?? null) : null;
        return {
          ...((registered ?? null) === child.registeredUnitId
            ? {}
            : { registered: { unitId: registered ?? null, since: day } }),
          ...((residence ?? null) === child.residenceUnitId
            ? {}
            : { residence: { unitId: residence ?? null, since: day } }),
        };
      }}
    >
      <Form.Item name="kind" label={t('childAct.moveKind')}>
        <Radio.Group
          options={(['moved', 'corrected'] as const).map((value) => ({ value, label: t(`childAct.${value}`) }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) =>
          getFieldValue('kind') === 'moved' ? (
            <Form.Item
              name="since"
              label={t('childAct.since')}
              extra={t('childAct.movedHint')}
              rules={[{ required: true, message: t('form.required') }]}
            >
              <DayPicker {...(today ? { max: today } : {})} />
            </Form.Item>
          ) : (
            <p className="hint">{t('childAct.correctedHint')}</p>
          )
        }
      </Form.Item>
      <Form.Item name="registered" label={t('child.registered')}>
        <UnitSelect units={units.data?.units ?? []} kinds={['village', 'group', 'grid']} allowClear />
      </Form.Item>
      <Form.Item name="residence" label={t('child.residence')}>
        <UnitSelect units={units.data?.units ?? []} kinds={['village', 'group', 'grid']} allowClear />
      </Form.Item>
    </Frame>
  );
}

interface DisabilityValues {
  readonly has: boolean;
  readonly category?: (typeof DISABILITIES)[number];
  readonly level?: number;
  readonly certificateNumber?: string;
  readonly issuedOn?: string;
  readonly validUntil?: string;
}

export function DisabilityForm({ child, done }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const required = [{ required: true, message: t('form.required') }];
  const { category, level, issuedOn, validUntil } = child.disability ?? {};
  return (
    <Frame<DisabilityValues>
      child={child}
      done={done}
      initial={{
        has: child.disability !== null,
        ...(category ? { category } : {}),
        ...(level ? { level } : {}),
        ...(issuedOn ? { issuedOn } : {}),
        ...(validUntil ? { validUntil } : {}),
      }}
      body={({ has, category: kind, level: degree, certificateNumber, ...days }) =>
        has && kind && degree
          ? {
              keepCertificate: !certificateNumber?.trim(),
              disability: {
                category: kind,
                level: degree,
                ...(certificateNumber?.trim() ? { certificateNumber: certificateNumber.trim() } : {}),
                ...(days.issuedOn ? { issuedOn: days.issuedOn } : {}),
                ...(days.validUntil ? { validUntil: days.validUntil } : {}),
              },
            }
          : { disability: null }
      }
    >
      <Form.Item name="has" label={t('childAct.hasDisability')}>
        <Radio.Group
          options={[
            { value: true, label: t('common.yes') },
            { value: false, label: t('common.no') },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['has']}>
        {({ getFieldValue }) =>
          getFieldValue('has') ? (
            <>
              <div className="row-fields">
                <Form.Item name="category" label={t('childAct.category')} rules={required}>
                  <Select
                    placeholder={t('entry.choose')}
                    options={DISABILITIES.map((value) => ({ value, label: labels.term('disability', value) }))}
                  />
                </Form.Item>
                <Form.Item name="level" label={t('childAct.level')} rules={required}>
                  <Select
                    placeholder={t('entry.choose')}
                    options={[1, 2, 3, 4].map((value) => ({ value, label: String(value) }))}
                  />
                </Form.Item>
              </div>
              <Form.Item
                name="certificateNumber"
                label={t('childAct.certificate')}
                extra={t('childAct.certificateHint')}
              >
                <Input maxLength={30} autoComplete="off" spellCheck={false} />
              </Form.Item>
              <div className="row-fields">
                <Form.Item name="issuedOn" label={t('childAct.issuedOn')}>
                  <DayPicker />
                </Form.Item>
                <Form.Item name="validUntil" label={t('childAct.validUntil')}>
                  <DayPicker />
                </Form.Item>
              </div>
            </>
          ) : null
        }
      </Form.Item>
    </Frame>
  );
}
