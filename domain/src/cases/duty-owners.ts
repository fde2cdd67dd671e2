import type { Role } from '../basis/operation.ts';
import { of, type Story } from '../casefile/fold.ts';
import type { Matter, Step, Unit } from '../casefile/schema.ts';
import type { Finding } from '../policy/finding.ts';

/*
 * Whose turn a finding is (docs/readings.md, R139). The papers name a side for some rows; where they do not, it is
 * whoever holds the paper in the daily work. A duty goes to a post of a unit, never to a person.
 */

/** Up the line: school and village side by side, then the township, then the county. */
export const DUTY_LEVELS = ['school', 'village', 'township', 'county'] as const;
export type DutyLevel = (typeof DUTY_LEVELS)[number];

/** What a duty is about; one filter each on the work list. */
export const CASE_DUTY_KINDS = [
  'persuasion',
  'promise',
  'notice',
  'letter',
  'referral',
  'lessons',
  'leave',
  'review',
  'follow-up',
  'approval',
  'paper',
  'step',
] as const;
export type CaseDutyKind = (typeof CASE_DUTY_KINDS)[number];

export interface Turn {
  readonly level: DutyLevel;
  /** The post that does it; whoever leads that level has it on the list, too. */
  readonly by: Role;
}

export interface Owner extends Turn {
  readonly kind: CaseDutyKind;
}

const head: Turn = { level: 'school', by: 'principal' };
const teacher: Turn = { level: 'school', by: 'teacher' };
const rolls: Turn = { level: 'school', by: 'roll-keeper' };
const village: Turn = { level: 'village', by: 'village' };
const office: Turn = { level: 'township', by: 'social-affairs' };
const leader: Turn = { level: 'township', by: 'township-leader' };
const county: Turn = { level: 'county', by: 'county-committee' };

/** The owner, or a look into the story for whose turn it is there; undefined: nobody's until something else is done. */
type Rule = { readonly kind: CaseDutyKind; readonly turn: Turn | Finder };
type Finder = (story: Story, finding: Finding) => Turn | undefined;

const rule = (kind: CaseDutyKind, turn: Turn | Finder): Rule => ({ kind, turn });

const STEP_TURNS: Readonly<Record<Step, Turn>> = {
  // The guardian's application is taken in where the child is on the roll.
  guardian: rolls,
  school: head,
  village,
  township: leader,
  county,
  'receiving-county': county,
};

/** The first step of a chain that has no decision. A rejection goes back to whoever applied. */
const nextStep =
  (matter: Matter | ((story: Story) => Matter), ...steps: readonly Step[]): Finder =>
  (story) => {
    const wanted = typeof matter === 'string' ? matter : matter(story);
    const decided = new Map(
      of(story, 'approval')
        .filter((entry) => entry.matter === wanted)
        .map((entry) => [entry.step, entry.decision]),
    );
    if ([...decided.values()].includes('rejected')) return STEP_TURNS.guardian;
    const next = steps.find((step) => !decided.has(step)) ?? steps.at(-1);
    return next && STEP_TURNS[next];
  };

const SIDES: readonly (readonly [Unit, Turn])[] = [
  ['school', head],
  ['township', office],
  ['village', village],
];

/** The first of the three sides that has not persuaded. */
const sideNotThere: Finder = (story) =>
  SIDES.find(([unit]) => !of(story, 'persuasion').some((entry) => entry.by.some((each) => each.unit === unit)))?.[1];

/** The first of the three sides that has named nobody, or nobody with a phone. */
const sideNotNamed: Finder = (story) =>
  SIDES.find(([unit]) => {
    const last = of(story, 'responsibility').findLast((entry) => entry.unit === unit);
    return last?.phone === undefined;
  })?.[1];

/** A record is put right by the side that wrote it. */
const whoWroteIt: Finder = (story, finding) => {
  const entry = story.entries.find((each) => each.id === finding.entries?.[0]);
  return SIDES.find(([unit]) => unit === entry?.recordedBy?.unit)?.[1] ?? office;
};

const has = (story: Story, document: string) => of(story, 'document').some((entry) => entry.document === document);

