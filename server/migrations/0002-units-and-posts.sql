-- Units and posts by date: what a unit was called on a day, what became of it, who answers for it and from when until when.
--
-- A child keeps the unit under which it was written down. Where that unit has been merged since, whoever asks follows the
-- link to the successor of the day asked about, so that a table of an earlier day still shows the villages of that day.

alter table units add column stage text check (stage in
  ('primary', 'junior', 'nine-year', 'special-education', 'vocational', 'special-school'));
alter table units add constraint units_stage_of_school check (stage is null or kind = 'school');

-- The first set-up dated county and township by itself; facts of earlier days lie in them, too.
update units set valid_from = '1949-10-01' where kind in ('county', 'township') and valid_from > '1949-10-01';

-- What a unit is called from a day on. A unit that was never renamed has no line here: `units` says its name and code.
create table unit_names (
  id uuid primary key,
  unit_id uuid not null references units (id),
  -- An alias is another name in use beside the official one.
  use text not null check (use in ('official', 'alias')),
  name text collate pinyin not null,
  code text,
  from_on date not null,
  paper text,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id)
);
create index unit_names_unit on unit_names (unit_id, from_on);

create table unit_links (
  id uuid primary key,
  predecessor_id uuid not null references units (id),
  successor_id uuid not null references units (id),
  -- The first day of the new order.
  on_day date not null,
  kind text not null check (kind in ('merged', 'renamed', 'split', 'moved')),
  note text,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  check (predecessor_id <> successor_id)
);
-- Of several successors nobody could say which is the child's: a split is noted and not followed.
create unique index unit_links_followed on unit_links (predecessor_id) where kind in ('merged', 'renamed');
create index unit_links_successor on unit_links (successor_id);

-- The unit that stands on a day in the place of this one: itself, or its successor whose day has come.
create function unit_on(unit uuid, day date) returns uuid
  language sql stable
  begin atomic
    with recursive chain (id, step) as (
      select unit, 0
      union all
      select unit_links.successor_id, chain.step + 1
        from chain join unit_links on unit_links.predecessor_id = chain.id
        where unit_links.kind in ('merged', 'renamed') and unit_links.on_day <= day and chain.step < 100
    )
    select id from chain order by step desc limit 1;
  end;

-- What a unit was called on a day. Before its first line it bore the first name it is known by.
create function unit_name_on(unit uuid, day date) returns text
  language sql stable
  begin atomic
    select coalesce(
      (select name from unit_names where unit_id = unit and use = 'official' and from_on <= day
        order by from_on desc, id desc limit 1),
      (select name from unit_names where unit_id = unit and use = 'official' order by from_on, id limit 1),
      (select name from units where units.id = unit)
    );
  end;

-- Who answers for what: the head of a school is first responsible (plan, paragraph 1), the grid worker directly responsible
-- (paragraph 5), the social affairs office coordinates. A person, with or without an account; never overwritten, only ended.
create table holders (
  id uuid primary key,
  duty text not null check (duty in ('principal', 'grid-worker', 'coordinator', 'village-head', 'township-leader',
    'county-leader', 'class-teacher')),
  unit_id uuid not null references units (id),
  grade int check (grade between 1 and 9),
  class text,
  name text collate pinyin not null,
  phone text,
  account_id uuid references accounts (id),
  from_on date not null,
  to_on date,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  -- A day before the first: appointed in error, never held.
  check (to_on is null or to_on >= from_on - 1),
  check (duty = 'class-teacher' or (grade is null and class is null)),
  -- One head a school and one worker a grid on any day. The ranges of one number stand for "the same unit and duty", for
  -- which core PostgreSQL has no operator class in GiST.
  constraint holders_one_at_a_time exclude using gist (
    int8range(hashtextextended(unit_id::text || duty, 0), hashtextextended(unit_id::text || duty, 0), '[]') with &&,
    daterange(from_on, to_on, '[]') with &&
  ) where (duty in ('principal', 'grid-worker') and (to_on is null or to_on >= from_on))
);
create index holders_unit on holders (unit_id, duty);
create index holders_account on holders (account_id);

-- Which school of the area answers for the children of a village who learn in no school here (annex 2, item 5).
create table catchments (
  id uuid primary key,
  village_id uuid not null references units (id),
  school_id uuid not null references units (id),
  stage text not null check (stage in ('primary', 'junior')),
  from_on date not null,
  to_on date,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  check (to_on is null or to_on >= from_on - 1),
  constraint catchments_one_at_a_time exclude using gist (
    int8range(hashtextextended(village_id::text || stage, 0), hashtextextended(village_id::text || stage, 0), '[]') with &&,
    daterange(from_on, to_on, '[]') with &&
  ) where (to_on is null or to_on >= from_on)
);
create index catchments_village on catchments (village_id, stage);
create index catchments_school on catchments (school_id);

grant select, insert on unit_names, unit_links, holders, catchments to quanxue_app;
grant update (to_on) on holders, catchments to quanxue_app;
grant update (stage) on units to quanxue_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- Posts of the other offices. They answer what is addressed to them and browse no ledger (domain.md 5.7).
-- ---------------------------------------------------------------------------------------------------------------------

alter table posts drop constraint posts_role_check;
alter table posts add constraint posts_role_check check (role in ('administrator', 'county-committee', 'township-leader',
  'social-affairs', 'village', 'grid-worker', 'principal', 'roll-keeper', 'teacher', 'home-teacher', 'inspector', 'justice',
  'social-security', 'youth-league', 'womens-federation', 'disabled-federation'));

-- ---------------------------------------------------------------------------------------------------------------------
-- Scope: what is under a unit, and what was merged into it. Same signatures as before; the policies stay as they are.
-- ---------------------------------------------------------------------------------------------------------------------

create or replace function units_in_scope() returns setof uuid
  language sql stable rows 50
  begin atomic
    with recursive down (id) as (
      select posts.unit_id
        from posts join accounts on accounts.id = posts.account_id
        where posts.account_id = current_actor()
          and posts.role not in ('justice', 'social-security', 'youth-league', 'womens-federation', 'disabled-federation')
          and accounts.closed_at is null
          and posts.from_on <= current_day()
          and (posts.to_on is null or posts.to_on >= current_day())
      union
      select next.id from down cross join lateral (
        select units.id from units where units.parent_id = down.id
        union all
        select unit_links.predecessor_id from unit_links
          where unit_links.successor_id = down.id
            and unit_links.kind in ('merged', 'renamed')
            and unit_links.on_day <= current_day()
      ) next
    )
    select id from down;
  end;

create or replace function case_units_in_scope() returns setof uuid
  language sql stable rows 50
  begin atomic
    with recursive down (id) as (
      select posts.unit_id
        from posts join accounts on accounts.id = posts.account_id
        where posts.account_id = current_actor()
          and posts.role not in ('administrator', 'justice', 'social-security', 'youth-league', 'womens-federation',
            'disabled-federation')
          and accounts.closed_at is null
          and posts.from_on <= current_day()
          and (posts.to_on is null or posts.to_on >= current_day())
      union
      select next.id from down cross join lateral (
        select units.id from units where units.parent_id = down.id
        union all
        select unit_links.predecessor_id from unit_links
          where unit_links.successor_id = down.id
            and unit_links.kind in ('merged', 'renamed')
            and unit_links.on_day <= current_day()
      ) next
    )
    select id from down;
  end;
