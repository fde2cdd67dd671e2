import type { Chance } from './chance.ts';
import { givenName, lookingAlike, type Name, soundingAlike, surname, writtenOtherwise } from './characters.ts';
import { lunarText, oldNumber, textOf } from './numbers.ts';
import { type Child, sameName } from './people.ts';

export type NumberSlip = 'right' | 'digit' | 'swap' | 'short' | 'old15' | 'none' | 'twin' | 'borrowed';
export type NameSlip = 'right' | 'sound' | 'variant' | 'slip' | 'changed';
export type BirthSlip = 'right' | 'day-month' | 'year' | 'month' | 'lunar';

/** What one row of a child gets wrong. */
export interface Slips {
  readonly number: NumberSlip;
  readonly name: NameSlip;
  readonly birth: BirthSlip;
}

export interface Plan {
  readonly population: Slips;
  readonly roll: Slips;
  /** Enough else is wrong that guardian, phone and village must speak for the child. */
  readonly supported: boolean;
}

const RIGHT: Slips = { number: 'right', name: 'right', birth: 'right' };

/** Draws one child's slips so that a careful person could still tell whose rows they are. */
export function planFor(chance: Chance, child: Child): Plan {
  let number = chance.weigh<readonly [population: NumberSlip, roll: NumberSlip]>([
    [['right', 'right'], 9455],
    [['digit', 'right'], 65],
    [['right', 'digit'], 65],
    [['swap', 'right'], 35],
    [['right', 'swap'], 35],
    [['old15', 'right'], 70],
    [['right', 'old15'], 30],
    [['none', 'right'], 90],
    [['right', 'none'], 110],
    [['none', 'none'], 30],
    [['borrowed', 'right'], 6],
    [['right', 'borrowed'], 4],
    [['short', 'right'], 3],
    [['right', 'short'], 2],
  ]);
  let name = chance.weigh<NameSlip>([
    ['right', 9770],
    ['sound', 90],
    ['variant', 60],
    ['slip', 50],
    ['changed', 30],
  ]);
  let birth = chance.weigh<BirthSlip>([
    ['right', 9900],
    ['day-month', 30],
    ['year', 25],
    ['month', 20],
    ['lunar', 25],
  ]);
  const nameOnRoll = chance.hits(0.5);
  const birthOnRoll = chance.hits(0.5);

  const lost = number.includes('none') || number.includes('borrowed');
  const spoilt = () => Number(number.some((slip) => slip !== 'right' && slip !== 'old15'));
  const total = () => spoilt() + Number(name !== 'right') + Number(birth !== 'right');
  if (lost && name === 'changed') name = 'right';
  if (number.includes('borrowed') || total() === 3) name = 'right';
  if (number.includes('none') && number[0] === number[1]) birth = 'right';
  // Twins have birthday, house and guardian in common: one thing wrong is as much as can be told apart.
  if (child.twin && total() > 1) {
    name = 'right';
    birth = 'right';
  }
  if (child.twin && number.includes('borrowed')) number = ['right', 'right'];
  return {
    population: {
      number: number[0],
      name: nameOnRoll ? 'right' : name,
      birth: birthOnRoll ? 'right' : birth,
    },
    roll: { number: number[1], name: nameOnRoll ? name : 'right', birth: birthOnRoll ? birth : 'right' },
    supported: total() > 1 || number.includes('borrowed'),
  };
}

/** Rows that carry the other twin's number: both exchanged, or one number typed twice. */
export function crossTwins(chance: Chance, plans: Map<Child, Plan>, elder: Child, younger: Child): void {
  const how = chance.weigh([
    ['not', 80],
    ['exchanged', 13],
    ['twice', 7],
  ]);
  if (how === 'not') return;
  const onRoll = chance.hits(0.5);
  const crossed: Slips = { ...RIGHT, number: 'twin' };
  const plan = {
    population: onRoll ? RIGHT : crossed,
    roll: onRoll ? crossed : RIGHT,
    supported: true,
  };
  plans.set(elder, plan);
  plans.set(younger, how === 'exchanged' ? plan : { population: RIGHT, roll: RIGHT, supported: true });
}

