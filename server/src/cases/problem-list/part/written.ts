import { sql } from 'kysely';
import { among, type Part } from './part.ts';

/** Written down by a person, by hand or from an inspection; open until a closing is recorded. */
export const written: Part = (wanted) => sql`
  select 'hand:' || p.id as key, p.child_id, p.source, p.kind, p.found_on, null::uuid as case_id, p.id as problem_id,
      null::jsonb as finding,
      not exists (select from child_problem_closings closing where closing.problem_id = p.id) as open
    from child_problems p where ${among('p.child_id', wanted)}`;
