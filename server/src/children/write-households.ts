import { shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import type { Household } from '@quanxue/domain/children/words.ts';
import { type RawBuilder, sql } from 'kysely';
import { textArray, uuidArray } from '../basis/array-parameter.ts';
import type { Tx } from '../basis/database.ts';

/** What a list says of a child's household: all categories that hold now. To be told before the child's row is written. */
export interface ToldHouseholds {
  readonly id: string;
  readonly households: readonly Household[];
}

/**
 * Writes the dated lines of children's households as a list tells them, many at once, before their rows are written: what
 * is told no more ended yesterday, what is new holds from today; of a child that enters the ledger with this list it held
 * before anybody wrote it down (R76). The projection in the children's rows is the caller's.
 */
export async function writeHouseholds(
  tx: Tx,
  told: readonly ToldHouseholds[],
  by: { readonly now: string; readonly batchId: string | null },
): Promise<void> {
  if (told.length === 0) return;
  const today = shanghaiDay(by.now);
  const rows = JSON.stringify(told.map(({ id, households }) => ({ id, households })));
  await sql`
    update child_households h set to_on = ${today}::date - 1, ended_by_batch_id = ${by.batchId}::uuid
      from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, households text[])
      where h.child_id = r.id and h.to_on is null and h.withdrawn_at is null
        and not (h.category = any (r.households))`.execute(tx);
  await sql`
    insert into child_households (child_id, category, from_on, source, batch_id, recorded_at, recorded_by)
    select c.id, category,
        case when c.created_at = ${by.now}::timestamptz or c.withdrawn_at is not null then null else ${today}::date end,
        'list', ${by.batchId}::uuid, ${by.now}::timestamptz, current_actor()
      from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, households text[])
        join children c on c.id = r.id
        cross join lateral unnest(r.households) as category
    on conflict (child_id, category) where to_on is null and withdrawn_at is null do nothing`.execute(tx);
}

/**
 * The statement that writes the first lines of children whom this very transaction has made: it held before anybody wrote
 * it down (R76), and there is nothing to end.
 */
export function firstHouseholds(
  told: readonly ToldHouseholds[],
  by: { readonly now: string; readonly batchId: string; readonly accountId: string },
): RawBuilder<unknown> {
  const lines = told.flatMap(({ id, households }) => households.map((category) => ({ id, category })));
  return sql`
    insert into child_households (child_id, category, source, batch_id, recorded_at, recorded_by)
    select r.child_id, r.category, 'list', ${by.batchId}::uuid, ${by.now}::timestamptz, ${by.accountId}::uuid
    from unnest(
      ${uuidArray(lines.map(({ id }) => id))}::uuid[], ${textArray(lines.map(({ category }) => category))}::text[]
    ) as r (child_id, category)`;
}

/** Takes back the lines that an import began, and opens again those that it ended. */
export async function takeBackHouseholds(tx: Tx, batchId: string, now: string): Promise<void> {
  await sql`update child_households set withdrawn_at = ${now}::timestamptz
    where batch_id = ${batchId} and withdrawn_at is null`.execute(tx);
  await sql`update child_households set to_on = null, ended_by_batch_id = null
    where ended_by_batch_id = ${batchId} and withdrawn_at is null`.execute(tx);
}

/** Gives a child whose categories were never dated its lines, so that they can be ended one by one. */
export async function dateHouseholds(tx: Tx, childId: string, now: string): Promise<void> {
  await sql`
    insert into child_households (child_id, category, source, recorded_at, recorded_by)
    select c.id, category, 'list', ${now}::timestamptz, current_actor()
      from children c cross join lateral unnest(c.households) as category
      where c.id = ${childId} and not exists (select from child_households h where h.child_id = c.id)`.execute(tx);
}
