import { z } from 'zod';
import type { Entry, Kind } from '../../casefile/schema.ts';
import { deciding } from './deciding.ts';
import type { Condition, DetailField, DetailSheet } from './field.ts';
import { health } from './health.ts';
import { joint } from './joint.ts';
import { papers } from './papers.ts';
import { persuading } from './persuading.ts';
import { teaching } from './teaching.ts';

export type { DetailColumn, DetailField, DetailSheet } from './field.ts';
export { EVIDENCE_FORMS } from './teaching.ts';

/** Every form's own fields. */
export const DETAIL_SHEETS: readonly DetailSheet[] = [
  ...persuading,
  ...papers,
  ...health,
  ...teaching,
  ...deciding,
  ...joint,
];

const byKind = new Map<Kind, readonly DetailSheet[]>();
for (const each of DETAIL_SHEETS) byKind.set(each.kind, [...(byKind.get(each.kind) ?? []), each]);

export function sheetsOf(kind: Kind): readonly DetailSheet[] {
  return byKind.get(kind) ?? [];
}

/** The value at a dotted path: `details.type`. */
export function valueAt(values: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, part) => (value && typeof value === 'object' ? (value as Record<string, unknown>)[part] : undefined),
      values,
    );
}

export function holds(condition: Condition | undefined, values: unknown): boolean {
  return condition === undefined || condition.is.some((each) => each === valueAt(values, condition.at));
}

/**
 * The keys of a kind: each has one meaning, whichever of its forms asks for it. One that several forms share stands where
 * the last of them has it, so that what is a form's own comes before signatures and witnesses.
 */
const fieldsByKind = new Map<Kind, ReadonlyMap<string, DetailField>>(
  [...byKind].map(([kind, sheets]) => {
    const fields = new Map<string, DetailField>();
    for (const [key, field] of sheets.flatMap((each) => Object.entries(each.fields))) {
      fields.delete(key);
      fields.set(key, field);
    }
    return [kind, fields];
  }),
);

/** The field of this key; undefined for one that we do not know. */
export function detailField(kind: Kind, key: string): DetailField | undefined {
  return fieldsByKind.get(kind)?.get(key);
}

export function detailKeys(kind: Kind): readonly string[] {
  return [...(fieldsByKind.get(kind)?.keys() ?? [])];
}

/** What a form of this kind asks, with what is filled in so far. */
export function asks(kind: Kind, key: string, values: unknown): boolean {
  return sheetsOf(kind).some((each) => {
    const field = each.fields[key];
    return field !== undefined && holds(each.of, values) && holds(field.when, values);
  });
}

const schemas = new Map<DetailSheet, z.ZodType<Record<string, unknown>>>();

/** One form's details as a schema: nothing must be there, what is there has its shape, unknown keys are kept. */
export function schemaOfSheet(each: DetailSheet): z.ZodType<Record<string, unknown>> {
  const made =
    schemas.get(each) ??
    z.looseObject(
      Object.fromEntries(Object.entries(each.fields).map(([key, field]) => [key, field.schema.optional()])),
    );
  schemas.set(each, made);
  return made;
}

/** The keys of an entry's details that have the shape we know: for those who reckon with them. What is not so is left. */
export function readDetails(entry: Entry): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(entry.details ?? {}).filter(
      ([key, value]) => detailField(entry.kind, key)?.schema.safeParse(value).success,
    ),
  );
}
