import { compare, emptyComparison } from '@quanxue/domain/children/match/compare.ts';
import { type listWaitingRows, MATCH_FIELDS, type WaitingRow } from '@quanxue/domain/children/match-operations.ts';
import { Places } from '@quanxue/domain/children/places.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { type Batch, openRow, readBatches, type StagedRow, type Waited } from './import-batch.ts';
import { newLexicon, peopleOfChildren, peopleOfRows } from './match-people.ts';
import { readPlaces } from './read-places.ts';
import { factsOfChild, factsOfRow, marksOf } from './side-by-side.ts';
import { readStanding, type Standing } from './standing.ts';

type Query = z.output<NonNullable<(typeof listWaitingRows)['query']>>;

/** Rows that wait, of lists that are previewed or confirmed. The same row in a newer list stands for the older one. */
const waiting = sql`
  from import_rows r join import_batches b on b.id = r.batch_id
  where r.outcome = 'waiting' and b.state in ('preview', 'confirmed') and not exists (
    select from import_rows later join import_batches n on n.id = later.batch_id
    where later.identity_key = r.identity_key and n.id > b.id and n.kind = b.kind and n.state in ('preview', 'confirmed'))`;

/** How many rows wait in the asker's sight. */
export async function countWaitingRows(tx: Tx): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total ${waiting}`.execute(tx);
  return rows[0]?.total ?? 0;
}

export async function listTheWaitingRows(
  house: House,
  ask: Ask<unknown, Query>,
): Promise<{ total: number; rows: WaitingRow[] }> {
  const { importId, kind, offset = 0, limit = 50 } = ask.query;
  return ask.inTransaction(async (tx) => {
    const { rows } = await sql<{ total: number; batch_id: string; row: number; name: string; sealed: Buffer }>`
      select count(*) over ()::int as total, r.batch_id, r.row, r.name, r.sealed ${waiting}
        ${importId ? sql`and b.id = ${importId}` : sql``} ${kind ? sql`and b.kind = ${kind}` : sql``}
      order by b.created_at desc, b.id, r.row offset ${offset} limit ${limit}`.execute(tx);
    if (rows.length === 0) return { total: 0, rows: [] };
    const batches = new Map<string, Batch>();
    for (const id of new Set(rows.map((row) => row.batch_id))) {
      const [batch] = await readBatches(tx, id);
      if (batch) batches.set(id, batch);
    }
    const opened: { batch: Batch; row: number; name: string; waited: Waited }[] = [];
    for (const row of rows) {
      const batch = batches.get(row.batch_id);
      if (!batch) continue;
      const key = await house.keys.ofBatch(tx, batch.id);
      const { waited } = openRow<StagedRow>(key, batch.id, row.row, row.sealed);
      if (waited) opened.push({ batch, row: row.row, name: row.name, waited });
    }
    const ids = new Set(opened.flatMap(({ waited }) => waited.review.map((pair) => pair.childId)));
    const standing = await readStanding(house.keys, tx, [...ids]);
    const { units, ...before } = await readPlaces(tx, house.clock.today());
    const answer = opened.map(({ batch, row, name, waited }): WaitingRow => {
      const places = new Places(units, batch.unitId, () => '', before);
      return {
        importId: batch.id,
        fileName: batch.fileName,
        kind: batch.kind,
        confirmed: batch.state === 'confirmed',
        row,
        name,
        fields: fieldsOfRow(waited),
        otherwise:
          waited.number !== null
            ? 'bad'
            : batch.kind === 'population' || batch.kind === 'roll'
              ? 'new'
              : 'unidentified',
        candidates: candidatesOf(waited, standing, places),
      };
    });
    return { total: rows[0]?.total ?? 0, rows: answer };
  });
}

/** Children outside the asker's sight, and those taken back since, are left out. */
function candidatesOf(
  waited: Waited,
  standing: ReadonlyMap<string, Standing>,
  places: Places,
): WaitingRow['candidates'] {
  const lexicon = newLexicon();
  const left = peopleOfRows(lexicon, [waited], places);
  const found = waited.review.flatMap((pair) => {
    const child = standing.get(pair.childId);
    return child && !child.withdrawn ? [{ pair, child }] : [];
  });
  const right = peopleOfChildren(
    lexicon,
    found.map(({ child }) => child),
    places,
  );
  return found.map(({ pair, child }, at) => {
    const marks = marksOf(compare(left, 0, right, at, emptyComparison()));
    const says = factsOfChild(child, places);
    return {
      childId: child.id,
      name: child.child.name,
      score: pair.score,
      why: [...pair.why],
      fields: MATCH_FIELDS.map((field) => ({ field, says: says[field], mark: says[field] ? marks[field] : 'absent' })),
    };
  });
}

function fieldsOfRow({ listed, number }: Waited): WaitingRow['fields'] {
  const says = factsOfRow(listed, number);
  return MATCH_FIELDS.map((field) => ({ field, says: says[field] }));
}
