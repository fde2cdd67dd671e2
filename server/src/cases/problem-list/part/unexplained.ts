import { sql } from 'kysely';
import { among, type Part } from './part.ts';

/** Of school age, on the population list, and nobody knows where it learns: found by comparing the lists. */
export const unexplained: Part = (wanted) => sql`
  select 'unexplained:' || c.id as key, c.id as child_id, 'matching' as source, 'unexplained' as kind,
      coalesce(
        (select max(s.from_on) from schooling s
          where s.child_id = c.id and s.withdrawn_at is null and s.to_on is null and s.state = 'unknown'),
        (c.created_at at time zone 'Asia/Shanghai')::date
      ) as found_on,
      null::uuid as case_id, null::uuid as problem_id, null::jsonb as finding, true as open
    from children c
    where c.population_batch_id is not null
      and c.birth_date between ${wanted.cohort.bornFrom}::date and ${wanted.cohort.bornTo}::date
      and not exists (
        select from schooling s
          where s.child_id = c.id and s.withdrawn_at is null and s.state <> 'unknown'
            and s.from_on <= ${wanted.today}::date and (s.to_on is null or s.to_on >= ${wanted.today}::date)
      )
      and ${among('c.id', wanted)}`;
