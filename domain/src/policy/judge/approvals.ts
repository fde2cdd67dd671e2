import { type Day, daysBetween } from '../../basis/plain-date.ts';
import { of, type Story } from '../../casefile/fold.ts';
import type { EntryOf, Matter, Step } from '../../casefile/schema.ts';
import { type Bench, breach, met, missing, type Verdict } from '../verdict.ts';

type Approval = EntryOf<'approval'>;

/** The decision that a step needs: the guardian applies, all others approve. */
const wanted = (step: Step) => (step === 'guardian' ? 'applied' : 'approved');

/** What the county approved of a matter, in order. A later rejection does not end what was approved before. */
export function approvals(story: Story, matter: Matter): Approval[] {
  return of(story, 'approval').filter(
    (entry) => entry.matter === matter && entry.step === 'county' && entry.decision === 'approved',
  );
}

/** An approval is in force from its `from` (else its date) to its `to` (else without end), both included. */
export function period(approval: Approval): { from: Day; to: Day | undefined } {
  return { from: approval.from ?? approval.on, to: approval.to };
}

/** Days granted, both included; without `to` there is no number. */
export function daysGranted(approval: Approval): number | undefined {
  const { from, to } = period(approval);
  return to === undefined ? undefined : daysBetween(from, to) + 1;
}

/** The last decision of a step that counts is a rejection. */
function rejections(story: Story, matter: Matter, steps: readonly Step[]): Approval[] {
  return steps.flatMap((step) => {
    const last = of(story, 'approval').findLast(
      (entry) =>
        entry.matter === matter &&
        entry.step === step &&
        (entry.decision === wanted(step) || entry.decision === 'rejected'),
    );
    return last?.decision === 'rejected' ? [last] : [];
  });
}

const decisions = (story: Story, matter: Matter, step: Step) =>
  of(story, 'approval').filter(
    (entry) => entry.matter === matter && entry.step === step && entry.decision === wanted(step),
  );

const rejected = (entries: readonly Approval[]) =>
  breach(
    '被退回（不同意）',
    'it was rejected',
    entries.map((entry) => entry.id),
  );

/** Steps whose order is free. */
export function step({ story }: Bench, matter: Matter, steps: readonly Step[]): Verdict {
  const refused = rejections(story, matter, steps);
  if (refused.length > 0) return rejected(refused);
  const have = steps.filter((each) => decisions(story, matter, each).length > 0).length;
  return have === steps.length ? met : { ...missing, have, need: steps.length };
}

/** Steps in order: one choice of wanted decisions, each stage on or after the one before, is enough. */
export function chain({ story }: Bench, matter: Matter, stages: readonly (readonly Step[])[], until?: Day): Verdict {
  const steps = stages.flat();
  const refused = rejections(story, matter, steps);
  if (refused.length > 0) return rejected(refused);
  const have = steps.filter((each) => decisions(story, matter, each).length > 0).length;
  if (have < steps.length) return { ...missing, have, need: steps.length };

  // The earliest decision that fits leaves the most room for the next stage, so taking it never loses.
  let reached = '';
  for (const stage of stages) {
    let next = reached;
    for (const each of stage) {
      const first = decisions(story, matter, each).find((entry) => entry.on >= reached);
      if (!first || (until !== undefined && first.on > until)) {
        return breach(
          '各步骤的先后顺序不对',
          'the steps are not in order',
          steps.flatMap((s) => decisions(story, matter, s)).map((entry) => entry.id),
        );
      }
      if (first.on > next) next = first.on;
    }
    reached = next;
  }
  return met;
}

/** County-confirmed: then a leave or a deferral is to be approved; where only a rejection is on file it is a breach. */
export function thenLeave({ story }: Bench): Verdict {
  if (approvals(story, 'leave').length + approvals(story, 'deferral').length > 0) return met;
  const refused = [...rejections(story, 'leave', ['county']), ...rejections(story, 'deferral', ['county'])];
  return refused.length > 0 ? rejected(refused) : missing;
}