const RULES: Readonly<Record<string, Rule>> = {
  'case.report': rule('paper', office),
  'case.responsible': rule('paper', sideNotNamed),
  'case.plan': rule('paper', head),
  'case.three-parties': rule('persuasion', sideNotThere),
  'case.continuing': rule('persuasion', head),
  'case.key-group': rule('paper', office),
  'case.truthful': rule('paper', whoWroteIt),
  'B4-1.roll-certificate': rule('paper', rolls),
  'B4-1.placement': rule('paper', rolls),
  'B4-1.photo': rule('paper', teacher),
  'A2-1.grade': rule('paper', head),
  'A2-2.eligible': rule('paper', head),
  'B4-2.agreement': rule('persuasion', head),
  'B4-2.not-exam-month': rule('persuasion', head),
  'B4-2.exam-photo': rule('paper', head),
  'B4-2.certificate': rule('paper', rolls),
  'B4-2.certificate-after': rule('paper', head),
  'A2-2.certificate-kind': rule('paper', head),
  'B4-2.exam-papers': rule('paper', head),
  'B4-2.consent': rule('paper', head),
  'A2-3.in-force': rule('paper', office),
  'B4-3.efforts': rule('persuasion', office),
  'B4-3.guardian-duty': rule('paper', office),
  'B4-3.confirmation': rule('paper', office),
  'B4-3.then-leave': rule('approval', nextStep('leave', 'guardian', 'school', 'county')),
  'A2-3.application': rule('approval', STEP_TURNS.guardian),
  'A2-3.township': rule('approval', leader),
  'A2-3.county': rule('approval', county),
  'B4-4.diagnosis': rule('paper', rolls),
  'B4-4.application': rule('paper', rolls),
  'A2-4.admission': rule('paper', rolls),
  'A2-4.receipts': rule('paper', rolls),
  'A2-4.approvals': rule('approval', nextStep('leave', 'guardian', 'school', 'county')),
  'A2-4.roll': rule('paper', rolls),
  'A2-4.term': rule('leave', rolls),
  'A2-4.resumption': rule('leave', rolls),
  'A2-4.fit': rule('paper', rolls),
  'A2-4.resume-approvals': rule('approval', nextStep('resumption', 'guardian', 'school', 'county')),
  'A2-4.grade': rule('paper', head),
  'B4-5.certificate': rule('paper', office),
  'B4-5.application': rule('paper', head),
  'B4-5.photos': rule('paper', head),
  'A2-6.letter': rule('paper', village),
  'A2-6.chain': rule(
    'approval',
    nextStep(
      (story) => (story.measure === 'exemption' ? 'exemption' : 'deferral'),
      'guardian',
      'school',
      'village',
      'township',
      'county',
    ),
  ),
  'A2-6.treatment': rule('paper', office),
  'A2-6.follow-up': rule('follow-up', office),
  'B4-6.certificate': rule('paper', office),
  'A2-5.assessed': rule('paper', head),
  'B4-6.on-roll': rule('paper', rolls),
  'B4-6.basic-form': rule('paper', rolls),
  'B4-6.consent': rule('paper', head),
  'B4-6.ability': rule('paper', head),
  'B4-6.table': rule('paper', head),
  'B4-6.poverty': rule('paper', village),
  'B4-6.plan': rule('paper', teacher),
  'B4-6.weekly': rule('lessons', teacher),
  'B4-6.hours': rule('lessons', teacher),
  'B4-6.records': rule('lessons', teacher),
  'B4-7.letter': rule('letter', office),
  'B4-7.reply': rule('letter', office),
  'B4-7.evidence': rule('persuasion', office),
  'B4-8.agreement': rule('persuasion', head),
  'B4-8.minutes': rule('paper', head),
  'B4-8.request': rule('paper', head),
  // Nobody approves what nobody asked for.
  'B4-8.approval': rule('approval', (story) => (has(story, 'remote-teaching-request') ? county : undefined)),
  'B4-8.plan': rule('paper', teacher),
  'B4-8.weekly': rule('lessons', teacher),
  'B4-8.records': rule('lessons', teacher),
  'B4-9.measure': rule('paper', leader),
  'B4-9.letters': rule('letter', office),
  'B4-9.replies': rule('letter', office),
  'A2-9.publicity': rule('paper', office),
  'A2-10.consent': rule('paper', head),
  'A2-10.forms': rule('paper', head),
  'A2-10.authorities': rule('approval', county),
  'A2-10.assessment': rule('paper', county),
};

/** Rows that every measure's table has under a number of its own. */
const SHARED: readonly (readonly [RegExp, Rule])[] = [
  [/^B4-\d\.notice$/, rule('notice', office)],
  [/^B4-\d\.persuasions$/, rule('persuasion', head)],
];

/** True where the table says whose turn a row is. */
export function isOwned(findingId: string): boolean {
  return ruleOf(findingId) !== undefined;
}

/** Whose turn a finding is in this story; undefined where it waits for something that is itself a duty. */
export function ownerOf(story: Story, finding: Finding): Owner | undefined {
  const found = ruleOf(finding.id);
  if (!found) return { kind: 'paper', ...office };
  const turn = typeof found.turn === 'function' ? found.turn(story, finding) : found.turn;
  return turn && { kind: found.kind, ...turn };
}

function ruleOf(findingId: string): Rule | undefined {
  return RULES[findingId] ?? SHARED.find(([pattern]) => pattern.test(findingId))?.[1];
}
