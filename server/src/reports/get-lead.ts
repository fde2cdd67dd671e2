import { LEVELS, standingAt } from '@quanxue/domain/reports/clock.ts';
import type { LeadEvent, LeadView } from '@quanxue/domain/reports/operations.ts';
import { agreement } from '@quanxue/domain/reports/outcomes.ts';
import { sql } from 'kysely';
import type { Actor } from '../basis/actor.ts';
import { audit } from '../basis/audit.ts';
import { later } from '../basis/clock.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask, FileAnswer } from '../basis/http.ts';
import { problems } from '../basis/problems.ts';
import type { DataKey } from '../basis/seal.ts';
import { readLeadRows } from './list-leads.ts';
import { openSealedEvent, openSealedLead } from './sealed-lead.ts';

/** Who may know who told: the office, the leaders and the county, so that nobody in the village learns it. */
const TOLD_TO = ['social-affairs', 'township-leader', 'county-committee'] as const;

export async function getTheLead(house: House, ask: Ask<{ leadId: string }>): Promise<LeadView> {
  return ask.inTransaction((tx) => viewLead(house, tx, ask.actor, ask.params.leadId));
}

/** One lead as the asker may see it: what was told, what each side found, how it ended. */
export async function viewLead(
  house: Pick<House, 'clock' | 'keys' | 'evidence'>,
  tx: Tx,
  actor: Actor,
  leadId: string,
): Promise<LeadView> {
  const [row] = await readLeadRows(house, tx, sql`where leads.id = ${leadId}`);
  if (!row) throw problems.notFound();
  const key = (await house.keys.ofLeads(tx, [leadId])).get(leadId);
  const lead = await tx
    .selectFrom('leads')
    .leftJoin('accounts', 'accounts.id', 'leads.opened_by')
    .leftJoin('units', 'units.id', 'leads.reporter_unit_id')
    .select([
      'automatic',
      'receipt',
      'sealed',
      'opened_by',
      'reporter_role',
      'accounts.name as person',
      'units.name as unit',
    ])
    .where('leads.id', '=', leadId)
    .executeTakeFirstOrThrow();
  const facts = openSealedLead(key, leadId, lead.sealed);
  const knowsTeller =
    lead.opened_by === actor.accountId ||
    actor.posts.some((post) => (TOLD_TO as readonly string[]).includes(post.role));
  const { said, clockFrom, ...listed } = row;
  return {
    ...listed,
    reporter: lead.reporter_role
      ? { role: lead.reporter_role, unit: lead.unit ?? '', person: lead.person ?? '' }
      : null,
    automatic: lead.automatic,
    receipt: lead.receipt,
    unlisted: facts.unlisted ?? null,
    since: facts.since ?? null,
    reasons: [...(facts.reasons ?? [])],
    place: facts.place ?? null,
    seen: facts.seen ?? null,
    toldBy: knowsTeller ? (facts.toldBy ?? null) : null,
    contact: knowsTeller ? (facts.contact ?? null) : null,
    files: await filesOf(house, tx, leadId),
    escalates: escalations(row, house.clock.now()),
    agreement: agreement(said),
    events: await eventsOf(tx, key, leadId, knowsTeller, actor),
  };
}

async function filesOf(house: Pick<House, 'evidence'>, tx: Tx, leadId: string): Promise<LeadView['files']> {
  const files = await tx.selectFrom('lead_files').select(['sha256', 'kind']).where('lead_id', '=', leadId).execute();
  return files.map((file) => ({ ...file, arrived: house.evidence.has(file.sha256) }));
}

/** When the lead goes to whom, and whether it is there. */
function escalations(
  row: { clockFrom: string; dueAt: string; open: boolean; openedAt: string },
  now: string,
): LeadView['escalates'] {
  const step = (Date.parse(row.dueAt) - Date.parse(row.clockFrom)) / 1000;
  const at = [row.clockFrom, row.dueAt, later(row.dueAt, step)];
  const { level } = standingAt(row, now);
  return LEVELS.map((each, index) => ({
    level: each,
    at: at[index] ?? row.dueAt,
    reached: index <= LEVELS.indexOf(level),
  }));
}

async function eventsOf(
  tx: Tx,
  key: DataKey | undefined,
  leadId: string,
  knowsTeller: boolean,
  actor: Actor,
): Promise<LeadEvent[]> {
  // The village is told how it stands, not what a school or hospital said of the child.
  const villager = actor.posts.every((post) => post.role === 'village' || post.role === 'grid-worker');
  const rows = await tx
    .selectFrom('lead_events')
    .innerJoin('accounts', 'accounts.id', 'lead_events.actor_id')
    .innerJoin('units', 'units.id', 'lead_events.post_unit_id')
    .select(['lead_events.id', 'lead_events.kind', 'at', 'on_day', 'actor_id', 'post_role', 'body', 'sealed'])
    .select(['accounts.name as person', 'units.name as unit'])
    .where('lead_id', '=', leadId)
    .orderBy('at')
    .orderBy('lead_events.id')
    .execute();
  return rows.map((row) => {
    const { text, seen, place, since, toldBy } = openSealedEvent(key, row.id, row.sealed);
    const said = [text, since, place, seen, knowsTeller ? toldBy : undefined].filter(Boolean).join('；');
    const body = row.body as Partial<Pick<LeadEvent, 'side' | 'state' | 'missing' | 'disagreed'>>;
    return {
      id: row.id,
      kind: row.kind,
      at: row.at,
      onDay: row.on_day,
      by: { role: row.post_role, unit: row.unit, person: row.person },
      side: body.side ?? null,
      state: body.state ?? null,
      text: villager && row.actor_id !== actor.accountId ? null : said || null,
      missing: body.missing ?? [],
      disagreed: body.disagreed ?? false,
    };
  });
}

const SHOWN = /^(image\/(jpeg|png|webp|gif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

/** One photo of a lead in sight. Who looked is on record. */
export async function getTheLeadFile(house: House, ask: Ask<{ leadId: string; sha256: string }>): Promise<FileAnswer> {
  const { leadId, sha256 } = ask.params;
  const mediaType = await ask.inTransaction(async (tx) => {
    const named = await tx
      .selectFrom('lead_files')
      .innerJoin('leads', 'leads.id', 'lead_files.lead_id')
      .select('child_id')
      .where('lead_id', '=', leadId)
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    if (!named) throw problems.notFound();
    const file = await tx.selectFrom('evidence').select('media_type').where('sha256', '=', sha256).executeTakeFirst();
    if (!file) throw problems.evidenceMissing();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'getLeadFile',
      requestId: ask.requestId,
      ...(named.child_id && { childId: named.child_id }),
      what: { lead: leadId, sha256 },
    });
    return file.media_type;
  });
  return {
    content: house.evidence.read(sha256),
    mediaType,
    name: `${sha256.slice(0, 12)}.${mediaType.split('/')[1]?.replace(/^(x-|vnd\.).*/, 'bin') ?? 'bin'}`,
    inline: SHOWN.test(mediaType),
  };
}
