import { RULES } from './judge.ts';
import { findLinksWithin } from './links.ts';
import type { Pair } from './match-lists.ts';
import type { People } from './people.ts';

/**
 * Rows of one list that are about one child: `joined` where that is certain, `review` where a person must look (two rows
 * that claim one number under different names, a child written in two ways). Every pair once, the earlier row left.
 */
export function findDuplicates(people: People): Pair[] {
  const pairs: Pair[] = [];
  for (const { left, right, rule } of findLinksWithin(people)) {
    const spoken = RULES[rule];
    if (!spoken || spoken.hint) continue;
    // What between two lists needs that nobody else could be meant, is within one list no more than a suspicion.
    const sure = spoken.decision === 'joined' && !spoken.alone;
    pairs.push({
      left,
      right,
      decision: sure ? 'joined' : 'review',
      score: sure || spoken.decision === 'review' ? spoken.score : spoken.score - 0.5,
      rule: spoken.key,
    });
  }
  return pairs.sort((a, b) => a.left - b.left || a.right - b.right);
}
