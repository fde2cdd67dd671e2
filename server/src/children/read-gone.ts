import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { Batch } from './import-batch.ts';

/** Children of an earlier list of the batch's kind, of the villages or schools that the new one names. */
export async function goneFromList(
  tx: Tx,
  batch: Batch,
  units: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  switch (batch.kind) {
    case 'population': {
      const { rows } = await sql<{ id: string; name: string }>`
        select c.id, c.name from children c
        where c.withdrawn_at is null and c.population_batch_id is not null
          and c.registered_unit_id = any(${units}::uuid[])
        order by c.name, c.id`.execute(tx);
      return rows;
    }
    case 'roll': {
      const { rows } = await sql<{ id: string; name: string }>`
        select c.id, c.name from children c
          join schooling s on s.child_id = c.id and s.to_on is null and s.withdrawn_at is null
        where c.withdrawn_at is null and s.batch_id is not null
          and s.state in ('here', 'county', 'out-of-county', 'special-education', 'vocational')
          and s.school_unit_id = any(${units}::uuid[])
        order by c.name, c.id`.execute(tx);
      return rows;
    }
    case 'in-class':
    case 'suspected': {
      // The list before: of the same kind, for the same unit, from the same sender.
      const { rows } = await sql<{ id: string; name: string }>`
        select distinct c.id, c.name from list_rows r join children c on c.id = r.child_id
        where c.withdrawn_at is null and r.batch_id = (
          select b.id from import_batches b
          where b.kind = ${batch.kind} and b.unit_id = ${batch.unitId} and b.state = 'confirmed' and b.id <> ${batch.id}
            and coalesce(b.sender, '') = ${batch.sender ?? ''}
          order by b.confirmed_no desc limit 1)
        and (${batch.kind} = 'suspected' or r.school_unit_id = any(${units}::uuid[]))
        order by c.name, c.id`.execute(tx);
      return rows;
    }
    case 'households':
    case 'disability': {
      const { rows } = await sql<{ id: string; name: string }>`
        select c.id, c.name from import_rows r join children c on c.id = r.child_id
        where c.withdrawn_at is null and r.row > 0 and r.outcome in ('changed', 'same') and r.batch_id = (
          select b.id from import_batches b
          where b.kind = ${batch.kind} and b.unit_id = ${batch.unitId} and b.state = 'confirmed' and b.id <> ${batch.id}
            and coalesce(b.sender, '') = ${batch.sender ?? ''}
          order by b.confirmed_no desc limit 1)
        order by c.name, c.id`.execute(tx);
      return rows;
    }
  }
}
