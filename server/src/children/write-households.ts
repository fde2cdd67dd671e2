import { addDays, shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import type { Household } from '@quanxue/domain/children/words.ts';
import { type RawBuilder, sql } from 'kysely';
import { textArray, uuidArray } from '../basis/array-parameter.ts';
import type { Tx } from '../basis/database.ts';
import type { ListedHouseholds } from './import-batch.ts';

/** What a list says of a child's household: all categories that hold now. To be told before the child's row is written. */
export interface ToldHouseholds {
  readonly id: string;
  readonly households: readonly Household[];
  /** Of these the list gives the days. */
  readonly dated?: ListedHouseholds | undefined;
}

/**
 * Writes the dated lines of children's households as a list tells them, many at once, before their rows are written. The
 * list's own days decide where it gives them; else what is told no more ended yesterday, what is new holds from today, and
 * of a child that enters the ledger with this list it held before anybody wrote it down (R76). A day that an earlier list
 * had otherwise is corrected by a new line; one that a person entered stands. The projection in the children's rows is the
 * caller's.
 */
export async function writeHouseholds(
  tx: Tx,
  told: readonly ToldHouseholds[],
  by: { readonly now: string; readonly batchId: string | null },
): Promise<void> {
  if (told.length === 0) return;
  const today = shanghaiDay(by.now);
  const rows = JSON.stringify(
    told.map(({ id, households, dated }) => ({
      id,
      households,
      dated: dated?.categories ?? [],
      since: dated?.fromOn ?? null,
      // The day of the end is the first on which it holds no more; one that has not come ends nothing yet.
      until: dated?.toOn && dated.toOn <= today ? addDays(dated.toOn, -1) : null,
    })),
  );
  const r = sql`jsonb_to_recordset(${rows}::jsonb) as r (id uuid, households text[], dated text[], since date, until date)`;
  // Nothing of a child holds before it is born, nor from a day that has not come.
  const since = sql`least(greatest(r.since, c.birth_date), ${today}::date)`;
  if (told.some(({ dated }) => dated?.fromOn)) {
    await sql`
      update child_households h set withdrawn_at = ${by.now}::timestamptz, ended_by_batch_id = ${by.batchId}::uuid
        from ${r} join children c on c.id = r.id
        where h.child_id = r.id and h.category = any (r.dated) and r.since is not null and h.source = 'list'
          and h.to_on is null and h.withdrawn_at is null and h.from_on is distinct from ${since}`.execute(tx);
  }
  await sql`
    update child_households h set ended_by_batch_id = ${by.batchId}::uuid,
        to_on = case when r.until is not null and h.category = any (r.dated) then greatest(r.until, h.from_on - 1)
          else ${today}::date - 1 end
      from ${r}
      where h.child_id = r.id and h.to_on is null and h.withdrawn_at is null
        and not (h.category = any (r.households))`.execute(tx);
  await sql`
    insert into child_households (child_id, category, from_on, source, batch_id, recorded_at, recorded_by)
    select c.id, category,
        case when r.since is not null and category = any (r.dated) then ${since}
          when c.created_at = ${by.now}::timestamptz or c.withdrawn_at is not null then null else ${today}::date end,
        'list', ${by.batchId}::uuid, ${by.now}::timestamptz, current_actor()
      from ${r}
        join children c on c.id = r.id
        cross join lateral unnest(r.households) as category
    on conflict (child_id, category) where to_on is null and withdrawn_at is null do nothing`.execute(tx);
  // What is over by the list's own day, and was never written down as it was: as history.
  await sql`
    insert into child_households (child_id, category, from_on, to_on, source, batch_id, recorded_at, recorded_by)
    select c.id, named.category, ${since}, r.until, 'list', ${by.batchId}::uuid, ${by.now}::timestamptz, current_actor()
      from ${r}
        join children c on c.id = r.id
        cross join lateral unnest(r.dated) as named (category)
      where r.until >= c.birth_date and (r.since is null or r.since <= r.until) and not named.category = any (r.households)
        and not exists (select from child_households h where h.child_id = c.id and h.category = named.category
          and h.withdrawn_at is null and h.to_on = r.until)`.execute(tx);
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

/** Takes back the lines that an import began, and gives back those that it ended or corrected. */
export async function takeBackHouseholds(tx: Tx, batchId: string, now: string): Promise<void> {
  await sql`update child_households set withdrawn_at = ${now}::timestamptz
    where batch_id = ${batchId} and withdrawn_at is null`.execute(tx);
  // Withdrawn in the very moment of the import, a line was corrected by it; withdrawn later, by a person.
  await sql`update child_households set to_on = null, ended_by_batch_id = null, withdrawn_at = null
    where ended_by_batch_id = ${batchId} and batch_id is distinct from ${batchId} and (withdrawn_at is null
      or withdrawn_at = (select confirmed_at from import_batches where id = ${batchId}))`.execute(tx);
}

/** Gives a child whose categories were never dated its lines, so that they can be ended one by one. */
export async function dateHouseholds(tx: Tx, childId: string, now: string): Promise<void> {
  await sql`
    insert into child_households (child_id, category, source, recorded_at, recorded_by)
    select c.id, category, 'list', ${now}::timestamptz, current_actor()
      from children c cross join lateral unnest(c.households) as category
      where c.id = ${childId} and not exists (select from child_households h where h.child_id = c.id)`.execute(tx);
}
