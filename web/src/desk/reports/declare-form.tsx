import { countForDeclaration, declareMonth } from '@quanxue/domain/reports/declaration-operations.ts';
import { Button, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { uuidV7 } from '../../basis/uuid-v7.ts';

interface Props {
  readonly unitId: string;
  readonly unit: string;
  readonly month: string;
  readonly close: () => void;
}

interface Values {
  readonly enrolled: number;
  readonly suspected: number;
  readonly dropped: number;
  readonly remark?: string;
}

/** What the ledgers count stands in the form; the person who declares it makes it theirs. */
export function DeclareForm({ unitId, month, close }: Props) {
  const { t } = useTranslation();
  const count = useAnswer(countForDeclaration, { params: { unitId, month } });
  const [declarationId] = useState(uuidV7);
  const act = useAct(declareMonth, close);
  return (
    <Answered of={count}>
      {(counted) => (
        <Form<Values>
          layout="vertical"
          initialValues={counted.count}
          onFinish={({ remark, ...figures }) =>
            act.mutate({
              params: { unitId, month, declarationId },
              body: { ...figures, ...(remark?.trim() && { remark: remark.trim() }) },
            })
          }
        >
          <p>{t('declarations.counted', { day: counted.countedOn, ...counted.count })}</p>
          <div className="row-fields">
            {(['enrolled', 'suspected', 'dropped'] as const).map((name) => (
              <Form.Item
                key={name}
                name={name}
                label={t(`declarations.${name}`)}
                rules={[{ required: true, message: t('form.required') }]}
              >
                <InputNumber min={0} max={100_000} precision={0} style={{ width: '100%' }} />
              </Form.Item>
            ))}
          </div>
          <Form.Item name="remark" label={t('declarations.remark')}>
            <Input.TextArea maxLength={500} autoSize={{ minRows: 1, maxRows: 6 }} />
          </Form.Item>
          <p className="hint">{t('declarations.state')}</p>
          <ProblemNotice error={act.error} />
          <Button type="primary" htmlType="submit" loading={act.isPending} block>
            {t('declarations.save')}
          </Button>
        </Form>
      )}
    </Answered>
  );
}
