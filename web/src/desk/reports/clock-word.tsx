import type { LeadRow } from '@quanxue/domain/reports/operations.ts';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../basis/entry/labels.ts';
import { shanghaiTime } from '../../basis/instant.ts';

/** A lead's clock in words: how long is left, or how late and with whom it is now. */
export function ClockWord({
  lead,
}: {
  readonly lead: Pick<LeadRow, 'open' | 'overdue' | 'hoursLeft' | 'level' | 'dueAt'>;
}) {
  const { t } = useTranslation();
  const labels = useLabels();
  if (!lead.open) return <>—</>;
  const hours = Math.abs(lead.hoursLeft);
  const inDays = hours >= 72;
  const n = inDays ? Math.floor(hours / 24) : hours;
  return (
    <span className={lead.overdue ? 'alarming' : undefined} title={shanghaiTime(lead.dueAt)}>
      {lead.overdue
        ? t(inDays ? 'leads.lateDays' : 'leads.late', { n })
        : t(inDays ? 'leads.daysLeft' : 'leads.hoursLeft', { n })}
      {lead.overdue ? ` · ${t('leads.raisedTo', { who: labels.term('leadLevel', lead.level) })}` : ''}
    </span>
  );
}
