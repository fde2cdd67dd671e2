import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Measure } from '@quanxue/domain/casefile/schema.ts';
import type { SchoolingState } from '@quanxue/domain/children/operations.ts';
import type { Finding } from '@quanxue/domain/policy/finding.ts';
import type { ColumnType, Generated } from 'kysely';

/*
 * The tables of server/migrations as types. Days ('2022-09-01') and instants ('2022-09-07T10:30:00.000Z') are strings,
 * bigint is a number, bytea a Buffer. jsonb is written as text (JSON.stringify), for the driver takes an array for an SQL array.
 */

type Json<T> = ColumnType<T, string, string>;
type Day = string;
type Instant = string;

export interface SettingsTable {
  id: string;
  key: string;
  value: Json<unknown>;
  from_on: Day;
  set_at: Instant;
  set_by: string | null;
}

export interface UnitsTable {
  id: string;
  kind: 'county' | 'township' | 'village' | 'group' | 'grid' | 'school' | 'office';
  code: string | null;
  name: string;
  parent_id: string | null;
  valid_from: Day;
  valid_to: Generated<Day | null>;
}

export interface AccountsTable {
  id: string;
  account: string;
  name: string;
  password_hash: string;
  created_at: Instant;
  created_by: string | null;
  closed_at: Generated<Instant | null>;
}

export interface PostsTable {
  id: string;
  account_id: string;
  role: Role;
  unit_id: string;
  from_on: Day;
  to_on: Generated<Day | null>;
  created_at: Instant;
  created_by: string | null;
}

export interface SessionsTable {
  token_hash: Buffer;
  account_id: string;
  created_at: Instant;
  seen_at: Instant;
  ended_at: Generated<Instant | null>;
}

export interface SignInAttemptsTable {
  id: string;
  account: string;
  at: Instant;
  succeeded: boolean;
  address: string;
}

export interface InstallationKeysTable {
  id: string;
  wrapping: number;
  purpose: 'lookup';
  master_id: string;
  wrapped: Buffer;
  created_at: Instant;
}

export interface DataKeysTable {
  id: string;
  wrapping: number;
  child_id: string | null;
  batch_id: string | null;
  master_id: string;
  wrapped: Buffer;
  created_at: Instant;
}

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

export interface CasesTable {
  id: string;
  child_id: string;
  opened_on: Day;
  opened_at: Instant;
  opened_by: string;
  header: ColumnType<unknown, string | undefined, never>;
  sealed: Generated<Buffer | null>;
  data_key_id: Generated<string | null>;
  origin: ColumnType<unknown, string | null | undefined, never>;
  open: Generated<boolean>;
  stage: Generated<string>;
  stage_since: Day;
  measure: Generated<Measure | null>;
  missing: Generated<number>;
  breach: Generated<number>;
  next_due: Generated<Day | null>;
  holds_until: Generated<Day | null>;
  findings: ColumnType<readonly Finding[], string | undefined, string>;
  projected_at: Generated<Instant | null>;
}

export interface EntriesTable {
  case_id: string;
  id: string;
  position: number;
  kind: string;
  on_day: Day;
  recorded_at: Instant | null;
  received_at: Instant;
  author_id: string;
  author_name: string;
  post_id: string;
  post_role: Role;
  post_unit: string;
  body: Json<Readonly<Record<string, unknown>>>;
  sealed: Buffer | null;
  data_key_id: string | null;
  hash: Buffer;
  prev_hash: Buffer | null;
}

export interface EvidenceTable {
  sha256: string;
  bytes: number;
  media_type: string;
  received_at: Instant;
  received_by: string;
}

export interface EvidenceUsesTable {
  case_id: string;
  entry_id: string;
  sha256: string;
  child_id: string;
}

export interface LedgerEventsTable {
  chain_id: string;
  position: number;
  child_id: string | null;
  unit_id: string | null;
  kind: string;
  at: Instant;
  actor_id: string;
  body: Json<Readonly<Record<string, unknown>>>;
  sealed: Buffer | null;
  data_key_id: string | null;
  hash: Buffer;
  prev_hash: Buffer | null;
}

export interface AuditTable {
  id: string;
  at: Instant;
  actor_id: string | null;
  operation: string;
  child_id: Generated<string | null>;
  case_id: Generated<string | null>;
  what: ColumnType<unknown, string | undefined, never>;
  request_id: string;
}

export interface JobsTable {
  id: string;
  kind: string;
  account_id: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  step: Json<{ zh: string; en: string }>;
  done: Generated<number>;
  total: Generated<number>;
  problem: ColumnType<{ zh: string; en: string } | null, string | null | undefined, string | null>;
  created_at: Instant;
  finished_at: Generated<Instant | null>;
}

export interface Tables {
  settings: SettingsTable;
  units: UnitsTable;
  accounts: AccountsTable;
  posts: PostsTable;
  sessions: SessionsTable;
  sign_in_attempts: SignInAttemptsTable;
  installation_keys: InstallationKeysTable;
  data_keys: DataKeysTable;
  import_batches: ImportBatchesTable;
  import_rows: ImportRowsTable;
  children: ChildrenTable;
  schooling: SchoolingTable;
  cases: CasesTable;
  entries: EntriesTable;
  evidence: EvidenceTable;
  evidence_uses: EvidenceUsesTable;
  ledger_events: LedgerEventsTable;
  audit: AuditTable;
  jobs: JobsTable;
}
