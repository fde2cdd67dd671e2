import { listProblems, type ProblemRow } from '@quanxue/domain/cases/problem-list.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { type Answer, call } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useInstallation } from '../../basis/session.ts';
import { HelperText, OwnerText, ProblemText } from './problem-words.tsx';

const PIECE = 200;

/** The list behind the filters as sheets of A4, a line a problem, with room for the helper's hand. */
export function PrintProblemsPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const { offset: _offset, limit: _limit, ...filters } = useSearch({ from: '/desk/problems/print' });
  const installation = useInstallation();
  const units = useAnswer(listUnits, {});
  const unit = (id: string | undefined) => units.data?.units.find((each) => each.id === id)?.name;
  const rows = useQuery({
    queryKey: [listProblems.name, 'all', filters],
    queryFn: async ({ signal }) => {
      const all: ProblemRow[] = [];
      for (;;) {
        const piece: Answer<typeof listProblems> = await call(
          listProblems,
          { query: { ...filters, offset: all.length, limit: PIECE } },
          { signal },
        );
        all.push(...piece.rows);
        if (piece.rows.length === 0 || all.length >= piece.total.children) return all;
      }
    },
  });
  const words = [
    unit(filters.villageId),
    unit(filters.schoolId),
    filters.source && labels.term('problemSource', filters.source),
    filters.state === 'closed' ? t('problemList.closed') : t('problemList.open'),
    ...(['unowned', 'unpaired', 'key'] as const).map((each) => filters[each] && t(`problemList.${each}`)),
    filters.q && t('children.words.q', { q: filters.q }),
  ].filter(Boolean);
  return (
    <Page
      title={t('problemList.title')}
      actions={
        <span className="no-print">
          <Link to="/problems" search={filters}>
            {t('common.back')}
          </Link>{' '}
          <Button type="primary" onClick={() => window.print()}>
            {t('common.print')}
          </Button>
        </span>
      }
    >
      <p className="lead">
        {installation?.county}
        {installation?.township}　{words.join('，')}　{t('children.asOf', { day: installation?.today ?? '' })}
      </p>
      <Answered of={rows}>
        {(all) => (
          <>
            <p>
              {t('problemList.count', {
                children: all.length,
                problems: all.reduce((sum, row) => sum + row.problems.length, 0),
              })}
            </p>
            <table className="data sheet">
              <caption className="sr-only">{t('problemList.title')}</caption>
              <thead>
                <tr>
                  {[
                    t('problemList.number'),
                    t('child.name'),
                    `${t('children.village')} ${t('children.school')}`,
                    t('problemList.problems'),
                    t('problemList.owner'),
                    t('problemList.helper'),
                    t('problemList.signature'),
                  ].map((title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {all.map((row, index) => (
                  <Fragment key={row.childId}>
                    {row.problems.map((problem, line) => (
                      <tr key={problem.key}>
                        {line === 0 ? (
                          <>
                            <td rowSpan={row.problems.length}>{index + 1}</td>
                            <th rowSpan={row.problems.length} scope="rowgroup">
                              {row.childName}
                              {row.keyHousehold ? (
                                <div>
                                  <span className="mark">{t('problemList.keyMark')}</span>
                                </div>
                              ) : null}
                            </th>
                            <td rowSpan={row.problems.length}>
                              {row.village} {row.school}
                            </td>
                          </>
                        ) : null}
                        <td>
                          <ProblemText problem={problem} />
                        </td>
                        {line === 0 ? (
                          <>
                            <td rowSpan={row.problems.length}>
                              <OwnerText owner={row.owner} />
                            </td>
                            <td rowSpan={row.problems.length}>
                              <HelperText pairing={row.pairing} />
                            </td>
                            <td rowSpan={row.problems.length} />
                          </>
                        ) : null}
                      </tr>
                    ))}
                  </Fragment>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Answered>
    </Page>
  );
}
