-- Joint control: what other offices are asked and what they answer, and the ledger of difficulties of families without a
-- case. Nothing here is ever changed; what ends something is a row of its own.

-- Written beside the findings by the same projection: difficulties that the log tells of and nobody has settled.
alter table cases add column open_relief int not null default 0;
grant update (open_relief) on cases to quanxue_app;
update cases set holds_until = least(holds_until, opened_on - 1) where open;

create index entries_joint on entries (case_id, kind) where kind in ('relief', 'referral');

-- ---------------------------------------------------------------------------------------------------------------------
-- Difficulties of children without a case.
-- ---------------------------------------------------------------------------------------------------------------------

create table relief_lines (
  id uuid primary key,
  child_id uuid not null references children (id),
  -- The unit in charge, in the words of the case file.
  unit text not null,
  on_day date not null,
  -- {difficulty, help}
  sealed bytea not null,
  data_key_id uuid not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id)
);
create index relief_lines_child on relief_lines (child_id, on_day);

create table relief_results (
  id uuid primary key,
  relief_id uuid not null references relief_lines (id),
  child_id uuid not null references children (id),
  on_day date not null,
  settled boolean not null,
  -- {result}
  sealed bytea not null,
  data_key_id uuid not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id)
);
create index relief_results_relief on relief_results (relief_id);

grant select, insert on relief_lines, relief_results to quanxue_app;

