import type { AddressedReferral } from '@quanxue/domain/cases/joint-control.ts';
import { stateOf } from '@quanxue/domain/cases/referrals.ts';
import type { Actor } from '../../basis/actor.ts';
import { audit } from '../../basis/audit.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { readAnswers } from './read-answers.ts';
import { openSheet } from './sealed.ts';

/** What is on the list of the person's office. Who looked is on record. */
export async function listTheAddressed(house: House, ask: Ask): Promise<{ referrals: AddressedReferral[] }> {
  return ask.inTransaction(async (tx) => {
    const referrals = await readAddressed(house, tx, ask.actor);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'listAddressedReferrals',
      requestId: ask.requestId,
      what: { referrals: referrals.map((each) => each.id) },
    });
    return { referrals };
  });
}

/** Addressed to the person's own posts of joint control, newest first; a leader's sight of the cases is not asked here. */
export async function readAddressed(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  { posts }: Pick<Actor, 'posts'>,
): Promise<AddressedReferral[]> {
  const all = await tx
    .selectFrom('referrals')
    .innerJoin('units', 'units.id', 'referrals.to_unit_id')
    .leftJoin('referral_ends', 'referral_ends.referral_id', 'referrals.id')
    .selectAll('referrals')
    .select(['units.name as unit', 'referral_ends.on_day as ended'])
    .orderBy('referrals.on_day', 'desc')
    .orderBy('referrals.id', 'desc')
    .execute();
  const rows = all.filter((row) => posts.some((post) => post.role === row.to_role && post.unitId === row.to_unit_id));
  const keys = await house.keys.ofReferrals(
    tx,
    rows.map((row) => row.id),
  );
  const answers = await readAnswers(tx, keys);
  return rows.flatMap((row) => {
    const key = keys.get(row.id);
    if (!key) return [];
    const sheet = openSheet(key, row.id, row.sealed);
    const own = answers.get(row.id) ?? [];
    const result = own.findLast(({ kind }) => kind === 'done' || kind === 'cannot')?.text ?? null;
    return [
      {
        id: row.id,
        role: row.to_role,
        unit: row.unit,
        on: row.on_day,
        due: row.due_on,
        ...sheet,
        // What was taken back needs nobody's name any more.
        ...(row.ended && { request: null, shown: [] }),
        state: row.ended ? 'ended' : stateOf({ result, due: row.due_on }, own, house.clock.today()),
        answers: own,
      },
    ];
  });
}
