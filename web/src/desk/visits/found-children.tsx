import { listChildren } from '@quanxue/domain/children/operations.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { type getRound, linkFound, recordFound } from '@quanxue/domain/visits/rounds.ts';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useMay, useToday } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';
import { uuidV7 } from '../../basis/uuid-v7.ts';

type Round = Answer<typeof getRound>;
type Found = Round['found'][number];

/** Children met on a round who are on no list. */
export function FoundChildren({ round }: { readonly round: Round }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  return (
    <section>
      <h2>{t('found.title')}</h2>
      <p className="hint">{t('found.lead')}</p>
      {may(recordFound) ? (
        <p>
          <Button onClick={() => setAdding(true)}>{t('found.add')}</Button>
        </p>
      ) : null}
      <DataTable
        caption={t('found.title')}
        rows={round.found}
        rowKey={(row) => row.id}
        empty={t('found.none')}
        columns={[
          { key: 'name', title: t('found.name'), head: true, cell: (row) => row.name },
          { key: 'sex', title: t('found.sex'), cell: (row) => labels.term('sex', row.sex) },
          { key: 'birth', title: t('child.birth'), cell: (row) => row.birthDate ?? '—' },
          { key: 'village', title: t('rounds.village'), cell: (row) => row.village },
          { key: 'day', title: t('found.day'), cell: (row) => `${row.onDay} ${row.by}` },
          { key: 'state', title: t('found.state'), cell: (row) => <InLedger found={row} /> },
        ]}
      />
      <Drawer open={adding} onClose={() => setAdding(false)} title={t('found.add')} size={420} destroyOnHidden>
        <NoteChild round={round} done={() => setAdding(false)} />
      </Drawer>
    </section>
  );
}

function InLedger({ found }: { readonly found: Found }) {
  const { t } = useTranslation();
  const may = useMay();
  const [linking, setLinking] = useState(false);
  const [q, setQ] = useState(found.name);
  const children = useAnswer(listChildren, { query: { q, limit: 20 } }, { enabled: linking && q !== '', keep: true });
  const act = useAct(linkFound, () => setLinking(false));
  if (found.childId) {
    return (
      <Link to="/children/$childId" params={{ childId: found.childId }}>
        {t('found.entered')}
      </Link>
    );
  }
  return (
    <>
      <span className="alarming">{t('found.toEnter')}</span>{' '}
      {may(linkFound) ? (
        linking ? (
          <Select
            aria-label={t('found.linkHint')}
            placeholder={t('found.linkHint')}
            style={{ width: '100%', maxWidth: 320 }}
            showSearch={{ filterOption: false, onSearch: (text) => setQ(text || found.name) }}
            options={(children.data?.children ?? []).map((child) => ({
              value: child.id,
              label: `${child.name} ${child.birthDate} ${child.residenceVillage ?? child.registeredVillage ?? ''}`,
            }))}
            onChange={(childId: string) => act.mutate({ params: { foundId: found.id }, body: { childId } })}
          />
        ) : (
          <Button size="small" onClick={() => setLinking(true)}>
            {t('found.link')}
          </Button>
        )
      ) : null}
      <ProblemNotice error={act.error} />
    </>
  );
}

interface Values {
  readonly villageId: string;
  readonly name: string;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly birthDate?: string;
  readonly onDay: string;
}

function NoteChild({ round, done }: { readonly round: Round; readonly done: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const today = useToday();
  const units = useAnswer(listUnits, {});
  const [foundId] = useState(uuidV7);
  const act = useAct(recordFound, done);
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Form<Values>
      layout="vertical"
      initialValues={{ onDay: today, villageId: round.places.length === 1 ? round.places[0]?.villageId : undefined }}
      onFinish={(body) => act.mutate({ params: { roundId: round.id, foundId }, body })}
    >
      <Form.Item name="name" label={t('found.name')} rules={required}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="sex" label={t('found.sex')} rules={required}>
        <Radio.Group
          options={(['male', 'female', 'unknown'] as const).map((value) => ({
            value,
            label: labels.term('sex', value),
          }))}
        />
      </Form.Item>
      <Form.Item name="birthDate" label={t('found.birth')}>
        <DayPicker {...(today ? { max: today } : {})} />
      </Form.Item>
      <Form.Item name="villageId" label={t('found.village')} rules={required}>
        <UnitSelect units={units.data?.units ?? []} kinds={['village', 'group', 'grid']} />
      </Form.Item>
      <Form.Item name="onDay" label={t('found.day')} rules={required}>
        <DayPicker {...(today ? { max: today } : {})} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('found.save')}
      </Button>
    </Form>
  );
}
