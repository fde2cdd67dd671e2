import {
  downloadReconciliation,
  getReconciliation,
  listReconciled,
  type Reconciliation,
} from '@quanxue/domain/children/comparison-operations.ts';
import { ROWS_OF } from '@quanxue/domain/children/comparisons.ts';
import { COUNT_WORDS, COUNTS, isOpen, REASON_WORDS, SIDES } from '@quanxue/domain/children/reconciliation.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { urlOf } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useSay } from '../../basis/language.ts';
import { ComparedChildren, PAGE } from './compared-children.tsx';
import { ListsInForce } from './lists-in-force.tsx';

type Pair = Reconciliation['pairs'][number];

/** Population, ledger and education on one sheet, with every difference between two of them. */
export function CountsSheet() {
  const { t } = useTranslation();
  const say = useSay();
  const search = useSearch({ from: '/desk/reconciliation' });
  const navigate = useNavigate();
  const { unitId } = search;
  const answered = useAnswer(getReconciliation, { query: { unitId } }, { keep: true });
  return (
    <Answered of={answered}>
      {(is) => (
        <>
          <p className="lead">
            {is.unit}　{t('reconciliation.heading', { day: is.asOf, from: is.cohort.bornFrom, to: is.cohort.bornTo })}
          </p>
          <div className="filters no-print">
            <Select
              aria-label={t('reconciliation.unit')}
              value={is.unitId}
              showSearch={{ optionFilterProp: 'label' }}
              style={{ minWidth: 200 }}
              options={is.units.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => void navigate({ to: '/reconciliation', search: { unitId: id } })}
            />
            <a className="button-link" href={urlOf(downloadReconciliation, { query: { unitId } })} download>
              {t('reconciliation.download')}
            </a>
          </div>
          <ListsInForce lists={is.lists} missing={is.missing} />
          <DataTable
            caption={t('reconciliation.counts')}
            rows={COUNTS.map((count) => ({ count, n: is.counts[count] ?? 0 }))}
            rowKey={(row) => row.count}
            empty=""
            columns={[
              {
                key: 'count',
                title: t('reconciliation.counts'),
                head: true,
                width: '20%',
                cell: (row) => say(COUNT_WORDS[row.count].label),
              },
              { key: 'n', title: t('reconciliation.people'), number: true, width: '10%', cell: (row) => row.n },
              { key: 'meaning', title: t('reconciliation.base'), cell: (row) => say(COUNT_WORDS[row.count].meaning) },
            ]}
          />
          {is.missing.length === 0 ? is.pairs.map((pair) => <PairSheet key={pair.pair} is={is} pair={pair} />) : null}
          <Villages is={is} />
          <Unidentified is={is} />
          {search.pair && search.only ? <Behind /> : null}
        </>
      )}
    </Answered>
  );
}

/** From the one count to the other, line by line. */
function PairSheet({ is, pair }: { readonly is: Reconciliation; readonly pair: Pair }) {
  const { t } = useTranslation();
  const say = useSay();
  const from = say(COUNT_WORDS[SIDES[pair.pair].a].label);
  const to = say(COUNT_WORDS[SIDES[pair.pair].b].label);
  const title = `${from} → ${to}`;
  return (
    <>
      <h2>{title}</h2>
      <table className="data">
        <caption className="sr-only">{title}</caption>
        <tbody>
          <tr>
            <th scope="row" style={{ width: '35%' }}>
              {from}
            </th>
            <td className="number" style={{ width: '10%' }}>
              {pair.a}
            </td>
            <td />
          </tr>
          {pair.differences.map(({ only, reason, count }) => (
            <tr key={only + reason}>
              <th scope="row">
                {t(`reconciliation.sign.${only}`)}
                {say(REASON_WORDS[reason].label)}
              </th>
              <td className="number">
                <Link
                  to="/reconciliation"
                  search={{ unitId: is.unitId, pair: pair.pair, only, reason }}
                  hash="children"
                  className={isOpen(reason) ? 'alarming' : undefined}
                >
                  {only === 'a' ? `−${count}` : `+${count}`}
                </Link>
              </td>
              <td>{say(REASON_WORDS[reason].next)}</td>
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">{t('reconciliation.equals', { to })}</th>
            <td className="number">{pair.b}</td>
            <td className="hint">{t('reconciliation.common', { n: pair.common })}</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}

function Villages({ is }: { readonly is: Reconciliation }) {
  const { t } = useTranslation();
  const say = useSay();
  if (is.villages.length === 0) return null;
  return (
    <>
      <h2>{t('reconciliation.by.village')}</h2>
      <DataTable
        caption={t('reconciliation.by.village')}
        rows={is.villages}
        rowKey={(row) => row.id}
        empty=""
        columns={[
          {
            key: 'name',
            title: t('reconciliation.by.village'),
            head: true,
            cell: (row) => (
              <Link to="/reconciliation" search={{ unitId: row.id }}>
                {row.name}
              </Link>
            ),
          },
          ...COUNTS.map((count) => ({
            key: count,
            title: say(COUNT_WORDS[count].label),
            number: true,
            cell: (row: Reconciliation['villages'][number]) => (
              <Link
                to="/reconciliation"
                search={{ unitId: row.id }}
                className={count === 'ledger' && row.ledger !== row.population ? 'alarming' : undefined}
              >
                {row[count]}
              </Link>
            ),
          })),
        ]}
      />
    </>
  );
}

/** What the three counts leave out, for nobody knows whose it is. */
function Unidentified({ is }: { readonly is: Reconciliation }) {
  const { t } = useTranslation();
  if (is.unidentified.length === 0 && is.noVillage === 0) return null;
  return (
    <>
      <h2>{t('reconciliation.leftOut')}</h2>
      <ul className="plain">
        {is.noVillage > 0 ? (
          <li>
            <Link to="/children" search={{ ofAge: 'true', base: 'registered', noVillage: 'true' }}>
              {t('reconciliation.noVillage', { n: is.noVillage })}
            </Link>
          </li>
        ) : null}
        {is.unidentified.map(({ kind, rows }) => (
          <li key={kind}>
            <Link
              to="/reconciliation"
              search={{ view: ROWS_OF[kind].comparison, group: ROWS_OF[kind].group }}
              hash="children"
            >
              {t('reconciliation.rowsOf', { list: t(`imports.kinds.${kind}`), n: rows })}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Behind() {
  const { t } = useTranslation();
  const say = useSay();
  const search = useSearch({ from: '/desk/reconciliation' });
  const navigate = useNavigate();
  const { unitId, pair = 'population-ledger', only = 'a', reason, offset = 0 } = search;
  const list = useAnswer(
    listReconciled,
    { query: { unitId, pair, only, reason, offset, limit: PAGE } },
    { keep: true },
  );
  const { a, b } = SIDES[pair];
  const [has, lacks] = only === 'a' ? [a, b] : [b, a];
  const title = t('reconciliation.onlyIn', { has: say(COUNT_WORDS[has].label), lacks: say(COUNT_WORDS[lacks].label) });
  return (
    <section id="children">
      <Answered of={list}>
        {({ total, children }) => (
          <>
            <h2>
              {t('reconciliation.behind', {
                title: [title, reason && say(REASON_WORDS[reason].label)].filter(Boolean).join(' · '),
                n: total,
              })}
            </h2>
            {reason ? <p className="hint">{say(REASON_WORDS[reason].next)}</p> : null}
            <ComparedChildren
              caption={title}
              rows={children}
              total={total}
              offset={offset}
              go={(next) => void navigate({ to: '/reconciliation', search: { ...search, offset: next } })}
            />
          </>
        )}
      </Answered>
    </section>
  );
}
