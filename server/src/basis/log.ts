import { canonical } from '@quanxue/domain/basis/canonical.ts';
import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import { sensitivePlaces } from '@quanxue/domain/casefile/sensitive.ts';
import type { Selectable } from 'kysely';
import type { Actor, ActorPost } from './actor.ts';
import { tellChanged } from './case-news.ts';
import { faultsOf, hashOf, type Json, redact, restore, type Secrets } from './chain.ts';
import { type Clock, utc } from './clock.ts';
import type { Tx } from './database.ts';
import { problems } from './problems.ts';
import type { DataKey, Keys } from './seal.ts';
import type { EntriesTable } from './tables/cases.ts';

/*
 * The log of a case: entries are appended, never changed. Each is chained to the one before it in the same case; its
 * sensitive fields are sealed with the child's key. The form is final: docs/decisions/0001-canonical-entry.md.
 */

/** Version of the hashed record. */
const FORM = 1;

/** An entry as it is read back: whole, with what the log knows of it. */
export interface StoredEntry {
  readonly entry: Entry;
  readonly position: number;
  readonly author: string;
  readonly authorId: string;
  readonly post: { readonly role: Role; readonly unit: string };
  /** Instant, UTC with milliseconds. */
  readonly receivedAt: string;
  /** Hex. */
  readonly hash: string;
}

/**
 * Appends one entry to a case's log, in the caller's transaction. Shape and law are the caller's to judge beforehand.
 * The case is locked until the end of the transaction, so that positions have no gap and no fork.
 *
 * @returns the stored entry; `repeated` when the same entry under the same id was there already (a retry): nothing is written then.
 * @throws Problem `entry-id-taken` (same id, other content), `unreadable-text`, `not-found` (no such case in sight).
 */
export async function appendEntry(
  tools: { readonly keys: Keys; readonly clock: Clock },
  tx: Tx,
  act: { readonly caseId: string; readonly entry: Entry; readonly actor: Actor; readonly post: ActorPost },
): Promise<{ readonly stored: StoredEntry; readonly repeated: boolean }> {
  const { caseId, entry } = act;
  const file = await tx
    .selectFrom('cases')
    .select(['id', 'child_id'])
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst();
  if (!file) throw problems.notFound();
  const key = await tools.keys.ofChild(tx, file.child_id);
  const there = await tx
    .selectFrom('entries')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('id', '=', entry.id)
    .executeTakeFirst();
  if (there) {
    const stored = openEntry(there, key);
    if (canonical(stored.entry) !== canonical(entry)) throw problems.entryIdTaken({ id: entry.id });
    return { stored, repeated: true };
  }
  const last = await tx
    .selectFrom('entries')
    .select(['position', 'hash'])
    .where('case_id', '=', caseId)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { row, stored } = nextRow(tools.clock.now(), key, file.child_id, act, last);
  await tx.insertInto('entries').values(row).execute();
  await writeUses(tx, [{ caseId, childId: file.child_id, entry }]);
  await tellChanged(tx, [caseId]);
  return { stored, repeated: false };
}

/** One entry for each of many cases; the caller holds their rows locked and has read their logs to the end. */
export interface Append {
  readonly caseId: string;
  readonly childId: string;
  /** The end of the case's log. */
  readonly last: StoredEntry | undefined;
  readonly entry: Entry;
  readonly actor: Actor;
  readonly post: ActorPost;
}

/** Appends to many logs in few statements: as many as one would take. At most some hundred, one entry a case. */
export async function appendEntries(
  tools: { readonly keys: Keys; readonly clock: Clock },
  tx: Tx,
  acts: readonly Append[],
): Promise<StoredEntry[]> {
  if (acts.length === 0) return [];
  const keys = await tools.keys.ofChildren(tx, [...new Set(acts.map((act) => act.childId))]);
  const made = acts.map((act) => {
    const key = keys.get(act.childId);
    if (!key) throw problems.notFound();
    const last = act.last && { position: act.last.position, hash: Buffer.from(act.last.hash, 'hex') };
    return nextRow(tools.clock.now(), key, act.childId, act, last);
  });
  await tx
    .insertInto('entries')
    .values(made.map(({ row }) => row))
    .execute();
  await writeUses(tx, acts);
  await tellChanged(
    tx,
    acts.map((act) => act.caseId),
  );
  return made.map(({ stored }) => stored);
}

/** The row that follows the last one of a log, hashed and sealed; and how it will be read back. */
function nextRow(
  now: string,
  key: DataKey,
  childId: string,
  act: { readonly caseId: string; readonly entry: Entry; readonly actor: Actor; readonly post: ActorPost },
  last: { readonly position: number; readonly hash: Buffer } | undefined,
) {
  const { caseId, entry, actor, post } = act;
  const { body, secrets } = redact(entry, sensitivePlaces(entry));
  const unhashed = {
    case_id: caseId,
    id: entry.id,
    position: (last?.position ?? 0) + 1,
    kind: entry.kind,
    on_day: entry.on,
    recorded_at: entry.recordedAt === undefined ? null : utc(entry.recordedAt),
    received_at: now,
    author_id: actor.accountId,
    author_name: actor.name,
    post_id: post.id,
    post_role: post.role,
    post_unit: post.unitName,
    prev_hash: last?.hash ?? null,
  };
  const hash = hashOf(hashedRecord({ ...unhashed, body }, childId));
  const sealed = Object.keys(secrets).length > 0 ? key.seal(secrets, place(caseId, entry.id)) : null;
  const stored: StoredEntry = {
    entry,
    position: unhashed.position,
    author: actor.name,
    authorId: actor.accountId,
    post: { role: post.role, unit: post.unitName },
    receivedAt: now,
    hash: hash.toString('hex'),
  };
  return {
    row: { ...unhashed, body: JSON.stringify(body), sealed, data_key_id: sealed ? key.id : null, hash },
    stored,
  };
}

