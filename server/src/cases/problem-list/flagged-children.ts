import { type RawBuilder, sql } from 'kysely';
import { everyProblem } from './part/every-problem.ts';
import type { Wanted } from './part/part.ts';

/**
 * Each child in sight with problems that `which` (over `problem`) picks: `n` of them, whether it is a key household's,
 * out of school, without owner, without pair. `where` is said over `c`, the child.
 */
export function flaggedChildren(
  wanted: Wanted,
  which: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    select c.id, c.name, c.n, c.out_of_school, c.residence_unit_id, c.registered_unit_id,
        c.households && array['monitored', 'borderline', 'subsistence'] as key,
        owner.child_id is null as unowned, pair.child_id is null as unpaired
      from (
        select children.*, flagged.n, flagged.out_of_school
          from (
            select child_id, count(*)::int as n, bool_or(source = 'ledger') as out_of_school
              from (${everyProblem(wanted)}) problem where ${which} group by child_id
          ) flagged
          join children on children.id = flagged.child_id and children.withdrawn_at is null
      ) c
        left join child_owners owner on owner.child_id = c.id and owner.to_on is null
        left join pairings pair on pair.child_id = c.id and pair.to_on is null
      where ${where}`;
}
