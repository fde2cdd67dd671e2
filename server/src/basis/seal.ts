import { createCipheriv, createDecipheriv, createHash, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
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
}

export interface Keys {
  /** Keyed HMAC-SHA256 by which a number is found without being readable: give it the number as it is written in full. */
  lookup(text: string): Buffer;
  /** The data key of a child, made on first need. The child's row must be there and in the actor's sight. */
  ofChild(tx: Tx, childId: string): Promise<DataKey>;
  /** The same for many at once (a page of a list, a chunk of an import). */
  ofChildren(tx: Tx, childIds: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;
  /** The data key of an import's staged rows, made on first need. */
  ofBatch(tx: Tx, batchId: string): Promise<DataKey>;
  /** The data keys of leads, made on first need; the lead may be written after its key, in the same transaction. */
  ofLeads(tx: Tx, leadIds: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;
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
    const made = wrapNew(master, clock);
    await tx
      .insertInto('installation_keys')
      .values({ ...made.row, purpose: 'lookup' })
      .execute();
    return makeKeys(master, made.key, clock);
  });
}

function makeKeys(master: Buffer, lookupKey: Buffer, clock: Clock): Keys {
  const lookupSecret = createSecretKey(lookupKey);
  const keys: Keys = {
    lookup: (text) => createHmac('sha256', lookupSecret).update(text).digest(),
    ofChild: async (tx, childId) => {
      const key = (await keys.ofChildren(tx, [childId])).get(childId);
      if (!key) throw problems.notFound();
      return key;
    },
    ofChildren: async (tx, childIds) => {
      const found = new Map<string, DataKey>();
      if (childIds.length === 0) return found;
      const rows = await tx
        .selectFrom('data_keys')
        .distinctOn('child_id')
        .selectAll()
        .where('child_id', 'in', [...childIds])
        .orderBy('child_id')
        .orderBy('wrapping', 'desc')
        .execute();
      for (const row of rows) if (row.child_id) found.set(row.child_id, dataKey(row.id, unwrap(master, row)));
      const made = childIds
        .filter((childId) => !found.has(childId))
        .map((childId) => ({ childId, ...wrapNew(master, clock) }));
      if (made.length > 0) {
        await tx
          .insertInto('data_keys')
          .values(made.map(({ childId, row }) => ({ ...row, child_id: childId, batch_id: null })))
          .execute();
      }
      for (const { childId, row, key } of made) found.set(childId, dataKey(row.id, key));
      return found;
    },
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
    ofLeads: async (tx, leadIds) => {
      const found = new Map<string, DataKey>();
      if (leadIds.length === 0) return found;
      const rows = await tx
        .selectFrom('data_keys')
        .distinctOn('lead_id')
        .selectAll()
        .where('lead_id', 'in', [...leadIds])
        .orderBy('lead_id')
        .orderBy('wrapping', 'desc')
        .execute();
      for (const row of rows) if (row.lead_id) found.set(row.lead_id, dataKey(row.id, unwrap(master, row)));
      const made = leadIds
        .filter((leadId) => !found.has(leadId))
        .map((leadId) => ({ leadId, ...wrapNew(master, clock) }));
      if (made.length > 0) {
        await tx
          .insertInto('data_keys')
          .values(made.map(({ leadId, row }) => ({ ...row, child_id: null, batch_id: null, lead_id: leadId })))
          .execute();
      }
      for (const { leadId, row, key } of made) found.set(leadId, dataKey(row.id, key));
      return found;
    },
  };
  return keys;
}

function wrapNew(master: Buffer, clock: Clock) {
  const id = newId(clock);
  const key = randomBytes(32);
  return { key, row: wrap(master, id, 1, key, clock.now()) };
}

/** One row of a key table: the key under a master key. `wrapping` counts the master keys it has lived under. */
export function wrap(master: Buffer, id: string, wrapping: number, key: Buffer, now: string) {
  const wrapped = encrypt(master, key, `data-key/${id}`);
  return { id, wrapping, master_id: masterIdOf(master), wrapped, created_at: now };
}

/** The key in such a row. @throws Problem `seal-broken` under another master key. */
export function unwrap(master: Buffer, row: { id: string; wrapped: Buffer }): Buffer {
  return decrypt(master, row.wrapped, `data-key/${row.id}`);
}

function dataKey(id: string, key: Buffer): DataKey {
  return {
    id,
    seal: (value, place) => encrypt(key, Buffer.from(JSON.stringify(value)), `${id}/${place}`),
    open: (sealed, place) => JSON.parse(decrypt(key, sealed, `${id}/${place}`).toString('utf8')),
  };
}

/** version ‖ nonce ‖ ciphertext ‖ tag */
function encrypt(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = freshBytes(NONCE);
  // A key object: with bare bytes Node takes three times as long.
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce).setAAD(Buffer.from(context));
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  try {
    if (sealed[0] !== VERSION) throw new Error('version');
    const cipher = createDecipheriv('aes-256-gcm', createSecretKey(key), sealed.subarray(1, 1 + NONCE), {
      authTagLength: TAG,
    });
    cipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([cipher.update(sealed.subarray(1 + NONCE, -TAG)), cipher.final()]);
  } catch {
    throw problems.sealBroken();
  }
}
