import type { Text } from '@quanxue/domain/basis/problem.ts';
import { explain } from '@quanxue/domain/children/match/explain.ts';
import { everyPair, matchLists } from '@quanxue/domain/children/match/match-lists.ts';
import type { Places } from '@quanxue/domain/children/places.ts';
import type { Tx } from '../basis/database.ts';
import type { Keys } from '../basis/seal.ts';
import type { HeldRow } from './identify-rows.ts';
import type { ReviewPair } from './import-batch.ts';
import { newLexicon, peopleOfChildren, peopleOfRows } from './match-people.ts';
import { readStanding, type Standing } from './standing.ts';

export interface MatchedRow {
  /** The child that the row certainly is about. */
  readonly childId: string | null;
  readonly name: string;
  readonly why: readonly Text[];
  readonly review: readonly ReviewPair[];
}

/** Children opened at once. */
const CHUNK = 1000;

/** Matches the rows held back with the children they may be about and whom no other row has. By row. */
export async function matchHeld(
  keys: Keys,
  tx: Tx,
  places: Pick<Places, 'known' | 'nameOf'>,
  held: readonly HeldRow[],
  isTaken: (childId: string) => boolean,
): Promise<ReadonlyMap<number, MatchedRow>> {
  const found = new Map<number, MatchedRow>();
  const ids = [...new Set(held.flatMap((row) => [...row.candidates]))].filter((childId) => !isTaken(childId));
  if (ids.length === 0) return found;
  const children: Standing[] = [];
  for (let from = 0; from < ids.length; from += CHUNK) {
    const standing = await readStanding(keys, tx, ids.slice(from, from + CHUNK));
    for (const child of standing.values()) if (!child.withdrawn) children.push(child);
  }
  const lexicon = newLexicon();
  const left = peopleOfRows(lexicon, held, places);
  const right = peopleOfChildren(lexicon, children, places);
  const positions = new Map(children.map((child, at) => [child.id, at]));
  const apart = held.flatMap((row, i) =>
    [...row.apart].flatMap((childId) => {
      const j = positions.get(childId);
      return j === undefined ? [] : [[i, j] as const];
    }),
  );
  const pairs = Map.groupBy(everyPair(matchLists(left, right, { joined: [], apart })), (pair) => pair.left);
  for (const [i, ofRow] of pairs) {
    const row = held[i]?.row ?? 0;
    const told = ofRow.map((pair) => ({
      decision: pair.decision,
      childId: children[pair.right]?.id ?? '',
      name: children[pair.right]?.child.name ?? '',
      score: pair.score,
      why: explain(left, right, pair),
    }));
    const joined = told.filter((pair) => pair.decision === 'joined');
    const [one, another] = joined;
    // Two children of the ledger that are one, by the look of it: a person says to which of them the row belongs.
    if (one && !another) found.set(row, { childId: one.childId, name: one.name, why: one.why, review: [] });
    else {
      const review = (another ? joined : told)
        .map(({ childId, name, score, why }) => ({ childId, name, score, why }))
        .sort((a, b) => b.score - a.score);
      found.set(row, { childId: null, name: '', why: [], review });
    }
  }
  return found;
}
