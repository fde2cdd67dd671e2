import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

/** Whoever fills a table in, by its whole name from the county down: 雾屏县霁溪镇. */
export async function fillingUnit(tx: Tx, unitId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select units.name from unit_ancestors(${unitId}) as above (id) join units on units.id = above.id
      order by array_position(array['county', 'township', 'office', 'school', 'village', 'group', 'grid'], units.kind)`.execute(
    tx,
  );
  return rows.map((row) => row.name).join('');
}
