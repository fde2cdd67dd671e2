import { getOverview, type Overview, type TrendPoint } from '@quanxue/domain/statistics/overview-operations.ts';
import { getTable, type Table } from '@quanxue/domain/statistics/table-operations.ts';
import { BASE_LABELS } from '@quanxue/domain/statistics/tables.ts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { useSay } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { useToday } from '../../basis/session.ts';
import { Chart } from './chart.tsx';
import { RateList } from './figures.tsx';
import { StatisticsPlaces } from './statistics-places.tsx';
import { Count } from './table-sheet.tsx';

const COLOURS = { learning: '#2b6e3f', apart: '#8a5a00', out: '#b3261e', other: '#1f5f99' } as const;

/** Rates, trend and the way from suspected to returned; each chart with the table that says the same. */
export function OverviewPage() {
  const { t } = useTranslation();
  const say = useSay();
  const search = useSearch({ from: '/desk/statistics' });
  const navigate = useNavigate();
  const today = useToday();
  const overview = useAnswer(getOverview, { query: search }, { keep: true });
  const shown = overview.data;
  return (
    <Page
      title={t('overview.title')}
      lead={
        shown
          ? t('tables.heading', {
              place: '',
              day: shown.asOf,
              base: say(BASE_LABELS[shown.base]),
              from: shown.cohort.bornFrom,
              to: shown.cohort.bornTo,
            })
          : undefined
      }
    >
      <StatisticsPlaces />
      <div className="filters no-print">
        {t('tables.asOf')}{' '}
        <DayPicker
          value={search.asOf ?? shown?.asOf}
          label={t('tables.asOf')}
          {...(today ? { max: today } : {})}
          onChange={(asOf) => void navigate({ to: '/statistics', search: asOf ? { asOf } : {} })}
        />
      </div>
      <Answered of={overview}>
        {(answer) => (
          <>
            <p>
              <strong>{t('overview.target')}</strong> {say(answer.dropouts)}
            </p>
            <RateList rates={answer.rates} />
            <Trend points={answer.trend} />
            <Steps overview={answer} />
            <ByVillage overview={answer} />
          </>
        )}
      </Answered>
    </Page>
  );
}

const TREND = ['suspected', 'dropped-out', 'unknown', 'leave'] as const;

function Trend({ points }: { readonly points: readonly TrendPoint[] }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const option = useMemo(
    () => ({
      tooltip: { trigger: 'axis' },
      legend: { bottom: 0 },
      grid: { left: 40, right: 20, top: 20, bottom: 60 },
      xAxis: { type: 'category', data: points.map(({ on }) => on) },
      yAxis: { type: 'value', minInterval: 1 },
      series: TREND.map((state) => ({
        type: 'line',
        name: labels.term('schooling', state),
        // A day of which nothing is on record has no point.
        data: points.map(({ recorded, counts }) => (recorded ? counts[state] : null)),
      })),
    }),
    [points, labels.term],
  );
  return (
    <section>
      <h2>{t('overview.trend')}</h2>
      <Chart option={option} height={260} label={t('overview.trend')} />
      <DataTable
        caption={t('overview.trend')}
        rows={points}
        rowKey={({ on }) => on}
        empty=""
        columns={[
          { key: 'on', title: t('tables.asOf'), head: true, cell: ({ on }) => on },
          {
            key: 'total',
            title: t('overview.all'),
            number: true,
            cell: ({ recorded, total, filter }) =>
              recorded ? <Count count={total} filter={filter} /> : t('overview.unrecorded'),
          },
          ...TREND.map((state) => ({
            key: state,
            title: labels.term('schooling', state),
            number: true,
            cell: ({ recorded, counts, filter }: TrendPoint) =>
              recorded ? <Count count={counts[state]} filter={{ ...filter, state }} alarm={state !== 'leave'} /> : '—',
          })),
        ]}
      />
    </section>
  );
}

