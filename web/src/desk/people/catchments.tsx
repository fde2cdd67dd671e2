import { CATCHMENT_STAGES, listCatchments, setCatchment } from '@quanxue/domain/people/posts.ts';
import { getUnitTree } from '@quanxue/domain/people/units.ts';
import { Button, Drawer, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Answer, Input as CallInput } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useMay, useToday } from '../../basis/session.ts';
import { DayField, Save, UnitChoice, useRequired } from './unit-acts.tsx';

type List = Answer<typeof listCatchments>;
type Stage = (typeof CATCHMENT_STAGES)[number];

interface Row {
  readonly villageId: string;
  readonly village: string;
}

/** Which school answers for the children of each village who learn in no school here. */
export function Catchments() {
  const { t } = useTranslation();
  const list = useAnswer(listCatchments, {}, { keep: true });
  const may = useMay()(setCatchment);
  const [setting, setSetting] = useState<{ readonly row: Row; readonly stage: Stage }>();
  return (
    <section>
      <h2>{t('posts.catchments')}</h2>
      <p className="hint">{t('posts.catchmentsLead')}</p>
      <Answered of={list}>
        {(answer) => (
          <DataTable
            caption={t('posts.catchments')}
            rows={villagesOf(answer)}
            rowKey={(row) => row.villageId}
            empty={t('posts.noCatchments')}
            columns={[
              { key: 'village', title: t('posts.village'), head: true, cell: (row) => row.village },
              ...CATCHMENT_STAGES.map((stage) => ({
                key: stage,
                title: t(`posts.${stage}`),
                cell: (row: Row) => {
                  const set = answer.catchments.find(
                    (each) => each.villageId === row.villageId && each.stage === stage,
                  );
                  return (
                    <>
                      {set ? set.school : <span className="alarming">{t('posts.notSet')}</span>}{' '}
                      {may ? (
                        <Button
                          size="small"
                          aria-label={t('posts.setCatchment', { village: row.village, stage: t(`posts.${stage}`) })}
                          onClick={() => setSetting({ row, stage })}
                        >
                          {set ? t('posts.replace') : t('posts.appoint')}
                        </Button>
                      ) : null}
                    </>
                  );
                },
              })),
            ]}
          />
        )}
      </Answered>
      <Drawer
        open={setting !== undefined}
        onClose={() => setSetting(undefined)}
        title={
          setting ? t('posts.setCatchment', { village: setting.row.village, stage: t(`posts.${setting.stage}`) }) : ''
        }
        size={480}
        destroyOnHidden
      >
        {setting ? <SetCatchment {...setting} done={() => setSetting(undefined)} /> : null}
      </Drawer>
    </section>
  );
}

function villagesOf(list: List): Row[] {
  const rows = new Map<string, Row>();
  for (const { villageId, village } of [...list.catchments, ...list.vacancies])
    rows.set(villageId, { villageId, village });
  return [...rows.values()].sort((a, b) => a.village.localeCompare(b.village, 'zh-CN'));
}

function SetCatchment({ row, stage, done }: { readonly row: Row; readonly stage: Stage; readonly done: () => void }) {
  const { t } = useTranslation();
  const required = useRequired();
  const today = useToday();
  const tree = useAnswer(getUnitTree, {});
  const act = useAct(setCatchment, done);
  const schools = (tree.data?.units ?? []).filter(
    (unit) => unit.kind === 'school' && (unit.stage === null || unit.stage === stage || unit.stage === 'nine-year'),
  );
  return (
    <Form<Pick<CallInput<typeof setCatchment>['body'], 'schoolId' | 'fromOn'>>
      layout="vertical"
      initialValues={{ fromOn: today }}
      onFinish={(body) => act.mutate({ body: { ...body, villageId: row.villageId, stage } })}
    >
      <Form.Item name="schoolId" label={t('posts.schoolOf')} rules={required}>
        <UnitChoice<string> units={schools} />
      </Form.Item>
      <DayField name="fromOn" label={t('posts.fromOn')} />
      <Save act={act} />
    </Form>
  );
}
