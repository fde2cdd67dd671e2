import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Kind, Measure, Person } from '@quanxue/domain/casefile/schema.ts';
import type { Advice } from '@quanxue/domain/policy/finding.ts';
import { AutoComplete, Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DayPicker } from '../day-picker.tsx';
import { DetailInput } from './detail-input.tsx';
import { DOCUMENT_GROUPS } from './document-groups.ts';
import { type FieldPlan, isRequired, schemaOf, shapeOf } from './entry-plan.ts';
import { Choices, Hospital, Marked, Met, Persons } from './group-input.tsx';
import { useLabels } from './labels.ts';
import { MeasureChoice } from './measure-choice.tsx';

/** What a form must know besides what is typed into it. */
export interface FormContext {
  readonly today: Day | undefined;
  readonly schools: readonly string[];
  /** The outgoing letters of this file, for a reply. */
  readonly letters: readonly { readonly id: string; readonly label: string }[];
  readonly advice: readonly Advice[];
  readonly measure: Measure | null;
  /** Who is signed in, as a person of an entry. */
  readonly me: Person | undefined;
}

interface Props {
  readonly kind: Kind;
  readonly field: FieldPlan;
  readonly wanted: boolean;
  /** Filled in from what is known, and not changed since. */
  readonly known: boolean;
  readonly context: FormContext;
}

/** One field with its label, its mark (required by the format, or asked for by the papers) and its hint. */
export function FieldInput({ kind, field, wanted, known, context }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  if (field.detail) {
    return <DetailInput name={field.name} field={field.detail} wanted={wanted} known={known} context={context} />;
  }
  const label = labels.field(kind, field.name);
  const required = isRequired(kind, field.name);
  const hint = labels.hint(kind, field.name);
  if (field.as === 'fixed') return null;
  if (field.as === 'persons') {
    return <Persons name={field.name} label={label} wanted={wanted} known={known} hint={hint} me={context.me} />;
  }
  if (field.as === 'met') return <Met name={field.name} label={label} wanted={wanted} hint={hint} />;
  if (field.as === 'hospital') return <Hospital label={label} known={known} hint={hint} />;
  return (
    <Form.Item
      name={field.name}
      label={<Marked label={label} wanted={wanted && !required} known={known} />}
      required={required}
      extra={hint}
    >
      {widget(kind, field, context, labels, label, t('entry.choose'), [
        t('common.yes'),
        t('common.no'),
        t('entry.generalPapers'),
      ])}
    </Form.Item>
  );
}

function widget(
  kind: Kind,
  field: FieldPlan,
  context: FormContext,
  labels: ReturnType<typeof useLabels>,
  label: string,
  choose: string,
  [yes, no, general]: readonly [string, string, string],
): ReactNode {
  switch (field.as) {
    case 'area':
      return <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} />;
    case 'phone':
      return <Input inputMode="tel" autoComplete="off" style={{ maxWidth: 240 }} />;
    case 'school':
      return (
        <AutoComplete
          options={context.schools.map((value) => ({ value }))}
          showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }}
        />
      );
    case 'document':
      return (
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={choose}
          options={[...DOCUMENT_GROUPS]
            .sort((a, b) => Number(b.measure === context.measure) - Number(a.measure === context.measure))
            .map((group) => ({
              label: group.measure ? labels.term('measure', group.measure) : general,
              options: group.documents.map((value) => ({
                value,
                label: labels.option(kind, 'document', value),
              })),
            }))}
        />
      );
    case 'measure':
      return <MeasureChoice advice={context.advice} current={context.measure} />;
    case 'reply-to':
      return (
        <Select
          allowClear
          placeholder={choose}
          options={context.letters.map((letter) => ({ value: letter.id, label: letter.label }))}
        />
      );
    case 'persons':
    case 'met':
    case 'hospital':
    case 'fixed':
    case undefined:
      break;
  }
  const shape = shapeOf(schemaOf(kind, field.name));
  switch (shape.type) {
    case 'day':
      return <DayPicker {...(field.ahead || !context.today ? {} : { max: context.today })} />;
    case 'yes-no':
      return (
        <Radio.Group
          options={[
            { value: true, label: yes },
            { value: false, label: no },
          ]}
        />
      );
    case 'number':
      return (
        <InputNumber
          {...(shape.min === undefined ? {} : { min: shape.min })}
          {...(shape.max === undefined ? {} : { max: shape.max })}
          precision={shape.whole ? 0 : undefined}
          step={shape.whole ? 1 : 0.5}
        />
      );
    case 'choice': {
      const options = shape.options.map((value) => ({ value, label: labels.option(kind, field.name, value) }));
      return options.length <= 8 ? (
        <Radio.Group options={options} className="choices" />
      ) : (
        <Select options={options} placeholder={choose} showSearch={{ optionFilterProp: 'label' }} allowClear />
      );
    }
    case 'choices':
      return (
        <Choices options={shape.options.map((value) => ({ value, label: labels.option(kind, field.name, value) }))} />
      );
    case 'text':
      return <Input aria-label={label} autoComplete="off" />;
    case 'other':
      throw new Error(`the plan of ${kind} must name a widget for ${field.name}`);
  }
}
