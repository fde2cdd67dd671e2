import type { CaseApprovals, withdrawApplication } from '@quanxue/domain/cases/approval-operations.ts';
import { NOTHING_BESIDE, nextSteps } from '@quanxue/domain/cases/next-steps.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import { lastApplication } from '@quanxue/domain/cases/refuse.ts';
import { terms } from '@quanxue/domain/terms.ts';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import { tellChanged } from '../../basis/case-news.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { personOf, postTitle } from '../author.ts';
import { loadCase } from '../load-case.ts';
import { besideLogs, openReason, sealReason } from './beside.ts';
import { holdsSamePost } from './find-application.ts';
import { stepsTaken, viewApprovals } from './view-approvals.ts';

type Params = z.output<NonNullable<(typeof withdrawApplication)['params']>>;
type Body = z.output<NonNullable<(typeof withdrawApplication)['body']>>;

/** Takes the family's application back, as long as nobody has decided on it. The application stays in the log. */
export async function withdrawTheApplication(house: House, ask: Ask<Params, unknown, Body>): Promise<CaseApprovals> {
  const { caseId, withdrawalId: id } = ask.params;
  const { matter, reason } = ask.body;
  return ask.inTransaction(async (tx) => {
    const loaded = await loadCase(house, tx, caseId, true);
    const key = await house.keys.ofChild(tx, loaded.childId);
    const there = await tx.selectFrom('approval_withdrawals').selectAll().where('id', '=', id).executeTakeFirst();
    if (there) {
      const same =
        there.case_id === caseId &&
        there.matter === matter &&
        openReason(key, 'approval_withdrawals', id, there.sealed) === reason;
      if (!same) throw caseProblems.mechanicsIdTaken({ id });
      return viewApprovals(house, tx, loaded, ask.actor);
    }
    const today = house.clock.today();
    const words = { matter: terms.matter[matter].zh, matterEn: terms.matter[matter].en };
    const beside = (await besideLogs(tx, [caseId])).get(caseId) ?? NOTHING_BESIDE;
    const waits = nextSteps(loaded.file, today, beside).some((each) => each.matter === matter);
    const application = lastApplication(loaded.file, today, matter);
    const stored = loaded.log.find((each) => each.entry.id === application?.id);
    if (!waits || !stored || stepsTaken(loaded, beside, matter) > 0) throw caseProblems.nothingToWithdraw(words);
    const isHere = stored.position > (loaded.origin?.entries ?? 0);
    if (!isHere || !holdsSamePost(ask.actor, stored)) {
      throw caseProblems.notYourApplication({
        ...words,
        who: `${postTitle(stored.post.unit, stored.post.role)} ${stored.author}`,
      });
    }
    await tx
      .insertInto('approval_withdrawals')
      .values({
        id,
        case_id: caseId,
        child_id: loaded.childId,
        matter,
        application_id: stored.entry.id,
        after_position: loaded.log.at(-1)?.position ?? 0,
        on_day: today,
        sealed: sealReason(key, 'approval_withdrawals', id, reason),
        data_key_id: key.id,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
        recorded_post: personOf(ask.actor, ask.post).post ?? '',
      })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      {
        childId: loaded.childId,
        kind: 'application-withdrawn',
        body: { case: caseId, withdrawal: id, matter, application: stored.entry.id },
        secret: { reason },
      },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'withdrawApplication',
      requestId: ask.requestId,
      caseId,
      childId: loaded.childId,
      what: { withdrawal: id, matter },
    });
    await tellChanged(tx, [caseId]);
    return viewApprovals(house, tx, loaded, ask.actor);
  });
}
