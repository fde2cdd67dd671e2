import type { Disability, HOUSEHOLDS } from '../casefile/schema.ts';
import { isNothing } from './cell.ts';
import type { SchoolingState } from './operations.ts';

/* The words that lists put into cells, and what they mean. Every function takes tidy text and answers undefined where it knows no meaning. */

export type Household = (typeof HOUSEHOLDS)[number];

/** GB/T 2261.1 and the words. */
export function readSex(text: string): 'male' | 'female' | 'unknown' | undefined {
  if (/^(男|男性|男孩|男生|1|1[-.、]?男(性)?|m|male|男儿童)$/i.test(text)) return 'male';
  if (/^(女|女性|女孩|女生|2|2[-.、]?女(性)?|f|female|女儿童)$/i.test(text)) return 'female';
  if (/^(未知|未说明|0|9|不详|未知的性别|未说明的性别)$/.test(text)) return 'unknown';
  return undefined;
}

/** 是/否 in the many ways of ticking a box. */
export function readYesNo(text: string): boolean | undefined {
  if (/^(是|有|√|✓|✔|v|y|yes|1|对|享受|属于|true|是的|已办理?|☑|■|●|○?是)$/i.test(text)) return true;
  if (/^(否|不是|无|没有|×|x|n|no|0|非|未|不|不享受|不属于|false|普通|正常|一般|□)$/i.test(text) || isNothing(text))
    return false;
  return undefined;
}

const HOUSEHOLD_WORDS: readonly (readonly [RegExp, Household | null])[] = [
  [/^(低保边缘|低收入|其他低收入|刚性支出)/, null],
  [/边缘/, 'borderline'],
  [/监测|脱贫不稳定|突发严重困难|三类/, 'monitored'],
  [/建档立卡|建卡|脱贫|贫困户|登记在册/, 'registered-poor'],
  [/低保|最低生活保障/, 'subsistence'],
  [/特困|五保/, 'extreme-poverty'],
  [/孤儿|无人抚养/, 'orphan'],
  [/留守/, 'left-behind'],
];

/** Every category, from the words: the schema itself would bring its library into the thread that reads files. */
export const HOUSEHOLDS_IN_LISTS: readonly Household[] = HOUSEHOLD_WORDS.flatMap(([, household]) => household ?? []);

/** Household categories in a cell that may hold several; `unknown` are the words with no category here. */
export function readHouseholds(text: string): { households: readonly Household[]; unknown: readonly string[] } {
  const households = new Set<Household>();
  const unknown: string[] = [];
  for (const word of text.split(/[、,，;；/|+＋\s和及]+/)) {
    if (
      isNothing(word) ||
      /^(否|不是|一般(农)?户|普通(农户|家庭)?|非贫困户|非脱贫户|正常|其他|其它|一般家庭|非困难)$/.test(word)
    )
      continue;
    const known = HOUSEHOLD_WORDS.find(([pattern]) => pattern.test(word))?.[1];
    if (known) households.add(known);
    else unknown.push(word);
  }
  return { households: [...households], unknown };
}

const DISABILITY_WORDS: readonly (readonly [RegExp, Disability['category']])[] = [
  [/多重/, 'multiple'],
  [/视力|盲|^1$/, 'visual'],
  [/听力|聋|^2$/, 'hearing'],
  [/言语|语言|哑|^3$/, 'speech'],
  [/肢体|^4$/, 'physical'],
  [/智力|智障|弱智|^5$/, 'intellectual'],
  [/精神|自闭|孤独症|^6$/, 'mental'],
  [/^7$/, 'multiple'],
];

export function readDisabilityCategory(text: string): Disability['category'] | undefined {
  return DISABILITY_WORDS.find(([pattern]) => pattern.test(text))?.[1];
}

