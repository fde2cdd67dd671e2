import { PARENT_KINDS, villageHint } from '@quanxue/domain/people/unit-code.ts';
import {
  addUnit,
  describeSchool,
  endUnit,
  noteSplit,
  renameUnit,
  SCHOOL_STAGES,
  type UnitLine,
} from '@quanxue/domain/people/units.ts';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import type { Input as CallInput } from '../../basis/call.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import type { Shown } from './unit-tree.ts';

/* The acts upon one unit, each a short form in the drawer. */

interface ActProps {
  readonly unit: UnitLine;
  readonly done: () => void;
}
type NewUnit = CallInput<typeof addUnit>['body'];

const KINDS: Readonly<Record<Shown, readonly NewUnit['kind'][]>> = {
  places: ['village', 'grid', 'group', 'township'],
  schools: ['school'],
  offices: ['office'],
};

export function useRequired() {
  const { t } = useTranslation();
  return [{ required: true, message: t('form.required') }];
}

export function AddUnit({
  units,
  show,
  done,
}: {
  readonly units: readonly UnitLine[];
  readonly show: Shown;
  readonly done: () => void;
}) {
  const { t } = useTranslation();
  const labels = useLabels();
  const required = useRequired();
  const today = useToday();
  const act = useAct(addUnit, done);
  const [form] = Form.useForm<NewUnit>();
  const kind = Form.useWatch('kind', form) ?? KINDS[show][0];
  const code = Form.useWatch('code', form);
  const parents = units.filter((unit) => kind && unit.toOn === null && PARENT_KINDS[kind].includes(unit.kind));
  return (
    <Form<NewUnit>
      form={form}
      layout="vertical"
      initialValues={{ kind: KINDS[show][0], fromOn: today }}
      onFinish={({ code: typed, ...body }) => act.mutate({ body: { ...body, code: typed?.trim() || null } })}
    >
      <Form.Item name="kind" label={t('units.kind')} rules={required}>
        <Select
          options={KINDS[show].map((value) => ({ value, label: labels.term('unitKind', value) }))}
          onChange={() => form.setFieldValue('parentId', undefined)}
        />
      </Form.Item>
      <Form.Item name="parentId" label={t('units.parent')} rules={required}>
        <UnitChoice units={parents} />
      </Form.Item>
      <Form.Item name="name" label={t('units.name')} rules={required}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <CodeField kind={kind ?? 'village'} code={code ?? null} />
      {kind === 'school' ? <StageField /> : null}
      <DayField name="fromOn" label={t('units.fromOn')} />
      <Save act={act} />
    </Form>
  );
}

function CodeField({ kind, code }: { readonly kind: UnitLine['kind']; readonly code: string | null }) {
  const { t } = useTranslation();
  const known = kind === 'township' || kind === 'village' || kind === 'school' ? kind : 'other';
  const hint = kind === 'village' && code ? villageHint(code.trim()) : null;
  const words = { community: t('units.community'), 'village-committee': t('units.villageCommittee') };
  return (
    <Form.Item name="code" label={t('units.code')} extra={hint ? words[hint] : t(`units.codeHint.${known}`)}>
      <Input maxLength={30} autoComplete="off" spellCheck={false} />
    </Form.Item>
  );
}

function StageField() {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <Form.Item name="stage" label={t('units.stage')}>
      <Select
        allowClear
        placeholder={t('units.stageUnknown')}
        options={SCHOOL_STAGES.map((value) => ({ value, label: labels.term('schoolStage', value) }))}
      />
    </Form.Item>
  );
}

export function RenameUnit({ unit, done }: ActProps) {
  const { t } = useTranslation();
  const required = useRequired();
  const today = useToday();
  const act = useAct(renameUnit, done);
  const [form] = Form.useForm<CallInput<typeof renameUnit>['body']>();
  const code = Form.useWatch('code', form);
  const fromOn = Form.useWatch('fromOn', form);
  return (
    <Form<CallInput<typeof renameUnit>['body']>
      form={form}
      layout="vertical"
      initialValues={{ name: unit.name, code: unit.code, fromOn: today }}
      onFinish={(body) =>
        act.mutate({ params: { unitId: unit.id }, body: { ...body, code: body.code?.trim() || null } })
      }
    >
      <Form.Item name="name" label={t('units.name')} rules={required}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <CodeField kind={unit.kind} code={code ?? null} />
      <DayField name="fromOn" label={t('units.fromOn')} max={today} />
      <Form.Item name="paper" label={t('units.paper')}>
        <Input maxLength={200} />
      </Form.Item>
      {fromOn ? <p className="changes">{t('units.renameText', { from: fromOn, name: unit.name })}</p> : null}
      <Save act={act} />
    </Form>
  );
}

