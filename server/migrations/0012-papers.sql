-- Papers: numbers of the offices, the sheets that were issued with a code on each, and the scans that come back.

-- Which word an office numbers a kind of paper by, from a day on; the newest row decides. No child in it.
create table document_words (
  id uuid primary key,
  unit_id uuid not null references units (id),
  kind text not null,
  word text not null,
  from_on date not null,
  set_at timestamptz(3) not null,
  set_by uuid not null references accounts (id)
);
create index document_words_unit on document_words (unit_id, kind, set_at);

-- One row a word and year: whoever takes a number holds this row, so that two never get one and none is left out.
create table document_series (
  word text not null,
  year int not null,
  unit_id uuid not null references units (id),
  last int not null check (last > 0),
  primary key (word, year)
);

-- Every number ever given, a cancelled one in its place. It names no child, so that the register of an office has no hole
-- where a child has moved out of its sight.
create table document_numbers (
  word text not null,
  year int not null,
  serial int not null check (serial > 0),
  unit_id uuid not null references units (id),
  kind text not null,
  paper_id uuid not null unique,
  given_on date not null,
  given_at timestamptz(3) not null,
  given_by uuid not null references accounts (id),
  cancelled_at timestamptz(3),
  cancelled_on date,
  cancelled_by uuid references accounts (id),
  cancel_reason text,
  primary key (word, year, serial),
  foreign key (word, year) references document_series (word, year),
  check ((cancelled_at is null) = (cancelled_by is null) and (cancelled_at is null) = (cancel_reason is null)
    and (cancelled_at is null) = (cancelled_on is null))
);
create index document_numbers_unit on document_numbers (unit_id, year);

grant select, insert on document_words, document_series, document_numbers to quanxue_app;
grant update (last) on document_series to quanxue_app;
grant update (cancelled_at, cancelled_on, cancelled_by, cancel_reason) on document_numbers to quanxue_app;

-- A paper as it was issued. Its files are named once, after the number is given: printed anew it would not be the same paper.
create table paper_sheets (
  id uuid primary key,
  -- Ten random characters and one that checks them; says nothing of the child.
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{11}$'),
  kind text not null,
  case_id uuid not null references cases (id),
  child_id uuid not null references children (id),
  unit_id uuid not null references units (id),
  office text not null,
  issued_on date not null,
  issued_at timestamptz(3) not null,
  issued_by uuid not null references accounts (id),
  deadline date,
  -- {values, paper}: what was filled in and all that stands on it.
  sealed bytea not null,
  data_key_id uuid not null,
  pdf_sha256 text check (pdf_sha256 ~ '^[0-9a-f]{64}$'),
  docx_sha256 text check (docx_sha256 ~ '^[0-9a-f]{64}$'),
  check ((pdf_sha256 is null) = (docx_sha256 is null))
);
create index paper_sheets_case on paper_sheets (case_id, issued_at);
create index paper_sheets_child on paper_sheets (child_id);

-- The entry of the case that records the service of a paper.
create table paper_services (
  paper_id uuid primary key references paper_sheets (id),
  case_id uuid not null,
  entry_id text not null,
  served_on date not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  foreign key (case_id, entry_id) references entries (case_id, id)
);

-- A page that came back. Without a paper it waits in the tray of the office that brought it.
create table scans (
  id uuid primary key,
  unit_id uuid not null references units (id),
  file_name text not null,
  page int not null check (page > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  -- Of the file as it was uploaded; another one where a PDF held sheets of several papers.
  source_sha256 text not null,
  why text check (why in ('unread', 'unknown', 'cancelled', 'no-part')),
  uploaded_at timestamptz(3) not null,
  uploaded_by uuid not null references accounts (id),
  paper_id uuid references paper_sheets (id),
  part int,
  filed_how text check (filed_how in ('code', 'hand')),
  filed_at timestamptz(3),
  filed_by uuid references accounts (id),
  dropped_at timestamptz(3),
  dropped_by uuid references accounts (id),
  drop_reason text,
  check ((paper_id is null) = (part is null) and (paper_id is null) = (filed_at is null)
    and (paper_id is null) = (filed_by is null) and (paper_id is null) = (filed_how is null)),
  check ((dropped_at is null) = (dropped_by is null) and (dropped_at is null) = (drop_reason is null)),
  check (paper_id is null or dropped_at is null)
);
create index scans_paper on scans (paper_id, part);
create index scans_tray on scans (unit_id) where paper_id is null and dropped_at is null;

grant select, insert on paper_sheets, paper_services, scans to quanxue_app;
grant update (pdf_sha256, docx_sha256) on paper_sheets to quanxue_app;
grant update (paper_id, part, filed_how, filed_at, filed_by, dropped_at, dropped_by, drop_reason) on scans to quanxue_app;

-- A number is seen by its office, and by whoever has the case of its paper.
alter table document_numbers enable row level security;
alter table document_numbers force row level security;
create policy document_numbers_owner on document_numbers to quanxue_owner using (true) with check (true);
create policy document_numbers_scope on document_numbers to quanxue_app using (
  unit_id in (select units_in_scope())
  or exists (select from paper_sheets where paper_sheets.id = document_numbers.paper_id)
) with check (unit_id in (select units_in_scope()));
-- A number is cancelled once.
create policy document_numbers_cancelled_stands on document_numbers as restrictive for update to quanxue_app
  using (cancelled_at is null) with check (true);

-- A paper goes with its case.
alter table paper_sheets enable row level security;
alter table paper_sheets force row level security;
create policy paper_sheets_owner on paper_sheets to quanxue_owner using (true) with check (true);
create policy paper_sheets_scope on paper_sheets to quanxue_app using (
  exists (select from cases where cases.id = paper_sheets.case_id and cases.child_id = paper_sheets.child_id)
);
create policy paper_sheets_own_name on paper_sheets as restrictive for insert to quanxue_app
  with check (issued_by = (select current_actor()));
-- The files are named once.
create policy paper_sheets_files_stand on paper_sheets as restrictive for update to quanxue_app
  using (pdf_sha256 is null) with check (true);

alter table paper_services enable row level security;
alter table paper_services force row level security;
create policy paper_services_owner on paper_services to quanxue_owner using (true) with check (true);
create policy paper_services_scope on paper_services to quanxue_app using (
  exists (select from cases where cases.id = paper_services.case_id)
) with check (
  recorded_by = (select current_actor()) and exists (select from cases where cases.id = paper_services.case_id)
);

-- Filed, a scan is seen with its paper; in the tray by the office that brought it.
alter table scans enable row level security;
alter table scans force row level security;
create policy scans_owner on scans to quanxue_owner using (true) with check (true);
create policy scans_scope on scans to quanxue_app using (
  case when paper_id is null then unit_id in (select case_units_in_scope())
    else exists (select from paper_sheets where paper_sheets.id = scans.paper_id) end
);
create policy scans_own_name on scans as restrictive for insert to quanxue_app
  with check (uploaded_by = (select current_actor()));
-- Filed or set aside, a page stays where it is.
create policy scans_filed_stand on scans as restrictive for update to quanxue_app
  using (paper_id is null and dropped_at is null) with check (true);
