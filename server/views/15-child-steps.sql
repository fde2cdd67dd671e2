-- The way of a child out of school and back, step by step with its day: what the schooling ledger and the case files say.
-- Whoever is verified or dropped out was suspected before, whether or not somebody wrote that down.
drop view if exists child_steps cascade;
create view child_steps with (security_invoker = true) as
select child_id, 'suspected' as step, from_on as on_day
  from schooling where withdrawn_at is null and state in ('suspected', 'dropped-out')
union all
select child_id, 'dropped-out', from_on
  from schooling where withdrawn_at is null and state = 'dropped-out'
union all
select cases.child_id, 'suspected', entries.on_day
  from entries join cases on cases.id = entries.case_id
  where entries.kind in ('report', 'verification')
union all
select cases.child_id, 'verified', entries.on_day
  from entries join cases on cases.id = entries.case_id
  where entries.kind = 'verification'
union all
select back.child_id, 'returned', back.from_on
  from schooling back
    cross join lateral (
      select before.state from schooling before
        where before.child_id = back.child_id
          and before.withdrawn_at is null
          and before.from_on < back.from_on
        order by before.from_on desc, before.id desc
        limit 1
    ) before
  where back.withdrawn_at is null
    and before.state in ('suspected', 'dropped-out')
    and back.state in ('here', 'county', 'out-of-county', 'special-education', 'home-teaching', 'remote-teaching',
      'special-school');
grant select on child_steps to quanxue_app;
