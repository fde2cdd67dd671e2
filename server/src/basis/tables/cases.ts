import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Matter, Measure, Step, Unit } from '@quanxue/domain/casefile/schema.ts';
import type { DelegatedMatter, SettledHow } from '@quanxue/domain/cases/approval-operations.ts';
import type { CaseDuty } from '@quanxue/domain/cases/duties.ts';
import type { ClosingHow, HandKind, OwnerRole } from '@quanxue/domain/cases/problem-list.ts';
import type { AnswerKind, OfficeRole } from '@quanxue/domain/cases/referrals.ts';
import type { Finding } from '@quanxue/domain/policy/finding.ts';
import type { ColumnType, Generated } from 'kysely';
import type { Day, Instant, Json } from './columns.ts';

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
  duties: ColumnType<readonly CaseDuty[], string | undefined, string>;
  open_relief: Generated<number>;
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

export interface ChildProblemsTable {
  id: string;
  child_id: string;
  source: 'hand' | 'inspection';
  kind: HandKind;
  found_on: Day;
  sealed: Buffer | null;
  data_key_id: string | null;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ChildProblemClosingsTable {
  problem_id: string;
  child_id: string;
  how: ClosingHow;
  on_day: Day;
  sealed: Buffer | null;
  data_key_id: string | null;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ChildOwnersTable {
  id: string;
  child_id: string;
  unit_id: string;
  role: OwnerRole;
  name: string | null;
  from_on: Day;
  to_on: Generated<Day | null>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface PairingsTable {
  id: string;
  child_id: string;
  helper_name: string;
  helper_post: string;
  helper_unit_id: string | null;
  helper_hmac: Buffer;
  sealed: Buffer;
  data_key_id: string;
  from_on: Day;
  to_on: Generated<Day | null>;
  end_reason: Generated<string | null>;
  recorded_at: Instant;
  recorded_by: string;
}

/** What rows beside the log have in common. */
interface BesideLog {
  id: string;
  case_id: string;
  child_id: string;
  after_position: number;
  on_day: Day;
  sealed: Buffer;
  data_key_id: string;
  recorded_at: Instant;
  recorded_by: string;
  recorded_post: string;
}

export interface ApprovalReturnsTable extends BesideLog {
  matter: Matter;
  step: Step;
  to_step: Step;
}

export interface ApprovalWithdrawalsTable extends BesideLog {
  matter: Matter;
  application_id: string;
}

export interface ClosureProposalsTable extends BesideLog {
  reason: string;
}

export interface ClosureSettlementsTable {
  proposal_id: string;
  case_id: string;
  child_id: string;
  how: SettledHow;
  entry_id: string | null;
  on_day: Day;
  sealed: Buffer | null;
  data_key_id: string | null;
  recorded_at: Instant;
  recorded_by: string;
  recorded_post: string;
}

export interface ClosureEvidenceTable {
  proposal_id: string;
  sha256: string;
  child_id: string;
}

export interface DelegationsTable {
  id: string;
  post_id: string;
  to_account_id: string;
  matters: DelegatedMatter[];
  from_on: Day;
  to_on: Day;
  reason: string;
  recorded_at: Instant;
  recorded_by: string;
}

export interface DelegationEndsTable {
  delegation_id: string;
  last_day: Day;
  recorded_at: Instant;
  recorded_by: string;
}

/** What lines of joint control have in common. */
interface SealedLine {
  id: string;
  on_day: Day;
  sealed: Buffer;
  data_key_id: string;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ReliefLinesTable extends SealedLine {
  child_id: string;
  unit: Unit;
}

export interface ReliefResultsTable extends SealedLine {
  relief_id: string;
  child_id: string;
  settled: boolean;
}

export interface ReferralsTable extends SealedLine {
  to_role: OfficeRole;
  to_unit_id: string;
  due_on: Day;
}

export interface ReferralSourcesTable {
  referral_id: string;
  case_id: string;
  child_id: string;
  entry_id: string;
}

export interface ReferralEndsTable {
  referral_id: string;
  on_day: Day;
  recorded_at: Instant;
  recorded_by: string;
}

export interface RosterBatchesTable {
  id: string;
  unit_id: string;
  file_name: string;
  file_sha256: string;
  sheet: string;
  cases: number;
  created_at: Instant;
  created_by: string;
  undone_at: Generated<Instant | null>;
  undone_by: Generated<string | null>;
  undo_reason: Generated<string | null>;
}

export interface RosterCasesTable {
  case_id: string;
  child_id: string;
  batch_id: string;
  row: number;
  entries: number;
}

export interface WithdrawnCasesTable {
  case_id: string;
  batch_id: string;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ReferralAnswersTable extends SealedLine {
  referral_id: string;
  kind: AnswerKind;
  recorded_post: string;
}

export interface CasesTables {
  relief_lines: ReliefLinesTable;
  relief_results: ReliefResultsTable;
  referrals: ReferralsTable;
  referral_sources: ReferralSourcesTable;
  referral_ends: ReferralEndsTable;
  referral_answers: ReferralAnswersTable;
}

export interface TakenScansTable {
  id: string;
  unit_id: string;
  path: string;
  sha256: string;
  media_type: string;
  bytes: number;
  pages: number | null;
  uploaded_at: Instant;
  uploaded_by: string;
  case_id: string | null;
  state: 'waiting' | 'filed' | 'left-out';
  entry_id: Generated<string | null>;
  settled_at: Generated<Instant | null>;
  settled_by: Generated<string | null>;
}

export interface CasesTables {
  roster_batches: RosterBatchesTable;
  roster_cases: RosterCasesTable;
  withdrawn_cases: WithdrawnCasesTable;
  taken_scans: TakenScansTable;
  approval_returns: ApprovalReturnsTable;
  approval_withdrawals: ApprovalWithdrawalsTable;
  closure_proposals: ClosureProposalsTable;
  closure_settlements: ClosureSettlementsTable;
  closure_evidence: ClosureEvidenceTable;
  delegations: DelegationsTable;
  delegation_ends: DelegationEndsTable;
  child_problems: ChildProblemsTable;
  child_problem_closings: ChildProblemClosingsTable;
  child_owners: ChildOwnersTable;
  pairings: PairingsTable;
  cases: CasesTable;
  entries: EntriesTable;
  evidence: EvidenceTable;
  evidence_uses: EvidenceUsesTable;
}
