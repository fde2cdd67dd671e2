import { maskCitizenNumber } from '@quanxue/domain/children/citizen-number.ts';
import type { ComparedChild } from '@quanxue/domain/children/comparison-operations.ts';
import type { Listed } from '@quanxue/domain/children/listed.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { DataKey, Keys } from '../basis/seal.ts';
import { openChild } from './sealed.ts';

interface Found extends Omit<ComparedChild, 'citizenIdMasked'> {
  readonly sealed: Buffer | null;
  readonly rowSealed: Buffer | null;
}

/**
 * The children behind a number, and rows of lists without one, numbers masked.
 *
 * @param members a table of child_id, batch_id, sheet, row: a child, a row of a list, or both.
 */
export async function readCompared(
  keys: Keys,
  tx: Tx,
  members: RawBuilder<unknown>,
  page?: { readonly offset?: number | undefined; readonly limit?: number | undefined },
): Promise<ComparedChild[]> {
  const { rows } = await sql<Found>`
    with found as materialized (
      select m.*, coalesce(c.name, l.name, i.name) collate pinyin as name, c.birth_date as born, c.sealed, c.registered_unit_id as unit_id,
          l.birth_date as listed_born, l.sealed as row_sealed, l.registered_unit_id as listed_unit_id,
          l.school_unit_id as listed_school_id, l.grade as listed_grade, l.class as listed_class
        from ${members} m
          left join children c on c.id = m.child_id
          left join list_rows l on l.batch_id = m.batch_id and l.sheet = m.sheet and l.row = m.row
          left join import_rows i on m.child_id is null and i.batch_id = m.batch_id and i.sheet = m.sheet and i.row = m.row
        order by 5, m.child_id, m.batch_id, m.row
        ${page ? sql`offset ${page.offset ?? 0} limit ${page.limit ?? 50}` : sql``}
    )
    select found.child_id as "childId", found.name, coalesce(found.born, found.listed_born) as "birthDate",
        found.sealed, case when found.child_id is null then found.row_sealed end as "rowSealed",
        unit_name_on(unit_on(coalesce(found.unit_id, found.listed_unit_id), table_day()), table_day()) as village,
        coalesce(s.school_name, school.name) as school,
        coalesce(s.grade, found.listed_grade) as grade, coalesce(s.class, found.listed_class) as class,
        case when found.child_id is not null then coalesce(s.state, 'unknown') end as state,
        coalesce(k.households, '{}') as households,
        coalesce(e.reason || '（' || e.on_day || '）',
          case when s.basis ->> 'kind' = 'reason' then s.basis ->> 'text'
            when s.basis ->> 'kind' = 'paper' then s.basis ->> 'title' end) as explanation,
        (select b.id from import_batches b where b.id = found.batch_id) as "importId", found.row
      from found
        left join children k on k.id = found.child_id
        left join lateral (
          select * from schooling
            where child_id = found.child_id and withdrawn_at is null and from_on <= table_day()
              and (to_on is null or to_on >= table_day())
            order by from_on desc, id desc limit 1
        ) s on true
        left join units school on school.id = coalesce(s.school_unit_id, found.listed_school_id)
        left join population_explanations e on e.child_id = found.child_id and e.withdrawn_at is null
      order by found.name, found.child_id, found.batch_id, found.row`.execute(tx);
  const ofChildren = await keys.ofChildren(
    tx,
    rows.flatMap((row) => row.childId ?? []),
  );
  const ofLists = new Map<string, DataKey>();
  // Of a list that was given to a unit above, the row is seen and what is sealed of it stays shut.
  for (const id of new Set(rows.flatMap((row) => (row.rowSealed && row.importId) || []))) {
    ofLists.set(id, await keys.ofBatch(tx, id));
  }
  return rows.map(({ sealed, rowSealed, ...row }) => {
    const key = ofLists.get(row.importId ?? '');
    const citizenId = row.childId
      ? openChild(ofChildren.get(row.childId), row.childId, sealed).citizenId
      : key && rowSealed
        ? (key.open(rowSealed, `list_rows/${row.importId}/${row.row}`) as Listed).citizenId
        : null;
    return { ...row, citizenIdMasked: citizenId ? maskCitizenNumber(citizenId) : null };
  });
}
