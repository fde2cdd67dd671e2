import { canonical } from '@quanxue/domain/basis/canonical.ts';
import type { EntryOf } from '@quanxue/domain/casefile/schema.ts';
import type { CaseApprovals } from '@quanxue/domain/cases/approval-operations.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import { audit } from '../../basis/audit.ts';
import { tellChanged } from '../../basis/case-news.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { personOf, withGiven } from '../author.ts';
import { loadCase } from '../load-case.ts';
import { refuse } from '../record-entry.ts';
import { viewApprovals } from './view-approvals.ts';

/** Proposes to strike a case off, with its reason and evidence. Somebody else checks and records it. */
export async function proposeAClosure(
  house: House,
  ask: Ask<{ caseId: string; proposalId: string }, unknown, EntryOf<'closure'>>,
): Promise<CaseApprovals> {
  const { caseId, proposalId: id } = ask.params;
  if (ask.body.id !== id) throw caseProblems.idMismatch();
  const entry = withGiven(ask.body, {});
  return ask.inTransaction(async (tx) => {
    const loaded = await loadCase(house, tx, caseId, true);
    const key = await house.keys.ofChild(tx, loaded.childId);
    const place = `closure_proposals/${id}`;
    const there = await tx.selectFrom('closure_proposals').selectAll().where('id', '=', id).executeTakeFirst();
    if (there) {
      const same = there.case_id === caseId && canonical(key.open(there.sealed, place)) === canonical(entry);
      if (!same) throw caseProblems.mechanicsIdTaken({ id });
      return viewApprovals(house, tx, loaded, ask.actor);
    }
    const { post } = refuse(loaded, entry, ask, house.clock.today());
    const open = await tx
      .selectFrom('closure_proposals as proposal')
      .innerJoin('accounts', 'accounts.id', 'proposal.recorded_by')
      .leftJoin('closure_settlements as settled', 'settled.proposal_id', 'proposal.id')
      .select(['accounts.name', 'proposal.recorded_post', 'proposal.recorded_at', 'proposal.on_day'])
      .where('proposal.case_id', '=', caseId)
      .where('settled.proposal_id', 'is', null)
      .executeTakeFirst();
    if (open) throw caseProblems.proposalOpen({ who: `${open.recorded_post} ${open.name}`, on: open.on_day });

    await tx
      .insertInto('closure_proposals')
      .values({
        id,
        case_id: caseId,
        child_id: loaded.childId,
        reason: ask.body.reason,
        on_day: house.clock.today(),
        after_position: loaded.log.at(-1)?.position ?? 0,
        sealed: key.seal(entry, place),
        data_key_id: key.id,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
        recorded_post: personOf(ask.actor, post).post ?? '',
      })
      .execute();
    const files = [...new Set((entry.evidence ?? []).flatMap((item) => item.sha256 ?? []))];
    if (files.length > 0) {
      await tx
        .insertInto('closure_evidence')
        .values(files.map((sha256) => ({ proposal_id: id, sha256, child_id: loaded.childId })))
        .execute();
    }
    await recordChanges(house, tx, ask.actor, [
      {
        childId: loaded.childId,
        kind: 'closure-proposed',
        body: { case: caseId, proposal: id, reason: ask.body.reason },
      },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'proposeClosure',
      requestId: ask.requestId,
      caseId,
      childId: loaded.childId,
      what: { proposal: id, reason: ask.body.reason },
    });
    await tellChanged(tx, [caseId]);
    return viewApprovals(house, tx, loaded, ask.actor);
  });
}
