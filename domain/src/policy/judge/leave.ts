import type { Story } from '../../casefile/fold.ts';
import type { EntryOf, Step } from '../../casefile/schema.ts';
import { type Bench, breach, met, missing, notApplicable, pending, type Verdict } from '../verdict.ts';
import { approvals, chain, daysGranted, period } from './approvals.ts';
import { documents } from './facts.ts';

/* Annex 2, measure 4; annex 1, B4-4. */

export function diagnosis({ story }: Bench): Verdict {
  const found = documents(story, 'diagnosis');
  if (found.length === 0) return missing;
  const good = found.some(
    (entry) => entry.advisesLeave === true && entry.hospital && entry.hospital.level !== 'township',
  );
  return good
    ? met
    : breach(
        '诊断证明须由县级以上医院出具，并写明建议休学',
        'it must come from a hospital of county level or above and advise leave',
        found.map((entry) => entry.id),
      );
}

/** Each leave within its term; each after the first on a new diagnosis. */
export function leaveTerm(at: Bench): Verdict {
  const leaves = approvals(at.story, 'leave');
  if (leaves.length === 0) return pending('休学还没有批准', 'no leave is approved yet');
  const max = at.number('leaveMaxDays');
  const long = leaves.filter((leave) => (daysGranted(leave) ?? Number.POSITIVE_INFINITY) > max);
  const diagnoses = documents(at.story, 'diagnosis');
  const unproved = leaves.filter((leave, i) => {
    const before = leaves[i - 1];
    return before !== undefined && !diagnoses.some((entry) => before.on < entry.on && entry.on <= leave.on);
  });
  if (unproved.length > 0 && diagnoses.length === 0) {
    return { ...missing, why: { zh: '续休没有新的诊断证明', en: 'an extension has no new diagnosis' } };
  }
  if (long.length + unproved.length === 0) return met;
  return breach(
    [long.length > 0 ? `一次休学超过 ${max} 天或没有止日` : '', unproved.length > 0 ? '续休没有新的诊断证明' : '']
      .filter(Boolean)
      .join('；'),
    [
      long.length > 0 ? `a leave is longer than ${max} days or has no end` : '',
      unproved.length > 0 ? 'an extension has no new diagnosis' : '',
    ]
      .filter(Boolean)
      .join('; '),
    [...long, ...unproved].map((entry) => entry.id),
  );
}

/** The approved leave with the latest end (on a tie the later entry) decides about the resumption. */
function decidingLeave(story: Story): EntryOf<'approval'> | undefined {
  return approvals(story, 'leave').reduce<EntryOf<'approval'> | undefined>(
    (best, leave) => (best && (best.to ?? '9999-12-31') > (leave.to ?? '9999-12-31') ? best : leave),
    undefined,
  );
}

/** The placement in effect that ends the deciding leave: on or after its first day. */
export function resumptionOf(story: Story): EntryOf<'placement'> | undefined {
  const leave = decidingLeave(story);
  return leave && story.placement && story.placement.on >= period(leave).from ? story.placement : undefined;
}

export function resumption({ story, asOf, until }: Bench): Verdict {
  const leave = decidingLeave(story);
  if (!leave) return pending('休学还没有批准', 'no leave is approved yet');
  if (resumptionOf(story)) return met;
  if (leave.to === undefined) return pending('休学没有写止日', 'the leave has no end');
  if (asOf > leave.to) return { ...missing, due: leave.to };
  until(leave.to);
  return pending(
    `休学至 ${leave.to}，期满前办理复学或续休`,
    `on leave until ${leave.to}; resume or extend before it ends`,
    leave.to,
  );
}

/** Proof of fitness comes from the hospital that made the diagnosis. */
export function fitness({ story }: Bench): Verdict {
  if (!story.report?.reasons.includes('sickness'))
    return notApplicable('仅适用于因病休学', 'only for leave through sickness');
  if (!resumptionOf(story)) return pending('还没有复学', 'there is no resumption yet');
  const proofs = documents(story, 'fitness-proof');
  if (proofs.length === 0) return missing;
  const hospitals = new Set(documents(story, 'diagnosis').map((entry) => entry.hospital?.name.trim()));
  const good = proofs.some((entry) => entry.hospital && hospitals.has(entry.hospital.name.trim()));
  return good
    ? met
    : breach(
        '可以随班就读的证明须由出具诊断的同一家医院开具',
        'the proof of fitness must come from the hospital that made the diagnosis',
        proofs.map((entry) => entry.id),
      );
}

/** Same grade; after leave of a term or more in sum, also one lower. */
export function leaveGrade(at: Bench): Verdict {
  const { story } = at;
  const resumed = resumptionOf(story);
  if (!resumed) return pending('还没有复学', 'there is no resumption yet');
  const { grade } = story.file.child;
  if (grade === undefined)
    return { ...missing, why: { zh: '孩子原年级未登记', en: "the child's original grade is not on file" } };
  const granted = approvals(story, 'leave').reduce(
    (sum, leave) => sum + (daysGranted(leave) ?? Number.POSITIVE_INFINITY),
    0,
  );
  const long = granted >= at.number('termDays');
  if (resumed.grade === grade || (long && resumed.grade === grade - 1)) return met;
  return breach(
    long ? `复学年级应为 ${grade} 年级或低一个年级` : `休学不满一学期，应回 ${grade} 年级`,
    long ? `the grade should be ${grade} or one lower` : `leave of less than a term: the grade should be ${grade}`,
    [resumed.id],
  );
}

/** The steps of a resumption, all on or before the placement that it is. */
export function resumeChain(at: Bench, stages: readonly (readonly Step[])[]): Verdict {
  const resumption = resumptionOf(at.story);
  if (!resumption) return pending('还没有复学', 'there is no resumption yet');
  return chain(at, 'resumption', stages, resumption.on);
}
