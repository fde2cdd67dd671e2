import { problem } from '@quanxue/domain/basis/problem.ts';

export const statisticsProblems = {
  notCountedBy: problem(
    'table-not-counted-by',
    422,
    '这张表不能按所选方式统计：分村的按户籍地或常住地，分校、分年级的按就读地；B3-2 只分村统计。请改选后再看。',
    'This table is not counted that way: by village it goes by registration or residence, by school and grade by place of schooling; B3-2 is by village alone. Choose another way.',
  ),
  juniorSchool: problem(
    'junior-school-files-no-b32',
    422,
    'B3-2 由乡镇、村和小学填报，附件1 注明中学不建档，所以这里没有这张表。请看 B3-1 或 B3-3。',
    'B3-2 is filed by township, village and primary school; annex 1 asks no junior school for it, so there is none here. Look at B3-1 or B3-3.',
  ),
  templateUnreadable: problem(
    'template-unreadable',
    422,
    '这个表样打不开。请另存为“Excel 工作簿（.xlsx）”、不加密码，再放入。',
    'This sheet cannot be opened. Save it as an Excel workbook (.xlsx) without a password and put it in again.',
  ),
  templateUnknown: problem(
    'template-placeholder-unknown',
    422,
    '表样里有 {count} 处占位符不认识：{unknown}。请对照本页的占位符表改正后再放入；原来的表样没有变动。',
    'The sheet holds {count} placeholders that are not known: {unknown}. Correct them by the list on this page and put it in again; nothing was changed.',
  ),
  templateRows: problem(
    'template-rows',
    422,
    '工作表“{sheet}”的第 {rows} 行都有分行占位符，只能有一行（填表时逐行重复）。合计请用 {{sum.…}}。请改后再放入。',
    'In the sheet “{sheet}” the rows {rows} all hold placeholders of a row; only one may (it is repeated). Use {{sum.…}} for sums, then put it in again.',
  ),
  templateFormula: problem(
    'template-formula',
    422,
    '单元格 {cell} 里有公式。填表会插入行，公式会指错地方；请改用 {{sum.…}} 占位符再放入。',
    'The cell {cell} holds a formula. Filling inserts rows and the formula would point elsewhere; use a {{sum.…}} placeholder instead.',
  ),
  templateEmpty: problem(
    'template-empty',
    422,
    '表样里没有一个占位符，填不出 {table}。请在要填数的单元格写上占位符，如 {{name}}、{{total}}，再放入。',
    'The sheet holds no placeholder, so {table} cannot be filled in. Write placeholders such as {{name}} and {{total}} into the cells and put it in again.',
  ),
  noSuchPeriod: problem(
    'statement-no-such-period',
    422,
    '没有“{period}”这个报告期。请从报表清单里选择报告期。',
    'There is no period “{period}”. Choose one from the list of statements.',
  ),
  notSentByUnit: problem(
    'statement-not-of-this-unit',
    422,
    '{unit}不报{kind}：学校报月报，县报季度复核，县和乡镇报学期、学年统计。请从报表清单里选择。',
    '{unit} sends no {kind}: schools report monthly, the county quarterly, county and townships each term and year. Choose from the list of statements.',
  ),
  notOwnUnit: problem(
    'statement-of-another-unit',
    403,
    '这份报表由{unit}自己统计，您的岗位看到的范围与它不同，数会不对。请由只在{unit}任职的人办理；已报出的您可以查看。',
    'This statement is counted by {unit} itself; your posts see another range and the numbers would be wrong. Let somebody whose only post is at {unit} do it; once sent you can read it.',
  ),
  statementDay: problem(
    'statement-day-outside',
    422,
    '统计日期 {day} 不在报告期（{from} 至 {to}）内，或晚于今天。请改选报告期内已到的一天。',
    'The day {day} lies outside the period ({from} to {to}) or after today. Choose a day of the period that has come.',
  ),
  draftExists: problem(
    'statement-draft-exists',
    409,
    '这一期已有草稿。请打开那份草稿继续，或先作废它。',
    'There is a draft for this period already. Go on with it, or drop it first.',
  ),
  correctionNeeded: problem(
    'statement-correction-needed',
    422,
    '这一期已经报出，报出的不能改动。要更正，请写明更正原因，系统会另起一份并注明更正哪一份。',
    'This period was sent, and what was sent stands. To correct it, say why: another statement is drafted that names the old one.',
  ),
  notDraft: problem(
    'statement-not-a-draft',
    409,
    '这份报表已经{state}，不能再改。如需更正，请用“更正”另起一份。',
    'This statement is no draft any more ({state}) and cannot be changed. Use “Correct” to draft another.',
  ),
  briefMonthAhead: problem(
    'brief-month-ahead',
    422,
    '{month} 还没有到。请选本月或以前的月份。',
    '{month} has not come yet. Choose this month or an earlier one.',
  ),
  briefEnded: problem(
    'brief-ended',
    409,
    '这份材料已经报送或作废，不能再改。如需补充，请另起草一份。',
    'This brief was sent or dropped and cannot be changed. Draft another one to add to it.',
  ),
  briefChanged: problem(
    'brief-changed',
    409,
    '草稿已被改过（现为第 {version} 稿）。请刷新，看过最新一稿再报送。',
    'The draft was changed meanwhile (version {version}). Load the page anew and read it before sending.',
  ),
  briefBlanks: problem(
    'brief-blank-left',
    422,
    '还有 {count} 处空白（____）没有填写。请填好，或删去那一句，再报送。',
    '{count} blanks (____) are left. Fill them in or delete the sentence, then send it.',
  ),
  briefNames: problem(
    'brief-names-child',
    422,
    '文中有儿童的姓名或证件号码。请改为“姓+○○”；确需写明姓名的，请勾选“保留姓名”再报送。',
    'The text names a child or holds its number. Write the surname and ○○; if the name is needed, tick “with the name” and send it.',
  ),
  briefReader: problem(
    'brief-no-such-post',
    422,
    '所选的报送对象中，有的岗位不在本单位或上级。请从名单里选择。',
    'A post that you chose is neither of your unit nor above it. Choose from the list.',
  ),
};
