import { addChild, setSchooling } from '@quanxue/domain/children/ledger-operations.ts';
import { getChild } from '@quanxue/domain/children/operations.ts';
import { confirmRollOver, previewRollOver, undoRollOver } from '@quanxue/domain/children/roll-over-operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChanges } from '../basis/ledger-events.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';

let server: TestServer;
let clerk: TestPerson;
const ids: Record<string, string> = {};

beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-03-01T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  const add = async (name: string, birthDate: string, schooling?: Record<string, unknown>) => {
    const { villageA: registeredUnitId, school: schoolId } = server.units;
    const basis = { kind: 'reason', text: '开学核实在校', on: '2022-02-20' };
    const { id } = await clerk.ask(addChild, {
      body: {
        name,
        birthDate,
        registeredUnitId,
        ...(schooling && {
          schooling: { fromOn: '2021-09-01', state: 'here', schoolId, basis, ...schooling } as never,
        }),
      },
    });
    ids[name] = id;
  };
  await add('一年级', '2014-10-01', { grade: 1, class: '2班', marks: ['boarding'] });
  await add('六年级', '2009-10-01', { grade: 6 });
  const middle = { state: 'county', schoolId: null, schoolName: '雾屏县初级中学' };
  await add('九年级甲', '2006-10-01', { ...middle, grade: 9 });
  await add('九年级乙', '2006-11-01', { ...middle, grade: 9 });
  await add('休学者', '2010-10-01', { state: 'leave', grade: 5, untilOn: '2022-10-31' });
  await add('六周岁', '2016-08-31');
  await add('未满六周岁', '2016-09-01');
  await add('超龄者', '2006-08-30', { ...middle, grade: 8 });
  await comeBackAt('2022-08-31T02:00:00.000Z');
});
afterAll(() => server?.close());

/** Sessions end in the meantime. */
async function comeBackAt(instant: string) {
  server.clock.set(instant);
  clerk = await server.as('social-affairs');
}

const preview = (query = {}) => clerk.ask(previewRollOver, { params: { schoolYear: 2022 }, query });
const now = async (name: string) => {
  const { history } = await clerk.ask(getChild, { params: { childId: ids[name] ?? '' } });
  const [line] = history.filter((each) => !each.withdrawn);
  return line ? `${line.state} ${line.grade ?? '-'} ${line.class ?? '-'} ${line.fromOn}` : 'none';
};

test('the preview tells each group by name and number, writes nothing, and waits for 1 September', async () => {
  const all = await preview();
  expect(all.counts).toMatchObject({
    promoted: 2,
    'school-ends': 1,
    graduates: 2,
    waiting: 1,
    entering: 1,
    'over-age': 0,
  });
  expect(all.rows.map((row) => `${row.name} ${row.after?.state} ${row.after?.grade ?? '-'}`)).toEqual([
    '超龄者 county 9',
    '九年级甲 unknown -',
    '九年级乙 unknown -',
    '六年级 unknown -',
    '一年级 here 2',
  ]);
  // Six years by 31 August, that day included; a day younger waits a year.
  expect((await preview({ group: 'entering' })).rows.map((row) => row.name)).toEqual(['六周岁']);
  expect(await now('一年级')).toBe('here 1 2班 2021-09-01');
  const early = await clerk.send(confirmRollOver, {
    params: { schoolYear: 2022 },
    body: { fingerprint: all.fingerprint },
  });
  expect(early.problem.type).toBe('roll-over-early');
});

test('confirmed with the list of certificates: grades up, graduates out, who is named without stays open', async () => {
  await comeBackAt('2022-09-10T02:00:00.000Z');
  const { fingerprint } = await preview();
  const other = await clerk.send(confirmRollOver, { params: { schoolYear: 2022 }, body: { fingerprint: 'x' } });
  expect(other.problem.type).toBe('roll-over-changed');
  const paper = { kind: 'paper' as const, title: '2022年初中毕业证书发放名册', on: '2022-07-05' };
  const batch = await clerk.ask(confirmRollOver, {
    params: { schoolYear: 2022 },
    body: { fingerprint, graduates: { paper, except: [ids.九年级乙 ?? ''] } },
  });
  expect(batch).toMatchObject({ schoolYear: 2022, undone: false, undoable: true });
  expect(await now('一年级')).toBe('here 2 2班 2022-09-01');
  expect(await now('六年级')).toBe('unknown - - 2022-09-01');
  expect(await now('九年级甲')).toBe('completed 9 - 2022-09-01');
  expect(await now('九年级乙')).toBe('unknown - - 2022-09-01');
  expect(await now('休学者')).toBe('leave 5 - 2021-09-01');
  expect(await now('六周岁')).toBe('none');
  const { history } = await clerk.ask(getChild, { params: { childId: ids.一年级 ?? '' } });
  expect(history).toMatchObject([
    { grade: 2, marks: ['boarding'], basis: { kind: 'roll-over' } },
    { grade: 1, toOn: '2022-08-31' },
  ]);
  const again = await preview();
  expect(again.counts).toMatchObject({ promoted: 0, graduates: 0, 'new-year-known': 5 });
});

test('undone as a whole, all stand as before; with something later on a line, not any more', async () => {
  const [batch] = (await preview()).batches;
  const undone = await clerk.ask(undoRollOver, { params: { rollOverId: batch?.id ?? '' } });
  expect(undone).toMatchObject({ undone: true, undoable: false });
  expect(await now('一年级')).toBe('here 1 2班 2021-09-01');
  expect(await now('九年级甲')).toBe('county 9 - 2021-09-01');
  expect((await clerk.send(undoRollOver, { params: { rollOverId: batch?.id ?? '' } })).problem.type).toBe(
    'roll-over-undone',
  );
  const { fingerprint } = await preview();
  const second = await clerk.ask(confirmRollOver, { params: { schoolYear: 2022 }, body: { fingerprint } });
  await clerk.ask(setSchooling, {
    params: { childId: ids.六年级 ?? '' },
    body: {
      state: 'county',
      schoolName: '雾屏县初级中学',
      grade: 7,
      fromOn: '2022-09-05',
      basis: { kind: 'paper', title: '录取通知书', on: '2022-08-20' },
    },
  });
  const got = await clerk.send(undoRollOver, { params: { rollOverId: second.id } });
  expect(got.problem).toMatchObject({ type: 'roll-over-stands', values: { count: 1 } });
  expect((await preview()).batches[0]).toMatchObject({ undoable: false });
  for (const childId of Object.values(ids)) {
    const faults = await server.database.inTransaction(clerk.actor, (tx) => verifyChanges(server.keys, tx, childId));
    expect(faults).toEqual([]);
  }
});
