-- Table B3-2 (annex 1, B3-2): children in school outside the county, with and without a roll certificate of the same school
-- year. Given by registered and residence village alone: a junior school files no such table.

drop view if exists table_b3_2;
create view table_b3_2 with (security_invoker = true) as
select
  base,
  place,
  count(*)::int as total,
  count(*) filter (where certified)::int as "certified",
  count(*) filter (where not certified)::int as "uncertified",
  count(*) filter (where grade between 1 and 6)::int as "primary",
  count(*) filter (where grade between 7 and 9)::int as "junior",
  count(*) filter (where left_behind)::int as "left-behind",
  count(*) filter (where key_household)::int as "key-household",
  count(*) filter (where disabled)::int as "disabled",
  count(*) filter (where female)::int as "female"
from placed_children
  cross join lateral (
    select exists (
      select from roll_certificates
        where roll_certificates.child_id = placed_children.child_id
          and roll_certificates.on_day <= table_day()
          and roll_certificates.school_year
            = extract(year from table_day())::int - (extract(month from table_day()) < 9)::int
    ) as certified
  ) paper
where counts and state = 'out-of-county' and base in ('registered', 'residence')
group by base, place;

grant select on table_b3_2 to quanxue_app;
