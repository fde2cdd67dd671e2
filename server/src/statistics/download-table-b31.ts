import type { downloadTableB31 } from '@quanxue/domain/statistics/operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask, FileAnswer } from '../basis/http.ts';
import { countB31 } from './get-table-b31.ts';
import { writeB31 } from './write-b31.ts';

type Query = z.output<NonNullable<(typeof downloadTableB31)['query']>>;

/** Table B3-1 as a workbook to print and hand in. */
export async function downloadTheTableB31(house: House, ask: Ask<unknown, Query>): Promise<FileAnswer> {
  const { table, unit } = await ask.inTransaction(async (tx) => {
    const table = await countB31(house, tx, ask.query);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'downloadTableB31',
      requestId: ask.requestId,
      what: { asOf: table.asOf, base: table.base, total: table.sum.total },
    });
    return { table, unit: await fillingUnit(tx, ask.post.unitId) };
  });
  return {
    content: Buffer.from(await writeB31({ ...table, unit })),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: `B3-1就读情况统计表_${table.asOf}.xlsx`,
  };
}

/** Whoever fills the table in, by its whole name from the county down: 雾屏县霁溪镇. */
async function fillingUnit(tx: Tx, unitId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select units.name from unit_ancestors(${unitId}) as above (id) join units on units.id = above.id
      order by array_position(array['county', 'township', 'office', 'school', 'village', 'group', 'grid'], units.kind)`.execute(
    tx,
  );
  return rows.map((row) => row.name).join('');
}
