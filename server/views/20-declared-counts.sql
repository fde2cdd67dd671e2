-- What a school or a village has to declare of one day: children taught, suspected, dropped out, and those of whom nobody
-- can say or on whom a lead is open (plan, article 3 item 2; article 6). Only numbers of units in the asker's scope leave this
-- function, but they are counted over all children: a child that has since moved to another school is out of its old
-- school's sight and was there on that day all the same.

drop function if exists declared_counts(date, date, date);

create function declared_counts(day date, born_from date, born_to date)
  returns table (unit_id uuid, enrolled int, suspected int, dropped int, unverified int)
  language sql stable security definer rows 100
  begin atomic
    with states as (
      select
        c.id,
        coalesce(residence.village_id, registered.village_id) as village_id,
        coalesce(learning.school_unit_id, case when learning.state is null or learning.state = 'unknown' then c.school_unit_id end)
          as school_id,
        coalesce(learning.state, 'unknown') as state,
        c.birth_date between born_from and born_to as of_age,
        exists (
          select from leads
            where leads.child_id = c.id
              and leads.outcome is distinct from 'joined'
              and (leads.opened_at at time zone 'Asia/Shanghai')::date <= day
              and (leads.open or leads.concluded_on > day)
        ) as has_lead
      from children c
        left join unit_villages registered on registered.unit_id = c.registered_unit_id
        left join unit_villages residence on residence.unit_id = c.residence_unit_id
        left join lateral (
          select s.state, s.school_unit_id from schooling s
            where s.child_id = c.id and s.withdrawn_at is null
              and s.from_on <= day and (s.to_on is null or s.to_on >= day)
            order by s.from_on desc, s.id desc limit 1
        ) learning on true
      where c.withdrawn_at is null
    )
    select
      counted.at_id,
      count(*) filter (where state in ('here', 'county', 'out-of-county', 'special-education', 'home-teaching',
        'remote-teaching', 'special-school') and (counted.is_school or of_age))::int,
      count(*) filter (where state = 'suspected')::int,
      count(*) filter (where state = 'dropped-out')::int,
      count(*) filter (where state not in ('suspected', 'dropped-out', 'left')
        and ((state = 'unknown' and of_age) or has_lead))::int
    from states
      cross join lateral (values (school_id, true), (village_id, false)) as counted (at_id, is_school)
    where counted.at_id in (select case_units_in_scope())
    group by counted.at_id;
  end;

revoke all on function declared_counts(date, date, date) from public;
grant execute on function declared_counts(date, date, date) to quanxue_app;
