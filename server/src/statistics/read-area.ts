import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { ChildFilter } from '@quanxue/domain/statistics/table-operations.ts';
import { isJuniorSchool, type TableBase, type TableBy } from '@quanxue/domain/statistics/tables.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

export interface Unit {
  readonly id: string;
  readonly name: string;
}

export interface Area {
  readonly villages: readonly Unit[];
  readonly schools: readonly Unit[];
  /** A junior school's own posts: annex 1 never asks them for B3-2. */
  readonly onlyJunior: boolean;
}

/** Villages and schools in being that day under the asker's posts, by the names of that day; those merged since included. */
export async function readArea(tx: Tx, asOf: Day): Promise<Area> {
  const { rows } = await sql<Unit & { kind: string }>`
    select id, unit_name_on(id, ${asOf}::date) collate pinyin as name, kind from units
      where valid_from <= ${asOf}::date and (valid_to is null or valid_to >= ${asOf}::date)
        and id in (select units_in_scope())
      order by 2, id`.execute(tx);
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  return {
    villages: of('village'),
    schools: of('school'),
    onlyJunior: rows.length > 0 && rows.every((row) => row.kind === 'school' && isJuniorSchool(row.name)),
  };
}

/** Where the asker's area holds villages (schools), others' are not its to count; a school counts all its own pupils. */
export function isBounded(way: TableBy | TableBase, area: Area): boolean {
  if (way === 'village' || way === 'registered' || way === 'residence') return area.villages.length > 0;
  return (way === 'school' || way === 'grade') && area.schools.length > 0;
}

/** What belongs to the area, over `placed_children` and the tables made of it; and the same as a filter of the list. */
export function within(
  base: TableBase,
  area: Area,
): { readonly where: RawBuilder<unknown>; readonly filter: ChildFilter } {
  return isBounded(base, area)
    ? {
        where: sql`base = ${base} and (place is null or place in (select units_in_scope()::text))`,
        filter: { base, elsewhere: 'false' },
      }
    : { where: sql`base = ${base}`, filter: { base } };
}
