import type { ListKind } from '@quanxue/domain/children/fields.ts';
import type { ImportRow, SchoolingState } from '@quanxue/domain/children/operations.ts';
import type { ColumnType, Generated } from 'kysely';
import type { Day, Instant } from './columns.ts';

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

export interface ChildrenTables {
  import_batches: ImportBatchesTable;
  import_rows: ImportRowsTable;
  import_mappings: ImportMappingsTable;
  list_rows: ListRowsTable;
  children: ChildrenTable;
  schooling: SchoolingTable;
}
