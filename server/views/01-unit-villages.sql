-- The villages that the tables count by, and the day on which they count.

create or replace function table_day() returns date
  language sql stable parallel safe
  begin atomic
    select coalesce(nullif(current_setting('quanxue.table_day', true), '')::date, current_day());
  end;

drop view if exists unit_villages cascade;

-- A group or a grid lies in a village; a child registered there counts for the village.
create view unit_villages with (security_invoker = true) as
with recursive up (unit_id, at_id, kind, parent_id) as (
  select id, id, kind, parent_id from units where kind in ('village', 'group', 'grid')
  union all
  select up.unit_id, units.id, units.kind, units.parent_id
    from up join units on units.id = up.parent_id
    where up.kind in ('group', 'grid')
)
select unit_id, at_id as village_id from up where kind = 'village';

grant select on unit_villages to quanxue_app;
