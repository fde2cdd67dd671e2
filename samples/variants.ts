import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import type { ListKind } from '@quanxue/domain/children/fields.ts';
import type { ListCells } from '../server/seed/lists.ts';
import { dateAs, populationRow, rollRow, serialOf } from '../server/seed/lists.ts';
import type { SampleTownship } from '../server/seed/township.ts';

/*
 * The lists of samples/ as they would come from twenty offices: what each is called, which program writes it, how its
 * head looks, what is wrong in it. make.ts turns this into files.
 */

/** A cell as it is written: text, number, a real date, a formula (without a cached result), an error value. */
export type Put =
  | null
  | string
  | number
  | { readonly date: Day }
  | { readonly formula: string }
  | { readonly error: string };

export type Program =
  | 'hucre'
  | 'openpyxl'
  | 'libreoffice-xls'
  | 'libreoffice-ods'
  | 'libreoffice-ods-xls'
  | 'libreoffice-xlsx'
  | 'libreoffice-csv-gbk'
  | 'csv-gbk'
  | 'csv-utf8-bom'
  | 'tsv-utf16'
  | 'html-gbk';

export interface SheetPlan {
  readonly name: string;
  readonly rows: readonly (readonly Put[])[];
  /** First row, first column, last row, last column; counted from 1. */
  readonly merges: readonly (readonly [number, number, number, number])[];
  readonly hidden?: boolean;
}

/** What an import must say of one cell. `says` is part of the Chinese sentence. */
export interface ExpectedCell {
  readonly row: number;
  readonly column: string;
  readonly level: 'bad' | 'warning';
  readonly says: string;
}

export interface Plan {
  readonly file: string;
  readonly kind: ListKind;
  readonly program: Program;
  readonly about: { readonly zh: string; readonly en: string };
  readonly sheets: readonly SheetPlan[];
  readonly expect: {
    readonly sheet: string;
    readonly headerRows: readonly number[];
    /** Fields that must be recognised, in the order of the columns; null for a column of no use. */
    readonly fields: readonly (string | null)[];
    /** Rows that are children. */
    readonly rows: number;
    readonly bad: number;
    readonly cells: readonly ExpectedCell[];
  };
}

type Field = keyof ListCells | 'number' | 'none';
interface Column {
  /** One text, or the upper and the lower of a head of two rows. */
  readonly head: string | readonly [string, string];
  readonly field: Field;
  readonly as?: (text: string, index: number) => Put;
}

const column = (head: Column['head'], field: Field, as?: Column['as']): Column => ({ head, field, ...(as && { as }) });
const number = (head = '序号'): Column => column(head, 'number', (_, index) => index + 1);

interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly cells: readonly ListCells[];
  /** Full-width rows above the head. */
  readonly titles?: readonly string[];
  /** Rows below the list. */
  readonly tail?: readonly (readonly Put[])[];
  /** Cells spoiled by hand: row of the list (from 0), field, what stands there, what must be said. */
  readonly spoiled?: readonly Spoiled[];
  /** Merge the village downwards over its rows. */
  readonly mergeVillages?: boolean;
}

interface Spoiled {
  readonly at: number;
  readonly field: Field;
  readonly put: Put;
  readonly says?: string;
  readonly level?: 'bad' | 'warning';
}

