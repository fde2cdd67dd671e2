import type { Duty, DutyAct } from '@quanxue/domain/statistics/my-day-operations.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../basis/entry/labels.ts';
import { useSay } from '../../basis/language.ts';

/** What somebody has to do for one child, or for the unit itself. */
export interface Bundle {
  readonly key: string;
  readonly child: Duty['child'];
  readonly duties: readonly Duty[];
}

/** One line a child with all of its duties, in the order in which they came; what concerns no child comes by unit. */
export function bundled(duties: readonly Duty[]): Bundle[] {
  const keyOf = ({ child, turn }: Duty) => (child ? (child.id ?? `name ${child.name}`) : `unit ${turn.unitId}`);
  return [...Map.groupBy(duties, keyOf)].map(([key, mine]) => ({ key, child: mine[0]?.child ?? null, duties: mine }));
}

export function BundleLine({ bundle, own }: { readonly bundle: Bundle; readonly own: readonly string[] }) {
  const { t } = useTranslation();
  const { child, duties } = bundle;
  return (
    <li className="bundle">
      <p className="bundle-head">
        {child?.id ? (
          <Link to="/children/$childId" params={{ childId: child.id }}>
            {child.name}
          </Link>
        ) : (
          <b>{child?.name ?? duties[0]?.turn.unit ?? t('myDay.unitDuties')}</b>
        )}
        {child?.place ? <span className="hint"> {child.place}</span> : null}
      </p>
      <ul className="plain">
        {duties.map((duty) => (
          <DutyLine key={duty.key} duty={duty} own={own} />
        ))}
      </ul>
    </li>
  );
}

function DutyLine({ duty, own }: { readonly duty: Duty; readonly own: readonly string[] }) {
  const { t } = useTranslation();
  const say = useSay();
  const labels = useLabels();
  const { late, due, turn, reached, reachedOn } = duty;
  const when =
    due === null
      ? null
      : duty.state === 'overdue'
        ? t('myDay.late', { n: Math.max(late, 0) })
        : late === 0
          ? t('myDay.today')
          : t('myDay.left', { n: -late });
  return (
    <li className={`duty duty-${duty.state}`} data-duty={duty.key}>
      <div className="duty-text">
        <p>
          <span className="duty-kind">{labels.term('dutyKind', duty.kind)}</span>
          {when ? <b className={duty.state === 'overdue' ? 'alarming' : undefined}> {when}</b> : null} {say(duty.what)}
        </p>
        <p className="duty-foot">
          <cite>{say(duty.clause)}</cite>
          {due ? <span>{t(duty.dated ? 'myDay.due' : 'myDay.ourDay', { day: due })}</span> : null}
          {duty.mark ? <span>{t('myDay.mark', { n: duty.mark })}</span> : null}
          {own.includes(turn.unitId) ? null : (
            <span>{t('myDay.turn', { unit: `${turn.unit} ${labels.term('role', turn.role)}` })}</span>
          )}
          {reachedOn ? (
            <span className="alarming">
              {t('myDay.climbed', { day: reachedOn, level: labels.term('dutyLevel', reached) })}
            </span>
          ) : null}
        </p>
      </div>
      <ActLink act={duty.act}>{t('myDay.go')}</ActLink>
    </li>
  );
}

/** To the place where the duty is done; of a case with the right form open. */
function ActLink({ act, children }: { readonly act: DutyAct; readonly children: ReactNode }) {
  const look = 'button-link duty-go no-print';
  switch (act.to) {
    case 'case':
      return (
        <Link to="/cases/$caseId" params={{ caseId: act.caseId }} search={{ act: act.finding }} className={look}>
          {children}
        </Link>
      );
    case 'child':
      return (
        <Link to="/children/$childId" params={{ childId: act.childId }} className={look}>
          {children}
        </Link>
      );
    case 'lead':
      return (
        <Link to="/leads/$leadId" params={{ leadId: act.leadId }} className={look}>
          {children}
        </Link>
      );
    case 'declarations':
      return (
        <Link to="/declarations" search={{ month: act.month }} className={look}>
          {children}
        </Link>
      );
    case 'round':
      return (
        <Link
          to="/rounds/$roundId/households"
          params={{ roundId: act.roundId }}
          search={{ villageId: act.villageId, show: 'rest' }}
          className={look}
        >
          {children}
        </Link>
      );
    case 'enrolment':
      return (
        <Link to="/enrolment" search={{ unitId: act.unitId }} className={look}>
          {children}
        </Link>
      );
    case 'closing':
      return (
        <Link to="/closing" className={look}>
          {children}
        </Link>
      );
    case 'problems':
      return (
        <Link
          to="/problems"
          search={act.filter === 'unowned' ? { unowned: 'true' } : { unpaired: 'true' }}
          className={look}
        >
          {children}
        </Link>
      );
    case 'brief':
      return (
        <Link to="/briefs/$briefId" params={{ briefId: act.briefId }} className={look}>
          {children}
        </Link>
      );
    case 'import':
      return (
        <Link to="/imports/$importId" params={{ importId: act.importId }} className={look}>
          {children}
        </Link>
      );
  }
}
