import { type Day, isDay } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import { type Cell, isBroken, isNothing, isNumber, plainNumber, shown, tidy } from './cell.ts';

/** What a citizen number says by itself (GB 11643-1999): 6 area, 8 birth, 3 sequence, 1 check. */
export interface CitizenNumber {
  /** 18 characters, a final X in upper case. */
  readonly number: string;
  readonly birthDate: Day;
  /** The 17th digit: odd male, even female. */
  readonly sex: 'male' | 'female';
  /** `residence-permit`: 港澳台居民居住证 (81…, 82…, 83…); `foreign-permit`: 外国人永久居留证 of 2023 (9…). */
  readonly document: 'citizen-card' | 'residence-permit' | 'foreign-permit';
}

export type CitizenNumberReading =
  | { readonly is: 'number'; readonly value: CitizenNumber; readonly warning: Text | null }
  | { readonly is: 'none' }
  | { readonly is: 'bad'; readonly problem: Text };

/** The check character is the one that makes the weighted sum of all 18 (an X is 10, weight 1) 1 modulo 11. */
export const WEIGHTS: readonly number[] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The provinces of GB/T 2260 by their first two digits, and the prefixes of the permits that share the numbering. */
const PREFIXES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|81|82|83|9\d)/;

/** The 18th character that belongs to the first 17 digits (GB 11643-1999: MOD 11-2 of ISO 7064). */
export function checkCharacter(first17: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index += 1) sum += Number(first17[index]) * (WEIGHTS[index] ?? 0);
  return CHECKS[sum % 11] ?? '';
}

/**
 * What a complete number of 18 characters says, or undefined where it is not one: wrong check character, no such day of
 * birth, or a first pair of digits that no province has.
 */
export function parseCitizenNumber(text: string): CitizenNumber | undefined {
  if (!/^\d{17}[\dX]$/.test(text) || checkCharacter(text) !== text[17] || !PREFIXES.test(text)) return undefined;
  const birthDate = birthOf(text);
  if (!isDay(birthDate)) return undefined;
  const prefix = text.slice(0, 2);
  return {
    number: text,
    birthDate,
    sex: Number(text[16]) % 2 === 1 ? 'male' : 'female',
    document:
      text[0] === '9'
        ? 'foreign-permit'
        : prefix === '81' || prefix === '82' || prefix === '83'
          ? 'residence-permit'
          : 'citizen-card',
  };
}

/**
 * Reads a cell that should hold a citizen number, with everything that real lists do to one: full-width digits, spaces,
 * lower x, quotation marks, the old 15 digits, numbers that a spreadsheet program turned into 5.00229E+17.
 *
 * `birthDate` is the day of birth from the row's own column, if it has one: an old number of 15 digits has no century.
 * `today` refuses a day of birth in the future.
 */
