-- Files of the years before: rosters of cases taken over, and folders of scans that wait to be sorted to items.

create table roster_batches (
  id uuid primary key,
  -- The office that took it over.
  unit_id uuid not null references units (id),
  file_name text not null,
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  sheet text not null,
  cases int not null,
  created_at timestamptz(3) not null,
  created_by uuid not null references accounts (id),
  undone_at timestamptz(3),
  undone_by uuid references accounts (id),
  undo_reason text,
  check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undo_reason is null))
);
create index roster_batches_created on roster_batches (created_at);

create table roster_cases (
  case_id uuid primary key references cases (id),
  child_id uuid not null references children (id),
  batch_id uuid not null references roster_batches (id),
  row int not null,
  -- Entries written by the roster: with more, somebody has added to the case.
  entries int not null
);
create index roster_cases_batch on roster_cases (batch_id);
create index roster_cases_child on roster_cases (child_id);

-- A case that was taken over and undone: its log stays, nobody sees it any more. Names nobody.
create table withdrawn_cases (
  case_id uuid primary key references cases (id),
  batch_id uuid not null references roster_batches (id),
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id)
);

-- A page of an old folder. Filed, it is evidence of the entry; with a case it is seen with the case.
create table taken_scans (
  id uuid primary key,
  unit_id uuid not null references units (id),
  -- As it lay in its folder: names the child.
  path text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  bytes bigint not null,
  pages int,
  uploaded_at timestamptz(3) not null,
  uploaded_by uuid not null references accounts (id),
  case_id uuid references cases (id),
  state text not null check (state in ('waiting', 'filed', 'left-out')),
  entry_id text,
  settled_at timestamptz(3),
  settled_by uuid references accounts (id),
  check ((state = 'waiting') = (settled_at is null) and (state = 'filed') = (entry_id is not null)),
  check (state <> 'filed' or case_id is not null)
);
create index taken_scans_case on taken_scans (case_id, state);
create index taken_scans_unit on taken_scans (unit_id) where case_id is null;
create index taken_scans_sha on taken_scans (sha256);

grant select, insert on roster_batches, roster_cases, withdrawn_cases, taken_scans to quanxue_app;
grant update (undone_at, undone_by, undo_reason) on roster_batches to quanxue_app;
grant update (case_id, state, entry_id, settled_at, settled_by) on taken_scans to quanxue_app;

alter table roster_batches enable row level security;
alter table roster_batches force row level security;
create policy roster_batches_owner on roster_batches to quanxue_owner using (true) with check (true);
create policy roster_batches_scope on roster_batches to quanxue_app using (unit_id in (select case_units_in_scope()));
create policy roster_batches_own_name on roster_batches as restrictive for insert to quanxue_app
  with check (created_by = (select current_actor()));
create policy roster_batches_undone_stands on roster_batches as restrictive for update to quanxue_app
  using (undone_at is null) with check (undone_by = (select current_actor()));

alter table withdrawn_cases enable row level security;
alter table withdrawn_cases force row level security;
create policy withdrawn_cases_owner on withdrawn_cases to quanxue_owner using (true) with check (true);
create policy withdrawn_cases_read on withdrawn_cases for select to quanxue_app using (true);
create policy withdrawn_cases_write on withdrawn_cases for insert to quanxue_app with check (
  recorded_by = (select current_actor())
  and exists (select from roster_cases r where r.case_id = withdrawn_cases.case_id and r.batch_id = withdrawn_cases.batch_id)
);

-- Taken back with its roster, a case and all that hangs on it is out of everybody's sight.
create policy cases_withdrawn on cases as restrictive for select to quanxue_app
  using (id not in (select case_id from withdrawn_cases));

alter table roster_cases enable row level security;
alter table roster_cases force row level security;
create policy roster_cases_owner on roster_cases to quanxue_owner using (true) with check (true);
create policy roster_cases_scope on roster_cases to quanxue_app using (
  exists (select from cases where cases.id = roster_cases.case_id and cases.child_id = roster_cases.child_id)
);

alter table taken_scans enable row level security;
alter table taken_scans force row level security;
create policy taken_scans_owner on taken_scans to quanxue_owner using (true) with check (true);
create policy taken_scans_scope on taken_scans to quanxue_app using (
  case when case_id is null then unit_id in (select case_units_in_scope())
    else exists (select from cases where cases.id = taken_scans.case_id) end
);
create policy taken_scans_own_name on taken_scans as restrictive for insert to quanxue_app
  with check (uploaded_by = (select current_actor()));
