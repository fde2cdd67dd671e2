-- Table B3-1 (annex 1, B3-1): children of school age by village and by where they learn. A child that has left for good
-- (moved, deceased: state 'left') is nobody's to count. The null village is that of children whose village is unknown or elsewhere.

create view table_b3_1 with (security_invoker = true) as
select
  base,
  village_id,
  count(*)::int as total,
  count(*) filter (where state = 'here')::int as here,
  count(*) filter (where state = 'county')::int as county,
  count(*) filter (where state = 'out-of-county')::int as out_of_county,
  count(*) filter (where state = 'special-education')::int as special_education,
  count(*) filter (where state = 'home-teaching')::int as home_teaching,
  count(*) filter (where state = 'remote-teaching')::int as remote_teaching,
  count(*) filter (where state = 'special-school')::int as special_school,
  count(*) filter (where state = 'leave')::int as leave,
  count(*) filter (where state = 'deferral')::int as deferral,
  count(*) filter (where state = 'exemption')::int as exemption,
  count(*) filter (where state = 'completed')::int as completed,
  count(*) filter (where state = 'vocational')::int as vocational,
  count(*) filter (where state = 'suspected')::int as suspected,
  count(*) filter (where state = 'dropped-out')::int as dropped_out,
  count(*) filter (where state = 'unknown')::int as unknown,
  count(*) filter (where regular_class)::int as regular_class,
  count(*) filter (where boarding)::int as boarding,
  count(*) filter (where left_behind)::int as left_behind,
  count(*) filter (where key_household)::int as key_household,
  count(*) filter (where disabled)::int as disabled,
  count(*) filter (where female)::int as female
from child_states
  cross join lateral (
    values ('registered', registered_village_id), ('residence', residence_village_id)
  ) as counted (base, village_id)
where of_age and state <> 'left'
group by base, village_id;

grant select on table_b3_1 to quanxue_app;