export function readCitizenNumber(cell: Cell, today: Day, birthDate?: Day | null): CitizenNumberReading {
  if (cell === null) return { is: 'none' };
  if (isBroken(cell)) return { is: 'bad', problem: sentences.broken(cell.shown) };
  if (isNumber(cell)) {
    const digits = plainNumber(cell.number);
    if (digits === '0') return { is: 'none' };
    // Fifteen digits survive as a number; of a longer one the program has kept the first fifteen and lost the rest.
    if (Math.abs(cell.number) >= 1e15) return { is: 'bad', problem: sentences.ruined(digits) };
    return readDigits(digits, today, birthDate);
  }
  const text = tidy(cell)
    .replace(/[\s'"`‘’“”′,，.。·_-]/g, '')
    .toUpperCase()
    .replace(/[Х×]$/u, 'X');
  if (isNothing(text)) return { is: 'none' };
  if (/^\d(\.?\d+)?E\+?1[4-8]$/.test(tidy(cell).replace(/\s/g, '').toUpperCase())) {
    return { is: 'bad', problem: sentences.ruined(shown(cell)) };
  }
  return readDigits(text, today, birthDate);
}

function readDigits(text: string, today: Day, birthDate?: Day | null): CitizenNumberReading {
  if (/^\d{15}$/.test(text)) return readOldNumber(text, today, birthDate);
  if (!/^\d{17}[\dX]$/.test(text)) {
    if (/^\d+X?$/.test(text)) return { is: 'bad', problem: sentences.length(text.length) };
    return { is: 'bad', problem: sentences.characters() };
  }
  const check = checkCharacter(text);
  if (check !== text[17]) {
    // A spreadsheet program keeps 15 digits of a number: the last three of eighteen become 000.
    if (text.endsWith('000')) return { is: 'bad', problem: sentences.ruined(text) };
    const swapped = swappedPair(text);
    return { is: 'bad', problem: swapped ? sentences.checkSwapped(swapped) : sentences.check(text[17] ?? '', check) };
  }
  if (!isDay(birthOf(text))) return { is: 'bad', problem: sentences.birth(birthOf(text)) };
  if (birthOf(text) > today) return { is: 'bad', problem: sentences.future(birthOf(text)) };
  const value = parseCitizenNumber(text);
  return value ? { is: 'number', value, warning: null } : { is: 'bad', problem: sentences.area(text.slice(0, 2)) };
}

/** 15 digits (before 1999): 6 area, 6 birth without century, 3 sequence, no check. */
function readOldNumber(text: string, today: Day, birthDate?: Day | null): CitizenNumberReading {
  const short = text.slice(6, 12);
  const century = birthDate && birthDate.replaceAll('-', '').slice(2) === short ? birthDate.slice(0, 2) : '19';
  const first17 = `${text.slice(0, 6)}${century}${text.slice(6)}`;
  const reading = readDigits(first17 + checkCharacter(first17), today);
  if (reading.is !== 'number') return reading;
  return { ...reading, warning: sentences.old(reading.value.number) };
}

/** The number with one pair of neighbouring digits of the sequence or birth exchanged, if exactly one such is right. */
function swappedPair(text: string): string | undefined {
  const right: string[] = [];
  for (let index = 6; index < 16; index += 1) {
    const swapped = text.slice(0, index) + text[index + 1] + text[index] + text.slice(index + 2);
    if (swapped !== text && parseCitizenNumber(swapped)) right.push(swapped);
  }
  return right.length === 1 ? right[0] : undefined;
}

function birthOf(text: string): Day {
  return `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
}

/** 509999********0037: area and the last four stay, so that people can tell two children apart and no more. */
export function maskCitizenNumber(number: string): string {
  return number.length < 11 ? '*'.repeat(number.length) : `${number.slice(0, 6)}********${number.slice(-4)}`;
}

const sentences = {
  broken: (value: string): Text => ({
    zh: `身份证号一格是错误值或没有结果的公式（${value}）。请在原表中改为文本后重新上传。`,
    en: `The citizen number is an error value or a formula without result (${value}). Put the number in as text and upload again.`,
  }),
  ruined: (value: string): Text => ({
    zh: `身份证号已被电子表格当作数字，后三位丢失（${value}），无法找回。请从原系统重新导出：先把该列设为“文本”格式再粘贴，或导出为 .csv 后直接上传，不要用 Excel 打开后另存。`,
    en: `The spreadsheet program took the citizen number for a number and lost its last three digits (${value}); they cannot be recovered. Export again from the original system: set the column to "Text" before pasting, or export .csv and upload it without opening it in Excel.`,
  }),
  length: (length: number): Text => ({
    zh: `身份证号有 ${length} 位，应为 18 位。请对照户口簿补全。`,
    en: `The citizen number has ${length} characters; it must have 18. Complete it from the household booklet.`,
  }),
  characters: (): Text => ({
    zh: '身份证号中有数字和末位 X 以外的字符。请对照户口簿改正；没有号码的儿童请留空，并填写出生日期。',
    en: 'The citizen number has characters other than digits and a final X. Correct it from the household booklet; leave it empty for a child without a number and give the birth date.',
  }),
  check: (last: string, right: string): Text => ({
    zh: `身份证号校验不符：末位是 ${last}，按前 17 位计算应为 ${right}，其中必有一位写错。请对照户口簿改正。`,
    en: `The citizen number fails its check: it ends in ${last}, the first 17 digits ask for ${right}, so at least one digit is wrong. Correct it from the household booklet.`,
  }),
  checkSwapped: (swapped: string): Text => ({
    zh: `身份证号校验不符，可能有相邻两位写颠倒：若为 ${swapped} 则校验相符。请对照户口簿改正。`,
    en: `The citizen number fails its check; two neighbouring digits may be swapped: ${swapped} would pass. Correct it from the household booklet.`,
  }),
  birth: (birth: Day): Text => ({
    zh: `身份证号中的出生日期 ${birth} 不存在。请对照户口簿改正。`,
    en: `The birth date ${birth} inside the citizen number does not exist. Correct it from the household booklet.`,
  }),
  future: (birth: Day): Text => ({
    zh: `身份证号中的出生日期 ${birth} 在今天之后。请对照户口簿改正。`,
    en: `The birth date ${birth} inside the citizen number is in the future. Correct it from the household booklet.`,
  }),
  area: (prefix: string): Text => ({
    zh: `身份证号以 ${prefix} 开头，没有这样的省级代码。请对照户口簿改正。`,
    en: `The citizen number begins with ${prefix}, which no province has. Correct it from the household booklet.`,
  }),
  old: (number: string): Text => ({
    zh: `15 位旧身份证号，已换算为 18 位 ${number}。请对照户口簿核实后在原表中改为 18 位。`,
    en: `Old citizen number of 15 digits, converted to ${number}. Verify it in the household booklet and write the 18 digits in the list.`,
  }),
};
