import type { DetailColumn, DetailField } from '@quanxue/domain/cases/details/index.ts';
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DayPicker } from '../day-picker.tsx';
import { useLanguage } from '../language.ts';
import { shapeOf } from './entry-plan.ts';
import type { FormContext } from './field-input.tsx';
import { Choices, Marked, Persons } from './group-input.tsx';

interface Props {
  /** `details.promisedOn` */
  readonly name: string;
  readonly field: DetailField;
  readonly wanted: boolean;
  readonly known: boolean;
  readonly context: FormContext;
}

/** One field that the paper form asks beyond the contract, with the form's name as its hint. */
export function DetailInput({ name, field, wanted, known, context }: Props) {
  const language = useLanguage();
  const path = name.split('.');
  const label = field.label[language];
  if (field.as === 'persons') {
    return <Persons name={path} label={label} wanted={wanted} known={known} hint={undefined} me={context.me} />;
  }
  if (field.as === 'rows') return <Rows path={path} field={field} wanted={wanted} known={known} context={context} />;
  if (field.as === 'judgement') {
    return (
      <fieldset className="group">
        <legend>
          <Marked label={label} wanted={wanted} known={known} />
        </legend>
        <div className="row-fields">
          <Cells path={path} columns={field.columns ?? {}} context={context} />
        </div>
      </fieldset>
    );
  }
  return (
    <Form.Item
      name={path}
      label={
        <span title={field.source[language]}>
          <Marked label={label} wanted={wanted} known={known} />
        </span>
      }
    >
      <Single field={field} context={context} label={label} />
    </Form.Item>
  );
}

interface SingleProps {
  readonly field: DetailField | DetailColumn;
  readonly context: FormContext;
  readonly label: string;
}

/** The input of one value; antd hands it value and onChange. */
function Single({ field, context, label, ...given }: SingleProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const as = 'as' in field ? field.as : undefined;
  const options = (values: readonly (string | number)[]) =>
    values.map((value) => ({ value, label: field.options?.[String(value)]?.[language] ?? String(value) }));
  if (as === 'area') return <Input.TextArea {...given} autoSize={{ minRows: 2, maxRows: 10 }} />;
  if (as === 'time') return <Input {...given} type="time" className="time-input" />;
  if (as === 'letter') {
    return (
      <Select
        {...given}
        allowClear
        placeholder={t('entry.choose')}
        options={context.letters.map((letter) => ({ value: letter.id, label: letter.label }))}
      />
    );
  }
  const shape = shapeOf(field.schema);
  switch (shape.type) {
    case 'day':
      return <DayPicker {...given} {...(field.ahead || !context.today ? {} : { max: context.today })} />;
    case 'yes-no':
      return (
        <Radio.Group
          {...given}
          options={[
            { value: true, label: t('common.yes') },
            { value: false, label: t('common.no') },
          ]}
        />
      );
    case 'number':
      return <InputNumber {...given} min={shape.min ?? 0} step={0.5} />;
    case 'choice':
      return <Radio.Group {...given} options={options(shape.options)} className="choices" />;
    case 'choices':
      return (
        <Choices {...given} options={options(shape.options).map((each) => ({ ...each, value: String(each.value) }))} />
      );
    case 'text':
    case 'other':
      return <Input {...given} aria-label={label} autoComplete="off" />;
  }
}

interface CellsProps {
  readonly path: readonly (string | number)[];
  readonly columns: Readonly<Record<string, DetailColumn>>;
  readonly context: FormContext;
}

function Cells({ path, columns, context }: CellsProps) {
  const language = useLanguage();
  return Object.entries(columns).map(([key, column]) => (
    <Form.Item key={key} name={[...path, key]} label={column.label[language]}>
      <Single field={column} context={context} label={column.label[language]} />
    </Form.Item>
  ));
}

interface RowsProps extends Omit<Props, 'name'> {
  readonly path: readonly string[];
}

/** A list of lines, each with the same cells. */
function Rows({ path, field, wanted, known, context }: RowsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const label = field.label[language];
  return (
    <fieldset className="group">
      <legend>
        <Marked label={label} wanted={wanted} known={known} />
      </legend>
      <Form.List name={[...path]}>
        {(lines, { add, remove }) => (
          <>
            {lines.map((line, index) => (
              <div key={line.key} className="row-fields">
                <Cells path={[line.name]} columns={field.columns ?? {}} context={context} />
                <Button
                  className="row-remove"
                  aria-label={t('entry.removeLine', { n: index + 1, what: label })}
                  onClick={() => remove(line.name)}
                >
                  {t('common.remove')}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add({})} aria-label={t('entry.addLineOf', { what: label })}>
              {t('entry.addLine')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
