-- A list that the county gives for all (the platform's suspected children, who is in class) is compared in each township and
-- school, too. They see of it the rows about their own children and places, and that it is there; not the import itself.

create function lists_in_reach()
  returns table (id uuid, kind text, unit_id uuid, sender text, confirmed_no bigint, confirmed_at timestamptz)
  language sql stable rows 50 security definer
  begin atomic
    select b.id, b.kind, b.unit_id, b.sender, b.confirmed_no::bigint, b.confirmed_at
      from import_batches b
      where b.state = 'confirmed'
        and (
          b.unit_id in (select units_in_scope())
          or b.unit_id in (select units_above_scope())
          or b.created_by = (select current_actor())
        );
  end;

-- Which of the lists of those in class speaks of which school: told even where no row of it is in the asker's sight, for then
-- every pupil of theirs is missing on it.
create function class_lists_in_reach()
  returns table (batch_id uuid, school_unit_id uuid, confirmed_no bigint)
  language sql stable rows 100 security definer
  begin atomic
    select distinct l.id, coalesce(r.school_unit_id, u.id), l.confirmed_no
      from lists_in_reach() l
        join list_rows r on r.batch_id = l.id
        left join units u on u.id = l.unit_id and u.kind = 'school'
      where l.kind = 'in-class' and coalesce(r.school_unit_id, u.id) is not null;
  end;

revoke execute on function lists_in_reach(), class_lists_in_reach() from public;
grant execute on function lists_in_reach(), class_lists_in_reach() to quanxue_app;

drop policy list_rows_scope on list_rows;
create policy list_rows_scope on list_rows to quanxue_app using (
  batch_id in (select id from import_batches)
  or child_id in (select id from children)
  or registered_unit_id in (select units_in_scope())
  or school_unit_id in (select units_in_scope())
);
