import { maskCitizenNumber } from '@quanxue/domain/children/citizen-number.ts';
import type { Listed } from '@quanxue/domain/children/listed.ts';
import { type Comparison, compare, emptyComparison, Relation } from '@quanxue/domain/children/match/compare.ts';
import { DayRelation } from '@quanxue/domain/children/match/days.ts';
import { NameRelation } from '@quanxue/domain/children/match/names.ts';
import { NumberRelation } from '@quanxue/domain/children/match/numbers.ts';
import {
  type listWaitingRows,
  MATCH_FIELDS,
  type MatchField,
  type MatchMark,
  type WaitingRow,
} from '@quanxue/domain/children/match-operations.ts';
import { Places } from '@quanxue/domain/children/places.ts';
import { maskPhone, maskRollNumber } from '@quanxue/domain/children/record.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { type Batch, openRow, readBatches, type StagedRow, type Waited } from './import-batch.ts';
import { newLexicon, peopleOfChildren, peopleOfRows } from './match-people.ts';
import { readPlaces } from './read-places.ts';
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

type Facts = Readonly<Record<MatchField, string | null>>;

function fieldsOfRow({ listed, number }: Waited): WaitingRow['fields'] {
  const says = factsOfRow(listed, number);
  return MATCH_FIELDS.map((field) => ({ field, says: says[field] }));
}

const SEXES = { male: '男', female: '女', unknown: null };

function factsOfRow(listed: Listed, number: string | null): Facts {
  const own = number || listed.citizenId;
  const guardians = listed.guardians ?? [];
  return {
    name: listed.name,
    number: own && maskCitizenNumber(own),
    roll: listed.school?.rollNumber ? maskRollNumber(listed.school.rollNumber) : null,
    birth: listed.birthDate,
    sex: SEXES[listed.sex],
    guardian: inOne(guardians.map((each) => each.name)),
    phone: inOne(guardians.map((each) => each.phone && maskPhone(each.phone))),
    place: inOne([listed.registeredVillage, listed.residenceVillage, listed.registeredAddress]),
    school: listed.school?.school ?? null,
  };
}

function factsOfChild({ child, schooling }: Standing, places: Places): Facts {
  const nameOf = (unitId: string | null) => unitId && places.nameOf(unitId);
  return {
    name: child.name,
    number: child.citizenId && maskCitizenNumber(child.citizenId),
    roll: schooling?.rollNumber ? maskRollNumber(schooling.rollNumber) : null,
    birth: child.birthDate,
    sex: SEXES[child.sex],
    guardian: inOne(child.guardians.map((each) => each.name)),
    phone: inOne(child.guardians.map((each) => each.phone && maskPhone(each.phone))),
    place: inOne([nameOf(child.registeredUnitId), nameOf(child.residenceUnitId), child.registeredAddress]),
    school: nameOf(schooling?.schoolUnitId ?? null) ?? schooling?.schoolName ?? null,
  };
}

function inOne(parts: readonly (string | null | undefined)[]): string | null {
  return [...new Set(parts.filter(Boolean))].join('、') || null;
}

function marksOf(c: Comparison): Readonly<Record<MatchField, MatchMark>> {
  return {
    name: markOfName(c.name),
    number:
      c.number >= NumberRelation.equalWrong
        ? 'equal'
        : c.number >= NumberRelation.garbled
          ? 'near'
          : c.number === NumberRelation.absent
            ? 'absent'
            : 'different',
    roll: markOf(c.roll),
    birth:
      c.birth === DayRelation.equal
        ? 'equal'
        : c.birth >= DayRelation.month
          ? 'near'
          : c.birth === DayRelation.absent
            ? 'absent'
            : 'different',
    sex: markOf(c.sex),
    guardian: markOfName(c.guardian),
    phone: markOf(c.phone),
    place: markOf(c.place),
    school: markOf(c.school),
  };
}

function markOfName(relation: NameRelation): MatchMark {
  if (relation === NameRelation.equal) return 'equal';
  if (relation === NameRelation.absent) return 'absent';
  return relation >= NameRelation.oneCharacter ? 'near' : 'different';
}

function markOf(relation: Relation): MatchMark {
  switch (relation) {
    case Relation.absent:
      return 'absent';
    case Relation.differ:
      return 'different';
    case Relation.near:
      return 'near';
    case Relation.equal:
      return 'equal';
  }
}
