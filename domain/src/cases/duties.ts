import { addDays, type Day, mondayOf } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import { calendarOver, isSchoolWeek, type Span } from '../basis/school-calendar.ts';
import { of, type Story } from '../casefile/fold.ts';
import type { EntryOf } from '../casefile/schema.ts';
import { type Staged, stageSettings } from '../casefile/stage.ts';
import type { Assessment, Finding } from '../policy/finding.ts';
import { approvals, period } from '../policy/judge/approvals.ts';
import { teachingWeeks } from '../policy/judge/teaching.ts';
import { packNamed } from '../policy/packs/index.ts';
import type { Pack } from '../policy/requirement.ts';
import { type Bench, bench } from '../policy/verdict.ts';
import { terms } from '../terms.ts';
import type { DutyLevel, Owner } from './duty-owners.ts';
import { ownerOf } from './duty-owners.ts';
import { awaited } from './referrals.ts';

/*
 * What a case asks of somebody, with its day: the findings not satisfied, and the clocks that no row of the tables has
 * (a promise, the notice's deadline, this week's lesson, the review of each term). Pure; written beside the findings by
 * the same projection, so that a list or a county's sum need not read the log.
 */

/** One thing to do. `due` null: the papers name no day; it is then owed some days after `since`. */
export interface CaseDuty extends Owner {
  /** The finding's id, or the clock's: `clock.promise`. */
  readonly id: string;
  readonly due: Day | null;
  readonly since: Day;
  readonly text: Text;
  readonly clause: Text;
}

export interface CaseDuties {
  readonly duties: readonly CaseDuty[];
  /** The last day on which this list holds if nothing is added. */
  readonly holdsUntil: Day | undefined;
}

/** Every duty of an open case on the day of the story; none of a closed one. */
export function caseDuties(
  story: Story,
  assessment: Pick<Assessment, 'findings'>,
  staged: Pick<Staged, 'stage' | 'since'>,
  pack: Pack = packNamed(story.file.pack),
): CaseDuties {
  if (!story.open) return { duties: [], holdsUntil: undefined };
  let holdsUntil: Day | undefined;
  const at = bench(story, pack, (day) => {
    if (day >= story.asOf && (holdsUntil === undefined || day < holdsUntil)) holdsUntil = day;
  });
  const since = owedSince(story, staged);
  const duties = [
    ...assessment.findings.flatMap((finding) => ofFinding(at, finding, since)),
    ...notice(at),
    ...promise(at),
    ...referral(at),
    ...lessonsOfTheWeek(at),
    ...reviews(at),
    ...nextFollowUp(at, assessment.findings),
    ...nextStep(story, assessment.findings, staged),
  ];
  return { duties, holdsUntil };
}

/** From when a row without a day counts: the stage, for a settled child its placement. */
function owedSince(story: Story, { stage, since }: Pick<Staged, 'stage' | 'since'>): Day {
  return stage === 'stable' ? (story.placement?.on ?? addDays(since, -stageSettings.stableAfter)) : since;
}

function ofFinding(at: Bench, finding: Finding, since: Day): CaseDuty[] {
  const { status } = finding;
  const failing = status === 'missing' || status === 'breach';
  // A row that is satisfied, or not yet owed, still has its day.
  if (!failing && !((status === 'pending' || status === 'met') && finding.due)) return [];
  const owner = ownerOf(at.story, finding);
  if (!owner) return [];
  const due = finding.due ?? lessonsSince(at, finding) ?? null;
  return [{ id: finding.id, ...owner, due, since: due ?? since, text: sentence(finding), clause: finding.citation }];
}

/** The row of a persuasion made in time says "on file": on the list it is the next one that counts. */
function sentence(finding: Finding): Text {
  if (finding.status !== 'met') return finding.message;
  return {
    zh: `仍在失学，请在 ${finding.due} 前再劝返一次，如实记录。`,
    en: `Still out of school: persuade again by ${finding.due}, and record what happened.`,
  };
}

/** Lessons are owed since the Sunday of the first week that fell short. */
function lessonsSince(at: Bench, { id, status }: Finding): Day | undefined {
  if (status !== 'breach' || !/^B4-[68]\.weekly$/.test(id)) return undefined;
  const first = teachingWeeks(at, modeOf(at)).find((week) => week.short);
  return first && addDays(first.monday, 6);
}

const modeOf = ({ story }: Bench) => (story.measure === 'home-teaching' ? 'home' : 'remote');

const clause = (zh: string, en: string): Text => ({ zh, en });
const ours = (zh: string, en: string): Text => ({ zh: `${zh}（我们的理解）`, en: `${en} (our reading)` });
const turn = (kind: Owner['kind'], level: DutyLevel, by: Owner['by']): Owner => ({ kind, level, by });

