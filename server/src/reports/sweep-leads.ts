import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import { schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import { sql } from 'kysely';
import type { Actor } from '../basis/actor.ts';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { FoundLead, LeadFinder } from '../basis/lead-source.ts';
import { readSettings } from '../basis/settings.ts';
import { openLead } from './open-lead.ts';

/**
 * Looks through the ledgers, as far as the actor's posts see them, and opens a lead for each child found there. A child with
 * an open case is in hand already; what was found once (same source, same id) is not found again.
 *
 * @returns how many leads were opened.
 */
export async function sweepTheLeads(
  house: Pick<House, 'database' | 'clock' | 'keys'>,
  actor: Actor,
  finders: readonly LeadFinder[],
  requestId: string,
): Promise<number> {
  let opened = 0;
  for (const finder of finders) {
    opened += await house.database.inTransaction(actor, async (tx) => {
      const found = await withoutKnown(tx, finder, await finder.find(house, tx));
      let isNew = 0;
      for (const { childId, sourceId, onDay, detail } of found) {
        const lead = { childId, source: finder.source, sourceId, onDay, detail, automatic: true };
        if ((await openLead(house, tx, actor, lead)).isNew) isNew++;
      }
      if (isNew > 0) {
        await audit(house.clock, tx, {
          actorId: actor.accountId,
          operation: 'sweepLeads',
          requestId,
          what: { source: finder.source, opened: isNew },
        });
      }
      return isNew;
    });
  }
  return opened;
}

async function withoutKnown(tx: Tx, finder: LeadFinder, found: readonly FoundLead[]): Promise<readonly FoundLead[]> {
  if (found.length === 0) return [];
  const { rows } = await sql<{ child_id: string; source_id: string | null }>`
    select child_id, null as source_id from cases where open
    union all
    select child_id, source_id from leads where source = ${finder.source} and child_id is not null`.execute(tx);
  const inHand = new Set(rows.filter((row) => row.source_id === null).map((row) => row.child_id));
  const known = new Set(rows.map((row) => `${row.child_id} ${row.source_id}`));
  return found.filter((each) => !inHand.has(each.childId) && !known.has(`${each.childId} ${each.sourceId}`));
}

/** Children on the population list of whom nobody has been able to say for long where they learn (article 5: matching). */
export const unexplainedChildren: LeadFinder = {
  source: 'matching',
  find: async (house, tx) => {
    const { 'reports.unexplained-days': days } = await readSettings(house.clock, tx, ['reports.unexplained-days']);
    const today = house.clock.today();
    const { bornFrom, bornTo } = schoolAgeCohort(today);
    const { rows } = await sql<{ childId: string; since: string }>`
      select id as "childId", since from (
        select c.id, coalesce(s.from_on, (b.confirmed_at at time zone 'Asia/Shanghai')::date,
            (c.created_at at time zone 'Asia/Shanghai')::date) as since
          from children c
            left join schooling s on s.child_id = c.id and s.to_on is null and s.withdrawn_at is null
            left join import_batches b on b.id = c.population_batch_id
          where c.withdrawn_at is null and c.population_batch_id is not null
            and coalesce(s.state, 'unknown') = 'unknown'
            and c.birth_date between ${bornFrom}::date and ${bornTo}::date
      ) unexplained
      where since <= ${addDays(today, -days)}::date order by since, id`.execute(tx);
    return rows.map(({ childId, since }) => ({
      childId,
      sourceId: `unknown ${since}`,
      onDay: today,
      detail: `自 ${since} 起在户籍名册上而不知在何处就读，已满 ${days} 天。`,
    }));
  },
};
