import {
  CalendarSchema,
  type CaseFile,
  ChildHeaderSchema,
  type Entry,
  entrySchemas,
  FORMAT,
  KINDS,
} from '@quanxue/domain/casefile/schema.ts';
import fc from 'fast-check';
import { z } from 'zod';

/*
 * For tests only: valid case files of every kind of entry, made from the schemas themselves, every optional field now
 * there and now not, with texts that try what a text can be.
 */

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

const text = fc.oneof(
  fc.constantFrom(
    '入户劝返',
    '=cmd|1',
    '#panic("x") *粗*',
    '𬱖䶮\n第二行',
    ' 前后空格 ',
    '"引号"',
    '{}',
    '0',
    '9007199254740993',
  ),
  fc
    .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
    .filter((each) => each.length > 0 && !each.includes('\0')),
);
const day = fc
  .integer({ min: 0, max: 4000 })
  .map((n) => new Date(Date.UTC(2012, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const instant = fc
  .tuple(day, fc.constantFrom('T18:30:00+08:00', 'T00:00:00Z', 'T23:59:59.5-03:00'))
  .map((parts) => parts.join(''));
// What a form asks beyond the format: any JSON, names and depths as they come.
const anything = fc
  .dictionary(text, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
  .map((each) => JSON.parse(JSON.stringify(each)));

function valuesOf(schema: Schema, defs: Schema['$defs'] = schema.$defs): fc.Arbitrary<unknown> {
  if (schema.$ref) return valuesOf(defs?.[schema.$ref.replace('#/$defs/', '')] ?? {}, defs);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => valuesOf(each, defs)));
  switch (schema.type) {
    case 'string':
      return stringOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 9 });
    case 'number':
      return schema.exclusiveMinimum === undefined
        ? fc.double({ min: -180, max: 180, noNaN: true }).map((n) => n + 0)
        : fc.integer({ min: 1, max: 16 }).map((n) => n / 2);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, defs), { minLength: schema.minItems ?? 0, maxLength: 3 });
    case 'object':
      return schema.properties ? objectOf(schema.properties, schema.required ?? [], defs) : anything;
    default:
      throw new Error(`no values for ${JSON.stringify(schema)}`);
  }
}

function stringOf({ format, pattern }: Schema): fc.Arbitrary<string> {
  if (format === 'date') return day;
  if (format === 'date-time') return instant;
  if (pattern === undefined) return text;
  return fc.stringMatching(new RegExp(pattern));
}

function objectOf(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
  defs: Schema['$defs'],
): fc.Arbitrary<object> {
  return fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema, defs)])),
    {
      requiredKeys: [...required],
      noNullPrototype: true,
    },
  );
}

const arbitraryOf = (schema: z.ZodType) =>
  valuesOf(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Schema);

const ofKind = KINDS.filter((kind) => kind !== 'amendment').map(
  (kind) => arbitraryOf(entrySchemas[kind]) as fc.Arbitrary<Entry>,
);
const amendment = arbitraryOf(entrySchemas.amendment) as fc.Arbitrary<Extract<Entry, { kind: 'amendment' }>>;

/** One entry of each kind or more, in any order, amendments of what is there. */
export const aCaseFile: fc.Arbitrary<CaseFile> = fc
  .record(
    {
      child: arbitraryOf(ChildHeaderSchema) as fc.Arbitrary<CaseFile['child']>,
      pack: fc.constant('chengkou'),
      asOf: day,
      calendar: arbitraryOf(CalendarSchema) as fc.Arbitrary<NonNullable<CaseFile['calendar']>>,
      chain: anything,
      entries: fc.array(fc.oneof(...ofKind), { maxLength: 8 }),
      amendments: fc.array(fc.tuple(amendment, fc.nat(), fc.oneof(...ofKind), fc.boolean()), { maxLength: 3 }),
    },
    { requiredKeys: ['child', 'entries', 'amendments'], noNullPrototype: true },
  )
  .map(({ entries, amendments, ...head }) => {
    const numbered = entries.map((entry, i) => inOrder({ ...entry, id: `e${i}` }));
    const amended =
      numbered.length === 0
        ? []
        : amendments.map(([each, at, other, replaces], i): Entry => {
            const target = numbered[at % numbered.length] as Entry;
            const { replacement, ...bare } = each;
            const { id, ...fresh } = inOrder(other);
            return {
              ...bare,
              id: `a${i}`,
              of: target.id,
              ...(replaces && fresh.kind === target.kind && { replacement: fresh }),
            };
          });
    return { format: FORMAT, ...head, entries: [...numbered, ...amended] };
  });

/** No end before its beginning: that is no case file. */
function inOrder(entry: Entry): Entry {
  if ((entry.kind !== 'document' && entry.kind !== 'approval') || !entry.from || !entry.to || entry.from <= entry.to) {
    return entry;
  }
  return { ...entry, from: entry.to, to: entry.from };
}