async function writeUses(
  tx: Tx,
  acts: readonly { readonly caseId: string; readonly childId: string; readonly entry: Entry }[],
): Promise<void> {
  const uses = acts.flatMap(({ caseId, childId, entry }) => {
    const files = new Set((entry.evidence ?? []).flatMap((item) => item.sha256 ?? []));
    for (const sha256 of evidenceOfReplacement(entry)) files.add(sha256);
    return [...files].map((sha256) => ({ case_id: caseId, entry_id: entry.id, sha256, child_id: childId }));
  });
  if (uses.length > 0) await tx.insertInto('evidence_uses').values(uses).execute();
}

/** A case's log from the first entry to the last, opened. Empty when the case is not in the actor's sight. */
export async function readLog(keys: Keys, tx: Tx, caseId: string): Promise<StoredEntry[]> {
  return (await readLogs(keys, tx, [caseId])).get(caseId) ?? [];
}

/** The logs of many cases in two queries, each from the first entry to the last. A case without entries has no item. */
export async function readLogs(
  keys: Keys,
  tx: Tx,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, StoredEntry[]>> {
  const logs = new Map<string, StoredEntry[]>();
  if (caseIds.length === 0) return logs;
  const rows = await tx
    .selectFrom('entries')
    .innerJoin('cases', 'cases.id', 'entries.case_id')
    .selectAll('entries')
    .select('cases.child_id')
    .where('entries.case_id', 'in', [...caseIds])
    .orderBy('entries.case_id')
    .orderBy('entries.position')
    .execute();
  const children = await keys.ofChildren(tx, [...new Set(rows.map((row) => row.child_id))]);
  for (const row of rows) {
    const key = children.get(row.child_id);
    if (!key) throw problems.sealBroken();
    const log = logs.get(row.case_id) ?? [];
    log.push(openEntry(row, key));
    logs.set(row.case_id, log);
  }
  return logs;
}

/** One thing that is wrong with a chain: at which position, and what. */
export interface ChainFault {
  readonly position: number;
  readonly id: string;
  readonly fault: string;
}

/**
 * Recomputes a case's chain from what is stored: order without gap, each hash, each link, each digest.
 * @param keys undefined verifies as the holder of a redacted copy would, without opening anything.
 * @returns the faults; none means that the log is as it was written.
 */
export async function verifyLog(keys: Keys | undefined, tx: Tx, caseId: string): Promise<ChainFault[]> {
  const file = await tx.selectFrom('cases').select('child_id').where('id', '=', caseId).executeTakeFirst();
  if (!file) throw problems.notFound();
  const rows = await tx.selectFrom('entries').selectAll().where('case_id', '=', caseId).orderBy('position').execute();
  const key = await keys?.ofChild(tx, file.child_id);
  const faults: ChainFault[] = [];
  let before: Buffer | null = null;
  for (const [index, row] of rows.entries()) {
    const fault = (text: string) => faults.push({ position: row.position, id: row.id, fault: text });
    if (row.position !== index + 1) fault('an entry before this one is missing');
    if (!same(row.prev_hash, before)) fault('does not follow the entry before it');
    if (!hashOf(hashedRecord(row, file.child_id)).equals(row.hash)) fault('is not what was hashed');
    if (row.body.id !== row.id || row.body.kind !== row.kind || row.body.on !== row.on_day) {
      fault('its columns say other than its body');
    }
    const places = sensitivePlaces(row.body);
    for (const text of faultsOf(row.body, places, key ? secretsOf(row, key) : undefined)) fault(text);
    before = row.hash;
  }
  return faults;
}

function openEntry(row: Selectable<EntriesTable>, key: DataKey): StoredEntry {
  return {
    // Validated by the entry's schema before it was appended, and sealed since.
    entry: restore(row.body, secretsOf(row, key)) as Entry,
    position: row.position,
    author: row.author_name,
    authorId: row.author_id,
    post: { role: row.post_role, unit: row.post_unit },
    receivedAt: row.received_at,
    hash: row.hash.toString('hex'),
  };
}

function secretsOf(row: Selectable<EntriesTable>, key: DataKey): Secrets {
  return row.sealed ? (key.open(row.sealed, place(row.case_id, row.id)) as Secrets) : {};
}

/** The record that is hashed, as docs/decisions/0001-canonical-entry.md lays down. */
function hashedRecord(row: Omit<Selectable<EntriesTable>, 'hash' | 'sealed' | 'data_key_id'>, childId: string): Json {
  return {
    v: FORM,
    case: row.case_id,
    child: childId,
    position: row.position,
    prev: row.prev_hash?.toString('hex') ?? null,
    author: { id: row.author_id, name: row.author_name },
    post: { id: row.post_id, role: row.post_role, unit: row.post_unit },
    recordedAt: row.recorded_at,
    receivedAt: row.received_at,
    body: row.body,
  };
}

function evidenceOfReplacement(entry: Entry): string[] {
  if (entry.kind !== 'amendment') return [];
  const evidence = entry.replacement?.evidence;
  if (!Array.isArray(evidence)) return [];
  return evidence.flatMap((item) => (typeof item?.sha256 === 'string' ? item.sha256 : []));
}

function place(caseId: string, entryId: string): string {
  return `entries/${caseId}/${entryId}`;
}

function same(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
