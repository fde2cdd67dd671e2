import { problem } from '../basis/problem.ts';

/** Requests about papers, their numbers and their scans that cannot be done. */
export const letterProblems = {
  paperHole: problem(
    'paper-hole',
    422,
    '“{paper}”还缺：{fields}。法律文书不能留空，请填写后再开具。',
    'The {paperEn} still lacks: {fieldsEn}. A legal paper has no holes; fill them in, then issue it.',
  ),
  fieldLong: problem(
    'paper-field-long',
    422,
    '“{field}”最多 {most} 个字，纸面放不下更多。请缩短。',
    '“{fieldEn}” has room for {most} characters. Shorten it.',
  ),
  fieldUnknown: problem(
    'paper-field-unknown',
    422,
    '这份文书没有名为 {fields} 的栏目。请刷新页面后重新填写。',
    'This paper has no field named {fields}. Reload the page and fill it in again.',
  ),
  dayWrong: problem(
    'paper-day-wrong',
    422,
    '“{field}”填的“{day}”不对：应是一个日期，期限不能早于开具当天（{today}）。请改正。',
    '“{fieldEn}” says “{day}”: it should be a day, and a deadline not before the day of issue ({today}). Correct it.',
  ),
  notTheIssuer: problem(
    'not-the-issuer',
    403,
    '您所在的单位不能开具这份文书：{rule}。请转有权的机关办理。',
    'Your office may not issue this paper: {ruleEn}. Pass it to the authority that may.',
  ),
  wordNeeded: problem(
    'document-word-needed',
    422,
    '{office}还没有登记“{paper}”的发文字（机关代字）。请先登记，例如“×府限复”，再开具。',
    '{office} has no document word yet for the {paperEn}. Enter it first (for example ×府限复), then issue.',
  ),
  wordTaken: problem(
    'document-word-taken',
    409,
    '发文字“{word}”已由另一个单位使用，两家同号会造成混淆。请换一个代字。',
    'The document word “{word}” is used by another office; two papers would bear one number. Choose another word.',
  ),
  paperIdTaken: problem(
    'paper-id-taken',
    409,
    '编号为 {id} 的文书已经开具，内容不同，未作改动。请刷新后重新开具。',
    'A paper {id} was issued already with other content; nothing was changed. Reload and issue again.',
  ),
  paperCancelled: problem(
    'paper-cancelled',
    409,
    '文书 {number} 已于 {day} 作废，不能再办理。请另行开具。',
    'The paper {number} was cancelled on {day} and cannot be used any more. Issue a new one.',
  ),
  paperServed: problem(
    'paper-served',
    409,
    '文书 {number} 已记录送达，不能作废。确有错误的，请在案卷中更正送达记录后另行开具。',
    'The service of {number} is on record, so it cannot be cancelled. If it is wrong, amend that entry in the case and issue a new paper.',
  ),
  proofNeeded: problem(
    'proof-of-service-needed',
    422,
    '{number} 的送达回证还没有归档，不能记录送达。请先扫描送达回证并归档。',
    'The proof of service of {number} is not filed yet, so its service cannot be recorded. Scan and file it first.',
  ),
  serviceDay: problem(
    'service-day-wrong',
    422,
    '送达日期 {day} 应在开具日期（{issued}）与今天（{today}）之间。请按送达回证上的日期改正。',
    'The day of service, {day}, should lie between the day of issue ({issued}) and today ({today}). Correct it after the proof of service.',
  ),
  codeMistyped: problem(
    'sheet-code-mistyped',
    422,
    '“{typed}”不是有效的页码编号，可能抄错了一个字。请对照纸面左下角的编号重新输入（共 11 位）。',
    '“{typed}” is no valid sheet code; a character may be wrong. Compare it with the code at the foot of the sheet (11 characters).',
  ),
  sheetUnknown: problem(
    'sheet-unknown',
    404,
    '没有找到这个编号的文书：它可能不存在，或不在您的管理范围内。请核对编号，或把扫描件交给开具单位归档。',
    'No paper with this code was found: it does not exist, or it is outside your area. Check the code, or give the scan to the office that issued the paper.',
  ),
  partUnknown: problem(
    'sheet-part-unknown',
    422,
    '这份文书没有第 {part} 页。请选择存根、通知书或送达回证。',
    'This paper has no page {part}. Choose one of its parts.',
  ),
  scanKind: problem(
    'scan-kind-unknown',
    422,
    '“{name}”不是可以归档的扫描件。请用 PDF、JPEG 或 PNG；苹果手机请在相机设置中选“兼容性最佳”后重拍。',
    '“{name}” is no scan that can be filed. Use PDF, JPEG or PNG; on an iPhone choose “Most Compatible” in the camera settings.',
  ),
  scanDamaged: problem(
    'scan-damaged',
    422,
    '“{name}”打不开，文件可能损坏或设了密码。请重新扫描后上传。',
    '“{name}” cannot be opened; it may be damaged or locked by a password. Scan it again.',
  ),
  scanLong: problem(
    'scan-too-long',
    413,
    '“{name}”有 {pages} 页，一次最多 {most} 页。请拆分后分次上传。',
    '“{name}” has {pages} pages; at most {most} at a time. Split it and upload the pieces.',
  ),
  scanFiled: problem(
    'scan-filed-already',
    409,
    '这一页已经归档或移出，不能重复办理。请刷新列表。',
    'This page was filed or set aside already. Reload the list.',
  ),
  readerBusy: problem(
    'scan-reader-busy',
    503,
    '正在识别的扫描件太多（{waiting} 份在排队）。请过一分钟再传。',
    'Too many scans are being read ({waiting} are waiting). Try again in a minute.',
  ),
};
