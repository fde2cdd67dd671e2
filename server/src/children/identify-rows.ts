import type { Text } from '@quanxue/domain/basis/problem.ts';
import type { Listed } from '@quanxue/domain/children/listed.ts';
import { rowIdentity } from '@quanxue/domain/children/match/row-identity.ts';
import { type Candidate, identify, Twice } from '@quanxue/domain/children/matching.ts';
import type { Places } from '@quanxue/domain/children/places.ts';
import { sql } from 'kysely';
import { bytesArray } from '../basis/array-parameter.ts';
import type { Tx } from '../basis/database.ts';
import type { Keys } from '../basis/seal.ts';
import { readMerged } from './held-duplicates.ts';
import { sentences } from './identify-sentences.ts';
import type { ReviewPair } from './import-batch.ts';
import { LikelyChildren, meantBy } from './likely-children.ts';
import { matchHeld } from './match-held.ts';
import { type RowDecisions, readDecisions } from './remembered-decisions.ts';
import { soundOf } from './sound-of-name.ts';

/*
 * Which child of the ledger each row of a list is about: the one place where that is decided. Rows come in portions, in
 * the order of the list. A number that the ledger has, under a name of like sound, decides at once, and so does what a
 * person has decided of the same row. Of the others, those for whom somebody in the ledger may be meant are held until
 * every row was seen, for only then is it known who is still free; then all of them are matched together.
 */

/** A row that could be read, but perhaps for its number. */
export interface RowToIdentify {
  readonly row: number;
  readonly listed: Listed;
  /** The number as it was written, where it could not be taken. */
  readonly number: string | null;
}

export interface RowIdentity {
  /** The child of the ledger; null for somebody new, with `doubt` for nobody can say whom, with `review` for not yet. */
  readonly childId: string | null;
  /** Why the row must not be taken in. */
  readonly doubt: Text | null;
  readonly warnings: readonly Text[];
  /** Whom the row may be about; a person decides. Nothing is joined by it. */
  readonly review: readonly ReviewPair[];
  /** What the row says, without a number that is another child's. */
  readonly listed: Listed;
  /** By which the row is known again; null where its number tells. */
  readonly key: Buffer | null;
}

/** A row that waits for the end of the list. */
export interface HeldRow extends RowToIdentify {
  readonly key: Buffer;
  readonly candidates: ReadonlySet<string>;
  /** The child whose number the row bears, under another name. */
  readonly owner: Owner | null;
  /** Whom a person has held apart from this row. */
  readonly apart: ReadonlySet<string>;
}

/** A row that neither a number nor a decision has told. */
interface OpenRow extends RowToIdentify {
  readonly at: number;
  readonly key: Buffer | null;
  readonly owner: Owner | null;
}

const NOBODY: RowDecisions = { same: null, apart: new Map(), undone: false };

export class RowIdentifier {
  private readonly keys: Keys;
  private readonly places: Pick<Places, 'known' | 'nameOf'>;
  private readonly twice = new Twice(soundOf);
  /** Child → the row that was about it. */
  private readonly taken = new Map<string, number>();
  /** Children about whom a row may be that waits. */
  private readonly awaited = new Set<string>();
  private held: HeldRow[] = [];
  private likely: Promise<LikelyChildren> | undefined;
  private withdrawn: Promise<ReadonlyMap<string, Candidate[]>> | undefined;
  private decisions: Promise<ReadonlyMap<string, RowDecisions>> | undefined;
  /** Double registration → the child that it is. */
  private merged: ReadonlyMap<string, string> | undefined;

  constructor(tools: { readonly keys: Keys; readonly places: Pick<Places, 'known' | 'nameOf'> }) {
    this.keys = tools.keys;
    this.places = tools.places;
  }

