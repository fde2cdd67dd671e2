import type { getRound, RoundRow } from '@quanxue/domain/visits/rounds.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems as basisProblems } from '../basis/problems.ts';

type Params = z.output<NonNullable<(typeof getRound)['params']>>;
type OneRound = z.input<NonNullable<(typeof getRound)['answer']>>;
type Found = OneRound['found'][number];

/** Each household in sight with how many of its children have a result; to be narrowed and counted. */
export const householdsCounted: RawBuilder<unknown> = sql`
  select h.id, h.round_id, h.village_unit_id, h.grid_unit_id, h.position,
    count(*)::int as children, count(l.result)::int as covered
  from round_households h
    join round_children rc on rc.household_id = h.id
    join children c on c.id = rc.child_id and c.withdrawn_at is null
    left join round_last_results l on l.round_id = rc.round_id and l.child_id = rc.child_id`;

/** The rounds of the asker's area, newest first, with their coverage as far as the asker sees. */
export async function readRounds(tx: Tx, roundId?: string): Promise<RoundRow[]> {
  const { rows } = await sql<RoundRow>`
    with counted as (
      ${householdsCounted} ${roundId ? sql`where h.round_id = ${roundId}` : sql``} group by h.id
    )
    select r.id, r.kind, r.title, r.unit_id as "unitId", u.name as unit, r.from_on as "fromOn", r.to_on as "toOn",
      r.frozen_on as "frozenOn", r.base, count(k.id)::int as households,
      count(k.id) filter (where k.covered = k.children)::int as visited,
      coalesce(sum(k.children), 0)::int as children, coalesce(sum(k.covered), 0)::int as covered
    from rounds r join units u on u.id = r.unit_id left join counted k on k.round_id = r.id
    ${roundId ? sql`where r.id = ${roundId}` : sql``}
    group by r.id, u.id order by r.from_on desc, r.created_at desc`.execute(tx);
  return rows;
}

/** One round: coverage by village and grid, what was found, who is on no list. */
export async function getTheRound(_house: House, ask: Ask<Params>): Promise<OneRound> {
  const { roundId } = ask.params;
  return ask.inTransaction(async (tx) => {
    const [round] = await readRounds(tx, roundId);
    if (!round) throw basisProblems.notFound();
    const { rows: places } = await sql<OneRound['places'][number]>`
      with counted as (${householdsCounted} where h.round_id = ${roundId} group by h.id)
      select k.village_unit_id as "villageId", v.name as village, k.grid_unit_id as "gridId", g.name as grid,
        count(*)::int as households, count(*) filter (where k.covered = k.children)::int as visited,
        sum(k.children)::int as children, sum(k.covered)::int as covered
      from counted k join units v on v.id = k.village_unit_id left join units g on g.id = k.grid_unit_id
      group by k.village_unit_id, v.name, k.grid_unit_id, g.name
      order by v.name, g.name nulls first`.execute(tx);
    const { rows: results } = await sql<OneRound['results'][number]>`
      select l.result, count(*)::int as children
      from round_last_results l join children c on c.id = l.child_id and c.withdrawn_at is null
      where l.round_id = ${roundId} group by l.result order by count(*) desc, l.result`.execute(tx);
    const { rows: nobody } = await sql<{ households: number }>`
      with counted as (${householdsCounted} where h.round_id = ${roundId} group by h.id)
      select count(*)::int as households from counted k
      where k.covered < k.children and exists (select from round_visits v where v.household_id = k.id)`.execute(tx);
    const found = await readFound(tx, sql`f.round_id = ${roundId}`);
    return { ...round, places, results, nobodyMet: nobody[0]?.households ?? 0, found };
  });
}

/** Children met on a round who are on no list, as far as the asker sees. */
export async function readFound(tx: Tx, where: RawBuilder<unknown>): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select f.id, f.village_unit_id as "villageId", v.name as village, f.name, f.sex, f.birth_date as "birthDate",
      f.on_day as "onDay", a.name as by, f.child_id as "childId"
    from found_children f join units v on v.id = f.village_unit_id join accounts a on a.id = f.recorded_by
    where ${where} order by f.recorded_at desc`.execute(tx);
  return rows;
}

/** Households of the rounds now running that have not been visited: a number for the board. */
export async function countUnvisited(tx: Tx, day: string): Promise<number> {
  const { rows } = await sql<{ rest: number }>`
    with counted as (
      ${householdsCounted} join rounds r on r.id = h.round_id
      where r.from_on <= ${day}::date and r.to_on >= ${day}::date group by h.id
    )
    select count(*) filter (where covered < children)::int as rest from counted`.execute(tx);
  return rows[0]?.rest ?? 0;
}
