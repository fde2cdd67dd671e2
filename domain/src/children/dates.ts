import { type Day, dayOf, daysInMonth, isDay } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import { type Cell, isBroken, isNothing, isNumber, plainNumber, tidy } from './cell.ts';

export type DateReading =
  | { readonly is: 'day'; readonly day: Day; readonly warning: Text | null }
  | { readonly is: 'none' }
  | { readonly is: 'bad'; readonly problem: Text };

/** Day number (since 1970) of serial 0 in the two date systems of spreadsheets. */
const SERIAL_ZERO = { 1900: -25_569, 1904: -24_107 } as const;
/** Serials that are taken for days where the cell is not formatted as one: 1941 … 2064 by the 1900 system. */
const SERIALS = { from: 15_000, to: 60_000 };

/** The day of a serial number. The 1900 system has a 29 February 1900 that never was: serials below 61 lie one lower. */
export function dayOfSerial(serial: number, date1904: boolean): Day | null {
  const whole = Math.floor(serial);
  if (whole < 1 || whole > 2_958_465 || (!date1904 && whole === 60)) return null;
  return dayOf(SERIAL_ZERO[date1904 ? 1904 : 1900] + whole + (!date1904 && whole < 60 ? 1 : 0));
}

/**
 * Reads a cell that should hold a day, in the ways real lists write one: 2014-03-05, 2014/3/5, 2014.3.5, 20140305,
 * 2014年3月5日, 二〇一四年三月五日, full-width digits, a time behind it, serial numbers of both systems, 民国103年3月5日
 * (converted, with a warning). Refused with a sentence: lunar dates, years of two digits, days before years, a month
 * without its day, days that do not exist, days after `today`.
 */
export function readDate(cell: Cell, today: Day, date1904 = false): DateReading {
  if (cell === null) return { is: 'none' };
  if (isBroken(cell)) return bad(sentences.broken(cell.shown));
  if (isNumber(cell)) {
    if (cell.day) return checked(cell.day, today);
    return readNumber(plainNumber(cell.number), today, date1904, false);
  }
  const text = tidy(cell).replace(/^['"]+|['"]+$/g, '');
  if (isNothing(text)) return { is: 'none' };
  if (/^\d+$/.test(text)) return readNumber(text, today, date1904, true);
  return readText(text, today);
}

function readNumber(digits: string, today: Day, date1904: boolean, asText: boolean): DateReading {
  if (/^(19|20)\d{6}$/.test(digits)) return fromParts(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6), today);
  if (/^(19|20)\d{4}$/.test(digits)) return bad(sentences.noDay(digits));
  if (/^\d{6}$/.test(digits)) return bad(sentences.shortYear(digits));
  const serial = Number(digits);
  const day = serial >= SERIALS.from && serial <= SERIALS.to ? dayOfSerial(serial, date1904) : null;
  if (!day) return bad(sentences.unreadable(digits));
  const reading = checked(day, today);
  return reading.is === 'day' && asText ? { ...reading, warning: sentences.serial(digits, day) } : reading;
}

const LUNAR =
  /农历|阴历|旧历|古历|闰|正月|冬月|腊月|初[一二三四五六七八九十]|廿|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年/;
const DATE =
  /^(\d{4})\s*(?:年|[-/.、,])\s*(\d{1,2})\s*(?:月|[-/.、,])\s*(\d{1,2})\s*(?:日|号)?(?:[T ]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;
const MINGUO = /^(?:中华)?民国\s*(\d{1,3})\s*年?\s*[-/.]?\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})\s*日?$/;

function readText(original: string, today: Day): DateReading {
  if (LUNAR.test(original)) return bad(sentences.lunar(original));
  const text = arabic(original)
    .replace(/[—–－]/g, '-')
    .replace(/[。·]/g, '.')
    .replace(/^(公历|阳历|公元|西元)[:：]?\s*/, '')
    .replace(/\s*生$/, '');
  const minguo = MINGUO.exec(text);
  if (minguo) {
    const reading = fromParts(String(Number(minguo[1]) + 1911), minguo[2] ?? '', minguo[3] ?? '', today);
    return reading.is === 'day' ? { ...reading, warning: sentences.minguo(original, reading.day) } : reading;
  }
  const match = DATE.exec(text);
  if (match) return fromParts(match[1] ?? '', match[2] ?? '', match[3] ?? '', today);
  if (/^\d{4}\s*[年\-/.]\s*\d{1,2}\s*月?$/.test(text)) return bad(sentences.noDay(original));
  if (/^\d{1,2}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?$/.test(text)) return bad(sentences.shortYear(original));
  if (/\d{1,2}\s*[-/. ]\s*(\d{1,2}|[a-z]{3,9})\s*[-/., ]\s*\d{2,4}/i.test(text)) return bad(sentences.order(original));
  return bad(sentences.unreadable(original));
}