/** The notice's deadline has an answer: the child is back, somebody looked, or the next paper has gone. */
function notice({ story }: Bench): CaseDuty[] {
  const last = of(story, 'document').findLast((entry) => entry.document === 'return-notice' && entry.deadline);
  const due = last?.deadline;
  if (!last || !due || story.placement) return [];
  const after = ['order', 'penalty-notice', 'administrative-penalty', 'court-record', 'court-ruling'];
  const answered =
    of(story, 'persuasion').some((entry) => entry.on >= due) ||
    of(story, 'document').some((entry) => after.includes(entry.document) && entry.on >= last.on);
  if (answered) return [];
  return [
    {
      id: 'clock.notice',
      ...turn('notice', 'township', 'social-affairs'),
      due,
      since: last.on,
      text: {
        zh: `限期复学通知书的期限是 ${due}：到期请上门查看孩子是否返校，没有返校的依法进入下一步。`,
        en: `The return notice sets ${due}: see whether the child is back, and take the next lawful step if not.`,
      },
      clause: clause('附件1 B4：限期复学通知书', 'Annex 1, B4: return notice'),
    },
  ];
}

/** What guardian or child promised at the last persuasion that names a day, until somebody went to see. */
function promise({ story }: Bench): CaseDuty[] {
  const said = of(story, 'persuasion').findLast((entry) => promisedOn(entry) !== undefined);
  const due = said && promisedOn(said);
  if (!said || !due || story.placement) return [];
  if (of(story, 'persuasion').some((entry) => entry.on >= due && entry !== said)) return [];
  return [
    {
      id: 'clock.promise',
      ...turn('promise', 'school', 'principal'),
      due,
      since: said.on,
      text: {
        zh: `家长或孩子答应在 ${due} 前返校：到期请核实是否兑现，如实记录。`,
        en: `A return was promised by ${due}: see whether it was kept, and record what you find.`,
      },
      clause: clause('实施方案三（五）', 'Plan, article 3(5)'),
    },
  ];
}

/** A day that the record of a persuasion gives for a promise; the open format leaves `details` to whoever writes it. */
export function promisedOn({ details }: Pick<EntryOf<'persuasion'>, 'details'>): Day | undefined {
  const kept: Readonly<Record<string, unknown>> = details ?? {};
  const inside = kept.promise;
  const day =
    typeof inside === 'object' && inside !== null && 'on' in inside ? inside.on : (kept.promisedOn ?? undefined);
  return typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined;
}

/** What was handed to another office and has no result on file (R151). */
function referral(at: Bench): CaseDuty[] {
  const [first] = awaited(at.story, at.number('referralDays'));
  if (!first) return [];
  const { entry, due } = first;
  const to = terms.unit[entry.to];
  return [
    {
      id: 'clock.referral',
      ...turn('referral', 'township', 'social-affairs'),
      due,
      since: entry.on,
      text: {
        zh: `${entry.on} 转${to.zh}办理的事项还没有结果：请在 ${due} 前催办，并记录结果。`,
        en: `What was handed to the ${to.en} on ${entry.on} has no result yet: ask again by ${due}, and record what came of it.`,
      },
      clause: ours('实施方案五', 'Plan, article 5'),
    },
  ];
}

/** The lesson of the week that runs: owed on its Sunday (annex 1, B4-6 and B4-8). */
function lessonsOfTheWeek(at: Bench): CaseDuty[] {
  const { story, asOf, calendar } = at;
  if (story.measure !== 'home-teaching' && story.measure !== 'remote-teaching') return [];
  const monday = mondayOf(asOf);
  const sunday = addDays(monday, 6);
  // On the Sunday itself the row of the table says it.
  at.until(asOf === sunday ? sunday : addDays(sunday, -1));
  if (asOf === sunday) return [];
  if (!isSchoolWeek(monday, calendar)) return [];
  const mode = modeOf(at);
  // A week that would be owed if today were its Sunday, and falls short so far.
  if (!teachingWeeks(at, mode, sunday).some((week) => week.monday === monday && week.short)) return [];
  const home = mode === 'home';
  return [
    {
      id: 'clock.lessons',
      ...turn('lessons', 'school', 'teacher'),
      due: sunday,
      since: monday,
      text: home
        ? {
            zh: `本周（至 ${sunday}）送教上门还没有记录。`,
            en: `No home lesson is on file yet this week (until ${sunday}).`,
          }
        : {
            zh: `本周（至 ${sunday}）远程送教课时还不够。`,
            en: `This week's remote lessons are short so far (until ${sunday}).`,
          },
      clause: home ? clause('附件1 B4-6(1)', 'Annex 1, B4-6(1)') : clause('附件1 B4-8(5)', 'Annex 1, B4-8(5)'),
    },
  ];
}

