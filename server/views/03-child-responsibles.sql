-- Who answers for each child on the table's day (plan, paragraphs 1 and 5): the grid worker by where it lives, else by where
-- it is registered; the head of the school where it learns, else of the school that answers for its village at its stage.

drop view if exists child_responsibles cascade;
drop view if exists unit_grid_workers cascade;

-- The nearest worker: of the grid, of the grid in which the group lies, of the village.
create view unit_grid_workers with (security_invoker = true) as
select distinct on (unit_steps.unit_id) unit_steps.unit_id, holders.id as holder_id
from unit_steps
  join holders on holders.unit_id = unit_steps.at_id and holders.duty = 'grid-worker'
    and holders.from_on <= table_day() and (holders.to_on is null or holders.to_on >= table_day())
where unit_steps.stands
order by unit_steps.unit_id, unit_steps.step;

grant select on unit_grid_workers to quanxue_app;

create view child_responsibles with (security_invoker = true) as
with schools as materialized (
  select id, unit_on(id, table_day()) as stands_id from units where kind = 'school'
),
placed as (
  select
    children.id as child_id,
    case when lives.village_id is not null then children.residence_unit_id else children.registered_unit_id end as place_id,
    coalesce(lives.village_id, registered.village_id) as village_id,
    schools.stands_id as learns_at_id,
    coalesce(
      learning.grade,
      extract(year from table_day())::int - (extract(month from table_day()) < 9)::int - 5
        - extract(year from children.birth_date)::int - (extract(month from children.birth_date) >= 9)::int
    ) as grade
  from children
    left join unit_villages lives on lives.unit_id = children.residence_unit_id
    left join unit_villages registered on registered.unit_id = children.registered_unit_id
    left join (
      select distinct on (child_id) child_id, school_unit_id, grade
        from schooling
        where withdrawn_at is null
          and from_on <= table_day()
          and (to_on is null or to_on >= table_day())
        order by child_id, from_on desc, id desc
    ) learning on learning.child_id = children.id
    left join schools on schools.id = learning.school_unit_id
  where children.withdrawn_at is null
),
answering as (
  select
    placed.*,
    coalesce(placed.learns_at_id, schools.stands_id) as school_id
  from placed
    left join catchments on placed.learns_at_id is null
      and catchments.village_id = placed.village_id
      and catchments.stage = case when placed.grade <= 6 then 'primary' else 'junior' end
      and catchments.from_on <= table_day()
      and (catchments.to_on is null or catchments.to_on >= table_day())
    left join schools on schools.id = catchments.school_id
)
select
  answering.child_id,
  answering.place_id,
  answering.village_id,
  workers.holder_id as grid_holder_id,
  answering.school_id,
  answering.learns_at_id is not null as learns_there,
  principals.id as principal_holder_id
from answering
  left join unit_grid_workers workers on workers.unit_id = answering.place_id
  left join holders principals on principals.unit_id = answering.school_id and principals.duty = 'principal'
    and principals.from_on <= table_day() and (principals.to_on is null or principals.to_on >= table_day());

grant select on child_responsibles to quanxue_app;
