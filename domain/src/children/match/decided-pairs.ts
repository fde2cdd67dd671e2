/* What persons have decided of pairs of children, taken together: if A is B and B is C, then A is C. */

export interface DecidedPair {
  readonly decision: 'same' | 'apart';
  readonly a: string;
  readonly b: string;
}

export class DecidedPairs<Pair extends DecidedPair> {
  readonly pairs: readonly Pair[];
  private readonly parents = new Map<string, string>();

  constructor(pairs: readonly Pair[]) {
    this.pairs = pairs;
    for (const { decision, a, b } of pairs) if (decision === 'same') this.parents.set(this.rootOf(a), this.rootOf(b));
  }

  /** They were said to be one, directly or through others. */
  isSame(a: string, b: string): boolean {
    return this.rootOf(a) === this.rootOf(b);
  }

  /** The decision by which they are two: of themselves, or of two that they were said to be. */
  apart(a: string, b: string): Pair | undefined {
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    return this.pairs.find((pair) => {
      if (pair.decision !== 'apart') return false;
      const [left, right] = [this.rootOf(pair.a), this.rootOf(pair.b)];
      return (left === one && right === other) || (left === other && right === one);
    });
  }

  /** A decision by which they are one: of themselves, or else the nearest that names one of them. */
  same(a: string, b: string): Pair | undefined {
    if (!this.isSame(a, b)) return undefined;
    const names = (pair: Pair, id: string) => pair.a === id || pair.b === id;
    const said = this.pairs.filter((pair) => pair.decision === 'same');
    return (
      said.find((pair) => names(pair, a) && names(pair, b)) ?? said.find((pair) => names(pair, a) || names(pair, b))
    );
  }

  private rootOf(id: string): string {
    let root = id;
    for (let next = this.parents.get(root); next && next !== root; next = this.parents.get(root)) root = next;
    return root;
  }
}
