import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { CaseDuty } from '@quanxue/domain/cases/duties.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

/* What the open cases in sight ask for, with the places of their children. The cases must be fresh (`refreshStale`). */

export interface PlacedCaseDuty extends Omit<CaseDuty, 'due'> {
  readonly caseId: string;
  readonly childId: string;
  readonly childName: string;
  /** Where the child lives, else is registered; the school where it learns, else that answers for its village. */
  readonly villageId: string | null;
  readonly schoolId: string | null;
  readonly ownerUnitId: string;
  readonly dueOn: Day;
  readonly dated: boolean;
}

/** Days as the settings have them: until when a duty is told, how long a row without a day has, how late it climbs. */
export interface DutyDays {
  readonly today: Day;
  readonly comingDays: number;
  readonly undatedDays: number;
  readonly escalateDays: number;
}

/**
 * Duties whose day has come near enough. `climbed`: of them only what has reached the county, so that a county reads no
 * more than it shows. `within`: only children of these villages, schools or offices.
 */
export async function readCaseDuties(
  tx: Tx,
  days: DutyDays,
  { climbed, within }: { readonly climbed?: boolean; readonly within?: readonly string[] } = {},
): Promise<PlacedCaseDuty[]> {
  const { rows } = await sql<
    Omit<PlacedCaseDuty, keyof CaseDuty | 'dated'> & { duty: CaseDuty }
  >`select case_id as "caseId", child_id as "childId", name as "childName", village_id as "villageId",
      school_id as "schoolId", owner_unit_id as "ownerUnitId", duty, due_on as "dueOn"
    from ${dutyRows(days, within)}
    where due_on <= ${days.today}::date + ${days.comingDays}::int
      ${climbed ? sql`and (height = 2 or due_on <= ${days.today}::date - ${days.escalateDays}::int * (2 - height))` : sql``}
    order by due_on, case_id`.execute(tx);
  return rows.map(({ duty, ...row }) => {
    const { due, ...rest } = duty;
    return { ...row, ...rest, dated: due !== null };
  });
}

/** How many are late, by place, whose turn and how late; one aggregate, however many cases there are. */
export async function countLateCaseDuties(
  tx: Tx,
  days: DutyDays,
): Promise<
  {
    readonly level: CaseDuty['level'];
    readonly villageId: string | null;
    readonly schoolId: string | null;
    readonly ownerUnitId: string;
    readonly week: number;
    readonly month: number;
    readonly more: number;
    readonly oldest: Day;
  }[]
> {
  const { rows } = await sql<Awaited<ReturnType<typeof countLateCaseDuties>>[number]>`
    select level, village_id as "villageId", school_id as "schoolId", owner_unit_id as "ownerUnitId",
        count(*) filter (where late < 7)::int as week,
        count(*) filter (where late between 7 and 30)::int as month,
        count(*) filter (where late > 30)::int as more,
        min(due_on) as oldest
      from (select *, ${days.today}::date - due_on as late from ${dutyRows(days)}) placed
      where late > 0
      group by level, village_id, school_id, owner_unit_id`.execute(tx);
  return rows;
}

/** One row a duty. `height`: 0 school and village, 1 township, 2 county; a side that the child has not is the township's. */
function dutyRows({ undatedDays }: DutyDays, within?: readonly string[]): RawBuilder<unknown> {
  return sql`(
    with open_cases as materialized (
      select k.id as case_id, k.child_id, k.duties, c.name, c.owner_unit_id
        from cases k join children c on c.id = k.child_id and c.withdrawn_at is null
        where k.open and k.duties <> '[]'
    )
    select o.case_id, o.child_id, o.name, o.owner_unit_id, r.village_id, r.school_id, listed.duty,
        listed.duty ->> 'level' as level,
        coalesce((listed.duty ->> 'due')::date, (listed.duty ->> 'since')::date + ${undatedDays}::int) as due_on,
        case listed.duty ->> 'level'
          when 'county' then 2
          when 'township' then 1
          when 'school' then (r.school_id is null)::int
          else (r.village_id is null)::int
        end as height
      from open_cases o
        left join child_responsibles r on r.child_id = o.child_id
        cross join lateral jsonb_array_elements(o.duties) as listed (duty)
      ${
        within
          ? sql`where r.village_id = any (${within}::uuid[]) or r.school_id = any (${within}::uuid[])
            or o.owner_unit_id = any (${within}::uuid[])`
          : sql``
      }
  ) duties`;
}
