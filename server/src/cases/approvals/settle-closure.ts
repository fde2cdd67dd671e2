import type { Entry, EntryOf } from '@quanxue/domain/casefile/schema.ts';
import { CLOSURE_CHECKERS, type settleClosure } from '@quanxue/domain/cases/approval-operations.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import { visibleFile } from '@quanxue/domain/cases/visible.ts';
import { terms } from '@quanxue/domain/terms.ts';
import type { z } from 'zod';
import { postAs } from '../../basis/actor.ts';
import { audit } from '../../basis/audit.ts';
import { tellChanged } from '../../basis/case-news.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { problems } from '../../basis/problems.ts';
import { personOf, rolesOf } from '../author.ts';
import { type LoadedCase, loadCase } from '../load-case.ts';
import { recordIn } from '../record-entry.ts';
import { sealReason } from './beside.ts';
import { deputiesOf } from './deputies.ts';
import { viewApprovals } from './view-approvals.ts';

type Params = z.output<NonNullable<(typeof settleClosure)['params']>>;
type Body = z.output<NonNullable<(typeof settleClosure)['body']>>;
type Settled = z.input<NonNullable<(typeof settleClosure)['answer']>>;

/**
 * Checks a proposed closure: another person records it in the log with the proposer's name, or sends it back with the
 * reason; or the proposer takes it back.
 */
export async function settleAClosure(house: House, ask: Ask<Params, unknown, Body>): Promise<Settled> {
  const { caseId, proposalId } = ask.params;
  const { how, recordedAt } = ask.body;
  const reason = ask.body.reason || undefined;
  const { actor } = ask;
  return ask.inTransaction(async (tx) => {
    const loaded = await loadCase(house, tx, caseId, true);
    const proposal = await tx
      .selectFrom('closure_proposals')
      .innerJoin('accounts', 'accounts.id', 'closure_proposals.recorded_by')
      .selectAll('closure_proposals')
      .select('accounts.name as by')
      .where('closure_proposals.id', '=', proposalId)
      .where('case_id', '=', caseId)
      .executeTakeFirst();
    if (!proposal) throw problems.notFound();
    const there = await tx
      .selectFrom('closure_settlements')
      .innerJoin('accounts', 'accounts.id', 'closure_settlements.recorded_by')
      .selectAll('closure_settlements')
      .select('accounts.name as by')
      .where('proposal_id', '=', proposalId)
      .executeTakeFirst();
    if (there) {
      if (there.how === how && there.recorded_by === actor.accountId) return answer(loaded);
      const term = terms.closureSettlement[there.how];
      throw caseProblems.proposalSettled({
        who: `${there.recorded_post} ${there.by}`,
        on: there.on_day,
        how: term.zh,
        howEn: term.en,
      });
    }
    const isOwn = proposal.recorded_by === actor.accountId;
    const own = postAs(actor, CLOSURE_CHECKERS);
    const deputy = own
      ? undefined
      : (await deputiesOf(house, tx, actor, [loaded.childId])).find(
          (each) =>
            (CLOSURE_CHECKERS as readonly string[]).includes(each.role) &&
            each.matters.includes('closure') &&
            each.children.has(loaded.childId),
        );
    if (how === 'withdrawn' && !isOwn) throw caseProblems.notYourProposal();
    if (how !== 'withdrawn') {
      if (isOwn || deputy?.holderId === proposal.recorded_by) throw caseProblems.ownProposal();
      if (!own && !deputy) throw caseProblems.notYourCheck();
    }
    if (how === 'sent-back' && !reason) throw caseProblems.reasonNeeded();

    const post = own ?? ask.post;
    const key = await house.keys.ofChild(tx, loaded.childId);
    let after = loaded;
    if (how === 'closed') {
      const { recordedAt: proposedAt, ...proposed } = key.open(
        proposal.sealed,
        `closure_proposals/${proposalId}`,
      ) as EntryOf<'closure'>;
      const proposedBy = { name: proposal.by, post: proposal.recorded_post, on: proposal.on_day };
      const entry: Entry = { ...proposed, ...(recordedAt !== undefined && { recordedAt }) };
      after = await recordIn(house, tx, { ...ask, post }, loaded, entry, { given: { proposedBy }, deputy });
    }
    await tx
      .insertInto('closure_settlements')
      .values({
        proposal_id: proposalId,
        case_id: caseId,
        child_id: loaded.childId,
        how,
        entry_id: how === 'closed' ? proposalId : null,
        on_day: house.clock.today(),
        sealed: reason ? sealReason(key, 'closure_settlements', proposalId, reason) : null,
        data_key_id: reason ? key.id : null,
        recorded_at: house.clock.now(),
        recorded_by: actor.accountId,
        recorded_post: personOf(actor, post, deputy).post ?? '',
      })
      .execute();
    await recordChanges(house, tx, actor, [
      {
        childId: loaded.childId,
        kind: 'closure-settled',
        body: { case: caseId, proposal: proposalId, how },
        ...(reason && { secret: { reason } }),
      },
    ]);
    await audit(house.clock, tx, {
      actorId: actor.accountId,
      operation: 'settleClosure',
      requestId: ask.requestId,
      caseId,
      childId: loaded.childId,
      what: { proposal: proposalId, how },
    });
    await tellChanged(tx, [caseId]);
    return answer(after);

    async function answer(now: LoadedCase): Promise<Settled> {
      const entry = visibleFile(now.file, rolesOf(actor)).entries.find((each) => each.id === proposalId) ?? null;
      return { entry, approvals: await viewApprovals(house, tx, now, actor) };
    }
  });
}
