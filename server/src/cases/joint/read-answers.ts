import type { ReferralAnswer } from '@quanxue/domain/cases/joint-control.ts';
import type { Tx } from '../../basis/database.ts';
import type { DataKey } from '../../basis/seal.ts';
import { openAnswer } from './sealed.ts';

/** What was said about these referrals, oldest first, by the referral. */
export async function readAnswers(
  tx: Tx,
  keys: ReadonlyMap<string, DataKey>,
): Promise<ReadonlyMap<string, ReferralAnswer[]>> {
  const ids = [...keys.keys()];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('referral_answers')
    .innerJoin('accounts', 'accounts.id', 'referral_answers.recorded_by')
    .selectAll('referral_answers')
    .select('accounts.name as by')
    .where('referral_id', 'in', ids)
    .orderBy('referral_answers.recorded_at')
    .orderBy('referral_answers.id')
    .execute();
  const groups = Map.groupBy(rows, (row) => row.referral_id);
  return new Map(
    [...groups].map(([referralId, mine]) => [
      referralId,
      mine.map((row) => {
        const key = keys.get(referralId);
        if (!key) throw new Error('an answer whose referral has no key');
        return {
          id: row.id,
          kind: row.kind,
          text: openAnswer(key, row.id, row.sealed),
          on: row.on_day,
          by: row.by,
          post: row.recorded_post,
        };
      }),
    ]),
  );
}
