import { shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

/** Where a list says that a child is now. To be told before the child's row is written. */
export interface ToldPlaces {
  readonly id: string;
  readonly registeredUnitId: string | null;
  readonly residenceUnitId: string | null;
}

/**
 * Keeps where children were until yesterday, for those whom a list has elsewhere today: many at once, before their rows
 * are written. A place that was unknown until now leaves nothing to keep.
 */
export async function rememberPlaces(
  tx: Tx,
  told: readonly ToldPlaces[],
  by: { readonly now: string; readonly batchId: string | null },
): Promise<void> {
  if (told.length === 0) return;
  const rows = told.map(({ id, registeredUnitId, residenceUnitId }) => ({ id, registeredUnitId, residenceUnitId }));
  await sql`
    insert into child_places_past (child_id, base, unit_id, until_on, batch_id, recorded_at, recorded_by)
    select c.id, place.base, place.stands, ${shanghaiDay(by.now)}::date - 1, ${by.batchId}::uuid, ${by.now}::timestamptz,
        current_actor()
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r (id uuid, "registeredUnitId" uuid, "residenceUnitId" uuid)
        join children c on c.id = r.id and c.withdrawn_at is null
        cross join lateral (values
          ('registered', c.registered_unit_id, r."registeredUnitId"),
          ('residence', c.residence_unit_id, r."residenceUnitId")
        ) as place (base, stands, says)
      where place.stands is not null and place.stands is distinct from place.says
    -- Twice on one day: where it was yesterday is kept already.
    on conflict (child_id, base, until_on) where withdrawn_at is null do nothing`.execute(tx);
}

/** Takes back what an import made the ledger remember. */
export async function forgetPlaces(tx: Tx, batchId: string, now: string): Promise<void> {
  await sql`update child_places_past set withdrawn_at = ${now}::timestamptz
    where batch_id = ${batchId} and withdrawn_at is null`.execute(tx);
}
