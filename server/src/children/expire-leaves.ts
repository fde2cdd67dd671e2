import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { leaveRunsOutOn } from '@quanxue/domain/children/closing.ts';
import { sql } from 'kysely';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import { readSettings } from '../basis/settings.ts';
import { systemActor } from '../basis/system-actor.ts';
import { openLineOf, writeLine } from './write-line.ts';

/**
 * A leave that ran out and upon which nobody acted becomes a suspicion by itself, some days after its last day (plan 3(3);
 * annex 2, item 4; the number of days is R83). A return, an extension or any other word in the ledger has by then ended
 * the line, so that none of it is left here. The reports take up what is suspected; no case is opened by it.
 *
 * @returns how many.
 */
export async function expireLeaves(house: Pick<House, 'database' | 'clock' | 'keys'>): Promise<number> {
  const actor = await systemActor(house);
  if (!actor) return 0;
  const { clock, database } = house;
  const today = clock.today();
  return database.inTransaction(actor, async (tx) => {
    const { 'children.leave-grace-days': grace } = await readSettings(clock, tx, ['children.leave-grace-days']);
    const { rows } = await sql<{ child_id: string; until_on: Day }>`
      select s.child_id, s.until_on from schooling s join children c on c.id = s.child_id
        where s.state = 'leave' and s.to_on is null and s.withdrawn_at is null and c.withdrawn_at is null
          and s.until_on <= ${today}::date - ${grace}::int
        order by s.until_on, s.child_id
        for update of c`.execute(tx);
    let expired = 0;
    for (const { child_id: childId, until_on: untilOn } of rows) {
      const line = await openLineOf(tx, childId);
      // Somebody was faster while we waited for the row.
      if (line?.state !== 'leave' || line.until_on !== untilOn) continue;
      const due = leaveRunsOutOn(untilOn, grace);
      await writeLine(house, tx, actor, childId, line, {
        state: 'suspected',
        fromOn: due < line.from_on ? line.from_on : due,
        untilOn: null,
        schoolUnitId: line.school_unit_id,
        schoolName: line.school_name,
        grade: line.grade,
        class: line.class,
        marks: [],
        basis: { kind: 'expiry', lineId: line.id, untilOn },
      });
      await audit(clock, tx, {
        actorId: actor.accountId,
        operation: 'expireLeaves',
        requestId: 'daily',
        childId,
        what: { untilOn },
      });
      expired += 1;
    }
    return expired;
  });
}
