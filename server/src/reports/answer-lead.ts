import type { answerLead, LeadView } from '@quanxue/domain/reports/operations.ts';
import { sideOf } from '@quanxue/domain/reports/outcomes.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { viewLead } from './get-lead.ts';
import { holdLead } from './held-lead.ts';
import { addEvent } from './open-lead.ts';
import { reportProblems } from './problems.ts';

type Body = z.output<NonNullable<(typeof answerLead)['body']>>;

/** Adds what one side found. The side is that of the asker's post; what another side said stays as it is. */
export async function answerTheLead(
  house: House,
  ask: Ask<{ leadId: string; eventId: string }, unknown, Body>,
): Promise<LeadView> {
  const { actor, body, params } = ask;
  const post = actor.posts.find((each) => sideOf(each.role));
  const side = post && sideOf(post.role);
  if (!post || !side) throw reportProblems.noSide();
  return ask.inTransaction(async (tx) => {
    const lead = await holdLead(tx, params.leadId, params.eventId);
    if (lead.done) return viewLead(house, tx, actor, lead.id);
    if (!lead.open) throw reportProblems.leadClosed({ day: lead.concludedOn ?? '' });
    const today = house.clock.today();
    if (body.onDay > today) {
      throw reportProblems.dayAhead({ what: '核实日期', whatEn: 'Verified on', day: body.onDay, today });
    }
    await addEvent(house, tx, actor, post, {
      id: params.eventId,
      leadId: lead.id,
      kind: 'answered',
      onDay: body.onDay,
      body: { side, state: body.state },
      facts: { text: body.how },
    });
    await audit(house.clock, tx, {
      actorId: actor.accountId,
      operation: 'answerLead',
      requestId: ask.requestId,
      ...(lead.childId && { childId: lead.childId }),
      what: { lead: lead.id, side, state: body.state },
    });
    return viewLead(house, tx, actor, lead.id);
  });
}