function build(sheet: Sheet): { plan: SheetPlan; expect: Plan['expect'] } {
  const { columns, titles = [], tail = [], spoiled = [] } = sheet;
  const width = columns.length;
  const merges: [number, number, number, number][] = titles.map((_, index) => [index + 1, 1, index + 1, width]);
  const wide = (text: string): Put[] => [text, ...Array.from({ length: width - 1 }, () => null)];
  const rows: Put[][] = titles.map(wide);
  const twoRows = columns.some((each) => typeof each.head !== 'string');
  const first = rows.length + 1;
  if (twoRows) {
    rows.push(
      columns.map(({ head }, index) =>
        typeof head === 'string' ? head : head[0] === upperOf(columns[index - 1]) ? null : head[0],
      ),
    );
    rows.push(columns.map(({ head }) => (typeof head === 'string' ? null : head[1])));
    let from = 0;
    for (let index = 1; index <= width; index++) {
      const upper = upperOf(columns[from]);
      if (index < width && upper !== undefined && upperOf(columns[index]) === upper) continue;
      if (upper === undefined) merges.push([first, from + 1, first + 1, from + 1]);
      else if (index - from > 1) merges.push([first, from + 1, first, index]);
      from = index;
    }
  } else {
    rows.push(columns.map(({ head }) => String(head)));
  }
  const start = rows.length;
  const expected: ExpectedCell[] = [];
  sheet.cells.forEach((cells, index) => {
    rows.push(
      columns.map((each, place) => {
        const fault = spoiled.find((one) => one.at === index && one.field === each.field);
        if (fault) {
          if (fault.says) {
            expected.push({
              row: start + index + 1,
              column: letter(place),
              level: fault.level ?? 'bad',
              says: fault.says,
            });
          }
          return fault.put;
        }
        const text = each.field === 'number' || each.field === 'none' ? '' : (cells[each.field] ?? '');
        return each.as ? each.as(text, index) : text || null;
      }),
    );
  });
  if (!columns.some((each) => each.field === 'citizenId')) {
    const place = columns.findIndex((each) => each.field === 'name');
    for (const index of sheet.cells.keys()) {
      // Without number and without a date nobody is known at all, which is told at the date.
      if (spoiled.some((one) => one.at === index && one.field === 'birthDate' && one.put === null)) continue;
      expected.push({ row: start + index + 1, column: letter(place), level: 'warning', says: '没有身份证号' });
    }
  }
  if (sheet.mergeVillages) {
    const place = columns.findIndex((each) => each.field === 'registeredVillage');
    let from = 0;
    for (let index = 1; index <= sheet.cells.length; index++) {
      if (sheet.cells[index]?.registeredVillage === sheet.cells[from]?.registeredVillage) continue;
      merges.push([start + from + 1, place + 1, start + index, place + 1]);
      for (let row = from + 1; row < index; row++) {
        const line = rows[start + row];
        if (line) line[place] = null;
      }
      from = index;
    }
  }
  rows.push(...tail.map((each) => [...each, ...Array.from({ length: Math.max(0, width - each.length) }, () => null)]));
  return {
    plan: { name: sheet.name, rows, merges },
    expect: {
      sheet: sheet.name,
      headerRows: twoRows ? [first, first + 1] : [first],
      fields: columns.map(({ field }) =>
        field === 'number' || field === 'none' ? null : field === 'gradeNumber' ? 'grade' : field,
      ),
      rows: sheet.cells.length,
      bad: new Set(expected.filter((each) => each.level === 'bad').map((each) => each.row)).size,
      cells: expected,
    },
  };
}

function upperOf(each: Column | undefined): string | undefined {
  return each && typeof each.head !== 'string' ? each.head[0] : undefined;
}

function letter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `A${String.fromCharCode(65 + index - 26)}`;
}

