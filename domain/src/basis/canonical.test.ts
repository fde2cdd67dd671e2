import { expect, test } from 'vitest';
import { canonical, NotCanonical } from './canonical.ts';

test('the example of RFC 8785, section 3.2.4, comes out byte for byte', () => {
  const input = JSON.parse(
    String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`,
  );
  expect(canonical(input)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test('names sort by UTF-16 code units, as in RFC 8785, section 3.2.3', () => {
  const input = JSON.parse(
    String.raw`{
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis"
    }`,
  );
  expect(Object.values(JSON.parse(canonical(input)))).toHaveLength(7);
  expect([...canonical(input).matchAll(/:"([^"]+)"/g)].map((match) => match[1])).toEqual([
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ]);
});

test('the numbers of RFC 8785, appendix B, are written as ECMAScript writes them', () => {
  const samples: [string, string][] = [
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555555', '333333333.3333333'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ];
  const bits = new DataView(new ArrayBuffer(8));
  for (const [hex, text] of samples) {
    bits.setBigUint64(0, BigInt(`0x${hex}`));
    expect(canonical(bits.getFloat64(0))).toBe(text);
  }
});

test('what JSON cannot say is refused with its place', () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, 1n]) {
    expect(() => canonical({ a: [bad] })).toThrow(NotCanonical);
  }
  expect(() => canonical({ a: ['\ud83d'] })).toThrow('/a/0');
  expect(() => canonical({ '\ude00': 1 })).toThrow('surrogate');
});

test('a member that is undefined is no member', () => {
  expect(canonical({ b: undefined, a: 1 })).toBe('{"a":1}');
});
