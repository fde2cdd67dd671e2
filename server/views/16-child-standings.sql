-- Where each counted child stands in the tables: its state, its row by each base, and everything else a column or a row of
-- theirs asks for. A sent statement keeps this child by child, so that what changed since can be told.
drop view if exists child_standings cascade;
create view child_standings with (security_invoker = true) as
select
  base,
  coalesce(place, 'none') as place,
  placed_children.child_id,
  state,
  array_remove(
    categories
    || array[
      case when regular_class then 'regular-class' end,
      case when boarding then 'boarding' end,
      case when key_household then 'key-household' end,
      case when disabled then 'disabled' end,
      case when female then 'female' end,
      case when grade between 1 and 6 then 'primary' when grade between 7 and 9 then 'junior' end,
      case when state <> 'out-of-county' then null when exists (
        select from roll_certificates
          where roll_certificates.child_id = placed_children.child_id
            and roll_certificates.on_day <= table_day()
            and roll_certificates.school_year
              = extract(year from table_day())::int - (extract(month from table_day()) < 9)::int
      ) then 'certified' else 'uncertified' end
    ],
    null
  ) as marks
from placed_children
where counts;
grant select on child_standings to quanxue_app;
