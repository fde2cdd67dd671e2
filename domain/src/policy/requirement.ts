import type { Dated } from '../basis/citation.ts';
import type { Text } from '../basis/problem.ts';
import type { YearlyCalendar } from '../basis/school-calendar.ts';
import type { DocumentKind, EntryOf, Matter, Measure, Step, Unit } from '../casefile/schema.ts';

/**
 * One row of a table: what the papers ask, where they say so, and how it is judged. Data only; `judge/` knows how each
 * kind is judged, and the compiler demands a case for every kind.
 */
export type Requirement = {
  readonly id: string;
  /** How the clause is printed beside the finding: 附件1 B4-6(1). */
  readonly citation: Text;
  /** What is asked, as a noun: 限期复学通知书. */
  readonly name: Text;
  /** What to do next, as a sentence. */
  readonly todo: Text;
} & Kind;

/** How a requirement is judged. */
export type Kind =
  | { readonly kind: 'report' }
  | { readonly kind: 'responsible'; readonly units: readonly Unit[] }
  | { readonly kind: 'individual-plan' }
  | { readonly kind: 'three-parties'; readonly units: readonly Unit[] }
  | { readonly kind: 'continuing' }
  | { readonly kind: 'key-group' }
  | { readonly kind: 'truthful' }
  | {
      readonly kind: 'document';
      /** Any of these is enough. */
      readonly anyOf: readonly DocumentKind[];
      /** A guardian's consent entry serves as well. */
      readonly orConsent?: EntryOf<'consent'>['to'];
      /** Not owed without it, and wrong when dated before it. */
      readonly from?: 'placement' | 'first-approval';
      /** Excused where a diagnosis says the child is an out-patient. */
      readonly notForOutpatients?: true;
      /** Only for these children. */
      readonly applies?: 'registered-poor';
      /** Only for measures begun on or after this day. */
      readonly begunFrom?: string;
    }
  | { readonly kind: 'documents'; readonly all: readonly DocumentKind[] }
  | { readonly kind: 'persuasions'; readonly orGraduated?: true }
  | { readonly kind: 'placement' }
  | { readonly kind: 'return-grade' }
  | { readonly kind: 'left-in'; readonly grade: number; readonly term: number }
  | { readonly kind: 'last-outcome'; readonly outcome: EntryOf<'persuasion'>['outcome'] }
  | { readonly kind: 'not-exam-month' }
  | { readonly kind: 'certificate' }
  | { readonly kind: 'certificate-after' }
  | { readonly kind: 'certificate-kind' }
  | { readonly kind: 'consents'; readonly to: EntryOf<'consent'>['to'] }
  | { readonly kind: 'in-force' }
  | { readonly kind: 'joint-efforts'; readonly days: number }
  | { readonly kind: 'then-leave' }
  | { readonly kind: 'step'; readonly matter: Matter; readonly steps: readonly Step[] }
  /** Stages in order; within a stage the order is free. */
  | { readonly kind: 'chain'; readonly matter: Matter; readonly stages: readonly (readonly Step[])[] }
  | { readonly kind: 'resume-chain'; readonly stages: readonly (readonly Step[])[] }
  | { readonly kind: 'diagnosis' }
  | { readonly kind: 'leave-term' }
  | { readonly kind: 'resumption' }
  | { readonly kind: 'fitness' }
  | { readonly kind: 'leave-grade' }
  | { readonly kind: 'disability'; readonly intellectual: boolean }
  | { readonly kind: 'treatment' }
  | { readonly kind: 'follow-up' }
  | { readonly kind: 'on-roll' }
  | { readonly kind: 'teaching-plan'; readonly plan: 'home-teaching' | 'remote-teaching' }
  | { readonly kind: 'weekly'; readonly mode: 'home' | 'remote' }
  | { readonly kind: 'home-hours' }
  | { readonly kind: 'session-records'; readonly mode: 'home' | 'remote' }
  | { readonly kind: 'letters'; readonly letters: readonly Correspondence[] }
  | { readonly kind: 'replies'; readonly letters: readonly Correspondence[] }
  | { readonly kind: 'persuasion-after-letter'; readonly letter: Correspondence }
  | { readonly kind: 'november-agreement' }
  | { readonly kind: 'approval-after-request' }
  | { readonly kind: 'after-notice' }
  | { readonly kind: 'publicity' };

/** An outgoing letter to a unit, by one sender or by any. */
export interface Correspondence {
  readonly from?: Unit;
  readonly to: Unit;
}

/** The numbers of a pack: each a dated value with its source. */
export interface Parameters {
  readonly persuasionsNeeded: Dated<number>;
  /** Days. */
  readonly persuasionInterval: Dated<number>;
  readonly homeTeachingFrom: string;
  /** Visits a week. */
  readonly homeTeachingPerWeek: Dated<number>;
  /** Class hours a visit. */
  readonly homeTeachingHours: Dated<number>;
  /** Class hours a week. */
  readonly remoteTeachingPerWeek: Dated<number>;
  readonly leaveMaxDays: Dated<number>;
  readonly termDays: Dated<number>;
  readonly replyDays: Dated<number>;
  /** Days in which an office answers what was handed to it. */
  readonly referralDays: Dated<number>;
  readonly rehabilitationYears: Dated<number>;
  readonly followUpDays: Dated<number>;
  /** Periods in which a measure may begin; a measure not named is always in force. */
  readonly inForce: {
    readonly [M in Measure]?: { readonly from?: string; readonly to?: string; readonly citation: Text };
  };
}

/** When a measure is offered. */
export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'left-in'; readonly grade: number; readonly term: number }
  | {
      readonly kind: 'reason';
      readonly anyOf: readonly EntryOf<'report'>['reasons'][number][];
      readonly orReopened?: true;
    }
  | { readonly kind: 'disability'; readonly intellectual: boolean }
  | { readonly kind: 'in-force' };

/** One measure: its name, when it is offered, and the rows of its table in order. */
export interface MeasureRules {
  readonly measure: Measure;
  readonly citation: Text;
  readonly offered: Condition;
  /** Rows of the table, shared by two measures in some; `only` marks a row of one of them. */
  readonly rows: readonly (Requirement & { readonly only?: Measure })[];
}

/** A policy pack: the papers of one place as data. */
export interface Pack {
  readonly id: string;
  readonly name: Text;
  readonly parameters: Parameters;
  readonly calendar: YearlyCalendar;
  /** Rows of every case, in order. */
  readonly everyCase: readonly Requirement[];
  readonly measures: readonly MeasureRules[];
}
