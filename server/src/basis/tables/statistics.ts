import type { Generated } from 'kysely';
import type { Day, Instant } from './columns.ts';

export interface TableTemplatesTable {
  id: string;
  table_key: 'b3-1' | 'b3-2' | 'b3-3' | 'key-groups';
  file_name: string;
  content: Buffer | null;
  sha256: string | null;
  placeholders: Generated<string[]>;
  uploaded_at: Instant;
  uploaded_by: string;
}

export interface StatementsTable {
  id: string;
  kind: 'school-monthly' | 'county-quarterly' | 'term' | 'year';
  unit_id: string;
  period: string;
  as_of: Day;
  remark: Generated<string>;
  state: Generated<'draft' | 'sent' | 'dropped'>;
  /** Shape owned by `statistics`. */
  content: Generated<unknown>;
  sha256: Generated<string | null>;
  supersedes: Generated<string | null>;
  correction: Generated<string | null>;
  drafted_at: Instant;
  drafted_by: string;
  sent_at: Generated<Instant | null>;
  sent_by: Generated<string | null>;
}

export interface StatementChildrenTable {
  statement_id: string;
  child_id: string;
  state: string;
  place: string | null;
  marks: Generated<string[]>;
}

export interface DutyLooksTable {
  account_id: string;
  seen_on: Day;
  seen: string[];
  before_on: Generated<Day | null>;
  before: Generated<string[]>;
}

export interface StatisticsTables {
  table_templates: TableTemplatesTable;
  statements: StatementsTable;
  statement_children: StatementChildrenTable;
  duty_looks: DutyLooksTable;
}
