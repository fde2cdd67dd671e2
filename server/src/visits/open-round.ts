import { schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import { groupHouseholds, type HouseholdMember } from '@quanxue/domain/visits/households.ts';
import type { openRound, ROUND_BASES, RoundKind, RoundRow } from '@quanxue/domain/visits/rounds.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { openChild } from '../children/sealed.ts';
import { problems } from './problems.ts';
import { readRounds } from './read-rounds.ts';

type Body = z.output<NonNullable<(typeof openRound)['body']>>;
type Base = (typeof ROUND_BASES)[number];

const BASE: Readonly<Record<RoundKind, Base>> = { registry: 'registered', village: 'residence', household: 'either' };
const CHUNK = 1000;

/**
 * Opens a round: who is to be visited is taken from the ledger today, family by family, and stays.
 * @throws Problem `round-unit-wrong`, `round-days-wrong`, `round-empty`.
 */
export async function openARound(house: House, ask: Ask<unknown, unknown, Body>): Promise<RoundRow> {
  const { body } = ask;
  const today = house.clock.today();
  if (body.toOn < body.fromOn || body.toOn < today) throw problems.roundDays({ from: body.fromOn, to: body.toOn });
  return ask.inTransaction(async (tx) => {
    const unit = await tx
      .selectFrom('units')
      .select(['id', 'name', 'kind'])
      .where('id', '=', body.unitId)
      .where(sql<boolean>`id in (select units_in_scope())`)
      .executeTakeFirst();
    if (!unit || unit.kind === 'school' || unit.kind === 'office') throw problems.roundUnit();
    const base = body.base ?? BASE[body.kind];
    const members = await readMembers(house, tx, unit.id, base, today);
    if (members.length === 0) throw problems.roundEmpty({ unit: unit.name });
    const id = newId(house.clock);
    await tx
      .insertInto('rounds')
      .values({
        id,
        kind: body.kind,
        unit_id: unit.id,
        title: body.title,
        from_on: body.fromOn,
        to_on: body.toOn,
        frozen_on: today,
        base,
        created_at: house.clock.now(),
        created_by: ask.actor.accountId,
      })
      .execute();
    await writeHouseholds(house, tx, id, members);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'openRound',
      requestId: ask.requestId,
      what: { roundId: id, unitId: unit.id, kind: body.kind, children: members.length },
    });
    const [round] = await readRounds(tx, id);
    if (!round) throw new Error('the round that was just opened is not there');
    return round;
  });
}

interface Member extends HouseholdMember {
  readonly grid: string | null;
}

/** Children of school age whose place, by the base, lies in the unit; whoever has left for good is not looked for. */
async function readMembers(house: House, tx: Tx, unitId: string, base: Base, day: string): Promise<Member[]> {
  const { bornFrom, bornTo } = schoolAgeCohort(day);
  const places = {
    registered: sql`array[c.registered_unit_id]`,
    residence: sql`array[c.residence_unit_id]`,
    either: sql`array[c.residence_unit_id, c.registered_unit_id]`,
  }[base];
  const { rows } = await sql<{
    id: string;
    sealed: Buffer | null;
    village_id: string;
    grid_id: string | null;
    grid: string | null;
  }>`
    with recursive area (id) as (
      select ${unitId}::uuid
      union
      select units.id from units join area on units.parent_id = area.id where units.kind <> 'school'
    )
    select c.id, c.sealed, coalesce(v.village_id, place.id) as village_id,
      case when v.village_id <> place.id then place.id end as grid_id,
      case when v.village_id <> place.id then place.name end as grid
    from children c
      cross join lateral (
        select units.id, units.name from unnest(${places}) with ordinality as at (id, nth)
          join units on units.id = at.id
        where at.id in (select id from area) order by nth limit 1
      ) place
      left join unit_villages v on v.unit_id = place.id
    where c.withdrawn_at is null and c.birth_date between ${bornFrom}::date and ${bornTo}::date
      and not exists (
        select from schooling s where s.child_id = c.id and s.withdrawn_at is null and s.state = 'left'
          and s.from_on <= ${day}::date and (s.to_on is null or s.to_on >= ${day}::date)
      )
    order by c.name, c.id`.execute(tx);
  const members: Member[] = [];
  for (let from = 0; from < rows.length; from += CHUNK) {
    const piece = rows.slice(from, from + CHUNK);
    const keys = await house.keys.ofChildren(
      tx,
      piece.map((row) => row.id),
    );
    for (const row of piece) {
      const { guardians, address, registeredAddress, group } = openChild(keys.get(row.id), row.id, row.sealed);
      const at = address ?? registeredAddress;
      members.push({
        childId: row.id,
        villageId: row.village_id,
        gridId: row.grid_id,
        grid: row.grid,
        guardians: (guardians ?? []).map(({ name, phone }) => ({ name, phone: phone ?? null })),
        address: at ? `${group ?? ''}${at}` : null,
      });
    }
  }
  return members;
}

/** The work list in the order in which it is walked: by grid, then by the guardian's name. */
async function writeHouseholds(house: House, tx: Tx, roundId: string, members: readonly Member[]): Promise<void> {
  const known = new Map(members.map((each) => [each.childId, each]));
  const walked = groupHouseholds(members)
    .map((household) => {
      const first = known.get(household.childIds[0] ?? '');
      return { ...household, grid: first?.grid ?? '', name: first?.guardians[0]?.name ?? '' };
    })
    .sort(
      (a, b) =>
        a.villageId.localeCompare(b.villageId) ||
        a.grid.localeCompare(b.grid, 'zh', { numeric: true }) ||
        a.name.localeCompare(b.name, 'zh'),
    );
  const positions = new Map<string, number>();
  const rows = walked.map((household) => {
    const position = (positions.get(household.villageId) ?? 0) + 1;
    positions.set(household.villageId, position);
    return { id: newId(house.clock), position, household };
  });
  for (let from = 0; from < rows.length; from += CHUNK) {
    const piece = rows.slice(from, from + CHUNK);
    await tx
      .insertInto('round_households')
      .values(
        piece.map(({ id, position, household }) => ({
          id,
          round_id: roundId,
          village_unit_id: household.villageId,
          grid_unit_id: household.gridId,
          position,
        })),
      )
      .execute();
    await tx
      .insertInto('round_children')
      .values(
        piece.flatMap(({ id, household }) =>
          household.childIds.map((childId) => ({ round_id: roundId, child_id: childId, household_id: id })),
        ),
      )
      .execute();
  }
}
