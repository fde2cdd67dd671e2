import type { z } from 'zod';

type Test = (value: unknown) => boolean;

/**
 * Turns a Zod schema into a plain yes-or-no test, for the files that are right: Zod copies every object that it reads,
 * which made two thirds of the time of `quanxue check`. A file that fails the test goes to Zod for its sentences.
 * Knows the kinds of schema that the open format uses and refuses others when it is built, never when it runs. Only
 * for schemas that change nothing (no defaults, no transforms): those have no kind here.
 */
export function predicateOf(schema: z.core.$ZodType): Test {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const checks = (def.checks ?? []).map(checkOf);
  const base = baseOf(def);
  if (checks.length === 0) return base;
  return (value) => base(value) && checks.every((check) => check(value));
}

function baseOf(def: z.core.$ZodTypes['_zod']['def']): Test {
  switch (def.type) {
    case 'string':
      return (value) => typeof value === 'string';
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'number':
      return 'format' in def && def.format === 'safeint' ? Number.isSafeInteger : Number.isFinite;
    case 'enum': {
      const values = new Set<unknown>(Object.values(def.entries));
      return (value) => values.has(value);
    }
    case 'literal': {
      const values = new Set<unknown>(def.values);
      return (value) => values.has(value);
    }
    case 'unknown':
      return () => true;
    case 'array': {
      const element = predicateOf(def.element);
      return (value) => Array.isArray(value) && value.every(element);
    }
    case 'record':
      return isObject;
    case 'union':
      return unionOf(def);
    case 'object':
      return objectOf(def);
    default:
      throw new Error(`no predicate for a schema of type ${def.type}`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function objectOf(def: z.core.$ZodObjectDef): Test {
  const strict = def.catchall?._zod.def.type === 'never';
  const required: string[] = [];
  const tests = new Map<string, Test>();
  for (const [key, schema] of Object.entries(def.shape)) {
    const inner = (schema as z.core.$ZodTypes)._zod.def;
    if (inner.type === 'optional') tests.set(key, predicateOf(inner.innerType));
    else {
      required.push(key);
      tests.set(key, predicateOf(schema));
    }
  }
  return (value) => {
    if (!isObject(value)) return false;
    let seen = 0;
    for (const key of Object.keys(value)) {
      const test = tests.get(key);
      if (test === undefined) {
        if (strict) return false;
      } else if (!test(value[key])) return false;
      else seen++;
    }
    // With every key tested, fewer than all the required ones is the only way left to be wrong.
    return seen >= required.length && required.every((key) => Object.hasOwn(value, key));
  };
}

function unionOf(def: z.core.$ZodUnionDef): Test {
  const key = 'discriminator' in def ? def.discriminator : undefined;
  if (typeof key !== 'string') {
    const options = def.options.map(predicateOf);
    return (value) => options.some((option) => option(value));
  }
  const byValue = new Map<unknown, Test>();
  for (const option of def.options) {
    const literal = ((option as z.core.$ZodObject)._zod.def.shape[key] as z.core.$ZodLiteral | undefined)?._zod.def;
    for (const value of literal?.values ?? []) byValue.set(value, predicateOf(option));
  }
  return (value) => isObject(value) && (byValue.get(value[key])?.(value) ?? false);
}

function checkOf(check: z.core.$ZodCheck<never>): Test {
  const def = (check as unknown as z.core.$ZodChecks)._zod.def;
  switch (def.check) {
    case 'min_length': {
      const { minimum } = def;
      return (value) => (value as string | readonly unknown[]).length >= minimum;
    }
    case 'greater_than': {
      const limit = Number(def.value);
      return def.inclusive ? (value) => (value as number) >= limit : (value) => (value as number) > limit;
    }
    case 'less_than': {
      const limit = Number(def.value);
      return def.inclusive ? (value) => (value as number) <= limit : (value) => (value as number) < limit;
    }
    case 'string_format': {
      if (!('pattern' in def) || !(def.pattern instanceof RegExp))
        throw new Error(`no predicate for format ${def.format}`);
      const { pattern } = def;
      return (value) => pattern.test(value as string);
    }
    default: {
      const custom = def as { check: string; fn?: (value: unknown) => unknown };
      if (custom.check !== 'custom' || !custom.fn) throw new Error(`no predicate for check ${custom.check}`);
      const { fn } = custom;
      return (value) => Boolean(fn(value));
    }
  }
}
