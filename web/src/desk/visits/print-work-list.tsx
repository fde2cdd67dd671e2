import { getRound, listRoundHouseholds, type RoundHousehold } from '@quanxue/domain/visits/rounds.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { type Answer, call } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useClassName } from '../children/class-name.ts';
import { Guardians } from './work-list.tsx';

const PIECE = 200;

/** The work list on A4, a new sheet for each village: family, children, room for the result and a signature. */
export function PrintWorkListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const { roundId } = useParams({ from: '/desk/rounds/$roundId/print' });
  const { offset: _offset, limit: _limit, ...filters } = useSearch({ from: '/desk/rounds/$roundId/print' });
  const round = useAnswer(getRound, { params: { roundId } });
  const households = useQuery({
    queryKey: [listRoundHouseholds.name, 'all', roundId, filters],
    queryFn: async ({ signal }) => {
      const all: RoundHousehold[] = [];
      for (;;) {
        const piece: Answer<typeof listRoundHouseholds> = await call(
          listRoundHouseholds,
          { params: { roundId }, query: { ...filters, offset: all.length, limit: PIECE } },
          { signal },
        );
        all.push(...piece.households);
        if (piece.households.length === 0 || all.length >= piece.total) return all;
      }
    },
  });
  return (
    <Page
      title={round.data ? `${round.data.title}：${t('household.list')}` : t('household.list')}
      actions={
        <span className="no-print">
          <Link to="/rounds/$roundId" params={{ roundId }}>
            {t('common.back')}
          </Link>{' '}
          <Button type="primary" onClick={() => window.print()}>
            {t('common.print')}
          </Button>
        </span>
      }
    >
      <p className="lead">
        {round.data
          ? `${labels.term('roundKind', round.data.kind)}　${round.data.unit}　${t('rounds.days', { from: round.data.fromOn, to: round.data.toOn })}　${t('rounds.frozen', { day: round.data.frozenOn })}`
          : ''}
      </p>
      <p className="hint">{t('household.printNote')}</p>
      <Answered of={households}>
        {(all) =>
          all.length === 0 ? (
            <div className="empty">{t('household.empty')}</div>
          ) : (
            [...Map.groupBy(all, (each) => `${each.village} ${each.grid ?? ''}`)].map(([place, of], index) => (
              <Sheet key={place} place={place} households={of} later={index > 0} />
            ))
          )
        }
      </Answered>
    </Page>
  );
}

interface Props {
  readonly place: string;
  readonly households: readonly RoundHousehold[];
  readonly later: boolean;
}

function Sheet({ place, households, later }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const className = useClassName();
  return (
    <section className={later ? 'work-list village-break' : 'work-list'}>
      <h2>
        {place}　{t('household.count', { n: households.length })}
      </h2>
      <table className="data sheet">
        <caption className="sr-only">{place}</caption>
        <thead>
          <tr>
            <th scope="col">{t('household.number')}</th>
            <th scope="col">{t('household.guardians')}</th>
            <th scope="col">{t('household.address')}</th>
            <th scope="col">{t('household.children')}</th>
            <th scope="col">{t('child.birth')}</th>
            <th scope="col">{t('child.school')}</th>
            <th scope="col">{t('household.result')}</th>
            <th scope="col">{t('household.visitDay')}</th>
            <th scope="col">{t('household.signature')}</th>
          </tr>
        </thead>
        <tbody>
          {households.map((household) =>
            household.children.map((child, index) => (
              <tr key={child.childId}>
                {index === 0 ? (
                  <>
                    <td rowSpan={household.children.length}>{household.position}</td>
                    <th scope="rowgroup" rowSpan={household.children.length}>
                      <Guardians household={household} />
                    </th>
                    <td rowSpan={household.children.length}>{household.address}</td>
                  </>
                ) : null}
                <td>
                  {child.name} {labels.term('sex', child.sex)}
                </td>
                <td>{child.birthDate}</td>
                <td>
                  {[
                    child.school ?? labels.term('schooling', child.state),
                    child.grade ? className({ grade: child.grade, class: child.class ?? '-' }) : '',
                  ]
                    .filter(Boolean)
                    .join(' ')}
                </td>
                <td>{child.result ? labels.term('visitResult', child.result) : ''}</td>
                {index === 0 ? (
                  <>
                    <td rowSpan={household.children.length}>{household.visits.at(-1)?.onDay ?? ''}</td>
                    <td className="signature" rowSpan={household.children.length} />
                  </>
                ) : null}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}
