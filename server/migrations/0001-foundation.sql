-- Foundation: everything a county writes down, and who may see it.
--
-- Runs inside one county's schema (the runner sets search_path), as the role quanxue_owner, on PostgreSQL 15 or newer.
-- No triggers: Citus refuses them on distributed tables, and append-only is a matter of grants, which nobody forgets to fire.
-- Two roles, made by the runner before this file: quanxue_owner owns and migrates; quanxue_app works, owns nothing.

create collation pinyin (provider = icu, locale = 'zh-u-co-pinyin');

-- ---------------------------------------------------------------------------------------------------------------------
-- Who asks. The server says it once a transaction with set_config(…, true); nothing said, nothing seen.
-- ---------------------------------------------------------------------------------------------------------------------

create function current_actor() returns uuid
  language sql stable parallel safe
  begin atomic
    select nullif(current_setting('quanxue.actor', true), '')::uuid;
  end;

-- The server's day (its clock is injected in tests), so that a post ends on the same day for the code and for the rows.
create function current_day() returns date
  language sql stable parallel safe
  begin atomic
    select coalesce(
      nullif(current_setting('quanxue.today', true), '')::date,
      (now() at time zone 'Asia/Shanghai')::date
    );
  end;

-- ---------------------------------------------------------------------------------------------------------------------
-- Settings, units, people. No child in them: every signed-in person may read units and settings.
-- ---------------------------------------------------------------------------------------------------------------------

-- A setting is a history: the newest row whose day has come decides. Never overwritten.
create table settings (
  id uuid primary key,
  key text not null,
  value jsonb not null,
  from_on date not null,
  set_at timestamptz(3) not null,
  set_by uuid
);
create index settings_key on settings (key, from_on);

create table units (
  id uuid primary key,
  kind text not null check (kind in ('county', 'township', 'village', 'group', 'grid', 'school', 'office')),
  code text,
  name text collate pinyin not null,
  parent_id uuid references units (id),
  valid_from date not null,
  valid_to date,
  check (kind = 'county' or parent_id is not null)
);
create index units_parent on units (parent_id);
create unique index units_code on units (kind, code) where code is not null and valid_to is null;

create function unit_ancestors(unit uuid) returns setof uuid
  language sql stable
  begin atomic
    with recursive up (id) as (
      select unit
      union
      select units.parent_id from units join up on units.id = up.id where units.parent_id is not null
    )
    select id from up;
  end;

create table accounts (
  id uuid primary key,
  account text not null,
  name text collate pinyin not null,
  -- argon2id in PHC form: $argon2id$v=19$m=…,t=…,p=…$salt$hash
  password_hash text not null,
  created_at timestamptz(3) not null,
  created_by uuid references accounts (id),
  closed_at timestamptz(3)
);
create unique index accounts_account on accounts (lower(account));

create table posts (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  role text not null check (role in ('administrator', 'county-committee', 'township-leader', 'social-affairs', 'village',
    'grid-worker', 'principal', 'roll-keeper', 'teacher', 'inspector')),
  unit_id uuid not null references units (id),
  from_on date not null,
  to_on date,
  created_at timestamptz(3) not null,
  created_by uuid references accounts (id)
);
create index posts_account on posts (account_id);

