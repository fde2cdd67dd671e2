import { setUp } from '@quanxue/domain/people/operations.ts';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { queryClient, useAct } from '../../basis/ask.ts';
import { CallError } from '../../basis/call.ts';
import { useLanguage } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { loadInstallation, takeSession } from '../../basis/session.ts';
import { Threshold } from '../../basis/shell.tsx';

interface Values {
  readonly county: { readonly name: string; readonly code: string };
  readonly township: { readonly name: string; readonly code: string };
  readonly administrator: { readonly account: string; readonly name: string; readonly password: string };
  readonly repeat: string;
}

/** The first visit: whose installation this is and who looks after it. */
export function SetUpPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const act = useAct(setUp, async (session) => {
    takeSession(session);
    await queryClient.invalidateQueries();
    await loadInstallation();
    void navigate({ to: '/start' });
  });
  const rule = (message: string, pattern?: RegExp) => [
    { required: true, whitespace: true, message: t('form.required') },
    ...(pattern ? [{ pattern, message }] : []),
  ];
  return (
    <Threshold>
      <Page title={t('setUp.title')} lead={t('setUp.lead')}>
        <Form<Values>
          form={form}
          layout="vertical"
          scrollToFirstError={{ focus: true, block: 'center' }}
          onFinish={({ repeat: _repeat, ...body }) =>
            act.mutate(
              { body },
              {
                onError: (error) => {
                  const places = error instanceof CallError ? (error.problem?.at ?? []) : [];
                  form.setFields(
                    places.map((place) => ({
                      name: place.path.split('.').slice(1) as ['administrator', 'password'],
                      errors: [place[language]],
                    })),
                  );
                },
              },
            )
          }
        >
          <fieldset className="group">
            <legend>{t('setUp.where')}</legend>
            <div className="row-fields">
              <Form.Item name={['county', 'name']} label={t('setUp.county')} rules={rule('')}>
                <Input placeholder={t('setUp.countySample')} maxLength={60} />
              </Form.Item>
              <Form.Item
                name={['county', 'code']}
                label={t('setUp.countyCode')}
                extra={t('setUp.countyCodeHint')}
                rules={rule(t('setUp.countyCodeHint'), /^\d{6}$/)}
              >
                <Input inputMode="numeric" maxLength={6} />
              </Form.Item>
            </div>
            <div className="row-fields">
              <Form.Item name={['township', 'name']} label={t('setUp.township')} rules={rule('')}>
                <Input placeholder={t('setUp.townshipSample')} maxLength={60} />
              </Form.Item>
              <Form.Item
                name={['township', 'code']}
                label={t('setUp.townshipCode')}
                extra={t('setUp.townshipCodeHint')}
                dependencies={[['county', 'code']]}
                rules={[
                  ...rule(t('setUp.townshipCodeHint'), /^\d{9}$/),
                  ({ getFieldValue }) => ({
                    validator: (_, code: string) => {
                      const county = getFieldValue(['county', 'code']) as string | undefined;
                      return !code || !county || code.length !== 9 || code.startsWith(county)
                        ? Promise.resolve()
                        : Promise.reject(new Error(t('setUp.townshipCodeStart', { county })));
                    },
                  }),
                ]}
              >
                <Input inputMode="numeric" maxLength={9} />
              </Form.Item>
            </div>
          </fieldset>
          <fieldset className="group">
            <legend>{t('setUp.who')}</legend>
            <p className="hint">{t('setUp.whoHint')}</p>
            <div className="row-fields">
              <Form.Item name={['administrator', 'name']} label={t('setUp.name')} rules={rule('')}>
                <Input autoComplete="name" maxLength={60} />
              </Form.Item>
              <Form.Item
                name={['administrator', 'account']}
                label={t('setUp.account')}
                extra={t('people.accountRule')}
                rules={rule(t('people.accountRule'), /^[A-Za-z0-9_.-]{3,40}$/)}
              >
                <Input autoComplete="username" maxLength={40} spellCheck={false} />
              </Form.Item>
            </div>
            <div className="row-fields">
              <Form.Item
                name={['administrator', 'password']}
                label={t('setUp.password')}
                extra={t('people.passwordRule')}
                rules={[
                  { required: true, message: t('form.required') },
                  { min: 10, message: t('people.passwordRule') },
                ]}
              >
                <Input.Password autoComplete="new-password" maxLength={200} />
              </Form.Item>
              <Form.Item
                name="repeat"
                label={t('setUp.repeat')}
                dependencies={[['administrator', 'password']]}
                rules={[
                  { required: true, message: t('form.required') },
                  ({ getFieldValue }) => ({
                    validator: (_, again: string) =>
                      !again || again === getFieldValue(['administrator', 'password'])
                        ? Promise.resolve()
                        : Promise.reject(new Error(t('setUp.repeatDiffers'))),
                  }),
                ]}
              >
                <Input.Password autoComplete="new-password" maxLength={200} />
              </Form.Item>
            </div>
          </fieldset>
          <ProblemNotice error={act.error} />
          <Button type="primary" htmlType="submit" loading={act.isPending}>
            {t('setUp.done')}
          </Button>
        </Form>
      </Page>
    </Threshold>
  );
}
