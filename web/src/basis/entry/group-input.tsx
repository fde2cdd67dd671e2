import type { Person } from '@quanxue/domain/casefile/schema.ts';
import { UNITS } from '@quanxue/domain/casefile/schema.ts';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from './labels.ts';

/* Fields that are more than one input: lists of people, a hospital with its level. */

/** Where in the form's values a field stands. */
export type FormPath = string | readonly string[];

/** antd asks for a path that may be changed. */
export const pathOf = (name: FormPath): string | string[] => (typeof name === 'string' ? name : [...name]);

/** A label with the marks that tell where its value comes from and who asks for it. */
export function Marked({
  label,
  wanted,
  known = false,
}: {
  readonly label: string;
  readonly wanted: boolean;
  readonly known?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {label}
      {wanted ? <span className="wanted">{t('entry.wanted')}</span> : null}
      {known ? <span className="known">{t('entry.known')}</span> : null}
    </>
  );
}

interface ChoicesProps {
  readonly id?: string;
  readonly value?: string[];
  readonly onChange?: (value: string[]) => void;
  readonly options: { value: string; label: string }[];
}

/** Takes from the form what a group of boxes may bear: aria-required is not for groups. */
export function Choices({ id, value, onChange, options }: ChoicesProps) {
  return (
    <div id={id}>
      <Checkbox.Group className="choices" value={value ?? []} onChange={(now) => onChange?.(now)} options={options} />
    </div>
  );
}

interface ListProps {
  readonly name: FormPath;
  readonly label: string;
  readonly wanted: boolean;
  readonly known?: boolean;
  readonly hint: string | undefined;
}

/** The people who did it: name and unit, post and phone where known. */
export function Persons({
  name,
  label,
  wanted,
  known = false,
  hint,
  me,
}: ListProps & { readonly me: Person | undefined }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <fieldset className="group">
      <legend>
        <Marked label={label} wanted={wanted} known={known} />
      </legend>
      {hint ? <p className="hint">{hint}</p> : null}
      <Form.List name={pathOf(name)}>
        {(rows, { add, remove }, { errors }) => (
          <>
            {rows.map((row, index) => (
              <div key={row.key} className="row-fields">
                <Form.Item name={[row.name, 'name']} label={t('entry.personName')} required>
                  <Input autoComplete="off" />
                </Form.Item>
                <Form.Item name={[row.name, 'unit']} label={t('entry.personUnit')} required>
                  <Select
                    showSearch={{ optionFilterProp: 'label' }}
                    placeholder={t('entry.choose')}
                    options={UNITS.map((value) => ({ value, label: labels.term('unit', value) }))}
                  />
                </Form.Item>
                <Form.Item name={[row.name, 'post']} label={t('entry.personPost')}>
                  <Input autoComplete="off" />
                </Form.Item>
                <Form.Item name={[row.name, 'phone']} label={t('entry.personPhone')}>
                  <Input inputMode="tel" autoComplete="off" />
                </Form.Item>
                <Button
                  className="row-remove"
                  aria-label={t('entry.removePerson', { n: index + 1 })}
                  onClick={() => remove(row.name)}
                >
                  {t('common.remove')}
                </Button>
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            <Button size="small" onClick={() => add(rows.length === 0 ? me : {})}>
              {t('entry.addPerson')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

/** Whom they met. */
export function Met({ name, label, wanted, hint }: ListProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <fieldset className="group">
      <legend>
        <Marked label={label} wanted={wanted} />
      </legend>
      {hint ? <p className="hint">{hint}</p> : null}
      <Form.List name={pathOf(name)}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, index) => (
              <div key={row.key} className="row-fields">
                <Form.Item name={[row.name, 'who']} label={t('entry.metWho')} required>
                  <Select
                    placeholder={t('entry.choose')}
                    options={['guardian', 'child', 'relative', 'other'].map((value) => ({
                      value,
                      label: labels.option('persuasion', 'met', value),
                    }))}
                  />
                </Form.Item>
                <Form.Item name={[row.name, 'name']} label={t('entry.personName')}>
                  <Input autoComplete="off" />
                </Form.Item>
                <Button
                  className="row-remove"
                  aria-label={t('entry.removePerson', { n: index + 1 })}
                  onClick={() => remove(row.name)}
                >
                  {t('common.remove')}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add({})}>
              {t('entry.addMet')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

export function Hospital({ label, known = false, hint }: Omit<ListProps, 'name' | 'wanted'>) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <fieldset className="group">
      <legend>
        <Marked label={label} wanted known={known} />
      </legend>
      {hint ? <p className="hint">{hint}</p> : null}
      <div className="row-fields">
        <Form.Item name={['hospital', 'name']} label={t('entry.hospitalName')}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name={['hospital', 'level']} label={t('entry.hospitalLevel')}>
          <Select
            allowClear
            placeholder={t('entry.choose')}
            options={['township', 'county', 'city', 'province'].map((value) => ({
              value,
              label: labels.option('document', 'hospital', value),
            }))}
          />
        </Form.Item>
      </div>
    </fieldset>
  );
}
