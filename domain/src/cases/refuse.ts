import type { Role } from '../basis/operation.ts';
import type { Day } from '../basis/plain-date.ts';
import type { Problem, Values } from '../basis/problem.ts';
import { fold } from '../casefile/fold.ts';
import { readCaseFile } from '../casefile/read.ts';
import type { CaseFile, Entry, EntryOf, Matter, Unit } from '../casefile/schema.ts';
import { terms } from '../terms.ts';
import { STEP_ROLES } from './approval-chains.ts';
import { type Field, fieldLabel } from './labels.ts';
import { type Beside, standingDecision } from './next-steps.ts';
import { caseProblems } from './problems.ts';

/*
 * What is refused. Everything else is recorded, whatever rule it breaks, with the finding shown: a system that refuses
 * what happened teaches people to write what did not.
 */

/** On whose behalf a role writes in a case file. A grid worker acts for the village (contract, "Reading the entries"). */
export const ROLE_UNITS: Readonly<Record<Role, Unit>> = {
  administrator: 'other',
  'county-committee': 'county',
  'township-leader': 'township',
  'social-affairs': 'township',
  village: 'village',
  'grid-worker': 'village',
  principal: 'school',
  'roll-keeper': 'school',
  teacher: 'school',
  'home-teacher': 'school',
  inspector: 'other',
  justice: 'justice',
  'social-security': 'social-security',
  'youth-league': 'league',
  'womens-federation': 'womens-federation',
  'disabled-federation': 'disabled-federation',
};

/** Days that tell of something done; a day ahead of today cannot be true of them. */
const PAST_DAYS = ['on', 'lastAttendedOn', 'servedOn'] as const;

export interface Standing {
  /** The file as it stands, without the new entry. */
  readonly file: CaseFile;
  readonly today: Day;
  /** Roles of the person's current posts. */
  readonly roles: readonly Role[];
  /** True where the person who asks recorded this entry of the file here. */
  readonly isOwn: (entryId: string) => boolean;
  /** Roles in which the person stands in for somebody in this matter today. */
  readonly deputyRoles?: (matter: Matter) => readonly Role[];
  /** What was sent back or withdrawn beside the log. */
  readonly beside?: Beside;
  /** The entry is an old paper: a case that was struck off after its day still takes it. */
  readonly late?: boolean;
}

/**
 * The roles in which the person may record this entry: those of the approval step for an approval (or the amendment of
 * one), otherwise any. Empty means that it is another unit's to do.
 */
export function rolesFor(entry: Entry, standing: Pick<Standing, 'file' | 'roles'>): readonly Role[] {
  return rolesAmong(entry, standing.file, standing.roles);
}

/** The roles in which the person may record it in another's place; for steps of an approval alone. */
export function deputyRolesFor(entry: Entry, standing: Pick<Standing, 'file' | 'deputyRoles'>): readonly Role[] {
  const matter = approvalsIn(entry, standing.file)[0]?.matter;
  if (!matter || entry.kind !== 'approval') return [];
  return rolesAmong(entry, standing.file, standing.deputyRoles?.(matter) ?? []);
}

function rolesAmong(entry: Entry, file: CaseFile, among: readonly Role[]): readonly Role[] {
  return approvalsIn(entry, file).reduce<readonly Role[]>(
    (roles, approval) => roles.filter((role) => STEP_ROLES[approval.step].includes(role)),
    among,
  );
}

/** Throws the problem of an entry that cannot be recorded. Returns where it can, whatever the law will say of it. */
export function refuseEntry(entry: Entry, standing: Standing): void {
  const { file, today } = standing;
  refuseTarget(entry, file);
  refuseShape(entry, file);
  const replacement = replacementOf(entry);
  refuseDays(entry, file.child.birthDate, today);
  if (replacement) refuseDays(replacement, file.child.birthDate, today);
  refuseStep(entry, standing);

  const { closure } = fold(file, today);
  const isOlder = closure !== undefined && standing.late === true && entry.on <= closure.on;
  if (closure && !isOlder && entry.kind !== 'reopening' && entry.kind !== 'amendment') {
    throw caseProblems.caseClosed({
      closed: closure.on,
      kind: terms.kind[entry.kind].zh,
      kindEn: terms.kind[entry.kind].en,
    });
  }
}

