import { problem } from '@quanxue/domain/basis/problem.ts';

/** Why a file as a whole cannot be read; each says what it is and how to come to one that can. */
export const problems = {
  emptyFile: problem(
    'file-empty',
    422,
    '“{file}”是空文件（0 字节）。请重新导出或重新下载后上传。',
    '"{file}" is empty (0 bytes). Export or download it again and upload it.',
  ),
  notWorkbook: problem(
    'file-not-a-workbook',
    422,
    '“{file}”不是电子表格（像是{what}）。请上传 .xlsx、.xls、.et、.ods 或 .csv 名单。',
    '"{file}" is not a spreadsheet (it looks like {what}). Upload a list as .xlsx, .xls, .et, .ods or .csv.',
  ),
  damaged: problem(
    'workbook-damaged',
    422,
    '“{file}”已损坏或没有传完，读不下去。请在表格软件中打开它，另存为 .xlsx 后重新上传。',
    '"{file}" is damaged or incomplete and cannot be read. Open it in a spreadsheet program, save it as .xlsx and upload again.',
  ),
  password: problem(
    'workbook-password',
    422,
    '“{file}”设有打开密码。请在表格软件中打开，取消密码（文件—信息—保护工作簿）后另存，再上传。',
    '"{file}" is protected by a password. Open it in the spreadsheet program, remove the password (File – Info – Protect Workbook), save, and upload again.',
  ),
  bomb: problem(
    'workbook-bomb',
    422,
    '“{file}”解压后约 {megabytes} MB，是原文件的 {ratio} 倍，不像正常名单，为安全起见没有读取。请在表格软件中把名单复制到新工作簿，另存为 .xlsx 后上传。',
    '"{file}" would unpack to about {megabytes} MB, {ratio} times its size; that is no ordinary list, and for safety it was not read. Copy the list into a new workbook, save it as .xlsx and upload that.',
  ),
  tooBig: problem(
    'workbook-too-big',
    422,
    '“{file}”（{what}）超过能读取的 {megabytes} MB。请另存为 .xlsx 或 .csv，或按村、按学校拆成几个文件分别上传。',
    '"{file}" ({what}) is larger than the {megabytes} MB that can be read. Save it as .xlsx or .csv, or split it by village or school and upload the parts.',
  ),
  tooMuchMemory: problem(
    'workbook-too-much-memory',
    422,
    '读取“{file}”需要的内存超过上限，已停止，系统不受影响。请另存为 .xlsx 或 .csv（只留名单一张工作表）后重新上传。',
    'Reading "{file}" needs more memory than is allowed; it was stopped and nothing else is affected. Save it as .xlsx or .csv with the list as its only sheet and upload again.',
  ),
  oldFormat: problem(
    'workbook-old-format',
    422,
    '“{file}”是{what}，不能直接读取。请在 Excel 或 WPS 中打开，选“另存为”—“Excel 工作簿（*.xlsx）”后上传。',
    '"{file}" is {what}, which cannot be read as it is. Open it in Excel or WPS, choose "Save as" – "Excel workbook (*.xlsx)", and upload that.',
  ),
  noTable: problem(
    'file-without-table',
    422,
    '“{file}”是网页格式，其中没有表格。请从原系统重新导出，或复制到新工作簿另存为 .xlsx 后上传。',
    '"{file}" is a web page without a table in it. Export it again, or copy the list into a new workbook, save it as .xlsx and upload that.',
  ),
  emptySheets: problem(
    'workbook-empty',
    422,
    '“{file}”的工作表（{sheets}）都是空的。请确认上传的是有名单的文件。',
    'The sheets of "{file}" ({sheets}) are all empty. Make sure that this is the file with the list.',
  ),
  noSuchSheet: problem(
    'sheet-not-found',
    422,
    '“{file}”中没有工作表“{sheet}”。请从列出的工作表中选择。',
    '"{file}" has no sheet "{sheet}". Choose one of those listed.',
  ),
};
