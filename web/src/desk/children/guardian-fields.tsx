import type { ChildDetail } from '@quanxue/domain/children/operations.ts';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** Rows of guardians. A phone that is shown masked stays as it is while its field is left empty. */
export function GuardianFields({ stand = [] }: { readonly stand?: ChildDetail['guardians'] }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  return (
    <fieldset className="group">
      <legend>{t('childForm.guardians')}</legend>
      <Form.List name="guardians">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, index) => {
              const keeps = form.getFieldValue(['guardians', row.name, 'keeps']) as number | undefined;
              const masked = keeps === undefined ? null : stand[keeps]?.phoneMasked;
              return (
                <div key={row.key} className="row-fields">
                  <Form.Item
                    name={[row.name, 'name']}
                    label={t('childForm.guardian')}
                    rules={[{ required: true, whitespace: true, message: t('form.required') }]}
                  >
                    <Input maxLength={60} autoComplete="off" />
                  </Form.Item>
                  <Form.Item name={[row.name, 'relation']} label={t('childForm.relation')}>
                    <Input maxLength={40} autoComplete="off" />
                  </Form.Item>
                  <Form.Item name={[row.name, 'phone']} label={t('childForm.phone')}>
                    <Input
                      maxLength={40}
                      autoComplete="off"
                      inputMode="tel"
                      {...(masked ? { placeholder: t('childForm.phoneKept', { masked }) } : {})}
                    />
                  </Form.Item>
                  <Form.Item name={[row.name, 'keeps']} hidden>
                    <Input />
                  </Form.Item>
                  <Button
                    className="row-remove"
                    aria-label={t('childForm.removeGuardian', { n: index + 1 })}
                    onClick={() => remove(row.name)}
                  >
                    {t('common.remove')}
                  </Button>
                </div>
              );
            })}
            <Button size="small" onClick={() => add({})}>
              {t('childForm.addGuardian')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

export interface GuardianValues {
  readonly name: string;
  readonly relation?: string;
  readonly phone?: string;
  readonly keeps?: number;
}

/** As the server takes them: what was left empty is not sent, and so stays. */
export function guardiansOf(values: readonly GuardianValues[] | undefined) {
  return (values ?? []).map(({ name, relation, phone, keeps }) => ({
    name,
    relation: relation?.trim() || null,
    ...(phone?.trim() ? { phone: phone.trim() } : {}),
    ...(keeps === undefined ? {} : { keeps: Number(keeps) }),
  }));
}
