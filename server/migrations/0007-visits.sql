-- Who is not there: absence by class and day, rounds of visits, enrolment checked at the opening of term.
--
-- All of it is append-only: a correction is a later report of the same class, a later visit of the same family, a later
-- check of the same class. The newest counts, the others stay to be seen.

-- ---------------------------------------------------------------------------------------------------------------------
-- Absence (children). One row for each class and day that was reported; days without a row were not reported.
-- ---------------------------------------------------------------------------------------------------------------------

create table attendance (
  id uuid primary key,
  school_unit_id uuid not null references units (id),
  -- 0 and '-': the ledger does not say which grade, which class.
  grade int not null check (grade between 0 and 9),
  class text not null,
  on_day date not null,
  -- 1 is the first report of the day; a correction takes the next number.
  version int not null check (version > 0),
  enrolled int not null,
  absent int not null check (absent between 0 and enrolled),
  reported_at timestamptz(3) not null,
  reported_by uuid not null references accounts (id),
  post_id uuid not null references posts (id),
  unique (school_unit_id, grade, class, on_day, version)
);
create index attendance_day on attendance (on_day);

create table absences (
  attendance_id uuid not null references attendance (id),
  child_id uuid not null references children (id),
  -- 'none': nobody knows why. These are the ones that are counted.
  cause text not null check (cause in ('sick', 'personal-leave', 'other', 'none')),
  -- What was said besides.
  sealed bytea,
  data_key_id uuid,
  primary key (attendance_id, child_id)
);
create index absences_child on absences (child_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- Rounds of visits. The work list is taken from the ledger on the day on which the round is opened, and stays.
-- ---------------------------------------------------------------------------------------------------------------------

create table rounds (
  id uuid primary key,
  kind text not null check (kind in ('registry', 'village', 'household')),
  unit_id uuid not null references units (id),
  title text not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  frozen_on date not null,
  -- Which place of a child decides where it is looked for.
  base text not null check (base in ('registered', 'residence', 'either')),
  created_at timestamptz(3) not null,
  created_by uuid not null references accounts (id)
);

create table round_households (
  id uuid primary key,
  round_id uuid not null references rounds (id),
  village_unit_id uuid not null references units (id),
  -- The grid or group of the village; null: only the village is known.
  grid_unit_id uuid references units (id),
  -- The order of the work list within its village.
  position int not null,
  unique (round_id, village_unit_id, position)
);

create table round_children (
  round_id uuid not null references rounds (id),
  child_id uuid not null references children (id),
  household_id uuid not null references round_households (id),
  primary key (round_id, child_id)
);
create index round_children_household on round_children (household_id);
create index round_children_child on round_children (child_id);

create table round_visits (
  id uuid primary key,
  round_id uuid not null references rounds (id),
  household_id uuid not null references round_households (id),
  on_day date not null,
  met text not null check (met in ('guardian', 'relative', 'child', 'neighbour', 'village', 'papers', 'nobody')),
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  post_id uuid not null references posts (id)
);
create index round_visits_household on round_visits (household_id, recorded_at);
create index round_visits_round on round_visits (round_id);

create table round_results (
  visit_id uuid not null references round_visits (id),
  child_id uuid not null references children (id),
  result text not null check (result in ('in-school', 'elsewhere', 'under-measure', 'not-in-school', 'registered',
    'moved-away', 'deceased', 'double-registration', 'number-error', 'not-found')),
  -- Where the child is instead, and what else was learnt.
  sealed bytea,
  data_key_id uuid,
  -- The lead that the result opened, where it calls for one.
  lead_id uuid,
  primary key (visit_id, child_id)
);
create index round_results_child on round_results (child_id);

-- Met on a round and on no list: to be entered in the ledger, and then linked to the child there.
create table found_children (
  id uuid primary key,
  round_id uuid not null references rounds (id),
  village_unit_id uuid not null references units (id),
  name text collate pinyin not null,
  sex text not null check (sex in ('male', 'female', 'unknown')),
  birth_date date,
  on_day date not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  child_id uuid references children (id),
  linked_at timestamptz(3),
  linked_by uuid references accounts (id),
  check (num_nonnulls(child_id, linked_at, linked_by) in (0, 3))
);
create index found_children_round on found_children (round_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- Enrolment verification: one check of one class (or of a village's new beginners) at the opening of a term.
-- ---------------------------------------------------------------------------------------------------------------------

create table enrolment_checks (
  id uuid primary key,
  term_on date not null,
  -- A school, or the village whose children should begin and stand in no class yet.
  unit_id uuid not null references units (id),
  grade int not null check (grade between 0 and 9),
  class text not null,
  version int not null check (version > 0),
  on_day date not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  post_id uuid not null references posts (id),
  unique (term_on, unit_id, grade, class, version)
);

create table enrolment_marks (
  check_id uuid not null references enrolment_checks (id),
  child_id uuid not null references children (id),
  mark text not null check (mark in ('arrived', 'leave', 'transferred', 'absent')),
  -- Where the child went, and what was said.
  sealed bytea,
  data_key_id uuid,
  lead_id uuid,
  primary key (check_id, child_id)
);
create index enrolment_marks_child on enrolment_marks (child_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- Grants: nothing is changed or deleted, save that a found person is linked once.
-- ---------------------------------------------------------------------------------------------------------------------

grant select, insert on attendance, absences, rounds, round_households, round_children, round_visits, round_results,
  found_children, enrolment_checks, enrolment_marks to quanxue_app;
grant update (child_id, linked_at, linked_by) on found_children to quanxue_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- Row security: what names a child goes with the child, what names a class with its school.
-- ---------------------------------------------------------------------------------------------------------------------

-- The units above the actor's posts: a village works in the round of its township.
create function units_above_scope() returns setof uuid
  language sql stable rows 5
  begin atomic
    select distinct above.id
      from posts
        join accounts on accounts.id = posts.account_id
        cross join lateral unit_ancestors(posts.unit_id) above (id)
      where posts.account_id = current_actor()
        and accounts.closed_at is null
        and posts.from_on <= current_day()
        and (posts.to_on is null or posts.to_on >= current_day());
  end;

alter table attendance enable row level security;
alter table attendance force row level security;
create policy attendance_owner on attendance to quanxue_owner using (true) with check (true);
create policy attendance_read on attendance for select to quanxue_app using (
  school_unit_id in (select units_in_scope())
);
-- Nobody writes in another's name.
create policy attendance_write on attendance for insert to quanxue_app with check (
  reported_by = (select current_actor()) and school_unit_id in (select units_in_scope())
);

alter table absences enable row level security;
alter table absences force row level security;
create policy absences_owner on absences to quanxue_owner using (true) with check (true);
create policy absences_scope on absences to quanxue_app using (
  exists (select from children where children.id = absences.child_id)
  and exists (select from attendance where attendance.id = absences.attendance_id)
);

alter table rounds enable row level security;
alter table rounds force row level security;
create policy rounds_owner on rounds to quanxue_owner using (true) with check (true);
create policy rounds_read on rounds for select to quanxue_app using (
  unit_id in (select units_in_scope()) or unit_id in (select units_above_scope())
);
create policy rounds_write on rounds for insert to quanxue_app with check (
  created_by = (select current_actor()) and unit_id in (select units_in_scope())
);

alter table round_children enable row level security;
alter table round_children force row level security;
create policy round_children_owner on round_children to quanxue_owner using (true) with check (true);
create policy round_children_scope on round_children to quanxue_app using (
  exists (select from children where children.id = round_children.child_id)
);

-- A household is seen where it is, and by whoever sees one of its children elsewhere (its school).
alter table round_households enable row level security;
alter table round_households force row level security;
create policy round_households_owner on round_households to quanxue_owner using (true) with check (true);
create policy round_households_scope on round_households to quanxue_app using (
  village_unit_id in (select units_in_scope())
  or grid_unit_id in (select units_in_scope())
  or exists (select from round_children where round_children.household_id = round_households.id)
) with check (village_unit_id in (select units_in_scope()));

alter table round_visits enable row level security;
alter table round_visits force row level security;
create policy round_visits_owner on round_visits to quanxue_owner using (true) with check (true);
create policy round_visits_scope on round_visits to quanxue_app using (
  exists (select from round_households where round_households.id = round_visits.household_id)
) with check (
  recorded_by = (select current_actor())
  and exists (select from round_households where round_households.id = round_visits.household_id)
);

alter table round_results enable row level security;
alter table round_results force row level security;
create policy round_results_owner on round_results to quanxue_owner using (true) with check (true);
create policy round_results_scope on round_results to quanxue_app using (
  exists (select from children where children.id = round_results.child_id)
);

alter table found_children enable row level security;
alter table found_children force row level security;
create policy found_children_owner on found_children to quanxue_owner using (true) with check (true);
create policy found_children_scope on found_children to quanxue_app using (
  village_unit_id in (select units_in_scope()) or recorded_by = (select current_actor())
) with check (
  village_unit_id in (select units_in_scope()) or recorded_by = (select current_actor())
);

alter table enrolment_checks enable row level security;
alter table enrolment_checks force row level security;
create policy enrolment_checks_owner on enrolment_checks to quanxue_owner using (true) with check (true);
create policy enrolment_checks_read on enrolment_checks for select to quanxue_app using (
  unit_id in (select units_in_scope())
);
create policy enrolment_checks_write on enrolment_checks for insert to quanxue_app with check (
  recorded_by = (select current_actor()) and unit_id in (select units_in_scope())
);

alter table enrolment_marks enable row level security;
alter table enrolment_marks force row level security;
create policy enrolment_marks_owner on enrolment_marks to quanxue_owner using (true) with check (true);
create policy enrolment_marks_scope on enrolment_marks to quanxue_app using (
  exists (select from children where children.id = enrolment_marks.child_id)
);

-- The report of each class and day that counts: the last one.
create view current_attendance with (security_invoker = true) as
  select distinct on (school_unit_id, grade, class, on_day) *
    from attendance
    order by school_unit_id, grade, class, on_day, version desc;
grant select on current_attendance to quanxue_app;

-- What the last visit of a round found of each child.
create view round_last_results with (security_invoker = true) as
  select distinct on (visits.round_id, results.child_id)
      visits.round_id, results.child_id, results.visit_id, results.result, results.sealed, results.lead_id
    from round_results results join round_visits visits on visits.id = results.visit_id
    order by visits.round_id, results.child_id, visits.recorded_at desc, visits.id desc;
grant select on round_last_results to quanxue_app;

-- The check of each class and term that counts: the last one.
create view current_enrolment_checks with (security_invoker = true) as
  select distinct on (term_on, unit_id, grade, class) *
    from enrolment_checks
    order by term_on, unit_id, grade, class, version desc;
grant select on current_enrolment_checks to quanxue_app;
