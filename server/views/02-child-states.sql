-- What every official table and the board count: each child in sight, its villages, and where it learns on one day.
-- The day and the school-age window are said once a transaction (basis of the statistics); without them the day is today
-- and nobody is of age, so that a table never counts a window that nobody chose.

drop view if exists child_states cascade;

create view child_states with (security_invoker = true) as
select
  children.id as child_id,
  registered.village_id as registered_village_id,
  residence.village_id as residence_village_id,
  -- No line in the schooling ledger is the same as: nobody knows.
  coalesce(learning.state, 'unknown') as state,
  coalesce(
    children.birth_date between nullif(current_setting('quanxue.born_from', true), '')::date
      and nullif(current_setting('quanxue.born_to', true), '')::date,
    false
  ) as of_age,
  -- Named by a population list, and nobody knows where it learns.
  children.population_batch_id is not null and coalesce(learning.state, 'unknown') = 'unknown' as unexplained,
  coalesce('regular-class' = any (learning.marks), false) as regular_class,
  coalesce('boarding' = any (learning.marks), false) as boarding,
  'left-behind' = any (children.households) as left_behind,
  children.households && array['registered-poor', 'monitored', 'borderline', 'subsistence', 'extreme-poverty']
    as key_household,
  children.disabled,
  children.sex = 'female' as female
from children
  left join unit_villages registered on registered.unit_id = children.registered_unit_id
  left join unit_villages residence on residence.unit_id = children.residence_unit_id
  left join lateral (
    select schooling.state, schooling.marks
      from schooling
      where schooling.child_id = children.id
        and schooling.withdrawn_at is null
        and schooling.from_on <= table_day()
        and (schooling.to_on is null or schooling.to_on >= table_day())
      order by schooling.from_on desc, schooling.id desc
      limit 1
  ) learning on true
where children.withdrawn_at is null;

grant select on child_states to quanxue_app;
