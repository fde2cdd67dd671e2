/* How good a matching is against the truth. */

export interface FoundPair {
  readonly left: number;
  readonly right: number;
  readonly joined: boolean;
}

export interface Truth {
  readonly leftChild: Int32Array;
  readonly rightChild: Int32Array;
}

export interface Score {
  /** Left rows whose child is nowhere on the right and that no pair joins, of all such rows. */
  readonly missingKept: number;
  readonly precision: number;
  /** Left rows whose child is on the right and for which a right pair is joined or offered, of all such rows. */
  readonly recall: number;
  /** The same counted by pairs, with every double entry. */
  readonly recallOfPairs: number;
  /** Pairs for review, by left rows. */
  readonly review: number;
  readonly hidden: number;
  readonly wrong: number;
  readonly lost: number;
}

export function score(pairs: Iterable<FoundPair>, { leftChild, rightChild }: Truth): Score {
  const copies = new Map<number, number>();
  for (const child of rightChild) copies.set(child, (copies.get(child) ?? 0) + 1);
  const joined = new Uint8Array(leftChild.length);
  const found = new Uint8Array(leftChild.length);
  let joins = 0;
  let right = 0;
  let reviews = 0;
  let pairsFound = 0;
  for (const pair of pairs) {
    const same = leftChild[pair.left - 1] === rightChild[pair.right - 1];
    if (same) {
      found[pair.left - 1] = 1;
      pairsFound += 1;
    }
    if (pair.joined) {
      joined[pair.left - 1] = 1;
      joins += 1;
      if (same) right += 1;
    } else reviews += 1;
  }
  let missing = 0;
  let kept = 0;
  let there = 0;
  let met = 0;
  let truePairs = 0;
  for (const [at, child] of leftChild.entries()) {
    const times = copies.get(child) ?? 0;
    truePairs += times;
    if (times === 0) {
      missing += 1;
      if (!joined[at]) kept += 1;
    } else {
      there += 1;
      if (found[at]) met += 1;
    }
  }
  return {
    missingKept: kept / missing,
    precision: right / joins,
    recall: met / there,
    recallOfPairs: pairsFound / truePairs,
    review: reviews / leftChild.length,
    hidden: missing - kept,
    wrong: joins - right,
    lost: there - met,
  };
}
