import type { CaseView } from '@quanxue/domain/cases/operations.ts';
import type { Finding } from '@quanxue/domain/policy/finding.ts';

/** The one thing to do now, on top of the case page. */
export type NextStep =
  | { readonly step: 'closed' }
  | { readonly step: 'verify' }
  | { readonly step: 'mend'; readonly finding: Finding; readonly more: number }
  | { readonly step: 'choose-measure' }
  | { readonly step: 'close' }
  | { readonly step: 'wait'; readonly finding: Finding }
  | { readonly step: 'nothing' };

export function isFailing(finding: Finding): boolean {
  return finding.status === 'missing' || finding.status === 'breach';
}

/** Verify first, then mend what fails in the order of the tables, then a measure; what is pending has its day. */
export function nextStep(view: Pick<CaseView, 'assessment' | 'stage'>): NextStep {
  const { assessment, stage } = view;
  if (!assessment.open) return { step: 'closed' };
  if (stage === 'lead') return { step: 'verify' };
  const failing = assessment.findings.filter(isFailing);
  const first = failing[0];
  if (first) return { step: 'mend', finding: first, more: failing.length - 1 };
  if (assessment.measure === null) return { step: 'choose-measure' };
  if (stage === 'stable') return { step: 'close' };
  const waiting = assessment.findings
    .filter((finding) => finding.status === 'pending')
    .sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'))[0];
  return waiting ? { step: 'wait', finding: waiting } : { step: 'nothing' };
}

const RANK: Readonly<Record<Finding['status'], number>> = {
  breach: 0,
  missing: 0,
  pending: 1,
  excused: 2,
  met: 3,
  'not-applicable': 4,
};

/** Findings by what they ask of a person: failing first, then what is coming, what is excused, done, not applicable. */
export function grouped(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups: Finding[][] = [[], [], [], [], []];
  for (const finding of findings) groups[RANK[finding.status]]?.push(finding);
  return groups;
}
