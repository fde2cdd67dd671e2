import { listUnits } from '@quanxue/domain/people/operations.ts';
import { listRounds, openRound, ROUND_BASES, ROUND_KINDS } from '@quanxue/domain/visits/rounds.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Drawer, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Input as CallInput } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useMay, useSession, useToday } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';

type Values = CallInput<typeof openRound>['body'];

/** The rounds of visits with their coverage. */
export function RoundsPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const rounds = useAnswer(listRounds, {});
  const [opening, setOpening] = useState(false);
  return (
    <Page
      title={t('rounds.title')}
      lead={t('rounds.lead')}
      actions={
        may(openRound) ? (
          <Button type="primary" onClick={() => setOpening(true)}>
            {t('rounds.open')}
          </Button>
        ) : undefined
      }
    >
      <Answered of={rounds}>
        {(answer) => (
          <DataTable
            caption={t('rounds.title')}
            rows={answer.rounds}
            rowKey={(row) => row.id}
            empty={t('rounds.empty')}
            columns={[
              {
                key: 'title',
                title: t('rounds.name'),
                head: true,
                cell: (row) => (
                  <Link to="/rounds/$roundId" params={{ roundId: row.id }}>
                    {row.title}
                  </Link>
                ),
              },
              { key: 'kind', title: t('rounds.kind'), cell: (row) => labels.term('roundKind', row.kind) },
              { key: 'unit', title: t('rounds.unit'), cell: (row) => row.unit },
              {
                key: 'days',
                title: t('rounds.from'),
                cell: (row) => t('rounds.days', { from: row.fromOn, to: row.toOn }),
              },
              {
                key: 'households',
                title: t('rounds.households'),
                number: true,
                cell: (row) => (
                  <Link to="/rounds/$roundId/households" params={{ roundId: row.id }}>
                    {row.households}
                  </Link>
                ),
              },
              {
                key: 'rest',
                title: t('rounds.rest'),
                number: true,
                cell: (row) =>
                  row.visited === row.households ? (
                    <span className="zero">0</span>
                  ) : (
                    <Link to="/rounds/$roundId/households" params={{ roundId: row.id }} search={{ show: 'rest' }}>
                      {row.households - row.visited}
                    </Link>
                  ),
              },
              {
                key: 'coverage',
                title: t('rounds.coverage'),
                number: true,
                cell: (row) => percent(row.visited, row.households),
              },
            ]}
          />
        )}
      </Answered>
      <Drawer open={opening} onClose={() => setOpening(false)} title={t('rounds.open')} size={480} destroyOnHidden>
        <OpenRound />
      </Drawer>
    </Page>
  );
}

/** Never rounded up to 100 %: that is said of all alone. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '—';
  return part === whole ? '100 %' : `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)} %`;
}

function OpenRound() {
  const { t } = useTranslation();
  const labels = useLabels();
  const navigate = useNavigate();
  const session = useSession();
  const today = useToday();
  const units = useAnswer(listUnits, {});
  const act = useAct(openRound, (round) => void navigate({ to: '/rounds/$roundId', params: { roundId: round.id } }));
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Form<Values>
      layout="vertical"
      initialValues={{ kind: 'household', unitId: session?.posts[0]?.unitId, fromOn: today }}
      onFinish={(body) => act.mutate({ body })}
    >
      <Form.Item name="kind" label={t('rounds.kind')} rules={required}>
        <Radio.Group options={ROUND_KINDS.map((value) => ({ value, label: labels.term('roundKind', value) }))} />
      </Form.Item>
      <Form.Item name="title" label={t('rounds.name')} rules={required}>
        <Input maxLength={60} placeholder={t('rounds.nameSample')} />
      </Form.Item>
      <Form.Item name="unitId" label={t('rounds.unit')} rules={required}>
        <UnitSelect units={units.data?.units ?? []} kinds={['county', 'township', 'village', 'grid']} />
      </Form.Item>
      <div className="row-fields">
        <Form.Item name="fromOn" label={t('rounds.from')} rules={required}>
          <DayPicker />
        </Form.Item>
        <Form.Item name="toOn" label={t('rounds.to')} rules={required}>
          <DayPicker />
        </Form.Item>
      </div>
      <Form.Item name="base" label={t('rounds.base')}>
        <Select
          allowClear
          placeholder={t('rounds.baseByKind')}
          options={ROUND_BASES.map((value) => ({ value, label: t(`rounds.bases.${value}`) }))}
        />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('rounds.open')}
      </Button>
    </Form>
  );
}
