import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { LeadEvent, LeadSource } from '@quanxue/domain/reports/operations.ts';
import type { LeadOutcome } from '@quanxue/domain/reports/outcomes.ts';
import type { ColumnType, Generated } from 'kysely';
import type { Day, Instant, Json } from './columns.ts';

export interface LeadsTable {
  id: string;
  child_id: Generated<string | null>;
  source: LeadSource;
  source_id: Generated<string | null>;
  on_day: Day;
  opened_at: Instant;
  opened_by: Generated<string | null>;
  automatic: Generated<boolean>;
  reporter_role: Generated<Role | null>;
  reporter_unit_id: Generated<string | null>;
  receipt: Generated<string | null>;
  village_unit_id: Generated<string | null>;
  school_unit_id: Generated<string | null>;
  owner_role: 'social-affairs' | 'county-committee';
  owner_unit_id: string;
  sealed: Buffer | null;
  data_key_id: string | null;
  clock_from: Instant;
  due_at: Instant;
  open: Generated<boolean>;
  /** `joined`: the child had an open lead already, and this one went into it. */
  outcome: Generated<LeadOutcome | 'joined' | null>;
  concluded_on: Generated<Day | null>;
}

export interface LeadEventsTable {
  id: string;
  lead_id: string;
  kind: LeadEvent['kind'];
  at: Instant;
  on_day: Day;
  actor_id: string;
  post_role: Role;
  post_unit_id: string;
  /** Shape owned by `reports`: side, state, missing sides. No person in it. */
  body: Json<Readonly<Record<string, unknown>>>;
  sealed: Buffer | null;
  data_key_id: string | null;
}

export interface LeadFilesTable {
  lead_id: string;
  sha256: string;
  kind: string;
}

export interface DeclarationsTable {
  id: string;
  unit_id: string;
  month: Day;
  enrolled: number;
  suspected: number;
  dropped: number;
  counted_on: Day;
  counted: ColumnType<unknown, string, never>;
  remark: string | null;
  declared_at: Instant;
  declared_by: string;
  post_role: Role;
}

export interface ReportsTables {
  leads: LeadsTable;
  lead_events: LeadEventsTable;
  lead_files: LeadFilesTable;
  declarations: DeclarationsTable;
}
