import type { Role } from '../basis/operation.ts';
import type { ChildProblem } from './problem-list.ts';
import { seesReduced, visibleFindings } from './visible.ts';

/**
 * A problem as somebody with these roles may see it. The village sees that there is one, its clause and its days; a note
 * may tell of health or law, so it stays with township and school, as in the case file (reading R17).
 */
export function visibleProblem(problem: ChildProblem, roles: readonly Role[]): ChildProblem {
  if (!seesReduced(roles)) return problem;
  const finding = problem.finding && (visibleFindings([problem.finding], roles)[0] ?? null);
  return {
    ...problem,
    finding,
    kind: problem.kind === 'health' ? 'referred' : problem.kind,
    note: null,
    closed: problem.closed && { ...problem.closed, note: null },
  };
}
