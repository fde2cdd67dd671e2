import { problem } from '@quanxue/domain/basis/problem.ts';

/** What can be wrong with a decision on two children of the ledger. */
export const duplicateProblems = {
  running: problem(
    'duplicates-search-running',
    409,
    '已有人正在查找重复，同一时间只能查一次。请稍等片刻再看结果，或待其完成后再查。',
    'Somebody is searching already, and one search runs at a time. Wait a moment and look at the result, or search when it has ended.',
  ),
  notFound: problem(
    'duplicate-not-found',
    409,
    '这两名儿童已不在疑似重复之列，没有保存。请刷新，或重新查找后再判定。',
    'These two children are not among the likely doubles any more; nothing was saved. Reload, or search anew and decide then.',
  ),
  contradicts: problem(
    'duplicate-contradicts-earlier',
    409,
    '与以前的判定矛盾，没有保存：{by} 于 {on} 判定“{a}”{zh}“{b}”。如以前判错了，请先在“台账内重复：已判定”中撤销那一次判定。',
    'This contradicts an earlier decision and was not saved: on {on}, {by} decided that "{a}" {en} "{b}". If that was wrong, undo it first among the decisions below the pairs.',
  ),
  goneAlready: problem(
    'duplicate-gone-already',
    409,
    '“{name}”已经转出台账，不能再次转出，没有保存。请改为保留“{name}”，或先撤销使其转出的判定。',
    '"{name}" has left the ledger already and cannot leave again; nothing was saved. Let "{name}" be the one that stays, or undo the decision by which it left first.',
  ),
  openCase: problem(
    'duplicate-has-open-case',
    409,
    '“{name}”有未结的案卷（{on} 立案），没有保存。请改为保留“{name}”；两名都有案卷的，请先在案卷页结案，再来判定。',
    '"{name}" has a case file open since {on}; nothing was saved. Let "{name}" be the one that stays; where both have one, close the file on its page first and then decide.',
  ),
  undoneAlready: problem(
    'duplicate-undone-already',
    409,
    '这一次判定已于 {on} 由 {by} 撤销，不用再撤销。',
    'This decision was already taken back on {on} by {by}.',
  ),
};
