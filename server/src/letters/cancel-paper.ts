import type { PaperRow } from '@quanxue/domain/letters/operations.ts';
import { letterProblems } from '@quanxue/domain/letters/problems.ts';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems } from '../basis/problems.ts';
import { loadCase } from '../cases/load-case.ts';
import { issuingOffice } from './issuing-office.ts';
import { paperOf, readPapers } from './read-papers.ts';

/** Cancels a paper of one's own office. Its number stays in the register with the reason and is never given again. */
export async function cancelThePaper(
  house: House,
  ask: Ask<{ paperId: string }, unknown, { reason: string }>,
): Promise<PaperRow> {
  const { clock } = house;
  return ask.inTransaction(async (tx) => {
    const which = { id: ask.params.paperId };
    // Held with its case, so that nobody records its service meanwhile.
    await loadCase(house, tx, paperOf(await readPapers(house, tx, ask, which)).caseId, true);
    const paper = paperOf(await readPapers(house, tx, ask, which));
    const office = await issuingOffice(tx, ask.post.unitId);
    const { number } = paper;
    if (paper.cancelled) throw letterProblems.paperCancelled({ number, day: paper.cancelled.on });
    if (paper.servedOn) throw letterProblems.paperServed({ number });
    const done = await tx
      .updateTable('document_numbers')
      .set({
        cancelled_at: clock.now(),
        cancelled_on: clock.today(),
        cancelled_by: ask.actor.accountId,
        cancel_reason: ask.body.reason,
      })
      .where('paper_id', '=', paper.id)
      .where('unit_id', '=', office.unitId)
      .where('cancelled_at', 'is', null)
      .executeTakeFirst();
    // Another office's paper is that office's to cancel.
    if (done.numUpdatedRows === 0n) throw problems.notFound();
    await recordChanges(house, tx, ask.actor, [
      { unitId: office.unitId, kind: 'number-cancelled', body: { number, reason: ask.body.reason } },
    ]);
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'cancelPaper',
      requestId: ask.requestId,
      caseId: paper.caseId,
      childId: paper.childId,
      what: { paper: paper.id, number },
    });
    return paperOf(await readPapers(house, tx, ask, which));
  });
}
