import { problem } from '@quanxue/domain/basis/problem.ts';

/** What can be wrong with a decision on a row and a child. */
export const matchProblems = {
  notWaiting: problem(
    'match-not-waiting',
    409,
    '“{file}”第 {row} 行（{name}）已不在待判定之列，可能已由他人判定。请刷新后再看；要改判，请先在“已判定”中撤销。',
    'Row {row} of "{file}" ({name}) does not wait any more; somebody may have decided it. Reload; to decide otherwise, undo it under "Decided" first.',
  ),
  notCandidate: problem(
    'match-not-a-candidate',
    422,
    '所选儿童不在“{file}”第 {row} 行的候选之中，没有保存。请从列出的候选中选择，或判为“不是同一人”。',
    'The chosen child is not among those that row {row} of "{file}" may be about; nothing was saved. Choose one of those listed, or decide "not the same".',
  ),
  contradicts: problem(
    'match-contradicts-earlier',
    409,
    '与以前的判定矛盾，没有保存：{by} 于 {on} 判定“{name}”这一行{zh}“{child}”。如以前判错了，请先在“待判定”的“已判定”中撤销那一次判定。',
    'This contradicts an earlier decision and was not saved: on {on}, {by} decided that the row "{name}" {en} "{child}". If that was wrong, undo it first under "Decided" of the review queue.',
  ),
  childTaken: problem(
    'match-child-taken',
    409,
    '“{child}”已与本次名单第 {other} 行对应，一名儿童不能对应两行，没有保存。请核实两行哪一行正确；如第 {other} 行判错，请先撤销。',
    '"{child}" already belongs to row {other} of this list; one child cannot be two rows, and nothing was saved. Find out which row is right; if row {other} was decided wrongly, undo that first.',
  ),
  busy: problem(
    'match-import-busy',
    409,
    '“{file}”现在是“{state}”，不能判定。请等待写入完成后再判定；已取消或撤销的名单不用判定。',
    '"{file}" is {stateEn}; its rows cannot be decided now. Wait until it is written; a list that was cancelled or undone needs no decisions.',
  ),
  undoneAlready: problem(
    'match-undone-already',
    409,
    '这一次判定已于 {on} 由 {by} 撤销，不用再撤销。',
    'This decision was already taken back on {on} by {by}.',
  ),
};
