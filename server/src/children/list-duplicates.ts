import type { Text } from '@quanxue/domain/basis/problem.ts';
import type { DuplicateChild, DuplicatePair, listDuplicates } from '@quanxue/domain/children/duplicate-operations.ts';
import { compare, emptyComparison } from '@quanxue/domain/children/match/compare.ts';
import { MATCH_FIELDS } from '@quanxue/domain/children/match-operations.ts';
import { Places } from '@quanxue/domain/children/places.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { readHeldDuplicates } from './held-duplicates.ts';
import { newLexicon, peopleOfChildren } from './match-people.ts';
import { readPlaces } from './read-places.ts';
import { SEARCH_DUPLICATES } from './search-duplicates.ts';
import { factsOfChild, marksOf } from './side-by-side.ts';
import { readStanding } from './standing.ts';

type Query = z.output<NonNullable<(typeof listDuplicates)['query']>>;
type Answer = z.input<NonNullable<(typeof listDuplicates)['answer']>>;

interface FoundPair {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly why: readonly Text[];
}

/** The pairs that wait: found, both children still on the ledger, and nothing decided of them. The likeliest first. */
export async function readOpenDuplicates(tx: Tx): Promise<FoundPair[]> {
  const decided = await readHeldDuplicates(tx);
  const { rows } = await sql<FoundPair>`
    select p.child_a as a, p.child_b as b, p.score, p.why
      from duplicate_pairs p
        join children a on a.id = p.child_a and a.withdrawn_at is null
        join children b on b.id = p.child_b and b.withdrawn_at is null
      order by p.score desc, p.child_a, p.child_b`.execute(tx);
  return rows.filter(({ a, b }) => !decided.isSame(a, b) && !decided.apart(a, b));
}

export async function listTheDuplicates(house: House, ask: Ask<unknown, Query>): Promise<Answer> {
  const { offset = 0, limit = 50 } = ask.query;
  return ask.inTransaction(async (tx) => {
    const { rows: searches } = await sql<{ at: string }>`
      select finished_at as at from jobs
        where kind = ${SEARCH_DUPLICATES} and account_id = ${ask.actor.accountId} and state = 'done'
        order by finished_at desc limit 1`.execute(tx);
    const found = await readOpenDuplicates(tx);
    const pairs = await laidOut(house, tx, ask.post.unitId, found.slice(offset, offset + limit));
    return { total: found.length, pairs, searchedAt: searches[0]?.at ?? null };
  });
}

async function laidOut(house: House, tx: Tx, unitId: string, found: readonly FoundPair[]): Promise<DuplicatePair[]> {
  const ids = [...new Set(found.flatMap(({ a, b }) => [a, b]))];
  if (ids.length === 0) return [];
  const standing = await readStanding(house.keys, tx, ids);
  const { rows: cases } = await sql<{ child_id: string }>`
    select child_id from cases where open and child_id = any(${ids}::uuid[])`.execute(tx);
  const open = new Set(cases.map((row) => row.child_id));
  const { units, ...before } = await readPlaces(tx, house.clock.today());
  const places = new Places(units, unitId, () => '', before);
  const lexicon = newLexicon();
  return found.flatMap(({ a, b, score, why }): DuplicatePair[] => {
    const [one, other] = [standing.get(a), standing.get(b)];
    if (!one || !other) return [];
    const left = peopleOfChildren(lexicon, [one], places);
    const right = peopleOfChildren(lexicon, [other], places);
    const marks = marksOf(compare(left, 0, right, 0, emptyComparison()));
    const tell = (of: typeof one): DuplicateChild => {
      const says = factsOfChild(of, places);
      return {
        childId: of.id,
        name: of.child.name,
        openCase: open.has(of.id),
        fields: MATCH_FIELDS.map((field) => ({
          field,
          says: says[field],
          mark: says[field] ? marks[field] : 'absent',
        })),
      };
    };
    return [{ children: [tell(one), tell(other)], score, why: [...why] }];
  });
}
