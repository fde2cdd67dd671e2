-- The villages that the tables count by, and the day on which they count.

create or replace function table_day() returns date
  language sql stable parallel safe
  begin atomic
    select coalesce(nullif(current_setting('quanxue.table_day', true), '')::date, current_day());
  end;

drop view if exists unit_villages cascade;
drop view if exists unit_steps cascade;

-- Every unit that a village contains, with the units that stand for it on the table's day, nearest first: itself or its
-- successor whose day has come, then the grid and the village in which that lies.
create view unit_steps with (security_invoker = true) as
with recursive followed as materialized (
  select predecessor_id, successor_id from unit_links where kind in ('merged', 'renamed') and on_day <= table_day()
),
up (unit_id, at_id, kind, parent_id, step) as (
  select id, id, kind, parent_id, 0 from units where kind in ('village', 'group', 'grid')
  union all
  select up.unit_id, next.id, next.kind, next.parent_id, up.step + 1
    from up
    left join followed on followed.predecessor_id = up.at_id
    join units next on next.id = case
      when followed.successor_id is not null then followed.successor_id
      when up.kind in ('group', 'grid') then up.parent_id
    end
    where up.step < 100
)
select up.unit_id, up.at_id, up.kind, up.step, followed.successor_id is null as stands
from up left join followed on followed.predecessor_id = up.at_id;

grant select on unit_steps to quanxue_app;

-- A group or a grid lies in a village; a child registered there counts for the village.
create view unit_villages with (security_invoker = true) as
select unit_id, at_id as village_id from unit_steps where kind = 'village' and stands;

grant select on unit_villages to quanxue_app;
