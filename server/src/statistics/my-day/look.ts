import { createHash } from 'node:crypto';
import { type Digest, digestOf } from '@quanxue/domain/statistics/duties.ts';
import type { Duty } from '@quanxue/domain/statistics/my-day-operations.ts';
import type { Actor } from '../../basis/actor.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { readSettings } from '../../basis/settings.ts';

/**
 * Notes that the list was looked at, and tells what came since the look before today's: once however long the gap was, and
 * the same all day, so that it is not gone when the page is opened a second time.
 */
export async function noteLook(
  house: Pick<House, 'clock'>,
  tx: Tx,
  actor: Pick<Actor, 'accountId'>,
  list: readonly Duty[],
): Promise<Digest | undefined> {
  const today = house.clock.today();
  const { 'duties.digest-days': gap } = await readSettings(house.clock, tx, ['duties.digest-days']);
  const marks = list.map((duty) => ({ ...duty, key: markOf(duty.key) }));
  const seen = [...new Set(marks.map((duty) => duty.key))];
  const last = await tx
    .selectFrom('duty_looks')
    .selectAll()
    .where('account_id', '=', actor.accountId)
    .forUpdate()
    .executeTakeFirst();
  if (!last) {
    await tx
      .insertInto('duty_looks')
      .values({ account_id: actor.accountId, seen_on: today, seen })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return undefined;
  }
  const before =
    last.seen_on < today ? { on: last.seen_on, seen: last.seen } : { on: last.before_on, seen: last.before };
  await tx
    .updateTable('duty_looks')
    .set({ seen_on: today, seen, before_on: before.on, before: before.seen })
    .where('account_id', '=', actor.accountId)
    .execute();
  return before.on === null ? undefined : digestOf({ on: before.on, seen: new Set(before.seen) }, today, marks, gap);
}

/** Enough of a hash to tell the lines of one list apart. */
function markOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 10);
}
