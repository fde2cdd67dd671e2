import { hash } from 'node:crypto';
import { canonical, NotCanonical } from '@quanxue/domain/basis/canonical.ts';
import type { Place } from '@quanxue/domain/casefile/sensitive.ts';
import { problems } from './problems.ts';
import { freshBytes } from './random.ts';

/*
 * What the log of entries and the ledgers' events share: a record whose sensitive fields stand as salted digests, a hash
 * over its canonical form that takes in the hash before it, and the sealed salts and values beside it.
 * docs/decisions/0001-canonical-entry.md
 */

/** One object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** Salt and value of each sensitive field, by its JSON Pointer. This is what gets sealed. */
export type Secrets = Readonly<Record<string, { readonly salt: string; readonly value: unknown }>>;

export interface Redacted {
  readonly body: Json;
  readonly secrets: Secrets;
}

/**
 * Replaces the values at `places` by {"sha256": hex(SHA-256(salt ‖ canonical(value)))}. Without salt and value nothing
 * can be learned from the digest, and with them anybody can check it.
 *
 * @throws Problem `unreadable-text` for text that cannot be kept (NUL, half a surrogate pair).
 */
export function redact(record: Json, places: readonly Place[]): Redacted {
  refuseUnreadable(record);
  const body = copy(record) as Record<string, unknown>;
  const secrets: Record<string, { salt: string; value: unknown }> = {};
  for (const place of places) {
    const value = at(record, place);
    const salt = freshBytes(16);
    put(body, place, { sha256: digest(salt, value) });
    secrets[pointer(place)] = { salt: salt.toString('base64url'), value };
  }
  return { body, secrets };
}

/**
 * The same for a record whose sensitive fields all stand under `secret`: what `redact` makes of `{...record, secret}` with
 * each member of `secret` as a place, without copying the rest of it.
 */
export function redactSecret(record: Json, secret: Json): Redacted {
  refuseUnreadable(record);
  refuseUnreadable(secret);
  const digests: Record<string, unknown> = {};
  const secrets: Record<string, { salt: string; value: unknown }> = {};
  for (const [name, value] of Object.entries(secret)) {
    const salt = freshBytes(16);
    digests[name] = { sha256: digest(salt, value) };
    secrets[pointer(['secret', name])] = { salt: salt.toString('base64url'), value };
  }
  return { body: { ...record, secret: digests }, secrets };
}

/** The record as it was given: the values back in their places. */
export function restore(body: Json, secrets: Secrets): Json {
  const record = structuredClone(body) as Record<string, unknown>;
  for (const [path, secret] of Object.entries(secrets)) put(record, segments(path), secret.value);
  return record;
}

/**
 * What is wrong with a record beside its chain: a sensitive field in clear, or a sealed value that is not the one digested.
 * @param secrets undefined for a redacted copy: then only the places are checked.
 */
export function faultsOf(body: Json, places: readonly Place[], secrets: Secrets | undefined): string[] {
  const faults: string[] = [];
  for (const place of places) {
    const path = pointer(place);
    const stands = at(body, place);
    const sha256 = isJson(stands) && Object.keys(stands).length === 1 ? stands.sha256 : undefined;
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) {
      faults.push(`${path} is not a digest`);
    } else if (secrets) {
      const secret = secrets[path];
      if (!secret || digest(Buffer.from(secret.salt, 'base64url'), secret.value) !== sha256) {
        faults.push(`${path} is not the value that was digested`);
      }
    }
  }
  return faults;
}

/** SHA-256 over the canonical form. */
export function hashOf(record: Json): Buffer {
  return hash('sha256', canonical(record), 'buffer');
}

/** SHA-256 over a text that is in canonical form already. */
export function hashOfText(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/** Where a digest's bytes are put together; most are short. */
const bench = Buffer.alloc(4096);

function digest(salt: Buffer, value: unknown): string {
  const text = canonical(value);
  // At most three bytes for each unit of UTF-16.
  if (salt.length + 3 * text.length > bench.length) {
    return hash('sha256', Buffer.concat([salt, Buffer.from(text)]), 'hex');
  }
  const end = salt.copy(bench) + bench.write(text, salt.length);
  return hash('sha256', bench.subarray(0, end), 'hex');
}

/** PostgreSQL keeps no NUL in text and RFC 8785 no half pairs: said at the door, with the place, instead of failing inside. */
function refuseUnreadable(record: Json): void {
  if (isReadable(record)) return;
  try {
    if (!canonical(record).includes('\\u0000')) return;
  } catch (error) {
    if (error instanceof NotCanonical) throw problems.unreadableText({ path: error.path });
    throw error;
  }
  const path = findNul(record, '');
  if (path !== undefined) throw problems.unreadableText({ path });
}

/** True for what can be kept beyond doubt; anything else is looked at again, with its place. */
function isReadable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return value === null || typeof value === 'boolean';
  if (Array.isArray(value)) return value.every(isReadable);
  for (const name in value) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (!isReadable(name) || (member !== undefined && !isReadable(member))) return false;
  }
  return true;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(member)]));
}

function findNul(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = name.includes('\0') ? path : findNul(member, `${path}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function pointer(place: Place): string {
  return place.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function segments(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function at(record: unknown, place: Place): unknown {
  let value = record;
  for (const segment of place) value = (value as Record<string | number, unknown> | undefined)?.[segment];
  return value;
}

function put(record: Record<string, unknown>, place: Place, value: unknown): void {
  const last = place.at(-1);
  const parent = at(record, place.slice(0, -1));
  if (last !== undefined) (parent as Record<string | number, unknown>)[last] = value;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
