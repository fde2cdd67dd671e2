import { getAttendance, listPupils, PUPIL_FILTERS, reportAttendance } from '@quanxue/domain/children/attendance.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { newId } from '../basis/ids.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { absenceLeads, longAbsences } from './absence-streaks.ts';
import { addPupil } from './testing-pupil.ts';

let server: TestServer;
let clerk: TestPerson;
let teacher: TestPerson;
let children: string[];
let otherSchool: string;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-08T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  const { villageA, school } = server.units;
  otherSchool = newId(server.clock);
  await server.database.inTransaction(clerk.actor, (tx) =>
    tx
      .insertInto('units')
      .values({
        id: otherSchool,
        kind: 'school',
        code: '5099990002',
        name: '霁溪镇中学',
        parent_id: server.units.township,
        valid_from: '2015-01-01',
      })
      .execute(),
  );
  const add = (name: string, at: string) =>
    addPupil(server, clerk.actor, { name, villageId: villageA, school: at, grade: 5 });
  children = await Promise.all(['甲一', '甲二', '甲三', '甲四'].map((name) => add(name, school)));
  await add('乙一', otherSchool);
  teacher = await server.as('teacher', school);
});
afterAll(() => server?.close());

type Absent = z.input<NonNullable<(typeof reportAttendance)['body']>>['absent'];

/** Reports grade 5 of the first school. */
function report(day: string, absent: Absent, person: Pick<TestPerson, 'send'> = teacher, attendanceId?: string) {
  return person.send(reportAttendance, {
    params: { attendanceId: attendanceId ?? newId(server.clock) },
    body: { schoolId: server.units.school, grade: 5, class: '-', day, absent },
  });
}
const missing = (...which: number[]): Absent => which.map((i) => ({ childId: children[i] ?? '', cause: 'none' }));

describe('a class is reported', () => {
  test('all here but one: the others are present, and a class that nobody reported is not', async () => {
    expect((await report('2022-09-05', missing(0))).answer).toMatchObject({
      enrolled: 4,
      absent: 1,
      correction: false,
    });
    const board = await clerk.ask(getAttendance, { query: { day: '2022-09-05' } });
    expect(board.classes).toMatchObject([
      { school: '霁溪镇小学', enrolled: 4, report: { corrections: 0 }, present: 3, one: 1, withCause: 0 },
      { school: '霁溪镇中学', enrolled: 1, report: null, present: 0 },
    ]);
    expect(board.sum).toMatchObject({ classes: 2, reported: 1, notReported: 1, enrolled: 5, present: 3 });
  });

  test('a second report corrects the first, which stays to be seen', async () => {
    const got = await report('2022-09-05', [
      { childId: children[0] ?? '', cause: 'none' },
      { childId: children[1] ?? '', cause: 'other', note: '家中老人过世' },
    ]);
    expect(got.answer).toMatchObject({ absent: 2, correction: true });
    const list = await teacher.ask(listPupils, {
      query: { day: '2022-09-05', schoolId: server.units.school, grade: 5, class: '-' },
    });
    expect(list.reports.map((each) => each.absent)).toEqual([1, 2]);
    expect(list.pupils.map((each) => [each.name, each.mark, each.note])).toEqual([
      ['甲二', 'other', '家中老人过世'],
      ['甲三', 'present', null],
      ['甲四', 'present', null],
      ['甲一', 'none', null],
    ]);
  });

  test('the same report sent twice is one report', async () => {
    const id = newId(server.clock);
    const first = await report('2022-09-06', missing(0), teacher, id);
    expect((await report('2022-09-06', missing(0), teacher, id)).answer).toEqual(first.answer);
    const { reports } = await teacher.ask(listPupils, {
      query: { day: '2022-09-06', schoolId: server.units.school, grade: 5, class: '-' },
    });
    expect(reports).toHaveLength(1);
  });

  test('a child who came onto the list after the report was not looked for', async () => {
    await addPupil(server, clerk.actor, {
      name: '丙一',
      villageId: server.units.villageA,
      school: otherSchool,
      grade: 5,
    });
    server.clock.set('2022-09-08T03:00:00.000Z');
    const head = await server.as('principal', otherSchool);
    await head.ask(reportAttendance, {
      params: { attendanceId: newId(server.clock) },
      body: { schoolId: otherSchool, grade: 5, class: '-', day: '2022-09-06', absent: [] },
    });
    server.clock.set('2022-09-08T04:00:00.000Z');
    await addPupil(server, clerk.actor, {
      name: '丙二',
      villageId: server.units.villageA,
      school: otherSchool,
      grade: 5,
    });
    const { pupils } = await head.ask(listPupils, { query: { day: '2022-09-06', which: 'not-reported' } });
    expect(pupils.map((each) => each.name)).toEqual(['丙二']);
  });
});

