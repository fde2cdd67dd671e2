import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import { checkCharacter } from '@quanxue/domain/children/citizen-number.ts';
import { writeXlsx } from 'hucre';
import type { SampleChild } from './children.ts';
import type { SampleList } from './import-list.ts';
import { type ListCells, populationRow, rollRow } from './lists.ts';
import { homophone } from './names.ts';
import type { SampleTownship } from './township.ts';

/*
 * The lists beside population and roll: who sits in class, poor households, disabled children, the platform's suspicions,
 * and a list of the police with the slips of whoever typed it, which nobody has confirmed.
 */

type Put = string | number | null;
type Column<T> = readonly [heading: string, put: (row: T, at: number) => Put];

async function sheet<T>(title: string, columns: readonly Column<T>[], rows: readonly T[]): Promise<Uint8Array> {
  return await writeXlsx({
    properties: { title: `${title}（虚构）`, creator: '劝学' },
    sheets: [
      {
        name: title.slice(0, 28),
        rows: [columns.map(([heading]) => heading), ...rows.map((row, at) => columns.map(([, put]) => put(row, at)))],
      },
    ],
  });
}

const cell = (key: keyof ListCells) => (cells: ListCells) => cells[key] || null;

/** The lists that the office took in this term. */
export async function otherLists(township: SampleTownship): Promise<SampleList[]> {
  const crowd = township.children.filter((child) => /^c\d/.test(child.key));
  const population = crowd.filter((child) => child.onPopulation);
  const listed = (children: readonly SampleChild[]) => children.map((child) => populationRow(child).cells);
  const inClass = crowd.filter(({ schooling }) => schooling?.state === 'here' && schooling.school === 'zhuying');
  // Two who are on the roll and were not counted in class.
  const counted = inClass.filter((_, at) => at !== 7 && at !== 31).map((child) => rollRow(child).cells);
  const poor = listed(population.filter((child) => child.households.some((each) => each !== 'left-behind')));
  const disabled = listed(population.filter((child) => child.disability));
  const suspected = [
    ...population.filter((child) => !child.schooling && child.birthDate < addDays(township.anchor, -2700)).slice(0, 6),
    ...population.filter((child) => child.schooling?.state === 'here').slice(40, 44),
  ];
  return [
    {
      kind: 'in-class',
      fileName: '竹影溪小学实际在班学生.xlsx',
      sender: '竹影溪小学',
      upload: await sheet(
        '实际在班学生花名册',
        [
          ['序号', (_, at) => at + 1],
          ['学校名称', cell('school')],
          ['年级', cell('grade')],
          ['班级', cell('class')],
          ['学生姓名', cell('name')],
          ['身份证号', cell('citizenId')],
          ['是否在校', (_, at) => (at === 12 || at === 58 ? '否' : '是')],
          ['未到校原因', (_, at) => (at === 12 ? '感冒请假' : at === 58 ? '随父母外出' : null)],
        ],
        counted,
      ),
    },
    {
      kind: 'households',
      fileName: '防返贫监测与低保对象（民政、乡村振兴）.xlsx',
      sender: '社会事务办公室民政岗',
      upload: await sheet(
        '防返贫监测与低保对象名册',
        [
          ['户编号', (_, at) => `50${1000 + at}`],
          ['姓名', cell('name')],
          ['身份证号码', cell('citizenId')],
          ['所在村', cell('registeredVillage')],
          ['户类型', cell('households')],
          ['识别时间', (_, at) => addDays('2021-11-01', (at % 160) * 9)],
        ],
        poor,
      ),
    },
    {
      kind: 'disability',
      fileName: '持证残疾儿童（残联）.xlsx',
      sender: '残联',
      upload: await sheet(
        '持证残疾儿童名册',
        [
          ['姓名', cell('name')],
          ['残疾人证号', cell('certificateNumber')],
          ['残疾类别', cell('disabilityCategory')],
          ['残疾等级', cell('disabilityLevel')],
          ['村(社区)', cell('registeredVillage')],
        ],
        disabled,
      ),
    },
    {
      kind: 'suspected',
      fileName: '疑似辍学学生（平台下发）.xlsx',
      sender: '县教育委员会',
      upload: await sheet<SampleChild>(
        '疑似辍学学生',
        [
          ['批次号', () => `P${township.anchor.slice(0, 4)}10`],
          ['姓名', (child) => child.name],
          ['身份证件号', (child) => child.citizenId],
          ['疑似类型', (child) => (child.schooling ? '连续未到校' : '有户籍无学籍')],
          ['核实结果', () => null],
          ['现状', () => null],
          ['就读学校', () => null],
          ['处理时间', () => null],
          ['平台校验码', (_, at) => `K${7000 + at}`],
        ],
        suspected,
      ),
    },
  ];
}

