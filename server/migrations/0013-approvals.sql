-- Approvals beside the log: what was sent back or withdrawn, who stands in for whom, and closures that wait for a second
-- person. Decisions themselves are entries. Nothing here is ever changed; what ends something is a row of its own.

create table approval_returns (
  id uuid primary key,
  case_id uuid not null references cases (id),
  child_id uuid not null references children (id),
  matter text not null,
  step text not null,
  to_step text not null,
  -- The last entry that the sender had before him: decisions up to it are to be taken anew.
  after_position int not null,
  on_day date not null,
  -- {reason}
  sealed bytea not null,
  data_key_id uuid not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  recorded_post text not null
);
create index approval_returns_case on approval_returns (case_id, after_position);

create table approval_withdrawals (
  id uuid primary key,
  case_id uuid not null references cases (id),
  child_id uuid not null references children (id),
  matter text not null,
  -- The entry by which the family applied.
  application_id text not null,
  after_position int not null,
  on_day date not null,
  sealed bytea not null,
  data_key_id uuid not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  recorded_post text not null
);
create index approval_withdrawals_case on approval_withdrawals (case_id, after_position);

-- A closure as one person proposes it; the second person records it in the log (proposer and checker differ).
create table closure_proposals (
  id uuid primary key,
  case_id uuid not null references cases (id),
  child_id uuid not null references children (id),
  reason text not null,
  on_day date not null,
  after_position int not null,
  -- The closure entry as proposed.
  sealed bytea not null,
  data_key_id uuid not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  recorded_post text not null
);
create index closure_proposals_case on closure_proposals (case_id);

create table closure_settlements (
  proposal_id uuid primary key references closure_proposals (id),
  case_id uuid not null references cases (id),
  child_id uuid not null references children (id),
  how text not null check (how in ('closed', 'sent-back', 'withdrawn')),
  entry_id text,
  on_day date not null,
  sealed bytea,
  data_key_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  recorded_post text not null,
  check ((how = 'closed') = (entry_id is not null))
);
create index closure_settlements_case on closure_settlements (case_id);

-- Files that a proposal names, so that whoever checks it sees them before they are in the log.
create table closure_evidence (
  proposal_id uuid not null references closure_proposals (id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  child_id uuid not null references children (id),
  primary key (proposal_id, sha256)
);
create index closure_evidence_sha on closure_evidence (sha256);

-- Deputies by written period (domain.md 5.7). A post is lent to an account for days and matters; no child is named.
create table delegations (
  id uuid primary key,
  post_id uuid not null references posts (id),
  to_account_id uuid not null references accounts (id),
  matters text[] not null check (cardinality(matters) > 0),
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  reason text not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id)
);
create index delegations_to on delegations (to_account_id, to_on);
create index delegations_post on delegations (post_id);

-- A delegation ended early: from the day after `last_day` it no longer holds.
create table delegation_ends (
  delegation_id uuid primary key references delegations (id),
  last_day date not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id)
);

-- The list of what waits reads the decisions of many cases at once.
create index entries_approval on entries (case_id) where kind = 'approval';

grant select, insert on approval_returns, approval_withdrawals, closure_proposals, closure_settlements, closure_evidence,
  delegations, delegation_ends to quanxue_app;

-- Each goes with its case; nobody writes in another's name.

alter table approval_returns enable row level security;
alter table approval_returns force row level security;
create policy approval_returns_owner on approval_returns to quanxue_owner using (true) with check (true);
create policy approval_returns_scope on approval_returns to quanxue_app using (
  exists (select from cases where cases.id = approval_returns.case_id)
) with check (
  recorded_by = (select current_actor())
  and exists (select from cases where cases.id = approval_returns.case_id and cases.child_id = approval_returns.child_id)
);

alter table approval_withdrawals enable row level security;
alter table approval_withdrawals force row level security;
create policy approval_withdrawals_owner on approval_withdrawals to quanxue_owner using (true) with check (true);
create policy approval_withdrawals_scope on approval_withdrawals to quanxue_app using (
  exists (select from cases where cases.id = approval_withdrawals.case_id)
) with check (
  recorded_by = (select current_actor())
  and exists (
    select from cases where cases.id = approval_withdrawals.case_id and cases.child_id = approval_withdrawals.child_id
  )
);

alter table closure_proposals enable row level security;
alter table closure_proposals force row level security;
create policy closure_proposals_owner on closure_proposals to quanxue_owner using (true) with check (true);
create policy closure_proposals_scope on closure_proposals to quanxue_app using (
  exists (select from cases where cases.id = closure_proposals.case_id)
) with check (
  recorded_by = (select current_actor())
  and exists (
    select from cases where cases.id = closure_proposals.case_id and cases.child_id = closure_proposals.child_id
  )
);

-- Whoever proposed is not the one who closes: held by the database, too.
alter table closure_settlements enable row level security;
alter table closure_settlements force row level security;
create policy closure_settlements_owner on closure_settlements to quanxue_owner using (true) with check (true);
create policy closure_settlements_scope on closure_settlements to quanxue_app using (
  exists (select from cases where cases.id = closure_settlements.case_id)
) with check (
  recorded_by = (select current_actor())
  and exists (
    select from closure_proposals p where p.id = closure_settlements.proposal_id
      and p.case_id = closure_settlements.case_id and p.child_id = closure_settlements.child_id
      and (closure_settlements.how <> 'closed' or p.recorded_by <> closure_settlements.recorded_by)
  )
);

alter table closure_evidence enable row level security;
alter table closure_evidence force row level security;
create policy closure_evidence_owner on closure_evidence to quanxue_owner using (true) with check (true);
create policy closure_evidence_scope on closure_evidence to quanxue_app using (
  exists (
    select from closure_proposals p where p.id = closure_evidence.proposal_id and p.child_id = closure_evidence.child_id
  )
);

create policy evidence_proposed on evidence for select to quanxue_app using (
  exists (select from closure_evidence where closure_evidence.sha256 = evidence.sha256)
);

alter table delegations enable row level security;
alter table delegations force row level security;
create policy delegations_owner on delegations to quanxue_owner using (true) with check (true);
create policy delegations_scope on delegations to quanxue_app using (
  (select current_actor()) is not null
) with check (recorded_by = (select current_actor()));

alter table delegation_ends enable row level security;
alter table delegation_ends force row level security;
create policy delegation_ends_owner on delegation_ends to quanxue_owner using (true) with check (true);
create policy delegation_ends_scope on delegation_ends to quanxue_app using (
  (select current_actor()) is not null
) with check (recorded_by = (select current_actor()));
