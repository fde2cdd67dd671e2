import { compare, emptyComparison } from './compare.ts';
import { type Decision, judgeWithin, RULES } from './judge.ts';
import { findLinks, type Link, type Settled, settle } from './links.ts';
import { NameRelation } from './names.ts';
import type { People } from './people.ts';

/** A pair of positions in the two lists. */
export interface Pair {
  readonly left: number;
  readonly right: number;
  readonly decision: Decision;
  readonly score: number;
  /** Key of the rule that spoke; `crossed`: two rows that carry each other's number; `decided`: a person joined them. */
  readonly rule: string;
  /** Why a pair that a rule would join is for a person to decide: somebody else could be meant. */
  readonly doubt?: 'rival' | 'taken';
}

export interface Matching {
  /** Pairs of equal valid number and equal name: joined, score 1. Parallel columns. */
  readonly settled: Settled;
  /** All others, joined and for review, by left then right. */
  readonly pairs: readonly Pair[];
}

/** What persons have decided of such pairs before: positions in the two lists. */
export interface Decided {
  readonly joined: readonly (readonly [left: number, right: number])[];
  readonly apart: readonly (readonly [left: number, right: number])[];
}

/** At most so many rows are offered for one row of the left list. */
const MOST_OFFERED = 3;
const DOUBTED = 0.5;
const TAKEN = 0.7;
/** A review that is this much weaker than the best of the same row is not worth a person's time. */
const FAR_BEHIND = 0.12;

/**
 * Compares two lists (population and roll, roll and class …). Joins the rows that certainly are one child, offers the
 * doubtful ones for review, leaves the rest. A child that stands in a list twice has both rows joined. The result does
 * not depend on the order of the rows.
 *
 * What persons have `decided` is kept: a pair they joined is joined and takes its rows before any rule speaks; a pair
 * they held apart is neither joined nor offered again. Taking a decision back is to match without it.
 */
export function matchLists(left: People, right: People, decided: Decided = NOTHING): Matching {
  const keyOf = (i: number, j: number) => i * right.size + j;
  const apart = new Set(decided.apart.map(([i, j]) => keyOf(i, j)));
  const joined = new Set(decided.joined.map(([i, j]) => keyOf(i, j)));
  const settled = settle(left, right, (i, j) => apart.has(keyOf(i, j)) || joined.has(keyOf(i, j)));
  const links = findLinks(left, right, settled).filter(({ left: i, right: j }) => {
    const key = keyOf(i, j);
    return !apart.has(key) && !joined.has(key);
  });
  return { settled, pairs: new Resolution(left, right, settled, links, decided.joined).pairs() };
}

/** All pairs, the settled ones among them, by left then right. */
export function* everyPair({ settled, pairs }: Matching): Generator<Pair> {
  const { lefts, rights } = settled;
  const order = Uint32Array.from(lefts.keys()).sort(
    (a, b) => (lefts[a] ?? 0) - (lefts[b] ?? 0) || (rights[a] ?? 0) - (rights[b] ?? 0),
  );
  let next = 0;
  for (const at of order) {
    const left = lefts[at] ?? 0;
    const right = rights[at] ?? 0;
    for (let pair = pairs[next]; pair; pair = pairs[next]) {
      if (pair.left > left || (pair.left === left && pair.right > right)) break;
      yield pair;
      next += 1;
    }
    yield { left, right, decision: 'joined', score: 1, rule: 'number-and-name' };
  }
  yield* pairs.slice(next);
}

const NOTHING: Decided = { joined: [], apart: [] };

class Resolution {
  private readonly left: People;
  private readonly right: People;
  private readonly links: readonly Link[];
  private readonly ofLeft: ReadonlyMap<number, readonly Link[]>;
  private readonly ofRight: ReadonlyMap<number, readonly Link[]>;
  /** With whom each is joined so far; settled ones are looked up when first needed. */
  private readonly joinedLeft = new Map<number, number[]>();
  private readonly joinedRight = new Map<number, number[]>();
  private readonly results = new Map<Link, Pair>();
  private readonly decided: Decided['joined'];
  private readonly decidedLeft: ReadonlySet<number>;
  private readonly decidedRight: ReadonlySet<number>;
  private readonly pair = emptyComparison();

