import { getRound } from '@quanxue/domain/visits/rounds.ts';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { FoundChildren } from './found-children.tsx';
import { percent } from './rounds.tsx';

type Round = Answer<typeof getRound>;

/** One round: how far it has come, place by place; what was found; who is on no list. */
export function RoundPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const { roundId } = useParams({ from: '/desk/rounds/$roundId' });
  const round = useAnswer(getRound, { params: { roundId } });
  const { data } = round;
  return (
    <Page
      title={data?.title ?? t('rounds.title')}
      lead={
        data
          ? `${labels.term('roundKind', data.kind)} · ${data.unit} · ${t('rounds.days', { from: data.fromOn, to: data.toOn })} · ${t('rounds.frozen', { day: data.frozenOn })}：${t(`rounds.bases.${data.base}`)}`
          : undefined
      }
      actions={
        <Link to="/rounds/$roundId/print" params={{ roundId }} className="button-link">
          {t('rounds.print')}
        </Link>
      }
    >
      <Answered of={round}>
        {(answer) => (
          <>
            <Coverage round={answer} />
            <h2>{t('rounds.byPlace')}</h2>
            <Places round={answer} />
            <h2>{t('rounds.results')}</h2>
            {answer.results.length === 0 ? <p className="hint">{t('rounds.noResults')}</p> : null}
            <ul className="tiles narrow-tiles">
              {answer.results.map((each) => (
                <li
                  key={each.result}
                  className={each.result === 'not-in-school' || each.result === 'not-found' ? 'tile alarming' : 'tile'}
                >
                  <Link to="/rounds/$roundId/households" params={{ roundId }} search={{ result: each.result }}>
                    <span className="tile-count">{each.children}</span>
                    <span className="tile-label">{labels.term('visitResult', each.result)}</span>
                  </Link>
                </li>
              ))}
            </ul>
            <FoundChildren round={answer} />
            <p className="hint">
              {t('rounds.ours')}：{t('rounds.oursText')}
            </p>
          </>
        )}
      </Answered>
    </Page>
  );
}

function Coverage({ round }: { readonly round: Round }) {
  const { t } = useTranslation();
  const params = { roundId: round.id };
  const rest = round.households - round.visited;
  return (
    <ul className="tiles narrow-tiles">
      <li className={rest > 0 ? 'tile alarming' : 'tile'}>
        <Link to="/rounds/$roundId/households" params={params} search={{ show: 'rest' }}>
          <span className="tile-count">{percent(round.visited, round.households)}</span>
          <span className="tile-label">{rest > 0 ? t('rounds.restOf', { n: rest }) : t('rounds.complete')}</span>
        </Link>
      </li>
      <li className="tile">
        <Link to="/rounds/$roundId/households" params={params}>
          <span className="tile-count">{round.households}</span>
          <span className="tile-label">{t('rounds.households')}</span>
        </Link>
      </li>
      <li className="tile">
        <Link to="/rounds/$roundId/households" params={params} search={{ show: 'visited' }}>
          <span className="tile-count">{round.visited}</span>
          <span className="tile-label">{t('rounds.visited')}</span>
        </Link>
      </li>
      <li className="tile">
        <Link to="/rounds/$roundId/households" params={params} search={{ show: 'nobody-met' }}>
          <span className="tile-count">{round.nobodyMet}</span>
          <span className="tile-label">{t('rounds.nobodyMet')}</span>
        </Link>
      </li>
      <li className="tile">
        <Link to="/rounds/$roundId/households" params={params}>
          <span className="tile-count">
            {round.covered}/{round.children}
          </span>
          <span className="tile-label">
            {t('rounds.children')}：{t('rounds.covered')}
          </span>
        </Link>
      </li>
    </ul>
  );
}

function Places({ round }: { readonly round: Round }) {
  const { t } = useTranslation();
  const params = { roundId: round.id };
  const at = (row: Round['places'][number]) => ({
    villageId: row.villageId,
    ...(row.gridId ? { gridId: row.gridId } : { noGrid: 'true' as const }),
  });
  const grids = round.places.some((place) => place.gridId);
  const linked = (row: Round['places'][number], n: number | string, show?: 'rest' | 'visited') =>
    n === 0 ? (
      <span className="zero">0</span>
    ) : (
      <Link to="/rounds/$roundId/households" params={params} search={{ ...at(row), ...(show ? { show } : {}) }}>
        {n}
      </Link>
    );
  return (
    <DataTable
      caption={t('rounds.byPlace')}
      rows={round.places}
      rowKey={(row) => `${row.villageId} ${row.gridId}`}
      empty={t('household.empty')}
      columns={[
        { key: 'village', title: t('rounds.village'), head: true, cell: (row) => row.village },
        ...(grids
          ? [
              {
                key: 'grid',
                title: t('rounds.grid'),
                cell: (row: Round['places'][number]) => row.grid ?? t('rounds.noGrid'),
              },
            ]
          : []),
        { key: 'households', title: t('rounds.households'), number: true, cell: (row) => linked(row, row.households) },
        {
          key: 'visited',
          title: t('rounds.visited'),
          number: true,
          cell: (row) => linked(row, row.visited, 'visited'),
        },
        {
          key: 'rest',
          title: t('rounds.rest'),
          number: true,
          cell: (row) => linked(row, row.households - row.visited, 'rest'),
        },
        {
          key: 'children',
          title: t('rounds.children'),
          number: true,
          cell: (row) => linked(row, `${row.covered}/${row.children}`),
        },
        {
          key: 'coverage',
          title: t('rounds.coverage'),
          number: true,
          cell: (row) => percent(row.visited, row.households),
        },
        {
          key: 'print',
          title: t('common.print'),
          cell: (row) => (
            <Link to="/rounds/$roundId/print" params={params} search={at(row)}>
              {t('common.print')}
            </Link>
          ),
        },
      ]}
    />
  );
}
