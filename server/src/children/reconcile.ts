import type {
  ComparedChild,
  getReconciliation,
  listReconciled,
  Reconciliation,
} from '@quanxue/domain/children/comparison-operations.ts';
import {
  COUNTS,
  isOpen,
  PAIRS,
  type Pair,
  REASONS,
  type Reason,
  SIDES,
} from '@quanxue/domain/children/reconciliation.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import type { Keys } from '../basis/seal.ts';
import { sayTableDay } from '../basis/table-day.ts';
import { countUnidentifiedRows } from './count-unidentified.ts';
import { problems } from './ledger-problems.ts';
import { readListsInForce } from './lists-in-force.ts';
import { readCompared } from './read-compared.ts';
import { difference, facts, type ReconciledUnit } from './reconciled.ts';

type SheetQuery = z.output<NonNullable<(typeof getReconciliation)['query']>>;
type ListQuery = z.output<NonNullable<(typeof listReconciled)['query']>>;

/** The counts of one unit on one sheet, with every difference between two of them by its reason. */
export async function getTheReconciliation(house: House, ask: Ask<unknown, SheetQuery>): Promise<Reconciliation> {
  return ask.inTransaction((tx) => reconcile(house, tx, ask.query.unitId));
}

/** The same for whoever prints it or writes it into a workbook. @param unitId the widest in sight where none is named. */
export async function reconcile(
  house: Pick<House, 'clock'>,
  tx: Tx,
  unitId: string | undefined,
): Promise<Reconciliation> {
  const asOf = house.clock.today();
  const cohort = await sayTableDay(tx, asOf);
  const { units, unit } = await readUnits(tx, unitId);
  const lists = await readListsInForce(tx, ['population', 'roll']);
  const { rows } = await sql<{ key: string; only: 'a' | 'b' | null; reason: Reason | null; count: number }>`
    with ${facts(unit)}
    ${sql.join(
      [
        sql`
            select 'no-village' as key, null as only, null as reason, count(*)::int as count from facts
              where village_id is null and state <> 'left'`,
        ...COUNTS.map(
          (count) => sql`
            select ${count} as key, null as only, null as reason, count(*)::int as count from facts where ${sql.ref(count)}`,
        ),
        ...PAIRS.map((pair) => {
          const { a, b } = SIDES[pair];
          return sql`
            select ${pair}, null, null, count(*)::int from facts where ${sql.ref(a)} and ${sql.ref(b)}`;
        }),
        ...PAIRS.flatMap((pair) => (['a', 'b'] as const).map((only) => counted(pair, only))),
      ],
      sql` union all `,
    )}`.execute(tx);
  const of = (key: string) => rows.find((row) => row.key === key && row.reason === null)?.count ?? 0;
  const counts = { population: of('population'), ledger: of('ledger'), education: of('education') };
  const given = new Set<string>(lists.map((list) => list.kind));
  return {
    asOf,
    cohort,
    unitId: unit.id,
    unit: unit.name,
    isVillage: unit.kind === 'village',
    units,
    lists,
    missing: [
      ...(counts.population === 0 && !given.has('population') ? (['population'] as const) : []),
      ...(counts.education === 0 && !given.has('roll') ? (['roll'] as const) : []),
    ],
    counts,
    pairs: PAIRS.map((pair) => ({
      pair,
      a: counts[SIDES[pair].a],
      b: counts[SIDES[pair].b],
      common: of(pair),
      differences: rows
        .flatMap(({ key, only, reason, count }) => (key === pair && only && reason ? [{ only, reason, count }] : []))
        .sort(inOrder),
    })),
    villages: unit.kind === 'village' ? [] : await countVillages(tx, unit),
    noVillage: of('no-village'),
    unidentified: [...(await countUnidentifiedRows(tx)).kinds],
  };
}

function counted(pair: Pair, only: 'a' | 'b'): RawBuilder<unknown> {
  return sql`
    select ${pair}, ${only}, reason, count(*)::int from ${difference(pair, only)} d group by reason`;
}

/** What is still to be found out stands first. */
function inOrder(one: { only: string; reason: Reason }, other: { only: string; reason: Reason }): number {
  return (
    one.only.localeCompare(other.only) ||
    Number(isOpen(other.reason)) - Number(isOpen(one.reason)) ||
    REASONS.indexOf(one.reason) - REASONS.indexOf(other.reason)
  );
}

async function countVillages(tx: Tx, unit: ReconciledUnit): Promise<Reconciliation['villages']> {
  const { rows } = await sql<Reconciliation['villages'][number]>`
    with ${facts(unit)}
    select units.id, unit_name_on(units.id, table_day()) as name,
        count(*) filter (where listed and list_village_id = units.id)::int as population,
        count(*) filter (where state <> 'left' and village_id = units.id)::int as ledger,
        count(*) filter (where enrolled and village_id = units.id)::int as education
      from units left join facts on units.id in (facts.village_id, facts.list_village_id)
      where units.kind = 'village' and units.id in (select id from below)
        and valid_from <= table_day() and (valid_to is null or valid_to >= table_day())
      group by units.id
      order by unit_name_on(units.id, table_day()) collate pinyin, units.id`.execute(tx);
  return rows;
}

async function readUnits(tx: Tx, unitId: string | undefined) {
  const { rows: units } = await sql<{ id: string; name: string; kind: ReconciledUnit['kind'] }>`
    select id, unit_name_on(id, table_day()) as name, kind from units
      where kind in ('county', 'township', 'village') and id in (select units_in_scope())
        and valid_from <= table_day() and (valid_to is null or valid_to >= table_day())
      order by array_position(array['county', 'township', 'village'], kind), unit_name_on(id, table_day()) collate pinyin, id`.execute(
    tx,
  );
  const unit = unitId ? units.find(({ id }) => id === unitId) : units[0];
  if (!unit) throw problems.noVillages();
  return { units, unit };
}

/** The children behind one difference. */
export async function listTheReconciled(
  house: House,
  ask: Ask<unknown, ListQuery>,
): Promise<{ total: number; children: ComparedChild[] }> {
  const { unitId, pair, only, reason, offset, limit } = ask.query;
  return ask.inTransaction(async (tx) => {
    await sayTableDay(tx, house.clock.today());
    const { unit } = await readUnits(tx, unitId);
    const members = behind(unit, pair, only, reason);
    const { rows } = await sql<{ total: number }>`select count(*)::int as total from ${members} m`.execute(tx);
    return { total: rows[0]?.total ?? 0, children: await readCompared(house.keys, tx, members, { offset, limit }) };
  });
}

/** Every child behind one difference, for a workbook. The table's day must have been said. */
export function readReconciled(
  keys: Keys,
  tx: Tx,
  { unitId, isVillage }: Pick<Reconciliation, 'unitId' | 'isVillage'>,
  which: { readonly pair: Pair; readonly only: 'a' | 'b'; readonly reason: Reason },
): Promise<ComparedChild[]> {
  const unit: ReconciledUnit = { id: unitId, kind: isVillage ? 'village' : 'township' };
  return readCompared(keys, tx, behind(unit, which.pair, which.only, which.reason));
}

function behind(unit: ReconciledUnit, pair: Pair, only: 'a' | 'b', reason?: Reason): RawBuilder<unknown> {
  return sql`(
    with ${facts(unit)}
    select child_id, null::uuid as batch_id, null::text as sheet, null::int as row from ${difference(pair, only)} d
      ${reason ? sql`where reason = ${reason}` : sql``}
  )`;
}
