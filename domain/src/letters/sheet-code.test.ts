import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf, readSquare, readTypedCode, spellCode, squareText } from './sheet-code.ts';

const codes = fc.uint8Array({ minLength: 10, maxLength: 10 }).map(codeOf);

test('a code is found again in what is spelled on the paper, however it is typed', () => {
  fc.assert(
    fc.property(codes, (code) => {
      expect(readTypedCode(spellCode(code))).toBe(code);
      expect(readTypedCode(` ${spellCode(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(code);
    }),
  );
});

test('one wrong character is noticed', () => {
  fc.assert(
    fc.property(codes, fc.nat(10), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (code, at, other) => {
      fc.pre(code[at] !== other);
      expect(readTypedCode(code.slice(0, at) + other + code.slice(at + 1))).toBeUndefined();
    }),
  );
});

test('the square tells code and part; a square of somebody else tells nothing', () => {
  const code = codeOf(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
  expect(readSquare(squareText(code, 3))).toEqual({ code, part: 3 });
  expect(squareText(code, 3)).toHaveLength(16);
  for (const other of ['https://example.org', `QX-${code}-0`, `QX-${code.toLowerCase()}-1`, 'QX-00000000001-1']) {
    expect(readSquare(other)).toBeUndefined();
  }
});
