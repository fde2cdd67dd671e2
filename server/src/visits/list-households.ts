import { maskPhone } from '@quanxue/domain/children/record.ts';
import type { listRoundHouseholds, RoundHousehold } from '@quanxue/domain/visits/rounds.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import { openChild } from '../children/sealed.ts';
import { householdsCounted, readRounds } from './read-rounds.ts';
import { openRemark, resultPlace } from './remarks.ts';

type Params = z.output<NonNullable<(typeof listRoundHouseholds)['params']>>;
type Query = z.output<NonNullable<(typeof listRoundHouseholds)['query']>>;
type Found = Pick<RoundHousehold, 'id' | 'villageId' | 'village' | 'grid' | 'position'>;

/** The work list of a round, or that part of it which stands behind a number. */
export async function listTheHouseholds(
  house: House,
  ask: Ask<Params, Query>,
): Promise<{ total: number; households: RoundHousehold[] }> {
  const { roundId } = ask.params;
  const { offset = 0, limit = 50 } = ask.query;
  return ask.inTransaction(async (tx) => {
    const [round] = await readRounds(tx, roundId);
    if (!round) throw basisProblems.notFound();
    const { rows } = await sql<Found & { total: number }>`
      with counted as (${householdsCounted} where h.round_id = ${roundId} group by h.id)
      select k.id, k.village_unit_id as "villageId", v.name as village, g.name as grid, k.position,
        count(*) over ()::int as total
      from counted k join units v on v.id = k.village_unit_id left join units g on g.id = k.grid_unit_id
      where ${filter(roundId, ask.query)}
      order by v.name, k.position offset ${offset} limit ${limit}`.execute(tx);
    return { total: rows[0]?.total ?? 0, households: await fill(house, tx, roundId, rows) };
  });
}

function filter(roundId: string, query: Query): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (query.householdId) all.push(sql`k.id = ${query.householdId}`);
  if (query.villageId) all.push(sql`k.village_unit_id = ${query.villageId}`);
  if (query.gridId) all.push(sql`k.grid_unit_id = ${query.gridId}`);
  if (query.noGrid) all.push(sql`k.grid_unit_id is null`);
  const called = sql`exists (select from round_visits called where called.household_id = k.id)`;
  if (query.show === 'visited') all.push(sql`k.covered = k.children`);
  if (query.show === 'rest') all.push(sql`k.covered < k.children`);
  if (query.show === 'nobody-met') all.push(sql`k.covered < k.children and ${called}`);
  if (query.result) {
    all.push(sql`exists (
      select from round_children rc
        join round_last_results l on l.round_id = ${roundId} and l.child_id = rc.child_id
      where rc.household_id = k.id and l.result = ${query.result}
    )`);
  }
  return sql.join(all, sql` and `);
}

type Line = RoundHousehold['children'][number] & {
  readonly householdId: string;
  readonly sealed: Buffer | null;
  readonly visitId: string | null;
  readonly resultSealed: Buffer | null;
};

/** Children, guardians and visits of these households. */
async function fill(house: House, tx: Tx, roundId: string, rows: readonly Found[]): Promise<RoundHousehold[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const { rows: lines } = await sql<Line>`
    select rc.household_id as "householdId", c.id as "childId", c.name, c.sex, c.birth_date as "birthDate", c.sealed,
      coalesce(s.state, 'unknown') as state, s.school_name as school, s.grade, s.class,
      l.result, l.visit_id as "visitId", l.sealed as "resultSealed", l.lead_id as "leadId"
    from round_children rc
      join children c on c.id = rc.child_id and c.withdrawn_at is null
      left join lateral (
        select * from schooling
        where child_id = c.id and withdrawn_at is null and from_on <= current_day()
          and (to_on is null or to_on >= current_day())
        order by from_on desc, id desc limit 1
      ) s on true
      left join round_last_results l on l.round_id = rc.round_id and l.child_id = c.id
    where rc.round_id = ${roundId} and rc.household_id = any(${ids}::uuid[])
    order by c.birth_date, c.id`.execute(tx);
  const keys = await house.keys.ofChildren(
    tx,
    lines.map((line) => line.childId),
  );
  const visits = await tx
    .selectFrom('round_visits')
    .innerJoin('accounts', 'accounts.id', 'round_visits.recorded_by')
    .select([
      'round_visits.id',
      'household_id as householdId',
      'on_day as onDay',
      'met',
      'accounts.name as by',
      'recorded_at as at',
    ])
    .where('household_id', 'in', ids)
    .orderBy('recorded_at')
    .execute();
  return rows.map(({ id, villageId, village, grid, position }) => {
    const mine = lines.filter((line) => line.householdId === id);
    const secrets = mine.map((line) => openChild(keys.get(line.childId), line.childId, line.sealed));
    const guardians = new Map(
      secrets.flatMap((secret) => secret.guardians ?? []).map((each) => [`${each.name} ${each.phone ?? ''}`, each]),
    );
    return {
      id,
      villageId,
      village,
      grid,
      position,
      guardians: [...guardians.values()].map(({ name, relation, phone }) => ({
        name,
        relation: relation ?? null,
        phoneMasked: phone ? maskPhone(phone) : null,
      })),
      address: secrets.map((secret) => secret.address ?? secret.registeredAddress).find(Boolean) ?? null,
      children: mine.map(({ householdId: _, sealed: __, visitId, resultSealed, ...child }) => ({
        ...child,
        ...openRemark(keys.get(child.childId), resultPlace(visitId ?? '', child.childId), resultSealed),
      })),
      visits: visits.filter((visit) => visit.householdId === id).map(({ householdId: _, ...visit }) => visit),
    };
  });
}
