import type { Chance } from './chance.ts';
import { type Name, whole } from './characters.ts';
import { generatedRollNumber, temporaryRollNumber } from './numbers.ts';
import type { Child, County } from './people.ts';
import { elsewhere, villageOnPopulationList, villageOnRoll } from './places.ts';
import { birthAs, mangled, nameAs, numberAs, type Slips } from './slips.ts';

/** A line before it is written, with what the counts on the end need to know of it. */
export interface Row {
  readonly child: Child;
  readonly slips: Slips;
  readonly supported: boolean;
  readonly mangled: boolean;
  readonly name: Name;
  readonly birth: string;
  readonly number: string;
  readonly guardian: string;
  readonly phone: string;
  readonly sortKey: number;
  readonly cells: readonly string[];
}

export const POPULATION_HEAD = '序号,姓名,性别,出生日期,身份证号,户主/监护人姓名,联系电话,村(社区),组';
export const ROLL_HEAD = '全国学籍号,姓名,性别,出生日期,身份证件号,学校,年级,班级,监护人,监护人电话,家庭住址(村)';
const GRADES = '一二三四五六七八九';
const MANGLED = 0.003;

/** Day as each office types it. */
const DAY_WAYS: readonly ((day: readonly [string, string, string]) => string)[] = [
  ([y, m, d]) => `${y}-${m}-${d}`,
  ([y, m, d]) => `${y}-${m}-${d}`,
  ([y, m, d]) => `${y}${m}${d}`,
  ([y, m, d]) => `${y}/${Number(m)}/${Number(d)}`,
  ([y, m, d]) => `${y}.${Number(m)}.${Number(d)}`,
  ([y, m, d]) => `${y}年${Number(m)}月${Number(d)}日`,
];

function dayWritten(day: string, way: number): string {
  const [y = '', m = '', d = ''] = day.split('-');
  return DAY_WAYS[way]?.([y, m, d]) ?? day;
}

function sexWritten(chance: Chance, { sex }: Child): string {
  if (chance.hits(0.002)) return '';
  return chance.hits(0.003) ? (sex === '男' ? '女' : '男') : sex;
}

function nameWritten(chance: Chance, name: Name): string {
  if (name.given.length === 1 && chance.hits(0.08)) return name.surname + chance.pick([' ', '　', '  ']) + name.given;
  return chance.hits(0.002) ? `${whole(name)} ` : whole(name);
}

const numberLost = ({ number }: Slips) => number === 'none' || number === 'borrowed' || number === 'twin';

export function populationRow(chance: Chance, child: Child, slips: Slips, supported: boolean): Row {
  const { village, group, adults } = child.family;
  const right = numberAs(chance, child, slips.number);
  const hurt = right !== '' && chance.hits(MANGLED);
  const clean = slips.number === 'right' && slips.name === 'right' && slips.birth === 'right';
  let number = hurt ? mangled(chance, right, !clean || supported || child.twin !== undefined) : right;
  if (right === '')
    number = chance.weigh([
      ['', 80],
      ['无', 12],
      ['未办理', 8],
    ]);
  else if (!hurt && right.endsWith('X') && chance.hits(0.1)) number = right.replace('X', 'x');
  const name = nameAs(chance, child, slips.name);
  const birth = birthAs(chance, child, slips.birth);
  const [{ name: guardian, phone }] = adults;
  return {
    ...{ child, slips, supported, mangled: hurt, name, birth, number: right, guardian, phone },
    sortKey: village.at * 10_000 + group * 100 + chance.unit() * 99,
    cells: [
      nameWritten(chance, name),
      sexWritten(chance, child),
      dayWritten(birth, chance.hits(0.97) ? village.township % 6 : chance.whole(0, 5)),
      number,
      guardian,
      phone,
      villageOnPopulationList(chance, village),
      chance.hits(0.7) ? `${group}组` : chance.hits(0.7) ? String(group) : '',
    ],
  };
}

export function rollRow(
  chance: Chance,
  county: County,
  child: Child,
  slips: Slips,
  supported: boolean,
  at = child.school,
): Row {
  const { village, group, adults } = child.family;
  const birth = birthAs(chance, child, slips.birth);
  const wrong = numberAs(chance, child, slips.number);
  const { rollNumber, number } = numbersOnRoll(chance, child, slips, wrong, birth);
  const hurt = number !== '' && chance.hits(MANGLED);
  const name = nameAs(chance, child, slips.name);
  const [head, second, third] = adults;
  const signs = !supported && chance.hits(0.3) ? (chance.hits(0.8) ? second : third) : head;
  // Nearly a third of the other guardians leave their own phone; the rest of the changes are new numbers.
  const theirs = signs !== head && chance.hits(0.3) ? signs.phone : head.phone;
  const phone = !supported && chance.hits(0.066) ? county.phone() : theirs;
  const address = supported || chance.hits(0.91) ? villageOnRoll(chance, village, group, at.habit) : '';
  return {
    ...{ child, slips, supported, mangled: hurt, name, birth, number: wrong, guardian: signs.name, phone },
    sortKey: chance.unit(),
    cells: [
      rollNumber,
      nameWritten(chance, name),
      sexWritten(chance, child),
      dayWritten(birth, chance.hits(0.9) ? 0 : chance.whole(2, 3)),
      hurt ? mangled(chance, number, numberLost(slips)) : number,
      at.name,
      `${GRADES[child.grade - 1]}年级`,
      child.group,
      signs.name,
      phone,
      address || (chance.hits(0.4) ? '' : elsewhere(chance)),
    ],
  };
}

/** The roll number is made once, of the number the pupil had then; the number beside it may have been typed again. */
function numbersOnRoll(chance: Chance, child: Child, slips: Slips, wrong: string, birth: string) {
  const made = () => (chance.hits(0.65) ? generatedRollNumber(chance, birth) : temporaryRollNumber(chance, birth));
  switch (slips.number) {
    case 'none':
      return { rollNumber: chance.hits(0.1) ? '' : made(), number: chance.hits(0.9) ? '' : '无' };
    case 'old15':
      return { rollNumber: chance.hits(0.5) ? made() : `G${child.number}`, number: wrong };
    case 'short':
    case 'borrowed':
      return { rollNumber: made(), number: wrong };
    case 'digit':
    case 'swap':
    case 'twin':
      return chance.weigh([
        [{ rollNumber: `G${wrong}`, number: wrong }, 60],
        [{ rollNumber: `G${child.number}`, number: wrong }, 25],
        [{ rollNumber: `G${wrong}`, number: child.number }, 15],
      ]);
    case 'right':
      if (chance.hits(0.015)) return { rollNumber: made(), number: wrong };
      return { rollNumber: `G${wrong}`, number: chance.hits(0.01) ? '' : wrong };
  }
}
