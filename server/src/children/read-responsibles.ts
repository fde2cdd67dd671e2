import type { getResponsibles, Responsible } from '@quanxue/domain/children/responsibility.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems as basisProblems } from '../basis/problems.ts';

type Params = z.output<NonNullable<(typeof getResponsibles)['params']>>;
type Query = z.output<NonNullable<(typeof getResponsibles)['query']>>;
type Answer = z.input<NonNullable<(typeof getResponsibles)['answer']>>;

/** Who answers for one child on a day; of whoever may see the child, for a call needs the number. */
export async function readTheResponsibles(house: House, ask: Ask<Params, Query>): Promise<Answer> {
  const asOf = ask.query.asOf ?? house.clock.today();
  return ask.inTransaction(async (tx) => {
    await sql`select set_config('quanxue.table_day', ${asOf}, true)`.execute(tx);
    const { rows } = await sql<{
      village_id: string | null;
      grid_holder_id: string | null;
      principal_holder_id: string | null;
      coordinator_id: string | null;
      school_id: string | null;
      school: string | null;
      learns_there: boolean;
    }>`
      select r.village_id, r.grid_holder_id, r.principal_holder_id, r.school_id, r.learns_there,
        unit_name_on(r.school_id, table_day()) as school,
        (select h.id from holders h join units u on u.id = h.unit_id
          where h.duty = 'coordinator' and h.from_on <= table_day() and (h.to_on is null or h.to_on >= table_day())
            and (select v.parent_id from units v where v.id = r.village_id)
              in (u.id, case when u.kind = 'office' then u.parent_id end)
          order by h.from_on desc, h.id desc limit 1) as coordinator_id
      from child_responsibles r where r.child_id = ${ask.params.childId}`.execute(tx);
    const found = rows[0];
    if (!found) throw basisProblems.notFound();
    const ids = [found.grid_holder_id, found.principal_holder_id, found.coordinator_id].filter((id) => id !== null);
    const { rows: holders } = await sql<Responsible>`
      select id as "holderId", duty, name, phone, unit_id as "unitId", unit_name_on(unit_id, table_day()) as "unitName",
        from_on as "fromOn"
      from holders where id = any(${ids}::uuid[])`.execute(tx);
    const holder = (id: string | null) => holders.find((each) => each.holderId === id) ?? null;
    return {
      asOf,
      grid: holder(found.grid_holder_id),
      principal: holder(found.principal_holder_id),
      coordinator: holder(found.coordinator_id),
      gridReason: found.grid_holder_id ? null : found.village_id ? 'no-grid-worker' : 'no-place',
      principalReason: found.principal_holder_id ? null : found.school_id ? 'no-principal' : 'no-school',
      school: found.school_id && {
        unitId: found.school_id,
        name: found.school ?? '',
        learnsThere: found.learns_there,
      },
    } as Answer;
  });
}