/** An individual plan and a deferral are looked at once in every term after the one in which they began (R140). */
function reviews(at: Bench): CaseDuty[] {
  const { story } = at;
  const duties: CaseDuty[] = [];
  const plan = of(story, 'plan').find((entry) => entry.plan === 'individual');
  if (plan && !story.placement) {
    const due = reviewDue(
      at,
      plan.on,
      of(story, 'plan').filter((entry) => entry.plan === 'individual'),
    );
    if (due) {
      duties.push({
        id: 'clock.plan-review',
        ...turn('review', 'school', 'principal'),
        ...due,
        text: {
          zh: `本学期还没有复查一生一策方案，请在 ${due.due} 前复查并记录新的方案。`,
          en: `The individual plan has not been reviewed this term: review it by ${due.due}, and record it anew.`,
        },
        clause: ours('实施方案三（五）', 'Plan, article 3(5)'),
      });
    }
  }
  const [deferral] = story.measure === 'deferral' ? approvals(story, 'deferral') : [];
  if (deferral) {
    const due = reviewDue(at, period(deferral).from, of(story, 'follow-up'));
    if (due) {
      duties.push({
        id: 'clock.deferral-review',
        ...turn('review', 'township', 'social-affairs'),
        ...due,
        text: {
          zh: `本学期还没有复核缓学，请在 ${due.due} 前跟踪一次，看孩子能否就读。`,
          en: `The deferral has not been reviewed this term: follow up by ${due.due}, and see whether the child can learn.`,
        },
        clause: ours('附件2 第6项：适时跟踪', 'Annex 2, item 6: follow up in good time'),
      });
    }
  }
  return duties;
}

/** The end of the last term that began after `from`, where no entry of it reviews; nothing before the next term. */
function reviewDue(at: Bench, from: Day, seen: readonly { on: Day }[]): { due: Day; since: Day } | undefined {
  const { asOf, story, pack } = at;
  const terms = story.file.calendar?.terms ?? calendarOver(pack.calendar, from, addDays(asOf, 366)).terms;
  let last: Span | undefined;
  for (const term of terms) {
    if (term.start <= from) continue;
    if (term.start > asOf) at.until(addDays(term.start, -1));
    else if (!last || last.start < term.start) last = term;
  }
  if (!last) return undefined;
  const { start, end } = last;
  return seen.some((entry) => entry.on >= start) ? undefined : { due: end, since: start };
}

/** An exemption is followed up in good time; the row speaks only when it is late. */
function nextFollowUp(at: Bench, findings: readonly Finding[]): CaseDuty[] {
  if (at.story.measure !== 'exemption') return [];
  const row = findings.find((each) => each.id === 'A2-6.follow-up' && each.status === 'met');
  const last = of(at.story, 'follow-up').at(-1);
  if (!row || !last) return [];
  const due = addDays(last.on, at.number('followUpDays'));
  return [
    {
      id: 'clock.follow-up',
      ...turn('follow-up', 'township', 'social-affairs'),
      due,
      since: last.on,
      text: { zh: `请在 ${due} 前再跟踪一次。`, en: `Follow up again by ${due}.` },
      clause: row.citation,
    },
  ];
}

/** Where nothing fails, the case itself waits for a step: to be verified, to be given a measure, to be struck off. */
function nextStep(
  story: Story,
  findings: readonly Finding[],
  { stage, since }: Pick<Staged, 'stage' | 'since'>,
): CaseDuty[] {
  const owner = turn('step', 'township', 'social-affairs');
  if (stage === 'lead') {
    return [
      {
        id: 'step.verify',
        ...owner,
        due: addDays(since, 1),
        since,
        text: {
          zh: '请学校、乡镇、县三方核实，确认后立即劝返。',
          en: 'School, township and county are to verify it; once confirmed, persuasion begins.',
        },
        clause: clause('实施方案六', 'Plan, article 6'),
      },
    ];
  }
  if (findings.some((each) => each.status === 'missing' || each.status === 'breach')) return [];
  if (stage === 'stable') {
    return [
      {
        id: 'step.close',
        ...owner,
        due: null,
        since,
        text: {
          zh: '孩子已稳定就读，材料齐全：请办理销号。',
          en: 'The child has settled and the file is whole: strike the case off.',
        },
        clause: ours('实施方案二', 'Plan, article 2'),
      },
    ];
  }
  if (story.measure !== null) return [];
  return [
    {
      id: 'step.measure',
      ...owner,
      due: null,
      since,
      text: { zh: '请选定处置措施。', en: 'Choose the measure for this child.' },
      clause: clause('附件2', 'Annex 2'),
    },
  ];
}
