-- The work list of every post. Duties are computed; beside the findings of a case stands what they ask of whom and when,
-- written by the same projection, so that a list or a county's sum reads no log.

alter table cases add column duties jsonb not null default '[]';
grant update (duties) on cases to quanxue_app;

-- What was computed before today knew no duties: the next look at each case computes it anew.
update cases set holds_until = least(holds_until, opened_on - 1) where open;

-- When somebody last looked at the list and what stood on it then (marks of its lines, no names): a machine that was off
-- for weeks tells the difference once. No fact: a look is overwritten by the next.
create table duty_looks (
  account_id uuid primary key references accounts (id),
  seen_on date not null,
  seen text[] not null,
  -- The look of an earlier day, with which today's is compared as long as today lasts.
  before_on date,
  before text[] not null default '{}'
);

grant select, insert on duty_looks to quanxue_app;
grant update (seen_on, seen, before_on, before) on duty_looks to quanxue_app;

alter table duty_looks enable row level security;
alter table duty_looks force row level security;
create policy duty_looks_owner on duty_looks to quanxue_owner using (true) with check (true);
create policy duty_looks_own on duty_looks to quanxue_app using (account_id = (select current_actor()))
  with check (account_id = (select current_actor()));
