import { assignOwner, OWNER_ROLES, type OwnerRole, type ProblemOwner } from '@quanxue/domain/cases/problem-list.ts';
import { OWNER_UNITS } from '@quanxue/domain/cases/problem-list-refusals.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Input as CallInput } from '../../basis/call.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { UnitSelect } from '../../basis/unit-select.tsx';

type Values = Omit<CallInput<typeof assignOwner>['body'], 'childIds'>;

interface Props {
  readonly childIds: readonly string[];
  readonly today: string;
  readonly present?: ProblemOwner | null;
  readonly done: (changed: number) => void;
}

/** Names the post that answers for one child or for many. */
export function OwnerForm({ childIds, today, present, done }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const units = useAnswer(listUnits, {});
  const [form] = Form.useForm<Values>();
  const role: OwnerRole | undefined = Form.useWatch('role', form);
  const act = useAct(assignOwner, ({ changed }) => done(changed));
  const required = [{ required: true, message: t('form.required') }];
  const fitting = (units.data?.units ?? []).filter((unit) => !role || OWNER_UNITS[role].includes(unit.kind));
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ on: today, ...(present && { role: present.role, unitId: present.unitId }) }}
      onValuesChange={(change: Partial<Values>) => {
        if (!change.role) return;
        const there = (units.data?.units ?? []).filter((unit) =>
          OWNER_UNITS[change.role ?? 'village'].includes(unit.kind),
        );
        const chosen = form.getFieldValue('unitId');
        // Where only one unit has the post there is nothing to choose.
        if (!there.some((unit) => unit.id === chosen)) {
          form.setFieldValue('unitId', there.length === 1 ? there[0]?.id : undefined);
        }
      }}
      onFinish={({ name, ...values }) =>
        act.mutate({ body: { ...values, ...(name?.trim() && { name }), childIds: [...childIds] } })
      }
    >
      <div className="row-fields">
        <Form.Item name="role" label={t('problemList.post')} rules={required}>
          <Select
            placeholder={t('entry.choose')}
            options={OWNER_ROLES.map((value) => ({ value, label: labels.term('role', value) }))}
          />
        </Form.Item>
        <Form.Item name="unitId" label={t('problemList.unit')} rules={required}>
          <UnitSelect units={fitting} />
        </Form.Item>
      </div>
      <div className="row-fields">
        <Form.Item
          name="name"
          label={t('problemList.ownerName')}
          extra={t('problemList.ownerNameHint')}
          rules={[{ min: 2, message: t('problemList.nameRule') }]}
        >
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="on" label={t('problemList.ownOn')} rules={required}>
          <DayPicker max={today} />
        </Form.Item>
      </div>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('problemList.ownerSave')}
      </Button>
    </Form>
  );
}
