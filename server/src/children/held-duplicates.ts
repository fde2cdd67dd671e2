import { DecidedPairs } from '@quanxue/domain/children/match/decided-pairs.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

export interface HeldDuplicate {
  readonly decision: 'same' | 'apart';
  readonly a: string;
  readonly b: string;
  readonly aName: string;
  readonly bName: string;
  /** Of `same`: the child that left as the double registration. */
  readonly goneId: string | null;
  readonly by: string;
  readonly at: string;
}

/** What holds of pairs in the asker's sight: of each the newest decision, unless it was taken back. */
export async function readHeldDuplicates(tx: Tx): Promise<DecidedPairs<HeldDuplicate>> {
  const { rows } = await sql<HeldDuplicate>`
    select newest.decision, newest.child_a as a, newest.child_b as b, a.name as "aName", b.name as "bName",
        newest.gone_id as "goneId", accounts.name as by, newest.decided_at as at
      from (
        select distinct on (child_a, child_b) * from duplicate_decisions order by child_a, child_b, decided_no desc
      ) newest
        join children a on a.id = newest.child_a
        join children b on b.id = newest.child_b
        join accounts on accounts.id = newest.decided_by
      where newest.decision <> 'undone'
      order by newest.decided_no`.execute(tx);
  return new DecidedPairs(rows);
}

/** Each double registration that left by a decision, and the child that stays for it. */
export async function readMerged(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const { pairs } = await readHeldDuplicates(tx);
  const stays = new Map(pairs.flatMap(({ goneId, a, b }) => (goneId ? [[goneId, goneId === a ? b : a] as const] : [])));
  const keptFor = (childId: string): string => {
    const next = stays.get(childId);
    return next ? keptFor(next) : childId;
  };
  return new Map([...stays].map(([goneId, next]) => [goneId, keptFor(next)]));
}
