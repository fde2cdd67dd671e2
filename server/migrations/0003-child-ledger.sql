-- The ledger of children in time: where a child lived before a move, what household it belonged to and when, what a
-- schooling line rests on; villages closed for a day; the turn of the school year as a batch.

-- ---------------------------------------------------------------------------------------------------------------------
-- Children: names that they had, and papers other than the citizen card.
-- ---------------------------------------------------------------------------------------------------------------------

-- A changed name keeps the old one findable.
alter table children add column former_names text[] not null default '{}';
grant update (former_names) on children to quanxue_app;

-- Where a child was until it moved. As of a day the row with the smallest until_on on or after it decides, else the
-- present place in the table children. A null unit: it lived nowhere here.
create table child_places_past (
  id uuid primary key default gen_random_uuid(),
  child_id uuid not null references children (id),
  base text not null check (base in ('registered', 'residence')),
  unit_id uuid references units (id),
  until_on date not null,
  batch_id uuid references import_batches (id),
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  withdrawn_at timestamptz(3)
);
create unique index child_places_past_one on child_places_past (child_id, base, until_on) where withdrawn_at is null;
create index child_places_past_batch on child_places_past (batch_id) where batch_id is not null;

-- Several at once, each with its days, both included; from_on null: since before anybody here wrote it down. The column
-- households of children stays the projection of the present day.
create table child_households (
  id uuid primary key default gen_random_uuid(),
  child_id uuid not null references children (id),
  category text not null,
  -- Of the three types of the monitored (borderline is a category of its own).
  kind text check (kind in ('unstable', 'sudden')),
  from_on date,
  to_on date,
  source text not null check (source in ('list', 'entry')),
  batch_id uuid references import_batches (id),
  -- The import that ended it: taking that back opens it again.
  ended_by_batch_id uuid references import_batches (id),
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  withdrawn_at timestamptz(3)
);
create index child_households_child on child_households (child_id);
create unique index child_households_one_open on child_households (child_id, category)
  where to_on is null and withdrawn_at is null;
create index child_households_batch on child_households (batch_id) where batch_id is not null;
create index child_households_ended on child_households (ended_by_batch_id) where ended_by_batch_id is not null;

insert into child_households (child_id, category, source, batch_id, recorded_at, recorded_by)
  select children.id, category, 'list', children.population_batch_id, children.changed_at, children.created_by
    from children cross join lateral unnest(children.households) as category;

-- ---------------------------------------------------------------------------------------------------------------------
-- Schooling: what a line rests on, and until when it was granted.
-- ---------------------------------------------------------------------------------------------------------------------

alter table schooling
  -- {kind: 'list', batchId} | {kind: 'entry', caseId, entryId} | {kind: 'paper', title, number, on, sha256}
  -- | {kind: 'reason', text, on} | {kind: 'roll-over', rollOverId} | {kind: 'expiry', lineId, untilOn}
  add column basis jsonb not null default '{}',
  -- Last day of a leave or a deferral, where it is known.
  add column until_on date,
  -- First letter of the roll number, in clear: temporary numbers (L) are a work list.
  add column roll_kind text check (roll_kind in ('G', 'J', 'L')),
  add column roll_over_id uuid,
  add column withdrawn_by uuid references accounts (id),
  add column withdrawn_reason text;
grant update (withdrawn_by, withdrawn_reason) on schooling to quanxue_app;
create index schooling_leave on schooling (until_on) where state = 'leave' and to_on is null and withdrawn_at is null;
create index schooling_roll_over on schooling (roll_over_id) where roll_over_id is not null;

update schooling set basis = case
  when batch_id is not null then jsonb_build_object('kind', 'list', 'batchId', batch_id)
  else '{"kind": "entry"}'::jsonb end;

-- The turn of a school year: a batch that can be taken back.
create table roll_overs (
  id uuid primary key,
  school_year int not null,
  -- On whose behalf: whoever has it in scope sees it.
  unit_id uuid not null references units (id),
  counts jsonb not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  undone_at timestamptz(3),
  undone_by uuid references accounts (id)
);
alter table schooling add foreign key (roll_over_id) references roll_overs (id);

-- ---------------------------------------------------------------------------------------------------------------------
-- Villages closed.
-- ---------------------------------------------------------------------------------------------------------------------

-- Why a child is on the list and not counted in the ledger, or the other way round: one dated reason a child.
create table population_explanations (
  id uuid primary key,
  child_id uuid not null references children (id),
  kind text not null check (kind in ('moved-away', 'moved-in', 'deceased', 'double-registration', 'number-error',
    'not-on-the-list', 'other')),
  on_day date not null,
  reason text not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  withdrawn_at timestamptz(3)
);
create unique index population_explanations_one on population_explanations (child_id) where withdrawn_at is null;

-- A village declared closed for a day, with the numbers of that moment. Later facts do not change it; they are told.
create table village_closings (
  id uuid primary key,
  village_id uuid not null references units (id),
  base text not null check (base in ('registered', 'residence')),
  as_of date not null,
  counts jsonb not null,
  -- SHA-256 over each child and its state, in order: two children that change places are a change, too.
  digest text not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id)
);
create index village_closings_village on village_closings (village_id, base, as_of);

-- ---------------------------------------------------------------------------------------------------------------------
-- Grants and row security, as in 0001.
-- ---------------------------------------------------------------------------------------------------------------------

grant select, insert on child_places_past, child_households, roll_overs, population_explanations, village_closings
  to quanxue_app;
grant update (withdrawn_at) on child_places_past, population_explanations to quanxue_app;
grant update (to_on, ended_by_batch_id, withdrawn_at) on child_households to quanxue_app;
grant update (undone_at, undone_by) on roll_overs to quanxue_app;

alter table child_places_past enable row level security;
alter table child_places_past force row level security;
create policy child_places_past_owner on child_places_past to quanxue_owner using (true) with check (true);
create policy child_places_past_scope on child_places_past to quanxue_app using (
  exists (select from children where children.id = child_places_past.child_id)
);

alter table child_households enable row level security;
alter table child_households force row level security;
create policy child_households_owner on child_households to quanxue_owner using (true) with check (true);
create policy child_households_scope on child_households to quanxue_app using (
  exists (select from children where children.id = child_households.child_id)
);

alter table population_explanations enable row level security;
alter table population_explanations force row level security;
create policy population_explanations_owner on population_explanations to quanxue_owner using (true) with check (true);
create policy population_explanations_scope on population_explanations to quanxue_app using (
  exists (select from children where children.id = population_explanations.child_id)
);

-- No child in these two, but the work of one office is not another's.
alter table roll_overs enable row level security;
alter table roll_overs force row level security;
create policy roll_overs_owner on roll_overs to quanxue_owner using (true) with check (true);
create policy roll_overs_scope on roll_overs to quanxue_app using (unit_id in (select units_in_scope()));

alter table village_closings enable row level security;
alter table village_closings force row level security;
create policy village_closings_owner on village_closings to quanxue_owner using (true) with check (true);
create policy village_closings_scope on village_closings to quanxue_app using (village_id in (select units_in_scope()));
