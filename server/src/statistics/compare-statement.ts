import { compareTables, differs, isInCell, type Standing } from '@quanxue/domain/statistics/compare-tables.ts';
import type { ChildChange, compareStatement } from '@quanxue/domain/statistics/statement-operations.ts';
import { periodOf } from '@quanxue/domain/statistics/statement-periods.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { countContent, mustSeeExactly, readStandings } from './count-content.ts';
import { readStatement } from './get-statement.ts';
import { statisticsProblems } from './problems.ts';

type Query = z.output<NonNullable<(typeof compareStatement)['query']>>;

/** Children told of in one answer; the cells tell of all. */
const CHILDREN = 500;

/** What of a statement is no longer so: cell by cell, and the children behind it. */
export async function compareTheStatement(house: House, ask: Ask<{ statementId: string }, Query>) {
  return ask.inTransaction(async (tx) => {
    const statement = await readStatement(tx, ask.params.statementId);
    await mustSeeExactly(tx, { id: statement.unitId, name: statement.unit });
    const asOf = ask.query.asOf ?? house.clock.today();
    const period = periodOf(statement.kind, statement.period);
    if (!period) throw statisticsProblems.noSuchPeriod({ period: statement.period });
    const now = await countContent(tx, { kind: statement.kind, period, asOf });
    const cells = statement.content.tables.flatMap((earlier) => {
      const table = now.tables.find((each) => each.table === earlier.table);
      return table ? compareTables(earlier, table) : [];
    });
    const { rows: frozen } = await sql<Standing & { child_id: string }>`
      select child_id, state, coalesce(place, 'none') as place, marks from statement_children
        where statement_id = ${statement.id}`.execute(tx);
    const before = new Map(frozen.map(({ child_id, ...standing }) => [child_id, standing]));
    const after = new Map(
      (await readStandings(tx, statement.kind, asOf)).map(({ child_id, ...standing }) => [child_id, standing]),
    );
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter((id) =>
      isAsked(ask.query, before.get(id) ?? null, after.get(id) ?? null),
    );
    const { rows: names } = await sql<{ id: string; name: string }>`
      select id, name from children where id = any(${changed.slice(0, CHILDREN)}::uuid[]) order by name, id`.execute(
      tx,
    );
    const known = new Set(names.map(({ id }) => id));
    const told = (id: string, name: string | null): ChildChange => ({
      childId: id,
      name,
      before: before.get(id) ?? null,
      after: after.get(id) ?? null,
    });
    return {
      asOf,
      cells,
      children: [
        ...names.map(({ id, name }) => told(id, name)),
        ...changed
          .slice(0, CHILDREN)
          .filter((id) => !known.has(id))
          .map((id) => told(id, null)),
      ],
    };
  });
}

/** Any change where no cell is named; else entering or leaving the cell. */
function isAsked({ table, row, column }: Query, before: Standing | null, after: Standing | null): boolean {
  if (!table) return differs(before, after);
  return isInCell(table, before, row, column) !== isInCell(table, after, row, column);
}
