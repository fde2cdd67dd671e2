import type { Text } from '@quanxue/domain/basis/problem.ts';
import type { AbsenceCause } from '@quanxue/domain/children/absence.ts';
import type { Basis } from '@quanxue/domain/children/basis.ts';
import type { ClosingCounts, ExplanationKind } from '@quanxue/domain/children/closing.ts';
import type { ListKind } from '@quanxue/domain/children/fields.ts';
import type { ImportRow, SchoolingState } from '@quanxue/domain/children/operations.ts';
import type { Household } from '@quanxue/domain/children/words.ts';
import type { ColumnType, Generated } from 'kysely';
import type { Day, Instant, Json } from './columns.ts';

export interface ImportBatchesTable {
  id: string;
  kind: ListKind;
  unit_id: string;
  file_name: string;
  file_sha256: Generated<string | null>;
  sender: Generated<string | null>;
  state: string;
  rows_done: Generated<number>;
  rows_total: Generated<number>;
  created_at: Instant;
  created_by: string;
  confirmed_at: Generated<Instant | null>;
  confirmed_by: Generated<string | null>;
  confirmed_no: Generated<number | null>;
  undone_at: Generated<Instant | null>;
  undone_by: Generated<string | null>;
  /** Shape owned by `children`: sheets, mapping, counts, new units, problem of the file. */
  detail: ColumnType<unknown, string | undefined, string>;
}

export interface ImportRowsTable {
  batch_id: string;
  sheet: string;
  row: number;
  outcome: ImportRow['outcome'];
  has_warning: Generated<boolean>;
  child_id: string | null;
  name: Generated<string>;
  sealed: Buffer | null;
  data_key_id: string | null;
  identity_key: Generated<Buffer | null>;
}

export interface MatchDecisionsTable {
  id: string;
  decided_no: Generated<number>;
  act_id: string;
  decision: 'same' | 'apart' | 'undone';
  row_key: Buffer;
  child_id: string;
  kind: ListKind;
  batch_id: string;
  row: number;
  score: number | null;
  decided_at: Instant;
  decided_by: string;
  post_role: string;
  post_unit_id: string;
}

export interface DuplicatePairsTable {
  child_a: string;
  child_b: string;
  score: number;
  why: ColumnType<readonly Text[], string, never>;
  found_at: Instant;
}

export interface DuplicateDecisionsTable {
  id: string;
  decided_no: Generated<number>;
  decision: 'same' | 'apart' | 'undone';
  child_a: string;
  child_b: string;
  gone_id: string | null;
  gone_line_id: string | null;
  kept_line_id: string | null;
  undoes: string | null;
  score: number | null;
  decided_at: Instant;
  decided_by: string;
  post_role: string;
  post_unit_id: string;
}

export interface ImportMappingsTable {
  id: string;
  unit_id: string;
  kind: ListKind;
  sender: Generated<string>;
  fingerprint: string;
  sheet: string;
  header_rows: number[];
  columns: ColumnType<Readonly<Record<string, string | null>>, string, never>;
  batch_id: string;
  remembered_at: Instant;
  remembered_by: string;
}

export interface ListRowsTable {
  batch_id: string;
  sheet: string;
  row: number;
  child_id: string | null;
  name: string;
  birth_date: Day | null;
  citizen_hmac: Buffer | null;
  roll_hmac: Buffer | null;
  registered_unit_id: string | null;
  school_unit_id: string | null;
  grade: number | null;
  class: string | null;
  present: boolean | null;
  sealed: Buffer;
  data_key_id: string;
}

export interface ChildrenTable {
  id: string;
  name: string;
  sex: 'male' | 'female' | 'unknown';
  birth_date: Day;
  ethnicity: Generated<string | null>;
  households: Generated<string[]>;
  disabled: Generated<boolean>;
  registered_unit_id: Generated<string | null>;
  residence_unit_id: Generated<string | null>;
  school_unit_id: Generated<string | null>;
  owner_unit_id: string;
  population_batch_id: Generated<string | null>;
  citizen_hmac: Generated<Buffer | null>;
  citizen_tail_hmac: Generated<Buffer | null>;
  sealed: Generated<Buffer | null>;
  data_key_id: Generated<string | null>;
  created_at: Instant;
  created_by: string;
  changed_at: Instant;
  withdrawn_at: Generated<Instant | null>;
  former_names: Generated<string[]>;
}

