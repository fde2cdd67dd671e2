import type { CaseApprovals } from '@quanxue/domain/cases/approval-operations.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { loadCase } from '../load-case.ts';
import { viewApprovals } from './view-approvals.ts';

/** What waits in one case, what was sent back or withdrawn, and closures that were proposed. */
export async function getTheCaseApprovals(house: House, ask: Ask<{ caseId: string }>): Promise<CaseApprovals> {
  return ask.inTransaction(async (tx) =>
    viewApprovals(house, tx, await loadCase(house, tx, ask.params.caseId), ask.actor),
  );
}
