/**
 * JSON Canonicalization Scheme, RFC 8785: one text for one value, so that a hash of it means something. Property names
 * sort by their UTF-16 code units; numbers and strings are written as ECMAScript writes them.
 *
 * @throws TypeError with the path for what I-JSON cannot say: not a number, infinity, half a surrogate pair, undefined.
 */
export function canonical(value: unknown): string {
  const text = plain(value);
  // The way is told only where something cannot be said: naming it at every step costs more than the writing.
  return text ?? write(value, '');
}

/** The same text, or undefined where `write` has something to refuse. */
function plain(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? JSON.stringify(value) : undefined;
    case 'number':
      return Number.isFinite(value) ? JSON.stringify(value) : undefined;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? plainArray(value) : plainObject(value);
    default:
      return undefined;
  }
}

function plainArray(items: readonly unknown[]): string | undefined {
  let text = '';
  for (const item of items) {
    const written = plain(item);
    if (written === undefined) return undefined;
    text += text === '' ? written : `,${written}`;
  }
  return `[${text}]`;
}

function plainObject(value: object): string | undefined {
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of Object.keys(members).sort()) {
    const member = members[name];
    if (member === undefined) continue;
    const written = plain(member);
    if (written === undefined || !name.isWellFormed()) return undefined;
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${written}`;
  }
  return `{${text}}`;
}

/** Thrown for a value that has no canonical form; `path` is where, in the manner of a JSON Pointer. */
export class NotCanonical extends TypeError {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path || '/'}: ${reason}`);
    this.path = path;
  }
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
      return quote(value, path);
    case 'number':
      if (!Number.isFinite(value)) throw new NotCanonical(path, 'a number that JSON cannot write');
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) {
        return `[${value.map((item, index) => write(item, `${path}/${index}`)).join(',')}]`;
      }
      const members = Object.entries(value)
        .filter(([, member]) => member !== undefined)
        // Array.prototype.sort's own order compares code units, too; < says so.
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, member]) => `${quote(name, path)}:${write(member, `${path}/${name}`)}`);
      return `{${members.join(',')}}`;
    }
    default:
      throw new NotCanonical(path, `${typeof value} is not JSON`);
  }
}

function quote(text: string, path: string): string {
  if (!text.isWellFormed()) throw new NotCanonical(path, 'half a surrogate pair');
  return JSON.stringify(text);
}