function Steps({ overview: { steps, since, asOf } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const say = useSay();
  const option = useMemo(
    () => ({
      grid: { left: 90, right: 40, top: 10, bottom: 10 },
      xAxis: { type: 'value', minInterval: 1, show: false },
      yAxis: { type: 'category', inverse: true, data: steps.map(({ label }) => say(label)), axisTick: { show: false } },
      series: [
        {
          type: 'bar',
          label: { show: true, position: 'right' },
          data: steps.map(({ key, count }) => ({
            value: count,
            itemStyle: {
              color: key === 'returned' ? COLOURS.learning : key === 'dropped-out' ? COLOURS.out : COLOURS.other,
            },
          })),
        },
      ],
    }),
    [steps, say],
  );
  return (
    <section>
      <h2>{t('overview.steps')}</h2>
      <p className="hint">{t('overview.stepsHint', { since, asOf })}</p>
      <Chart option={option} height={150} label={t('overview.steps')} />
      <DataTable
        caption={t('overview.steps')}
        rows={steps}
        rowKey={({ key }) => key}
        empty=""
        columns={[
          { key: 'step', title: t('overview.step'), head: true, cell: ({ label }) => say(label) },
          {
            key: 'count',
            title: t('overview.people'),
            number: true,
            cell: ({ count, filter }) => <Count count={count} filter={filter} />,
          },
        ]}
      />
    </section>
  );
}

/** States by village, or by school where the asker has no villages. */
function ByVillage({ overview: { asOf, base } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const query = base === 'school' ? ({ asOf, by: 'school' } as const) : { asOf, base };
  const table = useAnswer(getTable, { params: { table: 'b3-1' }, query });
  return (
    <section>
      <h2>{t('overview.byVillage')}</h2>
      <Answered of={table}>{(answer) => <Bars table={answer} />}</Answered>
    </section>
  );
}

function Bars({ table }: { readonly table: Table }) {
  const { t } = useTranslation();
  const say = useSay();
  const groups = useMemo(() => {
    const parts = table.columns.filter(({ kind }) => kind === 'part');
    return [...new Set(parts.map(({ group }) => group?.zh))].map((zh, i) => ({
      group: parts.find(({ group }) => group?.zh === zh)?.group ?? { zh: '', en: '' },
      keys: parts.filter(({ group }) => group?.zh === zh).map(({ key }) => key),
      colour: [COLOURS.learning, COLOURS.apart, COLOURS.out][i] ?? COLOURS.other,
    }));
  }, [table]);
  const option = useMemo(
    () => ({
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      legend: { bottom: 0 },
      grid: { left: 110, right: 20, top: 10, bottom: 60 },
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: { type: 'category', inverse: true, data: table.rows.map(({ name }) => say(name)) },
      series: groups.map(({ group, keys, colour }) => ({
        type: 'bar',
        stack: 'all',
        name: say(group),
        itemStyle: { color: colour },
        data: table.rows.map(({ counts }) => keys.reduce((sum, key) => sum + (counts[key] ?? 0), 0)),
      })),
    }),
    [table, groups, say],
  );
  return (
    <>
      <Chart option={option} height={100 + table.rows.length * 26} label={t('overview.byVillage')} />
      <DataTable
        caption={t('overview.byVillage')}
        rows={table.rows}
        rowKey={({ key }) => key}
        empty={t('tables.empty')}
        columns={[
          { key: 'name', title: t('overview.row'), head: true, cell: ({ name }) => say(name) },
          ...table.columns
            .filter(({ kind }) => kind !== 'of')
            .map((column) => ({
              key: column.key,
              title: say(column.label),
              number: true,
              cell: (row: Table['rows'][number]) => (
                <Count
                  count={row.counts[column.key] ?? 0}
                  filter={{ ...row.filter, ...column.filter }}
                  alarm={column.alarm}
                />
              ),
            })),
        ]}
      />
    </>
  );
}
