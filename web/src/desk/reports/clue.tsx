import { bringClue, CLUE_LENGTHS, getClueForm } from '@quanxue/domain/reports/clue-operations.ts';
import { useSearch } from '@tanstack/react-router';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { Threshold } from '../../basis/shell.tsx';

interface Values {
  readonly townshipId: string;
  readonly seen: string;
  readonly place: string;
  readonly when: string;
  readonly contact?: string;
}

/** The public's form behind the QR code: it takes and tells what happens, and shows nothing of any child. */
export function CluePage() {
  const { t } = useTranslation();
  const { t: wanted } = useSearch({ from: '/clue' });
  const form = useAnswer(getClueForm, {});
  const [fields] = Form.useForm<Values>();
  const act = useAct(bringClue);
  const required = [{ required: true, whitespace: true, message: t('form.required') }];
  return (
    <Threshold>
      <Page title={t('clue.title')} lead={t('clue.lead')}>
        <Answered of={form}>
          {({ open, townships }) =>
            act.data ? (
              <div role="status">
                <h2>{t('clue.thanks')}</h2>
                <p>
                  {t('clue.receipt')} <b className="receipt">{act.data.receipt}</b>
                </p>
                <p>{t('clue.keep')}</p>
                <Button
                  onClick={() => {
                    fields.resetFields();
                    act.reset();
                  }}
                >
                  {t('clue.another')}
                </Button>
              </div>
            ) : open ? (
              <Form<Values>
                form={fields}
                layout="vertical"
                size="large"
                initialValues={{
                  townshipId:
                    townships.find((township) => township.id === wanted)?.id ??
                    (townships.length === 1 ? townships[0]?.id : undefined),
                }}
                onFinish={({ contact, ...told }) =>
                  act.mutate({ body: { ...told, ...(contact?.trim() && { contact: contact.trim() }) } })
                }
              >
                <Form.Item
                  name="townshipId"
                  label={t('clue.township')}
                  rules={[{ required: true, message: t('form.required') }]}
                >
                  <Select options={townships.map(({ id, name }) => ({ value: id, label: name }))} />
                </Form.Item>
                <Form.Item name="seen" label={t('clue.seen')} extra={t('clue.seenHint')} rules={required}>
                  <Input.TextArea maxLength={CLUE_LENGTHS.seen} autoSize={{ minRows: 3, maxRows: 10 }} />
                </Form.Item>
                <Form.Item name="place" label={t('clue.place')} rules={required}>
                  <Input maxLength={CLUE_LENGTHS.place} />
                </Form.Item>
                <Form.Item name="when" label={t('clue.when')} extra={t('clue.whenHint')} rules={required}>
                  <Input maxLength={CLUE_LENGTHS.when} />
                </Form.Item>
                <Form.Item name="contact" label={t('clue.contact')} extra={t('clue.contactHint')}>
                  <Input maxLength={CLUE_LENGTHS.contact} autoComplete="tel" />
                </Form.Item>
                <h2>{t('clue.what')}</h2>
                <ul>
                  <li>{t('clue.what1')}</li>
                  <li>{t('clue.what2')}</li>
                  <li>{t('clue.what3')}</li>
                </ul>
                <ProblemNotice error={act.error} />
                <Button type="primary" htmlType="submit" loading={act.isPending} block>
                  {t('clue.send')}
                </Button>
              </Form>
            ) : (
              <Alert type="info" title={t('clue.closed')} />
            )
          }
        </Answered>
      </Page>
    </Threshold>
  );
}
