import { of } from '../../casefile/fold.ts';
import type { DocumentKind } from '../../casefile/schema.ts';
import type { Requirement } from '../requirement.ts';
import { type Bench, breach, excused, met, missing, notApplicable, pending, type Verdict } from '../verdict.ts';
import { approvals } from './approvals.ts';
import { documents } from './facts.ts';

type DocumentRow = Extract<Requirement, { kind: 'document' }>;

/** A document that must be on file, with the few conditions that papers put on it. */
export function document({ story }: Bench, row: DocumentRow): Verdict {
  const { child } = story.file;
  if (row.applies === 'registered-poor' && !child.households?.includes('registered-poor')) {
    return notApplicable('仅适用于建卡贫困户', 'only for registered-poor households');
  }
  if (row.begunFrom !== undefined && (story.began ?? '') < row.begunFrom) {
    return notApplicable(
      `仅适用于 ${row.begunFrom} 起开始的`,
      `only where the measure began on or after ${row.begunFrom}`,
    );
  }
  const found = documents(story, ...row.anyOf);
  if (row.from !== undefined) {
    const since = row.from === 'placement' ? story.placement?.on : approvals(story, 'leave')[0]?.on;
    if (since === undefined) {
      return row.from === 'placement'
        ? pending('孩子还没有返校安置', 'the child is not placed yet')
        : pending('县教委还没有批准', 'the county has not approved yet');
    }
    if (found.length === 0) return missing;
    return found.some((entry) => entry.on >= since)
      ? met
      : breach(
          `日期须在 ${since} 当天或之后`,
          `it must be dated on or after ${since}`,
          found.map((entry) => entry.id),
        );
  }
  if (found.length > 0) return met;
  if (row.orConsent !== undefined) {
    const to = row.orConsent;
    if (of(story, 'consent').some((entry) => entry.to === to && entry.by === 'guardian')) return met;
  }
  if (row.notForOutpatients && documents(story, 'diagnosis').some((entry) => entry.outpatient === true)) {
    return excused('诊断证明写明是门诊治疗，没有住院', 'the diagnosis says the child was treated as an out-patient');
  }
  return missing;
}

export function allDocuments({ story }: Bench, all: readonly DocumentKind[]): Verdict {
  const have = all.filter((kind) => documents(story, kind).length > 0).length;
  return have === all.length ? met : { ...missing, have, need: all.length };
}

/** Placed with grade, class, head teacher and phone. */
export function placement({ story }: Bench): Verdict {
  const { placement } = story;
  if (!placement) return missing;
  return placement.class !== undefined &&
    placement.headTeacher !== undefined &&
    placement.headTeacherPhone !== undefined
    ? met
    : breach('缺班级、班主任或电话', 'class, head teacher or phone is lacking', [placement.id]);
}

/** In the original grade, or one lower for a child that learns with difficulty. */
export function returnGrade({ story }: Bench): Verdict {
  const { placement } = story;
  if (!placement) return pending('孩子还没有返校安置', 'the child is not placed yet');
  const { grade } = story.file.child;
  if (grade === undefined)
    return { ...missing, why: { zh: '孩子原年级未登记', en: "the child's original grade is not on file" } };
  return placement.grade === grade || placement.grade === grade - 1
    ? met
    : breach(
        `原年级是 ${grade} 年级，只可回原年级或低一个年级`,
        `the original grade is ${grade}: only that one or one lower`,
        [placement.id],
      );
}

export function inForce({ story, pack }: Bench): Verdict {
  const period = story.measure ? pack.parameters.inForce[story.measure] : undefined;
  const began = story.began ?? '';
  if (!period || ((!period.from || period.from <= began) && (!period.to || began <= period.to))) return met;
  return breach(
    `开始于 ${began}，不在施行期内（${period.from ?? '起初'} 至 ${period.to ?? '今'}）`,
    `begun on ${began}, outside its period of force (${period.from ?? 'the start'} to ${period.to ?? 'now'})`,
  );
}

/** The approval answers a request; without a request on file the request's own row says so. */
export function approvalAfterRequest({ story }: Bench): Verdict {
  const given = documents(story, 'remote-teaching-approval');
  if (given.length === 0) return missing;
  const asked = documents(story, 'remote-teaching-request');
  const [first] = asked;
  if (!first || given.some((entry) => entry.on >= first.on)) return met;
  return breach(
    '批复不得早于请示',
    'the approval must not be dated before the request',
    given.map((entry) => entry.id),
  );
}

/** A legal measure comes after the notice has run out. */
export function afterNotice({ story }: Bench): Verdict {
  const taken = documents(story, 'administrative-penalty', 'court-record');
  if (taken.length === 0) return missing;
  const [notice] = documents(story, 'return-notice');
  if (!notice) return met;
  const ranOut = notice.deadline ?? notice.servedOn ?? notice.on;
  return taken.some((entry) => entry.on >= ranOut)
    ? met
    : breach(
        `限期复学通知书 ${ranOut} 才到期，须先送达通知`,
        `the return notice ran until ${ranOut}: it comes first`,
        taken.map((entry) => entry.id),
      );
}

/** The child stands on the school roll. */
export function onRoll({ story }: Bench): Verdict {
  return story.file.child.rollNumber !== undefined ? met : missing;
}
