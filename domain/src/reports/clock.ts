/* The clock of a lead. Late and escalated are read from the times, so that nothing has to be marked when an hour strikes. */

/** Up the line: the office that the lead is routed to, then the township's leaders, then the county. */
export const LEVELS = ['office', 'township', 'county'] as const;
export type Level = (typeof LEVELS)[number];

export interface LeadClock {
  /** When the clock was started: the opening, a reopening, a suspicion that stands. */
  readonly clockFrom: string;
  readonly dueAt: string;
  readonly open: boolean;
}

export interface LeadStanding {
  readonly overdue: boolean;
  readonly level: Level;
  /** Whole hours to the end of the clock; below zero when it has run out. */
  readonly hoursLeft: number;
  /** When it goes one level further up; null at the top or when nothing is open. */
  readonly nextAt: string | null;
}

/** How a lead stands at an instant: out of time it is the leaders' matter, after as long again the county's. */
export function standingAt({ clockFrom, dueAt, open }: LeadClock, now: string): LeadStanding {
  const due = Date.parse(dueAt);
  const at = Date.parse(now);
  const again = due + (due - Date.parse(clockFrom));
  const level: Level = !open || at < due ? 'office' : at < again ? 'township' : 'county';
  return {
    overdue: open && at >= due,
    level,
    hoursLeft: Math.floor((due - at) / 3_600_000),
    nextAt: !open || level === 'county' ? null : level === 'office' ? dueAt : new Date(again).toISOString(),
  };
}
