import type { LeadView, reopenLead } from '@quanxue/domain/reports/operations.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import { later } from '../basis/clock.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { readSettings } from '../basis/settings.ts';
import { concludingPost } from './concluding-post.ts';
import { viewLead } from './get-lead.ts';
import { holdLead } from './held-lead.ts';
import { addEvent, openLeadOf } from './open-lead.ts';
import { reportProblems } from './problems.ts';

type Body = z.output<NonNullable<(typeof reopenLead)['body']>>;

/** Begins the verification anew; what was concluded before stays in the lead's history. */
export async function reopenTheLead(
  house: House,
  ask: Ask<{ leadId: string; eventId: string }, unknown, Body>,
): Promise<LeadView> {
  const { actor, body, params } = ask;
  return ask.inTransaction(async (tx) => {
    const lead = await holdLead(tx, params.leadId, params.eventId);
    if (lead.done) return viewLead(house, tx, actor, lead.id);
    const post = await concludingPost(tx, actor, lead.ownerUnitId);
    if (lead.open) throw reportProblems.leadOpen();
    const other = lead.childId ? await openLeadOf(tx, lead.childId) : undefined;
    if (other) throw reportProblems.otherLeadOpen({ day: other.onDay });
    const { 'reports.verify-hours': hours } = await readSettings(house.clock, tx, ['reports.verify-hours']);
    const now = house.clock.now();
    await addEvent(house, tx, actor, post, {
      id: params.eventId,
      leadId: lead.id,
      kind: 'reopened',
      onDay: house.clock.today(),
      facts: { text: body.why },
    });
    await tx
      .updateTable('leads')
      .set({ open: true, outcome: null, concluded_on: null, clock_from: now, due_at: later(now, hours * 3600) })
      .where('id', '=', lead.id)
      .execute();
    await audit(house.clock, tx, {
      actorId: actor.accountId,
      operation: 'reopenLead',
      requestId: ask.requestId,
      ...(lead.childId && { childId: lead.childId }),
      what: { lead: lead.id },
    });
    return viewLead(house, tx, actor, lead.id);
  });
}
