import { addDays, type Day, daysBetween } from '../../basis/plain-date.ts';
import { of, recordedOn } from '../../casefile/fold.ts';
import type { EntryOf, Unit } from '../../casefile/schema.ts';
import { type Bench, breach, met, missing, notApplicable, pending, type Verdict } from '../verdict.ts';
import { approvals, period } from './approvals.ts';
import { arrived, names } from './facts.ts';

/* The rows of every case. */

/** For each unit the last entry decides; a person with a phone. A unit without an entry is named as lacking. */
export function responsible({ story }: Bench, units: readonly Unit[]): Verdict {
  const last = new Map<Unit, EntryOf<'responsibility'>>();
  for (const entry of of(story, 'responsibility')) last.set(entry.unit, entry);
  const lacking = units.filter((unit) => !last.has(unit));
  if (lacking.length > 0) {
    return {
      status: 'missing',
      have: units.length - lacking.length,
      need: units.length,
      why: { zh: `还没有：${names(lacking).zh}`, en: `none yet for: ${names(lacking).en}` },
    };
  }
  const silent = units.flatMap((unit) => last.get(unit) ?? []).filter((entry) => entry.phone === undefined);
  if (silent.length === 0) return met;
  return breach(
    '责任人没有登记电话',
    'a responsible person has no phone on file',
    silent.map((entry) => entry.id),
  );
}

const isAverse = ({ story }: Bench) => story.report?.reasons.includes('school-aversion') ?? false;
const notAverse = notApplicable('仅适用于厌学学生', 'only for children averse to school');

export function individualPlan(at: Bench): Verdict {
  if (!isAverse(at)) return notAverse;
  return of(at.story, 'plan').some((entry) => entry.plan === 'individual') ? met : missing;
}

export function threeParties(at: Bench, units: readonly Unit[]): Verdict {
  if (!isAverse(at)) return notAverse;
  const persuasions = of(at.story, 'persuasion');
  const lacking = units.filter((unit) => !persuasions.some((entry) => entry.by.some((person) => person.unit === unit)));
  if (lacking.length === 0) return met;
  return {
    status: 'missing',
    have: units.length - lacking.length,
    need: units.length,
    why: { zh: `还没有参加劝返：${names(lacking).zh}`, en: `not yet taken part: ${names(lacking).en}` },
  };
}

/** Whether the child is out of school in the sense of article 3(5), and must therefore be persuaded on. */
function isOut({ story, asOf, until }: Bench): boolean {
  if (story.closure || story.graduated || story.measure === 'home-teaching') return false;
  const { placement } = story;
  if (placement) {
    // A leave that has begun since makes an earlier placement a thing of the past.
    const gone = approvals(story, 'leave').some((leave) => {
      const { from } = period(leave);
      if (placement.on < from && asOf < from) until(addDays(from, -1));
      return placement.on < from && from <= asOf;
    });
    if (!gone) return false;
  }
  if (story.measure === 'county-confirmed') return true;
  return !reliefs(story).some((approval) => {
    const { from, to } = period(approval);
    if (asOf < from) until(addDays(from, -1));
    else if (to !== undefined && asOf <= to) until(to);
    return from <= asOf && (to === undefined || asOf <= to);
  });
}

const reliefs = (story: Bench['story']) => [
  ...approvals(story, 'leave'),
  ...approvals(story, 'deferral'),
  ...approvals(story, 'exemption'),
];

