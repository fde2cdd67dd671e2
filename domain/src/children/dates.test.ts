import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, dayOf } from '../basis/plain-date.ts';
import type { Cell } from './cell.ts';
import { dayOfSerial, readDate } from './dates.ts';
import { expectedGrade, schoolAgeCohort } from './school-age.ts';

const TODAY = '2022-09-10';

function day(cell: Cell, date1904 = false) {
  const reading = readDate(cell, TODAY, date1904);
  return reading.is === 'day' ? reading.day : reading.is;
}

function sentence(cell: Cell) {
  const reading = readDate(cell, TODAY);
  return reading.is === 'bad' ? reading.problem.zh : `not refused: ${JSON.stringify(reading)}`;
}

describe('a date in a list', () => {
  const days = fc.integer({ min: dayNumber('1950-01-01'), max: dayNumber(TODAY) }).map(dayOf);

  test('is read in every common way of writing it', () => {
    fc.assert(
      fc.property(days, (made) => {
        const [year, month, date] = made.split('-').map(Number);
        for (const written of [
          made,
          `${year}/${month}/${date}`,
          `${year}.${month}.${date}`,
          `${year}年${month}月${date}日`,
          made.replaceAll('-', ''),
          `${made} 00:00:00`,
          `${made}T00:00:00`,
          ` ${year}  年 ${month} 月 ${date} 日`,
          [...made].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join(''),
        ]) {
          expect(day(written), written).toBe(made);
        }
        expect(day({ number: Number(made.replaceAll('-', '')), day: null })).toBe(made);
      }),
    );
  });

  test('is read from the serial numbers of both date systems', () => {
    fc.assert(
      fc.property(days, (made) => {
        const number = dayNumber(made);
        expect(dayOfSerial(number + 25_569, false)).toBe(made);
        expect(dayOfSerial(number + 24_107, true)).toBe(made);
        if (made > '1990-01-01') expect(day({ number: number + 25_569, day: null })).toBe(made);
        if (made > '1990-01-01') expect(day({ number: number + 24_107, day: null }, true)).toBe(made);
      }),
    );
    expect(dayOfSerial(60, false)).toBeNull();
    expect(dayOfSerial(61, false)).toBe('1900-03-01');
    expect(dayOfSerial(59, false)).toBe('1900-02-28');
  });

  test('as a serial number typed as text is converted and told', () => {
    expect(readDate('41703', TODAY)).toMatchObject({ is: 'day', day: '2014-03-05', warning: {} });
  });

  test('of the Minguo years is converted and told', () => {
    expect(readDate('民国103年3月5日', TODAY)).toMatchObject({ is: 'day', day: '2014-03-05' });
    const reading = readDate('民国一百零三年三月五日', TODAY);
    expect(reading).toMatchObject({ is: 'day', day: '2014-03-05' });
    expect(reading.is === 'day' && reading.warning?.zh).toContain('民国');
  });

  test('in Chinese numerals is read', () => {
    expect(day('二〇一四年三月五日')).toBe('2014-03-05');
    expect(day('二○一四年十二月三十一日')).toBe('2014-12-31');
    expect(day('二零一四年十月二十日')).toBe('2014-10-20');
  });

  test('of the lunar calendar is refused with what to write instead', () => {
    for (const lunar of ['农历2014年二月初五', '2014年腊月廿三', '甲午年正月初八', '阴历2014.2.5']) {
      expect(sentence(lunar)).toContain('农历');
    }
  });

  test('that cannot be sure is refused with the reason', () => {
    expect(sentence('14-3-5')).toContain('两位');
    expect(sentence('140305')).toContain('两位');
    expect(sentence('3/5/2014')).toContain('分不清');
    expect(sentence('5-Mar-14')).toContain('分不清');
    expect(sentence('2014年3月')).toContain('没有日');
    expect(sentence('201403')).toContain('没有日');
    expect(sentence('2014-02-30')).toContain('没有 30 日');
    expect(sentence('2014.13.1')).toContain('没有 13 月');
    expect(sentence('2099-01-01')).toContain('今天之后');
    expect(sentence('约八岁')).toContain('读不出');
    expect(sentence({ broken: 'error', shown: '#VALUE!' })).toContain('#VALUE!');
  });

  test('never throws and never gives a day that does not exist', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d年月日./ -]{4,14}$/)), (text) => {
        const reading = readDate(text, TODAY);
        if (reading.is === 'day') expect(dayOf(dayNumber(reading.day))).toBe(reading.day);
      }),
    );
  });
});

describe('school age', () => {
  test('is nine cohorts, from fifteen years before to six years before, cut at 31 August', () => {
    expect(schoolAgeCohort('2022-09-01')).toEqual({ bornFrom: '2007-09-01', bornTo: '2016-08-31' });
    expect(schoolAgeCohort('2022-08-31')).toEqual({ bornFrom: '2006-09-01', bornTo: '2015-08-31' });
    expect(schoolAgeCohort('2026-11-23')).toEqual({ bornFrom: '2011-09-01', bornTo: '2020-08-31' });
  });

  test('puts a child born on 31 August in grade 1 and one born the day after not yet', () => {
    expect(expectedGrade('2016-08-31', '2022-09-01')).toBe(1);
    expect(expectedGrade('2016-09-01', '2022-09-01')).toBe(0);
    expect(expectedGrade('2007-09-01', '2022-09-01')).toBe(9);
  });
});
