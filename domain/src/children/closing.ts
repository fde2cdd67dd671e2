import type { Citation } from '../basis/citation.ts';
import { addDays, type Day, schoolYearOf } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import type { Basis } from './basis.ts';
import type { SchoolingState } from './operations.ts';

/*
 * When a village is closed: nobody's whereabouts are unknown, each state outside school has its paper or a dated reason,
 * and the ledger has as many children as the lists, less differences that are explained one by one. (Plan 3(1), annex 1 B3;
 * what counts as enough is our reading R79, R80.)
 */

/** Why a child is on the list and not counted, or counted and not on the list. */
export const EXPLANATION_KINDS = [
  'moved-away',
  'moved-in',
  'deceased',
  'double-registration',
  'number-error',
  'not-on-the-list',
  'other',
] as const;
export type ExplanationKind = (typeof EXPLANATION_KINDS)[number];

/** The numbers of one village on one day. */
export interface ClosingCounts {
  /** Of school age and not gone for good: the total of table B3-1. */
  readonly population: number;
  readonly states: Readonly<Partial<Record<SchoolingState, number>>>;
  readonly unknown: number;
  readonly lacking: number;
  /** Children of the village that the population lists name. */
  readonly listed: number;
  readonly differences: number;
  readonly unexplained: number;
  readonly overAge: number;
}

/** Whether nothing is open any more. */
export function isClosed(counts: Pick<ClosingCounts, 'unknown' | 'lacking' | 'unexplained'>): boolean {
  return counts.unknown === 0 && counts.lacking === 0 && counts.unexplained === 0;
}

export interface Lack {
  readonly key: 'certificate' | 'approval' | 'paper' | 'case' | 'expired' | 'reason';
  readonly sentence: Text;
  readonly citation: Citation;
}

const reading = (number: number, zh: string, en: string): Citation => ({
  paper: 'readings',
  zh: `${zh}；R${number}`,
  en: `${en}; R${number}`,
});

const LACKS: Readonly<Record<Lack['key'], Omit<Lack, 'key'>>> = {
  certificate: {
    sentence: {
      zh: '在县外就读，缺本学年的学籍（就读）证明。请向就读学校索取，登记名称、文号和日期。',
      en: 'Learns outside the county; the roll certificate of this school year is missing. Ask the school for it and record its title, number and day.',
    },
    citation: reading(79, '“在外就读一证清”，一学年一证', 'one certificate for each child outside, each school year'),
  },
  approval: {
    sentence: {
      zh: '缺审批件。请在一生一案中办理审批，或登记批准文件的名称、文号和日期。',
      en: 'The approval is missing. Have it decided in the case file, or record the approving paper with title, number and day.',
    },
    citation: {
      paper: 'township-56-2022',
      zh: '实施方案三（三）；附件2第4、6条；R79',
      en: 'Plan 3(3); annex 2, items 4 and 6; R79',
    },
  },
  paper: {
    sentence: {
      zh: '缺依据材料。请登记材料的名称、文号和日期。',
      en: 'The paper is missing. Record its title, number and day.',
    },
    citation: { paper: 'township-56-2022', zh: '附件1 B3-1、B4；R79', en: 'Annex 1, B3-1 and B4; R79' },
  },
  case: {
    sentence: {
      zh: '疑似辍学或辍学，但没有一生一案。请上报并建立案卷。',
      en: 'Suspected or dropped out, without a case file. Report it, so that a file is opened.',
    },
    citation: { paper: 'township-56-2022', zh: '实施方案六', en: 'Plan, article 6' },
  },
  expired: {
    sentence: {
      zh: '批准的期限已过，还没有复学或续批的记录。请核实后登记。',
      en: 'The time granted is over, with no return and no extension on record. Find out and record it.',
    },
    citation: { paper: 'township-56-2022', zh: '实施方案三（三）；附件2第4条', en: 'Plan 3(3); annex 2, item 4' },
  },
  reason: {
    sentence: {
      zh: '没有写明依据。请登记材料，或写明理由和日期。',
      en: 'Nothing is said to rest on. Record a paper, or a reason with its day.',
    },
    citation: reading(79, '每一种不在校状态须有依据', 'each state outside school rests on something'),
  },
};

/**
 * What a state still lacks on a day, or null where it rests on enough. A roll is enough for a child at a school of the
 * county; for one outside it is not, for its own school alone can say that it is really there.
 */
export function lackOf(state: SchoolingState, basis: Partial<Basis>, untilOn: Day | null, asOf: Day): Lack | null {
  const lack = (key: Lack['key']): Lack => ({ key, ...LACKS[key] });
  const kind = basis.kind;
  const papered = kind === 'paper' || kind === 'entry';
  switch (state) {
    case 'here':
    case 'unknown':
      return null;
    case 'county':
    case 'special-education':
    case 'vocational':
      return papered || kind === 'list' || kind === 'reason' || kind === 'roll-over' ? null : lack('reason');
    case 'out-of-county':
      if (kind === 'entry') return null;
      return kind === 'paper' && isOfSchoolYear(basis, asOf) ? null : lack('certificate');
    case 'leave':
    case 'deferral':
      if (!papered) return lack('approval');
      return untilOn && untilOn < asOf ? lack('expired') : null;
    case 'exemption':
      return papered ? null : lack('approval');
    case 'home-teaching':
    case 'remote-teaching':
    case 'special-school':
    case 'completed':
      return papered ? null : lack('paper');
    case 'left':
      return papered || kind === 'reason' ? null : lack('reason');
    case 'suspected':
    case 'dropped-out':
      return kind === 'entry' ? null : lack('case');
  }
}

function isOfSchoolYear(basis: Partial<Basis>, asOf: Day): boolean {
  const on = 'on' in basis ? basis.on : undefined;
  return on !== undefined && on <= asOf && schoolYearOf(on) === schoolYearOf(asOf);
}

/**
 * The day on which a leave that nobody acted upon becomes a suspicion: so many days after its last day. A leave until
 * 15 February with 14 days of grace is suspected from 1 March (2022).
 */
export function leaveRunsOutOn(untilOn: Day, graceDays: number): Day {
  return addDays(untilOn, graceDays);
}
