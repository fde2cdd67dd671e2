/**
 * JSON Canonicalization Scheme, RFC 8785: one text for one value, so that a hash of it means something. Property names
 * sort by their UTF-16 code units; numbers and strings are written as ECMAScript writes them.
 *
 * @throws TypeError with the path for what I-JSON cannot say: not a number, infinity, half a surrogate pair, undefined.
 */
export function canonical(value: unknown): string {
  return write(value, '');
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