  /** One answer a row, in their order; null for a row that is held. Asks the ledger as far as the asker of `tx` may see it. */
  async identify(tx: Tx, rows: readonly RowToIdentify[]): Promise<readonly (RowIdentity | null)[]> {
    this.decisions ??= readDecisions(tx);
    const decisions = await this.decisions;
    this.merged ??= await readMerged(tx);
    const owners = await this.owners(
      tx,
      rows.flatMap(({ listed }) => listed.citizenId ?? []),
    );
    const answers: (RowIdentity | null)[] = [];
    const open: OpenRow[] = [];
    for (const [at, each] of rows.entries()) {
      const { row, listed, number } = each;
      answers.push(null);
      // A row whose number cannot be read may yet be left out: nothing is held against those after it.
      const seen = number === null ? this.twice.see(listed, row) : { doubt: null, warning: null };
      const owner = (listed.citizenId && owners.get(listed.citizenId)) || null;
      const exact = owner !== null && (owner.withdrawn || isCalled(owner, listed.name));
      // Where a number tells the row from others and nothing was decided, nobody asks for its key.
      const key = decisions.size > 0 || (!exact && !listed.citizenId) ? this.keyOf(listed, number) : null;
      const decided = (key && decisions.get(key.toString('hex'))) || NOBODY;
      const warnings = seen.warning ? [seen.warning] : [];
      const say = (answer: Partial<RowIdentity>) => {
        answers[at] = this.settle(row, {
          childId: null,
          doubt: null,
          warnings,
          review: [],
          listed,
          key: null,
          ...answer,
        });
      };
      if (seen.doubt) say({ doubt: seen.doubt });
      else if (decided.same) {
        const { same } = decided;
        if (owner && owner.id !== this.keptOf(same.childId)) say({ doubt: sentences.decidedOther(same, owner.name) });
        else say({ childId: this.keptOf(same.childId), key, warnings: [...warnings, sentences.decidedSame(same)] });
      } else if (exact && owner) {
        const apart = decided.apart.get(owner.id);
        const who = identify(listed, owner, [], soundOf);
        if (apart) say({ doubt: sentences.decidedApart(apart) });
        else
          say({
            childId: owner.id,
            warnings: [...warnings, ...who.warnings],
            listed: owner.merged ? { ...listed, citizenId: null } : listed,
          });
      } else open.push({ ...each, at, key, owner });
    }
    if (open.length > 0) await this.hold(tx, open, answers, decisions);
    return answers;
  }

  /** The rows that were held, all matched together, when every row of the list was seen. */
  async release(tx: Tx): Promise<readonly { readonly row: number; readonly who: RowIdentity }[]> {
    const held = this.held;
    this.held = [];
    const matched = await matchHeld(this.keys, tx, this.places, held, (childId) => this.taken.has(childId));
    const answers: { row: number; who: RowIdentity }[] = [];
    // First whoever is certain: a doubtful pair with the same child is then none.
    const sure = (row: number) => (matched.get(row)?.childId ? 0 : 1);
    for (const each of held.toSorted((a, b) => sure(a.row) - sure(b.row))) {
      const { row, number, owner, key } = each;
      const found = matched.get(row);
      // The number stays with the child that has it.
      const lent = owner !== null && (owner.merged || owner.id !== found?.childId);
      const listed = lent ? { ...each.listed, citizenId: null } : each.listed;
      const answer = { doubt: null, warnings: [], review: [], listed, key };
      const seen = number === null ? null : this.twice.see(listed, row).doubt;
      const review = (found?.review ?? []).filter((pair) => !this.taken.has(pair.childId));
      if (seen) answers.push({ row, who: { ...answer, childId: null, doubt: seen } });
      else if (found?.childId) {
        const warnings = [sentences.joined(found.name, found.why), ...(lent ? [sentences.lent(owner.name)] : [])];
        answers.push({ row, who: this.settle(row, { ...answer, childId: found.childId, warnings }) });
      } else if (review.length > 0) {
        for (const pair of review) this.awaited.add(pair.childId);
        answers.push({ row, who: { ...answer, childId: null, review, listed: each.listed } });
      } else if (lent)
        answers.push({ row, who: { ...answer, childId: null, doubt: sentences.numberTaken(owner.name) } });
      else answers.push({ row, who: this.settle(row, { ...answer, childId: await this.comesBack(tx, each.listed) }) });
    }
    return answers.sort((a, b) => a.row - b.row);
  }

