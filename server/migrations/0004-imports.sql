-- Imports at county size: more kinds of lists, what a sender's columns meant last time, rows of lists that change no ledger.

alter table import_batches drop constraint import_batches_kind_check;
alter table import_batches add constraint import_batches_kind_check
  check (kind in ('population', 'roll', 'in-class', 'households', 'disability', 'suspected'));
-- Who gave the list (派出所, 镇中学): as typed. Lists of one sender look alike.
alter table import_batches add column sender text;
create index import_batches_sha on import_batches (file_sha256);

alter table import_rows drop constraint import_rows_outcome_check;
alter table import_rows add constraint import_rows_outcome_check
  check (outcome in ('added', 'changed', 'same', 'bad', 'gone', 'listed', 'unidentified', 'outside'));

-- One look at the batches in sight for a statement, instead of one for each of its sixty thousand rows.
drop policy import_rows_scope on import_rows;
create policy import_rows_scope on import_rows to quanxue_app using (batch_id in (select id from import_batches));

-- What the columns of a sender's list meant when it was last confirmed. A history: the newest row of its kind decides.
create table import_mappings (
  id uuid primary key,
  unit_id uuid not null references units (id),
  kind text not null,
  sender text not null default '',
  -- SHA-256 over the headings in their order: the same sheet again, whatever its rows.
  fingerprint text not null,
  sheet text not null,
  header_rows int[] not null,
  -- Column letter → field or null, as it was confirmed.
  columns jsonb not null,
  batch_id uuid not null references import_batches (id),
  remembered_at timestamptz(3) not null,
  remembered_by uuid not null references accounts (id)
);
create index import_mappings_look on import_mappings (unit_id, kind, fingerprint, remembered_at);

-- Rows of confirmed lists that say something of children and change no ledger: who was in class, whom the national platform
-- suspects, who on a household or disability list is no child that we know. Compared later; never altered.
create table list_rows (
  batch_id uuid not null references import_batches (id),
  sheet text not null,
  row int not null,
  child_id uuid references children (id),
  name text collate pinyin not null,
  birth_date date,
  citizen_hmac bytea,
  roll_hmac bytea,
  registered_unit_id uuid references units (id),
  school_unit_id uuid references units (id),
  grade int,
  class text,
  -- What the row says of presence: null where the list has no such column.
  present boolean,
  -- All that the row says, sealed with the key of its batch.
  sealed bytea not null,
  data_key_id uuid not null,
  primary key (batch_id, sheet, row)
);
create index list_rows_child on list_rows (child_id) where child_id is not null;
create index list_rows_open on list_rows (batch_id) where child_id is null;

grant select, insert on import_mappings, list_rows to quanxue_app;

alter table import_mappings enable row level security;
alter table import_mappings force row level security;
create policy import_mappings_owner on import_mappings to quanxue_owner using (true) with check (true);
create policy import_mappings_scope on import_mappings to quanxue_app using (
  unit_id in (select units_in_scope()) or remembered_by = (select current_actor())
);

alter table list_rows enable row level security;
alter table list_rows force row level security;
create policy list_rows_owner on list_rows to quanxue_owner using (true) with check (true);
create policy list_rows_scope on list_rows to quanxue_app using (batch_id in (select id from import_batches));
