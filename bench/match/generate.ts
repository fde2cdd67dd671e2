import { checkCharacter } from '@quanxue/domain/children/citizen-number.ts';
import { SOUNDS, SURNAMES, VILLAGE_TAILS, VILLAGES_OF } from './names.ts';
import { random, slips } from './slips.ts';

/*
 * Two lists of an invented county with known truth, and with the troubles that real ones have. Everybody is invented;
 * the areas inside the numbers (509999 and its neighbours) do not exist.
 */

/** How often each trouble happens, as a share of rows unless said otherwise. */
export const RATES = {
  missing: 0.03,
  outside: 0.05,
  /** Of the missing: a stranger of like-sounding name and the same birthday stands on the roll, elsewhere. */
  stranger: 0.15,
  wrongDigit: 0.02,
  otherDigits: 0.002,
  noNumber: 0.015,
  oldNumber: 0.01,
  wrongBirth: 0.02,
  homophone: 0.02,
  variant: 0.005,
  changedName: 0.003,
  oneCharacter: 0.003,
  duplicateLeft: 0.004,
  duplicateRight: 0.008,
  twins: 0.015,
  /** Of the twins on the roll: the rows carry each other's number. */
  crossed: 0.1,
  /** Of the children with a missing twin or brother or sister before them: the row carries the missing one's number. */
  lent: 0.05,
  /** Of the twins: one was given the other's number in the left list. */
  copied: 0.02,
  /** Of the wrong numbers: the roll number beside it still has the right one. */
  rollIntact: 0.3,
  typedName: 0.004,
  siblings: 0.3,
  phoneChanged: 0.12,
  phoneDigit: 0.01,
  phoneEmpty: 0.1,
  guardianHomophone: 0.01,
  guardianEmpty: 0.03,
  moved: 0.08,
  wrongSex: 0.003,
};

/** Far more of what leads astray than any county has: to see which rule gives way first. */
export const HARD_RATES: typeof RATES = {
  ...RATES,
  missing: 0.05,
  stranger: 1,
  wrongDigit: 0.1,
  noNumber: 0.12,
  oldNumber: 0.05,
  wrongBirth: 0.06,
  homophone: 0.1,
  twins: 0.05,
  crossed: 0.5,
  lent: 0.5,
  copied: 0.2,
};

export interface Lists {
  /** CSV with headings. */
  readonly left: string;
  readonly right: string;
  /** Which child each row is about, from row 1. */
  readonly leftChild: Int32Array;
  readonly rightChild: Int32Array;
}

interface Child {
  id: number;
  name: string;
  number: string;
  hasNumber: boolean;
  birth: string;
  sex: '男' | '女';
  father: string;
  mother: string;
  grandparent: string;
  phones: [string, string];
  village: number;
  twinOf: number;
}

interface Row {
  child: Child;
  name: string;
  number: string;
  roll: string;
  birth: string;
  sex: string;
  phone: string;
  father: string;
  mother: string;
  guardian: string;
  village: number;
}

