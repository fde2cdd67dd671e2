import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { STAGES, type Stage } from '@quanxue/domain/casefile/stage.ts';
import type { getStages } from '@quanxue/domain/statistics/my-day-operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { sayTableDay } from '../../basis/table-day.ts';
import { refreshStale } from '../../cases/project-case.ts';

type Stages = z.input<NonNullable<(typeof getStages)['answer']>>;

/** Where every case is, by the village of its child, and since when; the list behind each number is `listCases`. */
export async function getTheStages(house: House, ask: Ask): Promise<Stages> {
  return ask.inTransaction(async (tx) => {
    const today = house.clock.today();
    await refreshStale(house, tx);
    await sayTableDay(tx, today);
    const { rows: totals } = await sql<{ stage: Stage; cases: number; since: Day }>`
      select k.stage, count(*)::int as cases, min(k.stage_since) as since
        from cases k join children c on c.id = k.child_id and c.withdrawn_at is null group by k.stage`.execute(tx);
    // As the list has it: a child that lives elsewhere than it is registered stands under both villages.
    const { rows } = await sql<Stages['stages'][number]['units'][number] & { stage: Stage }>`
      select k.stage, village.id as "villageId", village.name as unit, count(*)::int as cases,
          min(k.stage_since) as since
        from cases k join children c on c.id = k.child_id and c.withdrawn_at is null
          cross join lateral (
            select village_id from unit_villages where unit_id in (c.registered_unit_id, c.residence_unit_id)
            group by village_id
          ) place
          join units village on village.id = place.village_id
        group by k.stage, village.id, village.name
        order by min(k.stage_since), village.name`.execute(tx);
    return {
      today,
      stages: STAGES.map((stage) => {
        const total = totals.find((row) => row.stage === stage);
        return {
          stage,
          cases: total?.cases ?? 0,
          since: total?.since ?? null,
          units: rows.filter((row) => row.stage === stage).map(({ stage: _, ...unit }) => unit),
        };
      }),
    };
  });
}
