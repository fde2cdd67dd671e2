import { checkEnrolment, getEnrolment, listEnrolmentPupils } from '@quanxue/domain/visits/enrolment.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { newId } from '../basis/ids.ts';
import { addPupil } from '../children/testing-pupil.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { countUnchecked } from './get-enrolment.ts';

let server: TestServer;
let clerk: TestPerson;
let teacher: TestPerson;
const children: string[] = [];
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-05T01:00:00.000Z');
  clerk = await server.as('social-affairs');
  const { villageA, villageB, school } = server.units;
  for (const name of ['甲一', '甲二', '甲三']) {
    children.push(await addPupil(server, clerk.actor, { name, villageId: villageA, school, grade: 5 }));
  }
  await addPupil(server, clerk.actor, { name: '乙一', villageId: villageA, school, grade: 6 });
  // Six years old by 31 August and in no class.
  await addPupil(server, clerk.actor, { name: '丙一', villageId: villageB, birthDate: '2016-05-01' });
  // Too young; and nine years of age: nowhere, but no beginner.
  await addPupil(server, clerk.actor, { name: '丙二', villageId: villageB, birthDate: '2016-09-01' });
  await addPupil(server, clerk.actor, { name: '丙三', villageId: villageB, birthDate: '2013-05-01' });
  await server.as('principal', school);
  teacher = await server.as('teacher', school);
});
afterAll(() => server?.close());

type But = z.input<NonNullable<(typeof checkEnrolment)['body']>>['but'];
const grade5 = () => ({ termOn: '2022-09-01', unitId: server.units.school, grade: 5, class: '-' });
const check = (but: But, more: object = {}, person: Pick<TestPerson, 'send'> = teacher) =>
  person.send(checkEnrolment, {
    params: { checkId: newId(server.clock) },
    body: { ...grade5(), onDay: '2022-09-05', but, ...more },
  });

test('what is not checked stands first, with its owner: classes, and villages with children who should begin', async () => {
  const enrolment = await clerk.ask(getEnrolment);
  expect(enrolment).toMatchObject({ termOn: '2022-09-01', dueOn: '2022-09-05', overdue: false });
  expect(enrolment.classes).toMatchObject([
    {
      unit: '霁溪镇小学',
      kind: 'school',
      grade: 5,
      expected: 3,
      marked: 0,
      owner: { role: 'principal', names: ['测试员'] },
    },
    { unit: '霁溪镇小学', kind: 'school', grade: 6, expected: 1 },
    { unit: '晒书坝村', kind: 'village', grade: 1, expected: 1, owner: { role: 'village', names: [] } },
  ]);
  const { pupils } = await clerk.ask(listEnrolmentPupils, { query: { unitId: server.units.villageB } });
  expect(pupils.map((each) => each.name)).toEqual(['丙一']);
});

test('all arrived but two: one tap marks the others', async () => {
  const got = await check([
    { childId: children[0] ?? '', mark: 'absent' },
    { childId: children[1] ?? '', mark: 'transferred', place: '县城一小' },
  ]);
  expect(got.answer).toMatchObject({ expected: 3, absent: 1, leads: 1, correction: false });
  const { pupils } = await teacher.ask(listEnrolmentPupils, { query: grade5() });
  expect(pupils.map((each) => [each.name, each.mark, each.place])).toEqual([
    ['甲二', 'transferred', '县城一小'],
    ['甲三', 'arrived', null],
    ['甲一', 'absent', null],
  ]);
});

test('a second check corrects the first; one after the due day is told as late', async () => {
  server.clock.set('2022-09-06T01:00:00.000Z');
  teacher = await server.as('teacher', server.units.school);
  clerk = await server.as('social-affairs');
  const got = await check([{ childId: children[1] ?? '', mark: 'leave' }], { onDay: '2022-09-06' });
  expect(got.answer).toMatchObject({ absent: 0, correction: true });
  const enrolment = await clerk.ask(getEnrolment, { query: { unitId: server.units.school } });
  expect(enrolment.overdue).toBe(true);
  expect(enrolment.classes.at(-1)).toMatchObject({ marked: 3, arrived: 2, leave: 1, absent: 0, check: { late: true } });
});

test('whoever vanished from the roll since the opening day is still expected', async () => {
  await server.database.inTransaction(clerk.actor, async (tx) => {
    await tx
      .updateTable('schooling')
      .set({ to_on: '2022-09-04' })
      .where('child_id', '=', children[2] ?? '')
      .execute();
  });
  const { pupils } = await teacher.ask(listEnrolmentPupils, { query: grade5() });
  expect(pupils).toHaveLength(3);
});

test('every number is the length of the list behind it', async () => {
  const { sum } = await clerk.ask(getEnrolment);
  const listed = async (mark: 'arrived' | 'leave' | 'transferred' | 'absent' | 'unmarked') =>
    (await clerk.ask(listEnrolmentPupils, { query: { mark } })).pupils.length;
  expect(await listed('arrived')).toBe(sum.arrived);
  expect(await listed('leave')).toBe(sum.leave);
  expect(await listed('transferred')).toBe(sum.transferred);
  expect(await listed('absent')).toBe(sum.absent);
  expect(await listed('unmarked')).toBe(sum.expected - sum.marked);
  expect(sum).toMatchObject({ classes: 3, done: 1, expected: 5, marked: 3 });
  const open = await server.database.inTransaction(clerk.actor, (tx) => countUnchecked(server.clock, tx));
  expect(open).toEqual({ classes: 2, overdue: true });
});

describe('who checks what', () => {
  test('a village checks its own beginners and sees no class of a school', async () => {
    const village = await server.as('village', server.units.villageB);
    const { classes } = await village.ask(getEnrolment);
    expect(classes).toMatchObject([{ unit: '晒书坝村', kind: 'village' }]);
    const got = await check([], { unitId: server.units.villageB, grade: 1 }, village);
    expect(got.answer).toMatchObject({ expected: 1, absent: 0 });
    expect((await check([], {}, village)).problem.type).toBe('check-class-unknown');
  });

  test('nothing of a check can be changed or deleted', async () => {
    for (const statement of ["update enrolment_marks set mark = 'arrived'", 'delete from enrolment_checks']) {
      await expect(server.database.pool.query(statement)).rejects.toThrow('permission denied');
    }
  });
});

test.each([
  { problem: 'term-unknown', more: { termOn: '2022-09-02' }, but: [] },
  { problem: 'check-day-wrong', more: { onDay: '2022-08-31' }, but: [] },
  { problem: 'check-class-unknown', more: { grade: 7 }, but: [] },
  {
    problem: 'child-not-expected',
    more: {},
    but: [{ childId: '01830000-0000-7000-8000-00000000dead', mark: 'absent' as const }],
  },
])('a check is refused: $problem', async ({ problem, more, but }) => {
  expect((await check(but, more)).problem.type).toBe(problem);
});

test('a transfer needs to say where to', async () => {
  expect((await check([{ childId: children[0] ?? '', mark: 'transferred' }])).problem.type).toBe('place-needed');
});
