import type { Language } from '@quanxue/domain/basis/problem.ts';
import { explain } from '@quanxue/domain/children/match/explain.ts';
import { findDuplicates } from '@quanxue/domain/children/match/find-duplicates.ts';
import type { People } from '@quanxue/domain/children/match/people.ts';

export interface DuplicateLines {
  /** Lines of duplicates.jsonl. */
  readonly text: string;
  /** Pairs that certainly are one child, and those that may be. */
  readonly certain: number;
  readonly review: number;
}

/** Rows of one list that are about one child, certainly or perhaps. */
export function duplicateLines(list: 'left' | 'right', people: People, lang: Language): DuplicateLines {
  const lines: string[] = [];
  let certain = 0;
  for (const pair of findDuplicates(people)) {
    if (pair.decision === 'joined') certain += 1;
    const rows = [people.row[pair.left], people.row[pair.right]];
    const why = explain(people, people, pair).map((each) => each[lang]);
    const score = Math.round(pair.score * 100) / 100;
    lines.push(`${JSON.stringify({ list, rows, decision: pair.decision, score, why })}\n`);
  }
  return { text: lines.join(''), certain, review: lines.length - certain };
}
