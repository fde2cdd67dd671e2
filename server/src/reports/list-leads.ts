import { standingAt } from '@quanxue/domain/reports/clock.ts';
import type { LeadRow, listLeads } from '@quanxue/domain/reports/operations.ts';
import {
  agreement,
  LEAD_OUTCOMES,
  SIDES,
  type Side,
  type SideState,
  wantsCase,
} from '@quanxue/domain/reports/outcomes.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { openSealedLead } from './sealed-lead.ts';

type Query = z.output<NonNullable<(typeof listLeads)['query']>>;

/** The leads in sight: the open ones first, the most urgent on top. */
export async function listTheLeads(
  house: House,
  ask: Ask<unknown, Query>,
): Promise<{ total: number; leads: LeadRow[] }> {
  return ask.inTransaction((tx) => findLeads(house, tx, ask.query));
}

export async function findLeads(
  house: Pick<House, 'clock' | 'keys'>,
  tx: Tx,
  query: Query,
): Promise<{ total: number; leads: LeadRow[] }> {
  const where = sql.join(filters(query, house.clock.now()), sql` and `);
  const total = await sql<{ total: number }>`select count(*)::int as total ${FROM} where ${where}`.execute(tx);
  const leads = await readLeadRows(
    house,
    tx,
    sql`where ${where} order by leads.open desc, leads.due_at, leads.id
      offset ${query.offset ?? 0} limit ${query.limit ?? 50}`,
  );
  return { total: total.rows[0]?.total ?? 0, leads };
}

const WITHOUT_CASE = LEAD_OUTCOMES.filter(wantsCase);

/** Each lead with its child's places, what the sides said last, and the child's open case. */
const FROM = sql`
  from leads
    join units owner on owner.id = leads.owner_unit_id
    left join children on children.id = leads.child_id
    left join unit_villages registered on registered.unit_id = children.registered_unit_id
    left join unit_villages residence on residence.unit_id = children.residence_unit_id
    left join unit_villages told on told.unit_id = leads.village_unit_id
    left join units village on village.id = coalesce(residence.village_id, registered.village_id, told.village_id)
    left join schooling learning on learning.child_id = children.id and learning.to_on is null
      and learning.withdrawn_at is null
    left join units school on school.id = coalesce(learning.school_unit_id, leads.school_unit_id)
    left join cases on cases.child_id = leads.child_id and cases.open
    left join lateral (
      select jsonb_object_agg(side, state) as said, count(distinct state) as states from (
        select distinct on (body ->> 'side') body ->> 'side' as side, body ->> 'state' as state
          from lead_events where lead_events.lead_id = leads.id and lead_events.kind = 'answered'
          order by body ->> 'side', at desc, lead_events.id desc
      ) last
    ) answers on true`;

function filters(query: Query, now: string): RawBuilder<unknown>[] {
  const late = sql`(leads.open and leads.due_at <= ${now}::timestamptz)`;
  return [
    sql`leads.outcome is distinct from 'joined'`,
    ...(query.open ? [sql`leads.open = ${query.open === 'true'}`] : []),
    ...(query.source ? [sql`leads.source = ${query.source}`] : []),
    ...(query.outcome ? [sql`leads.outcome = ${query.outcome}`] : []),
    ...(query.overdue ? [sql`${late} = ${query.overdue === 'true'}`] : []),
    ...(query.disagreed ? [sql`coalesce(answers.states, 0) > 1`] : []),
    ...(query.caseless
      ? [
          sql`leads.outcome = any (${WITHOUT_CASE}) and cases.id is null
        and not exists (select from cases later where later.child_id = leads.child_id and later.opened_on >= leads.concluded_on)`,
        ]
      : []),
    ...(query.villageId ? [sql`village.id = ${query.villageId}`] : []),
    ...(query.schoolId ? [sql`school.id = ${query.schoolId}`] : []),
  ];
}

interface Found {
  readonly id: string;
  readonly source: LeadRow['source'];
  readonly child_id: string | null;
  readonly name: string | null;
  readonly village: string | null;
  readonly school: string | null;
  readonly on_day: string;
  readonly opened_at: string;
  readonly clock_from: string;
  readonly due_at: string;
  readonly open: boolean;
  readonly outcome: LeadRow['outcome'];
  readonly concluded_on: string | null;
  readonly owner_role: LeadRow['owner']['role'];
  readonly owner_unit: string;
  readonly said: Partial<Record<Side, SideState>> | null;
  readonly case_id: string | null;
  readonly sealed: Buffer | null;
}

/** Rows of leads; `tail` is the where, order and limit. */
export async function readLeadRows(
  house: Pick<House, 'clock' | 'keys'>,
  tx: Tx,
  tail: RawBuilder<unknown>,
): Promise<(LeadRow & { said: Partial<Record<Side, SideState>>; clockFrom: string })[]> {
  const { rows } = await sql<Found>`
    select leads.id, leads.source, leads.child_id, children.name, village.name as village,
        coalesce(school.name, learning.school_name) as school, leads.on_day, leads.opened_at, leads.clock_from,
        leads.due_at, leads.open, leads.outcome, leads.concluded_on, leads.owner_role, owner.name as owner_unit,
        answers.said, cases.id as case_id, leads.sealed
      ${FROM} ${tail}`.execute(tx);
  const keys = await house.keys.ofLeads(
    tx,
    rows.filter((row) => row.name === null).map((row) => row.id),
  );
  const now = house.clock.now();
  return rows.map((row) => {
    const facts = openSealedLead(keys.get(row.id), row.id, row.name === null ? row.sealed : null);
    const clock = { clockFrom: row.clock_from, dueAt: row.due_at, open: row.open };
    const { overdue, level, hoursLeft } = standingAt(clock, now);
    const said = row.said ?? {};
    return {
      id: row.id,
      source: row.source,
      childId: row.child_id,
      name: row.name ?? facts.unlisted?.name ?? (facts.seen ? shortened(facts.seen) : '—'),
      village: row.village ?? facts.unlisted?.village ?? null,
      school: row.school ?? facts.unlisted?.school ?? null,
      onDay: row.on_day,
      openedAt: row.opened_at,
      clockFrom: row.clock_from,
      dueAt: row.due_at,
      open: row.open,
      outcome: row.outcome,
      concludedOn: row.concluded_on,
      overdue,
      level,
      hoursLeft,
      owner: { role: row.owner_role, unit: row.owner_unit },
      said,
      answered: SIDES.filter((side) => said[side]),
      disagreed: agreement(said) === 'disagreed',
      caseId: row.case_id,
    };
  });
}

function shortened(text: string): string {
  const signs = [...text];
  return signs.length > 24 ? `${signs.slice(0, 24).join('')}……` : text;
}
