import { schoolYearOf } from '@quanxue/domain/basis/plain-date.ts';
import { ROLL_OVER_GROUPS, ROLL_OVER_WRITES } from '@quanxue/domain/children/roll-over.ts';
import {
  confirmRollOver,
  previewRollOver,
  type RollOverRow,
  undoRollOver,
} from '@quanxue/domain/children/roll-over-operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Form, Input, Popconfirm, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { gradeClass } from './ledger.tsx';

type Preview = Answer<typeof previewRollOver>;

/** The turn of the school year: who goes where, by number and by name, before anything is written. */
export function RollOverPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/desk/roll-over' });
  const navigate = useNavigate();
  const today = useToday();
  const thisYear = today ? schoolYearOf(today) : undefined;
  const year = search.year ?? thisYear;
  const preview = useAnswer(
    previewRollOver,
    {
      params: { schoolYear: year ?? 2000 },
      query: search.group ? { group: search.group, limit: 500 } : { limit: 500 },
    },
    { keep: true, enabled: year !== undefined },
  );
  const undo = useAct(undoRollOver);
  return (
    <Page title={t('rollOver.title')} lead={t('rollOver.lead', { year: year ?? '' })}>
      <div className="filters">
        <Select
          aria-label={t('rollOver.year')}
          value={year ?? null}
          className="filter"
          options={(thisYear ? [thisYear + 1, thisYear, thisYear - 1] : []).map((value) => ({
            value,
            label: `${value}—${value + 1}`,
          }))}
          onChange={(value) => void navigate({ to: '/roll-over', search: { ...search, year: value ?? undefined } })}
        />
      </div>
      <p className="hint">{t('rollOver.reading')}</p>
      <Answered of={preview}>
        {(answer) => (
          <>
            <Groups preview={answer} year={year} />
            {search.group ? <Names rows={answer.rows} group={search.group} /> : null}
            <Confirm preview={answer} />
            <h2>{t('rollOver.batches')}</h2>
            <ProblemNotice error={undo.error} />
            <DataTable
              caption={t('rollOver.batches')}
              rows={answer.batches}
              rowKey={(row) => row.id}
              empty={t('rollOver.none')}
              columns={[
                { key: 'year', title: t('rollOver.year'), head: true, cell: (row) => row.schoolYear },
                { key: 'at', title: t('imports.at'), cell: (row) => shanghaiTime(row.at) },
                { key: 'by', title: t('imports.by'), cell: (row) => row.by },
                {
                  key: 'count',
                  title: t('rollOver.count'),
                  number: true,
                  cell: (row) => ROLL_OVER_WRITES.reduce((sum, group) => sum + (row.counts[group] ?? 0), 0),
                },
                {
                  key: 'undo',
                  title: '',
                  cell: (row) =>
                    row.undone ? (
                      t('rollOver.undone')
                    ) : row.undoable ? (
                      <Popconfirm
                        title={t('rollOver.undoAsk')}
                        okText={t('rollOver.undo')}
                        cancelText={t('common.cancel')}
                        onConfirm={() => undo.mutate({ params: { rollOverId: row.id } })}
                      >
                        <Button size="small">{t('rollOver.undo')}</Button>
                      </Popconfirm>
                    ) : (
                      <span className="hint">{t('rollOver.stands')}</span>
                    ),
                },
              ]}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Groups({ preview, year }: { readonly preview: Preview; readonly year: number | undefined }) {
  const { t } = useTranslation();
  return (
    <DataTable
      caption={t('rollOver.title')}
      rows={ROLL_OVER_GROUPS.map((group) => ({ group, count: preview.counts[group] ?? 0 }))}
      rowKey={(row) => row.group}
      empty=""
      columns={[
        { key: 'group', title: t('rollOver.group'), head: true, cell: (row) => t(`rollOver.groups.${row.group}`) },
        {
          key: 'count',
          title: t('rollOver.count'),
          number: true,
          cell: (row) =>
            row.count === 0 ? (
              <span className="zero">0</span>
            ) : (
              <Link to="/roll-over" search={{ group: row.group, ...(year ? { year } : {}) }}>
                {row.count}
              </Link>
            ),
        },
        {
          key: 'writes',
          title: t('rollOver.writes'),
          cell: (row) => (ROLL_OVER_WRITES.includes(row.group) ? t('rollOver.yes') : t('rollOver.no')),
        },
        {
          key: 'hint',
          title: t('closing.todo'),
          cell: (row) => <span className="hint">{t(`rollOver.hints.${row.group}`)}</span>,
        },
      ]}
    />
  );
}

function Names({ rows, group }: { readonly rows: readonly RollOverRow[]; readonly group: RollOverRow['group'] }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <>
      <h2>{t(`rollOver.groups.${group}`)}</h2>
      <DataTable
        caption={t(`rollOver.groups.${group}`)}
        rows={rows}
        rowKey={(row) => row.childId}
        empty={t('rollOver.empty')}
        columns={[
          {
            key: 'name',
            title: t('child.name'),
            head: true,
            cell: (row) => (
              <Link to="/children/$childId" params={{ childId: row.childId }}>
                {row.name}
              </Link>
            ),
          },
          { key: 'birth', title: t('child.birth'), cell: (row) => row.birthDate },
          { key: 'school', title: t('child.school'), cell: (row) => row.school ?? '—' },
          {
            key: 'now',
            title: t('rollOver.now'),
            cell: (row) =>
              [labels.term('schooling', row.state), gradeClass({ schooling: { ...NOWHERE, ...row } })]
                .filter(Boolean)
                .join(' '),
          },
          {
            key: 'after',
            title: t('rollOver.after'),
            cell: (row) =>
              row.after
                ? [
                    labels.term('schooling', row.after.state),
                    gradeClass({ schooling: { ...NOWHERE, ...row.after, state: row.after.state } }),
                  ]
                    .filter(Boolean)
                    .join(' ')
                : '—',
          },
        ]}
      />
    </>
  );
}

const NOWHERE = { fromOn: '', schoolId: null, school: null, grade: null, class: null, rollNumber: null };

interface Values {
  readonly list: 'without' | 'with';
  readonly title?: string;
  readonly number?: string;
  readonly on?: string;
  readonly except?: string[];
}

function Confirm({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation();
  const today = useToday();
  const act = useAct(confirmRollOver);
  const [form] = Form.useForm<Values>();
  const list = Form.useWatch('list', form) ?? 'without';
  const n = ROLL_OVER_WRITES.reduce((sum, group) => sum + (preview.counts[group] ?? 0), 0);
  const graduates = useAnswer(
    previewRollOver,
    { params: { schoolYear: preview.schoolYear }, query: { group: 'graduates', limit: 500 } },
    { enabled: list === 'with' },
  );
  const required = [{ required: true, message: t('form.required') }];
  if (n === 0) {
    return act.data ? (
      <Alert type="success" role="status" className="notice" title={t('rollOver.done')} />
    ) : (
      <p className="empty">{t('rollOver.nothing')}</p>
    );
  }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ list: 'without' }}
      style={{ maxWidth: 760, marginTop: 16 }}
      onFinish={({ list: kind, title = '', number, on = '', except = [] }) =>
        act.mutate({
          params: { schoolYear: preview.schoolYear },
          body: {
            fingerprint: preview.fingerprint,
            graduates:
              kind === 'with' ? { paper: { kind: 'paper', title, number: number?.trim() || null, on }, except } : null,
          },
        })
      }
    >
      {(preview.counts.graduates ?? 0) > 0 ? (
        <fieldset className="group">
          <legend>{t('rollOver.certificates')}</legend>
          <Form.Item name="list" noStyle>
            <Radio.Group
              aria-label={t('rollOver.certificates')}
              options={[
                { value: 'without', label: t('rollOver.noCertificates') },
                { value: 'with', label: t('rollOver.withCertificates') },
              ]}
            />
          </Form.Item>
          {list === 'with' ? (
            <>
              <div className="row-fields">
                <Form.Item name="title" label={t('childAct.paperTitle')} rules={required}>
                  <Input maxLength={120} autoComplete="off" />
                </Form.Item>
                <Form.Item name="number" label={t('childAct.paperNumber')}>
                  <Input maxLength={80} autoComplete="off" />
                </Form.Item>
                <Form.Item name="on" label={t('childAct.paperOn')} rules={required}>
                  <DayPicker {...(today ? { max: today } : {})} />
                </Form.Item>
              </div>
              <Form.Item name="except" label={t('rollOver.except')}>
                <Select
                  mode="multiple"
                  showSearch={{ optionFilterProp: 'label' }}
                  options={(graduates.data?.rows ?? []).map((row) => ({
                    value: row.childId,
                    label: `${row.name} ${row.birthDate}`,
                  }))}
                />
              </Form.Item>
            </>
          ) : null}
        </fieldset>
      ) : null}
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('rollOver.confirm', { n })}
      </Button>
    </Form>
  );
}
