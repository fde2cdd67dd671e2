import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayNumber, dayOf } from '../basis/plain-date.ts';
import { type Cell, plainNumber } from './cell.ts';
import { checkCharacter, maskCitizenNumber, parseCitizenNumber, readCitizenNumber } from './citizen-number.ts';
import { readDisabilityCertificate } from './disability-certificate.ts';
import { readRollNumber } from './roll-number.ts';

const TODAY = '2022-09-10';

const numbers = fc
  .record({
    birth: fc.integer({ min: dayNumber('1950-01-01'), max: dayNumber(TODAY) }),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ birth, sequence }) => {
    const first17 = `509999${dayOf(birth).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
    return first17 + checkCharacter(first17);
  });

function number(cell: Cell, birthDate?: string) {
  const reading = readCitizenNumber(cell, TODAY, birthDate);
  return reading.is === 'number' ? reading.value.number : reading.is;
}

function sentence(cell: Cell) {
  const reading = readCitizenNumber(cell, TODAY);
  return reading.is === 'bad'
    ? `${reading.problem.zh} ${reading.problem.en}`
    : `not refused: ${JSON.stringify(reading)}`;
}

describe('a citizen number', () => {
  test('is read with its day of birth and its sex', () => {
    expect(parseCitizenNumber('11010519491231002X')).toEqual({
      number: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
      document: 'citizen-card',
    });
    expect(parseCitizenNumber('509999201606150037')?.sex).toBe('male');
  });

  test('made by the rule passes, and with any one digit changed fails', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 17 }), fc.integer({ min: 1, max: 9 }), (made, place, by) => {
        expect(number(made)).toBe(made);
        const old = made[place] === 'X' ? 10 : Number(made[place]);
        const changed = made.slice(0, place) + String((old + by) % 10) + made.slice(place + 1);
        if (changed !== made) expect(number(changed)).toBe('bad');
      }),
    );
  });

  test('with any two neighbouring unequal digits swapped fails', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 16 }), (made, place) => {
        const swapped = made.slice(0, place) + made[place + 1] + made[place] + made.slice(place + 2);
        if (swapped !== made) expect(number(swapped)).toBe('bad');
      }),
    );
  });

  test('survives full-width digits, spaces, a lower x, a leading quotation mark', () => {
    const full = [...'11010519491231002x'].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
    expect(number(full)).toBe('11010519491231002X');
    expect(number(' 110105 19491231 002x ')).toBe('11010519491231002X');
    expect(number("'509999201606150037")).toBe('509999201606150037');
    expect(number('509999201606150037\u200b')).toBe('509999201606150037');
  });

  test('that any spreadsheet program turned into a number is told as lost, never read', () => {
    fc.assert(
      fc.property(numbers, (made) => {
        if (made.endsWith('X')) return;
        const lost = plainNumber(Number(`${made.slice(0, 15)}000`));
        expect(sentence({ number: Number(made), day: null })).toContain('重新导出');
        expect(sentence({ number: Number(lost), day: null })).toContain('Export again');
      }),
    );
    expect(sentence('5.00229E+17')).toContain('5.00229E+17');
    expect(sentence('５．００２２９Ｅ＋１７')).toContain('重新导出');
    expect(sentence('509999201606150000')).toContain('后三位丢失');
  });

  test('of 15 digits is converted with a warning that shows the 18', () => {
    const reading = readCitizenNumber('110105491231002', TODAY);
    expect(reading).toMatchObject({ is: 'number', value: { number: '11010519491231002X' } });
    expect(reading.is === 'number' && reading.warning?.zh).toContain('11010519491231002X');
  });

  test('of 15 digits takes its century from the birth date of the row', () => {
    expect(number('509999160615003', '2016-06-15')).toBe('509999201606150037');
    expect(number({ number: 509999160615003, day: null }, '2016-06-15')).toBe('509999201606150037');
  });

  test('of a residence permit of Hong Kong, Macao or Taiwan is read by the same rule', () => {
    const first17 = '81000020140305001';
    const made = first17 + checkCharacter(first17);
    expect(parseCitizenNumber(made)?.document).toBe('residence-permit');
  });

  test('is refused with the reason', () => {
    expect(sentence('509999201606150038')).toContain('末位是 8');
    expect(sentence('50999920160615003')).toContain('17 位');
    const impossible = '50999920160230003';
    expect(sentence(impossible + checkCharacter(impossible))).toContain('2016-02-30');
    const future = '50999920991231003';
    expect(sentence(future + checkCharacter(future))).toContain('2099-12-31');
    const nowhere = '99999920160615003'.replace(/^99/, '08');
    expect(sentence(nowhere + checkCharacter(nowhere))).toContain('08');
    expect(sentence('C12345678')).toContain('户口簿');
    expect(sentence({ broken: 'error', shown: '#N/A' })).toContain('#N/A');
    expect(sentence({ broken: 'formula', shown: '=B2' })).toContain('=B2');
  });

  test('that is only a sign for "none" is no number and no fault', () => {
    for (const nothing of ['', '无', '暂无', '/', '——', '0', 'N/A', '未上户']) expect(number(nothing)).toBe('none');
  });

  test('never throws, whatever stands in the cell', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.stringMatching(/^[\dxX ]{10,25}$/)),
        (text) => {
          readCitizenNumber(text, TODAY);
        },
      ),
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        readCitizenNumber({ number: value, day: null }, TODAY);
      }),
    );
  });

  test('is masked to area and last four', () => {
    expect(maskCitizenNumber('509999201606150037')).toBe('509999********0037');
  });

  test('names the pair that was probably swapped', () => {
    expect(sentence('509999210606150037')).toContain('校验');
    const swapped = '509999201606510037';
    expect(sentence(swapped)).toContain('509999201606150037');
  });
});

describe('a disability certificate', () => {
  test('carries number, category and level, and a suffix after a reissue', () => {
    expect(readDisabilityCertificate('50999920160615003752', '509999201606150037')).toMatchObject({
      certificate: { category: 'intellectual', level: 2 },
    });
    expect(readDisabilityCertificate('50999920160615003752B1', null)).toMatchObject({
      certificate: { number: '50999920160615003752B1' },
    });
  });

  test('of another person, of a ninth category or of a fifth level is told', () => {
    const other = '11010519491231002X';
    expect(readDisabilityCertificate(`${other}43`, '509999201606150037')).toHaveProperty('problem');
    expect(readDisabilityCertificate('50999920160615003792', null)).toHaveProperty('problem');
    expect(readDisabilityCertificate('50999920160615003755', null)).toHaveProperty('problem');
  });
});

describe('a roll number', () => {
  test('is G and the citizen number, J and 18 generated characters, or L and temporary', () => {
    expect(readRollNumber('g509999201606150037', '509999201606150037')).toMatchObject({ roll: { type: 'G' } });
    const first17 = '50999920140305123';
    expect(readRollNumber(`J${first17}${checkCharacter(first17)}`, null)).toMatchObject({ roll: { type: 'J' } });
    expect(readRollNumber('L509999201403051234', null)).toMatchObject({ roll: { type: 'L' }, warning: {} });
  });

  test('that belongs to another child or fails its check is told and left out', () => {
    expect(readRollNumber('G11010519491231002X', '509999201606150037')).toHaveProperty('problem');
    expect(readRollNumber('G509999201606150038', null)).toHaveProperty('problem');
    expect(readRollNumber('509999201606150037', null)).toHaveProperty('problem');
  });
});

test('the days of birth inside numbers are the days they were made from', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
      const birth = addDays('1960-01-01', days);
      const first17 = `509999${birth.replaceAll('-', '')}001`;
      expect(parseCitizenNumber(first17 + checkCharacter(first17))?.birthDate).toBe(birth);
    }),
  );
});
