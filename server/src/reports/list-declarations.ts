import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { DeclarationCell, listDeclarations, UnitCount } from '@quanxue/domain/reports/declaration-operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { readSettings } from '../basis/settings.ts';
import { countUnits } from './count-units.ts';
import { daysOfMonth, type MonthDays, monthsUpTo } from './declaration-days.ts';
import { type DeclaringUnit, declaringPosts, declaringUnits, owes } from './declaring-units.ts';
import { differs, readDeclarations } from './read-declarations.ts';

type Query = z.output<NonNullable<(typeof listDeclarations)['query']>>;
type Matrix = z.input<NonNullable<(typeof listDeclarations)['answer']>>;

/** Units by months: what was declared, what is missing and whose it is, where the facts have changed since. */
export async function listTheDeclarations(house: House, ask: Ask<unknown, Query>): Promise<Matrix> {
  const today = house.clock.today();
  const months = monthsUpTo(ask.query.month ?? today.slice(0, 7), ask.query.months ?? 3);
  return ask.inTransaction(async (tx) => {
    const { 'reports.declare-day': day } = await readSettings(house.clock, tx, ['reports.declare-day']);
    const units = await declaringUnits(tx, ask.query.kind);
    const { rows: began } = await sql<{ day: Day }>`
      select coalesce(min(created_at at time zone 'Asia/Shanghai')::date, current_day()) as day from accounts`.execute(
      tx,
    );
    const owed = (unit: DeclaringUnit, days: MonthDays) => exists(unit, days) && days.last >= (began[0]?.day ?? today);
    const mine = await declaringPosts(tx, ask.actor);
    const declared = await readDeclarations(tx, months);
    const counts = await countDays(tx, new Set(declared.map((each) => each.countedOn)));
    const rows = units.flatMap((unit) => {
      const cells = months
        .map((month) => ({ month, days: daysOfMonth(month, day) }))
        .map(({ month, days }): DeclarationCell => {
          const declarations = declared.filter((each) => each.unitId === unit.id && each.month === month);
          const last = declarations[0];
          const now = last ? (counts.get(last.countedOn)?.(unit.id) ?? null) : null;
          return {
            month,
            dueOn: days.dueOn,
            state: last ? 'declared' : owed(unit, days) ? stateOf(days, today) : 'not-owed',
            declarations,
            now,
            changed: last !== undefined && now !== null && differs(last, now) && differs(last.counted, now),
          };
        });
      const was = months.some((month) => exists(unit, daysOfMonth(month, day)));
      if (!was && cells.every((cell) => cell.declarations.length === 0)) return [];
      return [{ id: unit.id, kind: unit.kind, name: unit.name, owner: owes(unit), mine: mine.has(unit.id), cells }];
    });
    const all = rows.flatMap((row) => row.cells);
    return {
      months,
      missing: all.filter((cell) => cell.state === 'missing').length,
      changed: all.filter((cell) => cell.changed).length,
      units: rows,
    };
  });
}

async function countDays(tx: Tx, days: ReadonlySet<Day>): Promise<Map<Day, (unitId: string) => UnitCount>> {
  const counts = new Map<Day, (unitId: string) => UnitCount>();
  for (const day of days) counts.set(day, await countUnits(tx, day));
  return counts;
}

function exists(unit: DeclaringUnit, { first, last }: MonthDays): boolean {
  return unit.valid_from <= last && (unit.valid_to === null || unit.valid_to >= first);
}

export function stateOf({ opensOn, dueOn }: MonthDays, today: Day): 'missing' | 'due' | 'ahead' {
  return today > dueOn ? 'missing' : today >= opensOn ? 'due' : 'ahead';
}
