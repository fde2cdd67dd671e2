import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Duty } from '@quanxue/domain/people/posts.ts';
import type { SCHOOL_STAGES } from '@quanxue/domain/people/units.ts';
import type { Generated } from 'kysely';
import type { Day, Instant, Json } from './columns.ts';

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
  stage: Generated<(typeof SCHOOL_STAGES)[number] | null>;
}

export interface UnitNamesTable {
  id: string;
  unit_id: string;
  use: 'official' | 'alias';
  name: string;
  code: string | null;
  from_on: Day;
  paper: string | null;
  recorded_at: Instant;
  recorded_by: string;
}

export interface UnitLinksTable {
  id: string;
  predecessor_id: string;
  successor_id: string;
  on_day: Day;
  kind: 'merged' | 'renamed' | 'split' | 'moved';
  note: string | null;
  recorded_at: Instant;
  recorded_by: string;
}

export interface HoldersTable {
  id: string;
  duty: Duty;
  unit_id: string;
  grade: number | null;
  class: string | null;
  name: string;
  phone: string | null;
  account_id: string | null;
  from_on: Day;
  to_on: Generated<Day | null>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface CatchmentsTable {
  id: string;
  village_id: string;
  school_id: string;
  stage: 'primary' | 'junior';
  from_on: Day;
  to_on: Generated<Day | null>;
  recorded_at: Instant;
  recorded_by: string;
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

export interface PeopleTables {
  settings: SettingsTable;
  units: UnitsTable;
  unit_names: UnitNamesTable;
  unit_links: UnitLinksTable;
  holders: HoldersTable;
  catchments: CatchmentsTable;
  accounts: AccountsTable;
  posts: PostsTable;
  sessions: SessionsTable;
  sign_in_attempts: SignInAttemptsTable;
}
