import type { getBoard } from '@quanxue/domain/statistics/operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { sayTableDay } from '../basis/table-day.ts';
import { countWaitingApprovals } from '../cases/approvals/count-waiting-approvals.ts';
import { countOpenProblems } from '../cases/problem-list/count-open-problems.ts';
import { refreshStale } from '../cases/project-case.ts';
import { countUnassigned } from '../children/count-unassigned.ts';
import { countWaitingRows } from '../children/list-waiting-rows.ts';
import { countOpenVillages } from '../children/village-counts.ts';
import { countLeads } from '../reports/count-leads.ts';

type Board = z.input<NonNullable<(typeof getBoard)['answer']>>;

/** Imports shown on the board. */
const LAST = 5;

/** How things stand today, as far as the asker sees; every number is the length of a list that can be opened. */
export async function getTheBoard(house: House, ask: Ask): Promise<Board> {
  return ask.inTransaction(async (tx) => {
    const today = house.clock.today();
    await refreshStale(house, tx);
    const cohort = await sayTableDay(tx, today);
    return {
      today,
      cohort,
      ...(await countChildren(tx)),
      ...(await countCases(tx, today)),
      ...(await countDuties(tx, today, house.clock.now())),
      waitingRows: await countWaitingRows(tx),
      approvals: (await countWaitingApprovals(house, tx, ask.actor)).waiting,
      lastImports: await lastImports(tx),
    };
  });
}

async function countChildren(tx: Tx) {
  const { rows } = await sql<Pick<Board, 'children' | 'unexplained' | 'suspected'>>`
    select count(*)::int as children,
        count(*) filter (where unexplained)::int as unexplained,
        count(*) filter (where state = 'suspected')::int as suspected
      from child_states where of_age and state <> 'left'`.execute(tx);
  const { children, unexplained, suspected } = rows[0] ?? { children: 0, unexplained: 0, suspected: 0 };
  return { children, unexplained, suspected, explained: children - unexplained };
}

async function countCases(tx: Tx, today: string) {
  const { rows } = await sql<Pick<Board, 'openCases' | 'failingCases' | 'overdue'>>`
    select count(*)::int as "openCases",
        count(*) filter (where missing + breach > 0)::int as "failingCases",
        count(*) filter (where next_due < ${today}::date)::int as overdue
      from cases where open`.execute(tx);
  return rows[0] ?? { openCases: 0, failingCases: 0, overdue: 0 };
}

/** What the papers want at nought: leads past their clock, children for whom nobody answers, villages not closed. */
async function countDuties(tx: Tx, today: string, now: string) {
  const { open, overdue } = await countLeads(tx, now);
  const { unowned, unpaired } = await countOpenProblems(tx, today);
  const { grid, principal } = await countUnassigned(tx, today);
  const villages = await countOpenVillages(tx, 'registered', today);
  return {
    leads: { open, overdue },
    problems: { unowned: unowned.children, unpaired: unpaired.children },
    unassigned: { grid, principal },
    villages: { open: villages.open, all: villages.villages },
  };
}

async function lastImports(tx: Tx): Promise<Board['lastImports']> {
  const rows = await tx
    .selectFrom('import_batches')
    .select(['kind', 'file_name', 'confirmed_at', 'rows_total'])
    .where('confirmed_at', 'is not', null)
    .where('undone_at', 'is', null)
    .orderBy('confirmed_at', 'desc')
    .limit(LAST)
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    fileName: row.file_name,
    at: row.confirmed_at ?? '',
    rows: row.rows_total,
  }));
}
