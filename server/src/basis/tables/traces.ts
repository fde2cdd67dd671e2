import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json } from './columns.ts';

export interface InstallationKeysTable {
  id: string;
  wrapping: number;
  purpose: 'lookup' | 'channels';
  master_id: string;
  wrapped: Buffer;
  created_at: Instant;
}

export interface DataKeysTable {
  id: string;
  wrapping: number;
  child_id: string | null;
  batch_id: string | null;
  lead_id: Generated<string | null>;
  referral_id: Generated<string | null>;
  master_id: string;
  wrapped: Buffer;
  created_at: Instant;
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

export interface TracesTables {
  installation_keys: InstallationKeysTable;
  data_keys: DataKeysTable;
  ledger_events: LedgerEventsTable;
  audit: AuditTable;
  jobs: JobsTable;
}
