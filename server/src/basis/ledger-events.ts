import { canonical } from '@quanxue/domain/basis/canonical.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from './actor.ts';
import { bytesArray, intArray, jsonArray, textArray, uuidArray } from './array-parameter.ts';
import { faultsOf, hashOf, hashOfText, type Json, redact, redactSecret, restore, type Secrets } from './chain.ts';
import type { Clock } from './clock.ts';
import type { Tx } from './database.ts';
import type { ChainFault } from './log.ts';
import { problems } from './problems.ts';
import type { DataKey, Keys } from './seal.ts';

/*
 * The trace of the ledgers: every change of a child, a schooling state, a setting, a unit is an event in an append-only
 * chain of the child, else of the unit. Same canonical form as the log of entries.
 */

const FORM = 1;

/** A change to be recorded. Exactly one of `childId` and `unitId`. */
export interface LedgerChange {
  readonly childId?: string;
  readonly unitId?: string;
  /** Verb and noun: `child-added`, `schooling-closed`, `setting-changed`. */
  readonly kind: string;
  /** What changed, before and after; of no use to a stranger. */
  readonly body: Json;
  /** What of it is sensitive (numbers, phones, address, disability): digested in the body under `secret`, sealed beside it. Children only. */
  readonly secret?: Json;
}

export interface LedgerEvent {
  readonly position: number;
  readonly kind: string;
  readonly at: string;
  readonly actorId: string;
  /** `secret` is opened again inside. */
  readonly body: Json;
}

/** Where a chain ends: its last position, and the hash to follow. */
interface Tip {
  readonly position: number;
  readonly hash: Buffer | null;
}

/** Events as they will stand, hashed and sealed. */
export type ChainedChanges = readonly (Omit<Hashed, 'body'> & {
  readonly body: string;
  readonly sealed: Buffer | null;
  readonly data_key_id: string | null;
  readonly hash: Buffer;
})[];

/**
 * Appends changes to their chains, many at once; those of one chain in the order given. At most a few thousand a call.
 * The children must be in the actor's sight.
 */