/** A day that has not come, or before the child was born. */
export function refuseDays(entry: Entry, birthDate: Day, today: Day): void {
  const days: Partial<Record<(typeof PAST_DAYS)[number], unknown>> = entry;
  for (const field of PAST_DAYS) {
    const day = days[field];
    if (typeof day !== 'string') continue;
    const label = fieldLabel(entry.kind, field as Field);
    const values: Values = { field: label.zh, fieldEn: label.en, day, today, birthDate };
    if (day > today) throw caseProblems.dayInFuture(values);
    if (day < birthDate) throw caseProblems.dayBeforeBirth(values);
  }
}

function refuseTarget(entry: Entry, file: CaseFile): void {
  if (entry.kind === 'amendment') {
    const target = file.entries.find((each) => each.id === entry.of);
    if (!target) throw caseProblems.amendsNothing({ of: entry.of });
    if (target.kind === 'amendment') throw caseProblems.amendsAmendment();
  }
  for (const each of [entry, replacementOf(entry)]) {
    if (each?.kind !== 'letter' || each.replyTo === undefined) continue;
    const { replyTo } = each;
    if (!file.entries.some((other) => other.kind === 'letter' && other.id === replyTo)) {
      throw caseProblems.repliesToNothing({ replyTo });
    }
  }
}

/** A file with this entry must still be a case file: a replacement of its kind, no end before its beginning. */
function refuseShape(entry: Entry, file: CaseFile): void {
  const read = readCaseFile({ ...file, entries: [...file.entries, entry] });
  if (read.ok) return;
  throw caseProblems.entryInvalid({
    zhFaults: read.faults.map((fault) => `${lastKeys(fault.path)} ${fault.zh}`).join('；'),
    enFaults: read.faults.map((fault) => `${lastKeys(fault.path)} ${fault.en}`).join('; '),
  });
}

function refuseStep(entry: Entry, standing: Standing): void {
  const approvals = approvalsIn(entry, standing.file);
  for (const { step } of approvals) {
    if (rolesFor(entry, standing).length + deputyRolesFor(entry, standing).length > 0) break;
    throw caseProblems.notYourStep({
      step: terms.step[step].zh,
      who: STEP_ROLES[step].map((role) => terms.role[role].zh).join('、'),
      whoEn: STEP_ROLES[step].map((role) => terms.role[role].en).join(', '),
    });
  }
  if (entry.kind !== 'approval' || entry.step === 'guardian') return;
  const application = lastApplication(standing.file, standing.today, entry.matter);
  if (application && standing.isOwn(application.id)) throw ownApplication(entry.matter);
  const decided = standingDecision(standing.file, standing.today, entry, standing.beside);
  if (decided) {
    throw caseProblems.stepDecided({
      step: terms.step[entry.step].zh,
      stepEn: terms.step[entry.step].en,
      matter: terms.matter[entry.matter].zh,
      matterEn: terms.matter[entry.matter].en,
      decision: terms.decision[decided.decision].zh,
      decisionEn: terms.decision[decided.decision].en,
      who: [decided.recordedBy?.post, decided.recordedBy?.name].filter(Boolean).join(' ') || '—',
      on: decided.on,
    });
  }
}

/** By what the family applied last, as it counts. */
export function lastApplication(file: CaseFile, asOf: Day, matter: Matter): EntryOf<'approval'> | undefined {
  return fold(file, asOf).byKind.approval?.findLast((each) => each.matter === matter && each.step === 'guardian');
}

export function ownApplication(matter: Matter): Problem {
  return caseProblems.ownApplication({ matter: terms.matter[matter].zh, matterEn: terms.matter[matter].en });
}

/** The approvals that an entry records, changes or takes back. */
function approvalsIn(entry: Entry, file: CaseFile): EntryOf<'approval'>[] {
  const touched =
    entry.kind === 'amendment' ? [file.entries.find((each) => each.id === entry.of), replacementOf(entry)] : [entry];
  return touched.filter((each) => each?.kind === 'approval');
}

function replacementOf(entry: Entry): Entry | undefined {
  // Judged by `refuseShape` before anything else is read from it.
  return entry.kind === 'amendment' && entry.replacement
    ? ({ ...entry.replacement, id: entry.of } as Entry)
    : undefined;
}

/** '$.entries[7].replacement.to' → 'replacement.to': the person sees one entry, not the file. */
function lastKeys(path: string): string {
  return path.replace(/^\$\.entries\[\d+\]\.?/, '') || path;
}
