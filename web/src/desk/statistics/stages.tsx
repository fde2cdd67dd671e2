import { getStages } from '@quanxue/domain/statistics/my-day-operations.ts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';

/** Where every case is, and since when: one column a stage, in the order of a case's life. */
export function StagesPage() {
  const { t } = useTranslation();
  const stages = useAnswer(getStages, {});
  return (
    <Page
      title={t('stages.title')}
      lead={stages.data ? t('stages.lead', { day: stages.data.today }) : undefined}
      actions={<Link to="/cases">{t('cases.backToList')}</Link>}
    >
      <Answered of={stages}>{(answer) => <Columns stages={answer.stages} />}</Answered>
    </Page>
  );
}

function Columns({ stages }: { readonly stages: Answer<typeof getStages>['stages'] }) {
  const { t } = useTranslation();
  const labels = useLabels();
  if (stages.every((each) => each.cases === 0)) return <div className="empty">{t('stages.empty')}</div>;
  return (
    <>
      <ol className="stages">
        {stages.map(({ stage, cases, since, units }) => (
          <li key={stage} data-stage={stage}>
            <h2>
              {labels.term('stage', stage)}{' '}
              {cases === 0 ? (
                <span className="zero">{t('stages.none')}</span>
              ) : (
                <Link to="/cases" search={{ stage }}>
                  {cases}
                </Link>
              )}
            </h2>
            {since ? <p className="hint">{t('stages.since', { day: since })}</p> : null}
            <ul className="plain">
              {units.map((unit) => (
                <li key={unit.villageId}>
                  <span>{unit.unit}</span>{' '}
                  <Link to="/cases" search={{ stage, villageId: unit.villageId }}>
                    {unit.cases}
                  </Link>{' '}
                  <span className="hint">{unit.since}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p className="hint">{t('stages.both')}</p>
    </>
  );
}
