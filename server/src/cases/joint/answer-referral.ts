import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { AddressedReferral, answerReferral, ReferralAnswer } from '@quanxue/domain/cases/joint-control.ts';
import { jointControlProblems } from '@quanxue/domain/cases/joint-control-refusals.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import type { AnswerKind } from '@quanxue/domain/cases/referrals.ts';
import type { z } from 'zod';
import type { ActorPost } from '../../basis/actor.ts';
import { audit } from '../../basis/audit.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { problems } from '../../basis/problems.ts';
import { postTitle } from '../author.ts';
import { readAddressed } from './read-addressed.ts';
import { readAnswers } from './read-answers.ts';
import { sealAnswer } from './sealed.ts';

type Params = z.output<NonNullable<(typeof answerReferral)['params']>>;
type Body = z.output<NonNullable<(typeof answerReferral)['body']>>;

/** The office's word on what it was asked, once. */
export async function answerAReferral(house: House, ask: Ask<Params, unknown, Body>): Promise<AddressedReferral> {
  return ask.inTransaction(async (tx) => {
    const referral = (await readAddressed(house, tx, ask.actor)).find((each) => each.id === ask.params.referralId);
    if (!referral) throw problems.notFound();
    const post = ask.actor.posts.find((each) => each.role === referral.role) ?? ask.post;
    await appendAnswer(house, tx, ask, post, ask.body);
    const after = (await readAddressed(house, tx, ask.actor)).find((each) => each.id === referral.id);
    if (!after) throw new Error('the referral that was just answered is not there');
    return after;
  });
}

/** The township's word to a question. */
export async function replyToTheOffice(
  house: House,
  ask: Ask<Params, unknown, { text: string }>,
): Promise<{ answers: ReferralAnswer[] }> {
  return ask.inTransaction(async (tx) => {
    const { referralId } = ask.params;
    const source = await tx
      .selectFrom('referral_sources')
      .select('case_id')
      .where('referral_id', '=', referralId)
      .executeTakeFirst();
    if (!source) throw problems.notFound();
    const body = { kind: 'reply', on: house.clock.today(), text: ask.body.text } as const;
    await appendAnswer(house, tx, ask, ask.post, body, source.case_id);
    const answers = await readAnswers(tx, await house.keys.ofReferrals(tx, [referralId]));
    return { answers: answers.get(referralId) ?? [] };
  });
}

async function appendAnswer(
  house: House,
  tx: Tx,
  ask: Pick<Ask<Params>, 'actor' | 'params' | 'requestId'>,
  post: ActorPost,
  body: { readonly kind: AnswerKind; readonly on: Day; readonly text: string },
  caseId?: string,
): Promise<void> {
  const { referralId, answerId: id } = ask.params;
  const { kind, on, text } = body;
  const keys = await house.keys.ofReferrals(tx, [referralId]);
  const key = keys.get(referralId);
  const referral = await tx
    .selectFrom('referrals')
    .leftJoin('referral_ends', 'referral_ends.referral_id', 'referrals.id')
    .select(['referrals.on_day', 'referral_ends.on_day as ended'])
    .where('referrals.id', '=', referralId)
    .executeTakeFirst();
  if (!key || !referral) throw problems.notFound();
  const there = ((await readAnswers(tx, keys)).get(referralId) ?? []).find((each) => each.id === id);
  if (there) {
    if (there.kind === kind && there.on === on && there.text === text) return;
    throw jointControlProblems.answerIdTaken({ id });
  }
  if (referral.ended) throw jointControlProblems.referralEnded();
  const today = house.clock.today();
  if (on > today) throw caseProblems.dayInFuture({ field: '日期', fieldEn: 'Day', day: on, today });
  if (on < referral.on_day) throw jointControlProblems.answerBeforeReferral({ day: on, on: referral.on_day });
  if (kind !== 'accepted' && text.length < 2) {
    const [what, whatEn] = NEEDED[kind];
    throw jointControlProblems.answerNeedsWords({ what, whatEn });
  }
  await tx
    .insertInto('referral_answers')
    .values({
      id,
      referral_id: referralId,
      kind,
      on_day: on,
      sealed: sealAnswer(key, id, text),
      data_key_id: key.id,
      recorded_at: house.clock.now(),
      recorded_by: ask.actor.accountId,
      recorded_post: postTitle(post.unitName, post.role),
    })
    .execute();
  await audit(house.clock, tx, {
    actorId: ask.actor.accountId,
    operation: kind === 'reply' ? 'replyToOffice' : 'answerReferral',
    requestId: ask.requestId,
    ...(caseId && { caseId }),
    what: { referral: referralId, answer: id, kind },
  });
}

const NEEDED: Readonly<Record<Exclude<AnswerKind, 'accepted'>, readonly [string, string]>> = {
  done: ['办理结果', 'what was done'],
  cannot: ['不能办理的原因', 'why it cannot be done'],
  question: ['要询问的内容', 'what you want to know'],
  reply: ['答复内容', 'the reply'],
};
