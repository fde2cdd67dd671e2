import { problem } from '../basis/problem.ts';

/** Requests about a case that cannot be done: what cannot be true, or is not this person's to do. */
export const caseProblems = {
  dayInFuture: problem(
    'day-in-future',
    422,
    '“{field}”填的 {day} 还没有到（今天是 {today}）。请改为实际发生的日期。',
    '“{fieldEn}” says {day}, which has not come yet (today is {today}). Give the day on which it happened.',
  ),
  dayBeforeBirth: problem(
    'day-before-birth',
    422,
    '“{field}”填的 {day} 早于孩子的出生日期 {birthDate}。请核对日期；如出生日期有误，请先在台账中更正。',
    '“{fieldEn}” says {day}, which lies before the child was born ({birthDate}). Check the day; if the birth date is wrong, correct it in the ledger first.',
  ),
  notYourStep: problem(
    'not-your-step',
    403,
    '“{step}”这一环节由{who}办理，您不能代为填写。请转给该单位在系统中办理。',
    'The step “{step}” belongs to: {whoEn}. You cannot record it for them; ask them to record it themselves.',
  ),
  ownApplication: problem(
    'own-application',
    403,
    '这份{matter}申请是您本人录入的，不能由您审批。请由本单位另一位工作人员办理。',
    'You recorded this application ({matterEn}) yourself, so you cannot decide on it. A colleague of your unit has to do it.',
  ),
  caseOpenAlready: problem(
    'case-open-already',
    409,
    '这名孩子已有一份未销号的案卷（{opened} 建立），不能再建。请在原案卷中继续记录。',
    'This child already has an open case file (since {opened}); there can be only one. Go on in that file.',
  ),
  caseClosed: problem(
    'case-closed',
    409,
    '案卷已于 {closed} 销号，只能“重新立案”或“更正”。孩子再次失学的，请先重新立案，再记录“{kind}”。',
    'The case was closed on {closed}; only a reopening or an amendment can follow. If the child has dropped out again, reopen the case first, then record “{kindEn}”.',
  ),
  amendsNothing: problem(
    'amends-nothing',
    422,
    '本案卷里没有所要更正的记录（{of}）。请刷新后从时间线上选择要更正的那一笔。',
    'There is no such entry in this case to amend ({of}). Reload and choose the entry from the timeline.',
  ),
  amendsAmendment: problem(
    'amends-amendment',
    422,
    '更正本身不能再被更正。请对原来的那一笔记录再作一次更正。',
    'An amendment cannot itself be amended. Amend the original entry once more instead.',
  ),
  entryInvalid: problem(
    'entry-invalid',
    422,
    '这一笔记录不能保存：{zhFaults}。请改正后再保存。',
    'This entry cannot be kept: {enFaults}. Correct it and save again.',
  ),
  repliesToNothing: problem(
    'replies-to-nothing',
    422,
    '复函所对应的去函（{replyTo}）不在本案卷中。请从列表中选择所复的函件，或先补录去函。',
    'The letter that this one replies to ({replyTo}) is not in this case. Choose it from the list, or record that letter first.',
  ),
  idMismatch: problem(
    'id-mismatch',
    400,
    '记录的编号与地址中的编号不一致。请刷新页面后重新保存。',
    'The id of the entry is not the one in the address. Reload the page and save again.',
  ),
  caseIdTaken: problem(
    'case-id-taken',
    409,
    '编号为 {id} 的案卷已经存在，内容不同，未作改动。请刷新后重新上报。',
    'A case {id} is already there with other content; nothing was changed. Reload and report again.',
  ),
  notACaseFile: problem(
    'not-a-casefile',
    422,
    '这不是可以接收的案卷文件，共 {count} 处问题：{zhFaults}。请让对方用本系统重新导出，或按提示修改后再导入；未写入任何内容。',
    'This is not a case file that can be taken in; problems: {count}. {enFaults}. Ask the sender to export it again, or correct it as told; nothing was written.',
  ),
  caseTakenInAlready: problem(
    'case-taken-in-already',
    409,
    '“{name}”已有一份未销号的案卷（{opened} 建立），不能再接收一份未销号的案卷。请先核对两份案卷是否为同一次失学。',
    '“{name}” already has an open case file (since {opened}), so another open one cannot be taken in. Check first whether both are about the same dropout.',
  ),
  severalChildren: problem(
    'several-children',
    409,
    '台账中有 {count} 名同名、同出生日期的孩子，无法确定案卷属于谁。请先在案卷文件或台账中补全身份证号。',
    'The ledger has {count} children of this name and birth date, so it is not clear whose case this is. Complete the citizen number in the file or in the ledger first.',
  ),
  evidenceNotOfCase: problem(
    'evidence-not-of-case',
    404,
    '本案卷中您可以查看的记录里没有这份材料。请返回案卷重新选择。',
    'None of the entries of this case that you may see names this file. Go back to the case and choose again.',
  ),
};
