import type { Role } from '../basis/operation.ts';
import { addDays, type Day } from '../basis/plain-date.ts';
import { of, type Story } from '../casefile/fold.ts';
import type { ChildHeader, EntryOf, Unit } from '../casefile/schema.ts';
import { terms } from '../terms.ts';
import { readDetails } from './details/index.ts';
import { REFERRAL_TASKS, type ReferralTask } from './details/joint.ts';

/*
 * What is handed to another office (article 5), when it is overdue, and what that office is shown of the child: what the
 * matter needs and no more (reading R152).
 */

export type Referral = EntryOf<'referral'>;

/** The offices that have posts here; what goes to others goes by letter. */
export const OFFICE_ROLES = [
  'justice',
  'social-security',
  'youth-league',
  'womens-federation',
  'disabled-federation',
] as const satisfies readonly Role[];
export type OfficeRole = (typeof OFFICE_ROLES)[number];

export const ROLE_OF_OFFICE: Readonly<Partial<Record<Unit, OfficeRole>>> = {
  justice: 'justice',
  'social-security': 'social-security',
  league: 'youth-league',
  'womens-federation': 'womens-federation',
  'disabled-federation': 'disabled-federation',
};

/** What a referral is about: the format's matter, or where that says "other" the task. */
export const REFERRAL_SUBJECTS = [
  'child-labour',
  'legal-aid',
  'social-assistance',
  'law-violation',
  ...REFERRAL_TASKS,
] as const;
export type ReferralSubject = (typeof REFERRAL_SUBJECTS)[number];

export function subjectOf(entry: Referral): ReferralSubject {
  if (entry.matter !== 'other') return entry.matter;
  return (readDetails(entry).task as ReferralTask | undefined) ?? 'other';
}

/** Facts that an office may be shown. */
export const SHOWN_FACTS = [
  'childName',
  'age',
  'village',
  'guardian',
  'guardianPhone',
  'householdHead',
  'address',
  'category',
  'employer',
  'workPlace',
  'topic',
] as const;
export type ShownFact = (typeof SHOWN_FACTS)[number];

/** Matter by matter what the office needs; a name only where it has to meet the family. */
export const SHOWN: Readonly<Record<ReferralSubject, readonly ShownFact[]>> = {
  publicity: ['village', 'topic'],
  'legal-aid': ['childName', 'guardian', 'guardianPhone'],
  'child-labour': ['childName', 'age', 'employer', 'workPlace'],
  'social-assistance': ['householdHead', 'address', 'category'],
  'law-violation': ['childName', 'village'],
  care: ['childName', 'age', 'village', 'guardian', 'guardianPhone'],
  other: ['village'],
};

/** Facts of the child on the day of the referral. */
export interface ReferredChild {
  readonly header: Pick<ChildHeader, 'name' | 'birthDate' | 'guardians' | 'households'>;
  readonly village: string | null;
  readonly address: string | null;
}

/** The facts that go with a referral, in the order of the table; what is not known is left out. */
export function factsShown(entry: Referral, child: ReferredChild): { fact: ShownFact; value: string }[] {
  const details = readDetails(entry);
  const said = (key: string) => (typeof details[key] === 'string' ? details[key] : undefined);
  const [guardian] = child.header.guardians ?? [];
  const values: Readonly<Record<ShownFact, string | null | undefined>> = {
    childName: child.header.name,
    age: String(yearsOn(child.header.birthDate, entry.on)),
    village: child.village,
    guardian: guardian && [guardian.name, guardian.relation && `（${guardian.relation}）`].filter(Boolean).join(''),
    guardianPhone: guardian?.phone,
    householdHead: guardian?.name,
    address: child.address ?? child.village,
    category: child.header.households?.map((each) => terms.household[each].zh).join('、'),
    employer: said('employer'),
    workPlace: said('workPlace'),
    topic: said('topic'),
  };
  return SHOWN[subjectOf(entry)].flatMap((fact) => {
    const value = values[fact];
    return value ? [{ fact, value }] : [];
  });
}

function yearsOn(birth: Day, on: Day): number {
  return Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) < birth.slice(5) ? 1 : 0);
}

/** Referrals of a case without a result, oldest first. */
export function awaited(story: Story, days: number): { entry: Referral; due: Day }[] {
  return of(story, 'referral')
    .filter((entry) => entry.result === undefined)
    .map((entry) => ({ entry, due: addDays(entry.on, days) }));
}

/** True where the office would read something else than before. */
export function asksAnew(before: Referral, after: Referral): boolean {
  const asked = ({ to, matter, details }: Referral) =>
    JSON.stringify([to, matter, ...['task', 'topic', 'request', 'employer', 'workPlace'].map((key) => details?.[key])]);
  return asked(before) !== asked(after);
}

/** What an office may answer; `reply` is the township's word to a question. */
export const ANSWER_KINDS = ['accepted', 'done', 'cannot', 'question', 'reply'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];
/** What goes into the case as the result. */
export const RESULT_KINDS = ['done', 'cannot'] as const satisfies readonly AnswerKind[];

export const REFERRAL_STATES = ['waiting', 'accepted', 'question', 'overdue', 'answered', 'settled'] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

/** How a referral stands: by its result, else by its clock, else by the office's last word. */
export function stateOf(
  referral: { readonly result: string | null; readonly due: Day },
  answers: readonly { readonly kind: AnswerKind }[],
  today: Day,
): ReferralState {
  if (referral.result !== null) return 'settled';
  if (answers.some(({ kind }) => kind === 'done' || kind === 'cannot')) return 'answered';
  if (referral.due < today) return 'overdue';
  const last = answers.at(-1)?.kind;
  if (last === 'question') return 'question';
  return last ? 'accepted' : 'waiting';
}

/** The result as it stands in the case: an office that could not do it is quoted as such. */
export function resultText(kind: (typeof RESULT_KINDS)[number], words: string): string {
  return kind === 'done' ? words : `未能办理：${words}`;
}
