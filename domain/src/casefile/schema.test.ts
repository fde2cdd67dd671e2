import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { predicateOf } from '../basis/predicate.ts';
import { CaseFileSchema } from './schema.ts';

/* The published JSON Schema is the contract; ours must say the same of every file, right or damaged. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Schema {
  $ref?: string;
  type?: string;
  const?: Json;
  enum?: Json[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
  $defs?: Record<string, Schema>;
}

const contract = JSON.parse(readFileSync(new URL('./casefile.schema.json', import.meta.url), 'utf8')) as Schema;
const ajv = new Ajv2020.default({ strict: false, allErrors: false });
addFormats.default(ajv, { mode: 'full' });
const byContract = ajv.compile(contract);
const byPredicate = predicateOf(CaseFileSchema);

/** A small seeded generator (mulberry32), so that a failure can be seen again. */
function seeded(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  return { next, below, pick };
}
type Random = ReturnType<typeof seeded>;

const DAYS = ['2022-02-28', '2020-02-29', '2021-12-31', '2022-09-01', '1999-01-01'];
const NOT_DAYS = [
  '2022-02-29',
  '2022-13-01',
  '2022-00-10',
  '2022-9-1',
  '20220901',
  ' 2022-09-01',
  '2022-09-01\n',
  '0000-00-00',
  '２０２２-09-01',
  '',
];
const INSTANTS = [
  '2022-09-07T18:30:00+08:00',
  '2020-02-29T00:00:00Z',
  '2022-09-07T23:59:59.123456Z',
  '2022-01-01T00:00:00-23:59',
];
const NOT_INSTANTS = [
  '2022-09-07',
  '2022-09-07T18:30:00',
  '2022-02-30T10:00:00Z',
  '2022-09-07T24:00:00Z',
  '2022-09-07t10:00:00z',
  '2022-09-07T10:00:60Z',
  '2022-09-07T10:00:00+24:00',
  '2022-09-07 10:00:00Z',
  '2022-09-07T10:00Z',
];

function valid(schema: Schema, random: Random): Json {
  if (schema.$ref) return valid(contract.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {}, random);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  if (schema.oneOf) return valid(random.pick(schema.oneOf), random);
  switch (schema.type) {
    case 'string':
      if (schema.format === 'date') return random.pick(DAYS);
      if (schema.format === 'date-time') return random.pick(INSTANTS);
      if (schema.pattern === '^\\d{17}[\\dXx]$') return random.pick(['509999201606150037', '50999920151102330x']);
      if (schema.pattern === '^\\d{12}$') return '509999001001';
      if (schema.pattern === '^\\d{4}-\\d{2}$') return random.pick(['2022-06', '2022-13']);
      if (schema.pattern === '^[0-9a-f]{64}$') return 'ab'.repeat(32);
      return random.pick(['字', ' ', '说明', 'x']);
    case 'integer':
      return (schema.minimum ?? 0) + random.below((schema.maximum ?? 9) - (schema.minimum ?? 0) + 1);
    case 'number':
      return random.pick([1, 2, 0.5, 8]);
    case 'boolean':
      return random.next() < 0.5;
    case 'array':
      return Array.from({ length: (schema.minItems ?? 0) + random.below(3) }, () => valid(schema.items ?? {}, random));
    case 'object': {
      const made: { [key: string]: Json } = {};
      for (const [key, inner] of Object.entries(schema.properties ?? {})) {
        if (schema.required?.includes(key) || random.next() < 0.5) made[key] = valid(inner, random);
      }
      if (!schema.properties) made.任意 = [1, null, { x: true }];
      return made;
    }
    default:
      return random.pick<Json>([null, 1, 'x', [], {}]);
  }
}

/** Changes one place of a document: a value, a missing key, a key too many. */
function damage(document: Json, random: Random): Json {
  const places: { holder: Json[] | { [key: string]: Json }; key: string | number }[] = [];
  const walk = (value: Json) => {
    if (value === null || typeof value !== 'object') return;
    const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
    for (const key of keys) {
      places.push({ holder: value, key });
      walk((value as { [key: string]: Json })[key as string] as Json);
    }
  };
  walk(document);
  if (places.length === 0 || random.next() < 0.02) return random.pick<Json>([null, [], 'x', 3, {}]);
  const { holder, key } = random.pick(places);
  const at = holder as { [key: string]: Json };
  const before = at[key as string];
  switch (random.below(6)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(key as number, 1);
      else delete at[key as string];
      break;
    case 1:
      if (!Array.isArray(holder)) at[random.pick(['extra', '__proto', 'constructor', 'kind', 'toString'])] = 'x';
      break;
    case 2:
      at[key as string] = random.pick(
        typeof before === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(before) ? NOT_INSTANTS : NOT_DAYS,
      );
      break;
    case 3:
      at[key as string] = random.pick<Json>([0, 10, -1, 1.5, 8.01, 1e21, 2, 9, 5.0]);
      break;
    case 4:
      at[key as string] = random.pick<Json>([null, true, false, [], {}, '', ' ', 'x', ['x'], [null]]);
      break;
    default:
      at[key as string] = random.pick<Json>([
        '50999920160615003',
        '509999201606150037 ',
        '5099990010011',
        'AB'.repeat(32),
        'return',
        'persuasion',
      ]);
  }
  return document;
}

describe('the case file schema', () => {
  it('says the same as the published JSON Schema of 10,000 valid and damaged files', () => {
    const random = seeded(20_221_130);
    let right = 0;
    for (let i = 0; i < 10_000; i++) {
      let document = valid(contract, random);
      for (let n = random.below(3); n > 0; n--) document = damage(document, random);
      const expected = byContract(document);
      if (expected) right++;
      const text = JSON.stringify(document);
      expect(CaseFileSchema.safeParse(document).success, `Zod on ${text}`).toBe(expected);
      expect(byPredicate(document), `predicate on ${text}`).toBe(expected);
    }
    expect(right).toBeGreaterThan(2_000);
    expect(right).toBeLessThan(8_000);
  });

  it('knows every kind of entry, document and measure that the contract knows, and no other', () => {
    const random = seeded(7);
    for (const option of Object.values(contract.$defs ?? {})) {
      if (!option.properties?.kind || !option.required?.includes('on')) continue;
      const file = {
        format: 'quanxue.casefile/1',
        child: { name: '某', sex: 'male', birthDate: '2012-01-01' },
        entries: [valid(option, random)],
      };
      expect(CaseFileSchema.safeParse(file).success).toBe(true);
    }
  });

  it('keeps what it does not know in details and chain as it came', () => {
    const file = {
      format: 'quanxue.casefile/1',
      child: {
        name: '某',
        sex: 'male',
        birthDate: '2012-01-01',
        details: { formNo: 'B4-1', rows: [1, null, { x: true }] },
      },
      entries: [],
      chain: { head: 'abc', more: [1, 2] },
    };
    expect(CaseFileSchema.parse(file)).toEqual(file);
  });
});
