import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { ListInForce } from '@quanxue/domain/children/comparison-operations.ts';
import type { ListKind } from '@quanxue/domain/children/fields.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

/* Of the confirmed lists of a kind the newest of each unit and sender is in force (docs/readings.md, R113). */

/** Ids of the lists of one kind in force. */
export function inForce(kind: ListKind): RawBuilder<unknown> {
  return sql`(
    select distinct on (unit_id, coalesce(sender, '')) id from lists_in_reach()
      where kind = ${kind} order by unit_id, coalesce(sender, ''), confirmed_no desc
  )`;
}

export async function readListsInForce(tx: Tx, kinds: readonly ListKind[]): Promise<ListInForce[]> {
  const { rows } = await sql<Omit<ListInForce, 'on'> & { on: Day }>`
    select newest.kind, newest.sender, units.name as unit,
        (newest.confirmed_at at time zone 'Asia/Shanghai')::date as "on",
        (select id from import_batches where import_batches.id = newest.id) as "importId"
      from (
        select distinct on (kind, unit_id, coalesce(sender, '')) * from lists_in_reach()
          where kind = any(${[...kinds]}::text[])
          order by kind, unit_id, coalesce(sender, ''), confirmed_no desc
      ) newest join units on units.id = newest.unit_id
      order by newest.confirmed_no desc`.execute(tx);
  return rows;
}

/**
 * Rows of the lists of one kind in force that change no ledger, with the child that each is about: null where none was found,
 * or where that child is no longer on the ledger.
 */
export function rowsInForce(kind: 'households' | 'disability' | 'suspected'): RawBuilder<unknown> {
  return sql`(
    select r.batch_id, r.sheet, r.row, c.id as child_id, r.registered_unit_id, r.school_unit_id
      from list_rows r left join children c on c.id = r.child_id and c.withdrawn_at is null
      where r.batch_id in ${inForce(kind)}
  )`;
}

/** Rows of a population list or a roll in force that could not be taken in. */
export function rowsNotTaken(kind: 'population' | 'roll'): RawBuilder<unknown> {
  return sql`(
    select batch_id, sheet, row from import_rows where row > 0 and outcome = 'bad' and batch_id in ${inForce(kind)}
  )`;
}

/** Rows of lists in force that wait for a decision, or are in error; of population lists and rolls the latter are a group apart. */
export function rowsWaiting(kinds: readonly ListKind[]): RawBuilder<unknown> {
  const ofKind = (kind: ListKind) => sql`
    select batch_id, sheet, row from import_rows
      where row > 0 and batch_id in ${inForce(kind)}
        and outcome = any(${kind === 'population' || kind === 'roll' ? ['waiting'] : ['waiting', 'bad']}::text[])`;
  return sql`(${sql.join(kinds.map(ofKind), sql` union all `)})`;
}

/**
 * With-queries `schools` (each school and the one that stands for it on the table's day), `attending` (who should be in a class
 * there) and `class_rows`: of each school the rows of the newest list that names it. A list without a column of schools is that
 * of the school for which it was given; else a row counts at the child's own school.
 */
export function classRows(attendingStates: readonly string[]): RawBuilder<unknown> {
  return sql`
    schools as materialized (
      select id, unit_on(id, table_day()) as stands_id from units where kind = 'school'
    ),
    attending as materialized (
      select k.child_id, s.stands_id as school_id
        from child_states k join schools s on s.id = k.school_unit_id
        where k.state = any(${[...attendingStates]}::text[])
    ),
    class_lists as materialized (
      select distinct on (s.stands_id) s.stands_id as school_id, l.batch_id
        from class_lists_in_reach() l join schools s on s.id = l.school_unit_id
        order by s.stands_id, l.confirmed_no desc
    ),
    class_rows as materialized (
      select distinct on (c.id, coalesce(s.stands_id, a.school_id), case when c.id is null then concat(r.batch_id, r.sheet, r.row) end)
          r.batch_id, r.sheet, r.row, r.present, c.id as child_id, coalesce(s.stands_id, a.school_id) as school_id,
          s.stands_id is null as guessed
        from list_rows r
          join lists_in_reach() l on l.id = r.batch_id and l.kind = 'in-class'
          left join schools s on s.id = coalesce(r.school_unit_id, l.unit_id)
          left join children c on c.id = r.child_id and c.withdrawn_at is null
          left join attending a on a.child_id = c.id
        where case when s.stands_id is null then r.batch_id in ${inForce('in-class')}
          else exists (select from class_lists n where n.school_id = s.stands_id and n.batch_id = r.batch_id) end
        order by c.id, coalesce(s.stands_id, a.school_id),
          case when c.id is null then concat(r.batch_id, r.sheet, r.row) end, l.confirmed_no desc
    )`;
}
