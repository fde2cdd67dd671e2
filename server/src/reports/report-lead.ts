import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { reportLead } from '@quanxue/domain/reports/operations.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems } from '../basis/problems.ts';
import { findOwner, ownerOfChild } from './find-owner.ts';
import { addEvent, addFiles, openLeadOf, writeLead } from './open-lead.ts';
import { reportProblems } from './problems.ts';
import type { SealedLead } from './sealed-lead.ts';

type Body = z.output<NonNullable<(typeof reportLead)['body']>>;
type Reported = z.input<NonNullable<(typeof reportLead)['answer']>>;

/** Takes one report of a child who may be out of school, once, however often it is sent. */
export async function reportALead(house: House, ask: Ask<{ leadId: string }, unknown, Body>): Promise<Reported> {
  const { actor, post, body, params } = ask;
  if ((body.childId === undefined) === (body.unlisted === undefined)) throw reportProblems.whoNeeded();
  return ask.inTransaction(async (tx) => {
    const there = await sentBefore(tx, params.leadId);
    if (there) {
      if (there.childId !== null && body.childId !== undefined && there.childId !== body.childId) {
        throw reportProblems.leadIdTaken({ id: params.leadId });
      }
      return reported(tx, there.leadId, there.leadId !== params.leadId);
    }
    refuseDays(body, house.clock.today());
    const leadId = body.childId ? await onListed(house, tx, ask, body.childId) : await onUnlisted(house, tx, ask);
    await audit(house.clock, tx, {
      actorId: actor.accountId,
      operation: 'reportLead',
      requestId: ask.requestId,
      ...(body.childId && { childId: body.childId }),
      what: { lead: leadId, report: params.leadId, post: post.role },
    });
    return reported(tx, leadId, leadId !== params.leadId);
  });
}

type Asked = Ask<{ leadId: string }, unknown, Body>;

async function onListed(house: House, tx: Tx, { actor, post, body, params }: Asked, childId: string): Promise<string> {
  const owner = await ownerOfChild(tx, childId);
  if (!owner) throw problems.notFound();
  const open = await openLeadOf(tx, childId);
  if (open) {
    await addEvent(house, tx, actor, post, {
      id: params.leadId,
      leadId: open.leadId,
      kind: 'reported',
      onDay: body.onDay,
      body: { source: body.source },
      facts: factsOf(body),
    });
    await addFiles(tx, open.leadId, body.files);
    return open.leadId;
  }
  await writeLead(house, tx, {
    id: params.leadId,
    childId,
    source: body.source,
    onDay: body.onDay,
    openedBy: actor.accountId,
    reporter: post,
    owner,
    facts: factsOf(body),
    files: body.files,
  });
  return params.leadId;
}

async function onUnlisted(house: House, tx: Tx, { actor, post, body, params }: Asked): Promise<string> {
  await writeLead(house, tx, {
    id: params.leadId,
    source: body.source,
    onDay: body.onDay,
    openedBy: actor.accountId,
    reporter: post,
    villageId: body.villageId,
    schoolId: body.schoolId,
    owner: await findOwner(tx, [body.villageId, body.schoolId, post.unitId]),
    facts: factsOf(body),
    files: body.files,
  });
  return params.leadId;
}

/** Sent under this id before: as a lead of its own or as what joined another. */
async function sentBefore(tx: Tx, id: string): Promise<{ leadId: string; childId: string | null } | undefined> {
  const lead = await tx.selectFrom('leads').select(['id', 'child_id']).where('id', '=', id).executeTakeFirst();
  if (lead) return { leadId: lead.id, childId: lead.child_id };
  const event = await tx
    .selectFrom('lead_events')
    .innerJoin('leads', 'leads.id', 'lead_events.lead_id')
    .select(['leads.id', 'leads.child_id'])
    .where('lead_events.id', '=', id)
    .executeTakeFirst();
  return event && { leadId: event.id, childId: event.child_id };
}

async function reported(tx: Tx, leadId: string, joined: boolean): Promise<Reported> {
  const open = await tx
    .selectFrom('leads')
    .innerJoin('cases', 'cases.child_id', 'leads.child_id')
    .select('cases.id')
    .where('leads.id', '=', leadId)
    .where('cases.open', '=', true)
    .executeTakeFirst();
  return { leadId, joined, caseId: open?.id ?? null };
}

function refuseDays({ onDay, since }: Body, today: Day): void {
  if (onDay > today) throw reportProblems.dayAhead({ what: '报送日期', whatEn: 'Reported on', day: onDay, today });
  if (since && since > today) {
    throw reportProblems.dayAhead({ what: '何时起未到校', whatEn: 'Away since', day: since, today });
  }
}

function factsOf({ unlisted, since, reasons, place, seen, toldBy }: Body): SealedLead {
  return { unlisted, since, reasons, place, seen, toldBy };
}
