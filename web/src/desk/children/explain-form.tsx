import { EXPLANATION_KINDS } from '@quanxue/domain/children/closing.ts';
import { explainDifference, type OpenWork } from '@quanxue/domain/children/closing-operations.ts';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import type { Input as CallInput } from '../../basis/call.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLanguage } from '../../basis/language.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';

type Values = CallInput<typeof explainDifference>['body'];

/** Why list and ledger disagree on one child, and since when. */
export function ExplainForm({ work, done }: { readonly work: OpenWork; readonly done: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useToday();
  const act = useAct(explainDifference, done);
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Form<Values> layout="vertical" onFinish={(body) => act.mutate({ params: { childId: work.childId }, body })}>
      <p>{work.sentence[language]}</p>
      <Form.Item name="kind" label={t('closing.kind')} rules={required}>
        <Select
          placeholder={t('entry.choose')}
          options={EXPLANATION_KINDS.map((value) => ({ value, label: t(`closing.kinds.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="onDay" label={t('closing.onDay')} rules={required}>
        <DayPicker {...(today ? { max: today } : {})} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('closing.reason')}
        rules={[{ required: true, min: 4, whitespace: true, message: t('form.required') }]}
      >
        <Input.TextArea maxLength={400} rows={3} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('closing.save')}
      </Button>
    </Form>
  );
}
