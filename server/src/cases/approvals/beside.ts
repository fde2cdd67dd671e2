import type { Beside, SentBack, Withdrawn } from '@quanxue/domain/cases/next-steps.ts';
import type { Tx } from '../../basis/database.ts';
import type { DataKey } from '../../basis/seal.ts';

/** What was sent back and withdrawn beside the logs of these cases, oldest first. */
export async function besideLogs(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, Beside>> {
  const found = new Map<string, { returns: SentBack[]; withdrawals: Withdrawn[] }>();
  if (caseIds.length === 0) return found;
  const of = (caseId: string) => {
    const there = found.get(caseId) ?? { returns: [], withdrawals: [] };
    found.set(caseId, there);
    return there;
  };
  const returns = await tx
    .selectFrom('approval_returns')
    .select(['id', 'case_id', 'matter', 'step', 'to_step', 'on_day', 'after_position'])
    .where('case_id', 'in', [...caseIds])
    .orderBy('after_position')
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
  for (const row of returns) {
    of(row.case_id).returns.push({
      id: row.id,
      matter: row.matter,
      step: row.step,
      toStep: row.to_step,
      on: row.on_day,
      afterPosition: row.after_position,
    });
  }
  const withdrawals = await tx
    .selectFrom('approval_withdrawals')
    .select(['case_id', 'matter', 'after_position'])
    .where('case_id', 'in', [...caseIds])
    .orderBy('after_position')
    .execute();
  for (const row of withdrawals) {
    of(row.case_id).withdrawals.push({ matter: row.matter, afterPosition: row.after_position });
  }
  return found;
}

type Place = 'approval_returns' | 'approval_withdrawals' | 'closure_settlements';

export function sealReason(key: DataKey, place: Place, id: string, reason: string): Buffer {
  return key.seal({ reason }, `${place}/${id}`);
}

export function openReason(key: DataKey | undefined, place: Place, id: string, sealed: Buffer): string {
  if (!key) throw new Error('a row beside a log whose child has no key');
  return (key.open(sealed, `${place}/${id}`) as { reason: string }).reason;
}
