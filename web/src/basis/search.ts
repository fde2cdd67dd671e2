import type { z } from 'zod';

/* Filters live in the address: a page can be bookmarked, sent and gone back to. Only ids and filters, never names. */

/** Keeps the parameters that the schema knows and accepts, each on its own; anything else in an address is left out. */
export function keepKnown<S extends z.ZodObject>(schema: S): (raw: Record<string, unknown>) => Partial<z.output<S>> {
  return (raw) => {
    const kept: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(schema.shape)) {
      if (raw[name] === undefined) continue;
      const result = (field as z.ZodType).safeParse(raw[name]);
      if (result.success && result.data !== undefined) kept[name] = result.data;
    }
    return kept as Partial<z.output<S>>;
  };
}

/** `?state=unknown&offset=50` as plain strings, without the JSON that the router would write. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}
