import type { CalendarInFile, CaseFile, ChildHeader, Entry } from '@quanxue/domain/casefile/schema.ts';
import { FORMAT } from '@quanxue/domain/casefile/schema.ts';
import type { Selectable } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import { readLogs, type StoredEntry } from '../basis/log.ts';
import { problems } from '../basis/problems.ts';
import type { CasesTable } from '../basis/tables/cases.ts';
import { type ChildFacts, childFacts } from './child-facts.ts';

/** What of a file's head names nobody (`cases.header`). */
export interface PlainHead {
  readonly pack?: string;
  readonly calendar?: CalendarInFile;
  readonly asOf?: string;
}

/** What else the head carries (`cases.sealed`): the child as it was, and proofs of where the file came from. */
export interface SealedHead {
  readonly child: Partial<ChildHeader>;
  readonly chain?: Readonly<Record<string, unknown>>;
}

/** Where a case that was taken in came from (`cases.origin`). */
export interface Origin {
  readonly fileName: string;
  readonly sha256: string;
  readonly on: string;
  /** How many of the first entries came with the file. */
  readonly entries: number;
}

/** A case as the server works with it: everything, nothing masked. */
export interface LoadedCase {
  readonly id: string;
  readonly childId: string;
  readonly row: Selectable<CasesTable>;
  /** The case file in the open format; `chain` and `asOf` are the export's. Evidence whose file has not arrived is `due`. */
  readonly file: CaseFile;
  readonly log: readonly StoredEntry[];
  readonly head: PlainHead;
  readonly sealedHead: SealedHead;
  readonly origin: Origin | null;
  readonly villages: ChildFacts['villages'];
}

/** Where in a row of `cases` the rest of the head is sealed. */
export const headPlace = (caseId: string) => `cases/${caseId}`;

/**
 * One case. With `lock`, no other writer gets at it before this transaction ends.
 * @throws Problem `not-found` for a case that is not there or not in the actor's sight.
 */
export async function loadCase(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  caseId: string,
  lock = false,
): Promise<LoadedCase> {
  const query = tx.selectFrom('cases').selectAll().where('id', '=', caseId);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  const loaded = row && (await loadCases(house, tx, [row]))[0];
  if (!loaded) throw problems.notFound();
  return loaded;
}

/** Many cases by few queries, in the order of the rows. */
export async function loadCases(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  rows: readonly Selectable<CasesTable>[],
): Promise<LoadedCase[]> {
  const childIds = [...new Set(rows.map((row) => row.child_id))];
  const facts = await childFacts(house, tx, childIds);
  const keys = await house.keys.ofChildren(
    tx,
    childIds.filter((id) => facts.has(id)),
  );
  const logs = await readLogs(
    house.keys,
    tx,
    rows.map((row) => row.id),
  );
  const arrived = await arrivedFiles(tx, [...logs.values()].flat());
  return rows.flatMap((row) => {
    const ledger = facts.get(row.child_id);
    const key = keys.get(row.child_id);
    if (!ledger || !key) return [];
    const log = logs.get(row.id) ?? [];
    const head = row.header as PlainHead;
    const sealedHead = (row.sealed ? key.open(row.sealed, headPlace(row.id)) : { child: {} }) as SealedHead;
    const origin = row.origin as Origin | null;
    const file: CaseFile = {
      format: FORMAT,
      ...(head.pack !== undefined && { pack: head.pack }),
      child: mergeHeader(sealedHead.child, ledger.header),
      ...(head.calendar && { calendar: head.calendar }),
      entries: log.map(({ entry, position }) =>
        position <= (origin?.entries ?? 0) ? takenIn(entry, arrived) : markDue(entry, arrived),
      ),
    };
    return [{ id: row.id, childId: row.child_id, row, file, log, head, sealedHead, origin, villages: ledger.villages }];
  });
}

/** The case after an entry was appended in this same transaction: what a new loading would give, without it. */
export async function withEntry(tx: Tx, before: LoadedCase, stored: StoredEntry): Promise<LoadedCase> {
  const entry = markDue(stored.entry, await arrivedFiles(tx, [stored]));
  return {
    ...before,
    log: [...before.log, stored],
    file: { ...before.file, entries: [...before.file.entries, entry] },
  };
}

/**
 * The header of the file. School, grade and class are those of the day on which the case was opened ("the grade the child
 * belonged to when leaving"), so that later rolls do not move them; what else the ledger knows is the ledger's, and what
 * it does not know is what the file brought.
 */
export function mergeHeader(then: Partial<ChildHeader>, ledger: ChildHeader): ChildHeader {
  const { school, grade, class: form, rollNumber, ...now } = ledger;
  // The ledger writes a last X large; a file that wrote it small goes on as it came.
  const same = then.citizenId !== undefined && then.citizenId.toUpperCase() === now.citizenId;
  return { ...(rollNumber && { rollNumber }), ...then, ...now, ...(same && { citizenId: then.citizenId }) };
}

async function arrivedFiles(tx: Tx, log: readonly StoredEntry[]): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (const { entry } of log) {
    for (const each of [entry, replacementOf(entry)]) {
      for (const item of each?.evidence ?? []) if (item.sha256) named.add(item.sha256);
    }
  }
  if (named.size === 0) return named;
  const rows = await tx
    .selectFrom('evidence')
    .select('sha256')
    .where('sha256', 'in', [...named])
    .execute();
  return new Set(rows.map((row) => row.sha256));
}

/** Evidence recorded here counts once its file is here. */
function markDue(entry: Entry, arrived: ReadonlySet<string>): Entry {
  return withEvidence(entry, (item) => (item.sha256 && !arrived.has(item.sha256) ? { ...item, due: true } : item));
}

/** A file's evidence lies where the file comes from; what was due there counts once it is here. */
function takenIn(entry: Entry, arrived: ReadonlySet<string>): Entry {
  return withEvidence(entry, ({ due, ...item }) =>
    due !== undefined && !(item.sha256 && arrived.has(item.sha256)) ? { ...item, due } : item,
  );
}

type Items = NonNullable<Entry['evidence']>;

/** The entry with each of its evidence items changed, an amendment's replacement included. */
export function withEvidence(entry: Entry, change: (item: Items[number]) => Items[number]): Entry {
  const changed = entry.evidence ? { ...entry, evidence: entry.evidence.map(change) } : entry;
  const replacement = replacementOf(entry);
  if (changed.kind !== 'amendment' || !replacement?.evidence) return changed;
  return { ...changed, replacement: { ...changed.replacement, evidence: replacement.evidence.map(change) } };
}

/** The replacement of an amendment: validated as a whole entry before it was recorded. */
function replacementOf(entry: Entry): Pick<Entry, 'evidence'> | undefined {
  return entry.kind === 'amendment' ? (entry.replacement as Pick<Entry, 'evidence'> | undefined) : undefined;
}
