import type { Day } from '../basis/plain-date.ts';
import { fold, of, type Story } from '../casefile/fold.ts';
import { type CaseFile, type EntryOf, MATTERS, type Matter, type Step } from '../casefile/schema.ts';
import { type ApprovalChain, chainOf, stageOfStep, stepsOf } from './approval-chains.ts';

/*
 * Whose turn it is. The decisions are entries of the case file; that a step was sent back or an application withdrawn
 * lies beside the log (contract, "mechanics of an approval") and is told by the position in the log after which it happened.
 */

/** A step was sent back: decisions of `toStep` and of later stages up to this position wait to be taken anew. */
export interface SentBack {
  readonly id: string;
  readonly matter: Matter;
  readonly step: Step;
  readonly toStep: Step;
  readonly on: Day;
  readonly afterPosition: number;
}

/** The family took its application back. */
export interface Withdrawn {
  readonly matter: Matter;
  readonly afterPosition: number;
}

export interface Beside {
  readonly returns: readonly SentBack[];
  readonly withdrawals: readonly Withdrawn[];
}

export const NOTHING_BESIDE: Beside = { returns: [], withdrawals: [] };

export interface WaitingStep {
  readonly matter: Matter;
  readonly step: Step;
  /** The day of the decision before it, or that on which it was sent back. */
  readonly since: Day;
  /** The return that it waits for. */
  readonly sentBack?: string;
}

type Approval = EntryOf<'approval'>;
type File = Pick<CaseFile, 'entries'> & Partial<CaseFile>;

/** Where each entry stands in the log. Of a whole file its place tells; whoever reads only some entries knows it. */
export type Positions = ReadonlyMap<string, number>;

export function positionsOf(file: Pick<CaseFile, 'entries'>): Positions {
  return new Map(file.entries.map((entry, index) => [entry.id, index + 1]));
}

/** The steps that wait in an open file, matter by matter. */
export function nextSteps(
  file: File,
  asOf: Day,
  beside: Beside = NOTHING_BESIDE,
  positions: Positions = positionsOf(file),
): WaitingStep[] {
  // Only entries are folded; the child's header tells nothing here.
  const story = fold(file as CaseFile, asOf);
  if (!story.open) return [];
  return MATTERS.flatMap((matter) => waitingIn(story, chainOf(matter), beside, positions));
}

function waitingIn(story: Story, chain: ApprovalChain, beside: Beside, positions: Positions): WaitingStep[] {
  const round = roundOf(story, chain, beside, positions);
  if (!round || isRejected(round, chain)) return [];
  const { matter } = chain;
  const returned = beside.returns.findLast((each) => each.matter === matter);
  let reached = round.begun;
  for (const stage of chain.stages) {
    let next = reached;
    const waiting: WaitingStep[] = [];
    for (const { step } of stage) {
      const first = round.valid.find((each) => each.step === step && isWanted(each) && each.on >= reached);
      if (first && first.on > next) next = first.on;
      if (first) continue;
      const back = returned?.toStep === step && !round.valid.some((each) => each.step === step) ? returned : undefined;
      waiting.push({
        matter,
        step,
        since: back?.on ?? reached,
        ...(back && { sentBack: back.id }),
      });
    }
    if (waiting.length > 0) return waiting;
    reached = next;
  }
  return [];
}

/** Decisions since the family applied last, without those that were sent back; undefined where nothing has begun. */
function roundOf(
  story: Story,
  chain: ApprovalChain,
  beside: Beside,
  positions: Positions,
): { readonly begun: Day; readonly valid: readonly Approval[] } | undefined {
  const decisions = of(story, 'approval').filter(
    (each) => each.matter === chain.matter && stageOfStep(chain, each.step) >= 0,
  );
  if (decisions.length === 0) return undefined;
  const position = (entry: Approval) => positions.get(entry.id) ?? 0;
  const lastApplied = decisions.findLastIndex((each) => each.decision === 'applied');
  const application = decisions[lastApplied];
  const withdrawn = beside.withdrawals.findLast((each) => each.matter === chain.matter);
  const startsWithFamily = stepsOf(chain)[0] === 'guardian';
  // After a withdrawal the next round begins with whatever was recorded after it.
  const isBefore = (entry: Approval) => withdrawn !== undefined && position(entry) <= withdrawn.afterPosition;
  if (application && startsWithFamily && isBefore(application)) return undefined;
  const isFirst = decisions.findIndex((each) => each.decision === 'applied') === lastApplied;
  const inRound = decisions.filter((each, index) => {
    if (isBefore(each)) return false;
    if (!application || !startsWithFamily) return true;
    // Steps may share a day; in the first round nothing of an earlier one can be meant.
    return index >= lastApplied || (isFirst && each.on === application.on);
  });
  const begun = inRound[0]?.on;
  if (begun === undefined) return undefined;
  const valid = inRound.filter(
    (each) =>
      !beside.returns.some(
        (back) =>
          back.matter === chain.matter &&
          back.afterPosition >= position(each) &&
          (back.toStep === each.step || stageOfStep(chain, each.step) > stageOfStep(chain, back.toStep)),
      ),
  );
  return { begun, valid };
}

function isRejected(round: { readonly valid: readonly Approval[] }, chain: ApprovalChain): boolean {
  return stepsOf(chain).some((step) => round.valid.findLast((each) => each.step === step)?.decision === 'rejected');
}

function isWanted({ step, decision }: Approval): boolean {
  return decision === (step === 'guardian' ? 'applied' : 'approved');
}

/**
 * The decision that stands for a step since the family applied last; undefined where the step is still to be taken. A
 * decision for other days than this one's (an extension that nobody applied for anew) is another decision.
 */
export function standingDecision(
  file: File,
  asOf: Day,
  entry: Pick<Approval, 'on' | 'matter' | 'step' | 'from'>,
  beside: Beside = NOTHING_BESIDE,
  positions: Positions = positionsOf(file),
): Approval | undefined {
  if (entry.step === 'guardian') return undefined;
  const round = roundOf(fold(file as CaseFile, asOf), chainOf(entry.matter), beside, positions);
  const standing = round?.valid.findLast((each) => each.step === entry.step);
  if (!standing) return undefined;
  const isOtherPeriod = entry.from !== undefined && standing.from !== undefined && entry.from !== standing.from;
  return isOtherPeriod ? undefined : standing;
}

/** The steps to which the holder of a waiting step may send a matter back: all before it, the family's included. */
export function returnTargets(matter: Matter, step: Step): readonly Step[] {
  const chain = chainOf(matter);
  const stage = stageOfStep(chain, step);
  return stepsOf(chain).filter((each) => stageOfStep(chain, each) < stage);
}