export async function recordChanges(
  tools: { readonly keys: Keys; readonly clock: Clock },
  tx: Tx,
  actor: Pick<Actor, 'accountId'>,
  changes: readonly LedgerChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const childIds = [...new Set(changes.flatMap((change) => change.childId ?? []))];
  const unitIds = [...new Set(changes.flatMap((change) => change.unitId ?? []))].sort();
  // A chain grows by one writer at a time: children by their rows, units (few) by advisory locks.
  if (childIds.length > 0) {
    await sql`select from children where id = any(${childIds}::uuid[]) order by id for update`.execute(tx);
  }
  for (const unitId of unitIds) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`ledger ${unitId}`}, 0))`.execute(tx);
  }
  const { rows: ends } = await sql<{ chain_id: string; position: number; hash: Buffer }>`
    select distinct on (chain_id) chain_id, position, hash from ledger_events
    where chain_id = any(${[...childIds, ...unitIds]}::uuid[]) order by chain_id, position desc`.execute(tx);
  const tips = new Map(ends.map((row): [string, Tip] => [row.chain_id, { position: row.position, hash: row.hash }]));
  const secretive = new Set(changes.flatMap((change) => (change.secret && change.childId) || []));
  const childKeys = await tools.keys.ofChildren(tx, [...secretive]);
  await appendChanges(tx, chainChanges(tools.clock.now(), actor, changes, childKeys, tips));
}

/**
 * Chains, hashes and seals changes without asking the database: `tips` are the ends of their chains, held against other
 * writers; a chain that is not among them begins. For children that the same transaction makes there is none.
 */
export function chainChanges(
  now: string,
  actor: Pick<Actor, 'accountId'>,
  changes: readonly LedgerChange[],
  childKeys: ReadonlyMap<string, DataKey>,
  tips = new Map<string, Tip>(),
): ChainedChanges {
  return changes.map((change) => {
    const chainId = change.childId ?? change.unitId;
    if (!chainId || (change.childId && change.unitId)) throw new Error('a change belongs to one child or one unit');
    const tip = tips.get(chainId) ?? { position: 0, hash: null };
    const { body, secrets } = change.secret ? redactSecret(change.body, change.secret) : redact(change.body, []);
    const unhashed = {
      chain_id: chainId,
      position: tip.position + 1,
      child_id: change.childId ?? null,
      unit_id: change.unitId ?? null,
      kind: change.kind,
      at: now,
      actor_id: actor.accountId,
      prev_hash: tip.hash,
    };
    const text = canonical(body);
    const hash = hashOfText(hashedText(unhashed, text));
    tips.set(chainId, { position: unhashed.position, hash });
    const key = change.secret && change.childId ? childKeys.get(change.childId) : undefined;
    if (change.secret && !key) throw new Error('only what is known of a child can be sealed');
    return {
      ...unhashed,
      body: text,
      sealed: key ? key.seal(secrets, place(chainId, unhashed.position)) : null,
      data_key_id: key?.id ?? null,
      hash,
    };
  });
}

/** Writes chained changes; nobody else may have written to their chains since. */
export async function appendChanges(tx: Tx, rows: ChainedChanges): Promise<void> {
  if (rows.length > 0) await appending(rows).execute(tx);
}

/** The statement that does so. */
export function appending(rows: ChainedChanges): RawBuilder<unknown> {
  const column = <Key extends keyof ChainedChanges[number]>(key: Key) => rows.map((row) => row[key]);
  return sql`
    insert into ledger_events (chain_id, position, child_id, unit_id, kind, at, actor_id, body, sealed, data_key_id, hash,
      prev_hash)
    select chain_id, position, child_id, unit_id, kind, at::timestamptz, actor_id, body, sealed, data_key_id, hash, prev_hash
    from unnest(
      ${uuidArray(column('chain_id'))}::uuid[], ${intArray(column('position'))}::int[], ${uuidArray(column('child_id'))}::uuid[],
      ${uuidArray(column('unit_id'))}::uuid[], ${textArray(column('kind'))}::text[], ${textArray(column('at'))}::text[],
      ${uuidArray(column('actor_id'))}::uuid[], ${jsonArray(column('body'))}::jsonb[], ${bytesArray(column('sealed'))}::bytea[],
      ${uuidArray(column('data_key_id'))}::uuid[], ${bytesArray(column('hash'))}::bytea[], ${bytesArray(column('prev_hash'))}::bytea[]
    ) as r (chain_id, position, child_id, unit_id, kind, at, actor_id, body, sealed, data_key_id, hash, prev_hash)`;
}

/** The events of one child's (or unit's) chain, oldest first, opened. */
export async function readChanges(keys: Keys, tx: Tx, chainId: string): Promise<LedgerEvent[]> {
  const rows = await tx
    .selectFrom('ledger_events')
    .selectAll()
    .where('chain_id', '=', chainId)
    .orderBy('position')
    .execute();
  const sealed = rows.find((row) => row.sealed)?.child_id;
  const key = sealed ? await keys.ofChild(tx, sealed) : undefined;
  return rows.map((row) => ({
    position: row.position,
    kind: row.kind,
    at: row.at,
    actorId: row.actor_id,
    body: restore(row.body, secretsOf(row, key)),
  }));
}

/** Recomputes one chain. @returns the faults; none means that it is as it was written. */
export async function verifyChanges(keys: Keys, tx: Tx, chainId: string): Promise<ChainFault[]> {
  const rows = await tx
    .selectFrom('ledger_events')
    .selectAll()
    .where('chain_id', '=', chainId)
    .orderBy('position')
    .execute();
  const sealed = rows.find((row) => row.sealed)?.child_id;
  const key = sealed ? await keys.ofChild(tx, sealed) : undefined;
  const faults: ChainFault[] = [];
  let before: Buffer | null = null;
  for (const [index, row] of rows.entries()) {
    const fault = (text: string) => faults.push({ position: row.position, id: row.chain_id, fault: text });
    if (row.position !== index + 1) fault('an event before this one is missing');
    if (row.prev_hash?.toString('hex') !== before?.toString('hex')) fault('does not follow the event before it');
    if (!hashOf(hashedRecord(row)).equals(row.hash)) fault('is not what was hashed');
    const places = Object.keys((row.body.secret as Json | undefined) ?? {}).map((name) => ['secret', name]);
    for (const text of faultsOf(row.body, places, secretsOf(row, key))) fault(text);
    before = row.hash;
  }
  return faults;
}

interface Hashed {
  readonly chain_id: string;
  readonly position: number;
  readonly child_id: string | null;
  readonly unit_id: string | null;
  readonly kind: string;
  readonly at: string;
  readonly actor_id: string;
  readonly prev_hash: Buffer | null;
  readonly body: Json;
}

function hashedRecord(row: Hashed): Json {
  return {
    v: FORM,
    chain: row.chain_id,
    of: row.child_id ? 'child' : 'unit',
    position: row.position,
    prev: row.prev_hash?.toString('hex') ?? null,
    actor: row.actor_id,
    at: row.at,
    kind: row.kind,
    body: row.body,
  };
}

/** What `canonical` writes of `hashedRecord`, around a body that is written already: it would be written a second time. */
function hashedText(row: Omit<Hashed, 'body'>, body: string): string {
  const of = row.child_id ? 'child' : 'unit';
  const prev = row.prev_hash ? `"${row.prev_hash.toString('hex')}"` : 'null';
  const [actor, at, chain, kind] = [row.actor_id, row.at, row.chain_id, row.kind].map((each) => canonical(each));
  return `{"actor":${actor},"at":${at},"body":${body},"chain":${chain},"kind":${kind},"of":"${of}","position":${row.position},"prev":${prev},"v":${FORM}}`;
}

function secretsOf(
  row: { chain_id: string; position: number; sealed: Buffer | null },
  key: DataKey | undefined,
): Secrets {
  if (!row.sealed) return {};
  if (!key) throw problems.sealBroken();
  return key.open(row.sealed, place(row.chain_id, row.position)) as Secrets;
}

function place(chainId: string, position: number): string {
  return `ledger_events/${chainId}/${position}`;
}
