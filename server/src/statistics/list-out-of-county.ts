import { maskCitizenNumber } from '@quanxue/domain/children/citizen-number.ts';
import type { listOutOfCounty, OutOfCountyChild, Table } from '@quanxue/domain/statistics/table-operations.ts';
import { gradeName } from '@quanxue/domain/statistics/tables.ts';
import { terms } from '@quanxue/domain/terms.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import type { Keys } from '../basis/seal.ts';
import { openChild } from '../children/sealed.ts';
import { countTable } from './count-table.ts';
import { MISSING } from './print-sheet.ts';
import type { Names } from './write-table.ts';

type Query = z.output<NonNullable<(typeof listOutOfCounty)['query']>>;

/** The children of table B3-2 by name, each with its roll certificate of the school year or without one. */
export async function listTheOutOfCounty(house: House, ask: Ask<unknown, Query>) {
  return ask.inTransaction(async (tx) => {
    const table = await countTable(tx, {
      table: 'b3-2',
      asOf: ask.query.asOf ?? house.clock.today(),
      base: ask.query.base,
    });
    return { asOf: table.asOf, cohort: table.cohort, children: await readOutOfCounty(house.keys, tx, table) };
  });
}

/** The children that this B3-2 counts, by village and name. The views must have been told the table's day. */
export async function readOutOfCounty(keys: Keys, tx: Tx, table: Table): Promise<OutOfCountyChild[]> {
  const villageColumn = table.base === 'residence' ? 'residence_village_id' : 'registered_village_id';
  const bounded = table.sum.filter.elsewhere === 'false';
  const { rows } = await sql<{
    id: string;
    name: string;
    sex: OutOfCountyChild['sex'];
    sealed: Buffer | null;
    village: string | null;
    school: string | null;
    grade: number | null;
    case_id: string | null;
    on_day: string | null;
    number: string | null;
  }>`
    select children.id, children.name, children.sex, children.sealed, villages.name as village,
      coalesce(line.school_name, schools.name) as school, counted.grade, paper.on_day, paper.number,
      (select cases.id from cases where cases.child_id = children.id and cases.open limit 1) as case_id
    from counted_children counted
      join children on children.id = counted.child_id
      left join units villages on villages.id = ${sql.ref(`counted.${villageColumn}`)}
      left join units schools on schools.id = counted.school_unit_id
      left join lateral (
        select school_name from schooling
          where child_id = counted.child_id and withdrawn_at is null and from_on <= table_day()
            and (to_on is null or to_on >= table_day())
          order by from_on desc, id desc limit 1
      ) line on true
      left join lateral (
        select on_day, number from roll_certificates
          where child_id = counted.child_id and on_day <= table_day()
            and school_year = extract(year from table_day())::int - (extract(month from table_day()) < 9)::int
          order by on_day desc limit 1
      ) paper on true
    where counted.counts and counted.state = 'out-of-county'
      ${bounded ? sql`and coalesce(villages.id in (select units_in_scope()), true)` : sql``}
    order by villages.name nulls last, children.name, children.id`.execute(tx);
  const dataKeys = await keys.ofChildren(
    tx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const { citizenId } = openChild(dataKeys.get(row.id), row.id, row.sealed);
    return {
      id: row.id,
      name: row.name,
      sex: row.sex,
      citizenIdMasked: citizenId ? maskCitizenNumber(citizenId) : null,
      village: row.village,
      school: row.school,
      grade: row.grade,
      certificate: row.on_day ? { number: row.number, on: row.on_day } : null,
      caseId: row.case_id,
    };
  });
}

/** The same as a sheet of names. */
export function outOfCountyNames(children: readonly OutOfCountyChild[]): Names {
  return {
    title: '义务教育阶段适龄儿童少年县外就读学生名册',
    head: ['姓名', '性别', '身份证件号', '村（社区）', '就读学校', '年级', '学籍证明编号', '证明日期'],
    widths: [10, 6, 20, 14, 26, 9, 16, 13],
    rows: children.map((child) => [
      child.name,
      terms.sex[child.sex].zh,
      child.citizenIdMasked,
      child.village,
      child.school,
      child.grade === null ? null : gradeName(child.grade).zh,
      child.certificate ? (child.certificate.number ?? '见案卷') : MISSING,
      child.certificate?.on ?? MISSING,
    ]),
  };
}
