import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { B31_OF, B31_PARTS, type B31Row, type getTableB31 } from '@quanxue/domain/statistics/operations.ts';
import { B31_NO_VILLAGE, sumB31 } from '@quanxue/domain/statistics/table-b31.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { countOn } from './count-on.ts';

export type TableB31 = z.input<NonNullable<(typeof getTableB31)['answer']>>;
type Query = z.output<NonNullable<(typeof getTableB31)['query']>>;

export async function getTheTableB31(house: House, ask: Ask<unknown, Query>): Promise<TableB31> {
  return ask.inTransaction((tx) => countB31(house, tx, ask.query));
}

/**
 * Table B3-1 as of a day: a row for every village in being that day, also one without a child, in the order of their
 * names; last, where there are any, the children whose village is unknown or elsewhere.
 */
export async function countB31(house: Pick<House, 'clock'>, tx: Tx, query: Query): Promise<TableB31> {
  const asOf = query.asOf ?? house.clock.today();
  const base = query.base ?? 'registered';
  const cohort = await countOn(tx, asOf);
  const { rows: counted } = await sql<Counted>`select * from table_b3_1 where base = ${base}`.execute(tx);
  const byVillage = new Map(counted.map((row) => [row.village_id, row]));
  const villages = await villagesOn(tx, asOf);
  const rows = [
    ...villages.map((village) => rowOf(village.id, village.name, byVillage.get(village.id))),
    // A village that is no more by that day but still has children keeps its row, so that nobody falls out of the sum.
    ...(
      await namesOf(
        tx,
        [...byVillage.keys()].filter((id) => id && !villages.some((each) => each.id === id)),
      )
    ).map((village) => rowOf(village.id, village.name, byVillage.get(village.id))),
    ...(byVillage.has(null) ? [rowOf(null, B31_NO_VILLAGE.zh, byVillage.get(null))] : []),
  ];
  return { asOf, base, cohort, rows, sum: sumB31(rows) };
}

type Counted = Readonly<Record<string, number>> & { readonly village_id: string | null };

function rowOf(villageId: string | null, village: string, counted: Counted | undefined): B31Row {
  const count = (name: string) => counted?.[name.replaceAll('-', '_')] ?? 0;
  return {
    villageId,
    village,
    total: count('total'),
    parts: Object.fromEntries(B31_PARTS.map((part) => [part, count(part)])) as B31Row['parts'],
    of: Object.fromEntries(B31_OF.map((mark) => [mark, count(mark)])) as B31Row['of'],
  };
}

/**
 * The villages that stood that day, by the names of that day, in the actor's area: a village sees its own row and those
 * of the villages merged into it since, a township all of its own.
 */
async function villagesOn(tx: Tx, asOf: Day): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, unit_name_on(id, ${asOf}::date) collate pinyin as name from units
      where kind = 'village' and valid_from <= ${asOf}::date and (valid_to is null or valid_to >= ${asOf}::date)
        and id in (select units_in_scope())
      order by 2, id`.execute(tx);
  return rows;
}

async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('units')
    .select(['id', 'name'])
    .where(
      'id',
      'in',
      ids.filter((id) => id !== null),
    )
    .orderBy('name')
    .orderBy('id')
    .execute();
}