export function numberAs(chance: Chance, child: Child, slip: NumberSlip): string {
  const { number } = child;
  switch (slip) {
    case 'right':
      return number;
    case 'digit': {
      // The last place may be an X; hands slip on digits, mostly on those that differ from child to child.
      const at = chance.hits(0.15) ? chance.whole(0, 5) : chance.whole(6, 16);
      const wrong =
        (Number(number[at]) +
          chance.weigh([
            [1, 3],
            [9, 3],
            [3, 2],
            [7, 2],
            [chance.whole(1, 9), 4],
          ])) %
        10;
      return number.slice(0, at) + wrong + number.slice(at + 1);
    }
    case 'swap':
      return swapped(chance, number);
    case 'short': {
      const at = chance.whole(6, 16);
      return number.slice(0, at) + number.slice(at + 1);
    }
    case 'old15':
      return oldNumber(number);
    case 'none':
      return '';
    case 'twin':
      return child.twin?.number ?? number;
    case 'borrowed': {
      const others = child.family.children.filter((other) => other !== child && other !== child.twin);
      return others.length > 0 && chance.hits(0.5) ? chance.pick(others).number : child.family.headNumber;
    }
  }
}

function swapped(chance: Chance, number: string): string {
  for (;;) {
    const at = chance.whole(4, 15);
    const other = Math.min(16, at + (chance.hits(0.8) ? 1 : chance.whole(2, 4)));
    if (number[at] === number[other]) continue;
    const digits = [...number];
    digits[at] = number[other] ?? '';
    digits[other] = number[at] ?? '';
    return digits.join('');
  }
}

export function nameAs(chance: Chance, child: Child, slip: NameSlip): Name {
  if (slip === 'right') return child.name;
  for (let tried = 0; tried < 20; tried++) {
    const name = tryName(chance, child, slip) ?? soundingAlike(chance, child.name);
    if (!name || sameName(name, child.name)) continue;
    if (child.family.children.some((other) => sameName(other.name, name))) continue;
    return name;
  }
  return child.name;
}

function tryName(chance: Chance, child: Child, slip: Exclude<NameSlip, 'right'>): Name | undefined {
  const { name, sex } = child;
  const { given } = name;
  switch (slip) {
    case 'sound':
      return soundingAlike(chance, name);
    case 'variant':
      return writtenOtherwise(chance, name);
    case 'slip':
      if (given.length === 2 && chance.hits(0.15)) return { ...name, given: chance.pick(given) };
      if (given.length === 2 && chance.hits(0.12)) return { ...name, given: `${given[1]}${given[0]}` };
      return lookingAlike(chance, name);
    case 'changed':
      return {
        surname: chance.hits(0.3) ? surname(chance) : name.surname,
        given: chance.hits(0.75) ? givenName(chance, sex, undefined) : given,
      };
  }
}

/** The day as `yyyy-mm-dd`, which after a slip need not exist. */
export function birthAs(chance: Chance, child: Child, slip: BirthSlip): string {
  const right = textOf(child.birth);
  const [year = 0, month = 0, day = 0] = right.split('-').map(Number);
  const written = (y: number, m: number, d: number) =>
    `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  const step = chance.hits(0.5) ? 1 : -1;
  switch (slip) {
    case 'right':
      return right;
    case 'day-month':
      return day <= 12 && day !== month ? written(year, day, month) : written(year + step, month, day);
    case 'year':
      return written(year + step, month, day);
    case 'month':
      return written(year, month === 1 ? 2 : month === 12 ? 11 : month + step, Math.min(day, 28));
    case 'lunar':
      return lunarText(child.birth);
  }
}

/** A true number as spreadsheets and input methods leave it; `whole` asks for ways that lose no digit. */
export function mangled(chance: Chance, number: string, whole: boolean): string {
  const wide = (text: string) => text.replace(/[0-9X]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
  const ways: (readonly [string, number])[] = [
    [`'${number}`, 25],
    [`\t${number}`, 8],
    [` ${number} `, 10],
    [`${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`, 10],
    [`${number}\u00a0`, 4],
    [wide(number), 18],
  ];
  if (!whole && /^\d+$/.test(number)) {
    ways.push([`${number[0]}.${number.slice(1, 6)}E+${number.length - 1}`, 17]);
    if (number.length === 18) ways.push([`${number.slice(0, 15)}000`, 8]);
  }
  return chance.weigh(ways);
}
