import { HOUSEHOLDS } from '@quanxue/domain/casefile/schema.ts';
import { MONITORED_KINDS } from '@quanxue/domain/children/household-names.ts';
import { changeHouseholds } from '@quanxue/domain/children/ledger-operations.ts';
import type { ChildDetail } from '@quanxue/domain/children/operations.ts';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLanguage } from '../../basis/language.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { householdWord } from './child-words.ts';

interface Values {
  readonly reason: string;
  /** Of the lines that stand: what becomes of each. */
  readonly lines?: Readonly<Record<string, { act?: 'end' | 'withdraw'; on?: string }>>;
  readonly add?: readonly {
    category: (typeof HOUSEHOLDS)[number];
    kind?: (typeof MONITORED_KINDS)[number];
    fromOn?: string;
  }[];
}

/** Categories that begin and end, each on its day. Names are those of today. */
export function HouseholdForm({ child, done }: { readonly child: ChildDetail; readonly done: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useToday() ?? child.birthDate;
  const act = useAct(changeHouseholds, done);
  const standing = child.householdLines.filter((line) => line.toOn === null);
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Form<Values>
      layout="vertical"
      onFinish={({ reason, lines = {}, add = [] }) => {
        const told = Object.entries(lines);
        act.mutate({
          params: { childId: child.id },
          body: {
            reason,
            add: [...add],
            end: told.flatMap(([id, line]) => (line.act === 'end' && line.on ? [{ id, on: line.on }] : [])),
            withdraw: told.flatMap(([id, line]) => (line.act === 'withdraw' ? [id] : [])),
          },
        });
      }}
    >
      {standing.length === 0 ? <p className="hint">{t('childAct.noHouseholds')}</p> : null}
      {standing.map((line) => (
        <fieldset key={line.id} className="group">
          <legend>
            {householdWord(line, today, language)}（{line.fromOn ?? t('childAct.fromUnknown')}—）
          </legend>
          <div className="row-fields">
            <Form.Item name={['lines', line.id, 'act']} label={t('childAct.change')}>
              <Select
                allowClear
                placeholder={t('childAct.unchanged')}
                options={(['end', 'withdraw'] as const).map((value) => ({ value, label: t(`childAct.${value}`) }))}
              />
            </Form.Item>
            <Form.Item noStyle dependencies={[['lines', line.id, 'act']]}>
              {({ getFieldValue }) =>
                getFieldValue(['lines', line.id, 'act']) === 'end' ? (
                  <Form.Item name={['lines', line.id, 'on']} label={t('childAct.endOn')} rules={required}>
                    <DayPicker max={today} />
                  </Form.Item>
                ) : null
              }
            </Form.Item>
          </div>
        </fieldset>
      ))}
      <Form.List name="add">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="row-fields">
                <Form.Item name={[row.name, 'category']} label={t('childAct.category')} rules={required}>
                  <Select
                    placeholder={t('entry.choose')}
                    options={HOUSEHOLDS.map((category) => ({
                      value: category,
                      label: householdWord({ category, kind: null }, today, language),
                    }))}
                  />
                </Form.Item>
                <Form.Item noStyle dependencies={[['add', row.name, 'category']]}>
                  {({ getFieldValue }) =>
                    getFieldValue(['add', row.name, 'category']) === 'monitored' ? (
                      <Form.Item name={[row.name, 'kind']} label={t('childAct.monitoredKind')}>
                        <Select
                          allowClear
                          placeholder={t('entry.choose')}
                          options={MONITORED_KINDS.map((kind) => ({
                            value: kind,
                            label: householdWord({ category: 'monitored', kind }, today, language),
                          }))}
                        />
                      </Form.Item>
                    ) : null
                  }
                </Form.Item>
                <Form.Item name={[row.name, 'fromOn']} label={t('childAct.from')}>
                  <DayPicker max={today} />
                </Form.Item>
                <Button className="row-remove" onClick={() => remove(row.name)}>
                  {t('common.remove')}
                </Button>
              </div>
            ))}
            <p>
              <Button size="small" onClick={() => add({})}>
                {t('childAct.addHousehold')}
              </Button>
            </p>
          </>
        )}
      </Form.List>
      <Form.Item
        name="reason"
        label={t('childAct.reason')}
        extra={t('childAct.reasonHint')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('childAct.save')}
      </Button>
    </Form>
  );
}
