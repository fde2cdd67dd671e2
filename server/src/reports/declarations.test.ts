import { countForDeclaration, declareMonth, listDeclarations } from '@quanxue/domain/reports/declaration-operations.ts';
import { concludeLead, reportLead } from '@quanxue/domain/reports/operations.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../basis/ids.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { addListedChild } from './testing.ts';

const START = '2022-10-03T01:00:00.000Z';

let server: TestServer;
let clerk: TestPerson;
let principal: TestPerson;
let villager: TestPerson;
let suspect: string;
beforeAll(async () => {
  server = await testServer();
  // The installation began in September: from then on months are owed.
  await server.as('administrator');
  server.clock.set(START);
  const { units } = server;
  clerk = await server.as('social-affairs');
  principal = await server.as('principal', units.school);
  villager = await server.as('village', units.villageA);
  const at = { residence: units.villageA, school: units.school };
  await addListedChild(server, clerk.actor, { ...at, state: 'here' });
  suspect = await addListedChild(server, clerk.actor, { ...at, state: 'here' });
  await addListedChild(server, clerk.actor, { residence: units.villageA, onList: true });
});
beforeEach(() => server.clock.set(START));
afterAll(() => server?.close());

const declare = (by: TestPerson, unitId: string, body: object, month = '2022-09') =>
  by.send(declareMonth, {
    params: { unitId, month, declarationId: newId(server.clock) },
    body: { enrolled: 2, suspected: 0, dropped: 0, ...body },
  });

const cellOf = async (unitId: string) => {
  const { units } = await clerk.ask(listDeclarations, { query: { month: '2022-09', months: 1 } });
  return units.find((unit) => unit.id === unitId)?.cells[0];
};

test('the form is filled with what the ledgers count, the unverified beside it', async () => {
  const ask = (by: TestPerson, unitId: string) => by.ask(countForDeclaration, { params: { unitId, month: '2022-09' } });
  expect(await ask(principal, server.units.school)).toMatchObject({
    countedOn: '2022-09-30',
    count: { enrolled: 2, suspected: 0, dropped: 0, unverified: 0 },
    declared: false,
  });
  expect((await ask(villager, server.units.villageA)).count).toEqual({
    enrolled: 2,
    suspected: 0,
    dropped: 0,
    unverified: 1,
  });
});

test('silence is no zero: past its day a month is missing, and whose it is is said', async () => {
  server.clock.set('2022-10-06T01:00:00.000Z');
  const later = await server.as('social-affairs');
  const { units, missing } = await later.ask(listDeclarations, { query: { month: '2022-10', months: 3 } });
  expect(missing).toBe(3);
  expect(units.map((unit) => [unit.name, unit.owner, unit.cells.map((cell) => cell.state)])).toEqual([
    ['霁溪镇小学', 'principal', ['not-owed', 'missing', 'ahead']],
    ['听松坪村', 'village', ['not-owed', 'missing', 'ahead']],
    ['晒书坝村', 'village', ['not-owed', 'missing', 'ahead']],
  ]);
});

test('a zero that is not what the ledgers count needs a remark, and so does a correction', async () => {
  const { school } = server.units;
  expect((await declare(principal, school, { enrolled: 3 })).problem.type).toBe('declaration-remark-needed');
  expect((await declare(principal, school, {})).status).toBe(200);
  expect((await declare(principal, school, {})).problem.type).toBe('declaration-remark-needed');
  expect((await declare(principal, school, { enrolled: 3, remark: '一名转入生未录入' })).status).toBe(200);
  const cell = await cellOf(school);
  expect(cell?.declarations.map((each) => [each.enrolled, each.remark])).toEqual([
    [3, '一名转入生未录入'],
    [2, null],
  ]);
  expect(cell?.state).toBe('declared');
});

test.each([
  ['the township for a school', () => declare(clerk, server.units.school, {}), 'not-allowed'],
  ['a village for another', () => declare(villager, server.units.villageB, {}), 'not-found'],
  ['a village for the school', () => declare(villager, server.units.school, {}), 'not-found'],
  ['a month before its 25th', () => declare(villager, server.units.villageA, {}, '2022-10'), 'declaration-too-early'],
] as const)('nobody declares for others or ahead: %s', async (_, attempt, type) => {
  expect((await attempt()).problem.type).toBe(type);
});

test('facts that change after a month was declared are shown against it', async () => {
  const { villageA } = server.units;
  expect((await declare(villager, villageA, {})).status).toBe(200);
  expect((await cellOf(villageA))?.changed).toBe(false);
  const leadId = newId(server.clock);
  await clerk.ask(reportLead, { params: { leadId }, body: { childId: suspect, onDay: '2022-09-20' } });
  await clerk.ask(concludeLead, {
    params: { leadId, eventId: newId(server.clock) },
    body: { outcome: 'confirmed', onDay: '2022-09-28', why: '入户查实' },
  });
  const cell = await cellOf(villageA);
  expect(cell).toMatchObject({ changed: true, now: { enrolled: 1, dropped: 1 } });
  expect(cell?.declarations[0]).toMatchObject({ enrolled: 2, dropped: 0 });
});

test('a school counts a child of that day also after it has moved out of its sight', async () => {
  const { school, villageB } = server.units;
  const other = newId(server.clock);
  await server.database.inTransaction(null, (tx) =>
    tx
      .insertInto('units')
      .values({
        id: other,
        kind: 'school',
        code: '5099990002',
        name: '邻校',
        parent_id: server.units.township,
        valid_from: '2015-01-01',
      })
      .execute(),
  );
  const childId = await addListedChild(server, clerk.actor, { residence: villageB, school, state: 'here' });
  const count = async () =>
    (await principal.ask(countForDeclaration, { params: { unitId: school, month: '2022-09' } })).count;
  const before = (await count()).enrolled;
  await server.database.inTransaction(clerk.actor, async (tx) => {
    await tx.updateTable('schooling').set({ to_on: '2022-10-01' }).where('child_id', '=', childId).execute();
    await tx.updateTable('children').set({ school_unit_id: other }).where('id', '=', childId).execute();
  });
  expect((await count()).enrolled).toBe(before);
});
