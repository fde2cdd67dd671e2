import {
  declareClosed,
  explainDifference,
  getVillageClosing,
  type OpenWork,
  type VillageClosing,
  withdrawExplanation,
} from '@quanxue/domain/children/closing-operations.ts';
import type { listChildren } from '@quanxue/domain/children/operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Drawer, Popconfirm, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { useLanguage } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useMay, useToday } from '../../basis/session.ts';
import { ExplainForm } from './explain-form.tsx';

type Closing = Answer<typeof getVillageClosing>;
type Filters = Partial<z.output<NonNullable<typeof listChildren.query>>>;

/** Village by village whether every child is accounted for; with a village in the address, what is open there. */
export function ClosingPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/desk/closing' });
  const navigate = useNavigate();
  const today = useToday();
  const closing = useAnswer(getVillageClosing, { query: search }, { keep: true });
  const go = (change: Partial<typeof search>) => void navigate({ to: '/closing', search: { ...search, ...change } });
  const answer = closing.data;
  const day = search.asOf ?? answer?.asOf;
  return (
    <Page
      title={t('closing.title')}
      lead={
        answer
          ? t('closing.heading', {
              day: answer.asOf,
              base: t(`counted.base.${answer.base}`),
              from: answer.cohort.bornFrom,
              to: answer.cohort.bornTo,
            })
          : undefined
      }
      actions={
        <span className="no-print">
          <Button onClick={() => window.print()}>{t('common.print')}</Button>
        </span>
      }
    >
      <p className="hint">
        {t('closing.lead')}
        {t('closing.reading')}
      </p>
      <div className="filters no-print">
        <span>
          {t('tables.asOf')}{' '}
          <DayPicker
            {...(day ? { value: day } : {})}
            label={t('tables.asOf')}
            {...(today ? { max: today } : {})}
            onChange={(asOf) => go({ asOf })}
          />
        </span>
        <Radio.Group
          aria-label={t('tables.base')}
          value={search.base ?? answer?.base ?? 'registered'}
          onChange={(event) => go({ base: event.target.value as 'registered' | 'residence' })}
          options={(['registered', 'residence'] as const).map((value) => ({
            value,
            label: t(`counted.base.${value}`),
          }))}
        />
        {search.villageId ? (
          <Button type="link" onClick={() => go({ villageId: undefined })}>
            {t('closing.toVillages')}
          </Button>
        ) : null}
      </div>
      <Answered of={closing}>
        {(is) => (
          <>
            <Villages closing={is} />
            {is.noVillage > 0 ? (
              <p>
                <Link
                  to="/children"
                  search={{ ofAge: 'true', asOf: is.asOf, base: is.base, noVillage: 'true' } satisfies Filters}
                >
                  {t('closing.noVillage', { n: is.noVillage })}
                </Link>
              </p>
            ) : null}
            {search.villageId ? <Work closing={is} /> : null}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Villages({ closing }: { readonly closing: Closing }) {
  const { t } = useTranslation();
  const may = useMay();
  const act = useAct(declareClosed);
  const { asOf, base } = closing;
  const inVillage = (row: VillageClosing): Filters => ({ ofAge: 'true', asOf, base, villageId: row.villageId });
  const toWork = (row: VillageClosing, n: number) =>
    n === 0 ? (
      <span className="zero">0</span>
    ) : (
      <Link to="/closing" search={{ asOf, base, villageId: row.villageId }}>
        {n}
      </Link>
    );
  return (
    <>
      <ProblemNotice error={act.error} />
      <DataTable
        caption={t('closing.title')}
        rows={closing.villages}
        rowKey={(row) => row.villageId}
        empty={t('closing.empty')}
        columns={[
          {
            key: 'village',
            title: t('closing.village'),
            head: true,
            cell: (row) => (
              <Link to="/closing" search={{ asOf, base, villageId: row.villageId }}>
                {row.village}
              </Link>
            ),
          },
          {
            key: 'population',
            title: t('closing.population'),
            number: true,
            cell: (row) => (
              <Link to="/children" search={inVillage(row)}>
                {row.counts.population}
              </Link>
            ),
          },
          {
            key: 'unknown',
            title: t('closing.unknown'),
            number: true,
            cell: (row) =>
              row.counts.unknown === 0 ? (
                <span className="zero">0</span>
              ) : (
                <Link to="/children" search={{ ...inVillage(row), state: 'unknown' }} className="alarming">
                  {row.counts.unknown}
                </Link>
              ),
          },
          {
            key: 'lacking',
            title: t('closing.lacking'),
            number: true,
            cell: (row) => toWork(row, row.counts.lacking),
          },
          { key: 'listed', title: t('closing.listed'), number: true, cell: (row) => toWork(row, row.counts.listed) },
          {
            key: 'differences',
            title: t('closing.differences'),
            number: true,
            cell: (row) => toWork(row, row.counts.differences),
          },
          {
            key: 'unexplained',
            title: t('closing.unexplained'),
            number: true,
            cell: (row) => toWork(row, row.counts.unexplained),
          },
          {
            key: 'overAge',
            title: t('closing.overAge'),
            number: true,
            cell: (row) =>
              row.counts.overAge === 0 ? (
                <span className="zero">0</span>
              ) : (
                <Link to="/children" search={{ overAge: 'true', asOf, base, villageId: row.villageId }}>
                  {row.counts.overAge}
                </Link>
              ),
          },
          {
            key: 'state',
            title: t('closing.state'),
            cell: (row) => <State row={row} />,
          },
          ...(may(declareClosed)
            ? [
                {
                  key: 'declare',
                  title: '',
                  cell: (row: VillageClosing) =>
                    row.closed && !(row.declared?.asOf === asOf && !row.declared.changed) ? (
                      <Popconfirm
                        title={t('closing.declareAsk', { village: row.village, day: asOf })}
                        okText={t('closing.declare')}
                        cancelText={t('common.cancel')}
                        onConfirm={() => act.mutate({ params: { villageId: row.villageId }, body: { asOf, base } })}
                      >
                        <Button size="small" className="no-print">
                          {t('closing.declare')}
                        </Button>
                      </Popconfirm>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

function State({ row }: { readonly row: VillageClosing }) {
  const { t } = useTranslation();
  const { declared, counts } = row;
  return (
    <>
      <span className={row.closed ? undefined : 'alarming'}>
        {row.closed ? t('closing.closed') : t('closing.open')}
      </span>
      {declared ? (
        <span className={declared.changed ? 'alarming' : 'hint'}>
          {' '}
          {declared.changed
            ? t('closing.changed', {
                day: declared.asOf,
                before: declared.counts.population,
                now: declared.now.population,
                open: declared.now.unknown + declared.now.lacking + declared.now.unexplained,
              })
            : t('closing.declaredOn', { day: declared.asOf })}
        </span>
      ) : counts.population === 0 ? (
        ''
      ) : null}
    </>
  );
}

/** What is open in one village, child by child, each with what to do. */
function Work({ closing }: { readonly closing: Closing }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const language = useLanguage();
  const may = useMay();
  const [explaining, setExplaining] = useState<OpenWork>();
  const takeBack = useAct(withdrawExplanation);
  return (
    <>
      <h2>{t('closing.workOf', { village: closing.villages[0]?.village ?? '', n: closing.open.length })}</h2>
      <DataTable
        caption={t('closing.what')}
        rows={closing.open}
        rowKey={(row) => row.childId + row.what}
        empty={t('closing.allDone')}
        columns={[
          {
            key: 'child',
            title: t('closing.child'),
            head: true,
            cell: (row) => (
              <Link to="/children/$childId" params={{ childId: row.childId }}>
                {row.name}
              </Link>
            ),
          },
          { key: 'birth', title: t('child.birth'), cell: (row) => row.birthDate },
          { key: 'state', title: t('child.state'), cell: (row) => labels.term('schooling', row.state) },
          { key: 'what', title: t('closing.what'), cell: (row) => t(`closing.whats.${row.what}`) },
          {
            key: 'todo',
            title: t('closing.todo'),
            cell: (row) => (
              <>
                {row.sentence[language]}
                {row.citation ? <span className="hint">（{row.citation[language]}）</span> : null}
              </>
            ),
          },
          {
            key: 'act',
            title: '',
            cell: (row) =>
              row.what === 'difference' && may(explainDifference) ? (
                <Button size="small" className="no-print" onClick={() => setExplaining(row)}>
                  {t('closing.explain')}
                </Button>
              ) : null,
          },
        ]}
      />
      {closing.explained.length > 0 ? (
        <>
          <h2>{t('closing.explained')}</h2>
          <ProblemNotice error={takeBack.error} />
          <DataTable
            caption={t('closing.explained')}
            rows={closing.explained}
            rowKey={(row) => row.id}
            empty=""
            columns={[
              {
                key: 'child',
                title: t('closing.child'),
                head: true,
                cell: (row) => (
                  <Link to="/children/$childId" params={{ childId: row.childId }}>
                    {row.name}
                  </Link>
                ),
              },
              { key: 'side', title: t('closing.what'), cell: (row) => t(`closing.sides.${row.side}`) },
              { key: 'kind', title: t('closing.kind'), cell: (row) => t(`closing.kinds.${row.kind}`) },
              { key: 'on', title: t('closing.onDay'), cell: (row) => row.onDay },
              { key: 'reason', title: t('closing.reason'), cell: (row) => row.reason },
              {
                key: 'act',
                title: '',
                cell: (row) =>
                  may(withdrawExplanation) ? (
                    <Button
                      size="small"
                      className="no-print"
                      onClick={() => takeBack.mutate({ params: { childId: row.childId } })}
                    >
                      {t('closing.takeBack')}
                    </Button>
                  ) : null,
              },
            ]}
          />
        </>
      ) : null}
      <Drawer
        open={explaining !== undefined}
        onClose={() => setExplaining(undefined)}
        title={t('closing.explainTitle', { name: explaining?.name ?? '' })}
        size={480}
        destroyOnHidden
      >
        {explaining ? <ExplainForm work={explaining} done={() => setExplaining(undefined)} /> : null}
      </Drawer>
    </>
  );
}
