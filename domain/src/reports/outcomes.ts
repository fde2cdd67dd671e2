import type { Role } from '../basis/operation.ts';
import type { SchoolingState } from '../children/operations.ts';

/* What a lead may turn out to be, who answers for which side, and what the ledger makes of it. Most leads are no dropouts. */

/** The outcomes that one county's check of its suspected children found, and the two that leave a child to be persuaded. */
export const LEAD_OUTCOMES = [
  'confirmed',
  'suspected',
  'in-school-here',
  'in-province-on-roll',
  'in-province-off-roll',
  'other-province-on-roll',
  'other-province-off-roll',
  'abroad',
  'sick-or-disabled',
  'gone-with-parents',
  'over-age',
  'deceased',
  'double-registration',
  'empty-registration',
  'data-error',
  'no-such-person',
] as const;
export type LeadOutcome = (typeof LEAD_OUTCOMES)[number];

/** The sides whose word is wanted before anybody is called a dropout (plan, article 6: school, township, county together). */
export const SIDES = ['school', 'township', 'county'] as const;
export type Side = (typeof SIDES)[number];

const SIDE_OF: Readonly<Record<Role, Side | null>> = {
  principal: 'school',
  'roll-keeper': 'school',
  teacher: 'school',
  village: 'township',
  'grid-worker': 'township',
  'social-affairs': 'township',
  'township-leader': 'township',
  'county-committee': 'county',
  administrator: null,
  'home-teacher': 'school',
  'disabled-federation': null,
  justice: null,
  'social-security': null,
  'womens-federation': null,
  'youth-league': null,
  inspector: null,
};

/** The side that a post speaks for; null: for none. A village is the township's eye. */
export function sideOf(role: Role): Side | null {
  return SIDE_OF[role];
}

/** What a side may say it found: an outcome, or that it cannot tell. */
export const SIDE_STATES = [...LEAD_OUTCOMES, 'not-clear'] as const;
export type SideState = (typeof SIDE_STATES)[number];

/** How the sides stand to each other. Nothing is averaged: a disagreement stays one. */
export type Agreement = 'none' | 'partial' | 'agreed' | 'disagreed';

export function agreement(answers: Readonly<Partial<Record<Side, SideState>>>): Agreement {
  const said = SIDES.flatMap((side) => answers[side] ?? []);
  if (said.length === 0) return 'none';
  if (new Set(said).size > 1) return 'disagreed';
  return said.length === SIDES.length ? 'agreed' : 'partial';
}

/**
 * What the schooling ledger says of the child from the day of the conclusion on; null: the lead changes nothing there
 * (docs/readings.md, R96). `school` stands for a school known here, whose place tells whether it is in the township.
 */
export function stateAfter(outcome: LeadOutcome): SchoolingState | 'school' | null {
  switch (outcome) {
    case 'confirmed':
      return 'dropped-out';
    // Ill, disabled or out of reach is why a child is not in school, not where it learns: a measure says that, with papers.
    case 'suspected':
    case 'sick-or-disabled':
    case 'gone-with-parents':
      return 'suspected';
    case 'in-school-here':
      return 'school';
    case 'in-province-on-roll':
    case 'in-province-off-roll':
    case 'other-province-on-roll':
    case 'other-province-off-roll':
      return 'out-of-county';
    case 'over-age':
      return 'completed';
    case 'abroad':
    case 'deceased':
    case 'double-registration':
    case 'no-such-person':
      return 'left';
    // The entry must be put right where it is wrong; until then the child stays in the count.
    case 'empty-registration':
    case 'data-error':
      return null;
  }
}

/** A suspicion that stands goes on: the lead stays open under a new clock. Any other outcome ends it. */
export function endsLead(outcome: LeadOutcome): boolean {
  return outcome !== 'suspected';
}

/** Out of school, whatever the cause: the case file can be opened. */
export function wantsCase(outcome: LeadOutcome): boolean {
  return outcome === 'confirmed' || outcome === 'sick-or-disabled' || outcome === 'gone-with-parents';
}