/** 1 (heaviest) … 4: 一级, 2级, 贰级, Ⅲ. */
export function readDisabilityLevel(text: string): number | undefined {
  const sign = /^(?:[^一二三四壹贰叁肆ⅠⅡⅢⅣ1-4]*?)(一|二|三|四|壹|贰|叁|肆|1|2|3|4|IV|I{1,3})级?$/.exec(text)?.[1];
  if (!sign) return undefined;
  for (const row of ['一壹1', '二贰2', '三叁3', '四肆4']) if (row.includes(sign)) return Number(row.at(-1));
  return { I: 1, II: 2, III: 3, IV: 4 }[sign];
}

/** What a grade word says: a grade 1…9, or a place outside compulsory education. */
export type GradeWord =
  | { readonly grade: number; readonly class: string | null }
  | { readonly outside: 'kindergarten' | 'senior' };

const NUMERALS = '一二三四五六七八九十';

function small(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (text === '十') return 10;
  if (text.startsWith('十')) return 10 + NUMERALS.indexOf(text[1] ?? '') + 1;
  return NUMERALS.indexOf(text) + 1;
}

/**
 * Reads 一年级, 7年级, 七（3）班, 初一, 小学三年级, 初2021级, 2021级, 九年级下, 小三, 07 … `schoolYear` is the first
 * calendar year of the school year; `expected` is the grade of the child's age, which decides whether 2021级 is of the
 * primary or the junior school.
 */