  constructor(left: People, right: People, settled: Settled, links: readonly Link[], decided: Decided['joined']) {
    this.left = left;
    this.right = right;
    this.links = links;
    this.decided = decided;
    this.decidedLeft = new Set(decided.map(([i]) => i));
    this.decidedRight = new Set(decided.map(([, j]) => j));
    this.ofLeft = grouped(links, (link) => link.left);
    this.ofRight = grouped(links, (link) => link.right);
    for (const [at, i] of settled.lefts.entries()) {
      const j = settled.rights[at] ?? 0;
      if (this.ofLeft.has(i)) add(this.joinedLeft, i, j);
      if (this.ofRight.has(j)) add(this.joinedRight, j, i);
    }
    for (const [i, j] of decided) {
      add(this.joinedLeft, i, j);
      add(this.joinedRight, j, i);
    }
  }

  pairs(): Pair[] {
    const crossed = this.uncross();
    const open = this.links.filter((link) => !crossed.has(link));
    const scores = [...new Set(RULES.map((rule) => rule.score))].sort((a, b) => b - a);
    const byScore = grouped(open, (link) => RULES[link.rule]?.score ?? 0);
    for (const score of scores) this.level(byScore.get(score) ?? []);
    return this.kept();
  }

  /**
   * Twins whose rows carry each other's number: two pairs share a number, and across them name and birthday agree
   * better. They are joined crosswise; the straight pairs fall away. Where more than one exchange is possible, or
   * somebody surer has one of the rows, it is left to the rules.
   */
  private uncross(): Set<Link> {
    const spent = new Set<Link>();
    const exchanges = this.links.filter((link) => link.oneNumber).flatMap((link) => this.exchangesOf(link));
    const contested = this.contested([...new Set(exchanges.flatMap(({ across, back }) => [across, back]))]);
    for (const { straight, second, across, back } of exchanges) {
      if (contested.has(across) || contested.has(back)) continue;
      for (const link of [straight, second]) spent.add(link);
      for (const link of [across, back]) {
        if (!spent.has(link)) this.join(link, 'crossed', 0.97);
        spent.add(link);
      }
    }
    return spent;
  }

  private exchangesOf(straight: Link) {
    const found: { straight: Link; second: Link; across: Link; back: Link }[] = [];
    for (const across of this.ofLeft.get(straight.left) ?? []) {
      if (!isAcross(across) || across.name <= straight.name || this.hold(across) !== 'free') continue;
      for (const second of this.ofRight.get(across.right) ?? []) {
        if (!second.oneNumber || second.left === straight.left) continue;
        const back = (this.ofLeft.get(second.left) ?? []).find((link) => link.right === straight.right);
        if (back && isAcross(back) && back.name > second.name && this.hold(back) === 'free') {
          found.push({ straight, second, across, back });
        }
      }
    }
    return found;
  }

  /** The links of one rule's strength, all judged by what surer ones have taken, then joined together. */
  private level(links: readonly Link[]): void {
    const certain: Link[] = [];
    for (const link of links) {
      const rule = RULES[link.rule];
      if (!rule || rule.hint) continue;
      const hold = this.hold(link);
      if (hold === 'taken') continue;
      if (rule.decision === 'review' || hold === 'maybe') {
        this.offer(link, hold === 'maybe' ? 'taken' : undefined);
      } else if (rule.alone && this.hasRival(link)) {
        this.offer(link, 'rival');
      } else certain.push(link);
    }
    const contested = this.contested(certain);
    for (const link of certain) {
      if (contested.has(link)) this.offer(link, 'rival');
      else this.join(link, RULES[link.rule]?.key ?? '', RULES[link.rule]?.score ?? 0);
    }
  }

  /** Of links that are about to be joined together, those that would give one row to two children. */
  private contested(links: readonly Link[]): Set<Link> {
    const ofLeft = grouped(links, (link) => link.left);
    const ofRight = grouped(links, (link) => link.right);
    return new Set(
      links.filter(
        (link) =>
          (ofLeft.get(link.left) ?? []).some((each) => !this.oneChildRight(each.right, link.right)) ||
          (ofRight.get(link.right) ?? []).some((each) => !this.oneChildLeft(each.left, link.left)),
      ),
    );
  }

