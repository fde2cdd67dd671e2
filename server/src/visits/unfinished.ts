import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { sql } from 'kysely';
import type { Clock } from '../basis/clock.ts';
import type { Tx } from '../basis/database.ts';
import { countUnmarked, readTerm } from './read-expected.ts';
import { householdsCounted } from './read-rounds.ts';

/* What of the visits and of the verification of enrolment is not finished, by unit: for the work lists. */

export interface UnfinishedRound {
  readonly roundId: string;
  readonly title: string;
  readonly villageId: string;
  readonly toOn: Day;
  readonly households: number;
  readonly rest: number;
}

/** Villages with families not visited in a round that has begun; the newest of each kind and area, older ones are history. */
export async function unfinishedRounds(tx: Tx, today: Day): Promise<UnfinishedRound[]> {
  const { rows } = await sql<UnfinishedRound>`
    with current_rounds as (
      select distinct on (unit_id, kind) id, title, to_on from rounds
        where from_on <= ${today}::date order by unit_id, kind, from_on desc, created_at desc
    ),
    counted as (${householdsCounted} where h.round_id in (select id from current_rounds) group by h.id)
    select r.id as "roundId", r.title, k.village_unit_id as "villageId", r.to_on as "toOn", count(*)::int as households,
        count(*) filter (where k.covered < k.children)::int as rest
      from counted k join current_rounds r on r.id = k.round_id
      group by r.id, r.title, r.to_on, k.village_unit_id
      having count(*) filter (where k.covered < k.children) > 0
      order by r.to_on, r.id`.execute(tx);
  return rows;
}

export interface UncheckedUnit {
  readonly unitId: string;
  readonly by: Role;
  readonly termOn: Day;
  readonly dueOn: Day;
  readonly classes: number;
  readonly children: number;
}

/** Schools (and villages with new beginners) whose children of the present term are not all marked. */
export async function uncheckedUnits(clock: Clock, tx: Tx): Promise<UncheckedUnit[]> {
  const term = await readTerm(clock, tx, undefined);
  return (await countUnmarked(tx, term)).map(({ kind, ...unit }) => ({
    ...unit,
    by: kind === 'village' ? 'village' : 'principal',
    termOn: term.termOn,
    dueOn: term.dueOn,
  }));
}
