import { problem } from '@quanxue/domain/basis/problem.ts';

/** What can be wrong with a round, a visit, an enrolment check. */
export const problems = {
  roundUnit: problem(
    'round-unit-wrong',
    422,
    '一轮走访应以县、乡镇、村或网格为范围，且在您的管理范围内。请重新选择范围。',
    'A round is held in a county, a township, a village or a grid of your own area. Choose another unit.',
  ),
  roundDays: problem(
    'round-days-wrong',
    422,
    '走访的结束日期（{to}）早于开始日期（{from}）或已经过去。请改正日期。',
    'The round ends ({to}) before it begins ({from}), or has ended already. Correct the days.',
  ),
  roundEmpty: problem(
    'round-empty',
    422,
    '台账里“{unit}”没有这一口径的适龄儿童，没有可走访的名单。请先导入适龄人口名单，或换一种口径。',
    'The ledger knows no child of school age in "{unit}" by this base, so there is nobody to visit. Import the population list first, or choose another base.',
  ),
  visitDay: problem(
    'visit-day-wrong',
    422,
    '走访日期 {day} 不在本轮之内（{from} 起，至今天）。请改正日期。',
    'The day of the visit, {day}, lies outside this round (from {from} until today). Correct the day.',
  ),
  notOfHousehold: problem(
    'child-not-of-household',
    422,
    '记录中有不属于这一户的儿童（{childId}），没有保存。请刷新名单后重新填写。',
    'The record names a child ({childId}) who is not of this household; nothing was saved. Reload the list and fill it in again.',
  ),
  resultTwice: problem(
    'result-twice',
    422,
    '“{name}”填了两个结果，没有保存。请只保留一个。',
    'There are two results for "{name}"; nothing was saved. Keep one.',
  ),
  resultNotOfKind: problem(
    'result-not-of-kind',
    422,
    '“{name}”的结果不适用于这类走访：户籍查访看的是在不在户，村社走访和入户遍访看的是在哪里就读。请重新选择。',
    'The result for "{name}" does not belong to this kind of round: the register says whether a child is registered, a visit where it learns. Choose another.',
  ),
  placeNeeded: problem(
    'place-needed',
    422,
    '“{name}”已在外就读、迁出或转出，请写明去了哪里（学校或地址）。',
    '"{name}" learns elsewhere, moved or was transferred: say where to (school or address).',
  ),
  nobodyMet: problem(
    'visit-nobody-met',
    422,
    '没有见到人，就不能填写儿童的结果。请改选见到了谁，或去掉各项结果。',
    'Where nobody was met there can be no result. Say who was met, or leave the results out.',
  ),
  noResult: problem(
    'visit-without-result',
    422,
    '见到了人，但一名儿童的结果也没有填。请至少填写一名，或选“没有见到人”。',
    'Somebody was met but no child has a result. Fill in at least one, or choose "nobody met".',
  ),
  foundVillage: problem(
    'found-village-wrong',
    422,
    '请选择本轮范围内的村（社区）。',
    'Choose a village within the area of this round.',
  ),
  foundLinked: problem(
    'found-already-linked',
    409,
    '“{name}”已经登记入台账，不能再改。',
    '"{name}" is linked to the ledger already and stays so.',
  ),
  termUnknown: problem(
    'term-unknown',
    422,
    '{day} 不是校历上已开学的学期的第一天。请从列表中选择学期。',
    '{day} is not the first day of a term that has begun. Choose a term from the list.',
  ),
  checkDay: problem(
    'check-day-wrong',
    422,
    '验证日期 {day} 应在开学（{from}）之后、今天之前。请改正日期。',
    'The day of the check, {day}, must lie between the opening of term ({from}) and today. Correct the day.',
  ),
  checkClassUnknown: problem(
    'check-class-unknown',
    404,
    '台账里没有这个班的应到学生，或不在您的管理范围内。请返回选择；如班级有误，请先更正学籍名单。',
    'The ledger expects nobody in this class, or it is outside your area. Go back and choose; if the class is wrong, correct the roll first.',
  ),
  notExpected: problem(
    'child-not-expected',
    422,
    '所标记的学生（{childId}）不在这个班的应到名单中，没有保存。请刷新名单后重新标记。',
    'A marked child ({childId}) is not expected in this class; nothing was saved. Reload the list and mark it again.',
  ),
};
