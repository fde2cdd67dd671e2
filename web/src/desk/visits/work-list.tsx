import { getRound, listRoundHouseholds, type RoundHousehold, recordVisit } from '@quanxue/domain/visits/rounds.ts';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useMay } from '../../basis/session.ts';

const PAGE = 50;
const SHOWS = ['rest', 'visited', 'nobody-met'] as const;

/** Families to be visited, or those behind a number. */
export function WorkListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const navigate = useNavigate();
  const { roundId } = useParams({ from: '/desk/rounds/$roundId/households' });
  const search = useSearch({ from: '/desk/rounds/$roundId/households' });
  const { offset = 0, limit: _, ...filters } = search;
  const round = useAnswer(getRound, { params: { roundId } });
  const list = useAnswer(
    listRoundHouseholds,
    { params: { roundId }, query: { ...filters, offset, limit: PAGE } },
    { keep: true },
  );
  const go = (change: Partial<typeof search>) =>
    void navigate({
      to: '/rounds/$roundId/households',
      params: { roundId },
      search: { ...filters, offset: undefined, ...change },
    });
  const places = round.data?.places ?? [];
  const villages = [...new Map(places.map((place) => [place.villageId, place.village]))];
  return (
    <Page
      title={t('household.list')}
      lead={round.data?.title}
      actions={
        <>
          <Link to="/rounds/$roundId" params={{ roundId }}>
            {t('common.back')}
          </Link>
          <Link to="/rounds/$roundId/print" params={{ roundId }} search={filters} className="button-link">
            {t('common.print')}
          </Link>
        </>
      }
    >
      <search className="filters">
        <Select
          className="filter"
          allowClear
          aria-label={t('rounds.village')}
          placeholder={t('rounds.village')}
          value={filters.villageId ?? null}
          options={villages.map(([value, label]) => ({ value, label }))}
          onChange={(villageId) => go({ villageId: villageId ?? undefined, gridId: undefined, noGrid: undefined })}
        />
        <Select
          className="filter"
          allowClear
          aria-label={t('household.visits')}
          placeholder={t('household.visits')}
          value={filters.show ?? null}
          options={SHOWS.map((value) => ({ value, label: t(`household.show.${value}`) }))}
          onChange={(show) => go({ show: show ?? undefined })}
        />
      </search>
      <Answered of={list}>
        {(answer) => (
          <>
            <p className="count" aria-live="polite">
              {t('household.count', { n: answer.total })}
              {filters.result ? `（${labels.term('visitResult', filters.result)}）` : ''}
            </p>
            <DataTable
              caption={t('household.list')}
              rows={answer.households}
              rowKey={(row) => row.id}
              empty={t('household.empty')}
              paging={{ total: answer.total, offset, limit: PAGE, go: (next) => go({ offset: next }) }}
              columns={[
                { key: 'number', title: t('household.number'), cell: (row) => row.position },
                {
                  key: 'village',
                  title: t('rounds.village'),
                  cell: (row) => [row.village, row.grid].filter(Boolean).join(' '),
                },
                {
                  key: 'guardians',
                  title: t('household.guardians'),
                  head: true,
                  cell: (row) => <Guardians household={row} />,
                },
                { key: 'address', title: t('household.address'), cell: (row) => row.address ?? '' },
                { key: 'children', title: t('household.children'), cell: (row) => <Children household={row} /> },
                {
                  key: 'visits',
                  title: t('household.visits'),
                  cell: (row) => {
                    const last = row.visits.at(-1);
                    return last
                      ? t('household.last', { day: last.onDay, met: labels.term('met', last.met) })
                      : t('household.never');
                  },
                },
                ...(may(recordVisit)
                  ? [
                      {
                        key: 'record',
                        title: t('household.record'),
                        cell: (row: RoundHousehold) => (
                          <Link
                            to="/rounds/$roundId/households/$householdId"
                            params={{ roundId, householdId: row.id }}
                            search={filters}
                            className="button-link"
                          >
                            {t('household.record')}
                          </Link>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}

export function Guardians({ household }: { readonly household: RoundHousehold }) {
  const { t } = useTranslation();
  if (household.guardians.length === 0) return t('household.noGuardian');
  return household.guardians
    .map((each) => [each.name, each.relation, each.phoneMasked].filter(Boolean).join(' '))
    .join('；');
}

function Children({ household }: { readonly household: RoundHousehold }) {
  const labels = useLabels();
  return (
    <ul className="plain">
      {household.children.map((child) => (
        <li key={child.childId}>
          <Link to="/children/$childId" params={{ childId: child.childId }}>
            {child.name}
          </Link>{' '}
          {child.birthDate.slice(0, 4)} {child.school ?? labels.term('schooling', child.state)}
          {child.result ? (
            <span className={child.result === 'not-in-school' || child.result === 'not-found' ? 'alarming' : undefined}>
              {' '}
              — {[labels.term('visitResult', child.result), child.place].filter(Boolean).join('：')}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
