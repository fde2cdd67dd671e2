import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { LeadSource } from '@quanxue/domain/reports/operations.ts';
import type { Actor, ActorPost } from '../basis/actor.ts';
import { later } from '../basis/clock.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import { newId } from '../basis/ids.ts';
import { problems } from '../basis/problems.ts';
import { readSettings } from '../basis/settings.ts';
import { type Owner, ownerOfChild } from './find-owner.ts';
import { type SealedEvent, type SealedLead, sealEvent, sealLead } from './sealed-lead.ts';

type Ground = Pick<House, 'clock' | 'keys'>;

/** A lead on a child of the ledger, as another capability opens it. */
export interface LeadToOpen {
  readonly childId: string;
  readonly source: LeadSource;
  /** The same for the same cause: a second call for it adds nothing. */
  readonly sourceId: string;
  readonly onDay: Day;
  readonly detail: string;
  /** Found by looking through a ledger; nobody said it. */
  readonly automatic?: boolean;
}

/**
 * Opens a lead on a child, or adds to the one that is open. Called within the caller's transaction; whoever calls has
 * audited their own act.
 */
export async function openLead(
  house: Ground,
  tx: Tx,
  actor: Actor,
  { childId, source, sourceId, onDay, detail, automatic }: LeadToOpen,
): Promise<{ leadId: string; isNew: boolean }> {
  const [post] = actor.posts;
  if (!post) throw problems.notAllowed({ title: 'openLead' });
  const open = await openLeadOf(tx, childId);
  if (!open) {
    const owner = await ownerOfChild(tx, childId);
    if (!owner) throw problems.notFound();
    const leadId = newId(house.clock);
    await writeLead(house, tx, {
      id: leadId,
      childId,
      source,
      sourceId,
      onDay,
      openedBy: actor.accountId,
      automatic: automatic ?? false,
      reporter: automatic ? null : post,
      owner,
      facts: { seen: detail },
    });
    return { leadId, isNew: true };
  }
  const { leadId } = open;
  const known = await tx
    .selectFrom('leads')
    .select('id')
    .where('id', '=', leadId)
    .where('source', '=', source)
    .where('source_id', '=', sourceId)
    .executeTakeFirst();
  const added = await tx
    .selectFrom('lead_events')
    .select('body')
    .where('lead_id', '=', leadId)
    .where('kind', '=', 'reported')
    .execute();
  if (known || added.some(({ body }) => body.source === source && body.sourceId === sourceId)) {
    return { leadId, isNew: false };
  }
  await addEvent(house, tx, actor, post, {
    id: newId(house.clock),
    leadId,
    kind: 'reported',
    onDay,
    body: { source, sourceId },
    facts: { text: detail },
  });
  return { leadId, isNew: false };
}

/** The child's open lead. Whoever asks holds the child's row, so that two reports at one moment do not open two. */
export async function openLeadOf(tx: Tx, childId: string): Promise<{ leadId: string; onDay: Day } | undefined> {
  await tx.selectFrom('children').select('id').where('id', '=', childId).forUpdate().execute();
  return tx
    .selectFrom('leads')
    .select(['id as leadId', 'on_day as onDay'])
    .where('child_id', '=', childId)
    .where('open', '=', true)
    .executeTakeFirst();
}

export interface NewLead {
  readonly id: string;
  readonly childId?: string | undefined;
  readonly source: LeadSource;
  readonly sourceId?: string;
  readonly onDay: Day;
  readonly openedBy: string | null;
  readonly automatic?: boolean;
  readonly reporter: ActorPost | null;
  readonly villageId?: string | undefined;
  readonly schoolId?: string | undefined;
  readonly owner: Owner;
  readonly receipt?: string;
  readonly facts: SealedLead;
  readonly files?: readonly { readonly sha256: string; readonly kind: string }[];
}

/** Writes the lead's row; its clock is the one in force on the day of the opening. */
export async function writeLead(house: Ground, tx: Tx, lead: NewLead): Promise<void> {
  const { 'reports.verify-hours': hours } = await readSettings(house.clock, tx, ['reports.verify-hours']);
  const now = house.clock.now();
  const key = (await house.keys.ofLeads(tx, [lead.id])).get(lead.id);
  if (!key) throw new Error('a lead has its key');
  await tx
    .insertInto('leads')
    .values({
      id: lead.id,
      child_id: lead.childId ?? null,
      source: lead.source,
      source_id: lead.sourceId ?? null,
      on_day: lead.onDay,
      opened_at: now,
      opened_by: lead.openedBy,
      automatic: lead.automatic ?? false,
      reporter_role: lead.reporter?.role ?? null,
      reporter_unit_id: lead.reporter?.unitId ?? null,
      receipt: lead.receipt ?? null,
      village_unit_id: lead.villageId ?? null,
      school_unit_id: lead.schoolId ?? null,
      ...lead.owner,
      sealed: sealLead(key, lead.id, lead.facts),
      data_key_id: key.id,
      clock_from: now,
      due_at: later(now, hours * 3600),
    })
    .execute();
  await addFiles(tx, lead.id, lead.files ?? []);
}

export async function addFiles(
  tx: Tx,
  leadId: string,
  files: readonly { readonly sha256: string; readonly kind: string }[],
): Promise<void> {
  if (files.length === 0) return;
  await tx
    .insertInto('lead_files')
    .values(files.map((file) => ({ ...file, lead_id: leadId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

interface NewEvent {
  readonly id: string;
  readonly leadId: string;
  readonly kind: 'reported' | 'answered' | 'identified' | 'concluded' | 'reopened';
  readonly onDay: Day;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly facts: SealedEvent;
}

/** Appends one event; nothing that was appended is changed. */
export async function addEvent(house: Ground, tx: Tx, actor: Actor, post: ActorPost, event: NewEvent): Promise<void> {
  const key = (await house.keys.ofLeads(tx, [event.leadId])).get(event.leadId);
  if (!key) throw new Error('a lead has its key');
  await tx
    .insertInto('lead_events')
    .values({
      id: event.id,
      lead_id: event.leadId,
      kind: event.kind,
      at: house.clock.now(),
      on_day: event.onDay,
      actor_id: actor.accountId,
      post_role: post.role,
      post_unit_id: post.unitId,
      body: JSON.stringify(event.body ?? {}),
      sealed: sealEvent(key, event.id, event.facts),
      data_key_id: key.id,
    })
    .execute();
}