alter table relief_lines enable row level security;
alter table relief_lines force row level security;
create policy relief_lines_owner on relief_lines to quanxue_owner using (true) with check (true);
create policy relief_lines_read on relief_lines for select to quanxue_app using (
  exists (
    select from children c where c.id = relief_lines.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);
create policy relief_lines_write on relief_lines for insert to quanxue_app with check (
  recorded_by = (select current_actor())
  and exists (
    select from children c where c.id = relief_lines.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);

alter table relief_results enable row level security;
alter table relief_results force row level security;
create policy relief_results_owner on relief_results to quanxue_owner using (true) with check (true);
create policy relief_results_read on relief_results for select to quanxue_app using (
  exists (
    select from children c where c.id = relief_results.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);
create policy relief_results_write on relief_results for insert to quanxue_app with check (
  recorded_by = (select current_actor())
  and exists (select from relief_lines l where l.id = relief_results.relief_id and l.child_id = relief_results.child_id)
  and exists (
    select from children c where c.id = relief_results.child_id and (
      c.registered_unit_id in (select case_units_in_scope())
      or c.residence_unit_id in (select case_units_in_scope())
      or c.school_unit_id in (select case_units_in_scope())
      or c.owner_unit_id in (select case_units_in_scope())
    )
  )
);

-- ---------------------------------------------------------------------------------------------------------------------
-- Referrals as an office sees them. The referral itself is an entry of the case; here stands what goes to the office, and
-- nothing by which the child, its case or another matter of it could be found.
-- ---------------------------------------------------------------------------------------------------------------------

create table referrals (
  id uuid primary key,
  to_role text not null check (to_role in ('justice', 'social-security', 'youth-league', 'womens-federation',
    'disabled-federation')),
  to_unit_id uuid not null references units (id),
  on_day date not null,
  due_on date not null,
  -- {subject, request, shown, contact}, under a key of its own: the child's stays out of the office's sight.
  sealed bytea not null,
  data_key_id uuid not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id)
);
create index referrals_to on referrals (to_unit_id, to_role, on_day);

-- Whose case it is: for those who see the case.
create table referral_sources (
  referral_id uuid primary key references referrals (id),
  case_id uuid not null references cases (id),
  child_id uuid not null references children (id),
  entry_id text not null
);
create index referral_sources_case on referral_sources (case_id, entry_id);

-- Taken back, or asked anew in other words.
create table referral_ends (
  referral_id uuid primary key references referrals (id),
  on_day date not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id)
);

create table referral_answers (
  id uuid primary key,
  referral_id uuid not null references referrals (id),
  kind text not null check (kind in ('accepted', 'done', 'cannot', 'question', 'reply')),
  on_day date not null,
  -- {text}, under the referral's key.
  sealed bytea not null,
  data_key_id uuid not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null references accounts (id),
  recorded_post text not null
);
create index referral_answers_referral on referral_answers (referral_id, recorded_at);

alter table data_keys add column referral_id uuid references referrals (id) deferrable initially deferred;
alter table data_keys drop constraint data_keys_of_one;
alter table data_keys add constraint data_keys_of_one
  check (num_nonnulls(child_id, batch_id, lead_id, referral_id) = 1);
create unique index data_keys_referral on data_keys (referral_id, wrapping) where referral_id is not null;

grant select, insert on referrals, referral_sources, referral_ends, referral_answers to quanxue_app;

-- The posts of joint control that somebody holds today: they see what is addressed to them, not what lies below.
create function office_posts() returns table (role text, unit_id uuid)
  language sql stable rows 2
  begin atomic
    select posts.role, posts.unit_id
      from posts join accounts on accounts.id = posts.account_id
      where posts.account_id = current_actor()
        and posts.role in ('justice', 'social-security', 'youth-league', 'womens-federation', 'disabled-federation')
        and accounts.closed_at is null
        and posts.from_on <= current_day()
        and (posts.to_on is null or posts.to_on >= current_day());
  end;

alter table referral_sources enable row level security;
alter table referral_sources force row level security;
create policy referral_sources_owner on referral_sources to quanxue_owner using (true) with check (true);
create policy referral_sources_scope on referral_sources to quanxue_app using (
  exists (
    select from cases where cases.id = referral_sources.case_id and cases.child_id = referral_sources.child_id
  )
);

alter table referrals enable row level security;
alter table referrals force row level security;
create policy referrals_owner on referrals to quanxue_owner using (true) with check (true);
create policy referrals_office on referrals for select to quanxue_app using (
  exists (select from office_posts() o where o.role = referrals.to_role and o.unit_id = referrals.to_unit_id)
);
create policy referrals_township on referrals for select to quanxue_app using (
  exists (select from referral_sources s where s.referral_id = referrals.id)
);
-- Its source follows in the same transaction; nobody without cases asks an office for anything.
create policy referrals_write on referrals for insert to quanxue_app with check (
  recorded_by = (select current_actor()) and exists (select case_units_in_scope())
);

alter table referral_ends enable row level security;
alter table referral_ends force row level security;
create policy referral_ends_owner on referral_ends to quanxue_owner using (true) with check (true);
create policy referral_ends_read on referral_ends for select to quanxue_app using (
  exists (select from referrals where referrals.id = referral_ends.referral_id)
);
create policy referral_ends_write on referral_ends for insert to quanxue_app with check (
  recorded_by = (select current_actor())
  and exists (select from referral_sources s where s.referral_id = referral_ends.referral_id)
);

-- The office answers its own; the township replies to what it sent.
alter table referral_answers enable row level security;
alter table referral_answers force row level security;
create policy referral_answers_owner on referral_answers to quanxue_owner using (true) with check (true);
create policy referral_answers_read on referral_answers for select to quanxue_app using (
  exists (select from referrals where referrals.id = referral_answers.referral_id)
);
create policy referral_answers_write on referral_answers for insert to quanxue_app with check (
  recorded_by = (select current_actor())
  and case when kind = 'reply'
    then exists (select from referral_sources s where s.referral_id = referral_answers.referral_id)
    else exists (
      select from referrals r join office_posts() o on o.role = r.to_role and o.unit_id = r.to_unit_id
        where r.id = referral_answers.referral_id
    )
  end
);

-- The key goes with the referral.
create policy data_keys_referrals on data_keys to quanxue_app using (
  exists (select from referrals where referrals.id = data_keys.referral_id)
);
create policy data_keys_new_referral on data_keys for insert to quanxue_app with check (
  referral_id is not null and exists (select case_units_in_scope())
);
