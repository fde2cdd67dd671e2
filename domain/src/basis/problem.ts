import { z } from 'zod';

/** The two languages of the product. Chinese is the source; English is one switch away. */
export type Language = 'zh' | 'en';

/** A sentence in both languages. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** Values that may stand in a problem's sentence: `{name}` in the text is replaced by `values.name`. */
export type Values = Readonly<Record<string, string | number>>;

/**
 * A request that cannot be done. Thrown by name from a catalogue, sent as RFC 9457 `application/problem+json`.
 * It always says what is wrong, where, and what to do next. (A finding, by contrast, is the law not yet
 * satisfied: data, never thrown. Anything else that is thrown is a bug.)
 */
export class Problem extends Error {
  readonly key: string;
  readonly status: number;
  readonly text: Text;
  readonly values: Values;

  constructor(key: string, status: number, text: Text, values: Values = {}) {
    super(`${key}: ${fill(text.en, values)}`);
    this.name = 'Problem';
    this.key = key;
    this.status = status;
    this.text = text;
    this.values = values;
  }

  /** The sentence in one language, values filled in. */
  sentence(language: Language): string {
    return fill(this.text[language], this.values);
  }
}

/** Replaces each `{name}` of a template by its value; a hole without a value stays visible. */
export function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/**
 * Makes one entry of a problem catalogue: `const problems = { wrongPassword: problem('wrong-password', 401, …) }`,
 * then `throw problems.wrongPassword()` or `throw problems.badCell({ row: 3 })`.
 */
export function problem(key: string, status: number, zh: string, en: string): (values?: Values) => Problem {
  return (values = {}) => new Problem(key, status, { zh, en }, values);
}

/** RFC 9457 as it travels: `type` is the problem's key as a relative URI, `title` the sentence in the asked language. */
export const ProblemJson = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    zh: z.string(),
    en: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    /** Where in the request: `body.entry.on` and the like. */
    at: z.array(z.object({ path: z.string(), zh: z.string(), en: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemJson = z.infer<typeof ProblemJson>;
