-- Reports: leads of children who may be out of school, what each side found, clues of the public, and zero declared.

-- A lead is opened once and then only added to. Its row is the opening and, at its foot, the projection of its events.
create table leads (
  id uuid primary key,
  -- Null while nobody knows which child of the ledger it is.
  child_id uuid references children (id),
  source text not null check (source in
    ('report', 'absence', 'matching', 'enrolment', 'household-visit', 'clue', 'platform-list')),
  -- What it came from there: a batch, an absence, a row. Text, for sources name their things differently.
  source_id text,
  on_day date not null,
  opened_at timestamptz(3) not null,
  -- Null: a clue of the public. Otherwise whoever reported, or in whose name the ledgers were looked through.
  opened_by uuid references accounts (id),
  -- Found by looking through the ledgers; nobody said it.
  automatic boolean not null default false,
  reporter_role text,
  reporter_unit_id uuid references units (id),
  -- Of a clue: what its teller was given. It opens nothing.
  receipt text,
  village_unit_id uuid references units (id),
  school_unit_id uuid references units (id),
  -- A post, never a name: this role at this unit.
  owner_role text not null check (owner_role in ('social-affairs', 'county-committee')),
  owner_unit_id uuid not null references units (id),
  -- {child, since, reasons, place, seen, toldBy, contact …}
  sealed bytea,
  data_key_id uuid,
  -- The projection: the child once identified, the clock, how it ended. Late and escalated are computed, never kept.
  clock_from timestamptz(3) not null,
  due_at timestamptz(3) not null,
  open boolean not null default true,
  outcome text,
  concluded_on date,
  check (source <> 'clue' or receipt is not null)
);
create unique index leads_one_open on leads (child_id) where open;
create unique index leads_receipt on leads (receipt);
create index leads_child on leads (child_id);
create index leads_owner on leads (owner_unit_id, due_at) where open;

create table lead_events (
  -- Made by whoever sends it, so that a second sending is known.
  id uuid primary key,
  lead_id uuid not null references leads (id),
  kind text not null check (kind in ('reported', 'answered', 'identified', 'concluded', 'reopened')),
  at timestamptz(3) not null,
  on_day date not null,
  actor_id uuid not null references accounts (id),
  post_role text not null,
  post_unit_id uuid not null references units (id),
  body jsonb not null default '{}',
  sealed bytea,
  data_key_id uuid
);
create index lead_events_lead on lead_events (lead_id, at);

-- Which photo belongs to which lead; the bytes follow, so nothing is referenced.
create table lead_files (
  lead_id uuid not null references leads (id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  kind text not null,
  primary key (lead_id, sha256)
);
create index lead_files_sha on lead_files (sha256);

-- What a school or a village states of a month. A correction is another row; which one it corrects is the one before.
create table declarations (
  id uuid primary key,
  unit_id uuid not null references units (id),
  month date not null check (extract(day from month) = 1),
  enrolled int not null check (enrolled >= 0),
  suspected int not null check (suspected >= 0),
  dropped int not null check (dropped >= 0),
  -- The day whose figures it speaks of, and what was counted for that day when it was declared.
  counted_on date not null,
  counted jsonb not null,
  remark text,
  declared_at timestamptz(3) not null,
  declared_by uuid not null references accounts (id),
  post_role text not null
);
create index declarations_unit on declarations (unit_id, month, declared_at);

-- A lead has a key of its own: its child may not be known yet. The reference is checked at the
-- end: the key is made first, for nobody can seal a clue once it is out of sight.
alter table data_keys add column lead_id uuid references leads (id) deferrable initially deferred;
do $$
declare
  old text := (
    select conname from pg_constraint
      where conrelid = 'data_keys'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%num_nonnulls%'
  );
begin
  execute format('alter table data_keys drop constraint %I', old);
end $$;
alter table data_keys add constraint data_keys_of_one check (num_nonnulls(child_id, batch_id, lead_id) = 1);
create unique index data_keys_lead on data_keys (lead_id, wrapping) where lead_id is not null;

grant select, insert on leads, lead_events, lead_files, declarations to quanxue_app;
grant update (child_id, owner_role, owner_unit_id, village_unit_id, school_unit_id, clock_from, due_at, open, outcome, concluded_on)
  on leads to quanxue_app;

alter table leads enable row level security;
alter table leads force row level security;
create policy leads_owner on leads to quanxue_owner using (true) with check (true);
alter table lead_events enable row level security;
alter table lead_events force row level security;
create policy lead_events_owner on lead_events to quanxue_owner using (true) with check (true);
alter table lead_files enable row level security;
alter table lead_files force row level security;
create policy lead_files_owner on lead_files to quanxue_owner using (true) with check (true);
alter table declarations enable row level security;
alter table declarations force row level security;
create policy declarations_owner on declarations to quanxue_owner using (true) with check (true);

-- A lead is seen by whoever has its child in scope, or its village or school, by the office it is routed to and those
-- above, and by whoever reported it. As with cases, not by the administrator's post. A clue names no village or school,
-- so that nobody below the township reads it.
create policy leads_scope on leads to quanxue_app using (
  exists (
    select from children c where c.id = leads.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
  or village_unit_id in (select case_units_in_scope())
  or school_unit_id in (select case_units_in_scope())
  or owner_unit_id in (select case_units_in_scope())
  or opened_by = (select current_actor())
);

-- Nobody's hand can bring a clue and nothing else.
create policy leads_clue on leads for insert to quanxue_app with check (
  (select current_actor()) is null and source = 'clue' and child_id is null and opened_by is null
    and village_unit_id is null and school_unit_id is null
);

create policy lead_events_scope on lead_events to quanxue_app using (
  exists (select from leads where leads.id = lead_events.lead_id)
) with check (
  actor_id = (select current_actor()) and exists (select from leads where leads.id = lead_events.lead_id)
);

create policy lead_files_scope on lead_files to quanxue_app using (
  exists (select from leads where leads.id = lead_files.lead_id)
);

create policy declarations_scope on declarations to quanxue_app using (
  unit_id in (select case_units_in_scope())
) with check (
  declared_by = (select current_actor()) and unit_id in (select case_units_in_scope())
);

create policy data_keys_leads on data_keys to quanxue_app using (
  exists (select from leads where leads.id = data_keys.lead_id)
);
create policy data_keys_new_lead on data_keys for insert to quanxue_app with check (lead_id is not null);

create policy evidence_leads on evidence for select to quanxue_app using (
  exists (select from lead_files where lead_files.sha256 = evidence.sha256)
);
