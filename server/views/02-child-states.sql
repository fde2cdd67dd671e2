-- What every official table and the board count: each child in sight, its villages, its households, and where it learns,
-- all on one day. The day and the school-age window are said once a transaction (server/src/basis/table-day.ts); without
-- them the day is today and nobody is of age, so that a table never counts a window that nobody chose.

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
  -- Born before the window and not finished: stays on the ledger, counted apart, until it is.
  coalesce(
    children.birth_date < nullif(current_setting('quanxue.born_from', true), '')::date
      and coalesce(learning.state, 'unknown') not in ('completed', 'left'),
    false
  ) as over_age,
  -- Named by a population list, and nobody knows where it learns.
  children.population_batch_id is not null and coalesce(learning.state, 'unknown') = 'unknown' as unexplained,
  coalesce('regular-class' = any (learning.marks), false) as regular_class,
  coalesce('boarding' = any (learning.marks), false) as boarding,
  'left-behind' = any (belongs.households) as left_behind,
  belongs.households && array['registered-poor', 'monitored', 'borderline', 'subsistence', 'extreme-poverty']
    as key_household,
  children.disabled,
  children.sex = 'female' as female,
  belongs.households,
  learning.school_unit_id,
  learning.grade,
  coalesce(learning.basis, '{}') as basis,
  learning.until_on
from children
  -- Whoever has not moved since that day has no row here; then it is where it is now.
  left join (
    select distinct on (child_id) child_id, unit_id from child_places_past
      where base = 'registered' and withdrawn_at is null and until_on >= table_day()
      order by child_id, until_on
  ) registered_then on registered_then.child_id = children.id
  left join (
    select distinct on (child_id) child_id, unit_id from child_places_past
      where base = 'residence' and withdrawn_at is null and until_on >= table_day()
      order by child_id, until_on
  ) residence_then on residence_then.child_id = children.id
  left join unit_villages registered on registered.unit_id =
    case when registered_then.child_id is null then children.registered_unit_id else registered_then.unit_id end
  left join unit_villages residence on residence.unit_id =
    case when residence_then.child_id is null then children.residence_unit_id else residence_then.unit_id end
  left join (
    select child_id,
      coalesce(array_agg(distinct category) filter (
        where (from_on is null or from_on <= table_day()) and (to_on is null or to_on >= table_day())
      ), '{}') as households
      from child_households where withdrawn_at is null
      group by child_id
  ) dated on dated.child_id = children.id
  cross join lateral (select coalesce(dated.households, children.households) as households) belongs
  -- All lines of the day at once: looked up child by child, each would be asked anew who may see it.
  left join (
    select distinct on (child_id) child_id, state, marks, school_unit_id, grade, basis, until_on
      from schooling
      where withdrawn_at is null
        and from_on <= table_day()
        and (to_on is null or to_on >= table_day())
      order by child_id, from_on desc, id desc
  ) learning on learning.child_id = children.id
where children.withdrawn_at is null;

grant select on child_states to quanxue_app;
