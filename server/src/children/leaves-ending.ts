import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import { sql } from 'kysely';
import type { Clock } from '../basis/clock.ts';
import type { Tx } from '../basis/database.ts';
import { readSettings } from '../basis/settings.ts';

export interface EndingLeave {
  readonly childId: string;
  readonly name: string;
  readonly untilOn: Day;
  /** When the ledger calls the child suspected by itself if nobody acts. */
  readonly suspectedOn: Day;
  readonly villageId: string | null;
  readonly schoolId: string | null;
  readonly ownerUnitId: string;
}

/** Children on leave by the ledger whose leave ends within so many days, or has ended and nobody acted. */
export async function leavesEnding(clock: Clock, tx: Tx, withinDays: number): Promise<EndingLeave[]> {
  const { 'children.leave-grace-days': grace } = await readSettings(clock, tx, ['children.leave-grace-days']);
  const { rows } = await sql<Omit<EndingLeave, 'suspectedOn'>>`
    select c.id as "childId", c.name, s.until_on as "untilOn", c.owner_unit_id as "ownerUnitId",
        coalesce(residence.village_id, registered.village_id) as "villageId", s.school_unit_id as "schoolId"
      from schooling s join children c on c.id = s.child_id
        left join unit_villages registered on registered.unit_id = c.registered_unit_id
        left join unit_villages residence on residence.unit_id = c.residence_unit_id
      where s.state = 'leave' and s.to_on is null and s.withdrawn_at is null and c.withdrawn_at is null
        and s.until_on <= ${addDays(clock.today(), withinDays)}::date
      order by s.until_on, c.name, c.id`.execute(tx);
  return rows.map((row) => ({ ...row, suspectedOn: addDays(row.untilOn, grace) }));
}