  /** Whether some row before was about this child, or may be. */
  isTaken(childId: string): boolean {
    return this.taken.has(childId) || this.awaited.has(childId);
  }

  private settle(row: number, who: RowIdentity): RowIdentity {
    if (!who.childId) return who;
    const before = this.taken.get(who.childId);
    if (before !== undefined) return { ...who, childId: null, doubt: sentences.takenBy(before) };
    this.taken.set(who.childId, row);
    return who;
  }

  private async hold(
    tx: Tx,
    open: readonly OpenRow[],
    answers: (RowIdentity | null)[],
    decisions: ReadonlyMap<string, RowDecisions>,
  ): Promise<void> {
    this.likely ??= LikelyChildren.read(tx, this.merged ?? new Map());
    const likely = await this.likely;
    const known = await this.knownRows(
      tx,
      open.flatMap(({ listed, key }) => (key && !listed.citizenId ? key : [])),
    );
    const meant = new Map<string, string[]>();
    for (const { number } of open) if (number) meant.set(number, meantBy(number));
    const meantOwners = await this.owners(tx, [...meant.values()].flat());
    const byRoll = await this.byRollNumber(tx, open);
    for (const each of open) {
      const { listed, number, key, owner, row } = each;
      const decided = (key && decisions.get(key.toString('hex'))) || NOBODY;
      const answer = { doubt: null, review: [], listed, key, warnings: [] };
      const before = key && known.get(key.toString('hex'));
      if (before && !decided.undone && !decided.apart.has(before)) {
        answers[each.at] = this.settle(row, { ...answer, childId: before, warnings: [sentences.asBefore()] });
        continue;
      }
      const candidates = likely.isEmpty ? new Set<string>() : this.candidates(likely, each);
      if (owner) candidates.add(owner.id);
      for (const other of (number && meant.get(number)) || []) {
        const child = meantOwners.get(other);
        if (child && !child.withdrawn) candidates.add(child.id);
      }
      const rolled = byRoll.get(listed.school?.rollNumber ?? '');
      if (rolled) candidates.add(rolled);
      for (const childId of decided.apart.keys()) candidates.delete(childId);
      if (candidates.size > 0) {
        const apart = new Set(decided.apart.keys());
        this.held.push({ row, listed, number, key: key ?? this.keyOf(listed, number), owner, candidates, apart });
      } else if (owner) answers[each.at] = { ...answer, childId: null, doubt: sentences.numberTaken(owner.name) };
      else answers[each.at] = this.settle(row, { ...answer, childId: await this.comesBack(tx, listed) });
    }
  }

  /** The child itself, or whose double registration it is. */
  private keptOf(childId: string): string {
    return this.merged?.get(childId) ?? childId;
  }

  private candidates(likely: LikelyChildren, { listed, number }: RowToIdentify): Set<string> {
    return likely.of({ listed, number, villageId: this.places.known(listed).registeredUnitId });
  }

  private keyOf(listed: Listed, number: string | null): Buffer {
    return this.keys.lookup(rowIdentity(listed, number));
  }

  private async owners(tx: Tx, numbers: readonly string[]) {
    const found = new Map<string, Owner>();
    if (numbers.length === 0) return found;
    const hmacs = new Map(numbers.map((number) => [this.keys.lookup(number).toString('hex'), number]));
    const { rows } = await sql<CandidateRow & { hmac: string; former_names: string[] }>`
      select id, name, birth_date, sex, encode(citizen_hmac, 'hex') as hmac, withdrawn_at, former_names from children
      where citizen_hmac = any(${bytesArray([...hmacs.keys()].map((hex) => Buffer.from(hex, 'hex')))}::bytea[])
      order by withdrawn_at desc nulls first`.execute(tx);
    for (const row of rows) {
      const number = hmacs.get(row.hmac);
      if (!number || found.has(number)) continue;
      const id = this.keptOf(row.id);
      found.set(number, { ...candidate(row), id, formerNames: row.former_names, merged: id !== row.id });
    }
    return found;
  }

