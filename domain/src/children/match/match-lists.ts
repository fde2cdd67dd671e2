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
  /** Key of the rule that spoke, or `crossed`: two rows that carry each other's number. */
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
 */
export function matchLists(left: People, right: People): Matching {
  const settled = settle(left, right);
  const links = findLinks(left, right, settled);
  return { settled, pairs: new Resolution(left, right, settled, links).pairs() };
}

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
  private readonly pair = emptyComparison();

  constructor(left: People, right: People, settled: Settled, links: readonly Link[]) {
    this.left = left;
    this.right = right;
    this.links = links;
    this.ofLeft = grouped(links, (link) => link.left);
    this.ofRight = grouped(links, (link) => link.right);
    for (const [at, i] of settled.lefts.entries()) {
      const j = settled.rights[at] ?? 0;
      if (this.ofLeft.has(i)) add(this.joinedLeft, i, j);
      if (this.ofRight.has(j)) add(this.joinedRight, j, i);
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
   * better. They are joined crosswise; the straight pairs fall away.
   */
  private uncross(): Set<Link> {
    const spent = new Set<Link>();
    for (const straight of this.links) {
      if (!straight.oneNumber || spent.has(straight)) continue;
      const other = this.partnerOf(straight);
      if (!other) continue;
      for (const link of [straight, other.straight]) spent.add(link);
      for (const link of [other.across, other.back]) {
        spent.add(link);
        this.join(link, 'crossed', 0.97);
      }
    }
    return spent;
  }

  private partnerOf(straight: Link) {
    for (const across of this.ofLeft.get(straight.left) ?? []) {
      if (across.oneNumber || !across.likely || across.name <= straight.name) continue;
      for (const second of this.ofRight.get(across.right) ?? []) {
        if (!second.oneNumber || second.left === straight.left) continue;
        const back = (this.ofLeft.get(second.left) ?? []).find((link) => link.right === straight.right);
        if (back?.likely && back.name >= NameRelation.sameSound && across.name >= NameRelation.sameSound) {
          return { straight: second, across, back };
        }
      }
    }
    return undefined;
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
    const ofLeft = grouped(certain, (link) => link.left);
    const ofRight = grouped(certain, (link) => link.right);
    const contested = new Set(
      certain.filter(
        (link) =>
          (ofLeft.get(link.left) ?? []).some((each) => !this.oneChildRight(each.right, link.right)) ||
          (ofRight.get(link.right) ?? []).some((each) => !this.oneChildLeft(each.left, link.left)),
      ),
    );
    for (const link of certain) {
      if (contested.has(link)) this.offer(link, 'rival');
      else this.join(link, RULES[link.rule]?.key ?? '', RULES[link.rule]?.score ?? 0);
    }
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
    const kept: Pair[] = [];
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
