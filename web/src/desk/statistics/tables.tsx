import {
  downloadTable,
  getTable,
  listOutOfCounty,
  listTemplates,
  printTable,
} from '@quanxue/domain/statistics/table-operations.ts';
import {
  BASE_LABELS,
  BY_LABELS,
  BYS_OF,
  basesOf,
  TABLE_TITLES,
  TABLES,
  type TableBase,
  type TableBy,
  type TableKey,
} from '@quanxue/domain/statistics/tables.ts';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { urlOf } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { useSay } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { useInstallation, useToday } from '../../basis/session.ts';
import { StatisticsPlaces } from './statistics-places.tsx';
import { TableSheet } from './table-sheet.tsx';

/** One of the official tables: by village, school, grade or group, as of a day, on a base. */
export function TablesPage() {
  const { t } = useTranslation();
  const say = useSay();
  const { table: named } = useParams({ from: '/desk/tables/$table' });
  const key: TableKey = TABLES.find((each) => each === named) ?? 'b3-1';
  const search = useSearch({ from: '/desk/tables/$table' });
  const navigate = useNavigate();
  const today = useToday();
  const installation = useInstallation();
  const table = useAnswer(getTable, { params: { table: key }, query: search }, { keep: true });
  const templates = useAnswer(listTemplates, {});
  const own = templates.data?.templates.some((each) => each.table === key) ?? false;
  const by: TableBy = search.by ?? BYS_OF[key][0];
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: '/tables/$table', params: { table: key }, search: { ...search, ...change } });
  const file = { params: { table: key }, query: search };
  const shown = table.data?.table === key ? table.data : undefined;
  return (
    <Page
      title={t('tables.title', { title: say(TABLE_TITLES[key]), by: say(BY_LABELS[by]) })}
      lead={
        shown
          ? t('tables.heading', {
              place: installation?.township ?? '',
              day: shown.asOf,
              base: say(BASE_LABELS[shown.base]),
              from: shown.cohort.bornFrom,
              to: shown.cohort.bornTo,
            })
          : undefined
      }
      actions={
        <span className="no-print page-actions">
          <a className="button-link" href={urlOf(downloadTable, file)} download>
            {t('tables.download')}
          </a>
          {own ? (
            <a
              className="button-link"
              href={urlOf(downloadTable, { ...file, query: { ...search, layout: 'product' } })}
              download
            >
              {t('tables.downloadProduct')}
            </a>
          ) : null}
          <a className="button-link" href={urlOf(printTable, file)} target="_blank" rel="noreferrer">
            {t('tables.print')}
          </a>
        </span>
      }
    >
      <StatisticsPlaces />
      <div className="filters no-print">
        <span>
          {t('tables.asOf')}{' '}
          <DayPicker
            value={search.asOf ?? shown?.asOf}
            label={t('tables.asOf')}
            {...(today ? { max: today } : {})}
            onChange={(asOf) => go({ asOf })}
          />
        </span>
        {BYS_OF[key].length > 1 ? (
          <Radio.Group
            aria-label={t('tables.by')}
            value={by}
            onChange={(event) => go({ by: event.target.value as TableBy, base: undefined })}
            options={BYS_OF[key].map((value) => ({ value, label: say(BY_LABELS[value]) }))}
          />
        ) : null}
        {basesOf(key, by).length > 1 ? (
          <Radio.Group
            aria-label={t('tables.base')}
            value={search.base ?? basesOf(key, by)[0]}
            onChange={(event) => go({ base: event.target.value as TableBase })}
            options={basesOf(key, by).map((value) => ({ value, label: say(BASE_LABELS[value]) }))}
          />
        ) : null}
      </div>
      <Answered of={table}>
        {(answer) =>
          answer.rows.length === 0 ? (
            <div className="empty">
              <p>{t('tables.empty')}</p>
              <p>
                <Link to="/imports">{t('imports.title')}</Link>
              </p>
            </div>
          ) : (
            <TableSheet table={answer} caption={say(TABLE_TITLES[answer.table])} />
          )
        }
      </Answered>
      {key === 'b3-2' ? <OutOfCounty asOf={search.asOf} base={search.base} /> : null}
      <p className="hint">{t(own ? 'tables.ownLayout' : 'tables.ourLayout')}</p>
    </Page>
  );
}

/** The names behind B3-2, with the roll certificate of the school year or the word that it is missing. */
function OutOfCounty({ asOf, base }: { readonly asOf: string | undefined; readonly base: TableBase | undefined }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const list = useAnswer(listOutOfCounty, { query: { asOf, base } }, { keep: true });
  return (
    <section>
      <h2>{t('tables.names')}</h2>
      <Answered of={list}>
        {(answer) => (
          <DataTable
            caption={t('tables.names')}
            rows={answer.children}
            rowKey={(row) => row.id}
            empty={t('tables.noNames')}
            columns={[
              {
                key: 'name',
                title: t('child.name'),
                head: true,
                cell: (row) => (
                  <Link to="/children/$childId" params={{ childId: row.id }}>
                    {row.name}
                  </Link>
                ),
              },
              { key: 'sex', title: t('child.sex'), cell: (row) => labels.term('sex', row.sex) },
              { key: 'id', title: t('child.citizenId'), cell: (row) => row.citizenIdMasked ?? '—' },
              { key: 'village', title: t('tables.village'), cell: (row) => row.village ?? '—' },
              { key: 'school', title: t('child.school'), cell: (row) => row.school ?? '—' },
              { key: 'grade', title: t('tables.grade'), cell: (row) => row.grade ?? '—' },
              {
                key: 'certificate',
                title: t('tables.certificate'),
                cell: (row) => {
                  const paper = row.certificate;
                  if (!paper) return <span className="alarming">{t('tables.missing')}</span>;
                  return [paper.number ?? t('tables.inCase'), paper.on].join('，');
                },
              },
            ]}
          />
        )}
      </Answered>
    </section>
  );
}
