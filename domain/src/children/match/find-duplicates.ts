import { compare, emptyComparison } from './compare.ts';
import { judgeWithin, RULES } from './judge.ts';
import { findLinksWithin } from './links.ts';
import type { Pair } from './match-lists.ts';
import type { People } from './people.ts';

/**
 * Rows of one list that are about one child: `joined` where that is certain, `review` where a person must look (two rows
 * that claim one number under different names, a child written in two ways). Every pair once, the earlier row left.
 */
export function findDuplicates(people: People): Pair[] {
  const pairs: Pair[] = [];
  const comparison = emptyComparison();
  for (const { left, right, rule } of findLinksWithin(people)) {
    const spoken = RULES[rule];
    const decision = judgeWithin(compare(people, left, people, right, comparison));
    if (!spoken || decision === 'none') continue;
    const sure = decision === 'joined';
    pairs.push({
      left,
      right,
      decision,
      score: sure || spoken.decision === 'review' ? spoken.score : spoken.score - 0.5,
      rule: spoken.key,
    });
  }
  return pairs.sort((a, b) => a.left - b.left || a.right - b.right);
}
