-- What the official tables count beside the states: the household categories of the day, the school and grade, the roll
-- certificate. One row a child in sight. Each question that a table asks of a child is answered here and nowhere else.

-- Papers by which a school elsewhere says that the child is its pupil: those of the case file that no amendment withdrew or
-- replaced, and the paper behind a line of the schooling ledger. A school year begins on 1 September.
drop view if exists roll_certificates cascade;
create view roll_certificates with (security_invoker = true) as
select papers.child_id, papers.on_day, papers.number,
  extract(year from papers.on_day)::int - (extract(month from papers.on_day) < 9)::int as school_year
from (
  select cases.child_id, entries.on_day, null as number
    from entries join cases on cases.id = entries.case_id
    where entries.kind = 'document'
      and entries.body ->> 'document' = 'roll-certificate'
      and not exists (
        select from entries amendments
          where amendments.case_id = entries.case_id
            and amendments.kind = 'amendment'
            and amendments.body ->> 'of' = entries.id
      )
  union all
  select child_id, (basis ->> 'on')::date, basis ->> 'number'
    from schooling
    where withdrawn_at is null
      and basis ->> 'kind' = 'paper'
      and basis ->> 'title' like '%学籍证明%'
) papers;
grant select on roll_certificates to quanxue_app;

drop view if exists counted_children cascade;
create view counted_children with (security_invoker = true) as
select
  child_id,
  registered_village_id,
  residence_village_id,
  school_unit_id,
  grade,
  state,
  of_age and state <> 'left' as counts,
  over_age,
  regular_class,
  boarding,
  female,
  disabled,
  left_behind,
  key_household,
  households as categories
from child_states;
grant select on counted_children to quanxue_app;

-- The same once for each way of saying where a child belongs. By grade, schools outside the asker's area are left out.
drop view if exists placed_children cascade;
create view placed_children with (security_invoker = true) as
select counted.base, counted.place, counted_children.*
from counted_children
  cross join lateral (
    values
      ('registered', registered_village_id::text),
      ('residence', residence_village_id::text),
      ('school', school_unit_id::text),
      ('grade', grade::text)
  ) as counted (base, place)
where counted.base <> 'grade' or school_unit_id is null or school_unit_id in (select units_in_scope());
grant select on placed_children to quanxue_app;