export interface ChildPlacesPastTable {
  id: Generated<string>;
  child_id: string;
  base: 'registered' | 'residence';
  unit_id: string | null;
  until_on: Day;
  batch_id: Generated<string | null>;
  recorded_at: Instant;
  recorded_by: string;
  withdrawn_at: Generated<Instant | null>;
}

export interface ChildHouseholdsTable {
  id: Generated<string>;
  child_id: string;
  category: Household;
  kind: Generated<'unstable' | 'sudden' | null>;
  from_on: Day | null;
  to_on: Generated<Day | null>;
  source: 'list' | 'entry';
  batch_id: Generated<string | null>;
  ended_by_batch_id: Generated<string | null>;
  recorded_at: Instant;
  recorded_by: string;
  withdrawn_at: Generated<Instant | null>;
}

export interface SchoolingTable {
  id: string;
  child_id: string;
  state: SchoolingState;
  from_on: Day;
  to_on: Generated<Day | null>;
  school_unit_id: Generated<string | null>;
  school_name: Generated<string | null>;
  grade: Generated<number | null>;
  class: Generated<string | null>;
  marks: Generated<string[]>;
  roll_hmac: Generated<Buffer | null>;
  sealed: Generated<Buffer | null>;
  data_key_id: Generated<string | null>;
  batch_id: Generated<string | null>;
  recorded_at: Instant;
  recorded_by: string;
  withdrawn_at: Generated<Instant | null>;
  basis: ColumnType<Partial<Basis>, string | undefined, never>;
  until_on: Generated<Day | null>;
  roll_kind: Generated<'G' | 'J' | 'L' | null>;
  roll_over_id: Generated<string | null>;
  withdrawn_by: Generated<string | null>;
  withdrawn_reason: Generated<string | null>;
}

export interface RollOversTable {
  id: string;
  school_year: number;
  unit_id: string;
  counts: Json<Readonly<Record<string, number>>>;
  recorded_at: Instant;
  recorded_by: string;
  undone_at: Generated<Instant | null>;
  undone_by: Generated<string | null>;
}

export interface PopulationExplanationsTable {
  id: string;
  child_id: string;
  kind: ExplanationKind;
  on_day: Day;
  reason: string;
  recorded_at: Instant;
  recorded_by: string;
  withdrawn_at: Generated<Instant | null>;
}

export interface VillageClosingsTable {
  id: string;
  village_id: string;
  base: 'registered' | 'residence';
  as_of: Day;
  counts: Json<ClosingCounts>;
  digest: string;
  recorded_at: Instant;
  recorded_by: string;
}

export interface AttendanceTable {
  id: string;
  school_unit_id: string;
  grade: number;
  class: string;
  on_day: Day;
  version: number;
  enrolled: number;
  absent: number;
  reported_at: Instant;
  reported_by: string;
  post_id: string;
}

export interface AbsencesTable {
  attendance_id: string;
  child_id: string;
  cause: AbsenceCause;
  sealed: Buffer | null;
  data_key_id: string | null;
}

export interface ChildrenTables {
  import_batches: ImportBatchesTable;
  import_rows: ImportRowsTable;
  import_mappings: ImportMappingsTable;
  list_rows: ListRowsTable;
  match_decisions: MatchDecisionsTable;
  duplicate_pairs: DuplicatePairsTable;
  duplicate_decisions: DuplicateDecisionsTable;
  children: ChildrenTable;
  schooling: SchoolingTable;
  child_places_past: ChildPlacesPastTable;
  child_households: ChildHouseholdsTable;
  roll_overs: RollOversTable;
  population_explanations: PopulationExplanationsTable;
  village_closings: VillageClosingsTable;
  attendance: AttendanceTable;
  current_attendance: AttendanceTable;
  absences: AbsencesTable;
}
