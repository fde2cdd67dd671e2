import type { AbsenceCause } from '@quanxue/domain/children/absence.ts';
import type { SchoolingState } from '@quanxue/domain/children/operations.ts';
import type { ColumnType, Generated } from 'kysely';
import type { Day, Instant } from './columns.ts';

export interface ImportBatchesTable {
  id: string;
  kind: 'population' | 'roll';
  unit_id: string;
  file_name: string;
  file_sha256: Generated<string | null>;
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
  outcome: 'added' | 'changed' | 'same' | 'bad' | 'gone';
  has_warning: Generated<boolean>;
  child_id: string | null;
  name: Generated<string>;
  sealed: Buffer | null;
  data_key_id: string | null;
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
  children: ChildrenTable;
  schooling: SchoolingTable;
  attendance: AttendanceTable;
  current_attendance: AttendanceTable;
  absences: AbsencesTable;
}
