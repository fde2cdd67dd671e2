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

-- ---------------------------------------------------------------------------------------------------------------------
-- A county's lists below the county.
-- ---------------------------------------------------------------------------------------------------------------------

-- What the population lists say of the children that the asker sees, whoever brought them: when one named the child last,
-- and whether a newer one has left it out. Else the county would know that a child is gone from the list, and its township
-- would count it as named. No list, no row and no child of others is told.
create function population_listing() returns table (child_id uuid, named_at timestamptz, gone boolean)
  language sql stable rows 20000 security definer
  begin atomic
    select r.child_id, max(b.confirmed_at) filter (where r.outcome <> 'gone'),
        coalesce(max(b.confirmed_no) filter (where r.outcome = 'gone'), 0)
          > coalesce(max(b.confirmed_no) filter (where r.outcome <> 'gone'), 0)
      from import_batches b
        join import_rows r on r.batch_id = b.id
        join children c on c.id = r.child_id
      where b.kind = 'population' and b.state = 'confirmed'
        and (
          c.registered_unit_id in (select units_in_scope())
          or c.residence_unit_id in (select units_in_scope())
          or c.school_unit_id in (select units_in_scope())
          or c.owner_unit_id in (select units_in_scope())
        )
      group by r.child_id;
  end;

revoke execute on function population_listing() from public;
grant execute on function population_listing() to quanxue_app;

-- Rows that the county's list has of one's own children are read below it; written they are by whoever has the import.
drop policy list_rows_scope on list_rows;
create policy list_rows_scope on list_rows to quanxue_app using (
  batch_id in (select id from import_batches)
  or child_id in (select id from children)
  or registered_unit_id in (select units_in_scope())
  or school_unit_id in (select units_in_scope())
) with check (batch_id in (select id from import_batches));
