import { DUTY_KINDS, latenessOf } from '@quanxue/domain/statistics/duties.ts';
import { countDuties } from '@quanxue/domain/statistics/group-text.ts';
import type { countMyDay, Duty, getGroupCounts, getMyDay } from '@quanxue/domain/statistics/my-day-operations.ts';
import type { z } from 'zod';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { dutiesOfPosts, dutiesWithin } from './duties-of.ts';
import { noteLook } from './look.ts';

type Query = z.output<NonNullable<(typeof getMyDay)['query']>>;
type MyDay = z.input<NonNullable<(typeof getMyDay)['answer']>>;
type Counts = z.input<NonNullable<(typeof countMyDay)['answer']>>;
type GroupCounts = z.input<NonNullable<(typeof getGroupCounts)['answer']>>;

/** Lines that one page shows at most: whoever has more begins with these. */
const MOST = 500;

/** What the asker has to do, or what a unit has; the own list is a look, and is told what came since the last. */
export async function getTheDay(house: House, ask: Ask<unknown, Query>): Promise<MyDay> {
  const { kind, unitId, late, limit = MOST } = ask.query;
  return ask.inTransaction(async (tx) => {
    const { unit, duties } = unitId
      ? await dutiesWithin(house, tx, unitId, ask.actor.posts)
      : { unit: null, duties: await dutiesOfPosts(house, tx, ask.actor.posts) };
    const digest = unitId ? undefined : await noteLook(house, tx, ask.actor, duties);
    const chosen = duties.filter(
      (duty) =>
        (!kind || duty.kind === kind) && (!late || (duty.state === 'overdue' && latenessOf(duty.late) === late)),
    );
    const byKind = Map.groupBy(duties, (duty) => duty.kind);
    return {
      today: house.clock.today(),
      unit,
      counts: countsOf(duties),
      kinds: DUTY_KINDS.flatMap((each) => {
        const n = byKind.get(each)?.length ?? 0;
        return n > 0 ? [{ kind: each, n }] : [];
      }),
      digest: digest ?? null,
      total: chosen.length,
      duties: chosen.slice(0, limit),
    };
  });
}

/** The number in the menu. */
export async function countTheDay(house: House, ask: Ask): Promise<Counts> {
  return ask.inTransaction(async (tx) => countsOf(await dutiesOfPosts(house, tx, ask.actor.posts)));
}

export async function countForTheGroup(house: House, ask: Ask): Promise<GroupCounts> {
  return ask.inTransaction(async (tx) => ({
    today: house.clock.today(),
    counts: countDuties(await dutiesOfPosts(house, tx, ask.actor.posts)),
  }));
}

export function countsOf(duties: readonly Pick<Duty, 'state'>[]): Counts {
  const n = (state: Duty['state']) => duties.filter((duty) => duty.state === state).length;
  return { overdue: n('overdue'), due: n('due'), coming: n('coming') };
}
