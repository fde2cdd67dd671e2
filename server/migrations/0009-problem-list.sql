-- The problem list (article 2): what somebody wrote down that may keep a child from passing inspection, who answers for
-- a child, and who stands by it one to one. What the ledgers and the cases say by themselves is computed, never stored here.

-- Written by hand or by an inspection. A row never changes; it is closed by a row of child_problem_closings.
create table child_problems (
  id uuid primary key,
  child_id uuid not null references children (id),
  source text not null check (source in ('hand', 'inspection')),
  kind text not null,
  found_on date not null,
  -- {note}: may tell of health or family.
  sealed bytea,
  data_key_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id)
);
create index child_problems_child on child_problems (child_id);

-- One closing a problem: what turns out unsolved after all is a new problem, found on a day of its own.
create table child_problem_closings (
  problem_id uuid primary key references child_problems (id),
  child_id uuid not null references children (id),
  how text not null check (how in ('solved', 'unfounded', 'entered-in-error')),
  on_day date not null,
  sealed bytea,
  data_key_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id)
);
create index child_problem_closings_child on child_problem_closings (child_id);

-- Who answers for a child's problems: a post, so that a change of persons leaves nobody without; the name where several
-- hold such a post (teachers).
create table child_owners (
  id uuid primary key,
  child_id uuid not null references children (id),
  unit_id uuid not null references units (id),
  role text not null check (role in ('county-committee', 'township-leader', 'social-affairs', 'village', 'grid-worker',
    'principal', 'roll-keeper', 'teacher')),
  name text,
  from_on date not null,
  to_on date,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  check (to_on is null or to_on >= from_on - 1)
);
create unique index child_owners_one_open on child_owners (child_id) where to_on is null;
create index child_owners_child on child_owners (child_id, from_on);

-- One to one (点对点): one helper of a child at a time.
create table pairings (
  id uuid primary key,
  child_id uuid not null references children (id),
  helper_name text not null,
  -- Post or relation: 班主任, 村文书, 邻居.
  helper_post text not null,
  helper_unit_id uuid references units (id),
  -- Keyed HMAC of name and phone: the same helper by another child is found by it.
  helper_hmac bytea not null,
  -- {phone}
  sealed bytea not null,
  data_key_id uuid not null,
  from_on date not null,
  to_on date,
  -- Why it ended: no word of the family's affairs belongs here.
  end_reason text,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  check (to_on is null or to_on >= from_on - 1)
);
create unique index pairings_one_open on pairings (child_id) where to_on is null;
create index pairings_child on pairings (child_id, from_on);
create index pairings_helper on pairings (helper_hmac) where to_on is null;

grant select, insert on child_problems, child_problem_closings, child_owners, pairings to quanxue_app;
grant update (to_on) on child_owners to quanxue_app;
grant update (to_on, end_reason) on pairings to quanxue_app;

-- Problem, owner and pair go with their child as a case does: not for the administrator's post. Nobody writes in another's name.

alter table child_problems enable row level security;
alter table child_problems force row level security;
create policy child_problems_owner on child_problems to quanxue_owner using (true) with check (true);
create policy child_problems_read on child_problems for select to quanxue_app using (
  exists (
    select from children c where c.id = child_problems.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);
create policy child_problems_write on child_problems for insert to quanxue_app with check (
  recorded_by = (select current_actor())
  and exists (
    select from children c where c.id = child_problems.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);

alter table child_problem_closings enable row level security;
alter table child_problem_closings force row level security;
create policy child_problem_closings_owner on child_problem_closings to quanxue_owner using (true) with check (true);
create policy child_problem_closings_read on child_problem_closings for select to quanxue_app using (
  exists (
    select from children c where c.id = child_problem_closings.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);
create policy child_problem_closings_write on child_problem_closings for insert to quanxue_app with check (
  recorded_by = (select current_actor())
  and exists (
    select from children c where c.id = child_problem_closings.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);

alter table child_owners enable row level security;
alter table child_owners force row level security;
create policy child_owners_owner on child_owners to quanxue_owner using (true) with check (true);
create policy child_owners_read on child_owners for select to quanxue_app using (
  exists (
    select from children c where c.id = child_owners.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);
create policy child_owners_write on child_owners for insert to quanxue_app with check (
  recorded_by = (select current_actor())
  and exists (
    select from children c where c.id = child_owners.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);
create policy child_owners_close on child_owners for update to quanxue_app using (
  exists (
    select from children c where c.id = child_owners.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);

alter table pairings enable row level security;
alter table pairings force row level security;
create policy pairings_owner on pairings to quanxue_owner using (true) with check (true);
create policy pairings_read on pairings for select to quanxue_app using (
  exists (
    select from children c where c.id = pairings.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);
create policy pairings_write on pairings for insert to quanxue_app with check (
  recorded_by = (select current_actor())
  and exists (
    select from children c where c.id = pairings.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);
create policy pairings_close on pairings for update to quanxue_app using (
  exists (
    select from children c where c.id = pairings.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);
