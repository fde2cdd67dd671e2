import { enterChannel, type NewChannel, SMTP_SECURITY } from '@quanxue/domain/statistics/channel-operations.ts';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';

/** The form of a new channel. What was entered is not shown again, so it is emptied once it is saved. */
export function EnterChannel() {
  const { t } = useTranslation();
  const [form] = Form.useForm<NewChannel>();
  const kind = Form.useWatch('kind', form) ?? 'smtp';
  const enter = useAct(enterChannel, () => form.resetFields());
  const needed = [{ required: true }];
  return (
    <section>
      <h2>{t('channels.enter')}</h2>
      <Form<NewChannel>
        form={form}
        layout="vertical"
        className="form-page"
        initialValues={{ kind: 'smtp', port: 465, security: 'tls', user: '', password: '' }}
        onFinish={(values) => enter.mutate({ body: values })}
      >
        <Form.Item name="kind" label={t('channels.kind')}>
          <Select
            options={(['smtp', 'webhook'] as const).map((value) => ({ value, label: t(`channels.kinds.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="name" label={t('channels.name')} rules={needed}>
          <Input maxLength={60} />
        </Form.Item>
        {kind === 'webhook' ? (
          <Form.Item name="url" label={t('channels.url')} rules={needed}>
            <Input.Password autoComplete="off" maxLength={1000} />
          </Form.Item>
        ) : (
          <>
            <Form.Item name="host" label={t('channels.host')} rules={needed}>
              <Input />
            </Form.Item>
            <Form.Item name="port" label={t('channels.port')} rules={needed}>
              <InputNumber min={1} max={65535} />
            </Form.Item>
            <Form.Item name="security" label={t('channels.security')}>
              <Select options={SMTP_SECURITY.map((value) => ({ value, label: t(`channels.securities.${value}`) }))} />
            </Form.Item>
            <Form.Item name="user" label={t('channels.user')}>
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item name="password" label={t('channels.password')}>
              <Input.Password autoComplete="new-password" />
            </Form.Item>
            <Form.Item name="from" label={t('channels.from')} rules={needed}>
              <Input type="email" />
            </Form.Item>
          </>
        )}
        <Button htmlType="submit" type="primary" loading={enter.isPending}>
          {t('channels.save')}
        </Button>
        {enter.error ? <ProblemNotice error={enter.error} /> : null}
      </Form>
    </section>
  );
}
