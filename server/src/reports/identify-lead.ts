import type { identifyLead, LeadView } from '@quanxue/domain/reports/operations.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems } from '../basis/problems.ts';
import { ownerOfChild } from './find-owner.ts';
import { viewLead } from './get-lead.ts';
import { type HeldLead, holdLead } from './held-lead.ts';
import { addEvent, openLeadOf } from './open-lead.ts';
import { reportProblems } from './problems.ts';
import { openSealedLead } from './sealed-lead.ts';

type Body = z.output<NonNullable<(typeof identifyLead)['body']>>;
type Asked = Ask<{ leadId: string; eventId: string }, unknown, Body>;

/**
 * Says which child of the ledger a lead is about; from then on it goes with that child. Where the child has an open lead,
 * this one goes into it.
 */
export async function identifyTheLead(house: House, ask: Asked): Promise<LeadView> {
  const { actor, post, body, params } = ask;
  return ask.inTransaction(async (tx) => {
    const lead = await holdLead(tx, params.leadId, params.eventId);
    if (lead.done) return viewLead(house, tx, actor, (lead.childId && (await goesOn(tx, lead))) || lead.id);
    if (!lead.open) throw reportProblems.leadClosed({ day: lead.concludedOn ?? '' });
    if (lead.childId) throw reportProblems.identifiedAlready();
    const owner = await ownerOfChild(tx, body.childId);
    if (!owner) throw problems.notFound();
    const other = await openLeadOf(tx, body.childId);
    await addEvent(house, tx, actor, post, {
      id: params.eventId,
      leadId: lead.id,
      kind: 'identified',
      onDay: house.clock.today(),
      body: other ? { state: 'joined', into: other.leadId } : {},
      facts: { text: body.how },
    });
    if (other) await joinInto(house, tx, ask, lead, other.leadId);
    else {
      await tx
        .updateTable('leads')
        .set({ child_id: body.childId, ...owner })
        .where('id', '=', lead.id)
        .execute();
    }
    await audit(house.clock, tx, {
      actorId: actor.accountId,
      operation: 'identifyLead',
      requestId: ask.requestId,
      childId: body.childId,
      what: { lead: lead.id, ...(other && { into: other.leadId }) },
    });
    return viewLead(house, tx, actor, other?.leadId ?? lead.id);
  });
}

/** What was told goes over as a report of its own; the emptied lead says where it went. */
async function joinInto(house: House, tx: Tx, ask: Asked, lead: HeldLead, into: string): Promise<void> {
  const row = await tx.selectFrom('leads').select('sealed').where('id', '=', lead.id).executeTakeFirstOrThrow();
  const facts = openSealedLead((await house.keys.ofLeads(tx, [lead.id])).get(lead.id), lead.id, row.sealed);
  const { contact, toldBy, ...told } = facts;
  const teller = [toldBy, contact].filter(Boolean).join(' ');
  await addEvent(house, tx, ask.actor, ask.post, {
    id: lead.id,
    leadId: into,
    kind: 'reported',
    onDay: lead.onDay,
    body: { from: lead.id },
    facts: { ...told, ...(teller && { toldBy: teller }) },
  });
  await tx
    .updateTable('leads')
    .set({ open: false, outcome: 'joined', concluded_on: house.clock.today(), child_id: ask.body.childId })
    .where('id', '=', lead.id)
    .execute();
}

/** The lead into which this one went, if it did. */
async function goesOn(tx: Tx, lead: HeldLead): Promise<string | undefined> {
  if (lead.outcome !== 'joined') return undefined;
  const event = await tx.selectFrom('lead_events').select('lead_id').where('id', '=', lead.id).executeTakeFirst();
  return event?.lead_id;
}
