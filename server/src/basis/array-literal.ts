/*
 * Arrays as PostgreSQL reads them, written in one go: the driver's own way looks at each element with regular expressions,
 * and an import sends a million of them.
 */

/** Ids, numbers, days, truth values: nothing in them needs quotation marks. */
export function plainArray(values: readonly (string | number | boolean | null)[]): string {
  let text = '{';
  for (let at = 0; at < values.length; at += 1) text += `${at === 0 ? '' : ','}${values[at] ?? 'NULL'}`;
  return `${text}}`;
}

/** Any text. */
export function textArray(values: readonly (string | null)[]): string {
  let text = '{';
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? null;
    if (at > 0) text += ',';
    if (value === null) text += 'NULL';
    else text += `"${value.includes('"') || value.includes('\\') ? value.replace(/["\\]/g, '\\$&') : value}"`;
  }
  return `${text}}`;
}

export function bytesArray(values: readonly (Buffer | null)[]): string {
  let text = '{';
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? null;
    if (at > 0) text += ',';
    text += value === null ? 'NULL' : `"\\\\x${value.toString('hex')}"`;
  }
  return `${text}}`;
}
