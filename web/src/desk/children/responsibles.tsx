import { getResponsibles, type Responsible, type UnassignedReason } from '@quanxue/domain/children/responsibility.ts';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';

/** Who answers for the child: first, directly, and the office that coordinates. */
export function Responsibles({ childId }: { readonly childId: string }) {
  const { t } = useTranslation();
  const responsibles = useAnswer(getResponsibles, { params: { childId } });
  return (
    <section>
      <h2>{t('responsibles.title')}</h2>
      <Answered of={responsibles}>
        {({ principal, grid, coordinator, principalReason, gridReason, school }) => (
          <dl className="facts">
            <Who
              title={t('responsibles.principal')}
              who={principal}
              reason={principalReason}
              more={
                school && !school.learnsThere ? t('responsibles.byCatchment', { school: school.name }) : school?.name
              }
            />
            <Who title={t('responsibles.grid')} who={grid} reason={gridReason} />
            <Who title={t('responsibles.coordinator')} who={coordinator} reason={null} />
          </dl>
        )}
      </Answered>
    </section>
  );
}

function Who({
  title,
  who,
  reason,
  more,
}: {
  readonly title: string;
  readonly who: Responsible | null;
  readonly reason: UnassignedReason | null;
  readonly more?: string | undefined;
}) {
  const { t } = useTranslation();
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {who ? (
          <>
            {who.name} {who.phone ? <a href={`tel:${who.phone}`}>{who.phone}</a> : null}{' '}
            <span className="hint">
              {more ?? who.unitName} {t('responsibles.since', { day: who.fromOn })}
            </span>
          </>
        ) : (
          <>
            <span className={reason ? 'alarming' : undefined}>{t('responsibles.nobody')}</span>{' '}
            {reason ? <span className="hint">{t(`unassigned.reasons.${reason}`)}</span> : null}
          </>
        )}
      </dd>
    </div>
  );
}
