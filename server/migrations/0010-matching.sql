-- Matching: rows that wait for a person's decision, and what was decided, remembered for the next list.

-- `waiting`: the row may be about a child of the ledger, and nobody has said so yet. Nothing of it is written.
alter table import_rows drop constraint import_rows_outcome_check;
alter table import_rows add constraint import_rows_outcome_check
  check (outcome in ('added', 'changed', 'same', 'bad', 'gone', 'listed', 'unidentified', 'outside', 'waiting'));

-- Keyed HMAC over what tells the row from others; only where the number alone does not.
alter table import_rows add column identity_key bytea;
create index import_rows_identity on import_rows (identity_key) where identity_key is not null;
create index import_rows_waiting on import_rows (batch_id, row) where outcome = 'waiting';

-- What persons have decided of a row and a child of the ledger. Never altered: the newest of a pair holds, and taking it
-- back is a row of its own. What the row said is not here, only the key by which the same row is known again.
create table match_decisions (
  id uuid primary key,
  -- Order without a clock.
  decided_no bigint generated always as identity,
  -- Decisions of one act: "none of these three" is one.
  act_id uuid not null,
  decision text not null check (decision in ('same', 'apart', 'undone')),
  row_key bytea not null,
  child_id uuid not null references children (id),
  kind text not null,
  batch_id uuid not null references import_batches (id),
  row int not null,
  score real,
  decided_at timestamptz(3) not null,
  decided_by uuid not null references accounts (id),
  post_role text not null,
  post_unit_id uuid not null references units (id)
);
create index match_decisions_pair on match_decisions (row_key, child_id, decided_no);
create index match_decisions_child on match_decisions (child_id);
create index match_decisions_act on match_decisions (act_id);

grant select, insert on match_decisions to quanxue_app;

alter table match_decisions enable row level security;
alter table match_decisions force row level security;
create policy match_decisions_owner on match_decisions to quanxue_owner using (true) with check (true);
-- A decision goes with its child; nobody decides in another's name.
create policy match_decisions_scope on match_decisions to quanxue_app using (
  exists (select from children where children.id = match_decisions.child_id)
) with check (
  decided_by = (select current_actor())
  and exists (select from children where children.id = match_decisions.child_id)
);
