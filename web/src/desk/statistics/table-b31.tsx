import type { listChildren } from '@quanxue/domain/children/operations.ts';
import {
  B31_OF,
  B31_PARTS,
  type B31Row,
  downloadTableB31,
  getTableB31,
} from '@quanxue/domain/statistics/operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { type Answer, urlOf } from '../../basis/call.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useInstallation, useToday } from '../../basis/session.ts';

type Table = Answer<typeof getTableB31>;
type Filters = Partial<z.output<NonNullable<typeof listChildren.query>>>;

/** Table B3-1: schooling by village. Every number leads to the children it counts. */
export function TableB31Page() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/desk/tables/b3-1' });
  const navigate = useNavigate();
  const today = useToday();
  const installation = useInstallation();
  const table = useAnswer(getTableB31, { query: search }, { keep: true });
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: '/tables/b3-1', search: { ...search, ...change } });
  return (
    <Page
      title={t('b31.title')}
      lead={
        table.data
          ? t('b31.heading', {
              place: installation?.township ?? '',
              day: table.data.asOf,
              base: t(`b31.base.${table.data.base}`),
              from: table.data.cohort.bornFrom,
              to: table.data.cohort.bornTo,
            })
          : undefined
      }
      actions={
        <span className="no-print">
          <a className="button-link" href={urlOf(downloadTableB31, { query: search })} download>
            {t('b31.download')}
          </a>{' '}
          <Button onClick={() => window.print()}>{t('common.print')}</Button>
        </span>
      }
    >
      <div className="filters no-print">
        <span>
          {t('b31.asOf')}{' '}
          <DayPicker
            value={search.asOf ?? table.data?.asOf}
            label={t('b31.asOf')}
            {...(today ? { max: today } : {})}
            onChange={(asOf) => go({ asOf })}
          />
        </span>
        <Radio.Group
          aria-label={t('b31.baseLabel')}
          value={search.base ?? table.data?.base ?? 'registered'}
          onChange={(event) => go({ base: event.target.value as 'registered' | 'residence' })}
          options={(['registered', 'residence'] as const).map((value) => ({ value, label: t(`b31.base.${value}`) }))}
        />
      </div>
      <Answered of={table}>{(answer) => <Sheet table={answer} />}</Answered>
    </Page>
  );
}

function Sheet({ table }: { readonly table: Table }) {
  const { t } = useTranslation();
  const labels = useLabels();
  if (table.rows.length === 0) {
    return (
      <div className="empty">
        <p>{t('b31.empty')}</p>
        <p>
          <Link to="/imports">{t('imports.title')}</Link>
        </p>
      </div>
    );
  }
  const common: Filters = { ofAge: 'true', asOf: table.asOf, base: table.base };
  return (
    <div className="table-scroll wide">
      <table className="data b31">
        <caption className="sr-only">{t('b31.title')}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('child.number')}
            </th>
            <th scope="col" rowSpan={2}>
              {t('b31.village')}
            </th>
            <th scope="col" rowSpan={2}>
              {t('b31.total')}
            </th>
            <th scope="colgroup" colSpan={B31_PARTS.length}>
              {t('b31.parts')}
            </th>
            <th scope="colgroup" colSpan={B31_OF.length}>
              {t('b31.ofWhich')}
            </th>
          </tr>
          <tr>
            {B31_PARTS.map((part) => (
              <th key={part} scope="col">
                {labels.term('schooling', part)}
              </th>
            ))}
            {B31_OF.map((mark) => (
              <th key={mark} scope="col">
                {t(`b31.of.${mark}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <Line key={row.villageId ?? row.village} row={row} number={index + 1} common={common} />
          ))}
        </tbody>
        <tfoot>
          <Line row={table.sum} common={common} sum />
        </tfoot>
      </table>
    </div>
  );
}

interface LineProps {
  readonly row: B31Row;
  readonly number?: number;
  readonly common: Filters;
  readonly sum?: boolean;
}

function Line({ row, number, common, sum }: LineProps) {
  const { t } = useTranslation();
  const filters: Filters = row.villageId
    ? { ...common, villageId: row.villageId }
    : sum
      ? { asOf: common.asOf, ofAge: 'true' }
      : { ...common, noVillage: 'true' };
  const linked = (count: number, more: Filters, alarming = false) =>
    count === 0 ? (
      <span className="zero">0</span>
    ) : (
      <Link to="/children" search={{ ...filters, ...more }} className={alarming ? 'alarming' : undefined}>
        {count}
      </Link>
    );
  return (
    <tr className={sum ? 'sum' : undefined}>
      <td>{number ?? ''}</td>
      <th scope="row">{sum ? t('b31.sum') : row.village}</th>
      <td className="number">{linked(row.total, {})}</td>
      {B31_PARTS.map((part) => (
        <td key={part} className="number">
          {linked(row.parts[part], { state: part }, part === 'unknown' || part === 'dropped-out')}
        </td>
      ))}
      {B31_OF.map((mark) => (
        <td key={mark} className="number">
          {linked(row.of[mark], { mark })}
        </td>
      ))}
    </tr>
  );
}
