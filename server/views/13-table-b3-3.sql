-- Table B3-3 (annex 1, B3-3): B3-1 of the children whose household bore one of the categories on the freeze day. A household
-- may bear several, so the categories stand among the columns that are not added.

drop view if exists table_b3_3;
create view table_b3_3 with (security_invoker = true) as
select
  base,
  place,
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
  count(*) filter (where 'registered-poor' = any (categories))::int as "registered-poor",
  count(*) filter (where 'monitored' = any (categories))::int as "monitored",
  count(*) filter (where 'borderline' = any (categories))::int as "borderline",
  count(*) filter (where 'subsistence' = any (categories))::int as "subsistence",
  count(*) filter (where 'extreme-poverty' = any (categories))::int as "extreme-poverty",
  count(*) filter (where boarding)::int as "boarding",
  count(*) filter (where disabled)::int as "disabled",
  count(*) filter (where female)::int as "female"
from placed_children
where counts and key_household
group by base, place;

grant select on table_b3_3 to quanxue_app;
