import { fold } from '@quanxue/domain/casefile/fold.ts';
import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import type { ReferralRow } from '@quanxue/domain/cases/joint-control.ts';
import { jointControlProblems } from '@quanxue/domain/cases/joint-control-refusals.ts';
import { resultText } from '@quanxue/domain/cases/referrals.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { problems } from '../../basis/problems.ts';
import { loadCase } from '../load-case.ts';
import { recordIn } from '../record-entry.ts';
import { readReferrals } from './read-referrals.ts';

/** Takes the office's word into the case: an amendment of the referral with its result, once. */
export async function takeTheAnswer(
  house: House,
  ask: Ask<{ referralId: string; answerId: string; entryId: string }>,
): Promise<ReferralRow> {
  const { referralId, answerId, entryId } = ask.params;
  return ask.inTransaction(async (tx) => {
    const source = await tx
      .selectFrom('referral_sources')
      .selectAll()
      .where('referral_id', '=', referralId)
      .executeTakeFirst();
    if (!source) throw problems.notFound();
    const before = await loadCase(house, tx, source.case_id, true);
    const read = async () =>
      (await readReferrals(house, tx, source.case_id)).find((each) => each.entryId === source.entry_id);
    const row = await read();
    if (!row || row.sent?.referralId !== referralId) throw jointControlProblems.referralEnded();
    const answer = row.answers.find((each) => each.id === answerId);
    if (!answer) throw problems.notFound();
    if (row.takenAnswerId === answerId) return row;
    if (answer.kind !== 'done' && answer.kind !== 'cannot') throw jointControlProblems.answerNotResult();
    if (row.result !== null) throw jointControlProblems.resultThere();
    const entry = fold(before.file, house.clock.today()).entries.find((each) => each.id === source.entry_id);
    if (entry?.kind !== 'referral') throw problems.notFound();
    const { id, ...rest } = entry;
    const amendment: Entry = {
      id: entryId,
      kind: 'amendment',
      on: house.clock.today(),
      of: id,
      replacement: {
        ...rest,
        result: resultText(answer.kind, answer.text),
        details: { ...rest.details, reply: answer.text, replyOn: answer.on, resultOn: answer.on, answerId },
      },
    };
    await recordIn(house, tx, ask, before, amendment);
    const after = await read();
    if (!after) throw new Error('the referral whose result was just recorded is not there');
    return after;
  });
}
