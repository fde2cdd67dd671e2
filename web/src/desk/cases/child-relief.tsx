import { UNITS } from '@quanxue/domain/casefile/schema.ts';
import {
  addRelief,
  addReliefResult,
  type ChildRelief,
  getChildRelief,
  type ReliefRow,
} from '@quanxue/domain/cases/joint-control.ts';
import { Button, Checkbox, Drawer, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useMay, useToday } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';

/** On the page of a child or a case: what the family lacks, the help, what came of it. */
export function ChildReliefSection({ childId }: { readonly childId: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const answer = useAnswer(getChildRelief, { params: { childId } }, { enabled: may(getChildRelief) });
  if (!may(getChildRelief)) return null;
  return (
    <section aria-labelledby="relief-title">
      <h2 id="relief-title">{t('relief.section')}</h2>
      <Answered of={answer}>{(all) => <Lines childId={childId} all={all} />}</Answered>
    </section>
  );
}

/** What is open in the drawer: a new difficulty, or the result of one. */
type Doing = 'add' | ReliefRow;

function Lines({ childId, all }: { readonly childId: string; readonly all: ChildRelief }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const today = useToday();
  const [doing, setDoing] = useState<Doing>();
  return (
    <>
      {all.rows.length === 0 ? <p className="hint">{t('relief.noneOfChild')}</p> : null}
      {all.rows.length > 0 && !all.keyHousehold ? <p className="hint">{t('relief.notKey')}</p> : null}
      <ul className="plain">
        {all.rows.map((row) => (
          <li key={row.id}>
            <ReliefState row={row} /> {row.since} {row.difficulty}
            <div className="hint">
              {t('relief.help')}：{row.help}（{labels.term('unit', row.unit)}）
            </div>
            <ReliefResults row={row} />
            {may(addReliefResult) && !row.settled ? (
              <Button size="small" className="no-print" onClick={() => setDoing(row)}>
                {t('relief.addResult')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {may(addRelief) ? (
        <p className="no-print">
          <Button size="small" onClick={() => setDoing('add')}>
            {t('relief.add')}
          </Button>
        </p>
      ) : null}
      <Drawer
        open={doing !== undefined}
        onClose={() => setDoing(undefined)}
        size={520}
        destroyOnHidden
        title={doing === 'add' ? t('relief.addTitle') : t('relief.addResult')}
      >
        {doing === 'add' && today ? (
          <AddForm childId={childId} today={today} inCase={all.openCaseId !== null} done={() => setDoing(undefined)} />
        ) : null}
        {doing && doing !== 'add' && today ? (
          <ResultForm row={doing} today={today} done={() => setDoing(undefined)} />
        ) : null}
      </Drawer>
    </>
  );
}

export function ReliefState({ row }: { readonly row: Pick<ReliefRow, 'settled'> }) {
  const { t } = useTranslation();
  return row.settled ? (
    <span className="status status-met">{t('relief.settled')}</span>
  ) : (
    <span className="status status-missing">{t('relief.open')}</span>
  );
}

export function ReliefResults({ row }: { readonly row: Pick<ReliefRow, 'results'> }) {
  return (
    <>
      {row.results.map((result) => (
        <div key={`${result.on ?? ''}${result.text}`}>
          {result.on ?? ''} {result.text}
        </div>
      ))}
    </>
  );
}

interface AddProps {
  readonly childId: string;
  readonly today: string;
  readonly inCase: boolean;
  readonly done: () => void;
}

function AddForm({ childId, today, inCase, done }: AddProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [reliefId] = useState(uuidV7);
  const act = useAct(addRelief, done);
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Form
      layout="vertical"
      initialValues={{ on: today, unit: 'township' }}
      onFinish={(body) => act.mutate({ params: { childId, reliefId }, body })}
    >
      <p className="hint">{t(inCase ? 'relief.intoCase' : 'relief.intoLedger')}</p>
      <Form.Item name="difficulty" label={t('relief.difficulty')} rules={required}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="help" label={t('relief.help')} rules={required}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <div className="row-fields">
        <Form.Item name="unit" label={t('relief.unit')} rules={required}>
          <Select options={UNITS.map((value) => ({ value, label: labels.term('unit', value) }))} />
        </Form.Item>
        <Form.Item name="on" label={t('relief.on')} rules={required}>
          <DayPicker max={today} />
        </Form.Item>
      </div>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('relief.add')}
      </Button>
    </Form>
  );
}

interface ResultProps {
  readonly row: ReliefRow;
  readonly today: string;
  readonly done: () => void;
}

export function ResultForm({ row, today, done }: ResultProps) {
  const { t } = useTranslation();
  const [resultId] = useState(uuidV7);
  const act = useAct(addReliefResult, done);
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Form
      layout="vertical"
      initialValues={{ on: today, settled: false }}
      onFinish={(body) => act.mutate({ params: { childId: row.childId, reliefId: row.id, resultId }, body })}
    >
      <p>
        {row.difficulty}
        <span className="hint">
          {' '}
          {t('relief.help')}：{row.help}
        </span>
      </p>
      <Form.Item name="result" label={t('relief.resultText')} rules={required}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="on" label={t('relief.on')} rules={required}>
        <DayPicker max={today} />
      </Form.Item>
      <Form.Item name="settled" valuePropName="checked">
        <Checkbox>{t('relief.settled')}</Checkbox>
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('relief.addResult')}
      </Button>
    </Form>
  );
}
