import type { LeadOutcome, Side, SideState } from '@quanxue/domain/reports/outcomes.ts';
import type { Tx } from '../basis/database.ts';
import { problems } from '../basis/problems.ts';

/** A lead as it stands, its row held so that two acts on it follow one another. */
export interface HeldLead {
  readonly id: string;
  readonly childId: string | null;
  readonly onDay: string;
  readonly openedAt: string;
  readonly open: boolean;
  readonly outcome: LeadOutcome | 'joined' | null;
  readonly concludedOn: string | null;
  readonly ownerUnitId: string;
  /** True where this act was done before under the same id. */
  readonly done: boolean;
  /** What each side said last. */
  readonly said: Partial<Record<Side, SideState>>;
}

export async function holdLead(tx: Tx, leadId: string, eventId: string): Promise<HeldLead> {
  const row = await tx.selectFrom('leads').selectAll().where('id', '=', leadId).forUpdate().executeTakeFirst();
  if (!row) throw problems.notFound();
  const events = await tx
    .selectFrom('lead_events')
    .select(['id', 'kind', 'body'])
    .where('lead_id', '=', leadId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const said: Partial<Record<Side, SideState>> = {};
  for (const { kind, body } of events) {
    if (kind === 'answered') said[body.side as Side] = body.state as SideState;
  }
  return {
    id: row.id,
    childId: row.child_id,
    onDay: row.on_day,
    openedAt: row.opened_at,
    open: row.open,
    outcome: row.outcome,
    concludedOn: row.concluded_on,
    ownerUnitId: row.owner_unit_id,
    done: events.some((event) => event.id === eventId),
    said,
  };
}
