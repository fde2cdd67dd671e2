import { problem } from '@quanxue/domain/basis/problem.ts';

/** Responsible persons and catchments. */
export const problems = {
  dutyElsewhere: problem(
    'duty-elsewhere',
    422,
    '“{name}”不设{duty}。请选择设有这一职责的单位。',
    '“{name}” is no unit at which a {dutyEn} is appointed. Choose a unit that has this duty.',
  ),
  held: problem(
    'duty-held',
    409,
    '“{unit}”在 {day} 已有{duty}：{name}（自 {from} 起）。每处只能有一人，请用“更换”，原任到前一天为止。',
    '“{unit}” has a {dutyEn} on {day}: {name}, since {from}. There can be only one; use “Replace”, which ends the term of the former on the day before.',
  ),
  gridsInVillage: problem(
    'village-has-grids',
    422,
    '“{name}”已划分网格（{grids}），直接责任人按网格指定。请为各网格分别指定。',
    '“{name}” is divided into grids ({grids}); the directly responsible persons belong to these. Appoint one for each grid.',
  ),
  onlyOwnTeachers: problem(
    'only-own-class-teachers',
    403,
    '校长只能指定、更换本校的班主任。其他责任人请由社事办或县教委指定。',
    'A principal appoints the class teachers of the own school only. Let the social affairs office or the county committee appoint the others.',
  ),
  beforeTerm: problem(
    'before-term',
    422,
    '{name} 自 {from} 起任职，日期 {day} 太早。请选 {from} 或更晚的日期。',
    '{name} holds this since {from}; the day {day} is too early. Choose {from} or a later day.',
  ),
  afterTerm: problem(
    'after-term',
    409,
    '{name} 的任职已于 {to} 结束。请刷新页面后再办理。',
    'The term of {name} ended on {to}. Reload the page and look again.',
  ),
  unknownAccount: problem(
    'unknown-account',
    422,
    '所选帐号不存在或已停用。请刷新页面后重新选择，或先不关联帐号。',
    'There is no such account, or it is closed. Reload the page and choose again, or leave the account empty.',
  ),
  notVillageAndSchool: problem(
    'catchment-needs-village-and-school',
    422,
    '片区要选一个村（社区）和一所学校；“{name}”不是。请重新选择。',
    'A catchment joins a village and a school; “{name}” is not what is needed. Choose again.',
  ),
  wrongStage: problem(
    'catchment-wrong-stage',
    422,
    '“{name}”没有{stage}阶段，不能作为这一阶段的片区学校。请另选学校，或先改正它的办学层次。',
    '“{name}” does not hold the stage “{stageEn}”. Choose another school, or correct its stage first.',
  ),
};
