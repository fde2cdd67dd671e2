-- A county's lists below the county.

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