describe('what cannot be reported', () => {
  const stranger = '01830000-0000-7000-8000-00000000dead';
  test.each([
    { problem: 'attendance-future', day: '2022-12-30', absent: [], at: undefined },
    { problem: 'class-unknown', day: '2022-08-01', absent: [], at: undefined },
    { problem: 'pupil-not-in-class', day: '2022-09-06', absent: [{ childId: stranger, cause: 'none' as const }] },
  ])('$problem', async ({ problem, day, absent }) => {
    const got = await teacher.send(reportAttendance, {
      params: { attendanceId: newId(server.clock) },
      body: { schoolId: server.units.school, grade: 5, class: '-', day, absent },
    });
    expect(got.problem.type).toBe(problem);
  });

  test('one child twice; the cause "other" without saying which', async () => {
    expect((await report('2022-09-06', missing(0, 0))).problem.type).toBe('pupil-twice');
    const got = await report('2022-09-06', [{ childId: children[0] ?? '', cause: 'other' }]);
    expect(got.problem.type).toBe('cause-needs-note');
  });
});

describe('who sees and reports what', () => {
  test('a teacher of one school neither sees nor reports the classes of another', async () => {
    const { classes } = await teacher.ask(getAttendance, { query: { day: '2022-09-05' } });
    expect(classes.map((each) => each.school)).toEqual(['霁溪镇小学']);
    const got = await teacher.send(reportAttendance, {
      params: { attendanceId: newId(server.clock) },
      body: { schoolId: otherSchool, grade: 5, class: '-', day: '2022-09-05', absent: [] },
    });
    expect(got.problem.type).toBe('class-unknown');
  });

  test('a village sees its children in the ledger, but no class', async () => {
    const village = await server.as('village', server.units.villageA);
    expect((await village.ask(getAttendance, { query: { day: '2022-09-05' } })).classes).toEqual([]);
    expect((await report('2022-09-05', [], village)).status).toBe(403);
  });

  test('nothing of a report can be changed or deleted', async () => {
    for (const statement of ['update attendance set absent = 0', 'delete from absences', 'delete from attendance']) {
      await expect(server.database.pool.query(statement)).rejects.toThrow('permission denied');
    }
  });
});

describe('days in a row', () => {
  test('Monday, Tuesday and, after a day nobody reported, Thursday make three: the setting is reached', async () => {
    // 5 and 6 September were reported above, the 7th was not.
    await report('2022-09-08', [...missing(0, 2), { childId: children[1] ?? '', cause: 'sick' }]);
    const streaks = await server.database.inTransaction(clerk.actor, (tx) =>
      longAbsences(server.clock, tx, '2022-09-08'),
    );
    expect(streaks).toMatchObject([
      { childId: children[0], days: 3, since: '2022-09-05', last: '2022-09-08', grade: 5 },
    ]);
  });

  test('what the sweep is told stays the same while the run grows, so that it opens one lead', async () => {
    const find = () => server.database.inTransaction(clerk.actor, (tx) => absenceLeads.find(server, tx));
    const [before] = await find();
    expect(before).toMatchObject({ childId: children[0], sourceId: 'absent 2022-09-05', onDay: '2022-09-08' });
    const now = server.clock.now();
    server.clock.set('2022-09-09T01:00:00.000Z');
    teacher = await server.as('teacher', server.units.school);
    await report('2022-09-09', missing(0));
    const [after] = await find();
    expect(after).toMatchObject({ sourceId: before?.sourceId, onDay: '2022-09-09' });
    server.clock.set(now);
  });

  test('every number of the board is the length of the list behind it', async () => {
    const { sum } = await clerk.ask(getAttendance, { query: { day: '2022-09-08' } });
    const counts = new Map<string, number>();
    for (const which of PUPIL_FILTERS) {
      counts.set(which, (await clerk.ask(listPupils, { query: { day: '2022-09-08', which } })).pupils.length);
    }
    expect(Object.fromEntries(counts)).toEqual({
      present: sum.present,
      'with-cause': sum.withCause,
      one: sum.one,
      two: sum.two,
      'three-or-more': sum.threeOrMore,
      'at-threshold': 1,
      'not-reported': sum.notReported,
    });
    expect(sum).toMatchObject({ present: 1, withCause: 1, one: 1, two: 0, threeOrMore: 1 });
  });

  test('a correction that finds a cause ends the run', async () => {
    await report('2022-09-08', [{ childId: children[0] ?? '', cause: 'sick' }, ...missing(2)]);
    const streaks = await server.database.inTransaction(clerk.actor, (tx) =>
      longAbsences(server.clock, tx, '2022-09-08'),
    );
    expect(streaks).toEqual([]);
  });
});
