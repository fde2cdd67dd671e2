import type {
  ComparedChild,
  ComparedPlace,
  compareLists,
  listCompared,
} from '@quanxue/domain/children/comparison-operations.ts';
import { COMPARISON_WORDS, type Comparison, groupsOf } from '@quanxue/domain/children/comparisons.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { sayTableDay } from '../basis/table-day.ts';
import { compared, lacksOf, sides } from './compared.ts';
import { readListsInForce } from './lists-in-force.ts';
import { readCompared } from './read-compared.ts';

type Params = z.output<NonNullable<(typeof compareLists)['params']>>;
type Answer = z.input<NonNullable<(typeof compareLists)['answer']>>;
type Query = z.output<NonNullable<(typeof listCompared)['query']>>;

/** Two lists against each other, by village or school: how many stand where. */
export async function compareTheLists(house: House, ask: Ask<Params>): Promise<Answer> {
  const asOf = house.clock.today();
  const { comparison } = ask.params;
  return ask.inTransaction(async (tx) => {
    const cohort = await sayTableDay(tx, asOf);
    const words = COMPARISON_WORDS[comparison];
    const lists = await readListsInForce(tx, words.needs);
    const { rows: counted } = await sides(comparison).execute(tx);
    const { left, right } = counted[0] ?? { left: 0, right: 0 };
    const missing = lacksOf(comparison, new Set(lists.map((list) => list.kind)), { left, right });
    // With one list missing, everybody on the other would look like a difference.
    const groups = missing.length > 0 ? groupsOf(comparison, 'apart') : words.groups;
    const places = await countPlaces(tx, comparison, new Set(groups.map((group) => group.key)));
    const sum: Record<string, number> = {};
    for (const { counts } of places) {
      for (const [group, count] of Object.entries(counts)) sum[group] = (sum[group] ?? 0) + count;
    }
    return { asOf, cohort, lists, missing, places, sum, left, right };
  });
}

async function countPlaces(tx: Tx, comparison: Comparison, groups: ReadonlySet<string>): Promise<ComparedPlace[]> {
  const { rows } = await sql<{ placeId: string | null; place: string | null; grp: string; count: number }>`
    select m.place_id as "placeId", unit_name_on(m.place_id, table_day()) as place, m.grp, m.count
      from (
        select ${await placeOf(tx, comparison)} as place_id, grp, count(*)::int as count
          from ${compared(comparison)} members group by 1, 2
      ) m
      order by m.place_id is null, unit_name_on(m.place_id, table_day()) collate pinyin, m.place_id`.execute(tx);
  const places = new Map<
    string | null,
    { placeId: string | null; place: string | null; counts: Record<string, number> }
  >();
  for (const { placeId, place, grp, count } of rows) {
    if (!groups.has(grp)) continue;
    const line = places.get(placeId) ?? { placeId, place, counts: {} };
    places.set(placeId, line);
    line.counts[grp] = count;
  }
  return [...places.values()];
}

/** Villages outside the asker's area are one line: they are not theirs to account for. Whoever has none sees each. */
async function placeOf(tx: Tx, comparison: Comparison): Promise<RawBuilder<unknown>> {
  if (COMPARISON_WORDS[comparison].by === 'school') return sql`place_id`;
  const { rows } = await sql`
    select from units where kind = 'village' and id in (select units_in_scope()) limit 1`.execute(tx);
  return rows.length > 0 ? sql`(case when place_id in (select units_in_scope()) then place_id end)` : sql`place_id`;
}

/** The children behind one number of a comparison. */
export async function listTheCompared(
  house: House,
  ask: Ask<Params, Query>,
): Promise<{ total: number; children: ComparedChild[] }> {
  const { comparison } = ask.params;
  const { group, placeId, noPlace, offset, limit } = ask.query;
  return ask.inTransaction(async (tx) => {
    await sayTableDay(tx, house.clock.today());
    const place = await placeOf(tx, comparison);
    const where = placeId ? sql`and ${place} = ${placeId}` : noPlace ? sql`and ${place} is null` : sql``;
    const members = sql`(
      select child_id, batch_id, sheet, row from ${compared(comparison)} members where grp = ${group} ${where}
    )`;
    const { rows } = await sql<{ total: number }>`select count(*)::int as total from ${members} m`.execute(tx);
    return { total: rows[0]?.total ?? 0, children: await readCompared(house.keys, tx, members, { offset, limit }) };
  });
}
