import type { Text } from '@quanxue/domain/basis/problem.ts';
import type { Listed } from '@quanxue/domain/children/listed.ts';
import { type Candidate, identify, Twice } from '@quanxue/domain/children/matching.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { Keys } from '../basis/seal.ts';
import { soundOf } from './sound-of-name.ts';

/*
 * Which child of the ledger each row of a list is about: the one place where that is decided. Rows come in portions, in
 * the order of the list; an identifier remembers those before, for a child may stand twice in one list.
 */

/** A row that could be read. */
export interface RowToIdentify {
  readonly row: number;
  readonly listed: Listed;
}

/** A pair that a person must look at: the row may be about this child. Nothing is joined by it. */
export interface ReviewPair {
  readonly childId: string;
  readonly score: number;
  readonly why: readonly Text[];
}

export interface RowIdentity {
  /** The child of the ledger; null for somebody new (or, with `doubt`, for nobody can say whom). */
  readonly childId: string | null;
  /** Why the row must not be taken in. */
  readonly doubt: Text | null;
  readonly warnings: readonly Text[];
  readonly review: readonly ReviewPair[];
}

export class RowIdentifier {
  private readonly keys: Keys;
  private readonly twice = new Twice(soundOf);
  /** Child → the row that was about it. */
  private readonly taken = new Map<string, number>();

  constructor(tools: { readonly keys: Keys }) {
    this.keys = tools.keys;
  }

  /** One answer a row, in their order. Asks the ledger as far as the asker of `tx` may see it. */
  async identify(tx: Tx, rows: readonly RowToIdentify[]): Promise<readonly RowIdentity[]> {
    const { byNumber, byBirth } = await this.candidates(tx, rows);
    return rows.map(({ row, listed }) => {
      const seen = this.twice.see(listed, row);
      const who = identify(
        listed,
        listed.citizenId ? byNumber.get(listed.citizenId) : undefined,
        byBirth.get(listed.birthDate ?? '') ?? [],
        soundOf,
      );
      const before = who.childId ? this.taken.get(who.childId) : undefined;
      const doubt = seen.doubt ?? who.doubt ?? (before === undefined ? null : takenBy(before));
      if (!doubt && who.childId) this.taken.set(who.childId, row);
      return {
        childId: doubt ? null : who.childId,
        doubt,
        warnings: [...(seen.warning ? [seen.warning] : []), ...who.warnings],
        review: [],
      };
    });
  }

  /** Whether some row before was about this child. */
  isTaken(childId: string): boolean {
    return this.taken.has(childId);
  }

  private async candidates(tx: Tx, rows: readonly RowToIdentify[]) {
    const byNumber = new Map<string, Candidate>();
    const byBirth = new Map<string, Candidate[]>();
    const hmacs = new Map<string, string>();
    for (const { listed } of rows) {
      if (listed.citizenId) hmacs.set(this.keys.lookup(listed.citizenId).toString('hex'), listed.citizenId);
    }
    const numbered = await sql<CandidateRow>`
      select id, name, birth_date, sex, encode(citizen_hmac, 'hex') as hmac, withdrawn_at from children
      where citizen_hmac = any(${[...hmacs.keys()].map((hex) => Buffer.from(hex, 'hex'))}::bytea[])
      order by withdrawn_at nulls last`.execute(tx);
    for (const row of numbered.rows) {
      const number = hmacs.get(row.hmac ?? '');
      if (number && !byNumber.has(number)) byNumber.set(number, candidate(row));
    }
    const days = new Set<string>();
    for (const { listed } of rows) {
      if (listed.birthDate && !(listed.citizenId && byNumber.has(listed.citizenId))) days.add(listed.birthDate);
    }
    if (days.size === 0) return { byNumber, byBirth };
    const born = await sql<CandidateRow>`
      select id, name, birth_date, sex, encode(citizen_hmac, 'hex') as hmac, withdrawn_at from children
      where birth_date = any(${[...days]}::date[])`.execute(tx);
    for (const row of born.rows) {
      const sameDay = byBirth.get(row.birth_date);
      if (sameDay) sameDay.push(candidate(row));
      else byBirth.set(row.birth_date, [candidate(row)]);
    }
    return { byNumber, byBirth };
  }
}

interface CandidateRow {
  readonly id: string;
  readonly name: string;
  readonly birth_date: string;
  readonly sex: Candidate['sex'];
  readonly hmac: string | null;
  readonly withdrawn_at: string | null;
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

function takenBy(row: number): Text {
  return {
    zh: `与第 ${row} 行对应台账中的同一名儿童，本行不导入。请核实两行哪一行正确，删去另一行。`,
    en: `Row ${row} is about the same child of the ledger; this row is not imported. Find out which of the two is right and delete the other.`,
  };
}
