/*
 * Arrays as PostgreSQL reads them, written in one go: the driver's own way looks at each element with regular expressions,
 * and an import sends a million of them.
 */

/** Ids, numbers, days, truth values: nothing in them needs quotation marks. */
export function plainArray(values: readonly (string | number | boolean | null)[]): string {
  return literal(values, String);
}

/** Any text. */
export function textArray(values: readonly (string | null)[]): string {
  return literal(values, (text) => `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`);
}

export function bytesArray(values: readonly (Buffer | null)[]): string {
  return literal(values, (bytes) => `"\\\\x${bytes.toString('hex')}"`);
}

/** Joined and not added up: the driver wants the text in one piece, and a chain of additions is put together only then. */
function literal<T>(values: readonly (T | null)[], write: (value: T) => string): string {
  return `{${values.map((value) => (value === null ? 'NULL' : write(value))).join(',')}}`;
}
