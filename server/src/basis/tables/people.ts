import type { Role } from '@quanxue/domain/basis/operation.ts';
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
  accounts: AccountsTable;
  posts: PostsTable;
  sessions: SessionsTable;
  sign_in_attempts: SignInAttemptsTable;
}