/** A list of the police whose rows are nearly, but not quite, those of children whom the ledger has. */
export async function listWithSlips(township: SampleTownship): Promise<SampleList> {
  const rows = slips(township).map(({ cells }) => cells);
  return {
    kind: 'population',
    fileName: '派出所补报名单（含笔误，待核对）.xlsx',
    sender: '派出所',
    upload: await sheet(
      '派出所补报名单',
      [
        ['序号', (_, at) => at + 1],
        ['村（社区）', cell('registeredVillage')],
        ['村（社区）代码', cell('villageCode')],
        ['姓名', cell('name')],
        ['性别', cell('sex')],
        ['公民身份号码', cell('citizenId')],
        ['出生日期', cell('birthDate')],
        ['监护人姓名', cell('guardianName')],
        ['联系电话', cell('guardianPhone')],
      ],
      rows,
    ),
  };
}

export type Slip = 'serial-digit' | 'homophone' | 'day-and-month' | 'twins';

/** Two rows of each slip, each with a valid check character where it has a number: only a comparison finds them. */
export function slips(
  township: SampleTownship,
): { readonly slip: Slip; readonly child: SampleChild; readonly cells: ListCells }[] {
  // All of one village: a list tells of whole villages, and whoever it leaves out counts as gone.
  const crowd = township.children.filter(
    (child) => /^c\d/.test(child.key) && child.onPopulation && child.schooling && child.village === 6,
  );
  const of = (slip: Slip, wanted: (child: SampleChild) => boolean, change: (child: SampleChild) => ListCells) =>
    crowd
      .filter(wanted)
      .slice(0, 2)
      .map((child) => ({ slip, child, cells: { ...populationRow(child).cells, ...change(child) } }));
  return [
    ...of(
      'serial-digit',
      () => true,
      (child) => ({ citizenId: otherSerial(child.citizenId) }),
    ),
    ...of(
      'homophone',
      (child) => homophone(child.name) !== undefined,
      (child) => ({
        name: homophone(child.name) ?? child.name,
        citizenId: '',
      }),
    ),
    ...of(
      'day-and-month',
      ({ birthDate }) => swapped(birthDate) !== undefined,
      (child) => ({
        birthDate: swapped(child.birthDate) ?? child.birthDate,
        citizenId: '',
      }),
    ),
    ...twins(crowd),
  ];
}

/** Brother and sister of one birthday are invented beside a child; each row carries the other's number. */
function twins(crowd: readonly SampleChild[]) {
  const first = crowd[20];
  if (!first) return [];
  const { cells } = populationRow(first);
  const name = `${first.name.slice(0, -1)}${first.name.endsWith('月') ? '星' : '月'}`;
  const other = otherSerial(first.citizenId);
  return [
    { slip: 'twins' as const, child: first, cells: { ...cells, citizenId: other } },
    { slip: 'twins' as const, child: first, cells: { ...cells, name, citizenId: first.citizenId } },
  ];
}

/** Another number of the same day and sex, with its own check character. */
function otherSerial(citizenId: string): string {
  const serial = String((Number(citizenId.slice(14, 17)) + 400) % 1000).padStart(3, '0');
  const first17 = citizenId.slice(0, 14) + serial;
  return first17 + checkCharacter(first17);
}

/** Day and month the other way round, where that is a day and another one. */
function swapped(day: Day): Day | undefined {
  const [year, month = '', date = ''] = day.split('-');
  return Number(date) <= 12 && date !== month ? `${year}-${date}-${month}` : undefined;
}