const DIGITS = '〇一二三四五六七八九';

/** 二〇一四年三月十五日 → 2014年3月15日; anything else unchanged. */
function arabic(text: string): string {
  return text
    .replace(/[零○Ｏ]/g, '〇')
    .replace(/[〇一二三四五六七八九]{4}(?=年)/g, (run) => [...run].map((sign) => DIGITS.indexOf(sign)).join(''))
    .replace(/[一二三四五六七八九十百〇]{1,5}(?=[年月日号])/g, (run) => String(chineseNumber(run)));
}

/** 1 … 199 as written in dates: 十, 十五, 二十, 三十一, 一百零三. */
export function chineseNumber(text: string): number {
  const hundreds = text.split('百');
  const rest = hundreds.length > 1 ? (hundreds[1] ?? '') : text;
  const base = hundreds.length > 1 ? 100 * (DIGITS.indexOf(hundreds[0] ?? '') || 1) : 0;
  const tens = rest.replaceAll('〇', '').split('十');
  if (tens.length === 1) return base + Math.max(0, DIGITS.indexOf(tens[0] || '〇'));
  return base + 10 * (tens[0] ? DIGITS.indexOf(tens[0]) : 1) + (tens[1] ? DIGITS.indexOf(tens[1]) : 0);
}

function fromParts(year: string, month: string, day: string, today: Day): DateReading {
  const monthNumber = Number(month);
  if (monthNumber < 1 || monthNumber > 12) return bad(sentences.noSuchMonth(monthNumber));
  const last = daysInMonth(Number(year), monthNumber);
  if (Number(day) < 1 || Number(day) > last)
    return bad(sentences.noSuchDay(Number(year), monthNumber, Number(day), last));
  return checked(`${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, today);
}

function checked(day: Day, today: Day): DateReading {
  if (!isDay(day) || day < '1900-01-01') return bad(sentences.unreadable(day));
  if (day > today) return bad(sentences.future(day));
  return { is: 'day', day, warning: null };
}

function bad(problem: Text): DateReading {
  return { is: 'bad', problem };
}

const sentences = {
  broken: (value: string): Text => ({
    zh: `日期一格是错误值或没有结果的公式（${value}）。请在原表中改为 2014-03-05 这样的日期后重新上传。`,
    en: `The date is an error value or a formula without result (${value}). Write it like 2014-03-05 and upload again.`,
  }),
  unreadable: (value: string): Text => ({
    zh: `“${value}”读不出日期。请写成 2014-03-05。`,
    en: `"${value}" is no date that can be read. Write it like 2014-03-05.`,
  }),
  lunar: (value: string): Text => ({
    zh: `“${value}”是农历日期，系统不换算。请按户口簿填写公历日期，如 2014-03-05。`,
    en: `"${value}" is a lunar date; lunar dates are not converted. Write the solar date of the household booklet, like 2014-03-05.`,
  }),
  shortYear: (value: string): Text => ({
    zh: `“${value}”的年份只有两位，世纪和年月日次序不明。请写四位年份，如 2014-03-05。`,
    en: `"${value}" has a year of two digits, so its century and order are unsure. Write four digits, like 2014-03-05.`,
  }),
  order: (value: string): Text => ({
    zh: `“${value}”分不清月和日。请按年月日次序写成 2014-03-05。`,
    en: `"${value}": month and day cannot be told apart. Write year, month, day, like 2014-03-05.`,
  }),
  noDay: (value: string): Text => ({
    zh: `“${value}”只有年月，没有日。请补上日，如 2014-03-05；有身份证号的可留空。`,
    en: `"${value}" has year and month but no day. Add the day, like 2014-03-05; where the citizen number is given the date may be left empty.`,
  }),
  noSuchMonth: (month: number): Text => ({
    zh: `没有 ${month} 月。请改正日期，写成 2014-03-05。`,
    en: `There is no month ${month}. Correct the date, like 2014-03-05.`,
  }),
  noSuchDay: (year: number, month: number, day: number, last: number): Text => ({
    zh: `${year} 年 ${month} 月没有 ${day} 日（最后一天是 ${last} 日）。请改正日期。`,
    en: `Month ${month} of ${year} has no day ${day} (its last is ${last}). Correct the date.`,
  }),
  future: (day: Day): Text => ({
    zh: `${day} 在今天之后。请改正日期。`,
    en: `${day} is in the future. Correct the date.`,
  }),
  minguo: (value: string, day: Day): Text => ({
    zh: `“${value}”按民国纪年换算为 ${day}。请核实。`,
    en: `"${value}" (Minguo year) was converted to ${day}. Verify it.`,
  }),
  serial: (value: string, day: Day): Text => ({
    zh: `“${value}”是电子表格的日期序号，换算为 ${day}。请核实。`,
    en: `"${value}" is a spreadsheet's day number and was converted to ${day}. Verify it.`,
  }),
};