/** All small lists; the two full ones are written by `server/seed/workbook.ts`. */
export function variants(township: SampleTownship): Plan[] {
  const crowd = township.children.filter((child) => /^c\d/.test(child.key));
  let taken = 0;
  /** The next so many children who are on that kind of list: no two small lists share a child. */
  const next = (kind: 'population' | 'roll', count: number, village?: number): ListCells[] => {
    const rows: ListCells[] = [];
    for (; rows.length < count && taken < crowd.length; taken++) {
      const child = crowd[taken];
      if (!child || (kind === 'roll' ? !child.schooling : !child.onPopulation)) continue;
      if (village !== undefined && child.village !== village) continue;
      rows.push((kind === 'roll' ? rollRow(child) : populationRow(child)).cells);
    }
    if (rows.length < count) throw new Error('The township is too small for so many lists.');
    return rows;
  };
  const sorted = (rows: ListCells[]) => rows.sort((a, b) => ((a.villageCode ?? '') < (b.villageCode ?? '') ? -1 : 1));
  const day = township.anchor;
  const plans: Plan[] = [];
  const add = (
    file: string,
    kind: Plan['kind'],
    program: Program,
    zh: string,
    en: string,
    sheet: Sheet,
    more: { before?: SheetPlan[]; after?: SheetPlan[] } = {},
  ) => {
    const { plan, expect } = build(sheet);
    plans.push({
      file,
      kind,
      program,
      about: { zh, en },
      sheets: [...(more.before ?? []), plan, ...(more.after ?? [])],
      expect,
    });
  };

  {
    const cells = sorted(next('population', 40));
    add(
      '03-适龄儿童花名册（派出所）.xlsx',
      'population',
      'openpyxl',
      '两行合并表头、标题与填报单位、合计和落款；出生日期是真正的日期',
      'a merged head of two rows, title and unit above, total and signatures below; birth dates are real dates',
      {
        name: '花名册',
        titles: ['霁溪镇适龄儿童少年花名册', '填报单位：霁溪派出所　　　　　填报日期：2022年9月2日'],
        columns: [
          number(),
          column('村（社区）', 'registeredVillage'),
          column('村民小组', 'group'),
          column(['户主信息', '户主姓名'], 'headName'),
          column(['户主信息', '与户主关系'], 'headRelation'),
          column(['儿童信息', '姓名'], 'name'),
          column(['儿童信息', '性别'], 'sex'),
          column(['儿童信息', '出生日期'], 'birthDate', (text) => ({ date: text })),
          column(['儿童信息', '公民身份号码'], 'citizenId'),
          column('民族', 'ethnicity'),
          column('备注', 'none'),
        ],
        cells,
        spoiled: [
          { at: 5, field: 'citizenId', put: '50999920120230002X', says: '不符' },
          { at: 9, field: 'sex', put: '？', says: '读不出性别', level: 'warning' },
        ],
        tail: [
          ['合计', cells.length],
          ['填表人：程守正', null, null, null, '审核人：', null, null, '（盖章）'],
        ],
      },
    );
  }
  {
    const cells = next('roll', 36);
    add(
      '04-学生基础信息（全国学籍系统样式）.xlsx',
      'roll',
      'openpyxl',
      '学籍系统样式的列名，必填项带星号；两个身份证号被存成了数字',
      'the headings of the national register with asterisks; two citizen numbers were stored as numbers',
      {
        name: 'Sheet1',
        columns: [
          column('*学籍号', 'rollNumber'),
          column('*学生姓名', 'name'),
          column('*性别', 'sex', (text) => (text === '男' ? '1' : '2')),
          column('*出生日期', 'birthDate', (text) => dateAs(text, 3)),
          column('*身份证件号', 'citizenId'),
          column('民族', 'ethnicity'),
          column('*学校标识码', 'schoolCode'),
          column('*学校名称', 'school'),
          column('*年级名称', 'grade'),
          column('*班级名称', 'class'),
          column('学生当前状态', 'state', () => '01-在读'),
          column('就读方式', 'boarding', (text) => (text === '住校' ? '2' : '1')),
          column('成员1姓名', 'guardianName'),
          column('成员1关系', 'guardianRelation'),
          column('成员1联系电话', 'guardianPhone'),
        ],
        cells,
        spoiled: [
          { at: 7, field: 'citizenId', put: Number(cells[7]?.citizenId?.slice(0, 17)) * 10, says: '后三位丢失' },
          { at: 8, field: 'citizenId', put: Number(cells[8]?.citizenId?.slice(0, 17)) * 10, says: '后三位丢失' },
        ],
      },
    );
  }
  {
    const cells = sorted(next('population', 30));
    add(
      '05-户籍人口导出.xlsx',
      'population',
      'openpyxl',
      '名单在第二张表，前面是封面；村名纵向合并单元格',
      'the list is the second sheet, behind a cover; village names are merged downwards',
      {
        name: '0-15岁人口',
        titles: ['户籍人口信息（6—15 周岁）'],
        columns: [
          number('编号'),
          column('行政村', 'registeredVillage'),
          column('组别', 'group'),
          column('公民姓名', 'name'),
          column('性别', 'sex'),
          column('民族', 'ethnicity'),
          column('公民身份证号码', 'citizenId'),
          column('户籍详细地址', 'registeredAddress'),
          column('监护人', 'guardianName'),
          column('关系', 'guardianRelation'),
          column('联系方式', 'guardianPhone'),
        ],
        cells,
        mergeVillages: true,
      },
      {
        before: [{ name: '封面', rows: [['雾屏县公安局'], ['户籍人口信息'], ['（虚构数据，仅供试用）']], merges: [] }],
        after: [{ name: '说明', rows: [['本表由系统导出，请勿外传。']], merges: [], hidden: true }],
      },
    );
  }
  {
    const cells = next('population', 20);
    add(
      '06-村上报名单（有公式）.xlsx',
      'population',
      'openpyxl',
      '有公式、错误值，姓名里有以等号开头的文字',
      'formulas, error values, and a name that begins with an equals sign',
      {
        name: '上报表',
        titles: ['适龄儿童摸底上报表'],
        columns: [
          column('序号', 'number', (_, index) => ({ formula: `=ROW()-2+${index - index}` })),
          column('村名', 'registeredVillage'),
          column('儿童姓名', 'name'),
          column('性别', 'sex'),
          column('身份证号', 'citizenId'),
          column('出生年月日', 'birthDate', (text) => dateAs(text, 4)),
          column('家长姓名', 'guardianName'),
          column('家长电话', 'guardianPhone'),
        ],
        cells,
        spoiled: [
          { at: 2, field: 'name', put: { formula: '=C3&"二"' }, says: '公式' },
          { at: 4, field: 'citizenId', put: { error: '#N/A' }, says: '错误值' },
          { at: 6, field: 'name', put: "=cmd|' /C calc'!A0", says: '按原样作为文字导入', level: 'warning' },
          { at: 10, field: 'birthDate', put: '二〇一四年腊月初八', says: '农历', level: 'warning' },
        ],
      },
    );
  }
  {
    const cells = next('roll', 30);
    add(
      '07-中心小学在校生.xlsx',
      'roll',
      'openpyxl',
      '年级班级写在一格（三（2）班），住校打勾，没有学籍号',
      'grade and class in one cell, boarding ticked, no roll number',
      {
        name: '在校生',
        columns: [
          number('No.'),
          column('学校', 'school'),
          column('年级班级', 'grade', (text, index) => `${text.replace('年级', '')}（${(index % 3) + 1}）班`),
          column('姓名', 'name'),
          column('身份证号码', 'citizenId'),
          column('是否住校', 'boarding', (text) => (text === '住校' ? '√' : null)),
          column('家庭住址', 'address'),
          column('父亲姓名', 'fatherName'),
          column('父亲电话', 'fatherPhone'),
          column('母亲姓名', 'motherName'),
          column('母亲电话', 'motherPhone'),
        ],
        cells,
      },
    );
  }
  {
    const cells = sorted(next('population', 45));
    add(
      '08-适龄人口.xls',
      'population',
      'libreoffice-xls',
      '老格式 .xls；身份证号里有全角数字、空格和 15 位旧号',
      'the old .xls; numbers with full-width digits, spaces, and of the old 15 digits',
      {
        name: '适龄人口',
        titles: ['适龄人口名单（虚构）'],
        columns: [
          number(),
          column('村(居)委会', 'registeredVillage'),
          column('姓　名', 'name', (text) => [...text].join('　')),
          column('性　别', 'sex'),
          column('身份证号', 'citizenId', (text, index) =>
            index % 9 === 1
              ? wide(text)
              : index % 9 === 4
                ? ` ${text.slice(0, 6)} ${text.slice(6, 14)} ${text.slice(14)}`
                : text,
          ),
          column('出生日期', 'birthDate', (text, index) => dateAs(text, index)),
          column('贫困类型', 'households'),
          column('联系电话', 'guardianPhone', (text) => `${text.slice(0, 3)}-${text.slice(3, 7)}-${text.slice(7)}`),
        ],
        cells,
        spoiled: [
          {
            at: 12,
            field: 'citizenId',
            put: `${cells[12]?.citizenId?.slice(0, 6)}${cells[12]?.citizenId?.slice(8, 17)}`,
            says: '15 位旧身份证号',
            level: 'warning',
          },
          { at: 20, field: 'guardianPhone', put: '1990000', says: '' },
        ],
      },
    );
  }
  {
    const cells = next('roll', 40);
    add(
      '09-学籍名册.xls',
      'roll',
      'libreoffice-ods-xls',
      '先存为 .ods 再另存为 .xls；出生日期是日期序号',
      'saved as .ods and then as .xls; birth dates are serial numbers',
      {
        name: '学籍名册',
        titles: ['2022年秋季学期学籍名册'],
        columns: [
          column('全国学籍号', 'rollNumber'),
          column('姓名', 'name'),
          column('性别', 'sex'),
          column('出生日期', 'birthDate', (text) => serialOf(text)),
          column('证件号码', 'citizenId'),
          column('就读学校', 'school'),
          column('所属区县', 'schoolCounty'),
          column('就读年级', 'grade'),
          column('班级', 'class'),
          column('学籍状态', 'state'),
        ],
        cells,
        spoiled: [
          { at: 3, field: 'state', put: '退学', says: '疑似辍学', level: 'warning' },
          { at: 15, field: 'state', put: '转出', says: '去向不明', level: 'warning' },
          { at: 22, field: 'grade', put: '学前班', says: '不在义务教育九个年级内', level: 'warning' },
        ],
      },
    );
  }
  {
    const cells = next('population', 25);
    add('10-户籍儿童.ods', 'population', 'libreoffice-ods', 'LibreOffice 自己的格式', 'LibreOffice’s own format', {
      name: '户籍儿童',
      columns: [
        column('户口所在村', 'registeredVillage'),
        column('小组', 'group'),
        column('户主', 'headName'),
        column('户主关系', 'headRelation'),
        column('姓名', 'name'),
        column('性别', 'sex'),
        column('民族', 'ethnicity'),
        column('出生日期', 'birthDate', (text) => ({ date: text })),
        column('身份号码', 'citizenId'),
      ],
      cells,
    });
  }
  {
    const cells = next('roll', 50);
    add(
      '11-学籍导出（LibreOffice）.csv',
      'roll',
      'libreoffice-csv-gbk',
      'LibreOffice 另存的 .csv，汉字编码 GBK',
      'a .csv saved by LibreOffice in GBK',
      {
        name: 'csv',
        columns: [
          column('学籍号', 'rollNumber'),
          column('姓名', 'name', (text) => gbkSafe(text)),
          column('性别', 'sex'),
          column('身份证件号', 'citizenId'),
          column('学校名称', 'school'),
          column('年级', 'gradeNumber'),
          column('班级', 'class', (text) => text.replace('班', '')),
          column('学生状态', 'state'),
          column('监护人姓名', 'guardianName'),
          column('监护人联系电话', 'guardianPhone'),
        ],
        cells,
      },
    );
  }
  {
    const cells = sorted(next('population', 35));
    add(
      '12-民政与户籍比对表.xlsx',
      'population',
      'libreoffice-xlsx',
      'LibreOffice 写的 .xlsx；家庭类别分成多列“是/否”，残疾一列',
      'an .xlsx by LibreOffice; household categories as yes/no columns, disability in columns of its own',
      {
        name: '比对表',
        titles: ['重点人群适龄儿童比对表'],
        columns: [
          number(),
          column('所在村（社区）', 'registeredVillage'),
          column('姓名', 'name'),
          column('身份证号', 'citizenId'),
          column('是否建档立卡', 'registeredPoor', (_, index) => (index % 4 === 0 ? '是' : '否')),
          column('是否监测户', 'monitored', (_, index) => (index % 11 === 0 ? '√' : null)),
          column('是否低保', 'subsistence', (_, index) => (index % 7 === 0 ? '有' : '无')),
          column('留守情况', 'leftBehind', (text) => (text === '是' ? '双亲留守' : '非留守')),
          column('残疾类别', 'disabilityCategory'),
          column('残疾等级', 'disabilityLevel'),
          column('残疾证号', 'certificateNumber'),
        ],
        cells,
        spoiled: [{ at: 8, field: 'registeredPoor', put: '待核', says: '分不清是或否', level: 'warning' }],
      },
    );
  }
  {
    const cells = next('roll', 30);
    add(
      '13-学生名单.xls',
      'roll',
      'html-gbk',
      '网页表格改名为 .xls（不少系统这样“导出 Excel”）',
      'an HTML table named .xls, as many systems "export to Excel"',
      {
        name: 'html',
        titles: ['学生名单'],
        columns: [
          number(),
          column('姓名', 'name', (text) => gbkSafe(text)),
          column('性别', 'sex'),
          column('身份证号', 'citizenId'),
          column('学籍号', 'rollNumber'),
          column('学校名称', 'school'),
          column('所在年级', 'grade'),
          column('所在班级', 'class'),
        ],
        cells,
        spoiled: [{ at: 11, field: 'citizenId', put: '5.09999E+17', says: '后三位丢失' }],
      },
    );
  }
  {
    const cells = next('roll', 28);
    add(
      '14-转学核对.csv',
      'roll',
      'csv-gbk',
      'GBK 的 .csv，字段里有逗号、引号和换行',
      'a GBK .csv with commas, quotation marks and line breaks in fields',
      {
        name: 'csv',
        columns: [
          column('姓名', 'name', (text) => gbkSafe(text)),
          column('身份证号', 'citizenId', (text) => text.replace('X', 'x')),
          column('学校全称', 'school'),
          column('学校所在区县', 'schoolCounty'),
          column('年级', 'grade', (text, index) => (index % 5 === 0 ? text.replace('七年级', '初一') : text)),
          column('备注', 'none', (_, index) => (index % 6 === 0 ? `家长称"随父母务工",\n${index + 1} 月返回` : null)),
        ],
        cells,
        spoiled: [
          { at: 4, field: 'name', put: null, says: '没有姓名' },
          { at: 14, field: 'school', put: null, says: '没有学校名称' },
        ],
      },
    );
  }
  {
    const cells = next('population', 24);
    add(
      '15-人口信息.csv',
      'population',
      'csv-utf8-bom',
      'UTF-8（带 BOM）的 .csv，号码写成 ="…"，含生僻字',
      'a UTF-8 .csv with its mark, numbers as ="…", rare characters in names',
      {
        name: 'csv',
        columns: [
          column('姓名', 'name', (text, index) =>
            index === 3 ? `${text.slice(0, 1)}䶮` : index === 9 ? `${text.slice(0, 1)}𬱖` : text,
          ),
          column('性别', 'sex'),
          column('公民身份号码', 'citizenId', (text) => `="${text}"`),
          column('民族', 'ethnicity'),
          column('派出所', 'none', () => '霁溪派出所'),
          column('户籍所在村（社区）', 'registeredVillage'),
          column('户籍村代码', 'villageCode'),
          column('住址', 'address', (_, index) => `霁溪镇，${index + 1}号`),
        ],
        cells,
      },
    );
  }
  {
    const cells = next('population', 16);
    add(
      '16-Excel另存的文本.txt',
      'population',
      'tsv-utf16',
      'Excel“Unicode 文本”（UTF-16，制表符）',
      'Excel’s "Unicode text" (UTF-16, tabs)',
      {
        name: 'txt',
        columns: [
          number(),
          column('村', 'registeredVillage'),
          column('姓名', 'name'),
          column('性别', 'sex', (text) => `${text}性`),
          column('身份证', 'citizenId'),
          column('出生年月', 'birthDate', (text) => dateAs(text, 1)),
        ],
        cells,
      },
    );
  }
  {
    const cells = next('population', 18);
    add(
      '17-无号码儿童.xlsx',
      'population',
      'openpyxl',
      '没有身份证号一列，只有出生日期，写法各不相同：民国、两位年份、只有年月',
      'no citizen numbers, only birth dates in many ways: Minguo years, two-digit years, no day',
      {
        name: '无号码',
        titles: ['尚未上户儿童摸排表'],
        columns: [
          number(),
          column('村社区', 'registeredVillage'),
          column('孩子姓名', 'name'),
          column('性别', 'sex'),
          column('出生时间', 'birthDate', (text, index) => dateAs(text, index)),
          column('监护人姓名', 'guardianName'),
          column('监护人手机号', 'guardianPhone'),
        ],
        cells,
        spoiled: [
          { at: 1, field: 'birthDate', put: '民国103年3月5日', says: '民国', level: 'warning' },
          { at: 4, field: 'birthDate', put: '13.5.6', says: '只有两位' },
          { at: 7, field: 'birthDate', put: '2013年5月', says: '没有日' },
          { at: 9, field: 'birthDate', put: '2014-02-30', says: '没有 30 日' },
          { at: 12, field: 'birthDate', put: addDays(day, 40), says: '今天之后' },
          { at: 14, field: 'birthDate', put: null, says: '没有身份证号，也没有出生日期' },
        ],
      },
    );
  }
  {
    const cells = next('roll', 22);
    add(
      '18-初中花名册.xls',
      'roll',
      'libreoffice-xls',
      '三行表头（标题行混在里面），年级写“2020级”“初二”，列名重复',
      'grades as year of entry or 初二, one heading twice',
      {
        name: '初中',
        titles: ['霁溪初级中学', '学生花名册', ''],
        columns: [
          number(),
          column(['学生', '姓名'], 'name'),
          column(['学生', '性别'], 'sex'),
          column(['学生', '身份证号'], 'citizenId'),
          column(['学籍', '学籍号'], 'rollNumber'),
          column(['学籍', '就读学校名称'], 'school'),
          column(
            ['学籍', '现就读年级'],
            'grade',
            (text) => ({ 七年级: '初一', 八年级: '初2021级', 九年级: '初三' })[text] ?? text,
          ),
          column(['家长', '姓名'], 'guardianName'),
          column(['家长', '联系电话'], 'guardianPhone'),
        ],
        cells: cells,
      },
    );
  }
  {
    const cells = sorted(next('population', 20));
    add(
      '19-网格摸排（产品模板样式）.xlsx',
      'population',
      'hucre',
      '本产品写出的工作簿：网格员摸排表',
      'a workbook by the product’s own writer: the grid workers’ list',
      {
        name: '摸排表',
        titles: ['网格摸排表'],
        columns: [
          column('现居住村', 'residenceVillage'),
          column('户籍所在村', 'registeredVillage'),
          column('少年姓名', 'name'),
          column('性别', 'sex'),
          column('儿童身份证号', 'citizenId'),
          column('现住址', 'address'),
          column('留守儿童', 'leftBehind'),
        ],
        cells: cells.map((each) => ({
          ...each,
          residenceVillage: each.registeredVillage ?? '',
          address: each.registeredAddress ?? '',
        })),
      },
    );
  }
  {
    const cells = sorted(next('population', 26));
    const twice = cells[3];
    add(
      '20-错号与重号.xlsx',
      'population',
      'openpyxl',
      '校验位错、相邻两位颠倒、位数不够、同一孩子两次、性别与号码不符',
      'wrong check digits, swapped neighbours, too few digits, one child twice, a sex that is not the number’s',
      {
        name: '名单',
        columns: [
          column('序号', 'number', (_, index) => index + 1),
          column('村名称', 'registeredVillage'),
          column('适龄儿童姓名', 'name'),
          column('性别', 'sex'),
          column('有效证件号码', 'citizenId'),
        ],
        cells: twice ? [...cells, twice] : cells,
        spoiled: [
          { at: 2, field: 'citizenId', put: wrongCheck(cells[2]?.citizenId), says: '校验不符' },
          { at: 6, field: 'citizenId', put: cells[6]?.citizenId?.slice(0, 16) ?? null, says: '应为 18 位' },
          { at: 10, field: 'sex', put: cells[10]?.sex === '男' ? '女' : '男', says: '与身份证号', level: 'warning' },
          { at: 16, field: 'citizenId', put: `身份证${cells[16]?.citizenId}`, says: '以外的字符' },
        ],
      },
    );
  }
  return plans;
}

function wrongCheck(number = ''): string {
  return `${number.slice(0, 17)}${number.endsWith('5') ? '6' : '5'}`;
}

function wide(text: string): string {
  return text.replace(/[0-9X]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
}

/** GBK has no rare characters: such a program writes a question mark, a careful clerk the nearest one. */
function gbkSafe(text: string): string {
  return [...text].map((sign) => ('䶮𬱖㛃𠅤㑇𬘭𪨰垚犇堃'.includes(sign) ? '岩' : sign)).join('');
}
