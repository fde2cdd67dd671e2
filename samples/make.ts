import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre';
import { inventTownship } from '../server/seed/township.ts';
import { populationWorkbook, rollWorkbook } from '../server/seed/workbook.ts';
import { otherLists } from './other-lists.ts';
import { type Plan, type Program, type Put, variants } from './variants.ts';

/*
 * Makes the files of this folder anew: `node samples/make.ts`, or some of them: `node samples/make.ts 21 22`. Needs LibreOffice (soffice) and python3-openpyxl, for half
 * of the files must be written by programs that are not ours. The results are committed; nothing else runs this.
 */

const ANCHOR = '2022-10-31';
const KINDS: Readonly<Record<Plan['kind'], string>> = {
  population: '户籍 / population',
  roll: '学籍 / roll',
  'in-class': '在班 / in class',
  households: '家庭类别 / households',
  disability: '残疾 / disabilities',
  suspected: '疑似辍学 / suspected',
};

const here = import.meta.dirname;
const work = mkdtempSync(join(tmpdir(), 'quanxue-samples-'));

const wanted = process.argv.slice(2);
const isWanted = (file: string) => wanted.length === 0 || wanted.includes(file.slice(0, 2));
for (const old of readdirSync(here)) if (/^\d\d-/.test(old) && isWanted(old)) rmSync(join(here, old));
const township = inventTownship(ANCHOR);
const plans = [...variants(township), ...otherLists(township)];

if (isWanted('01')) writeFileSync(join(here, '01-适龄儿童少年名单（全镇）.xlsx'), await populationWorkbook(township));
if (isWanted('02')) writeFileSync(join(here, '02-学籍信息（全镇）.xlsx'), await rollWorkbook(township));

for (const plan of plans.filter((each) => each.program === 'hucre' && isWanted(each.file))) {
  writeFileSync(
    join(here, plan.file),
    await writeXlsx({
      sheets: plan.sheets.map((sheet) => ({
        name: sheet.name,
        rows: sheet.rows.map((row) => row.map(plainPut)),
        merges: sheet.merges.map(([startRow, startCol, endRow, endCol]) => ({
          startRow: startRow - 1,
          startCol: startCol - 1,
          endRow: endRow - 1,
          endCol: endCol - 1,
        })),
      })),
    }),
  );
}

const planFile = join(work, 'plan.json');
writeFileSync(planFile, JSON.stringify(plans.filter((each) => each.program !== 'hucre' && isWanted(each.file))));
// Debian's own Python: the one for which python3-openpyxl is installed.
execFileSync('/usr/bin/python3', [join(here, 'make.py'), planFile, here, work], { stdio: 'inherit' });

writeFileSync(
  join(here, 'expected.json'),
  `${JSON.stringify(
    {
      anchor: ANCHOR,
      lists: plans.map(({ file, kind, program, about, expect }) => ({ file, kind, program, about, ...expect })),
    },
    null,
    1,
  )}\n`,
);
writeFileSync(join(here, 'README.md'), readme());
rmSync(work, { recursive: true });

/** hucre takes plain values; the one list it writes has no formulas. */
function plainPut(put: Put): string | number | null {
  if (put !== null && typeof put === 'object') throw new Error('Formulas and dates are left to the other programs.');
  return put;
}

function readme(): string {
  const programs: Readonly<Record<Program, string>> = {
    hucre: '本产品 / the product',
    openpyxl: 'openpyxl (Python)',
    'libreoffice-xls': 'LibreOffice → .xls',
    'libreoffice-ods': 'LibreOffice → .ods',
    'libreoffice-ods-xls': 'LibreOffice .ods → .xls',
    'libreoffice-xlsx': 'LibreOffice → .xlsx',
    'libreoffice-csv-gbk': 'LibreOffice → .csv',
    'csv-gbk': 'Python csv',
    'csv-utf8-bom': 'Python csv',
    'tsv-utf16': 'Python csv',
    'html-gbk': 'HTML',
  };
  const rows = plans.map((plan) => {
    const { rows: children, cells } = plan.expect;
    const kind = KINDS[plan.kind];
    return `| ${plan.file} | ${kind} | ${programs[plan.program]} | ${children} | ${cells.length} | ${plan.about.zh}。<br>${plan.about.en} |`;
  });
  return `# 示例名单 / Sample lists

全部虚构：雾屏县霁溪镇并不存在，身份证号用不存在的地区码 509999，电话为 199 0000 开头的空号。可以放心试用导入。
Everything is invented: there is no county 雾屏县 and no township 霁溪镇; citizen numbers are of the area 509999, which does not
exist, telephone numbers begin with 199 0000. Use them to try the import.

\`01\` 和 \`02\` 是全镇的两份名单（示例乡镇装入的就是这两份，基准日 ${ANCHOR}），其余 ${plans.length} 份各有各的表头、格式和毛病，多数由别的程序写成。
\`01\` and \`02\` are the two lists of the whole township (those that the sample township is loaded from, as of ${ANCHOR}); the other
${plans.length} each have headings, a format and troubles of their own, and most were written by other programs.

| 文件 / file | 名单 / list | 由谁写成 / written by | 儿童 / children | 提示 / told cells | 特点 / what it is for |
|---|---|---|---|---|---|
${rows.join('\n')}

\`expected.json\` 写明每份名单导入时应当认出的列、儿童行数和每个有问题的单元格；\`server/seed/samples.test.ts\` 逐份核对。
\`expected.json\` says which columns an import must recognise, how many rows are children, and every cell that must be told;
\`server/seed/samples.test.ts\` holds the product against it.

重新生成 / to make them anew (LibreOffice and python3-openpyxl needed): \`node samples/make.ts\`
`;
}
