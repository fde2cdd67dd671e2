import type { reportAttendance } from '@quanxue/domain/children/attendance.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { absencePlace } from './list-pupils.ts';
import { problems } from './problems.ts';
import { readPupils } from './read-pupils.ts';

type Params = z.output<NonNullable<(typeof reportAttendance)['params']>>;
type Body = z.output<NonNullable<(typeof reportAttendance)['body']>>;
type Answer = z.output<NonNullable<(typeof reportAttendance)['answer']>>;

/**
 * "All here but …": one report of one class and day. A second one corrects the first, which stays to be seen.
 * @throws Problem `attendance-future`, `class-unknown`, `pupil-not-in-class`, `pupil-twice`, `cause-needs-note`.
 */
export async function reportTheAttendance(house: House, ask: Ask<Params, unknown, Body>): Promise<Answer> {
  const { attendanceId } = ask.params;
  const { body } = ask;
  if (body.day > house.clock.today()) throw problems.attendanceFuture({ day: body.day });
  return ask.inTransaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`attendance ${body.schoolId} ${body.grade} ${body.class}`}, 0))`.execute(
      tx,
    );
    const known = await tx.selectFrom('attendance').selectAll().where('id', '=', attendanceId).executeTakeFirst();
    if (known) {
      return { attendanceId, enrolled: known.enrolled, absent: known.absent, correction: known.version > 1 };
    }
    const pupils = await readPupils(tx, body.day, body);
    if (pupils.length === 0) throw problems.classUnknown();
    refuseWrong(body, new Map(pupils.map((pupil) => [pupil.childId, pupil.name])));
    const { version } = await tx
      .selectFrom('attendance')
      .select((eb) => eb.fn.coalesce(eb.fn.max('version'), sql<number>`0`).as('version'))
      .where('school_unit_id', '=', body.schoolId)
      .where('grade', '=', body.grade)
      .where('class', '=', body.class)
      .where('on_day', '=', body.day)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('attendance')
      .values({
        id: attendanceId,
        school_unit_id: body.schoolId,
        grade: body.grade,
        class: body.class,
        on_day: body.day,
        version: version + 1,
        enrolled: pupils.length,
        absent: body.absent.length,
        reported_at: house.clock.now(),
        reported_by: ask.actor.accountId,
        post_id: ask.post.id,
      })
      .execute();
    await writeAbsences(house, tx, attendanceId, body.absent);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'reportAttendance',
      requestId: ask.requestId,
      what: { attendanceId, schoolId: body.schoolId, day: body.day, version: version + 1, absent: body.absent.length },
    });
    return { attendanceId, enrolled: pupils.length, absent: body.absent.length, correction: version > 0 };
  });
}

function refuseWrong(body: Body, names: ReadonlyMap<string, string>): void {
  const seen = new Set<string>();
  for (const each of body.absent) {
    const name = names.get(each.childId);
    if (name === undefined) throw problems.pupilNotInClass({ childId: each.childId });
    if (seen.has(each.childId)) throw problems.pupilTwice({ name });
    if (each.cause === 'other' && !each.note) throw problems.causeNeedsNote({ name });
    seen.add(each.childId);
  }
}

async function writeAbsences(house: House, tx: Tx, attendanceId: string, absent: Body['absent']): Promise<void> {
  if (absent.length === 0) return;
  const keys = await house.keys.ofChildren(
    tx,
    absent.flatMap((each) => (each.note ? [each.childId] : [])),
  );
  await tx
    .insertInto('absences')
    .values(
      absent.map(({ childId, cause, note }) => {
        const key = note ? keys.get(childId) : undefined;
        return {
          attendance_id: attendanceId,
          child_id: childId,
          cause,
          sealed: key ? key.seal({ note }, absencePlace(attendanceId, childId)) : null,
          data_key_id: key?.id ?? null,
        };
      }),
    )
    .execute();
}
