import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import { type ListCells, populationRow, rollRow } from '../server/seed/lists.ts';
import type { SampleTownship } from '../server/seed/township.ts';
import type { ExpectedCell, Plan, Program, Put } from './variants.ts';

/* One list of each kind beside population and roll: who is in class, households, disabilities, the platform's suspicions. */

interface Form {
  readonly file: string;
  readonly kind: Plan['kind'];
  readonly program: Program;
  readonly zh: string;
  readonly en: string;
  readonly sheet: string;
  readonly titles?: readonly string[];
  readonly columns: readonly (readonly [
    heading: string,
    field: string | null,
    put: (cells: ListCells, at: number) => Put,
  ])[];
  readonly cells: readonly ListCells[];
  readonly told: readonly (ExpectedCell & { readonly row: number })[];
}

export function otherLists(township: SampleTownship): Plan[] {
  const crowd = township.children.filter((child) => /^c\d/.test(child.key));
  const population = crowd.filter((child) => child.onPopulation);
  const cellsOf = (children: typeof crowd) => children.map((child) => populationRow(child).cells);
  const pupils = crowd.filter((child) => child.schooling?.state === 'here').map((child) => rollRow(child).cells);
  const ofHouseholds = cellsOf(population.filter((child) => child.households.some((each) => each !== 'left-behind')));
  const disabled = cellsOf(population.filter((child) => child.disability?.certificateNumber));
  const day = (at: number) => addDays('2021-11-01', at * 9);
  const forms: Form[] = [
    {
      file: '21-实际在班学生（学校报）.xlsx',
      kind: 'in-class',
      program: 'openpyxl',
      zh: '班主任点名后上报：是否在校、未到校原因',
      en: 'as class teachers report after a count: present or not, and why not',
      sheet: '五年级1班',
      titles: ['霁溪镇中心小学实际在班学生花名册'],
      columns: [
        ['序号', null, (_, at) => at + 1],
        ['学校名称', 'school', (each) => each.school ?? null],
        ['年级', 'grade', (each) => each.grade ?? null],
        ['班级', 'class', (each) => each.class ?? null],
        ['学生姓名', 'name', (each) => each.name ?? null],
        ['身份证号', 'citizenId', (each) => each.citizenId ?? null],
        ['是否在校', 'present', (_, at) => (at === 4 ? '否' : at === 9 ? '待定' : '是')],
        ['未到校原因', 'note', (_, at) => (at === 4 ? '随父母外出' : null)],
      ],
      cells: pupils.slice(0, 24),
      told: [{ row: 12, column: 'G', level: 'warning', says: '分不清是否在校' }],
    },
    {
      file: '22-防返贫监测与低保对象.xls',
      kind: 'households',
      program: 'libreoffice-xls',
      zh: '户类型、认定时间和退出时间；有一行退出早于认定',
      en: 'category, recognised on, ended on; in one row the end is before the beginning',
      sheet: '名册',
      columns: [
        ['户编号', null, (_, at) => `50${String(1000 + at)}`],
        ['姓名', 'name', (each) => each.name ?? null],
        ['身份证号码', 'citizenId', (each) => each.citizenId ?? null],
        ['所在村', 'registeredVillage', (each) => each.registeredVillage ?? null],
        ['户类型', 'households', (each) => each.households ?? null],
        ['识别时间', 'householdFrom', (_, at) => day(at)],
        ['风险消除时间', 'householdTo', (_, at) => (at === 3 ? addDays(day(at), -30) : at === 6 ? '2022-06-30' : null)],
      ],
      cells: ofHouseholds.slice(0, 20),
      told: [{ row: 5, column: 'G', level: 'warning', says: '早于认定日期' }],
    },
    {
      file: '23-持证残疾儿童.csv',
      kind: 'disability',
      program: 'csv-gbk',
      zh: '残联的持证名单：没有身份证号一列，证号里就有；有一行等级与证号不符',
      en: 'holders of certificates: no column of citizen numbers, for the certificates carry them; one level is not its certificate’s',
      sheet: '23-持证残疾儿童',
      columns: [
        ['姓名', 'name', (each) => each.name ?? null],
        ['残疾人证号', 'certificateNumber', (each) => each.certificateNumber ?? null],
        ['残疾类别', 'disabilityCategory', (each) => each.disabilityCategory ?? null],
        [
          '残疾等级',
          'disabilityLevel',
          (each, at) =>
            at === 1 ? (each.disabilityLevel === '一级' ? '二级' : '一级') : (each.disabilityLevel ?? null),
        ],
        ['村(社区)', 'registeredVillage', (each) => each.registeredVillage ?? null],
      ],
      cells: disabled.slice(0, 6),
      told: [{ row: 3, column: 'D', level: 'warning', says: '与残疾人证号末两位不一致' }],
    },
    {
      file: '24-疑似辍学学生（平台下发）.xlsx',
      kind: 'suspected',
      program: 'openpyxl',
      zh: '全国平台样式：核实结果、现状、就读学校、处理时间各列留空待填，另有平台自己的列',
      en: 'as the national platform sends it: columns for the answers left empty, and some of its own',
      sheet: 'Sheet1',
      columns: [
        ['批次号', null, () => 'P202209'],
        ['姓名', 'name', (each) => each.name ?? null],
        ['身份证件号', 'citizenId', (each) => each.citizenId ?? null],
        ['学籍学校', 'school', (each) => each.school ?? null],
        ['疑似类型', 'suspectReason', () => '有户籍无学籍'],
        ['核实结果', 'resultFound', () => null],
        ['现状', 'resultState', () => null],
        ['就读学校', 'resultSchool', () => null],
        ['处理时间', 'resultOn', () => null],
        ['平台校验码', null, (_, at) => `K${7000 + at}`],
      ],
      cells: pupils.slice(40, 52),
      told: [],
    },
  ];
  return forms.map(planOf);
}

function planOf(form: Form): Plan {
  const { titles = [], columns, cells } = form;
  const width = columns.length;
  const head = titles.length + 1;
  const rows: Put[][] = [
    ...titles.map((title) => [title, ...Array.from({ length: width - 1 }, () => null)]),
    columns.map(([heading]) => heading),
    ...cells.map((each, at) => columns.map(([, , put]) => put(each, at))),
  ];
  return {
    file: form.file,
    kind: form.kind,
    program: form.program,
    about: { zh: form.zh, en: form.en },
    sheets: [{ name: form.sheet, rows, merges: titles.map((_, at) => [at + 1, 1, at + 1, width]) }],
    expect: {
      sheet: form.sheet,
      headerRows: [head],
      fields: columns.map(([, field]) => field),
      rows: cells.length,
      bad: 0,
      cells: form.told,
    },
  };
}