create table sessions (
  -- SHA-256 of the token; the token itself lives in the browser's cookie alone.
  token_hash bytea primary key,
  account_id uuid not null references accounts (id),
  created_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create index sessions_account on sessions (account_id);

create table sign_in_attempts (
  id uuid primary key,
  -- Lower case, as typed: an attempt on an account that does not exist counts, too.
  account text not null,
  at timestamptz(3) not null,
  succeeded boolean not null,
  address text not null
);
create index sign_in_attempts_account on sign_in_attempts (account, at);

-- ---------------------------------------------------------------------------------------------------------------------
-- Scope: the units under the actor's current posts.
-- ---------------------------------------------------------------------------------------------------------------------

-- All posts: what a person may see of the two ledgers.
create function units_in_scope() returns setof uuid
  language sql stable rows 50
  begin atomic
    with recursive down (id) as (
      select posts.unit_id
        from posts join accounts on accounts.id = posts.account_id
        where posts.account_id = current_actor()
          and accounts.closed_at is null
          and posts.from_on <= current_day()
          and (posts.to_on is null or posts.to_on >= current_day())
      union
      select units.id from units join down on units.parent_id = down.id
    )
    select id from down;
  end;

-- Without the administrator's post: whoever keeps the accounts reads no case file (domain.md 5.7).
create function case_units_in_scope() returns setof uuid
  language sql stable rows 50
  begin atomic
    with recursive down (id) as (
      select posts.unit_id
        from posts join accounts on accounts.id = posts.account_id
        where posts.account_id = current_actor()
          and posts.role <> 'administrator'
          and accounts.closed_at is null
          and posts.from_on <= current_day()
          and (posts.to_on is null or posts.to_on >= current_day())
      union
      select units.id from units join down on units.parent_id = down.id
    )
    select id from down;
  end;

-- ---------------------------------------------------------------------------------------------------------------------
-- Keys. Each child (and each import, until it is confirmed) has a data key, wrapped by the master key outside the database.
-- Changing the master key adds a row with the next `wrapping`; nothing that is sealed is touched.
-- ---------------------------------------------------------------------------------------------------------------------

-- The key for looking up numbers by HMAC. It belongs to the installation and so stands under no child's policy.
create table installation_keys (
  id uuid not null,
  wrapping int not null,
  purpose text not null check (purpose in ('lookup')),
  master_id text not null,
  wrapped bytea not null,
  created_at timestamptz(3) not null,
  primary key (id, wrapping)
);
create unique index installation_keys_one on installation_keys (purpose, wrapping);

-- ---------------------------------------------------------------------------------------------------------------------
-- Imports: staged rows; nothing of them is in the ledgers until confirmed.
-- ---------------------------------------------------------------------------------------------------------------------

create table import_batches (
  id uuid primary key,
  kind text not null check (kind in ('population', 'roll')),
  -- The unit on whose behalf it is imported: whoever has it in scope sees the batch.
  unit_id uuid not null references units (id),
  file_name text not null,
  file_sha256 text,
  state text not null,
  rows_done int not null default 0,
  rows_total int not null default 0,
  created_at timestamptz(3) not null,
  created_by uuid not null references accounts (id),
  confirmed_at timestamptz(3),
  confirmed_by uuid references accounts (id),
  -- Which was confirmed later, told without a clock: what a later one stands on cannot be undone first.
  confirmed_no bigint,
  undone_at timestamptz(3),
  undone_by uuid references accounts (id),
  -- Sheets, mapping, counts, new units, problem of the file as a whole. No person in it.
  detail jsonb not null default '{}'
);
create index import_batches_created on import_batches (created_at);
create sequence import_confirmations;

create table import_rows (
  batch_id uuid not null references import_batches (id),
  sheet text not null,
  row int not null,
  outcome text not null check (outcome in ('added', 'changed', 'same', 'bad', 'gone')),
  has_warning boolean not null default false,
  child_id uuid,
  name text collate pinyin not null default '',
  -- Values of the row, changes field by field, problems of its cells, and what is needed to undo it: sealed, for a bad
  -- cell may hold a whole citizen number.
  sealed bytea,
  data_key_id uuid,
  primary key (batch_id, sheet, row)
);
create index import_rows_outcome on import_rows (batch_id, outcome, row);
create index import_rows_child on import_rows (child_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- The two ledgers.
-- ---------------------------------------------------------------------------------------------------------------------

create table children (
  id uuid primary key,
  name text collate pinyin not null,
  sex text not null check (sex in ('male', 'female', 'unknown')),
  birth_date date not null,
  ethnicity text,
  households text[] not null default '{}',
  disabled boolean not null default false,
  registered_unit_id uuid references units (id),
  residence_unit_id uuid references units (id),
  school_unit_id uuid references units (id),
  -- Whoever entered the child keeps it in sight, wherever it lives or learns.
  owner_unit_id uuid not null references units (id),
  -- The confirmed population list that first named the child; null: on none (from the roll, a case file). That a child is
  -- on the population list and nobody knows where it learns is what "unexplained" means.
  population_batch_id uuid references import_batches (id),
  -- Keyed HMAC of the whole number and of its last four characters: found by number, never read from here.
  citizen_hmac bytea,
  citizen_tail_hmac bytea,
  -- {citizenId, guardians, disability, address, certificate …}
  sealed bytea,
  data_key_id uuid,
  created_at timestamptz(3) not null,
  created_by uuid not null references accounts (id),
  changed_at timestamptz(3) not null,
  -- Taken back with the import that brought it, or entered in error. The row stays; lists leave it out.
  withdrawn_at timestamptz(3)
);
create index children_name on children (name, birth_date);
create index children_birth on children (birth_date);
create index children_citizen on children (citizen_hmac);
create index children_citizen_tail on children (citizen_tail_hmac);
create index children_registered on children (registered_unit_id);
create index children_residence on children (residence_unit_id);
create index children_school on children (school_unit_id);
create index children_owner on children (owner_unit_id);

-- Where a child learns: one state at a time, both days included. A change closes the row before (to_on) and adds one.
create table schooling (
  id uuid primary key,
  child_id uuid not null references children (id),
  state text not null,
  from_on date not null,
  to_on date,
  school_unit_id uuid references units (id),
  school_name text,
  grade int check (grade between 1 and 9),
  class text,
  -- What table B3-1 counts besides: regular-class, boarding.
  marks text[] not null default '{}',
  -- A roll number is G and a citizen number: sealed and looked up as such.
  roll_hmac bytea,
  sealed bytea,
  data_key_id uuid,
  batch_id uuid references import_batches (id),
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  withdrawn_at timestamptz(3),
  check (to_on is null or to_on >= from_on - 1)
);
create index schooling_child on schooling (child_id, from_on);
create unique index schooling_one_open on schooling (child_id) where to_on is null and withdrawn_at is null;
create index schooling_roll on schooling (roll_hmac);
create index schooling_school on schooling (school_unit_id);

create table data_keys (
  id uuid not null,
  wrapping int not null,
  child_id uuid references children (id),
  batch_id uuid references import_batches (id),
  master_id text not null,
  wrapped bytea not null,
  created_at timestamptz(3) not null,
  primary key (id, wrapping),
  check (num_nonnulls(child_id, batch_id) = 1)
);
create unique index data_keys_child on data_keys (child_id, wrapping) where child_id is not null;
create unique index data_keys_batch on data_keys (batch_id, wrapping) where batch_id is not null;

-- ---------------------------------------------------------------------------------------------------------------------
-- Cases and the log.
-- ---------------------------------------------------------------------------------------------------------------------

create table cases (
  id uuid primary key,
  child_id uuid not null references children (id),
  opened_on date not null,
  opened_at timestamptz(3) not null,
  opened_by uuid not null references accounts (id),
  -- pack, calendar and what else of the file's head names nobody
  header jsonb not null default '{}',
  -- what else the head carries (details, chain): kept for the round trip
  sealed bytea,
  data_key_id uuid,
  -- Where a case that was taken in came from: file name, its sha256, the day.
  origin jsonb,
  -- The projection: written with each entry by the same fold that everybody runs; never the truth.
  open boolean not null default true,
  stage text not null default 'lead',
  stage_since date not null,
  measure text,
  missing int not null default 0,
  breach int not null default 0,
  next_due date,
  holds_until date,
  findings jsonb not null default '[]',
  projected_at timestamptz(3)
);
create index cases_child on cases (child_id);
-- One open file per child (architecture: "refused: a second open file").
create unique index cases_one_open on cases (child_id) where open;
create index cases_holds on cases (holds_until) where open;

create table entries (
  case_id uuid not null references cases (id),
  id text not null,
  position int not null,
  kind text not null,
  -- Three times kept apart: claimed, device, server.
  on_day date not null,
  recorded_at timestamptz(3),
  received_at timestamptz(3) not null,
  author_id uuid not null references accounts (id),
  author_name text not null,
  post_id uuid not null references posts (id),
  post_role text not null,
  post_unit text not null,
  -- The canonical form: each sensitive field stands as {"sha256": …}. docs/decisions/0001-canonical-entry.md
  body jsonb not null,
  -- Salts and values of those fields.
  sealed bytea,
  data_key_id uuid,
  hash bytea not null,
  prev_hash bytea,
  primary key (case_id, id),
  unique (case_id, position)
);

-- Bytes are on disk under their SHA-256; here is what is known of them.
create table evidence (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  media_type text not null,
  received_at timestamptz(3) not null,
  received_by uuid not null references accounts (id)
);

-- Which entry names which file. The file may not have arrived yet, so nothing is referenced.
create table evidence_uses (
  case_id uuid not null,
  entry_id text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  child_id uuid not null references children (id),
  primary key (case_id, entry_id, sha256),
  foreign key (case_id, entry_id) references entries (case_id, id)
);
create index evidence_uses_sha on evidence_uses (sha256);

-- ---------------------------------------------------------------------------------------------------------------------
-- Traces: what changed in the ledgers (chained), and who did what.
-- ---------------------------------------------------------------------------------------------------------------------

-- One chain per child, else per unit.
create table ledger_events (
  chain_id uuid not null,
  position int not null,
  child_id uuid references children (id),
  unit_id uuid references units (id),
  kind text not null,
  at timestamptz(3) not null,
  actor_id uuid not null references accounts (id),
  body jsonb not null,
  sealed bytea,
  data_key_id uuid,
  hash bytea not null,
  prev_hash bytea,
  primary key (chain_id, position),
  check (num_nonnulls(child_id, unit_id) = 1 and chain_id = coalesce(child_id, unit_id))
);

create table audit (
  id uuid primary key,
  at timestamptz(3) not null,
  actor_id uuid references accounts (id),
  operation text not null,
  child_id uuid,
  case_id uuid,
  what jsonb not null default '{}',
  request_id text not null
);
create index audit_at on audit (at);
create index audit_child on audit (child_id, at) where child_id is not null;

create table jobs (
  id uuid primary key,
  kind text not null,
  account_id uuid not null references accounts (id),
  state text not null check (state in ('running', 'done', 'failed', 'cancelled')),
  step jsonb not null,
  done double precision not null default 0,
  total double precision not null default 0,
  problem jsonb,
  created_at timestamptz(3) not null,
  finished_at timestamptz(3)
);

-- ---------------------------------------------------------------------------------------------------------------------
-- Grants: what is not given here, the running server cannot do, whatever its code says.
-- ---------------------------------------------------------------------------------------------------------------------


-- Append-only: no update, no delete, no truncate.
grant select, insert on settings, sign_in_attempts, installation_keys, data_keys, entries, evidence, evidence_uses,
  ledger_events, audit to quanxue_app;

-- Closed or corrected in named columns only.
grant select, insert on units, accounts, posts, sessions, schooling, cases, jobs, import_batches, import_rows, children
  to quanxue_app;
grant update (code, name, parent_id, valid_to) on units to quanxue_app;
grant update (name, password_hash, closed_at) on accounts to quanxue_app;
grant update (to_on) on posts to quanxue_app;
grant update (seen_at, ended_at) on sessions to quanxue_app;
grant update (to_on, withdrawn_at) on schooling to quanxue_app;
grant update (open, stage, stage_since, measure, missing, breach, next_due, holds_until, findings, projected_at)
  on cases to quanxue_app;
grant update (state, step, done, total, problem, finished_at) on jobs to quanxue_app;
grant usage on sequence import_confirmations to quanxue_app;
grant update (file_sha256, state, rows_done, rows_total, confirmed_at, confirmed_by, confirmed_no, undone_at, undone_by, detail)
  on import_batches to quanxue_app;
-- What is known of a child changes; each change is an event in the child's chain with what stood there before.
grant update (name, sex, birth_date, ethnicity, households, disabled, registered_unit_id, residence_unit_id,
  school_unit_id, owner_unit_id, population_batch_id, citizen_hmac, citizen_tail_hmac, sealed, data_key_id, changed_at, withdrawn_at)
  on children to quanxue_app;
-- A preview is computed anew when the columns are mapped anew, and goes when the import is cancelled: no fact is lost.
grant update, delete on import_rows to quanxue_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- Row security, forced on the owner, too. The owner's own policy lets a later migration's backfill see its rows.
-- `in (select f())` is computed once a statement and hashed; an index serves the rest.
-- ---------------------------------------------------------------------------------------------------------------------

alter table children enable row level security;
alter table children force row level security;
create policy children_owner on children to quanxue_owner using (true) with check (true);

alter table schooling enable row level security;
alter table schooling force row level security;
create policy schooling_owner on schooling to quanxue_owner using (true) with check (true);

alter table data_keys enable row level security;
alter table data_keys force row level security;
create policy data_keys_owner on data_keys to quanxue_owner using (true) with check (true);

alter table cases enable row level security;
alter table cases force row level security;
create policy cases_owner on cases to quanxue_owner using (true) with check (true);

alter table entries enable row level security;
alter table entries force row level security;
create policy entries_owner on entries to quanxue_owner using (true) with check (true);

alter table evidence enable row level security;
alter table evidence force row level security;
create policy evidence_owner on evidence to quanxue_owner using (true) with check (true);

alter table evidence_uses enable row level security;
alter table evidence_uses force row level security;
create policy evidence_uses_owner on evidence_uses to quanxue_owner using (true) with check (true);

alter table ledger_events enable row level security;
alter table ledger_events force row level security;
create policy ledger_events_owner on ledger_events to quanxue_owner using (true) with check (true);

alter table audit enable row level security;
alter table audit force row level security;
create policy audit_owner on audit to quanxue_owner using (true) with check (true);

alter table import_batches enable row level security;
alter table import_batches force row level security;
create policy import_batches_owner on import_batches to quanxue_owner using (true) with check (true);

alter table import_rows enable row level security;
alter table import_rows force row level security;
create policy import_rows_owner on import_rows to quanxue_owner using (true) with check (true);

-- A child is seen by whoever has in scope the place where it is registered, lives, learns, or was entered.
create policy children_scope on children to quanxue_app using (
  registered_unit_id in (select units_in_scope())
  or residence_unit_id in (select units_in_scope())
  or school_unit_id in (select units_in_scope())
  or owner_unit_id in (select units_in_scope())
);

create policy schooling_scope on schooling to quanxue_app using (
  exists (select from children where children.id = schooling.child_id)
);

create policy data_keys_scope on data_keys to quanxue_app using (
  exists (select from children where children.id = data_keys.child_id)
  or exists (select from import_batches where import_batches.id = data_keys.batch_id)
);

create policy import_batches_scope on import_batches to quanxue_app using (
  unit_id in (select units_in_scope()) or created_by = (select current_actor())
);

create policy import_rows_scope on import_rows to quanxue_app using (
  exists (select from import_batches where import_batches.id = import_rows.batch_id)
);

-- A case goes with its child, but not for the administrator's post.
create policy cases_scope on cases to quanxue_app using (
  exists (
    select from children c where c.id = cases.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);

-- Nobody writes in another's name.
create policy entries_scope on entries to quanxue_app using (
  exists (select from cases where cases.id = entries.case_id)
) with check (
  author_id = (select current_actor()) and exists (select from cases where cases.id = entries.case_id)
);

create policy evidence_uses_scope on evidence_uses to quanxue_app using (
  exists (select from cases where cases.id = evidence_uses.case_id and cases.child_id = evidence_uses.child_id)
);

-- A file is seen through a case that names it, and by whoever brought it, for the entry follows.
create policy evidence_scope on evidence to quanxue_app using (
  received_by = (select current_actor())
  or exists (select from evidence_uses where evidence_uses.sha256 = evidence.sha256)
) with check (received_by = (select current_actor()));

-- A child's chain goes with the child; a unit's chain (settings, units, accounts) names no child.
create policy ledger_events_scope on ledger_events to quanxue_app using (
  case when child_id is null then (select current_actor()) is not null
    else exists (select from children where children.id = ledger_events.child_id) end
) with check (
  actor_id = (select current_actor())
  and (child_id is null or exists (select from children where children.id = ledger_events.child_id))
);

-- One's own trail, and whoever touched the children whose cases one may read. Written in one's own name only; a
-- failed sign-in has no name.
create policy audit_read on audit for select to quanxue_app using (
  actor_id = (select current_actor())
  or exists (
    select from children c where c.id = audit.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);
create policy audit_write on audit for insert to quanxue_app with check (
  actor_id is not distinct from (select current_actor())
);
