import { type Entry, entrySchemas, type Kind } from '@quanxue/domain/casefile/schema.ts';
import { type DetailField, detailField, valueAt } from '@quanxue/domain/cases/details/index.ts';
import { z } from 'zod';

/*
 * One description per kind of entry: which fields, in which order, when. What a field is (a day, a choice, a text) and
 * whether it must be there comes from the contract's schema, so a form cannot ask what the schema refuses.
 */

/** Values of a form while it is filled in; what is empty has not been given. */
export type FormValues = Readonly<Record<string, unknown>>;

/** Widgets that the schema alone does not name; `fixed` is given from the start and not shown. */
export type Widget =
  | 'area'
  | 'persons'
  | 'met'
  | 'hospital'
  | 'document'
  | 'measure'
  | 'reply-to'
  | 'school'
  | 'phone'
  | 'fixed';

export interface FieldPlan {
  /** A field of the contract, or `details.x` for what the paper form asks beyond it. */
  readonly name: string;
  /** What the details' list says of it. */
  readonly detail?: DetailField;
  readonly as?: Widget;
  /** Shown only then; a field not shown is not saved. */
  readonly when?: (values: FormValues) => boolean;
  /** The papers ask for it though the schema does not: marked, never enforced. What did not happen is not invented. */
  readonly wanted?: true | ((values: FormValues) => boolean);
  /** A day that may lie ahead: the end of a leave, a deadline. */
  readonly ahead?: true;
}

export interface EntryPlan {
  readonly kind: Kind;
  readonly fields: readonly FieldPlan[];
}

/** What the schema says of a field. */
export type Shape =
  | { readonly type: 'text' }
  | { readonly type: 'day' }
  | { readonly type: 'yes-no' }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly whole: boolean }
  | { readonly type: 'choice'; readonly options: readonly (string | number)[] }
  | { readonly type: 'choices'; readonly options: readonly string[] }
  | { readonly type: 'other' };

const DETAILS = 'details.';

/** The schema of one field of one kind; throws where a plan names a field that the contract does not have. */
export function schemaOf(kind: Kind, name: string): z.ZodType {
  if (name.startsWith(DETAILS)) {
    const field = detailField(kind, name.slice(DETAILS.length));
    if (!field) throw new Error(`no field ${name} in an entry of kind ${kind}`);
    return field.schema.optional();
  }
  const shape: Readonly<Record<string, z.ZodType>> = entrySchemas[kind].shape;
  const schema = shape[name];
  if (!schema) throw new Error(`no field ${name} in an entry of kind ${kind}`);
  return schema;
}

/** True when an entry without this field is refused. */
export function isRequired(kind: Kind, name: string): boolean {
  return !schemaOf(kind, name).safeParse(undefined).success;
}

export function shapeOf(given: z.ZodType): Shape {
  const schema = given instanceof z.ZodOptional ? (given.unwrap() as z.ZodType) : given;
  if (schema.meta()?.format === 'date') return { type: 'day' };
  if (schema instanceof z.ZodEnum) return { type: 'choice', options: schema.options };
  if (schema instanceof z.ZodBoolean) return { type: 'yes-no' };
  if (schema instanceof z.ZodString) return { type: 'text' };
  if (schema instanceof z.ZodNumber) {
    const whole = schema.format === 'safeint';
    return { type: 'number', whole, ...bound('min', schema.minValue), ...bound('max', schema.maxValue) };
  }
  if (schema instanceof z.ZodUnion) {
    const literals = schema.options.filter((each) => each instanceof z.ZodLiteral);
    if (literals.length === schema.options.length) {
      return { type: 'choice', options: literals.map((each) => each.value as string | number) };
    }
  }
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodEnum) {
    return { type: 'choices', options: schema.element.options as string[] };
  }
  return { type: 'other' };
}

function bound<N extends 'min' | 'max'>(name: N, value: number | null): { [K in N]?: number } {
  return value === null || !Number.isFinite(value) ? {} : ({ [name]: value } as { [K in N]?: number });
}

