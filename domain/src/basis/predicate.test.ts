import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { predicateOf } from './predicate.ts';

/* That it agrees with Zod on the open format is tried in casefile/schema.test.ts; here, each kind of schema by itself. */

describe('a predicate says what the schema says', () => {
  // What JSON can hold, and a few numbers that it cannot.
  const values: unknown[] = [
    undefined,
    null,
    true,
    false,
    0,
    1,
    2,
    9,
    10,
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    '',
    'a',
    'ab',
    'b',
    '2022-02-28',
    [],
    ['a'],
    ['a', 1],
    [''],
    {},
    { a: 'a' },
    { a: '' },
    { a: 1 },
    { a: 'a', b: 1 },
    { a: 'a', b: 'x' },
    { a: 'a', c: 1 },
    { kind: 'x', n: 1 },
    { kind: 'y', n: 1 },
    { kind: 'y', s: 's' },
    { kind: 'z' },
  ];
  const schemas = {
    string: z.string(),
    'string of a length': z.string().min(2),
    pattern: z.string().regex(/^\d{4}/),
    refinement: z.string().refine((text) => text.startsWith('a')),
    boolean: z.boolean(),
    number: z.number(),
    'whole number within bounds': z.int().min(1).max(9),
    'number above and up to': z.number().gt(0).max(9),
    enum: z.enum(['a', 'b']),
    literal: z.literal('a'),
    'literal number': z.literal(1),
    unknown: z.unknown(),
    array: z.array(z.string().min(1)),
    'array of a length': z.array(z.string()).min(1),
    record: z.record(z.string(), z.unknown()),
    union: z.union([z.literal(1), z.literal(2)]),
    'strict object': z.strictObject({ a: z.string().min(1), b: z.number().optional() }),
    'loose object': z.looseObject({ a: z.string(), b: z.number().optional() }),
    'union by kind': z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('x'), n: z.number() }),
      z.strictObject({ kind: z.literal('y'), s: z.string() }),
    ]),
  };

  it.each(Object.entries(schemas))('%s', (_, schema) => {
    const test = predicateOf(schema);
    const verdicts = values.map((value) => schema.safeParse(value).success);
    expect(values.map((value) => test(value))).toEqual(verdicts);
    if (!(schema instanceof z.ZodUnknown)) expect(new Set(verdicts).size).toBe(2);
  });

  it('and refuses a schema that it does not know when it is built', () => {
    expect(() => predicateOf(z.bigint())).toThrow('bigint');
    expect(() => predicateOf(z.string().default('a'))).toThrow('default');
  });
});
