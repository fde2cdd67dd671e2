-- Children of the ledger that may be one, and what was decided of them.

-- What the last search found: computed anew by the next one, and so no fact. Each pair once, the smaller id first.
create table duplicate_pairs (
  child_a uuid not null references children (id),
  child_b uuid not null references children (id),
  score real not null,
  -- Why the two were put together: sentences in both languages. They may tell names, no numbers.
  why jsonb not null,
  found_at timestamptz(3) not null,
  primary key (child_a, child_b),
  check (child_a < child_b)
);
create index duplicate_pairs_b on duplicate_pairs (child_b);

-- Never altered: the newest of a pair holds, and taking it back is a row of its own.
create table duplicate_decisions (
  id uuid primary key,
  -- Order without a clock.
  decided_no bigint generated always as identity,
  decision text not null check (decision in ('same', 'apart', 'undone')),
  child_a uuid not null references children (id),
  child_b uuid not null references children (id),
  -- Of `same`: which of the two was the double registration, and the lines of the schooling ledger that said so.
  gone_id uuid references children (id),
  gone_line_id uuid references schooling (id),
  kept_line_id uuid references schooling (id),
  -- Of `undone`: the decision taken back.
  undoes uuid references duplicate_decisions (id),
  score real,
  decided_at timestamptz(3) not null,
  decided_by uuid not null references accounts (id),
  post_role text not null,
  post_unit_id uuid not null references units (id),
  check (child_a < child_b),
  check ((decision = 'same') = (gone_id is not null)),
  check (gone_id is null or gone_id in (child_a, child_b)),
  check ((decision = 'undone') = (undoes is not null))
);
create index duplicate_decisions_pair on duplicate_decisions (child_a, child_b, decided_no);
create index duplicate_decisions_b on duplicate_decisions (child_b);
create unique index duplicate_decisions_undone_once on duplicate_decisions (undoes) where undoes is not null;

grant select, insert, delete on duplicate_pairs to quanxue_app;
grant select, insert on duplicate_decisions to quanxue_app;

-- A pair is seen by whoever sees both children: with one alone it would tell of a child elsewhere.
alter table duplicate_pairs enable row level security;
alter table duplicate_pairs force row level security;
create policy duplicate_pairs_owner on duplicate_pairs to quanxue_owner using (true) with check (true);
create policy duplicate_pairs_scope on duplicate_pairs to quanxue_app using (
  child_a in (select id from children) and child_b in (select id from children)
);

alter table duplicate_decisions enable row level security;
alter table duplicate_decisions force row level security;
create policy duplicate_decisions_owner on duplicate_decisions to quanxue_owner using (true) with check (true);
-- Nobody decides in another's name.
create policy duplicate_decisions_scope on duplicate_decisions to quanxue_app using (
  exists (select from children where children.id = duplicate_decisions.child_a)
  and exists (select from children where children.id = duplicate_decisions.child_b)
) with check (
  decided_by = (select current_actor())
  and exists (select from children where children.id = duplicate_decisions.child_a)
  and exists (select from children where children.id = duplicate_decisions.child_b)
);