/** The fields to show for what is filled in so far. */
export function shownFields(plan: EntryPlan, values: FormValues): readonly FieldPlan[] {
  return plan.fields.filter((field) => !field.when || field.when(values));
}

export function isWanted(field: FieldPlan, values: FormValues): boolean {
  return typeof field.wanted === 'function' ? field.wanted(values) : field.wanted === true;
}

/** True while the field says what was filled in from what is known. */
export function isKnown(field: FieldPlan, values: FormValues, known: FormValues | undefined): boolean {
  const given = pruned(valueAt(known, field.name));
  return given !== undefined && JSON.stringify(given) === JSON.stringify(pruned(valueAt(values, field.name)));
}

/** The entry's own fields from a form: empty things are left out, hidden fields too, white space at the ends goes. */
export function contentFrom(plan: EntryPlan, values: FormValues): Record<string, unknown> {
  const content: Record<string, unknown> = { kind: plan.kind };
  for (const name of ['on', ...shownFields(plan, values).map((field) => field.name), 'note']) {
    const value = pruned(valueAt(values, name));
    if (value === undefined) continue;
    if (name.startsWith(DETAILS)) {
      content.details = { ...(content.details as object | undefined), [name.slice(DETAILS.length)]: value };
    } else content[name] = value;
  }
  return content;
}

/** Without empty texts, lists and objects; undefined where nothing is left. False and 0 are something. */
export function pruned(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) {
    const list = value.map(pruned).filter((each) => each !== undefined);
    return list.length > 0 ? list : undefined;
  }
  if (typeof value === 'object') {
    const pairs = Object.entries(value).flatMap(([name, each]) => {
      const kept = pruned(each);
      return kept === undefined ? [] : [[name, kept] as const];
    });
    return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
  }
  return value;
}

/** A problem of the entry beside the field where it stands. */
export interface FieldIssue {
  readonly path: readonly (string | number)[];
  readonly reason: 'required' | 'choose' | 'number' | 'day' | 'form';
}

/** Reads an entry by the contract: the entry, or what is to be mended where. */
export function readEntry(
  kind: Kind,
  candidate: Readonly<Record<string, unknown>>,
): { entry: Entry } | { issues: FieldIssue[] } {
  const result = entrySchemas[kind].safeParse(candidate);
  const found = [...(result.success ? [] : result.error.issues), ...detailIssues(kind, candidate.details)];
  if (result.success && found.length === 0) return { entry: result.data };
  return {
    issues: found.map((issue) => ({
      path: issue.path.filter((part): part is string | number => typeof part !== 'symbol'),
      reason: reasonOf(issue, issue.path.reduce<unknown>(step, candidate)),
    })),
  };
}

/** The contract takes any details; a form keeps to the shape that it asks for. */
function detailIssues(kind: Kind, details: unknown): z.core.$ZodIssue[] {
  if (!details || typeof details !== 'object') return [];
  return Object.entries(details).flatMap(([key, value]) => {
    const read = detailField(kind, key)?.schema.safeParse(value);
    return (read?.error?.issues ?? []).map((issue) => ({ ...issue, path: ['details', key, ...issue.path] }));
  });
}

/** Values laid over others: `details` key by key, all else as a whole. */
export function overlaid(...layers: readonly (FormValues | undefined)[]): FormValues {
  const details = layers.flatMap((layer) => Object.entries((layer?.details as object | undefined) ?? {}));
  const values = Object.fromEntries(layers.flatMap((layer) => Object.entries(layer ?? {})));
  return details.length > 0 ? { ...values, details: Object.fromEntries(details) } : values;
}

function step(value: unknown, part: PropertyKey): unknown {
  return value && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[part] : undefined;
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): FieldIssue['reason'] {
  if (value === undefined)
    return issue.code === 'invalid_value' || issue.code === 'invalid_union' ? 'choose' : 'required';
  if (issue.code === 'too_small' && (issue.origin === 'array' || issue.origin === 'string')) return 'required';
  if (issue.code === 'too_small' || issue.code === 'too_big') return 'number';
  if (issue.code === 'custom') return 'day';
  return 'form';
}
