import { problem } from '../basis/problem.ts';

/** Requests about relief and referrals that cannot be done. */
export const jointControlProblems = {
  reliefIdTaken: problem(
    'relief-id-taken',
    409,
    '编号为 {id} 的记录已经登记，内容不同，未作改动。请刷新后重新登记。',
    'A line {id} is already recorded with other content; nothing was changed. Reload and record it again.',
  ),
  resultBeforeRelief: problem(
    'result-before-relief',
    422,
    '结果日期 {day} 早于困难登记的日期 {since}。请核对日期。',
    'The difficulty dates from {since}, after the day of the result {day}. Check the day.',
  ),
  reliefSettled: problem(
    'relief-settled',
    409,
    '这项困难已登记为解决，未作改动。又有困难的，请另行登记。',
    'This difficulty is settled already; nothing was changed. If there is a new one, write it down anew.',
  ),
  answerIdTaken: problem(
    'answer-id-taken',
    409,
    '编号为 {id} 的反馈已经提交，内容不同，未作改动。请刷新后重新填写。',
    'An answer {id} was already sent with other content; nothing was changed. Reload and write it again.',
  ),
  answerNeedsWords: problem(
    'answer-needs-words',
    422,
    '请写明{what}（至少两个字）。',
    'Say in words: {whatEn} (two characters at least).',
  ),
  answerBeforeReferral: problem(
    'answer-before-referral',
    422,
    '日期 {day} 早于转来的日期 {on}。请核对日期。',
    'The day {day} lies before the matter was handed over ({on}). Check the day.',
  ),
  referralEnded: problem(
    'referral-ended',
    409,
    '这件事项已由乡镇撤回或改发，不再需要反馈。请刷新页面。',
    'The township has taken this matter back or sent it anew; no answer is needed. Reload the page.',
  ),
  answerNotResult: problem(
    'answer-not-result',
    422,
    '这条反馈不是办理结果，不能记入案卷。请等对方反馈“已办结”或“不能办理”。',
    'This answer is not a result and does not go into the case. Wait until the office says that it is done or cannot be done.',
  ),
  resultThere: problem(
    'result-there',
    409,
    '这次转办在案卷中已有结果，未作改动。要改正的，请在案卷中对那一笔作更正。',
    'This referral already has a result in the case; nothing was changed. To correct it, amend the entry in the case.',
  ),
};