/** Article 3(5): a child that is out of school is persuaded again and again; nobody gives up. */
export function continuing(at: Bench): Verdict {
  const { story, asOf } = at;
  if (!isOut(at)) return notApplicable('孩子现在不在失学状态', 'the child is not out of school now');
  const last = of(story, 'persuasion').at(-1);
  if (!last && !story.report) {
    return pending('还没有上报，也没有劝返记录', 'neither a report nor a persuasion is on file');
  }
  const days: Day[] = [];
  if (last) days.push(last.on);
  if (story.report) days.push(story.report.on);
  const reopening = of(story, 'reopening').at(-1);
  if (reopening) days.push(reopening.on);
  for (const { to } of reliefs(story)) {
    if (to === undefined) continue;
    if (to < asOf) days.push(to);
    // Under county-confirmed a leave in force does not end the duty, but its last day will begin the interval anew.
    else at.until(to);
  }
  const since = days.reduce((a, b) => (a > b ? a : b));
  const due = addDays(since, at.number('persuasionInterval'));
  if (daysBetween(since, asOf) <= at.number('persuasionInterval')) {
    at.until(due);
    return last ? { ...met, due } : pending(`请在 ${due} 前开始劝返`, `persuasion is to begin by ${due}`, due);
  }
  if (!last) return { ...missing, due };
  return {
    ...breach(`上一次计起日是 ${since}，间隔已超过规定`, `counted from ${since}, the interval is too long`),
    due,
  };
}

export function keyGroup({ story }: Bench): Verdict {
  const households = story.file.child.households ?? [];
  if (!households.some((each) => each === 'monitored' || each === 'borderline' || each === 'subsistence')) {
    return notApplicable(
      '仅适用于监测户、边缘户、低保户家庭',
      'only for monitored, borderline and subsistence households',
    );
  }
  const persuaded = of(story, 'persuasion').length > 0;
  const relieved = of(story, 'relief').length > 0;
  if (persuaded && relieved) return met;
  return {
    ...missing,
    why: {
      zh: [persuaded ? '' : '还没有点对点劝返', relieved ? '' : '还没有帮扶记录'].filter(Boolean).join('，'),
      en: [persuaded ? '' : 'no persuasion yet', relieved ? '' : 'no relief yet'].filter(Boolean).join(', '),
    },
  };
}

/** Articles 3(2), 3(5): records are detailed and true. What a reader of the file alone can see to be wanting. */
export function truthful({ story }: Bench): Verdict {
  const reports = of(story, 'report');
  const persuasions = of(story, 'persuasion');
  const faults = new Map<string, Set<string>>();
  const fault = (what: string, id: string) => faults.set(what, (faults.get(what) ?? new Set()).add(id));
  const told = new Map<string, string>();

  for (const entry of persuasions) {
    if (entry.by.length === 0) fault('by', entry.id);
    if (!entry.met?.length && entry.notMetReason === undefined) fault('met', entry.id);
    if (!arrived(entry)) fault('evidence', entry.id);
    const summary = (entry.summary ?? '').trim();
    if (summary === '') fault('summary', entry.id);
    else {
      const before = told.get(summary);
      if (before === undefined) told.set(summary, entry.id);
      else {
        fault('same', before);
        fault('same', entry.id);
      }
    }
    const report = reports.findLast((each) => each.on <= entry.on) ?? reports[0];
    if (report?.lastAttendedOn !== undefined && entry.on < report.lastAttendedOn) fault('early', entry.id);
    const recorded = recordedOn(entry);
    if (recorded !== undefined && recorded < entry.on) fault('ahead', entry.id);
  }
  if (faults.size === 0) return met;

  const said: Record<string, [string, string]> = {
    by: ['没有写明劝返人', 'nobody is named as having made the visit'],
    met: ['没有写明见到了谁，也没有说明为何没见到', 'neither whom they met nor why nobody was met'],
    summary: ['没有写劝返经过', 'what was said is blank'],
    evidence: ['没有佐证材料', 'there is no evidence'],
    same: ['两次劝返经过一字不差', 'two records tell the very same words'],
    early: ['日期早于孩子最后到校日', 'dated before the child last attended'],
    ahead: ['日期晚于录入日', 'dated after the day on which it was recorded'],
  };
  const kinds = [...faults.keys()].flatMap((what) => (said[what] ? [said[what]] : []));
  const offending = new Set([...faults.values()].flatMap((ids) => [...ids]));
  return breach(
    kinds.map(([zh]) => zh).join('；'),
    kinds.map(([, en]) => en).join('; '),
    persuasions.map((entry) => entry.id).filter((id) => offending.has(id)),
  );
}