  /** Rows without a number that stood word for word in a list before, and about whom they were written. */
  private async knownRows(tx: Tx, keys: readonly Buffer[]): Promise<ReadonlyMap<string, string>> {
    if (keys.length === 0) return new Map();
    const { rows: found } = await sql<{ key: string; child_id: string }>`
      select distinct on (r.identity_key) encode(r.identity_key, 'hex') as key, r.child_id
      from import_rows r join import_batches b on b.id = r.batch_id join children c on c.id = r.child_id
      where r.identity_key = any(${bytesArray(keys)}::bytea[])
        and r.outcome in ('added', 'changed', 'same', 'listed') and b.state = 'confirmed' and c.withdrawn_at is null
      order by r.identity_key, b.confirmed_no desc`.execute(tx);
    return new Map(found.map((row) => [row.key, this.keptOf(row.child_id)]));
  }

  private async byRollNumber(tx: Tx, rows: readonly RowToIdentify[]): Promise<ReadonlyMap<string, string>> {
    const numbers = rows.flatMap(({ listed }) => listed.school?.rollNumber ?? []);
    if (numbers.length === 0) return new Map();
    const hmacs = new Map(numbers.map((number) => [this.keys.lookup(number).toString('hex'), number]));
    const { rows: found } = await sql<{ hmac: string; child_id: string }>`
      select encode(s.roll_hmac, 'hex') as hmac, s.child_id
      from schooling s join children c on c.id = s.child_id and c.withdrawn_at is null
      where s.roll_hmac = any(${bytesArray([...hmacs.keys()].map((hex) => Buffer.from(hex, 'hex')))}::bytea[])
        and s.to_on is null and s.withdrawn_at is null`.execute(tx);
    return new Map(found.map((row) => [hmacs.get(row.hmac) ?? '', this.keptOf(row.child_id)]));
  }

  /** A child that was taken back with its import, and is nobody's now, comes back with a row of its name and birthday. */
  private async comesBack(tx: Tx, listed: Listed): Promise<string | null> {
    if (!listed.birthDate) return null;
    this.withdrawn ??= readWithdrawn(tx);
    const gone = (await this.withdrawn).get(`${listed.name} ${listed.birthDate}`) ?? [];
    if (gone.length === 0) return null;
    const free = gone.filter((each) => !this.taken.has(each.id));
    return identify(listed, undefined, free, soundOf).childId;
  }
}

/** The child that has a number; `merged`: a double registration of it has. */
type Owner = Candidate & { readonly formerNames: readonly string[]; readonly merged: boolean };

function isCalled(owner: Owner, name: string): boolean {
  const names = [owner.name, ...owner.formerNames];
  return names.includes(name) || names.some((each) => soundOf(each) === soundOf(name));
}

interface CandidateRow {
  readonly id: string;
  readonly name: string;
  readonly birth_date: string;
  readonly sex: Candidate['sex'];
  readonly hmac: string | null;
  readonly withdrawn_at: string | null;
}

async function readWithdrawn(tx: Tx): Promise<ReadonlyMap<string, Candidate[]>> {
  const { rows } = await sql<CandidateRow>`
    select id, name, birth_date, sex, encode(citizen_hmac, 'hex') as hmac, withdrawn_at from children
    where withdrawn_at is not null`.execute(tx);
  return Map.groupBy(rows.map(candidate), (each) => `${each.name} ${each.birthDate}`);
}

function candidate(row: CandidateRow): Candidate {
  return {
    id: row.id,
    name: row.name,
    birthDate: row.birth_date,
    sex: row.sex,
    hasNumber: row.hmac !== null,
    withdrawn: row.withdrawn_at !== null,
  };
}
