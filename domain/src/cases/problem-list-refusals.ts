import type { Day } from '../basis/plain-date.ts';
import { problem, type Text } from '../basis/problem.ts';
import { terms } from '../terms.ts';
import type { OwnerRole } from './problem-list.ts';
import { caseProblems } from './problems.ts';

/** Requests about the problem list that cannot be done. */
export const problemListProblems = {
  problemIdTaken: problem(
    'problem-id-taken',
    409,
    '编号为 {id} 的问题已经登记，内容不同，未作改动。请刷新后重新登记。',
    'A problem {id} is already on the list with other content; nothing was changed. Reload and write it down again.',
  ),
  problemClosedAlready: problem(
    'problem-closed-already',
    409,
    '这个问题已于 {day} 销号，不能再改。确未解决的，请另行登记一个新问题。',
    'This problem was closed on {day} and cannot be changed. If it is not solved after all, write a new one down.',
  ),
  closedBeforeFound: problem(
    'closed-before-found',
    422,
    '销号日期 {day} 早于发现日期 {found}。请核对日期。',
    'The problem was found on {found}, after the day of closing {day}. Check the day.',
  ),
  notItsPost: problem(
    'not-its-post',
    422,
    '“{unit}”没有“{role}”这一岗位。请改选单位或岗位。',
    '“{unit}” has no post “{roleEn}”. Choose another unit or post.',
  ),
  unitUnknown: problem(
    'unit-unknown',
    422,
    '所选单位不存在或已撤销（{unitId}）。请刷新后重新选择。',
    'The unit chosen does not exist, or no longer ({unitId}). Reload and choose again.',
  ),
  beforeTheLast: problem(
    'before-the-last',
    422,
    '“{name}”现在的{what}自 {since} 起，新的不能早于这一天（填的是 {day}）。请改正日期。',
    'The present {whatEn} of “{name}” is there since {since}; a new one cannot begin before (given: {day}). Correct the day.',
  ),
  pairingIdTaken: problem(
    'pairing-id-taken',
    409,
    '编号为 {id} 的结对已经登记，内容不同，未作改动。请刷新后重新登记。',
    'A pairing {id} is already recorded with other content; nothing was changed. Reload and record it again.',
  ),
  pairingEndedAlready: problem(
    'pairing-ended-already',
    409,
    '这次结对已于 {day} 结束，未作改动。请刷新页面。',
    'This pairing ended on {day} already; nothing was changed. Reload the page.',
  ),
  endedBeforeBegun: problem(
    'ended-before-begun',
    422,
    '结束日期 {day} 早于结对日期 {since}。请核对日期。',
    'The pairing began on {since}, after the day of its end {day}. Check the day.',
  ),
};

/** Kinds of unit that have each post. */
export const OWNER_UNITS: Readonly<Record<OwnerRole, readonly string[]>> = {
  'county-committee': ['county'],
  'township-leader': ['township'],
  'social-affairs': ['township', 'office'],
  village: ['village'],
  'grid-worker': ['village', 'group', 'grid'],
  principal: ['school'],
  'roll-keeper': ['school'],
  teacher: ['school'],
};

/** @throws Problem where the unit has no such post. */
export function refusePost(unit: { readonly kind: string; readonly name: string }, role: OwnerRole): void {
  if (OWNER_UNITS[role].includes(unit.kind)) return;
  const word = terms.role[role];
  throw problemListProblems.notItsPost({ unit: unit.name, role: word.zh, roleEn: word.en });
}

/** @throws Problem for a day that has not come or on which the child was not born. */
export function refuseDay(field: Text, day: Day, child: { readonly birthDate: Day }, today: Day): void {
  const said = { field: field.zh, fieldEn: field.en, day };
  if (day > today) throw caseProblems.dayInFuture({ ...said, today });
  if (day < child.birthDate) throw caseProblems.dayBeforeBirth({ ...said, birthDate: child.birthDate });
}
