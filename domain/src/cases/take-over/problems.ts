import { problem } from '../../basis/problem.ts';

/** Requests about old files that cannot be done. */
export const takeOverProblems = {
  rosterTooLong: problem(
    'roster-too-long',
    422,
    '“{file}”超过 {rows} 行。请按乡镇或学年拆成几份分别上传。',
    '“{file}” has more than {rows} rows. Split it by township or school year and upload the parts.',
  ),
  rosterEmpty: problem(
    'roster-empty',
    422,
    '“{file}”里没有可写入的案卷：请先看预览，选定孩子或改正退回的行。未写入任何内容。',
    '“{file}” holds no case that can be written: look at the preview, choose the children or correct the rows given back. Nothing was written.',
  ),
  rosterUndone: problem(
    'roster-undone',
    409,
    '这次接收已于 {day} 撤销，无需再撤。',
    'This take-over was undone on {day} already.',
  ),
  rosterAddedTo: problem(
    'roster-added-to',
    409,
    '“{name}”的案卷在接收之后又有新的记录或材料，整批不能撤销。请对写错的记录逐笔更正或撤回。',
    'The case of “{name}” has had entries or papers since it was taken over, so the batch cannot be undone. Amend or withdraw the wrong entries one by one.',
  ),
  scanKind: problem(
    'taken-scan-kind',
    422,
    '“{name}”不是照片或 PDF，没有接收。请转成 JPEG、PNG 或 PDF 后再放进来。',
    '“{name}” is neither a picture nor a PDF and was not taken. Make it a JPEG, PNG or PDF and drop it again.',
  ),
  pageUnseen: problem(
    'taken-scan-page',
    422,
    '“{name}”的第 {page} 页读不出来。请用“打开 PDF”另行查看；文件损坏的，请重新扫描。',
    'Page {page} of “{name}” cannot be drawn. Open the PDF by itself; if the file is damaged, scan it again.',
  ),
  scanSettled: problem(
    'taken-scan-settled',
    409,
    '“{name}”已经归档或移出，未再处理。请刷新后继续。',
    '“{name}” was filed or left out already; nothing was done. Reload and go on.',
  ),
  scanOtherCase: problem(
    'taken-scan-other-case',
    409,
    '“{name}”不属于这一案，没有归档。请刷新后重新选择。',
    '“{name}” does not belong to this case and was not filed. Reload and choose again.',
  ),
};
