import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { StatementContent } from '@quanxue/domain/statistics/statement-operations.ts';
import type { Period, StatementKind } from '@quanxue/domain/statistics/statement-periods.ts';
import type { TableBase, TableBy, TableKey } from '@quanxue/domain/statistics/tables.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import { sayTableDay } from '../basis/table-day.ts';
import { countRates } from './count-rates.ts';
import { countTable } from './count-table.ts';
import { countSteps } from './get-overview.ts';
import { statisticsProblems } from './problems.ts';
import { isBounded, readArea } from './read-area.ts';

/** What a statement of this kind holds: a school counts its pupils by grade, township and county their children by village. */
function tablesOf(kind: StatementKind): { table: TableKey; by: TableBy; base: TableBase }[] {
  if (kind === 'school-monthly') {
    return [
      { table: 'b3-1', by: 'grade', base: 'school' },
      { table: 'b3-3', by: 'grade', base: 'school' },
      { table: 'key-groups', by: 'group', base: 'school' },
    ];
  }
  return [
    { table: 'b3-1', by: 'village', base: 'registered' },
    { table: 'b3-2', by: 'village', base: 'registered' },
    { table: 'b3-3', by: 'village', base: 'registered' },
    { table: 'key-groups', by: 'group', base: 'registered' },
  ];
}

export interface Counting {
  readonly kind: StatementKind;
  readonly period: Period;
  readonly asOf: Day;
}

/** The tables, rates and movements of a statement as the ledgers have them now. */
export async function countContent(tx: Tx, { kind, period, asOf }: Counting): Promise<StatementContent> {
  const tables = [];
  for (const wanted of tablesOf(kind)) tables.push(await countTable(tx, { ...wanted, asOf }));
  const area = await readArea(tx, asOf);
  const base = baseOf(kind);
  await sayTableDay(tx, asOf);
  return {
    tables,
    rates: await countRates(tx, asOf, base, area),
    steps: await countSteps(tx, { since: period.from, asOf, base, area }),
  };
}

const baseOf = (kind: StatementKind): TableBase => (kind === 'school-monthly' ? 'school' : 'registered');

export interface ChildStanding {
  readonly child_id: string;
  readonly state: string;
  readonly place: string;
  readonly marks: string[];
}

/** Each child that the statement's first table counts, with where it stands. */
export async function readStandings(tx: Tx, kind: StatementKind, asOf: Day): Promise<ChildStanding[]> {
  const way = kind === 'school-monthly' ? 'grade' : 'registered';
  const area = await readArea(tx, asOf);
  await sayTableDay(tx, asOf);
  const inArea =
    way !== 'grade' && isBounded(way, area)
      ? sql`and (place = 'none' or place in (select units_in_scope()::text))`
      : sql``;
  const { rows } = await sql<ChildStanding>`
    select child_id, state, place, marks from child_standings where base = ${way} ${inArea} order by child_id`.execute(
    tx,
  );
  return rows;
}

/**
 * A statement counts what its unit sees, no more and no less.
 *
 * @throws statement-of-another-unit where the asker's posts reach further, less far, or elsewhere.
 */
export async function mustSeeExactly(tx: Tx, unit: { readonly id: string; readonly name: string }): Promise<void> {
  if (!(await seesExactly(tx, unit.id))) throw statisticsProblems.notOwnUnit({ unit: unit.name });
}

export async function seesExactly(tx: Tx, unitId: string): Promise<boolean> {
  const { rows } = await sql<{ exactly: boolean }>`
    with recursive down (id) as (
      select ${unitId}::uuid
      union
      select next.id from down cross join lateral (
        select units.id from units where units.parent_id = down.id
        union all
        select predecessor_id from unit_links
          where successor_id = down.id and kind in ('merged', 'renamed') and on_day <= current_day()
      ) next
    )
    select not exists (select id from down except select units_in_scope())
      and not exists (select units_in_scope() except select id from down) as exactly`.execute(tx);
  return rows[0]?.exactly ?? false;
}
