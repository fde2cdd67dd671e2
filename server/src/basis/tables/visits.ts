import type { EnrolmentMark } from '@quanxue/domain/visits/enrolment.ts';
import type { MET, ROUND_BASES, RoundKind, VisitResult } from '@quanxue/domain/visits/rounds.ts';
import type { Generated } from 'kysely';
import type { Day, Instant } from './columns.ts';

export interface RoundsTable {
  id: string;
  kind: RoundKind;
  unit_id: string;
  title: string;
  from_on: Day;
  to_on: Day;
  frozen_on: Day;
  base: (typeof ROUND_BASES)[number];
  created_at: Instant;
  created_by: string;
}

export interface RoundHouseholdsTable {
  id: string;
  round_id: string;
  village_unit_id: string;
  grid_unit_id: string | null;
  position: number;
}

export interface RoundChildrenTable {
  round_id: string;
  child_id: string;
  household_id: string;
}

export interface RoundVisitsTable {
  id: string;
  round_id: string;
  household_id: string;
  on_day: Day;
  met: (typeof MET)[number];
  recorded_at: Instant;
  recorded_by: string;
  post_id: string;
}

export interface RoundResultsTable {
  visit_id: string;
  child_id: string;
  result: VisitResult;
  sealed: Buffer | null;
  data_key_id: string | null;
  lead_id: string | null;
}

export interface FoundChildrenTable {
  id: string;
  round_id: string;
  village_unit_id: string;
  name: string;
  sex: 'male' | 'female' | 'unknown';
  birth_date: Day | null;
  on_day: Day;
  recorded_at: Instant;
  recorded_by: string;
  child_id: Generated<string | null>;
  linked_at: Generated<Instant | null>;
  linked_by: Generated<string | null>;
}

export interface EnrolmentChecksTable {
  id: string;
  term_on: Day;
  unit_id: string;
  grade: number;
  class: string;
  version: number;
  on_day: Day;
  recorded_at: Instant;
  recorded_by: string;
  post_id: string;
}

export interface EnrolmentMarksTable {
  check_id: string;
  child_id: string;
  mark: EnrolmentMark;
  sealed: Buffer | null;
  data_key_id: string | null;
  lead_id: string | null;
}

export interface RoundLastResultsView extends RoundResultsTable {
  round_id: string;
}

export interface VisitsTables {
  rounds: RoundsTable;
  round_households: RoundHouseholdsTable;
  round_children: RoundChildrenTable;
  round_visits: RoundVisitsTable;
  round_results: RoundResultsTable;
  round_last_results: RoundLastResultsView;
  found_children: FoundChildrenTable;
  enrolment_checks: EnrolmentChecksTable;
  enrolment_marks: EnrolmentMarksTable;
}
