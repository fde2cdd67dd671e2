import { fold } from '@quanxue/domain/casefile/fold.ts';
import type { ReliefRow } from '@quanxue/domain/cases/joint-control.ts';
import { KEY_HOUSEHOLDS, reliefs } from '@quanxue/domain/cases/relief.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { loadCases } from '../load-case.ts';
import { openRelief, openResult } from './sealed.ts';

type Tools = Pick<House, 'keys' | 'clock'>;

interface Child {
  readonly id: string;
  readonly name: string;
  readonly village: string | null;
  readonly households: readonly string[];
}

/** Difficulties of the children that `which` picks (an expression over `c`), newest first, open ones before settled ones. */
export async function readRelief(house: Tools, tx: Tx, which: RawBuilder<unknown>): Promise<ReliefRow[]> {
  const { rows } = await sql<Child>`
    select c.id, c.name, village.name as village, c.households
      from children c
        left join unit_villages residence on residence.unit_id = c.residence_unit_id
        left join unit_villages registered on registered.unit_id = c.registered_unit_id
        left join units village on village.id = coalesce(residence.village_id, registered.village_id)
      where c.withdrawn_at is null and (
          exists (select from relief_lines l where l.child_id = c.id)
          or exists (
            select from cases k join entries e on e.case_id = k.id and e.kind = 'relief' where k.child_id = c.id
          )
        ) and ${which}`.execute(tx);
  const children = new Map(rows.map((row) => [row.id, row]));
  const all = [...(await ofCases(house, tx, children)), ...(await ofLedger(house, tx, children))];
  return all.sort(
    (a, b) => Number(a.settled) - Number(b.settled) || (a.since < b.since ? 1 : -1) || (a.id < b.id ? 1 : -1),
  );
}

const ofChild = ({ id, name, village, households }: Child) => ({
  childId: id,
  childName: name,
  village,
  households: KEY_HOUSEHOLDS.filter((each) => households.includes(each)),
});

async function ofCases(house: Tools, tx: Tx, children: ReadonlyMap<string, Child>): Promise<ReliefRow[]> {
  const rows = await tx
    .selectFrom('cases')
    .selectAll()
    .where('child_id', 'in', [...children.keys(), NOBODY])
    .where((where) =>
      where.exists(
        where
          .selectFrom('entries')
          .select('entries.id')
          .whereRef('entries.case_id', '=', 'cases.id')
          .where('entries.kind', '=', 'relief'),
      ),
    )
    .execute();
  const loaded = await loadCases(house, tx, rows);
  return loaded.flatMap(({ id, childId, file }) => {
    const child = children.get(childId);
    if (!child) return [];
    return reliefs(fold(file, house.clock.today())).map(({ entry, result, resultOn, settled }) => ({
      ...ofChild(child),
      id: entry.id,
      caseId: id,
      difficulty: entry.difficulty,
      help: entry.help,
      unit: entry.unit,
      since: entry.on,
      results: result === null ? [] : [{ on: resultOn, text: result, settled }],
      settled,
    }));
  });
}

async function ofLedger(house: Tools, tx: Tx, children: ReadonlyMap<string, Child>): Promise<ReliefRow[]> {
  const lines = await tx
    .selectFrom('relief_lines')
    .selectAll()
    .where('child_id', 'in', [...children.keys(), NOBODY])
    .execute();
  if (lines.length === 0) return [];
  const results = await tx
    .selectFrom('relief_results')
    .selectAll()
    .where(
      'relief_id',
      'in',
      lines.map((line) => line.id),
    )
    .orderBy('on_day')
    .orderBy('recorded_at')
    .execute();
  const keys = await house.keys.ofChildren(tx, [...new Set(lines.map((line) => line.child_id))]);
  return lines.flatMap((line) => {
    const child = children.get(line.child_id);
    const key = keys.get(line.child_id);
    if (!child || !key) return [];
    const own = results.filter((each) => each.relief_id === line.id);
    return [
      {
        ...ofChild(child),
        id: line.id,
        caseId: null,
        ...openRelief(key, line.id, line.sealed),
        unit: line.unit,
        since: line.on_day,
        results: own.map((each) => ({
          on: each.on_day,
          text: openResult(key, each.id, each.sealed),
          settled: each.settled,
        })),
        settled: own.some((each) => each.settled),
      },
    ];
  });
}

/** `in ()` is no SQL. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