  /** Whether somebody surer has taken one side already, and is not the same child. */
  private hold(link: Link): 'free' | 'maybe' | 'taken' {
    let hold: 'free' | 'maybe' = 'free';
    const others = [
      ...(this.joinedRight.get(link.right) ?? []).map((i) => this.sameness(this.left, i, link.left)),
      ...(this.joinedLeft.get(link.left) ?? []).map((j) => this.sameness(this.right, j, link.right)),
    ];
    for (const other of others) {
      if (other === 'none') return 'taken';
      if (other === 'review') hold = 'maybe';
    }
    // What a person has decided is not put to them again.
    if (hold === 'maybe' && (this.decidedLeft.has(link.left) || this.decidedRight.has(link.right))) return 'taken';
    return hold;
  }

  /** Another link at either end that could as well be meant, other than a second row of the same child. */
  private hasRival(link: Link): boolean {
    const rivals = (each: Link) => each !== link && (each.likely || each.oneNumber);
    return (
      (this.ofLeft.get(link.left) ?? []).some((each) => rivals(each) && !this.oneChildRight(each.right, link.right)) ||
      (this.ofRight.get(link.right) ?? []).some((each) => rivals(each) && !this.oneChildLeft(each.left, link.left))
    );
  }

  private oneChildLeft(a: number, b: number): boolean {
    return this.sameness(this.left, a, b) === 'joined';
  }

  private oneChildRight(a: number, b: number): boolean {
    return this.sameness(this.right, a, b) === 'joined';
  }

  /** Whether two rows of one list are about one child. */
  private sameness(people: People, a: number, b: number): Decision | 'none' {
    if (a === b) return 'joined';
    return judgeWithin(compare(people, a, people, b, this.pair));
  }

  private join(link: Link, rule: string, score: number): void {
    add(this.joinedLeft, link.left, link.right);
    add(this.joinedRight, link.right, link.left);
    this.results.set(link, { left: link.left, right: link.right, decision: 'joined', score, rule });
  }

  private offer(link: Link, doubt?: 'rival' | 'taken'): void {
    const { key, score, decision } = RULES[link.rule] ?? { key: '', score: 0, decision: 'review' };
    const pair = { left: link.left, right: link.right, decision: 'review' as const, rule: key };
    // A doubt lowers what would have been joined below everything that was, and what somebody has taken below the rest.
    const doubted = decision === 'joined' ? score - DOUBTED : score;
    const sure = doubt === 'taken' ? doubted * TAKEN : doubted;
    this.results.set(link, doubt ? { ...pair, score: sure, doubt } : { ...pair, score: sure });
  }

  /** Joined pairs, and of the reviews those that stand against what was joined in the end, the best of each row. */
  private kept(): Pair[] {
    const kept: Pair[] = this.decided.map(([left, right]) => ({
      left,
      right,
      decision: 'joined',
      score: 1,
      rule: 'decided',
    }));
    const offers = new Map<number, Pair[]>();
    for (const [link, pair] of this.results) {
      if (pair.decision === 'joined') kept.push(pair);
      else if (this.hold(link) !== 'taken') add(offers, pair.left, pair);
    }
    for (const row of offers.values()) {
      row.sort((a, b) => b.score - a.score);
      const best = row[0]?.score ?? 0;
      const near = row.filter((pair) => pair.score > best - FAR_BEHIND);
      // Equal scores are kept together, so that the order of the rows does not choose.
      const last = near[MOST_OFFERED - 1]?.score ?? 0;
      kept.push(...near.filter((pair) => pair.score >= last).slice(0, 4 * MOST_OFFERED));
    }
    return kept.sort((a, b) => a.left - b.left || a.right - b.right);
  }
}

/** A link that an exchange of numbers explains: like names, one birthday, and no number in common. */
function isAcross(link: Link): boolean {
  return !link.oneNumber && link.likely && link.name >= NameRelation.sameSound;
}

function grouped<Key, Value>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) add(groups, keyOf(value), value);
  return groups;
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
