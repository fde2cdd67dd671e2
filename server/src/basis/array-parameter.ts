/*
 * Arrays as PostgreSQL takes them in binary form: a flag, the type, then each element behind its length. An import sends a
 * million of them, and as text each would be quoted here and taken apart there, bytes at twice their length.
 */

/** Numbers of the types in pg_type. */
const TYPE = { boolean: 16, bytea: 17, int4: 23, text: 25, date: 1082, uuid: 2950, jsonb: 3802 } as const;

const HEAD = 20;
/** Days are counted from 1 January 2000. */
const DAY_ZERO = Date.UTC(2000, 0, 1);

export function uuidArray(values: readonly (string | null)[]): Buffer {
  return fixed(TYPE.uuid, 16, values, (into, at, value) => {
    into.write(value.replaceAll('-', ''), at, 16, 'hex');
  });
}

export function intArray(values: readonly (number | null)[]): Buffer {
  return fixed(TYPE.int4, 4, values, (into, at, value) => {
    into.writeInt32BE(value, at);
  });
}

export function booleanArray(values: readonly (boolean | null)[]): Buffer {
  return fixed(TYPE.boolean, 1, values, (into, at, value) => {
    into[at] = value ? 1 : 0;
  });
}

/** Days: '2022-09-01'. */
export function dayArray(values: readonly (string | null)[]): Buffer {
  return fixed(TYPE.date, 4, values, (into, at, value) => {
    into.writeInt32BE(Math.round((Date.parse(value) - DAY_ZERO) / 86_400_000), at);
  });
}

export function bytesArray(values: readonly (Buffer | null)[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), HEAD);
  const array = begin(TYPE.bytea, size, values);
  let at = HEAD;
  for (const value of values) {
    array.writeInt32BE(value ? value.length : -1, at);
    at += 4;
    if (value) at += value.copy(array, at);
  }
  return array;
}

export function textArray(values: readonly (string | null)[]): Buffer {
  return texts(TYPE.text, [], values);
}

/** Values of JSON, already written. */
export function jsonArray(values: readonly string[]): Buffer {
  // The version of the binary form of jsonb stands before each.
  return texts(TYPE.jsonb, [1], values);
}

function texts(type: number, before: readonly number[], values: readonly (string | null)[]): Buffer {
  // At most three bytes for each unit of UTF-16.
  const most = values.reduce((sum, value) => sum + 4 + before.length + 3 * (value?.length ?? 0), HEAD);
  const array = begin(type, most, values);
  let at = HEAD;
  for (const value of values) {
    const head = at;
    at += 4;
    if (value !== null) {
      for (const byte of before) at = array.writeUInt8(byte, at);
      at += array.write(value, at);
    }
    array.writeInt32BE(value === null ? -1 : at - head - 4, head);
  }
  return array.subarray(0, at);
}

function fixed<T>(
  type: number,
  bytes: number,
  values: readonly (T | null)[],
  write: (into: Buffer, at: number, value: T) => void,
): Buffer {
  const array = begin(type, HEAD + values.length * (4 + bytes), values);
  let at = HEAD;
  for (const value of values) {
    array.writeInt32BE(value === null ? -1 : bytes, at);
    at += 4;
    if (value === null) continue;
    write(array, at, value);
    at += bytes;
  }
  return array.subarray(0, at);
}

function begin(type: number, size: number, values: readonly unknown[]): Buffer {
  const array = Buffer.allocUnsafe(size);
  array.writeInt32BE(1, 0);
  array.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  array.writeInt32BE(type, 8);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16);
  return array;
}