/** `bare`: lists that name no guardian and no phone. */
export function generate(rows: number, seed: number, { bare = false, rates = RATES } = {}): Lists {
  const next = random(seed);
  const chance = (share: number) => next() < share;
  const below = (count: number) => Math.floor(next() * count);
  const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
  const sign = (text: string) => text[below(text.length)] ?? '';

  const villages = Math.max(20, Math.round(rows / 150));
  const villageNames = Array.from({ length: villages }, (_, index) => {
    const name = sign(VILLAGES_OF) + sign(VILLAGES_OF) + sign(VILLAGE_TAILS);
    return index % 9 === 0 ? `${name}社区` : `${name}村`;
  });
  const sequences = new Map<string, number>();

  const surname = () => SURNAMES[Math.floor(next() ** 2 * SURNAMES.length)] ?? '王';
  const given = () => sign(pick(SOUNDS)) + (chance(0.85) ? sign(pick(SOUNDS)) : '');
  const phone = () => `1${3 + below(7)}${String(below(1_000_000_000)).padStart(9, '0')}`;
  const day = () => {
    const at = new Date(Date.UTC(2013, 8, 1) + below(9 * 365) * 86_400_000);
    return at.toISOString().slice(0, 10);
  };
  const numberFor = (area: string, birth: string, sex: string) => {
    const key = area + birth.replaceAll('-', '');
    const taken = sequences.get(key + sex) ?? below(40);
    sequences.set(key + sex, taken + 1);
    const sequence = String((taken * 2 + (sex === '男' ? 1 : 0)) % 1000).padStart(3, '0');
    return key + sequence + checkCharacter(key + sequence);
  };

  const { homophone, variant, wrongDigit, otherDigits, oldNumber, wrongBirth, rollNumber, typed } = slips(next, day);

  const children: Child[] = [];
  const make = (like?: Child, twin = false): Child => {
    const sex = chance(0.52) ? '男' : '女';
    const birth = twin && like ? like.birth : day();
    const family = like ? [...like.father][0] : undefined;
    const head = family ?? surname();
    const name =
      (twin && like && chance(0.5) ? like.name.slice(0, -1) : head + (chance(0.3) ? sign(pick(SOUNDS)) : '')) || head;
    const other = name.length > head.length ? name + sign(pick(SOUNDS)) : head + given();
    const full = other === like?.name ? `${head}${given()}` : other;
    const area = chance(0.9) ? '509999' : pick(['509998', '509997', '519999', '529998']);
    const child: Child = {
      id: children.length,
      name: full,
      number: numberFor(area, birth, sex),
      hasNumber: !chance(rates.noNumber / 2),
      birth,
      sex,
      father: like?.father ?? head + given(),
      mother: like?.mother ?? surname() + given(),
      grandparent: like?.grandparent ?? head + given(),
      phones: like?.phones ?? [phone(), phone()],
      village: like?.village ?? below(villages),
      twinOf: twin && like ? like.id : -1,
    };
    children.push(child);
    return child;
  };

  const rowOf = (child: Child, list: 'left' | 'right'): Row => {
    let { name, number, birth } = child;
    if (list === 'right') {
      if (chance(rates.homophone)) name = homophone(name);
      else if (chance(rates.variant)) name = variant(name);
      else if (chance(rates.changedName)) name = ([...name][0] ?? '') + given();
      else if (chance(rates.oneCharacter))
        name = chance(0.5) ? name + sign(pick(SOUNDS)) : [...name].slice(0, -1).join('') + sign(pick(SOUNDS));
    } else if (chance(rates.homophone / 4)) name = homophone(name);
    if (chance(rates.typedName)) name = typed(name);
    const share = list === 'right' ? 1 : 0.3;
    if (!child.hasNumber || chance((rates.noNumber / 2) * share)) number = '';
    else if (chance(rates.oldNumber * share)) number = oldNumber(number);
    else if (chance(rates.wrongDigit * share)) number = wrongDigit(number);
    else if (chance(rates.otherDigits * share)) number = otherDigits(number);
    const inside = chance(rates.rollIntact) ? child.number : number;
    const roll =
      child.hasNumber && inside.length === 18 ? `G${inside}` : number === '' && chance(0.9) ? rollNumber() : '';
    if (chance(rates.wrongBirth * share)) birth = wrongBirth(birth);
    const own = pick(child.phones);
    const phoneNow = chance(rates.phoneEmpty)
      ? ''
      : chance(rates.phoneChanged * share)
        ? phone()
        : chance(rates.phoneDigit)
          ? wrongDigit(`${own}0000000`).slice(0, 11)
          : own;
    const spelled = (person: string) =>
      chance(rates.guardianEmpty) ? '' : chance(rates.guardianHomophone) ? homophone(person) : person;
    const who = next();
    return {
      child,
      name,
      number,
      roll,
      birth,
      sex: chance(rates.wrongSex) ? (child.sex === '男' ? '女' : '男') : child.sex,
      phone: phoneNow,
      father: spelled(child.father),
      mother: spelled(child.mother),
      guardian: spelled(who < 0.6 ? child.father : who < 0.85 ? child.mother : child.grandparent),
      village: chance(rates.moved * share) ? below(villages) : child.village,
    };
  };

  const left: Row[] = [];
  const right: Row[] = [];
  /** The last child that is not on the roll. */
  let gone: Child | undefined;
  const carry = (row: Row, number: string) => {
    row.number = number;
    row.roll = number.length === 18 ? `G${number}` : '';
  };
  while (left.length < rows) {
    const before = children.at(-1);
    const child = before && chance(rates.siblings) ? make(before) : make();
    const born = chance(rates.twins / 2) ? [child, make(child, true)] : [child];
    const there: Row[] = [];
    for (const each of born) {
      left.push(rowOf(each, 'left'));
      const own = left.at(-1);
      if (own && each !== child && chance(rates.copied)) own.number = child.number;
      if (chance(rates.duplicateLeft)) left.push(rowOf(each, 'left'));
      if (chance(rates.missing)) {
        gone = each;
        if (chance(rates.stranger)) strangerOf(each);
        continue;
      }
      const row = rowOf(each, 'right');
      if (gone?.father === each.father && chance(rates.lent)) carry(row, gone.number);
      there.push(row);
      right.push(row);
      if (chance(rates.duplicateRight)) right.push(rowOf(each, 'right'));
    }
    const [one, two] = there;
    if (one && two && chance(rates.crossed)) {
      const { number } = one;
      carry(one, two.number);
      carry(two, number);
    }
  }
  const outsiders = Math.round(rows * rates.outside);
  for (let count = 0; count < outsiders; count += 1) right.push(rowOf(make(), 'right'));

  function strangerOf(child: Child): void {
    const stranger = make();
    stranger.name = chance(0.3) ? child.name : homophone(child.name);
    stranger.birth = child.birth;
    stranger.sex = child.sex;
    stranger.number = numberFor(chance(0.4) ? '509999' : '539997', child.birth, child.sex);
    right.push(rowOf(stranger, 'right'));
    // Some of them live in the county and stand in its list.
    if (chance(0.3)) left.push(rowOf(stranger, 'left'));
  }

  shuffle(left, below);
  shuffle(right, below);
  const kin = (...cells: string[]) => (bare ? [] : cells);
  return {
    left: csv(
      ['序号', '姓名', '公民身份号码', '性别', '出生日期', '户籍村', ...kin('监护人姓名', '监护人电话')],
      left.map((row, at) => [
        String(at + 1),
        row.name,
        row.number,
        row.sex,
        row.birth,
        villageNames[row.village] ?? '',
        ...kin(row.guardian, row.phone),
      ]),
    ),
    right: csv(
      [
        ...['学校', '年级', '姓名', '性别', '出生日期', '身份证件号', '全国学籍号', '户口所在村'],
        ...kin('父亲姓名', '母亲姓名', '联系电话'),
      ],
      right.map((row) => [
        `第${Math.floor(row.village / 6) + 1}小学`,
        `${2022 - Number(row.child.birth.slice(0, 4)) - 5}年级`,
        row.name,
        row.sex,
        row.birth.replaceAll('-', ''),
        row.number,
        row.roll,
        villageNames[row.village] ?? '',
        ...kin(row.father, row.mother, row.phone),
      ]),
    ),
    leftChild: Int32Array.from(left, (row) => row.child.id),
    rightChild: Int32Array.from(right, (row) => row.child.id),
  };
}

function shuffle(rows: unknown[], below: (count: number) => number): void {
  for (let at = rows.length - 1; at > 0; at -= 1) {
    const other = below(at + 1);
    [rows[at], rows[other]] = [rows[other], rows[at]];
  }
}

function csv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${head.join(',')}\n${rows.map((row) => row.join(',')).join('\n')}\n`;
}
