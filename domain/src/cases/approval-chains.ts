import type { Role } from '../basis/operation.ts';
import type { Day } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import type { DocumentKind, Matter, Measure, Step } from '../casefile/schema.ts';

/*
 * Who decides what in which order, as data. What the papers find missing or out of order is judged by the rows of the
 * policy pack; here stands whose turn it is. Where the papers name no chain it is ours (readings R135, R136).
 */

/** Who may record a decision of each step. The guardian's application is taken in by school or township. */
export const STEP_ROLES: Readonly<Record<Step, readonly Role[]>> = {
  guardian: ['principal', 'roll-keeper', 'teacher', 'social-affairs', 'township-leader'],
  school: ['principal'],
  village: ['village'],
  township: ['township-leader', 'social-affairs'],
  county: ['county-committee'],
  // The receiving county works in another installation; its paper is entered by those it is addressed to.
  'receiving-county': ['county-committee', 'social-affairs', 'township-leader'],
};

export interface ChainStep {
  readonly step: Step;
  /** Persons of this step who sign. Where a stage has two steps, two units confirm. */
  readonly confirmers: number;
}

export interface ApprovalChain {
  readonly matter: Matter;
  /** Stages in order; the steps of one stage may be decided in any order. */
  readonly stages: readonly (readonly ChainStep[])[];
  /** Days on which the chain is in force, both included. */
  readonly from?: Day;
  readonly to?: Day;
  readonly citation: Text;
  /** True where the order is not in the papers. */
  readonly ours?: true;
  /** Decided file by file, never in a batch. */
  readonly oneByOne?: true;
  /** The measure whose rows tell whether a file is whole; none for what ends a measure. */
  readonly measure?: Measure;
  /** Rows that must neither lack anything nor be in breach before the file may be approved with others. */
  readonly concerns: readonly string[];
  /** The rows of the chain itself: missing until the last step, so that only a breach counts. */
  readonly own: readonly string[];
  /** Papers that must be on file although no row asks for them before the decision. */
  readonly papers?: readonly DocumentKind[];
}

const one = (step: Step): readonly ChainStep[] => [{ step, confirmers: 1 }];
const cite = (zh: string, en: string): Text => ({ zh, en });

export const CHAINS: readonly ApprovalChain[] = [
  {
    matter: 'leave',
    stages: [one('guardian'), one('school'), one('county')],
    citation: cite('附件2第4项（1）', 'annex 2, item 4(1)'),
    measure: 'leave',
    concerns: ['B4-4.diagnosis', 'B4-4.application', 'A2-4.admission', 'A2-4.receipts', 'A2-4.term'],
    own: ['A2-4.approvals'],
  },
  {
    matter: 'resumption',
    stages: [one('guardian'), one('school'), one('county')],
    citation: cite('附件2第4项（2）', 'annex 2, item 4(2)'),
    measure: 'leave',
    concerns: ['A2-4.fit'],
    own: ['A2-4.resume-approvals'],
    papers: ['fitness-proof'],
  },
  {
    matter: 'deferral',
    stages: [one('guardian'), [...one('school'), ...one('village')], one('township'), one('county')],
    citation: cite('附件2第6项', 'annex 2, item 6'),
    measure: 'deferral',
    concerns: ['B4-5.certificate', 'B4-5.application', 'B4-5.photos', 'A2-6.letter'],
    own: ['A2-6.chain'],
  },
  {
    matter: 'exemption',
    stages: [one('guardian'), [...one('school'), ...one('village')], one('township'), one('county')],
    citation: cite('附件2第6项', 'annex 2, item 6'),
    oneByOne: true,
    measure: 'exemption',
    concerns: ['B4-5.certificate', 'B4-5.application', 'B4-5.photos', 'A2-6.letter', 'A2-6.treatment'],
    own: ['A2-6.chain'],
  },
  {
    matter: 'vocational',
    stages: [one('guardian'), one('township'), one('county')],
    to: '2020-06-27',
    citation: cite('附件2第3项', 'annex 2, item 3'),
    measure: 'vocational',
    concerns: ['A2-3.in-force', 'A2-3.application'],
    own: ['A2-3.township', 'A2-3.county'],
  },
  {
    matter: 'special-school',
    stages: [one('guardian'), [...one('county'), ...one('receiving-county')]],
    citation: cite('附件2第10项', 'annex 2, item 10'),
    ours: true,
    oneByOne: true,
    measure: 'special-school',
    concerns: ['A2-10.consent', 'A2-10.forms', 'A2-10.assessment'],
    own: ['A2-10.authorities'],
  },
  {
    matter: 'remote-teaching',
    stages: [one('school'), one('township'), one('county')],
    citation: cite('附件1 B4-8（3）', 'annex 1, B4-8(3)'),
    ours: true,
    measure: 'remote-teaching',
    concerns: ['B4-8.notice', 'B4-8.persuasions', 'B4-8.agreement', 'B4-8.minutes', 'B4-8.request'],
    own: ['B4-8.approval'],
  },
  {
    matter: 'county-confirmed',
    stages: [one('township'), one('county')],
    from: '2020-06-28',
    to: '2021-05-31',
    citation: cite('附件1 B4-3、附件2第3项说明', 'annex 1, B4-3; annex 2, item 3, note'),
    ours: true,
    measure: 'county-confirmed',
    concerns: ['A2-3.in-force', 'B4-3.efforts', 'B4-3.guardian-duty'],
    own: ['B4-3.confirmation'],
  },
];

/** Rows of every case that an approver must have seen himself where they are in breach. */
export const EVERY_CASE_CONCERNS: readonly string[] = ['case.truthful'];

/** The chain of a matter. One that is no longer in force still tells how an old file went. */
export function chainOf(matter: Matter): ApprovalChain {
  const chain = CHAINS.find((each) => each.matter === matter);
  if (!chain) throw new Error(`no chain of approval for ${matter}`);
  return chain;
}

/** The steps of a chain, in order. */
export function stepsOf(chain: ApprovalChain): readonly Step[] {
  return chain.stages.flat().map(({ step }) => step);
}

/** Where in the chain a step stands; -1 where it has no part in it. */
export function stageOfStep(chain: ApprovalChain, step: Step): number {
  return chain.stages.findIndex((stage) => stage.some((each) => each.step === step));
}
