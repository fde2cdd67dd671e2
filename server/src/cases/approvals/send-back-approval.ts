import type { CaseApprovals, sendBackApproval } from '@quanxue/domain/cases/approval-operations.ts';
import { NOTHING_BESIDE, nextSteps, returnTargets } from '@quanxue/domain/cases/next-steps.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import { terms } from '@quanxue/domain/terms.ts';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import { tellChanged } from '../../basis/case-news.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { newId } from '../../basis/ids.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { personOf } from '../author.ts';
import { loadCase } from '../load-case.ts';
import { aroundCase, refuse } from '../record-entry.ts';
import { openReason, sealReason } from './beside.ts';
import { viewApprovals } from './view-approvals.ts';

type Params = z.output<NonNullable<(typeof sendBackApproval)['params']>>;
type Body = z.output<NonNullable<(typeof sendBackApproval)['body']>>;

/** Sends a matter back to an earlier step, with the reason; what was decided since then is to be taken anew. */
export async function sendBackAnApproval(house: House, ask: Ask<Params, unknown, Body>): Promise<CaseApprovals> {
  const { caseId, returnId: id } = ask.params;
  const { matter, step, toStep, reason } = ask.body;
  return ask.inTransaction(async (tx) => {
    const loaded = await loadCase(house, tx, caseId, true);
    const key = await house.keys.ofChild(tx, loaded.childId);
    const there = await tx.selectFrom('approval_returns').selectAll().where('id', '=', id).executeTakeFirst();
    if (there) {
      const same =
        there.case_id === caseId &&
        there.matter === matter &&
        there.step === step &&
        there.to_step === toStep &&
        openReason(key, 'approval_returns', id, there.sealed) === reason;
      if (!same) throw caseProblems.mechanicsIdTaken({ id });
      return viewApprovals(house, tx, loaded, ask.actor);
    }
    const today = house.clock.today();
    const words = {
      matter: terms.matter[matter].zh,
      matterEn: terms.matter[matter].en,
      step: terms.step[step].zh,
      stepEn: terms.step[step].en,
      to: terms.step[toStep].zh,
      toEn: terms.step[toStep].en,
    };
    // Who may send back is who may decide: the same rule refuses both.
    const decision = {
      id: newId(house.clock),
      kind: 'approval',
      on: today,
      matter,
      step,
      decision: 'rejected',
    } as const;
    const around = await aroundCase(house, tx, ask.actor, loaded, decision);
    const { post, deputy } = refuse(loaded, decision, ask, today, around);
    const waits = nextSteps(loaded.file, today, around.beside ?? NOTHING_BESIDE).some(
      (each) => each.matter === matter && each.step === step,
    );
    if (!waits) throw caseProblems.stepNotWaiting(words);
    if (!returnTargets(matter, step).includes(toStep)) throw caseProblems.noSuchReturn(words);

    await tx
      .insertInto('approval_returns')
      .values({
        id,
        case_id: caseId,
        child_id: loaded.childId,
        matter,
        step,
        to_step: toStep,
        after_position: loaded.log.at(-1)?.position ?? 0,
        on_day: today,
        sealed: sealReason(key, 'approval_returns', id, reason),
        data_key_id: key.id,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
        recorded_post: personOf(ask.actor, post, deputy).post ?? '',
      })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      {
        childId: loaded.childId,
        kind: 'approval-sent-back',
        body: { case: caseId, return: id, matter, step, toStep },
        secret: { reason },
      },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'sendBackApproval',
      requestId: ask.requestId,
      caseId,
      childId: loaded.childId,
      what: { return: id, matter, step, toStep },
    });
    await tellChanged(tx, [caseId]);
    return viewApprovals(house, tx, loaded, ask.actor);
  });
}
