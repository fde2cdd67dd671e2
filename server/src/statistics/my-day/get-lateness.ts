import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { dutyStanding, latenessOf } from '@quanxue/domain/statistics/duties.ts';
import type { getLateness } from '@quanxue/domain/statistics/my-day-operations.ts';
import type { z } from 'zod';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { countLateCaseDuties } from '../../cases/case-duties.ts';
import { prepare, seesCounty } from './duties-of.ts';
import { gatherDuties } from './gather-duties.ts';
import type { Places } from './places.ts';

type Lateness = z.input<NonNullable<(typeof getLateness)['answer']>>;

/** What is late by unit: by township for the county, by school, village and office within a township. */
export async function getTheLateness(house: House, ask: Ask): Promise<Lateness> {
  return ask.inTransaction(async (tx) => ({
    today: house.clock.today(),
    units: await lateByUnit(
      house,
      tx,
      ask.actor.posts.map((post) => post.role),
    ),
  }));
}

/** The same for whoever holds these posts, as far as the transaction sees: the worst first. */
export async function lateByUnit(
  house: Pick<House, 'clock' | 'keys'>,
  tx: Tx,
  roles: readonly Role[],
): Promise<Lateness['units']> {
  const today = house.clock.today();
  const on = await prepare(house, tx, today, roles);
  const { places, windows } = on;
  const county = seesCounty(roles);
  const table = new Map<string, Sum>();
  for (const row of await countLateCaseDuties(tx, { today, ...windows })) {
    add(table, places.rowOf(places.turn(row.level, row), county), row);
  }
  for (const duty of await gatherDuties(on, 'beside-cases')) {
    const standing = dutyStanding(duty, today, windows);
    if (standing?.state !== 'overdue' || duty.due === null) continue;
    add(table, places.rowOf(duty, county), {
      week: 0,
      month: 0,
      more: 0,
      [latenessOf(standing.late)]: 1,
      oldest: duty.due,
    });
  }
  return [...table].map(([unitId, sum]) => line(places, unitId, sum)).sort(worstFirst);
}

interface Sum {
  week: number;
  month: number;
  more: number;
  oldest: Day;
}

function add(table: Map<string, Sum>, unitId: string, { week, month, more, oldest }: Sum): void {
  const sum = table.get(unitId);
  if (!sum) {
    table.set(unitId, { week, month, more, oldest });
    return;
  }
  sum.week += week;
  sum.month += month;
  sum.more += more;
  if (oldest < sum.oldest) sum.oldest = oldest;
}

const line = (places: Places, unitId: string, sum: Sum): Lateness['units'][number] => ({
  unitId,
  unit: places.nameOf(unitId) ?? '',
  kind: places.kindOf(unitId),
  ...sum,
});

function worstFirst(a: Lateness['units'][number], b: Lateness['units'][number]): number {
  return b.more - a.more || b.month - a.month || b.week - a.week || a.unit.localeCompare(b.unit, 'zh');
}
