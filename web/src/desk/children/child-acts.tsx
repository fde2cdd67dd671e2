import { correctSchooling, setSchooling } from '@quanxue/domain/children/ledger-operations.ts';
import type { ChildDetail } from '@quanxue/domain/children/operations.ts';
import { Button, Drawer, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useMay } from '../../basis/session.ts';
import { DisabilityForm, FactsForm, PlacesForm } from './change-forms.tsx';
import { HouseholdForm } from './household-form.tsx';
import { SchoolingForm } from './schooling-form.tsx';

const ACTS = ['schooling', 'change', 'move', 'households', 'disability'] as const;
type Act = (typeof ACTS)[number];
const FORMS = {
  schooling: SchoolingForm,
  change: FactsForm,
  move: PlacesForm,
  households: HouseholdForm,
  disability: DisabilityForm,
};

/** What whoever keeps the ledgers may do with this child. */
export function ChildActs({ child }: { readonly child: ChildDetail }) {
  const { t } = useTranslation();
  const may = useMay();
  const [open, setOpen] = useState<Act>();
  if (!may(setSchooling)) return null;
  const Shown = open ? FORMS[open] : null;
  return (
    <section className="page-actions no-print" style={{ marginBottom: 12 }} aria-label={t('childAct.acts')}>
      {ACTS.map((act) => (
        <Button key={act} onClick={() => setOpen(act)}>
          {t(`childAct.${act}`)}
        </Button>
      ))}
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open ? `${t(`childAct.${open}`)}：${child.name}` : ''}
        size={520}
        destroyOnHidden
      >
        {Shown ? <Shown child={child} done={() => setOpen(undefined)} /> : null}
      </Drawer>
    </section>
  );
}

/** Takes one line of the history back. */
export function CorrectLine(props: { readonly child: ChildDetail; readonly line: ChildDetail['history'][number] }) {
  const { child, line } = props;
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const act = useAct(correctSchooling, () => setOpen(false));
  if (line.withdrawn || !may(correctSchooling)) return null;
  return (
    <>
      <Button size="small" className="no-print" onClick={() => setOpen(true)}>
        {t('childAct.correct')}
      </Button>
      <Modal
        open={open}
        title={t('childAct.correctTitle', { from: line.fromOn, state: labels.term('schooling', line.state) })}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Form<{ reason: string }>
          layout="vertical"
          onFinish={(body) => act.mutate({ params: { childId: child.id, lineId: line.id }, body })}
        >
          <p>{t('childAct.correctText')}</p>
          <Form.Item
            name="reason"
            label={t('childAct.correctReason')}
            rules={[{ required: true, min: 4, whitespace: true, message: t('form.required') }]}
          >
            <Input maxLength={200} autoComplete="off" autoFocus />
          </Form.Item>
          <ProblemNotice error={act.error} />
          <Button type="primary" htmlType="submit" loading={act.isPending}>
            {t('childAct.correct')}
          </Button>
        </Form>
      </Modal>
    </>
  );
}
