-- Statistics: sheets of the office's own, and statements that are frozen when they are sent.

-- A county's own layout of a table: the newest row of a table decides; one without content goes back to the product's layout.
-- No child in it.
create table table_templates (
  id uuid primary key,
  table_key text not null check (table_key in ('b3-1', 'b3-2', 'b3-3', 'key-groups')),
  file_name text not null,
  content bytea,
  sha256 text,
  placeholders text[] not null default '{}',
  uploaded_at timestamptz(3) not null,
  uploaded_by uuid not null references accounts (id),
  check ((content is null) = (sha256 is null))
);
create index table_templates_table on table_templates (table_key, uploaded_at);
grant select, insert on table_templates to quanxue_app;

-- 学校月报, 县季度复核, 学期, 学年. A draft is counted anew whenever it is looked at; once sent, what was counted stands here
-- under its hash, which is also an event in the unit's chain. A correction is another statement that names the old one.
create table statements (
  id uuid primary key,
  kind text not null check (kind in ('school-monthly', 'county-quarterly', 'term', 'year')),
  unit_id uuid not null references units (id),
  -- 2022-09, 2022-Q3, 2022-T1, 2022
  period text not null,
  as_of date not null,
  remark text not null default '',
  state text not null default 'draft' check (state in ('draft', 'sent', 'dropped')),
  -- Tables, rates and movements as they were counted when it was sent.
  content jsonb,
  sha256 text,
  supersedes uuid references statements (id),
  -- Why the one before needed correcting.
  correction text,
  drafted_at timestamptz(3) not null,
  drafted_by uuid not null references accounts (id),
  sent_at timestamptz(3),
  sent_by uuid references accounts (id),
  check ((state = 'sent') = (content is not null)),
  check ((state = 'sent') = (sha256 is not null and sent_at is not null and sent_by is not null)),
  check ((supersedes is null) = (correction is null))
);
create index statements_unit on statements (unit_id, kind, period);
-- One draft at a time, and one statement in force: a second needs to name the one that it corrects.
create unique index statements_one_draft on statements (unit_id, kind, period) where state = 'draft';
create unique index statements_first on statements (unit_id, kind, period) where state = 'sent' and supersedes is null;
create unique index statements_once_superseded on statements (supersedes) where state = 'sent';

-- Which child stood where in a sent statement, so that what changed since can be told child by child.
create table statement_children (
  statement_id uuid not null references statements (id),
  child_id uuid not null references children (id),
  state text not null,
  -- The row of the statement's table: village, school or grade; null: none.
  place text,
  -- The "of which" columns that the child stood in.
  marks text[] not null default '{}',
  primary key (statement_id, child_id)
);
create index statement_children_child on statement_children (child_id);

grant select, insert on statements, statement_children to quanxue_app;
grant update (as_of, remark, state, content, sha256, sent_at, sent_by) on statements to quanxue_app;

alter table statements enable row level security;
alter table statements force row level security;
create policy statements_owner on statements to quanxue_owner using (true) with check (true);
create policy statements_scope on statements to quanxue_app using (unit_id in (select units_in_scope()));
-- What was sent stands: only a draft can change, whatever the code says.
create policy statements_sent_stands on statements as restrictive for update to quanxue_app
  using (state = 'draft') with check (true);

alter table statement_children enable row level security;
alter table statement_children force row level security;
create policy statement_children_owner on statement_children to quanxue_owner using (true) with check (true);
create policy statement_children_scope on statement_children to quanxue_app using (
  exists (select from statements where statements.id = statement_children.statement_id)
);