export function readGrade(text: string, schoolYear: number, expected: number | null): GradeWord | undefined {
  const word = text.replace(/\s/g, '').replace(/[（）]/g, (sign) => (sign === '（' ? '(' : ')'));
  if (/学前|幼儿|幼教|小班|中班|大班|托班/.test(word)) return { outside: 'kindergarten' };
  if (/^高|高中|职高|中职|大学/.test(word) && !/^高年级/.test(word)) return { outside: 'senior' };
  const tail = classIn(word);
  const year = /(?:^|\D)(20\d{2})(?:级|届|$)/.exec(word) ?? /^(20\d{2})/.exec(word);
  if (year) return gradeOfYear(word, Number(year[1]), schoolYear, expected, tail);
  const junior = /^(?:初中|初)([一二三123])/.exec(word) ?? /^(?:初中)?([一二三123])年级\(?初中/.exec(word);
  if (junior) return { grade: 6 + small(junior[1] ?? ''), class: tail };
  const juniorGrade = /^(?:初中|中学)([一二三四七八九1-47-9])年级/.exec(word);
  if (juniorGrade) {
    const count = small(juniorGrade[1] ?? '');
    return { grade: count >= 7 ? count : 6 + count, class: tail };
  }
  const plain = /^(?:小学|小|九年制)?(?:第)?(?:0)?([一二三四五六七八九1-9])(?:年级|年|级|$|\(|班)/.exec(word);
  if (plain) return { grade: small(plain[1] ?? ''), class: tail };
  const code = /^(?:1([1-6])|2([1-4]))$/.exec(word);
  if (code) return { grade: code[1] ? Number(code[1]) : 6 + Number(code[2]), class: null };
  return undefined;
}

/** 2021级 by year of entry: the first grade of primary school, or the seventh; 届 would be the year of leaving. */
function gradeOfYear(
  word: string,
  year: number,
  schoolYear: number,
  expected: number | null,
  tail: string | null,
): GradeWord | undefined {
  if (/届/.test(word)) return undefined;
  const years = schoolYear - year + 1;
  if (years < 1) return undefined;
  const primary = years <= 6 ? years : undefined;
  const junior = years <= 3 ? years + 6 : undefined;
  if (/初/.test(word)) return junior ? { grade: junior, class: tail } : undefined;
  if (/小/.test(word) || !junior) return primary ? { grade: primary, class: tail } : undefined;
  if (expected === null || primary === undefined) return undefined;
  return { grade: Math.abs(primary - expected) <= Math.abs(junior - expected) ? primary : junior, class: tail };
}

function classIn(word: string): string | null {
  const match = /(?:年级|级|^[一二三四五六七八九\d])\(?([一二三四五六七八九十\d]{1,3})\)?班/.exec(word);
  return match?.[1] ? `${small(match[1]) || match[1]}班` : null;
}

/** 七（3）班, 3班, 三班, 03, 七年级三班, 阳光班 → 3班 where a number is in it, else as written. */
export function readClass(text: string): string {
  const word = text.replace(/\s/g, '').replace(/（/g, '(').replace(/）/g, ')');
  const numbered = classIn(word)?.replace('班', '') ?? /^\(?0?([一二三四五六七八九十\d]{1,3})\)?班?$/.exec(word)?.[1];
  // 701 is class 1 of grade 7.
  const short = numbered && /^[1-9]0\d$/.test(numbered) ? numbered.slice(2) : numbered;
  return short ? `${small(short) || short}班` : text;
}

/** What a word in the column of states means, before the place of the school is looked at. */
export type RollState =
  | { readonly is: 'enrolled' }
  | { readonly is: 'state'; readonly state: SchoolingState }
  /** A word that compulsory education does not know (退学, 开除): taken as a suspected dropout, and told. */
  | { readonly is: 'forbidden' }
  /** 转出: no longer here, and where to is not said. */
  | { readonly is: 'gone' };

const STATE_WORDS: readonly (readonly [RegExp, RollState])[] = [
  [/送教/, { is: 'state', state: 'home-teaching' }],
  [/远程|网课|线上/, { is: 'state', state: 'remote-teaching' }],
  [/专门学校|工读/, { is: 'state', state: 'special-school' }],
  [/特教|特殊教育|特校/, { is: 'state', state: 'special-education' }],
  [/职教|职业|中职|技校/, { is: 'state', state: 'vocational' }],
  [/疑似/, { is: 'state', state: 'suspected' }],
  [/流失|辍学|失学/, { is: 'state', state: 'suspected' }],
  [/^(0?3|14)$|退学|开除|停学/, { is: 'forbidden' }],
  [/复学/, { is: 'enrolled' }],
  [/休学/, { is: 'state', state: 'leave' }],
  [/缓学|延缓入学|缓入学/, { is: 'state', state: 'deferral' }],
  [/免学|免予入学|免入学/, { is: 'state', state: 'exemption' }],
  [/毕业|结业|已完成/, { is: 'state', state: 'completed' }],
  [/死亡|注销|销户/, { is: 'state', state: 'left' }],
  [/下落不明|去向不明|失联|查无/, { is: 'state', state: 'unknown' }],
  [/转出|迁出|肄业|转走|离校/, { is: 'gone' }],
  [/出国|公派|县外|市外|区外|省外|外地/, { is: 'state', state: 'out-of-county' }],
  [/县内/, { is: 'state', state: 'county' }],
  [/未就读|未入学|无学籍|未上学/, { is: 'state', state: 'unknown' }],
  [/在读|在校|正常|就读|在籍|转入|在册|已入学|注册|有学籍|在学|随班/, { is: 'enrolled' }],
];

/** Codes of JY/T 1001: 01 在读 02 休学 03 退学 04 停学 05 复学 06 流失 07 毕业 08 结业 09 肄业 10 转出 11 死亡 14 开除 15 下落不明. */
const STATE_CODES: Readonly<Record<string, RollState>> = {
  '01': { is: 'enrolled' },
  '02': { is: 'state', state: 'leave' },
  '03': { is: 'forbidden' },
  '04': { is: 'forbidden' },
  '05': { is: 'enrolled' },
  '06': { is: 'state', state: 'suspected' },
  '07': { is: 'state', state: 'completed' },
  '08': { is: 'state', state: 'completed' },
  '09': { is: 'gone' },
  '10': { is: 'gone' },
  '11': { is: 'state', state: 'left' },
  '12': { is: 'state', state: 'unknown' },
  '13': { is: 'state', state: 'out-of-county' },
  '14': { is: 'forbidden' },
  '15': { is: 'state', state: 'unknown' },
};

export function readRollState(text: string): RollState | undefined {
  const code = /^\d{1,2}/.exec(text)?.[0];
  if (code && /^\d{1,2}$/.test(text)) return STATE_CODES[code.padStart(2, '0')];
  return STATE_WORDS.find(([pattern]) => pattern.test(text))?.[1];
}

/** JY/T: 1 走读 2 住校 3 借宿, and the words; `homeTeaching` where the column says 送教上门. */
export function readBoarding(text: string): boolean | undefined {
  if (/^(1|走读|走读生|通学|不住校|不寄宿|9|其他)$/.test(text)) return false;
  if (/^(2|3|住校|住校生|寄宿|寄宿生|住宿|住读|借宿|内宿|全寄宿)$/.test(text)) return true;
  return readYesNo(text);
}

/** GB/T 4761 relation codes of guardians (51 父 … 90 姑母 area) and the words, as a plain word. */
const RELATION_CODES: Readonly<Record<string, string>> = {
  '51': '父亲',
  '52': '母亲',
  '57': '继父',
  '58': '继母',
  '61': '祖父',
  '62': '祖母',
  '63': '外祖父',
  '64': '外祖母',
  '71': '兄',
  '75': '姐',
  '81': '伯父',
  '82': '伯母',
  '83': '叔父',
  '84': '婶母',
  '85': '舅父',
  '86': '舅母',
  '87': '姨父',
  '88': '姨母',
  '89': '姑父',
  '90': '姑母',
};

const RELATIONS: readonly (readonly [RegExp, string])[] = [
  [/^(父|父亲|爸爸|爸|父子|父女|子|女|儿子|女儿|长子|长女|次子|次女|三子|三女|之子|之女)$/, '父亲'],
  [/^(母|母亲|妈妈|妈|母子|母女)$/, '母亲'],
  [/^(爷爷|祖父|爷|祖孙|公公)$/, '祖父'],
  [/^(奶奶|祖母|奶|婆婆)$/, '祖母'],
  [/^(外公|姥爷|外祖父|家公)$/, '外祖父'],
  [/^(外婆|姥姥|外祖母|家婆)$/, '外祖母'],
];

/** A relation in one plain word: 爸爸 → 父亲, 51 → 父亲; unknown words stay. */
export function readRelation(text: string): string {
  const code = RELATION_CODES[text.slice(0, 2)];
  if (code && /^\d{2}/.test(text)) return code;
  // 子 and 女 are how a household list names the child from its head, who may be father or mother.
  if (/^(子|女|儿子|女儿|长子|长女|次子|次女|三子|三女|之子|之女)$/.test(text)) return '父母';
  return RELATIONS.find(([pattern]) => pattern.test(text))?.[1] ?? text;
}

/** A phone number as it is dialled: digits, with a dash for the area code; undefined where it can be none. */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/[\s()（）.'"-]/g, '').replace(/^(\+?86|0086)(?=1\d{10}$)/, '');
  if (/^1[3-9]\d{9}$/.test(digits) || /^0\d{9,11}$/.test(digits) || /^\d{7,8}$/.test(digits)) return digits;
  return undefined;
}

/** Tells of a school by its name alone where it stands. */
export function stateOfSchoolName(name: string): SchoolingState | undefined {
  if (/特殊教育|特教|培智|聋哑|盲校|启智/.test(name)) return 'special-education';
  if (/专门学校|工读/.test(name)) return 'special-school';
  if (/职业|职教|中职|技工|技校|职高/.test(name)) return 'vocational';
  return undefined;
}

/** 村 and 社区 names without what lists add or leave out: 镇 names in front, 村民委员会 behind. */
export function plainVillage(name: string): string {
  return name
    .replace(/\s/g, '')
    .replace(/^.*?(省|自治区)/, '')
    .replace(/^.*?(自治县|县|市|区(?!.*社区$)|自治州)(?=.{2,}(镇|乡|街道|村|社区))/, '')
    .replace(/^.{1,8}?(镇|乡|街道)(?=.{2,})/, '')
    .replace(/(居民委员会|社区居委会|居委会|社区居民委员会)$/, '社区')
    .replace(/(村民委员会|村委会|民委员会)$/, '村')
    .replace(/村村$/, '村')
    .replace(/社区社区$/, '社区');
}
