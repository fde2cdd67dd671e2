import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import { readSettings } from '../basis/settings.ts';
import { daysOfMonth, monthsUpTo } from './declaration-days.ts';
import { declaringUnits, owes } from './declaring-units.ts';
import { readDeclarations } from './read-declarations.ts';

export interface OwedDeclaration {
  readonly unitId: string;
  readonly by: Role;
  readonly month: string;
  readonly dueOn: Day;
}

/** How far back a month that was never declared is still asked for. */
const MONTHS = 3;

/** Months that schools and villages in sight could declare and have not: nothing is counted for it. */
export async function owedDeclarations(house: Pick<House, 'clock'>, tx: Tx): Promise<OwedDeclaration[]> {
  const { clock } = house;
  const today = clock.today();
  const months = monthsUpTo(today.slice(0, 7), MONTHS);
  const { 'reports.declare-day': day } = await readSettings(clock, tx, ['reports.declare-day']);
  const units = await declaringUnits(tx);
  const { rows } = await sql<{ day: Day }>`
    select coalesce(min(created_at at time zone 'Asia/Shanghai')::date, current_day()) as day from accounts`.execute(
    tx,
  );
  const began = rows[0]?.day ?? today;
  const declared = new Set((await readDeclarations(tx, months)).map((each) => `${each.unitId} ${each.month}`));
  return units.flatMap((unit) =>
    months.flatMap((month): OwedDeclaration[] => {
      const { first, last, opensOn, dueOn } = daysOfMonth(month, day);
      const stood = unit.valid_from <= last && (unit.valid_to === null || unit.valid_to >= first);
      if (!stood || last < began || opensOn > today || declared.has(`${unit.id} ${month}`)) return [];
      return [{ unitId: unit.id, by: owes(unit), month, dueOn }];
    }),
  );
}
