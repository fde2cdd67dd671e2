import { type Day, mondayOf } from '@quanxue/domain/basis/plain-date.ts';
import { fold } from '@quanxue/domain/casefile/fold.ts';
import { type TeachingDebt, teachingDebt } from '@quanxue/domain/lessons/debt.ts';
import type { listTeachingDebt, TeacherDebt, TeachingDebtRow } from '@quanxue/domain/lessons/operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { loadCases } from '../cases/load-case.ts';

type Query = z.output<NonNullable<(typeof listTeachingDebt)['query']>>;
type Answer = z.output<NonNullable<(typeof listTeachingDebt)['answer']>>;

/** The children in sight who are taught at home or remotely, with the weeks that are owed, most missing ones first. */
export async function listTheTeachingDebt(house: House, ask: Ask<unknown, Query>): Promise<Answer> {
  const { offset = 0, limit = 50 } = ask.query;
  const rows = await ask.inTransaction((tx) => readTeachingDebt(house, tx, ask.query));
  return { total: rows.length, rows: rows.slice(offset, offset + limit), teachers: byTeacher(rows) };
}

interface Place {
  readonly id: string;
  readonly childName: string;
  readonly village: string | null;
  readonly school: string | null;
}

export async function readTeachingDebt(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  query: Pick<Query, 'mode' | 'schoolId' | 'teacher' | 'week' | 'missing'>,
): Promise<TeachingDebtRow[]> {
  const measures = query.mode ? [`${query.mode}-teaching`] : ['home-teaching', 'remote-teaching'];
  const { rows: places } = await sql<Place>`
    select cases.id, children.name as "childName", village.name as village,
        coalesce(school.name, learning.school_name) as school
      from cases
        join children on children.id = cases.child_id
        left join unit_villages registered on registered.unit_id = children.registered_unit_id
        left join unit_villages residence on residence.unit_id = children.residence_unit_id
        left join units village on village.id = coalesce(residence.village_id, registered.village_id)
        left join schooling learning on learning.child_id = children.id and learning.to_on is null
          and learning.withdrawn_at is null
        left join units school on school.id = learning.school_unit_id
      where children.withdrawn_at is null and cases.open and cases.measure in (${sql.join(measures)})
        ${query.schoolId ? sql`and learning.school_unit_id = ${query.schoolId}` : sql``}`.execute(tx);
  if (places.length === 0) return [];
  const cases = await tx
    .selectFrom('cases')
    .selectAll()
    .where(
      'id',
      'in',
      places.map((each) => each.id),
    )
    .execute();
  const placeOf = new Map(places.map((each) => [each.id, each]));
  const today = house.clock.today();
  const week = query.week && mondayOf(query.week);
  return (await loadCases(house, tx, cases))
    .flatMap((loaded) => {
      const debt = teachingDebt(fold(loaded.file, today));
      const place = placeOf.get(loaded.id);
      return debt && place ? [rowOf(loaded.childId, place, debt, week)] : [];
    })
    .filter(
      (row) =>
        (query.teacher === undefined || row.teacher === query.teacher) &&
        (week === undefined || row.week !== null) &&
        (query.missing === undefined || row.missing > 0),
    )
    .sort(
      (a, b) =>
        b.missing - a.missing || a.childName.localeCompare(b.childName, 'zh') || a.caseId.localeCompare(b.caseId),
    );
}

function rowOf(childId: string, place: Place, debt: TeachingDebt, week: Day | undefined): TeachingDebtRow {
  const { mode, teacher, since, lastOn, owed, held, madeUp, missing, weeks } = debt;
  const asked = weeks.find((each) => each.monday === week);
  return {
    caseId: place.id,
    childId,
    childName: place.childName,
    village: place.village,
    school: place.school,
    mode,
    teacher,
    since,
    lastOn,
    owed,
    held,
    madeUp,
    missing,
    missingWeeks: weeks
      .filter((each) => each.missing)
      .map((each) => each.monday)
      .reverse(),
    week: asked ? { held: asked.held, need: asked.need, madeUp: asked.madeUp } : null,
  };
}

function byTeacher(rows: readonly TeachingDebtRow[]): TeacherDebt[] {
  const sums = new Map<string | null, TeacherDebt>();
  for (const row of rows) {
    const sum = sums.get(row.teacher) ?? { teacher: row.teacher, children: 0, owed: 0, held: 0, madeUp: 0, missing: 0 };
    sums.set(row.teacher, {
      teacher: row.teacher,
      children: sum.children + 1,
      owed: sum.owed + row.owed,
      held: sum.held + row.held,
      madeUp: sum.madeUp + row.madeUp,
      missing: sum.missing + row.missing,
    });
  }
  return [...sums.values()].sort(
    (a, b) => b.missing - a.missing || (a.teacher ?? '').localeCompare(b.teacher ?? '', 'zh'),
  );
}
