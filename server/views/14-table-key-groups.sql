-- The key groups by state. A child may be of several, so the rows are not summed: the group 'any' counts each child once.

drop view if exists table_key_groups;
create view table_key_groups with (security_invoker = true) as
select
  base,
  place,
  key_group,
  count(*)::int as total,
  count(*) filter (where state = 'here')::int as "here",
  count(*) filter (where state = 'county')::int as "county",
  count(*) filter (where state = 'out-of-county')::int as "out-of-county",
  count(*) filter (where state = 'special-education')::int as "special-education",
  count(*) filter (where state = 'home-teaching')::int as "home-teaching",
  count(*) filter (where state = 'remote-teaching')::int as "remote-teaching",
  count(*) filter (where state = 'special-school')::int as "special-school",
  count(*) filter (where state = 'leave')::int as "leave",
  count(*) filter (where state = 'deferral')::int as "deferral",
  count(*) filter (where state = 'exemption')::int as "exemption",
  count(*) filter (where state = 'completed')::int as "completed",
  count(*) filter (where state = 'vocational')::int as "vocational",
  count(*) filter (where state = 'suspected')::int as "suspected",
  count(*) filter (where state = 'dropped-out')::int as "dropped-out",
  count(*) filter (where state = 'unknown')::int as "unknown",
  count(*) filter (where boarding)::int as "boarding",
  count(*) filter (where female)::int as "female"
from placed_children
  cross join lateral unnest(
    categories
    || case when disabled then array['disabled'] else '{}' end
    || case when disabled or cardinality(categories) > 0 then array['any'] else '{}' end
  ) as key_group
where counts
group by base, place, key_group;

grant select on table_key_groups to quanxue_app;