export function SchoolStage({ unit, done }: ActProps) {
  const { t } = useTranslation();
  const act = useAct(describeSchool, done);
  return (
    <Form<CallInput<typeof describeSchool>['body']>
      layout="vertical"
      initialValues={{ stage: unit.stage }}
      onFinish={({ stage, alias }) =>
        act.mutate({
          params: { unitId: unit.id },
          body: { stage: stage ?? null, ...(alias?.trim() && { alias: alias.trim() }) },
        })
      }
    >
      <StageField />
      <Form.Item name="alias" label={t('units.alias')} extra={t('units.aliasHint')}>
        <Input maxLength={60} />
      </Form.Item>
      <Save act={act} />
    </Form>
  );
}

export function EndUnit({ unit, done }: ActProps) {
  const { t } = useTranslation();
  const required = useRequired();
  const today = useToday();
  const act = useAct(endUnit, done);
  return (
    <Form<CallInput<typeof endUnit>['body']>
      layout="vertical"
      initialValues={{ lastDay: today }}
      onFinish={(body) => act.mutate({ params: { unitId: unit.id }, body })}
    >
      <p>{t('units.endText')}</p>
      <DayField name="lastDay" label={t('units.toOn')} />
      <Form.Item name="note" label={t('units.note')} rules={[...required, { min: 2, message: t('form.required') }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Save act={act} />
    </Form>
  );
}

export function SplitUnit({ units, unit, done }: ActProps & { readonly units: readonly UnitLine[] }) {
  const { t } = useTranslation();
  const required = useRequired();
  const today = useToday();
  const act = useAct(noteSplit, done);
  const others = units.filter((each) => each.kind === unit.kind && each.id !== unit.id && each.toOn === null);
  return (
    <Form<CallInput<typeof noteSplit>['body']>
      layout="vertical"
      initialValues={{ onDay: today }}
      onFinish={(body) => act.mutate({ params: { unitId: unit.id }, body })}
    >
      <p>{t('units.splitText')}</p>
      <Form.Item name="successorIds" label={t('units.parts')} rules={required}>
        <UnitChoice units={others} several />
      </Form.Item>
      <DayField name="onDay" label={t('units.fromOn')} />
      <Form.Item name="note" label={t('units.note')}>
        <Input maxLength={200} />
      </Form.Item>
      <Save act={act} />
    </Form>
  );
}

interface ChoiceProps<V> {
  readonly id?: string;
  readonly value?: V;
  readonly onChange?: (value: V) => void;
  readonly units: readonly Pick<UnitLine, 'id' | 'name' | 'code'>[];
  readonly several?: boolean;
}

/** Chooses one unit, or several, by typing part of the name or the code. */
export function UnitChoice<V extends string | string[]>({ id, value, onChange, units, several }: ChoiceProps<V>) {
  const { t } = useTranslation();
  return (
    <Select<V>
      id={id}
      {...(several ? { mode: 'multiple' as const } : {})}
      {...(value === undefined ? {} : { value })}
      {...(onChange ? { onChange } : {})}
      placeholder={t('entry.choose')}
      showSearch={{ optionFilterProp: 'label' }}
      options={units.map((unit) => ({ value: unit.id, label: unit.code ? `${unit.name} ${unit.code}` : unit.name }))}
    />
  );
}

export function DayField({
  name,
  label,
  max,
}: {
  readonly name: string;
  readonly label: string;
  readonly max?: string | undefined;
}) {
  const required = useRequired();
  return (
    <Form.Item name={name} label={label} rules={required}>
      <DayPicker {...(max ? { max } : {})} />
    </Form.Item>
  );
}

export function Save({
  act,
  text,
}: {
  readonly act: { readonly error: Error | null; readonly isPending: boolean };
  readonly text?: string;
}) {
  const { t } = useTranslation();
  return (
    <>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {text ?? t('units.save')}
      </Button>
    </>
  );
}
