import { problem } from '@quanxue/domain/basis/problem.ts';

/** Units by date: codes, days, merging, ending. */
export const problems = {
  outsideArea: problem(
    'unit-outside-area',
    403,
    '“{name}”不在您岗位所辖范围内，未作改动。请由所属乡镇或县教委办理。',
    '“{name}” lies outside the area of your post; nothing was changed. Let its own township or the county committee do it.',
  ),
  codeShape: problem(
    'unit-code-shape',
    422,
    '代码“{code}”不合规则：乡镇为 9 位数字，村（社区）为 12 位数字（县 6 位＋乡镇 3 位＋村 3 位，末 3 位不为 000），学校为 10 位数字，其他可用字母、数字、短横线，最多 30 个。请核对后重填。',
    'The code “{code}” is not written as it should be: a township has 9 digits, a village 12 (county 6, township 3, village 3, not ending in 000), a school 10; other units use letters, digits and dashes, 30 at most. Check it and type it again.',
  ),
  codeElsewhere: problem(
    'unit-code-elsewhere',
    422,
    '代码 {code} 不属于“{parent}”（其代码为 {parentCode}，下级代码应以它开头）。请核对代码，或另选上级单位。',
    'The code {code} does not belong to “{parent}”, whose code {parentCode} every code below it begins with. Check the code or choose another parent.',
  ),
  codeTaken: problem(
    'unit-code-taken',
    409,
    '代码 {code} 已由“{name}”使用。请核对代码；如果就是同一个单位，请直接使用它。',
    'The code {code} is that of “{name}”. Check the code; if it is the same unit, use that one.',
  ),
  codeMerged: problem(
    'unit-code-merged',
    409,
    '代码 {code} 原属“{name}”，该单位已于 {day} 并入“{successor}”。请使用“{successor}”，其代码为 {successorCode}。',
    'The code {code} was that of “{name}”, which became part of “{successor}” on {day}. Use “{successor}”, whose code is {successorCode}.',
  ),
  codeUnknown: problem(
    'unit-code-unknown',
    404,
    '没有代码为 {code} 的单位。请核对代码；确有此单位的，请先在“单位”页新增。',
    'There is no unit with the code {code}. Check the code; if the unit exists, add it on the page “Units” first.',
  ),
  nameTaken: problem(
    'unit-name-taken',
    409,
    '“{parent}”下已有“{name}”。请换一个名称；如果是同一个单位，请直接使用它。',
    '“{parent}” already has a unit “{name}”. Choose another name; if it is the same unit, use that one.',
  ),
  wrongParent: problem(
    'unit-wrong-parent',
    422,
    '“{parent}”下面不能设这类单位（{kind}）。请另选上级单位。',
    'A unit of this kind ({kind}) cannot lie under “{parent}”. Choose another parent.',
  ),
  onlySchools: problem(
    'unit-not-a-school',
    422,
    '“{name}”不是学校，没有办学层次。请选择学校。',
    '“{name}” is no school and has no stage. Choose a school.',
  ),
  beforeBegin: problem(
    'unit-not-yet',
    422,
    '“{name}”自 {from} 起才有，日期 {day} 太早。请改用更晚的日期。',
    '“{name}” exists from {from} on; the day {day} is too early. Choose a later day.',
  ),
  ended: problem(
    'unit-ended',
    422,
    '“{name}”已于 {to} 撤销，不能用于 {day}。请改选仍在的单位或更早的日期。',
    '“{name}” ended on {to} and cannot be used for {day}. Choose a unit that still stands, or an earlier day.',
  ),
  alreadyMerged: problem(
    'unit-already-merged',
    409,
    '“{name}”已于 {day} 并入“{successor}”。请直接对“{successor}”办理。',
    '“{name}” became part of “{successor}” on {day}. Do this with “{successor}” instead.',
  ),
  tookInLater: problem(
    'unit-took-in-later',
    409,
    '“{name}”在 {day} 还并入了别的单位，不能在那一天之前并出或撤销。请选 {day} 或更晚的日期。',
    '“{name}” took in another unit on {day} and cannot go before that. Choose {day} or a later day.',
  ),
  tooFar: problem(
    'day-too-far',
    422,
    '日期 {day} 距今天超过一年，可能写错了年份。请核对日期。',
    'The day {day} is more than a year away; the year may be mistyped. Check the day.',
  ),
  notYet: problem(
    'rename-in-future',
    422,
    '更名、变更代码从 {day} 起，那一天还没有到。请到那天再登记。',
    'The new name or code holds from {day} on, and that day has not come. Record it when it has.',
  ),
  renamedLater: problem(
    'unit-renamed-later',
    409,
    '“{name}”在 {day} 已有一次更名记载，不能在它之前再插入。请选 {day} 或更晚的日期。',
    '“{name}” has a change of name on record for {day}; nothing can be put in before it. Choose {day} or a later day.',
  ),
  sameName: problem(
    'unit-same-name',
    422,
    '名称和代码与现在相同，没有可登记的变化。请改名称或代码后再提交。',
    'Name and code are what they are now; there is nothing to record. Change one of them and send again.',
  ),
  intoItself: problem(
    'unit-into-itself',
    422,
    '“{name}”不能并入自己。请把它从被合并的单位中去掉，或另选并入的单位。',
    '“{name}” cannot be merged into itself. Take it off the units that go, or choose another successor.',
  ),
  unlike: problem(
    'units-unlike',
    422,
    '只能把同一类单位（村、组、网格或学校）合并、分设：“{name}”与其他的不同类。请重新选择。',
    'Only units of one kind (villages, groups, grids or schools) can be merged or split: “{name}” is of another. Choose again.',
  ),
  hasChildren: problem(
    'unit-has-children',
    409,
    '“{name}”还有 {n} 名儿童，撤销后他们就没有村或学校了。请用“合并”并入接收的单位，或先为这些儿童登记新的去处。',
    '“{name}” still has {n} children, who would be left without it. Merge it into the unit that takes them, or record first where they went.',
  ),
  hasUnits: problem(
    'unit-has-units',
    409,
    '“{name}”下面还有 {n} 个单位（{names}）。请先撤销或合并它们。',
    '“{name}” still has {n} units below it ({names}). End or merge those first.',
  ),
};
