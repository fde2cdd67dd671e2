import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hash,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { open as openFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type RawBuilder, sql } from 'kysely';
import { bytesArray, uuidArray } from './array-parameter.ts';
import type { Clock } from './clock.ts';
import type { Database, Tx } from './database.ts';
import { newId } from './ids.ts';
import { problems } from './problems.ts';
import { freshBytes } from './random.ts';

/*
 * Envelope encryption. The master key lives outside the database and wraps one data key per child (and per import);
 * the data keys seal. AES-256-GCM throughout; the additional data binds each blob to its key and to its place, so that
 * a sealed value cannot be moved to another row.
 */

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/** Seals and opens with one child's (or one import's) key. */
export interface DataKey {
  readonly id: string;
  /** @param place where the blob will stand (`children/<id>`); to be given again when opening. */
  seal(value: unknown, place: string): Buffer;
  /** @throws Problem `seal-broken` when key, place or bytes do not fit. */
  open(sealed: Buffer, place: string): unknown;
  /** Writes a file's bytes sealed to another file, as they stream. */
  sealFile(from: string, to: string, place: string): Promise<void>;
  /** The other way. @throws Problem `seal-broken`; then nothing is left at `to`. */
  openFile(from: string, to: string, place: string): Promise<void>;
}

/** Keys for children that are about to be written in this very transaction. */
export interface NewKeys {
  readonly keys: ReadonlyMap<string, DataKey>;
  /** Makes keys for these children, some at a time. */
  add(childIds: readonly string[]): void;
  /** The statement that writes all that were made, once the children are there. */
  insert(): RawBuilder<unknown>;
}

/** The opened keys of an installation, for another thread of this process; never to be written anywhere. */
export interface OpenedKeys {
  readonly master: Uint8Array;
  readonly lookup: Uint8Array;
}

