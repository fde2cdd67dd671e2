import type { getTable, Table } from '@quanxue/domain/statistics/table-operations.ts';
import type { z } from 'zod';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { countTable, type Wanted } from './count-table.ts';

type Params = z.output<NonNullable<(typeof getTable)['params']>>;
type Query = z.output<NonNullable<(typeof getTable)['query']>>;

/** One of the official tables, as far as the asker sees. */
export async function getTheTable(house: House, ask: Ask<Params, Query>): Promise<Table> {
  return ask.inTransaction((tx) => countTable(tx, wantedOf(house, ask)));
}

/** What was asked for; without a day, today's. */
export function wantedOf(
  house: Pick<House, 'clock'>,
  { params, query }: Pick<Ask<Params, Query>, 'params' | 'query'>,
): Wanted {
  return { table: params.table, asOf: query.asOf ?? house.clock.today(), by: query.by, base: query.base };
}
