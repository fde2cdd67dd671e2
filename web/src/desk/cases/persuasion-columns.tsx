import type { Story } from '@quanxue/domain/casefile/fold.ts';
import { persuasionsOf, type Visit } from '@quanxue/domain/cases/persuasion-columns.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../basis/entry/labels.ts';
import { EntryLink } from './timeline.tsx';

/** Who has been to see the child: school, township and village side by side, visits after the return apart. */
export function PersuasionColumns({ story }: { readonly story: Story }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const told = useMemo(() => persuasionsOf(story), [story]);
  if (told.days === 0 && told.afterReturn.length === 0 && !told.schoolAverse) return null;
  return (
    <section aria-labelledby="persuasions-title" className="persuasions">
      <h2 id="persuasions-title">
        {t('persuasions.title')}{' '}
        <span className="hint">
          {t(told.returned ? 'persuasions.returnedAfter' : 'persuasions.days', { n: told.days })}
        </span>
      </h2>
      <div className="three-columns">
        {told.columns.map((column) => (
          <section key={column.unit} aria-label={labels.term('unit', column.unit)}>
            <h3>
              {labels.term('unit', column.unit)}{' '}
              <span className={told.schoolAverse && column.days === 0 && !told.returned ? 'alarming' : 'hint'}>
                {t('persuasions.times', { n: column.days })}
              </span>
            </h3>
            {column.longestGap !== null ? (
              <p className="hint">{t('persuasions.gap', { n: column.longestGap })}</p>
            ) : null}
            <Visits visits={column.visits} empty={t('persuasions.none')} />
          </section>
        ))}
      </div>
      {told.others.length > 0 ? (
        <>
          <h3>{t('persuasions.others')}</h3>
          <Visits visits={told.others} empty="" />
        </>
      ) : null}
      {told.afterReturn.length > 0 ? (
        <>
          <h3>
            {t('persuasions.afterReturn')}{' '}
            <span className="hint">{t('persuasions.times', { n: told.afterReturn.length })}</span>
          </h3>
          <Visits visits={told.afterReturn} empty="" />
        </>
      ) : null}
    </section>
  );
}

function Visits({ visits, empty }: { readonly visits: readonly Visit[]; readonly empty: string }) {
  const { t } = useTranslation();
  if (visits.length === 0) return empty ? <p className="hint">{empty}</p> : null;
  return (
    <ul>
      {visits.map((visit) => (
        <li key={visit.entryId}>
          <EntryLink id={visit.entryId}>{visit.on}</EntryLink> {visit.names.join('、')}
          {visit.continuing ? <span className="mark">{t('persuasions.continuing')}</span> : null}
        </li>
      ))}
    </ul>
  );
}
