import { checkCharacter } from '@quanxue/domain/children/citizen-number.ts';
import { SOUNDS, SURNAME_SOUNDS, SURNAMES, VARIANTS, VILLAGE_TAILS, VILLAGES_OF } from './names.ts';

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
  siblings: 0.3,
  phoneChanged: 0.12,
  phoneDigit: 0.01,
  phoneEmpty: 0.1,
  guardianHomophone: 0.01,
  guardianEmpty: 0.03,
  moved: 0.08,
  wrongSex: 0.003,
} as const;

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
  birth: string;
  sex: string;
  phone: string;
  father: string;
  mother: string;
  guardian: string;
  village: number;
}

/** mulberry32: the same lists for the same seed, everywhere. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const soundOf = new Map<string, string>();
for (const group of [...SOUNDS, ...SURNAME_SOUNDS]) for (const sign of group) soundOf.set(sign, group);
const variantOf = new Map<string, string>();
for (const pair of VARIANTS) {
  variantOf.set(pair[0] ?? '', pair[1] ?? '');
  variantOf.set(pair[1] ?? '', pair[0] ?? '');
}

export function generate(rows: number, seed: number): Lists {
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
  const schoolOf = (village: number) => `第${Math.floor(village / 6) + 1}小学`;
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

  const children: Child[] = [];
  const make = (like?: Child, twin = false): Child => {
    const sex = chance(0.52) ? '男' : '女';
    const birth = twin && like ? like.birth : day();
    const family = like ? [...like.father][0] : undefined;
    const head = family ?? surname();
    const name =
      (twin && like && chance(0.5) ? like.name.slice(0, -1) : head + (chance(0.3) ? sign(pick(SOUNDS)) : '')) || head;
    const full = name.length > head.length ? name + sign(pick(SOUNDS)) : head + given();
    const area = chance(0.9) ? '509999' : pick(['509998', '509997', '519999', '529998']);
    const child: Child = {
      id: children.length,
      name: full,
      number: numberFor(area, birth, sex),
      hasNumber: !chance(RATES.noNumber / 2),
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

  const homophone = (name: string): string => {
    const signs = [...name];
    const open = signs.flatMap((each, at) =>
      (soundOf.get(each)?.length ?? 0) > 1 && (at > 0 || chance(0.1)) ? [at] : [],
    );
    if (open.length === 0) return name;
    const at = pick(open);
    const others = [...(soundOf.get(signs[at] ?? '') ?? '')].filter((each) => each !== signs[at]);
    signs[at] = pick(others);
    return signs.join('');
  };
  const variant = (name: string) => [...name].map((each) => variantOf.get(each) ?? each).join('');
  const wrongDigit = (number: string): string => {
    const at = below(17);
    const one = number[at] ?? '0';
    const kind = next();
    if (kind < 0.45) return number.slice(0, at) + String((Number(one) + 1 + below(9)) % 10) + number.slice(at + 1);
    if (kind < 0.85) {
      const swapped = number.slice(0, at) + (number[at + 1] ?? '') + one + number.slice(at + 2);
      return swapped === number ? wrongDigit(number) : swapped;
    }
    return kind < 0.93 ? number.slice(0, at) + number.slice(at + 1) : number.slice(0, at) + one + number.slice(at);
  };
  const otherDigits = (number: string) => wrongDigit(wrongDigit(number));
  const oldNumber = (number: string) => number.slice(0, 6) + number.slice(8, 17);
  const wrongBirth = (birth: string): string => {
    const [year = '', month = '', date = ''] = birth.split('-');
    const kind = next();
    if (kind < 0.3 && Number(date) <= 12) return `${year}-${date}-${month}`;
    if (kind < 0.5) return `${Number(year) + (chance(0.5) ? 1 : -1)}-${month}-${date}`;
    if (kind < 0.75) return lunar(birth);
    if (kind < 0.95) return `${year}-${month}-${String(1 + ((Number(date) + below(26)) % 28)).padStart(2, '0')}`;
    return day();
  };

  const rowOf = (child: Child, list: 'left' | 'right'): Row => {
    let { name, number, birth } = child;
    if (list === 'right') {
      if (chance(RATES.homophone)) name = homophone(name);
      else if (chance(RATES.variant)) name = variant(name);
      else if (chance(RATES.changedName)) name = ([...name][0] ?? '') + given();
      else if (chance(RATES.oneCharacter))
        name = chance(0.5) ? name + sign(pick(SOUNDS)) : [...name].slice(0, -1).join('') + sign(pick(SOUNDS));
    } else if (chance(RATES.homophone / 4)) name = homophone(name);
    const share = list === 'right' ? 1 : 0.3;
    if (!child.hasNumber || chance((RATES.noNumber / 2) * share)) number = '';
    else if (chance(RATES.oldNumber * share)) number = oldNumber(number);
    else if (chance(RATES.wrongDigit * share)) number = wrongDigit(number);
    else if (chance(RATES.otherDigits * share)) number = otherDigits(number);
    if (chance(RATES.wrongBirth * share)) birth = wrongBirth(birth);
    const own = pick(child.phones);
    const phoneNow = chance(RATES.phoneEmpty)
      ? ''
      : chance(RATES.phoneChanged * share)
        ? phone()
        : chance(RATES.phoneDigit)
          ? wrongDigit(`${own}0000000`).slice(0, 11)
          : own;
    const spelled = (person: string) =>
      chance(RATES.guardianEmpty) ? '' : chance(RATES.guardianHomophone) ? homophone(person) : person;
    const who = next();
    return {
      child,
      name,
      number,
      birth,
      sex: chance(RATES.wrongSex) ? (child.sex === '男' ? '女' : '男') : child.sex,
      phone: phoneNow,
      father: spelled(child.father),
      mother: spelled(child.mother),
      guardian: spelled(who < 0.6 ? child.father : who < 0.85 ? child.mother : child.grandparent),
      village: chance(RATES.moved * share) ? below(villages) : child.village,
    };
  };

  const left: Row[] = [];
  const right: Row[] = [];
  while (left.length < rows) {
    const before = children.at(-1);
    const child = before && chance(RATES.siblings) ? make(before) : make();
    const born = chance(RATES.twins / 2) ? [child, make(child, true)] : [child];
    const there: Row[] = [];
    for (const each of born) {
      left.push(rowOf(each, 'left'));
      if (chance(RATES.duplicateLeft)) left.push(rowOf(each, 'left'));
      if (chance(RATES.missing)) {
        if (chance(RATES.stranger)) strangerOf(each);
        continue;
      }
      const row = rowOf(each, 'right');
      there.push(row);
      right.push(row);
      if (chance(RATES.duplicateRight)) right.push(rowOf(each, 'right'));
    }
    const [one, two] = there;
    if (one && two && chance(RATES.crossed)) [one.number, two.number] = [two.number, one.number];
  }
  const outsiders = Math.round(rows * RATES.outside);
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
  const schools = (row: Row) => schoolOf(row.village);
  return {
    left: csv(
      '序号,姓名,公民身份号码,性别,出生日期,户籍村,监护人姓名,监护人电话',
      left.map((row, at) => [
        at + 1,
        row.name,
        row.number,
        row.sex,
        row.birth,
        villageNames[row.village],
        row.guardian,
        row.phone,
      ]),
    ),
    right: csv(
      '学校,年级,姓名,性别,出生日期,身份证件号,全国学籍号,父亲姓名,母亲姓名,联系电话,户口所在村',
      right.map((row) => [
        schools(row),
        `${2022 - Number(row.child.birth.slice(0, 4)) - 5}年级`,
        row.name,
        row.sex,
        row.birth.replaceAll('-', ''),
        row.number,
        row.number.length === 18 ? `G${row.number}` : '',
        row.father,
        row.mother,
        row.phone,
        villageNames[row.village],
      ]),
    ),
    leftChild: Int32Array.from(left, (row) => row.child.id),
    rightChild: Int32Array.from(right, (row) => row.child.id),
  };
}

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

/** The day of the lunar calendar, written as if it were solar. */
function lunar(birth: string): string {
  const parts = new Map(
    chinese.formatToParts(Date.parse(birth)).map(({ type, value }) => [String(type), Number.parseInt(value, 10)]),
  );
  const two = (part: string) => String(parts.get(part) ?? 1).padStart(2, '0');
  return `${parts.get('relatedYear')}-${two('month')}-${two('day')}`;
}

function shuffle(rows: unknown[], below: (count: number) => number): void {
  for (let at = rows.length - 1; at > 0; at -= 1) {
    const other = below(at + 1);
    [rows[at], rows[other]] = [rows[other], rows[at]];
  }
}

function csv(head: string, rows: readonly (readonly (string | number | undefined)[])[]): string {
  return `${head}\n${rows.map((row) => row.join(',')).join('\n')}\n`;
}
