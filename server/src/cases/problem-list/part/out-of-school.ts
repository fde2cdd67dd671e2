import { sql } from 'kysely';
import { among, type Part } from './part.ts';

/** The ledger says suspected or dropped out; without an open case nobody is even at work on it. */
export const outOfSchool: Part = (wanted) => sql`
  select 'out-of-school:' || s.child_id as key, s.child_id, 'ledger' as source,
      case when k.id is null then 'no-case' else 'out-of-school' end as kind, s.from_on as found_on,
      k.id as case_id, null::uuid as problem_id, null::jsonb as finding, true as open
    from schooling s left join cases k on k.child_id = s.child_id and k.open
    where s.state in ('suspected', 'dropped-out') and s.withdrawn_at is null and s.to_on is null
      and s.from_on <= ${wanted.today}::date and ${among('s.child_id', wanted)}`;
