import { type ComparedPlace, compareLists, listCompared } from '@quanxue/domain/children/comparison-operations.ts';
import {
  COMPARISON_WORDS,
  type Comparison,
  type ComparisonGroup,
  sumOfSide,
} from '@quanxue/domain/children/comparisons.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useSay } from '../../basis/language.ts';
import { ComparedChildren, PAGE } from './compared-children.tsx';
import { ListsInForce } from './lists-in-force.tsx';

type Compared = Answer<typeof compareLists>;

/** One comparison: what it comes to, where, and with a group in the address its children. */
export function ComparisonView({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const say = useSay();
  const { group } = useSearch({ from: '/desk/reconciliation' });
  const words = COMPARISON_WORDS[comparison];
  const answered = useAnswer(compareLists, { params: { comparison } }, { keep: true });
  const chosen = words.groups.find((each) => each.key === group);
  return (
    <Answered of={answered}>
      {(is) => (
        <>
          <p className="lead">
            {t('reconciliation.heading', { day: is.asOf, from: is.cohort.bornFrom, to: is.cohort.bornTo })}
          </p>
          <ListsInForce lists={is.lists} missing={is.missing} />
          {is.missing.length === 0 ? (
            <p>
              {t('reconciliation.equation', {
                left: say(words.left),
                a: is.left,
                onlyA: sumOfSide(comparison, 'left', is.sum),
                onlyB: sumOfSide(comparison, 'right', is.sum),
                right: say(words.right),
                b: is.right,
              })}
            </p>
          ) : null}
          <Groups comparison={comparison} is={is} />
          {is.places.length > 1 ? <Places comparison={comparison} is={is} /> : null}
          {chosen ? <Behind comparison={comparison} group={chosen} is={is} /> : null}
        </>
      )}
    </Answered>
  );
}

/** Every group with what it means and what to do. */
function Groups({ comparison, is }: { readonly comparison: Comparison; readonly is: Compared }) {
  const { t } = useTranslation();
  const say = useSay();
  const words = COMPARISON_WORDS[comparison];
  return (
    <DataTable
      caption={say(words.title)}
      rows={words.groups.filter((group) => is.missing.length === 0 || (is.sum[group.key] ?? 0) > 0)}
      rowKey={(group) => group.key}
      empty={t('reconciliation.nothing')}
      columns={[
        { key: 'group', title: t('reconciliation.group'), head: true, width: '20%', cell: (group) => say(group.label) },
        {
          key: 'count',
          title: t('reconciliation.people'),
          number: true,
          width: '8%',
          cell: (group) => <GroupCount comparison={comparison} group={group} counts={is.sum} />,
        },
        { key: 'meaning', title: t('reconciliation.meaning'), cell: (group) => say(group.meaning) },
        { key: 'next', title: t('reconciliation.next'), cell: (group) => say(group.next) },
      ]}
    />
  );
}

/** The same numbers village by village or school by school. */
function Places({ comparison, is }: { readonly comparison: Comparison; readonly is: Compared }) {
  const { t } = useTranslation();
  const say = useSay();
  const words = COMPARISON_WORDS[comparison];
  const title = t(`reconciliation.by.${words.by}`);
  return (
    <>
      <h2>{title}</h2>
      <DataTable
        caption={title}
        rows={is.places}
        rowKey={(row) => row.placeId ?? ''}
        empty=""
        columns={[
          {
            key: 'place',
            title,
            head: true,
            cell: (row: ComparedPlace) => row.place ?? t(`reconciliation.no.${words.by}`),
          },
          ...words.groups
            .filter((group) => (is.sum[group.key] ?? 0) > 0)
            .map((group) => ({
              key: group.key,
              title: say(group.label),
              number: true,
              cell: (row: ComparedPlace) => (
                <GroupCount comparison={comparison} group={group} counts={row.counts} placeId={row.placeId} />
              ),
            })),
        ]}
      />
    </>
  );
}

function GroupCount({
  comparison,
  group,
  counts,
  placeId,
}: {
  readonly comparison: Comparison;
  readonly group: ComparisonGroup;
  readonly counts: Readonly<Record<string, number>>;
  readonly placeId?: string | null;
}) {
  const count = counts[group.key] ?? 0;
  if (count === 0) return <span className="zero">0</span>;
  const place = placeId === undefined ? {} : placeId ? { placeId } : { noPlace: 'true' as const };
  return (
    <Link
      to="/reconciliation"
      search={{ view: comparison, group: group.key, ...place }}
      hash="children"
      className={group.alarm ? 'alarming' : undefined}
    >
      {count}
    </Link>
  );
}

function Behind({
  comparison,
  group,
  is,
}: {
  readonly comparison: Comparison;
  readonly group: ComparisonGroup;
  readonly is: Compared;
}) {
  const { t } = useTranslation();
  const say = useSay();
  const search = useSearch({ from: '/desk/reconciliation' });
  const navigate = useNavigate();
  const offset = search.offset ?? 0;
  const query = { group: group.key, placeId: search.placeId, noPlace: search.noPlace, offset, limit: PAGE };
  const list = useAnswer(listCompared, { params: { comparison }, query }, { keep: true });
  const place = is.places.find((each) => each.placeId === search.placeId)?.place;
  const where = search.noPlace ? t(`reconciliation.no.${COMPARISON_WORDS[comparison].by}`) : place;
  const title = [say(group.label), where].filter(Boolean).join(' · ');
  return (
    <section id="children">
      <Answered of={list}>
        {({ total, children }) => (
          <>
            <h2>{t('reconciliation.behind', { title, n: total })}</h2>
            <p className="hint">{say(group.next)}</p>
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
