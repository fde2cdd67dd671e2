-- Briefs to the leaders (plan, article 6), and the ways by which a post is reminded outside the product. Append-only all of it.

-- The posts that the actor holds today.
create function posts_held() returns table (unit_id uuid, role text)
  language sql stable rows 5
  begin atomic
    select posts.unit_id, posts.role
      from posts join accounts on accounts.id = posts.account_id
      where posts.account_id = current_actor()
        and accounts.closed_at is null
        and posts.from_on <= current_day()
        and (posts.to_on is null or posts.to_on >= current_day());
  end;

-- What a brief is about. Its text stands in brief_texts, a row each time it is saved; its end in brief_ends.
create table briefs (
  id uuid primary key,
  kind text not null check (kind in ('event', 'monthly')),
  -- The office whose brief it is, and as what it was begun.
  unit_id uuid not null references units (id),
  role text not null,
  month text check (month ~ '^\d{4}-\d{2}$'),
  child_id uuid references children (id),
  lead_id uuid references leads (id),
  case_id uuid references cases (id),
  drafted_at timestamptz(3) not null,
  drafted_by uuid not null references accounts (id),
  check ((kind = 'monthly') = (month is not null)),
  check ((kind = 'event') = (num_nonnulls(lead_id, case_id) > 0))
);
create index briefs_unit on briefs (unit_id, drafted_at);

create table brief_texts (
  brief_id uuid not null references briefs (id),
  version int not null check (version > 0),
  title text not null,
  -- [{heading, sentences: [text]}]
  sections jsonb not null,
  saved_at timestamptz(3) not null,
  saved_by uuid not null references accounts (id),
  primary key (brief_id, version)
);

-- Sent is frozen: nothing can be saved after, and what was sent is the version named here, under its hash.
create table brief_ends (
  brief_id uuid primary key references briefs (id),
  ended text not null check (ended in ('sent', 'dropped')),
  version int not null,
  sha256 text,
  at timestamptz(3) not null,
  by_account uuid not null references accounts (id),
  foreign key (brief_id, version) references brief_texts (brief_id, version),
  check ((ended = 'sent') = (sha256 is not null))
);

-- A brief goes to posts, not to persons. The sender's unit stands here, too, so that no policy needs to ask the brief.
create table brief_recipients (
  brief_id uuid not null,
  version int not null,
  from_unit_id uuid not null references units (id),
  unit_id uuid not null references units (id),
  role text not null,
  primary key (brief_id, unit_id, role),
  foreign key (brief_id, version) references brief_texts (brief_id, version)
);
create index brief_recipients_post on brief_recipients (unit_id, role);

-- Who opened it first when.
create table brief_readings (
  brief_id uuid not null references briefs (id),
  account_id uuid not null references accounts (id),
  read_at timestamptz(3) not null,
  primary key (brief_id, account_id)
);

grant select, insert on briefs, brief_texts, brief_ends, brief_recipients, brief_readings to quanxue_app;

alter table briefs enable row level security;
alter table briefs force row level security;
create policy briefs_owner on briefs to quanxue_owner using (true) with check (true);
alter table brief_texts enable row level security;
alter table brief_texts force row level security;
create policy brief_texts_owner on brief_texts to quanxue_owner using (true) with check (true);
alter table brief_ends enable row level security;
alter table brief_ends force row level security;
create policy brief_ends_owner on brief_ends to quanxue_owner using (true) with check (true);
alter table brief_recipients enable row level security;
alter table brief_recipients force row level security;
create policy brief_recipients_owner on brief_recipients to quanxue_owner using (true) with check (true);
alter table brief_readings enable row level security;
alter table brief_readings force row level security;
create policy brief_readings_owner on brief_readings to quanxue_owner using (true) with check (true);

-- Written by the office itself: the posts of the very unit that may write briefs.
create function brief_units_held() returns setof uuid
  language sql stable rows 5
  begin atomic
    select unit_id from posts_held()
      where role in ('principal', 'social-affairs', 'township-leader', 'county-committee');
  end;

create policy brief_recipients_read on brief_recipients for select to quanxue_app using (
  from_unit_id in (select brief_units_held()) or (unit_id, role) in (select held.unit_id, held.role from posts_held() held)
);
create policy brief_recipients_write on brief_recipients for insert to quanxue_app
  with check (from_unit_id in (select brief_units_held()));

create policy briefs_read on briefs for select to quanxue_app using (
  unit_id in (select brief_units_held()) or id in (select brief_id from brief_recipients)
);
create policy briefs_write on briefs for insert to quanxue_app
  with check (unit_id in (select brief_units_held()) and drafted_by = (select current_actor()));

-- Whom it was sent to sees what was sent, not what was thought of before.
create policy brief_texts_read on brief_texts for select to quanxue_app using (
  exists (select from briefs where briefs.id = brief_id and briefs.unit_id in (select brief_units_held()))
  or exists (select from brief_recipients sent where sent.brief_id = brief_texts.brief_id and sent.version = brief_texts.version)
);
create policy brief_texts_write on brief_texts for insert to quanxue_app with check (
  saved_by = (select current_actor())
  and exists (select from briefs where briefs.id = brief_id and briefs.unit_id in (select brief_units_held()))
  and not exists (select from brief_ends ended where ended.brief_id = brief_texts.brief_id)
);

