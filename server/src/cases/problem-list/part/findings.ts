import { sql } from 'kysely';
import { among, type Part } from './part.ts';

/** What the law misses in an open case: found on the day by which it was due, else when the case was opened (R119). */
export const findings: Part = (wanted) => sql`
  select 'finding:' || k.id || ':' || (finding ->> 'id') as key, k.child_id, 'finding' as source, 'finding' as kind,
      case when finding ->> 'due' <= ${wanted.today} then (finding ->> 'due')::date else k.opened_on end as found_on,
      k.id as case_id, null::uuid as problem_id, finding, true as open
    from cases k cross join lateral jsonb_array_elements(k.findings) as listed (finding)
    where k.open and k.missing + k.breach > 0 and finding ->> 'status' in ('missing', 'breach')
      and ${among('k.child_id', wanted)}`;
