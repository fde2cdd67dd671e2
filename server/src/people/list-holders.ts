import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { maskPhone } from '@quanxue/domain/people/phone.ts';
import type { HolderRow, listHolders, Vacancy } from '@quanxue/domain/people/posts.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems as basisProblems } from '../basis/problems.ts';

type Query = z.output<NonNullable<(typeof listHolders)['query']>>;

/** Who answers for what on a day, and in the asker's area what nobody answers for. */
export async function listTheHolders(
  house: House,
  ask: Ask<unknown, Query>,
): Promise<{ asOf: Day; holders: HolderRow[]; vacancies: Vacancy[] }> {
  const asOf = ask.query.asOf ?? house.clock.today();
  const { duty, unitId, history } = ask.query;
  const wanted = [
    // Appointed in error: ended before it began.
    history
      ? sql`(h.to_on is null or h.to_on >= h.from_on)`
      : sql`h.from_on <= ${asOf}::date and (h.to_on is null or h.to_on >= ${asOf}::date)`,
    ...(duty ? [sql`h.duty = ${duty}`] : []),
    ...(unitId ? [sql`h.unit_id = ${unitId}`] : []),
  ];
  return ask.inTransaction(async (tx) => {
    const holders = await readHolders(tx, asOf, sql.join(wanted, sql` and `));
    const vacancies = (await readVacancies(tx, asOf)).filter(
      (row) => (!duty || row.duty === duty) && (!unitId || row.unitId === unitId),
    );
    return { asOf, holders, vacancies };
  });
}

/** @throws Problem `not-found`. */
export async function readHolder(tx: Tx, asOf: Day, holderId: string): Promise<HolderRow> {
  const [row] = await readHolders(tx, asOf, sql`h.id = ${holderId}`);
  if (!row) throw basisProblems.notFound();
  return row;
}

async function readHolders(tx: Tx, asOf: Day, where: RawBuilder<unknown>): Promise<HolderRow[]> {
  const { rows } = await sql<Omit<HolderRow, 'phoneMasked'> & { phone: string | null }>`
    select h.id, h.duty, h.unit_id as "unitId", unit_name_on(h.unit_id, ${asOf}::date) as "unitName",
      units.kind as "unitKind", h.grade, h.class, h.name, h.phone, h.account_id as "accountId",
      h.from_on as "fromOn", h.to_on as "toOn"
    from holders h join units on units.id = h.unit_id
    where ${where}
    order by array_position(array['county-leader', 'township-leader', 'coordinator', 'principal', 'class-teacher',
      'village-head', 'grid-worker'], h.duty), units.code nulls last, units.name, h.grade, h.class, h.from_on desc,
      h.id desc`.execute(tx);
  return rows.map(({ phone, ...row }) => ({ ...row, phoneMasked: phone && maskPhone(phone) }));
}

/** One head for each school, one worker for each grid or undivided village, one coordinator for each township. */
async function readVacancies(tx: Tx, asOf: Day): Promise<Vacancy[]> {
  const { rows } = await sql<Vacancy>`
    with living as (
      select id, kind, code, name, unit_on(parent_id, ${asOf}::date) as parent_id from units
      where valid_from <= ${asOf}::date and (valid_to is null or valid_to >= ${asOf}::date)
    ),
    needed (duty, unit_id) as (
      select 'principal', id from living where kind = 'school'
      union all
      select 'grid-worker', id from living where kind = 'grid'
        or (kind = 'village' and not exists (
          select from living grid where grid.kind = 'grid' and grid.parent_id = living.id))
      union all
      select 'coordinator', id from living where kind = 'township'
    )
    select needed.duty, living.id as "unitId", unit_name_on(living.id, ${asOf}::date) as "unitName",
      living.kind as "unitKind",
      (select max(h.to_on) from holders h where h.unit_id = living.id and h.duty = needed.duty
        and h.to_on >= h.from_on and h.to_on < ${asOf}::date) as since
    from needed join living on living.id = needed.unit_id
    where living.id in (select units_in_scope())
      and not exists (
        select from holders h
        where h.duty = needed.duty and h.from_on <= ${asOf}::date and (h.to_on is null or h.to_on >= ${asOf}::date)
          and (h.unit_id = living.id or (needed.duty = 'coordinator' and h.unit_id in (
            select office.id from living office where office.kind = 'office' and office.parent_id = living.id)))
      )
    order by array_position(array['coordinator', 'principal', 'grid-worker'], needed.duty), living.code nulls last,
      living.name, living.id`.execute(tx);
  return rows;
}
