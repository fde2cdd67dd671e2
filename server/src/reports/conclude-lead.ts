import type { concludeLead, LeadView } from '@quanxue/domain/reports/operations.ts';
import { agreement, endsLead, type LeadOutcome, SIDES, wantsCase } from '@quanxue/domain/reports/outcomes.ts';
import { terms } from '@quanxue/domain/terms.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import { later } from '../basis/clock.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { readSettings } from '../basis/settings.ts';
import { concludingPost } from './concluding-post.ts';
import { viewLead } from './get-lead.ts';
import { type HeldLead, holdLead } from './held-lead.ts';
import { addEvent } from './open-lead.ts';
import { reportProblems } from './problems.ts';
import { setSchoolingByLead } from './set-schooling-by-lead.ts';

type Body = z.output<NonNullable<(typeof concludeLead)['body']>>;

/**
 * Says what a lead turned out to be. Sides that have not answered and answers that differ do not forbid it: they are kept
 * with the conclusion and stay in sight.
 */
export async function concludeTheLead(
  house: House,
  ask: Ask<{ leadId: string; eventId: string }, unknown, Body>,
): Promise<LeadView> {
  const { actor, body, params } = ask;
  return ask.inTransaction(async (tx) => {
    const lead = await holdLead(tx, params.leadId, params.eventId);
    if (lead.done) return viewLead(house, tx, actor, lead.id);
    const post = await concludingPost(tx, actor, lead.ownerUnitId);
    refuse(lead, body, house.clock.today());

    await addEvent(house, tx, actor, post, {
      id: params.eventId,
      leadId: lead.id,
      kind: 'concluded',
      onDay: body.onDay,
      body: {
        state: body.outcome,
        missing: SIDES.filter((side) => !lead.said[side]),
        disagreed: agreement(lead.said) === 'disagreed',
      },
      facts: { text: body.why },
    });
    const { 'reports.suspected-days': days } = await readSettings(house.clock, tx, ['reports.suspected-days']);
    const now = house.clock.now();
    await tx
      .updateTable('leads')
      .set(
        endsLead(body.outcome)
          ? { open: false, outcome: body.outcome, concluded_on: body.onDay }
          : { outcome: body.outcome, clock_from: now, due_at: later(now, days * 86_400) },
      )
      .where('id', '=', lead.id)
      .execute();
    await audit(house.clock, tx, {
      actorId: actor.accountId,
      operation: 'concludeLead',
      requestId: ask.requestId,
      ...(lead.childId && { childId: lead.childId }),
      what: { lead: lead.id, outcome: body.outcome },
    });
    if (lead.childId) {
      await setSchoolingByLead(house, tx, actor, {
        childId: lead.childId,
        leadId: lead.id,
        eventId: params.eventId,
        ...body,
      });
    }
    return viewLead(house, tx, actor, lead.id);
  });
}

function refuse(lead: HeldLead, { outcome, onDay }: Body, today: string): void {
  if (!lead.open) throw reportProblems.leadClosed({ day: lead.concludedOn ?? '' });
  if (onDay > today) throw reportProblems.dayAhead({ what: '结论日期', whatEn: 'Concluded on', day: onDay, today });
  if (onDay < lead.onDay) throw reportProblems.dayBefore({ day: onDay, first: lead.onDay });
  if (!lead.childId && needsChild(outcome)) {
    const { zh, en } = terms.leadOutcome[outcome];
    throw reportProblems.identifyFirst({ outcome: zh, outcomeEn: en });
  }
}

/** Nobody is called a dropout before it is said who. */
function needsChild(outcome: LeadOutcome): boolean {
  return wantsCase(outcome) || outcome === 'suspected';
}
