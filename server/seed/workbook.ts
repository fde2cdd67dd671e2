import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { FieldKey } from '@quanxue/domain/children/fields.ts';
import { writeXlsx } from 'hucre';
import { COUNTY, TOWNSHIP } from './county.ts';
import { type ListRow, populationList, rollList } from './lists.ts';
import type { SampleTownship } from './township.ts';

/* The two full lists as workbooks, laid out as an office lays them out: title, head, rows, total, signatures. */

type Column = readonly [heading: string, field: FieldKey | 'gradeNumber' | 'number'];

const POPULATION: readonly Column[] = [
  ['序号', 'number'],
  ['村（社区）', 'registeredVillage'],
  ['村（社区）代码', 'villageCode'],
  ['组', 'group'],
  ['户主姓名', 'headName'],
  ['与户主关系', 'headRelation'],
  ['姓名', 'name'],
  ['性别', 'sex'],
  ['民族', 'ethnicity'],
  ['公民身份号码', 'citizenId'],
  ['出生日期', 'birthDate'],
  ['户籍地址', 'registeredAddress'],
  ['监护人姓名', 'guardianName'],
  ['与监护人关系', 'guardianRelation'],
  ['联系电话', 'guardianPhone'],
  ['家庭类别', 'households'],
  ['是否留守儿童', 'leftBehind'],
  ['残疾类别', 'disabilityCategory'],
  ['残疾等级', 'disabilityLevel'],
  ['残疾人证号', 'certificateNumber'],
];

const ROLL: readonly (readonly [group: string, columns: readonly Column[]])[] = [
  [
    '学生信息',
    [
      ['序号', 'number'],
      ['全国学籍号', 'rollNumber'],
      ['姓名', 'name'],
      ['性别', 'sex'],
      ['出生日期', 'birthDate'],
      ['身份证件号', 'citizenId'],
      ['民族', 'ethnicity'],
    ],
  ],
  [
    '就读信息',
    [
      ['学校标识码', 'schoolCode'],
      ['学校名称', 'school'],
      ['学校所在区县', 'schoolCounty'],
      ['学校所在乡镇', 'schoolTownship'],
      ['年级', 'grade'],
      ['班级', 'class'],
      ['学籍状态', 'state'],
      ['就读方式', 'boarding'],
    ],
  ],
  [
    '监护人信息',
    [
      ['姓名', 'guardianName'],
      ['关系', 'guardianRelation'],
      ['联系电话', 'guardianPhone'],
    ],
  ],
];

/** The population list (.xlsx): one row of headings under a title and a remark. */
export async function populationWorkbook(
  township: SampleTownship,
  list = populationList(township),
  exported: Day = township.anchor,
): Promise<Uint8Array> {
  const width = POPULATION.length;
  const blank = () => Array.from({ length: width }, () => null as string | number | null);
  const wide = (text: string) => [text, ...blank().slice(1)];
  const rows = [
    wide(`${COUNTY.name}${TOWNSHIP.name}适龄儿童少年名单`),
    wide(`来源：派出所户籍系统　导出日期：${chineseDay(exported)}　（虚构数据，仅供演示）`),
    POPULATION.map(([heading]) => heading),
    ...list.map((row, index) => cellsOf(POPULATION, row, index)),
    ['合计', list.length, ...blank().slice(2)],
    wide('填表人：程守正　　审核人：丁一禾　　填表日期：　　年　　月　　日'),
  ];
  return await writeXlsx({
    properties: { title: '适龄儿童少年名单（虚构）', creator: '劝学' },
    sheets: [
      {
        name: '适龄儿童少年名单',
        rows,
        merges: [0, 1, rows.length - 1].map((row) => ({ startRow: row, startCol: 0, endRow: row, endCol: width - 1 })),
      },
    ],
  });
}

/** The roll (.xlsx): a merged head of two rows, as the national register exports it. */
export async function rollWorkbook(township: SampleTownship, list = rollList(township)): Promise<Uint8Array> {
  const columns = ROLL.flatMap(([, each]) => each);
  const merges: { startRow: number; startCol: number; endRow: number; endCol: number }[] = [];
  const upper: (string | null)[] = [];
  for (const [group, each] of ROLL) {
    merges.push({ startRow: 0, startCol: upper.length, endRow: 0, endCol: upper.length + each.length - 1 });
    upper.push(group, ...each.slice(1).map(() => null));
  }
  return await writeXlsx({
    properties: { title: '学籍名单（虚构）', creator: '劝学' },
    sheets: [
      {
        name: '学籍信息',
        rows: [upper, columns.map(([heading]) => heading), ...list.map((row, index) => cellsOf(columns, row, index))],
        merges,
      },
    ],
  });
}

function cellsOf(columns: readonly Column[], row: ListRow, index: number): (string | number | null)[] {
  return columns.map(([, field]) => (field === 'number' ? index + 1 : row.cells[field] || null));
}

function chineseDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}
