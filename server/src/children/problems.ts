import { problem } from '@quanxue/domain/basis/problem.ts';

/** What can be wrong with a request about the ledgers and their imports. Why a file cannot be read is in workbook/problems.ts. */
export const problems = {
  uploadTooLarge: problem(
    'upload-too-large',
    413,
    '文件超过 {megabytes} MB 的上限。请按村或按学校拆成几个文件分别上传。',
    'The file is larger than the limit of {megabytes} MB. Split it by village or school and upload the parts.',
  ),
  uploadBroken: problem(
    'upload-broken-off',
    400,
    '文件没有传完就中断了，什么也没有写入。请重新上传。',
    'The upload broke off before its end; nothing was written. Upload the file again.',
  ),
  importBusy: problem(
    'import-busy',
    409,
    '“{file}”正在处理（{state}），请等待完成或先取消。',
    '"{file}" is being worked on ({state}). Wait for its end or cancel it first.',
  ),
  importNotReady: problem(
    'import-not-ready',
    409,
    '“{file}”现在不能确认写入：{why}。',
    '"{file}" cannot be confirmed now: {whyEn}.',
  ),
  importFinished: problem(
    'import-finished',
    409,
    '“{file}”已经{state}，不能再改。如需重新导入，请再次上传该文件。',
    '"{file}" is already {stateEn} and cannot be changed. To import it again, upload the file again.',
  ),
  importFileGone: problem(
    'import-file-gone',
    410,
    '“{file}”的原文件已不在服务器上（取消、撤销后即删除，其余加密保存 180 天）。请重新上传。',
    'The file "{file}" is no longer on the server (it is deleted with the import, and else kept sealed for 180 days). Upload it again.',
  ),
  ledgerChanged: problem(
    'ledger-changed',
    409,
    '预览之后台账又有变动，“{file}”没有写入。请在“各列含义”中重新预览，或重新上传该文件，看过后再确认。',
    'The ledger has changed since the preview of "{file}"; nothing was written. Preview it again from its mapping, or upload it again, then look and confirm.',
  ),
  notUndoable: problem(
    'import-not-undoable',
    409,
    '“{file}”不能整批撤销：{why}',
    '"{file}" cannot be undone as a whole: {whyEn}',
  ),
  noResults: problem(
    'import-without-results',
    409,
    '只有“疑似辍学名单”确认之后才有核实结果可以回填。“{file}”目前不能回填。',
    'Only a confirmed list of suspected children goes back with results; "{file}" does not now.',
  ),
  mappingUnknownField: problem(
    'mapping-unknown-field',
    422,
    '“各列含义”中的“{field}”（{column} 列）不是这种名单的项目。请从下拉列表中选择。',
    'The mapping gives column {column} the field "{field}", which this kind of list does not have. Choose one from the list.',
  ),
  mappingTwice: problem(
    'mapping-two-columns',
    422,
    '“{label}”指定了两列（{first} 列和 {second} 列）。请只保留一列，另一列选“不导入”。',
    '"{label}" is given to two columns ({first} and {second}). Keep one and set the other to "leave out".',
  ),
  attendanceFuture: problem(
    'attendance-future',
    422,
    '{day} 还没有到，不能报告当天的缺勤。请选择今天或以前的日期。',
    '{day} has not come yet, so nobody can be absent on it. Choose today or an earlier day.',
  ),
  classUnknown: problem(
    'class-unknown',
    404,
    '台账里这一天没有这个班，或不在您的管理范围内。请返回选择班级；如班级有误，请先更正学籍名单。',
    'The ledger knows no such class on that day, or it is outside your area. Go back and choose a class; if the class is wrong, correct the roll first.',
  ),
  pupilNotInClass: problem(
    'pupil-not-in-class',
    422,
    '所报学生（{childId}）这一天不在这个班，整份报告没有保存。请刷新名单后重新勾选。',
    'A child reported absent ({childId}) was not in this class on that day; nothing was saved. Reload the list and mark it again.',
  ),
  pupilTwice: problem(
    'pupil-twice',
    422,
    '“{name}”在这份报告里出现了两次，没有保存。请只保留一次。',
    '"{name}" stands twice in this report; nothing was saved. Keep one of them.',
  ),
  causeNeedsNote: problem(
    'cause-needs-note',
    422,
    '“{name}”的原因选了“其他”，请写明是什么原因；原因不明的请选“原因不明”。',
    'The cause for "{name}" is "other": say which. Choose "no cause known" where nobody knows.',
  ),
};
