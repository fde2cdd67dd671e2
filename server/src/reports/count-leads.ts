import { LEAD_OUTCOMES, wantsCase } from '@quanxue/domain/reports/outcomes.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

/** Figures of the board, each behind a filter of listLeads: `open`, `overdue`, `caseless`. */
export interface LeadCounts {
  readonly open: number;
  readonly overdue: number;
  readonly caseless: number;
}

/** Leads in the asker's sight at an instant. */
export async function countLeads(tx: Tx, now: string): Promise<LeadCounts> {
  const outcomes = LEAD_OUTCOMES.filter(wantsCase);
  const { rows } = await sql<LeadCounts>`
    select count(*) filter (where open)::int as open,
        count(*) filter (where open and due_at <= ${now}::timestamptz)::int as overdue,
        count(*) filter (where outcome = any (${outcomes}) and not exists (
          select from cases where cases.child_id = leads.child_id
            and (cases.open or cases.opened_on >= leads.concluded_on)))::int as caseless
      from leads where outcome is distinct from 'joined'`.execute(tx);
  return rows[0] ?? { open: 0, overdue: 0, caseless: 0 };
}
