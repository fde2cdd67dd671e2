import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { CaseView } from '@quanxue/domain/cases/operations.ts';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { rolesOf } from './author.ts';
import { loadCase } from './load-case.ts';
import { viewCase } from './view-case.ts';

/** One case as the asker may see it, judged as of a day (today where none is said). Who looked is on record. */
export async function getTheCase(
  house: House,
  ask: Ask<{ caseId: string }, { asOf?: Day | undefined }>,
): Promise<CaseView> {
  return ask.inTransaction(async (tx) => {
    const loaded = await loadCase(house, tx, ask.params.caseId);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'getCase',
      requestId: ask.requestId,
      caseId: loaded.id,
      childId: loaded.childId,
    });
    return viewCase(loaded, rolesOf(ask.actor), ask.query.asOf ?? house.clock.today());
  });
}