create policy brief_ends_read on brief_ends for select to quanxue_app
  using (exists (select from briefs where briefs.id = brief_id));
create policy brief_ends_write on brief_ends for insert to quanxue_app with check (
  by_account = (select current_actor())
  and exists (select from briefs where briefs.id = brief_id and briefs.unit_id in (select brief_units_held()))
);

create policy brief_readings_read on brief_readings for select to quanxue_app
  using (exists (select from briefs where briefs.id = brief_id));
create policy brief_readings_write on brief_readings for insert to quanxue_app with check (
  account_id = (select current_actor()) and brief_id in (select sent.brief_id from brief_recipients sent)
);

-- ---------------------------------------------------------------------------------------------------------------------
-- Ways out of the product: none until an administrator enters one. What is told there are counts by unit and kind.
-- ---------------------------------------------------------------------------------------------------------------------

alter table installation_keys drop constraint installation_keys_purpose_check;
alter table installation_keys add constraint installation_keys_purpose_check check (purpose in ('lookup', 'channels'));

create table channels (
  id uuid primary key,
  kind text not null check (kind in ('smtp', 'webhook')),
  name text not null,
  -- Host and port, to be seen by everybody who looks which machines this one speaks to; the rest is sealed.
  host text not null,
  port int not null check (port between 1 and 65535),
  sealed bytea not null,
  entered_at timestamptz(3) not null,
  entered_by uuid not null references accounts (id)
);

-- Off until it is switched on; removed for good. The latest decides.
create table channel_switches (
  channel_id uuid not null references channels (id),
  no int not null check (no > 0),
  state text not null check (state in ('on', 'off', 'removed')),
  at timestamptz(3) not null,
  by_account uuid not null references accounts (id),
  primary key (channel_id, no)
);

-- Whose digest goes there: of mail to an address, of a webhook into its group.
create table channel_subscriptions (
  id uuid primary key,
  channel_id uuid not null references channels (id),
  post_id uuid not null references posts (id),
  address text,
  since timestamptz(3) not null,
  by_account uuid not null references accounts (id)
);
create table channel_subscription_ends (
  subscription_id uuid primary key references channel_subscriptions (id),
  at timestamptz(3) not null,
  by_account uuid not null references accounts (id)
);

create table channel_messages (
  id uuid primary key,
  channel_id uuid not null references channels (id),
  -- Null: a test.
  subscription_id uuid references channel_subscriptions (id),
  day date not null,
  text text not null,
  made_at timestamptz(3) not null
);
-- Once a day and subscription, however often it is looked.
create unique index channel_messages_once on channel_messages (subscription_id, day);

create table channel_message_states (
  message_id uuid not null references channel_messages (id),
  no int not null check (no > 0),
  state text not null check (state in ('waiting', 'sent', 'nothing', 'given-up', 'overtaken')),
  at timestamptz(3) not null,
  -- Of a waiting one: not before; and why it did not go out the last time.
  retry_at timestamptz(3),
  error text,
  primary key (message_id, no)
);

grant select, insert on channels, channel_switches, channel_subscriptions, channel_subscription_ends, channel_messages,
  channel_message_states to quanxue_app;

create function administers() returns boolean
  language sql stable
  begin atomic
    select exists (select from posts_held() where role = 'administrator');
  end;

alter table channels enable row level security;
alter table channels force row level security;
create policy channels_owner on channels to quanxue_owner using (true) with check (true);
create policy channels_administrator on channels to quanxue_app using ((select administers()));
alter table channel_switches enable row level security;
alter table channel_switches force row level security;
create policy channel_switches_owner on channel_switches to quanxue_owner using (true) with check (true);
create policy channel_switches_administrator on channel_switches to quanxue_app using ((select administers()));
alter table channel_subscriptions enable row level security;
alter table channel_subscriptions force row level security;
create policy channel_subscriptions_owner on channel_subscriptions to quanxue_owner using (true) with check (true);
create policy channel_subscriptions_administrator on channel_subscriptions to quanxue_app using ((select administers()));
alter table channel_subscription_ends enable row level security;
alter table channel_subscription_ends force row level security;
create policy channel_subscription_ends_owner on channel_subscription_ends to quanxue_owner using (true) with check (true);
create policy channel_subscription_ends_administrator on channel_subscription_ends to quanxue_app
  using ((select administers()));
alter table channel_messages enable row level security;
alter table channel_messages force row level security;
create policy channel_messages_owner on channel_messages to quanxue_owner using (true) with check (true);
create policy channel_messages_administrator on channel_messages to quanxue_app using ((select administers()));
alter table channel_message_states enable row level security;
alter table channel_message_states force row level security;
create policy channel_message_states_owner on channel_message_states to quanxue_owner using (true) with check (true);
create policy channel_message_states_administrator on channel_message_states to quanxue_app
  using ((select administers()));
