-- Table B3-1 (annex 1, B3-1): children of school age by where they belong and where they learn. A child that has left for good
-- (moved, deceased: state 'left') is nobody's to count. The null place is that of children whose place is not known.

drop view if exists table_b3_1;
create view table_b3_1 with (security_invoker = true) as
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
  count(*) filter (where regular_class)::int as "regular-class",
  count(*) filter (where boarding)::int as "boarding",
  count(*) filter (where left_behind)::int as "left-behind",
  count(*) filter (where key_household)::int as "key-household",
  count(*) filter (where disabled)::int as "disabled",
  count(*) filter (where female)::int as "female"
from placed_children
where counts
group by base, place;

grant select on table_b3_1 to quanxue_app;
