import { type Day, schoolYearOf } from '@quanxue/domain/basis/plain-date.ts';
import { calendarOver } from '@quanxue/domain/basis/school-calendar.ts';
import { CHILD_STEPS } from '@quanxue/domain/children/counted-filters.ts';
import { chengkou } from '@quanxue/domain/policy/packs/chengkou/index.ts';
import type { getOverview, Overview, Step, TrendPoint } from '@quanxue/domain/statistics/overview-operations.ts';
import type { ChildFilter } from '@quanxue/domain/statistics/table-operations.ts';
import { dropoutsInWords, type TableBase } from '@quanxue/domain/statistics/tables.ts';
import { terms } from '@quanxue/domain/terms.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { sayTableDay } from '../basis/table-day.ts';
import { countRates } from './count-rates.ts';
import { type Area, readArea, within } from './read-area.ts';

type Query = z.output<NonNullable<(typeof getOverview)['query']>>;

/** Ends of terms shown before the day itself. */
const TERMS = 6;

/** Rates, the trend by term and the steps of this school year, of the asker's area. */
export async function getTheOverview(house: House, ask: Ask<unknown, Query>): Promise<Overview> {
  return ask.inTransaction(async (tx) => {
    const asOf = ask.query.asOf ?? house.clock.today();
    const area = await readArea(tx, asOf);
    const base = ask.query.base ?? usualBase(area);
    const since = `${schoolYearOf(asOf)}-09-01`;
    const trend = await countTrend(tx, asOf, base, area);
    const cohort = await sayTableDay(tx, asOf);
    const now = trend.at(-1);
    return {
      asOf,
      since,
      base,
      cohort,
      dropouts: dropoutsInWords(now?.counts ?? {}),
      rates: await countRates(tx, asOf, base, area),
      trend,
      steps: await countSteps(tx, { since, asOf, base, area }),
    };
  });
}

/** Township and county count by registration; a school, which has no villages, its pupils. */
export function usualBase(area: Area): TableBase {
  return area.villages.length > 0 ? 'registered' : 'school';
}

/** Where the children stood at the end of each of the last terms, as the ledger has it today. */
async function countTrend(tx: Tx, asOf: Day, base: TableBase, area: Area): Promise<TrendPoint[]> {
  const year = Number(asOf.slice(0, 4));
  const { terms: spans } = calendarOver(chengkou.calendar, `${year - TERMS}-01-01`, asOf);
  const ends = spans
    .map((span) => span.end)
    .filter((end) => end < asOf)
    .toSorted();
  const points: TrendPoint[] = [];
  for (const on of [...ends.slice(-TERMS), asOf]) {
    await sayTableDay(tx, on);
    const { where, filter } = within(base, area);
    const { rows } = await sql<TrendPoint['counts'] & { total: number; known: number }>`
      select count(*)::int as total,
          count(*) filter (where state <> 'unknown')::int as known,
          count(*) filter (where state = 'suspected')::int as suspected,
          count(*) filter (where state = 'dropped-out')::int as "dropped-out",
          count(*) filter (where state = 'unknown')::int as unknown,
          count(*) filter (where state = 'leave')::int as leave
        from placed_children where counts and ${where}`.execute(tx);
    const { total = 0, known = 0, ...counts } = rows[0] ?? {};
    points.push({
      on,
      recorded: known > 0,
      total,
      counts: { suspected: 0, 'dropped-out': 0, unknown: 0, leave: 0, ...counts },
      filter: { ofAge: 'true', asOf: on, ...filter },
    });
  }
  return points;
}

/** How many children took each step between two days; each child once a step. */
export async function countSteps(
  tx: Tx,
  { since, asOf, base, area }: { since: Day; asOf: Day; base: TableBase; area: Area },
): Promise<Step[]> {
  const { where, filter } = within(base, area);
  const { rows } = await sql<{ step: Step['key']; count: number }>`
    select step, count(distinct child_id)::int as count from child_steps
      where on_day between ${since}::date and ${asOf}::date
        and child_id in (select child_id from placed_children where ${where})
      group by step`.execute(tx);
  const all: ChildFilter = { asOf, since, ...filter };
  return CHILD_STEPS.map((step) => ({
    key: step,
    label: terms.childStep[step],
    count: rows.find((row) => row.step === step)?.count ?? 0,
    filter: { ...all, step },
  }));
}