export interface Keys {
  /** Keyed HMAC-SHA256 by which a number is found without being readable: give it the number as it is written in full. */
  lookup(text: string): Buffer;
  /** The data key of a child, made on first need. The child's row must be there and in the actor's sight. */
  ofChild(tx: Tx, childId: string): Promise<DataKey>;
  /** The same for many at once (a page of a list, a chunk of an import). */
  ofChildren(tx: Tx, childIds: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;
  /** For children that this transaction makes: nothing is looked up, for they have no key yet. */
  forNewChildren(): NewKeys;
  /** The data key of an import's staged rows, made on first need. */
  ofBatch(tx: Tx, batchId: string): Promise<DataKey>;
  /** The data keys of leads, made on first need; the lead may be written after its key, in the same transaction. */
  ofLeads(tx: Tx, leadIds: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;
  /** The same for referrals: what an office is shown is not under the child's key. */
  ofReferrals(tx: Tx, referralIds: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;
  /** The installation's key for what lets it speak to other machines, made on first need. */
  ofChannels(tx: Tx): Promise<DataKey>;
  opened(): OpenedKeys;
}

/** The keys as another thread has opened them. */
export function takeOver(opened: OpenedKeys, clock: Clock): Keys {
  return makeKeys(Buffer.from(opened.master), Buffer.from(opened.lookup), clock);
}

/**
 * The master key: `QUANXUE_MASTER_KEY`, else `<data>/keys/master.key`, made on the first start (32 random bytes as hex,
 * readable by the server's user alone).
 *
 * @param mayMake false when the database already holds keys: then a missing file is a loss to be told, not to be papered over.
 */
export function readMasterKey(config: { dataDir: string; masterKey: string | undefined }, mayMake: boolean): Buffer {
  if (config.masterKey) return decode(config.masterKey, ' (QUANXUE_MASTER_KEY) ');
  const folder = join(config.dataDir, 'keys');
  const path = join(folder, 'master.key');
  if (existsSync(path)) return decode(readFileSync(path, 'utf8').trim(), ` ${path} `);
  if (!mayMake) throw problems.masterKeyMissing({ path });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  const file = openSync(path, 'wx', 0o600);
  writeSync(file, `${key.toString('hex')}\n`);
  fsyncSync(file);
  closeSync(file);
  const directory = openSync(folder, 'r');
  fsyncSync(directory);
  closeSync(directory);
  return key;
}

function decode(hex: string, where: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw problems.masterKeyDamaged({ where });
  return Buffer.from(hex, 'hex');
}

/** Names a master key without telling anything about it. */
function masterIdOf(master: Buffer): string {
  return createHash('sha256').update('quanxue master key').update(master).digest('hex').slice(0, 16);
}

/** Reads (or makes, on the first start) the keys of the installation. */
export async function openKeys(
  database: Database,
  clock: Clock,
  config: { dataDir: string; masterKey: string | undefined },
): Promise<Keys> {
  return database.inTransaction(null, async (tx) => {
    const stored = await tx
      .selectFrom('installation_keys')
      .selectAll()
      .where('purpose', '=', 'lookup')
      .orderBy('wrapping', 'desc')
      .limit(1)
      .executeTakeFirst();
    const master = readMasterKey(config, !stored);
    if (stored) return makeKeys(master, unwrap(master, stored), clock);
    const made = wrapNew(masterOf(master), clock);
    await tx
      .insertInto('installation_keys')
      .values({ ...made.row, purpose: 'lookup' })
      .execute();
    return makeKeys(master, made.key, clock);
  });
}

function makeKeys(masterBytes: Buffer, lookupKey: Buffer, clock: Clock): Keys {
  const lookup = lookupBy(lookupKey);
  // Once for all: an import wraps or unwraps sixty thousand keys with it.
  const master = masterOf(masterBytes);
  const ofOwners = async (tx: Tx, column: 'lead_id' | 'referral_id', ids: readonly string[]) => {
    const found = new Map<string, DataKey>();
    if (ids.length === 0) return found;
    const rows = await tx
      .selectFrom('data_keys')
      .distinctOn(column)
      .selectAll()
      .where(column, 'in', [...ids])
      .orderBy(column)
      .orderBy('wrapping', 'desc')
      .execute();
    for (const row of rows) {
      const owner = row[column];
      if (owner) found.set(owner, dataKey(row.id, unwrap(master, row)));
    }
    const made = ids.filter((id) => !found.has(id)).map((owner) => ({ owner, ...wrapNew(master, clock) }));
    if (made.length > 0) {
      await tx
        .insertInto('data_keys')
        .values(made.map(({ owner, row }) => ({ ...row, child_id: null, batch_id: null, [column]: owner })))
        .execute();
    }
    for (const { owner, row, key } of made) found.set(owner, dataKey(row.id, key));
    return found;
  };
  const keys: Keys = {
    lookup,
    ofChild: async (tx, childId) => {
      const key = (await keys.ofChildren(tx, [childId])).get(childId);
      if (!key) throw problems.notFound();
      return key;
    },
    ofChildren: async (tx, childIds) => {
      const found = new Map<string, DataKey>();
      if (childIds.length === 0) return found;
      const { rows } = await sql<{ id: string; child_id: string; wrapped: Buffer }>`
        select distinct on (child_id) id, child_id, wrapped from data_keys
        where child_id = any(${uuidArray(childIds)}::uuid[]) order by child_id, wrapping desc`.execute(tx);
      for (const row of rows) if (row.child_id) found.set(row.child_id, dataKey(row.id, unwrap(master, row)));
      const made = keys.forNewChildren();
      made.add(childIds.filter((childId) => !found.has(childId)));
      if (made.keys.size > 0) await made.insert().execute(tx);
      for (const [childId, key] of made.keys) found.set(childId, key);
      return found;
    },
    forNewChildren: () => {
      const found = new Map<string, DataKey>();
      const made: { readonly childId: string; readonly row: ReturnType<typeof wrapped> }[] = [];
      return {
        keys: found,
        add: (childIds) => {
          for (const childId of childIds) {
            const { row, key } = wrapNew(master, clock);
            made.push({ childId, row });
            found.set(childId, dataKey(row.id, key));
          }
        },
        insert: () => sql`
          insert into data_keys (id, wrapping, child_id, master_id, wrapped, created_at)
          select n.id, 1, n.child_id, ${master.id}, n.wrapped, ${clock.now()}::timestamptz
          from unnest(
            ${uuidArray(made.map(({ row }) => row.id))}::uuid[], ${uuidArray(made.map(({ childId }) => childId))}::uuid[],
            ${bytesArray(made.map(({ row }) => row.wrapped))}::bytea[]
          ) as n (id, child_id, wrapped)`,
      };
    },
    opened: () => ({ master: masterBytes, lookup: lookupKey }),
    ofBatch: async (tx, batchId) => {
      const row = await tx
        .selectFrom('data_keys')
        .selectAll()
        .where('batch_id', '=', batchId)
        .orderBy('wrapping', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (row) return dataKey(row.id, unwrap(master, row));
      const made = wrapNew(master, clock);
      await tx
        .insertInto('data_keys')
        .values({ ...made.row, child_id: null, batch_id: batchId })
        .execute();
      return dataKey(made.row.id, made.key);
    },
    ofChannels: async (tx) => {
      const read = () =>
        tx
          .selectFrom('installation_keys')
          .selectAll()
          .where('purpose', '=', 'channels')
          .orderBy('wrapping', 'desc')
          .limit(1)
          .executeTakeFirst();
      const found = await read();
      if (found) return dataKey(found.id, unwrap(master, found));
      await tx
        .insertInto('installation_keys')
        .values({ ...wrapNew(master, clock).row, purpose: 'channels' })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const row = await read();
      if (!row) throw problems.sealBroken();
      return dataKey(row.id, unwrap(master, row));
    },
    ofLeads: (tx, leadIds) => ofOwners(tx, 'lead_id', leadIds),
    ofReferrals: (tx, referralIds) => ofOwners(tx, 'referral_id', referralIds),
  };
  return keys;
}

/** HMAC-SHA256 (RFC 2104) by two plain hashes: an import asks for three a child, and an Hmac object costs more than all of it. */
function lookupBy(key: Buffer): Keys['lookup'] {
  const pad = (byte: number) => {
    const block = Buffer.alloc(64, byte);
    for (let at = 0; at < key.length; at += 1) block[at] = (key[at] ?? 0) ^ byte;
    return block;
  };
  const [inner, outer] = [pad(0x36), pad(0x5c)];
  const keyed = (text: string) => {
    const first = hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer');
    return hash('sha256', Buffer.concat([outer, first]), 'buffer');
  };
  // The last four characters of a number are one of a few thousand: each is worked out once.
  const tails = new Map<string, Buffer>();
  return (text) => {
    if (text.length !== 4) return keyed(text);
    const known = tails.get(text);
    if (known) return known;
    const made = keyed(text);
    if (tails.size < MOST_TAILS) tails.set(text, made);
    return made;
  };
}

/** Four digits, or three and X. */
const MOST_TAILS = 11_000;

/** A master key at hand, with the name that tells nothing about it. */
interface Master {
  readonly key: KeyObject;
  readonly id: string;
}

function masterOf(bytes: Buffer): Master {
  return { key: createSecretKey(bytes), id: masterIdOf(bytes) };
}

function wrapNew(master: Master, clock: Clock) {
  const id = newId(clock);
  const key = Buffer.from(freshBytes(32));
  return { key, row: wrapped(master, id, 1, key, clock.now()) };
}

/** One row of a key table: the key under a master key. `wrapping` counts the master keys it has lived under. */
export function wrap(master: Buffer, id: string, wrapping: number, key: Buffer, now: string) {
  return wrapped(masterOf(master), id, wrapping, key, now);
}

function wrapped(master: Master, id: string, wrapping: number, key: Buffer, now: string) {
  return { id, wrapping, master_id: master.id, wrapped: encrypt(master.key, key, `data-key/${id}`), created_at: now };
}

/** The key in such a row. @throws Problem `seal-broken` under another master key. */
export function unwrap(master: Buffer | Master, row: { id: string; wrapped: Buffer }): Buffer {
  return decrypt('key' in master ? master.key : createSecretKey(master), row.wrapped, `data-key/${row.id}`);
}

function dataKey(id: string, bytes: Buffer): DataKey {
  // A key object: with bare bytes Node takes three times as long.
  const key = createSecretKey(bytes);
  return {
    id,
    seal: (value, place) => encrypt(key, JSON.stringify(value), `${id}/${place}`),
    open: (sealed, place) => JSON.parse(decrypt(key, sealed, `${id}/${place}`).toString('utf8')),
    sealFile: async (from, to, place) => {
      const nonce = freshBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(`${id}/${place}`));
      const file = await openFile(to, 'w', 0o600);
      try {
        await file.write(Buffer.concat([Buffer.of(VERSION), nonce]));
        for await (const chunk of createReadStream(from)) await file.write(cipher.update(chunk as Buffer));
        await file.write(Buffer.concat([cipher.final(), cipher.getAuthTag()]));
        await file.sync();
      } finally {
        await file.close();
      }
    },
    openFile: async (from, to, place) => {
      try {
        const file = await openFile(from, 'r');
        const { size } = await file.stat();
        const head = Buffer.alloc(1 + NONCE);
        const tag = Buffer.alloc(TAG);
        await file.read(head, 0, head.length, 0);
        await file.read(tag, 0, TAG, size - TAG);
        await file.close();
        if (head[0] !== VERSION) throw new Error('version');
        const cipher = createDecipheriv('aes-256-gcm', key, head.subarray(1), { authTagLength: TAG });
        cipher.setAAD(Buffer.from(`${id}/${place}`)).setAuthTag(tag);
        const sealed = createReadStream(from, { start: head.length, end: size - TAG - 1 });
        await pipeline(sealed, cipher, createWriteStream(to, { mode: 0o600 }));
      } catch {
        await rm(to, { force: true });
        throw problems.sealBroken();
      }
    },
  };
}

const VERSION_BYTE = Buffer.of(VERSION);

/** version ‖ nonce ‖ ciphertext ‖ tag */
function encrypt(key: KeyObject, plain: Buffer | string, context: string): Buffer {
  const nonce = freshBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const secret = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  return Buffer.concat([VERSION_BYTE, nonce, secret, cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: KeyObject, sealed: Buffer, context: string): Buffer {
  try {
    if (sealed[0] !== VERSION) throw new Error('version');
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), {
      authTagLength: TAG,
    });
    cipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-TAG));
    const plain = cipher.update(sealed.subarray(1 + NONCE, -TAG));
    // With this cipher nothing is left for the end, where the tag is looked at.
    cipher.final();
    return plain;
  } catch {
    throw problems.sealBroken();
  }
}
