import { type Day, dayNumber } from '@quanxue/domain/basis/plain-date.ts';
import type { FieldKey } from '@quanxue/domain/children/fields.ts';
import type { Household, SampleChild } from './children.ts';
import { COUNTY, schoolOf, TOWNSHIP, villageOf } from './county.ts';
import { homophone } from './names.ts';
import { Chance } from './random.ts';
import type { SampleTownship } from './township.ts';

/*
 * The two lists that an office really has, as rows of plain text: the population list of the police (适龄儿童) and the
 * roll of the register (学籍), with the troubles that real ones have. Columns and headings are chosen by whoever writes
 * a workbook of them.
 */

/** What may be wrong with a row. */
export const TROUBLES = [
  'wrong-check-digit',
  'swapped-digits',
  'old-number',
  'no-number',
  'twice',
  'former-village',
  'stray-spaces',
  'full-width',
  'homophone',
  'homophone-without-number',
  'temporary-roll-number',
  'gone',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** The text of each cell by the field it is; `gradeNumber` is 1–9 for those who write grades in digits. */
export type ListCells = Readonly<Partial<Record<FieldKey | 'gradeNumber', string>>>;

/** One row: the child it is about, the trouble that was made, and the text of each cell by the field it is. */
export interface ListRow {
  readonly child: SampleChild;
  readonly trouble?: Trouble;
  readonly cells: ListCells;
}

const HOUSEHOLD_WORDS: Readonly<Record<Household, string>> = {
  'registered-poor': '脱贫户',
  monitored: '监测户',
  borderline: '边缘易致贫户',
  subsistence: '低保户',
  'extreme-poverty': '特困供养',
  orphan: '孤儿',
  'left-behind': '留守儿童',
};

const DISABILITY_WORDS = {
  visual: '视力',
  hearing: '听力',
  speech: '言语',
  physical: '肢体',
  intellectual: '智力',
  mental: '精神',
  multiple: '多重',
} as const;

const GRADES = ['一年级', '二年级', '三年级', '四年级', '五年级', '六年级', '七年级', '八年级', '九年级'];
const LEVELS = ['', '一级', '二级', '三级', '四级'];

/** The police's list of children registered in the township, village by village. */
export function populationList(township: SampleTownship): ListRow[] {
  const rows = township.children.filter((child) => child.onPopulation).map((child) => populationRow(child));
  const troubled = makeTroubles(rows, township, 'population', [
    ['wrong-check-digit', 9],
    ['swapped-digits', 2],
    ['old-number', 6],
    ['no-number', 5],
    ['former-village', 20],
    ['stray-spaces', 15],
    ['full-width', 8],
    ['twice', 10],
  ]);
  // A village's first row carries its present name.
  return troubled.sort(
    (a, b) =>
      a.child.village - b.child.village ||
      Number(a.trouble === 'former-village') - Number(b.trouble === 'former-village') ||
      a.child.group - b.child.group ||
      dayNumber(a.child.birthDate) - dayNumber(b.child.birthDate),
  );
}

/** The register's list of pupils from this township, school by school. */
export function rollList(township: SampleTownship): ListRow[] {
  const rows = township.children.flatMap((child) => (child.schooling ? [rollRow(child)] : []));
  const troubled = makeTroubles(rows, township, 'roll', [
    ['homophone', 12],
    ['homophone-without-number', 3],
    ['wrong-check-digit', 4],
    ['stray-spaces', 10],
    ['temporary-roll-number', 3],
    ['gone', 3],
    ['twice', 6],
  ]);
  const order = (row: ListRow) =>
    `${row.cells.schoolCode} ${row.cells.gradeNumber} ${row.cells.class} ${row.cells.name}`;
  return troubled.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

export function populationRow(child: SampleChild): ListRow {
  const village = villageOf(child.village);
  const guardian = child.guardians[0];
  const address = `${COUNTY.name}${TOWNSHIP.name}${village.name}${child.group}组${1 + (dayNumber(child.birthDate) % 90)}号`;
  return {
    child,
    cells: {
      name: child.name,
      sex: child.sex === 'male' ? '男' : '女',
      citizenId: child.citizenId,
      birthDate: child.birthDate,
      ethnicity: child.ethnicity,
      registeredVillage: village.name,
      villageCode: village.code,
      group: `${child.group}组`,
      registeredAddress: address,
      headName: guardian?.name ?? '',
      headRelation:
        guardian?.relation === '祖母' || guardian?.relation === '祖父' ? '孙子女' : child.sex === 'male' ? '子' : '女',
      guardianName: guardian?.name ?? '',
      guardianRelation: guardian?.relation ?? '',
      guardianPhone: guardian?.phone ?? '',
      households: child.households
        .filter((each) => each !== 'left-behind')
        .map((each) => HOUSEHOLD_WORDS[each])
        .join('、'),
      leftBehind: child.leftBehind ? '是' : '否',
      disabilityCategory: child.disability ? DISABILITY_WORDS[child.disability.category] : '',
      disabilityLevel: child.disability ? (LEVELS[child.disability.level] ?? '') : '',
      certificateNumber: child.disability?.certificateNumber ?? '',
    },
  };
}

export function rollRow(child: SampleChild): ListRow {
  const schooling = child.schooling;
  if (!schooling) throw new Error(`${child.key} is on no roll.`);
  const school = schoolOf(schooling.school);
  const states: Readonly<Record<string, string>> = {
    'home-teaching': '送教上门',
    'remote-teaching': '远程送教',
    'special-school': '专门学校',
    leave: '休学',
    deferral: '缓学',
    exemption: '免学',
    completed: '毕业',
  };
  const of = (relation: string) => child.guardians.find((each) => each.relation === relation);
  const noRoll = schooling.state === 'deferral' || schooling.state === 'exemption';
  return {
    child,
    cells: {
      rollNumber: noRoll ? '' : schooling.rollNumber,
      name: child.name,
      sex: child.sex === 'male' ? '男' : '女',
      birthDate: child.birthDate,
      citizenId: child.citizenId,
      ethnicity: child.ethnicity,
      school: school.name,
      schoolCode: school.code,
      schoolCounty: school.place === 'out-of-county' ? '澜浦市' : COUNTY.name,
      schoolTownship: { here: TOWNSHIP.name, county: '县城街道', 'out-of-county': '' }[school.place],
      gradeNumber: String(schooling.grade),
      grade: GRADES[schooling.grade - 1] ?? '',
      class: schooling.class,
      state: states[schooling.state] ?? '在读',
      boarding: schooling.boarding ? '住校' : '走读',
      leftBehind: child.leftBehind ? '是' : '否',
      fatherName: of('父亲')?.name ?? '',
      fatherPhone: of('父亲')?.phone ?? '',
      motherName: of('母亲')?.name ?? '',
      motherPhone: of('母亲')?.phone ?? '',
      guardianName: child.guardians[0]?.name ?? '',
      guardianRelation: child.guardians[0]?.relation ?? '',
      guardianPhone: child.guardians[0]?.phone ?? '',
      address: `${villageOf(child.village).name}${child.group}组`,
    },
  };
}

/** Spoils so many rows in each way; never a row of a child with a case, so that every case finds its child. */
function makeTroubles(
  rows: readonly ListRow[],
  township: SampleTownship,
  list: string,
  wanted: readonly (readonly [Trouble, number])[],
): ListRow[] {
  const chance = new Chance(`troubles ${list}`);
  const withCase = new Set(township.cases.map((each) => each.child.key));
  const spoiled = new Map<ListRow, ListRow[]>();
  for (const [trouble, count] of wanted) {
    let left = count;
    for (const row of chance.shuffled(rows)) {
      if (left === 0) break;
      if (spoiled.has(row) || withCase.has(row.child.key)) continue;
      const cells = spoil(row, trouble, township.anchor);
      if (!cells) continue;
      const bad: ListRow = { child: row.child, trouble, cells: { ...row.cells, ...cells } };
      spoiled.set(row, trouble === 'twice' ? [row, bad] : [bad]);
      left -= 1;
    }
  }
  return rows.flatMap((row) => spoiled.get(row) ?? [row]);
}

/** The cells that a trouble changes, or undefined where this row cannot have it. */
function spoil({ child, cells }: ListRow, trouble: Trouble, anchor: Day): ListCells | undefined {
  const number = child.citizenId;
  switch (trouble) {
    case 'wrong-check-digit':
      return { citizenId: `${number.slice(0, 17)}${number.endsWith('7') ? '3' : '7'}`, rollNumber: '' };
    case 'swapped-digits': {
      // Two different neighbours in the serial: the check finds it.
      if (number[15] === number[16]) return undefined;
      return { citizenId: `${number.slice(0, 15)}${number[16]}${number[15]}${number[17]}` };
    }
    case 'old-number':
      return { citizenId: number.slice(0, 6) + number.slice(8, 17) };
    case 'no-number':
      return { citizenId: '' };
    case 'twice':
      // The same child in another village's list, or on the roll of the school it left.
      return cells.school
        ? {
            school: schoolOf('town-primary').name,
            schoolCode: schoolOf('town-primary').code,
            schoolTownship: '县城街道',
          }
        : otherVillage(child);
    case 'former-village': {
      const former = villageOf(child.village).formerName;
      return former ? { registeredVillage: former } : undefined;
    }
    case 'stray-spaces':
      return { name: ` ${[...child.name].join('  ')} `, citizenId: ` ${number} ` };
    case 'full-width':
      return { citizenId: fullWidth(number), guardianPhone: fullWidth(cells.guardianPhone ?? '') };
    case 'homophone': {
      const other = homophone(child.name);
      return other ? { name: other } : undefined;
    }
    case 'homophone-without-number': {
      const other = homophone(child.name);
      return other ? { name: other, citizenId: '', rollNumber: '' } : undefined;
    }
    case 'temporary-roll-number':
      return { rollNumber: `L${anchor.slice(0, 4)}${number.slice(4)}` };
    case 'gone':
      return { state: '转出' };
  }
}

function otherVillage(child: SampleChild): ListCells {
  const other = villageOf((child.village + 5) % 12);
  return { registeredVillage: other.name, villageCode: other.code, group: '1组' };
}

/** Digits as an input method left in full width writes them. */
function fullWidth(text: string): string {
  return text.replace(/[0-9X]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
}

/** A birth date in one of the ways lists write one, by its place in the list. */
export function dateAs(day: Day, way: number): string {
  const [year = '', month = '', date = ''] = day.split('-');
  switch (way % 5) {
    case 1:
      return `${year}/${Number(month)}/${Number(date)}`;
    case 2:
      return `${year}.${month}.${date}`;
    case 3:
      return `${year}${month}${date}`;
    case 4:
      return `${year}年${Number(month)}月${Number(date)}日`;
    default:
      return day;
  }
}

/** A day as a spreadsheet program counts it (1900 system, days after 1900-02-28). */
export function serialOf(day: Day): number {
  return dayNumber(day) - dayNumber('1899-12-30');
}
