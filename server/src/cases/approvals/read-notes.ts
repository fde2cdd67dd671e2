import type { CaseApprovals, ReturnNote } from '@quanxue/domain/cases/approval-operations.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { openReason } from './beside.ts';

/** What was written when steps of these cases were sent back, oldest first, by the case. */
export async function readReturns(
  house: Pick<House, 'keys'>,
  tx: Tx,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, ReturnNote[]>> {
  if (caseIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('approval_returns')
    .innerJoin('accounts', 'accounts.id', 'approval_returns.recorded_by')
    .selectAll('approval_returns')
    .select('accounts.name as by')
    .where('case_id', 'in', [...caseIds])
    .orderBy('approval_returns.recorded_at')
    .orderBy('approval_returns.id')
    .execute();
  const keys = await house.keys.ofChildren(tx, [...new Set(rows.map((row) => row.child_id))]);
  const notes = rows.map((row): [string, ReturnNote] => [
    row.case_id,
    {
      id: row.id,
      matter: row.matter,
      step: row.step,
      toStep: row.to_step,
      on: row.on_day,
      by: row.by,
      post: row.recorded_post,
      reason: openReason(keys.get(row.child_id), 'approval_returns', row.id, row.sealed),
    },
  ]);
  return new Map(
    [...Map.groupBy(notes, ([caseId]) => caseId)].map(([caseId, mine]) => [caseId, mine.map(([, note]) => note)]),
  );
}

export async function readWithdrawals(
  house: Pick<House, 'keys'>,
  tx: Tx,
  caseId: string,
): Promise<CaseApprovals['withdrawals']> {
  const rows = await tx
    .selectFrom('approval_withdrawals')
    .innerJoin('accounts', 'accounts.id', 'approval_withdrawals.recorded_by')
    .selectAll('approval_withdrawals')
    .select('accounts.name as by')
    .where('case_id', '=', caseId)
    .orderBy('approval_withdrawals.recorded_at')
    .execute();
  const keys = await house.keys.ofChildren(tx, [...new Set(rows.map((row) => row.child_id))]);
  return rows.map((row) => ({
    id: row.id,
    matter: row.matter,
    on: row.on_day,
    by: row.by,
    post: row.recorded_post,
    reason: openReason(keys.get(row.child_id), 'approval_withdrawals', row.id, row.sealed),
  }));
}
