import { listChildren } from '@quanxue/domain/children/operations.ts';
import {
  addUnit,
  endUnit,
  getUnitTree,
  mergeUnits,
  noteSplit,
  previewMerge,
  renameUnit,
  resolveUnit,
} from '@quanxue/domain/people/units.ts';
import { getTable } from '@quanxue/domain/statistics/table-operations.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChanges, verifyChanges } from '../basis/ledger-events.ts';
import { makeChild } from '../basis/testing-child.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';

/* What happens to units, seen where it counts: in the tables of days before and after. */

const open: TestServer[] = [];
afterAll(() => Promise.all(open.map((each) => each.close())));

const fresh = async () => {
  const own = await testServer();
  open.push(own);
  return { own, office: await own.as('social-affairs') };
};
const village = (own: TestServer, name: string, code: string | null) => ({
  kind: 'village' as const,
  name,
  code,
  parentId: own.units.township,
  fromOn: '2016-01-01',
});

describe('villages merged on 2022-03-01', () => {
  let own: TestServer;
  let office: TestPerson;
  let merged: string;
  const onDay = '2022-03-01';
  beforeAll(async () => {
    ({ own, office } = await fresh());
    const { villageA, villageB, township } = own.units;
    const grid = await office.ask(addUnit, {
      body: { kind: 'grid', name: '第一网格', code: null, parentId: villageA, fromOn: '2016-01-01' },
    });
    for (const [name, villageId] of [
      ['甲', villageA],
      ['乙', grid.id],
      ['丙', villageB],
    ] as const) {
      await makeChild(own, office.actor, { name, villageId });
    }
    const body = {
      predecessorIds: [villageA, villageB],
      successor: { name: '松坝村', code: '509999101201', parentId: township },
      onDay,
    };
    expect(await office.ask(previewMerge, { body })).toMatchObject({
      successor: { unitId: null, name: '松坝村', children: 0 },
      predecessors: [
        { name: '听松坪村', children: 2 },
        { name: '晒书坝村', children: 1 },
      ],
      children: 3,
    });
    merged = (await office.ask(mergeUnits, { body })).id;
  });

  test('a table of 2022-02-28 shows two villages, one of 2022-03-31 shows one, and the totals are equal', async () => {
    const before = await office.ask(getTable, { params: { table: 'b3-1' }, query: { asOf: '2022-02-28' } });
    const after = await office.ask(getTable, { params: { table: 'b3-1' }, query: { asOf: '2022-03-31' } });
    const counted = (table: typeof before) => table.rows.map((row) => [row.name.zh, row.counts.total]);
    expect(counted(before)).toEqual([
      ['晒书坝村', 1],
      ['听松坪村', 2],
    ]);
    expect(counted(after)).toEqual([['松坝村', 3]]);
    expect(after.sum.counts.total).toBe(before.sum.counts.total);
    expect(counted(await office.ask(getTable, { params: { table: 'b3-1' }, query: { asOf: onDay } }))).toEqual([
      ['松坝村', 3],
    ]);
  });

  test('every number of either table opens the list of exactly so many children', async () => {
    for (const asOf of ['2022-02-28', '2022-03-31']) {
      for (const row of (await office.ask(getTable, { params: { table: 'b3-1' }, query: { asOf } })).rows) {
        const query = { asOf, base: 'registered' as const, villageId: row.key ?? '' };
        expect((await office.ask(listChildren, { query })).total, `${row.name.zh} ${asOf}`).toBe(row.counts.total);
      }
    }
  });

  test('the clerk of the new village sees the children of the old ones, whose own clerks see no more than before', async () => {
    const ofNew = await own.as('village', merged);
    const ofOld = await own.as('village', own.units.villageB);
    expect((await ofNew.ask(listChildren)).total).toBe(3);
    expect((await ofOld.ask(listChildren)).total).toBe(1);
    expect(
      (await ofNew.ask(getTable, { params: { table: 'b3-1' }, query: { asOf: '2022-02-28' } })).rows.map(
        (row) => row.name.zh,
      ),
    ).toEqual(['晒书坝村', '听松坪村']);
  });

  test('before the day comes its clerk sees none of them', async () => {
    const ofNew = await own.as('village', merged);
    own.clock.set('2022-02-28T02:00:00.000Z');
    const seen = await own.database.inTransaction(ofNew.actor, (tx) =>
      tx.selectFrom('children').select('id').execute(),
    );
    own.clock.set('2022-09-01T00:30:00.000Z');
    expect(seen).toEqual([]);
  });

  test('the tree shows the old villages until the day, then the new one with the grid that lay in an old one', async () => {
    const tree = async (asOf: string) => (await office.ask(getUnitTree, { query: { asOf } })).units;
    const villages = (units: Awaited<ReturnType<typeof tree>>) =>
      units.filter((unit) => unit.kind === 'village').map((unit) => [unit.name, unit.children]);
    const before = await tree('2022-02-28');
    expect(villages(before)).toEqual([
      ['听松坪村', 2],
      ['晒书坝村', 1],
    ]);
    const after = await tree('2022-03-01');
    expect(villages(after)).toEqual([['松坝村', 3]]);
    expect(after.find((unit) => unit.kind === 'grid')).toMatchObject({ parentId: merged, children: 1 });
    const { units } = await office.ask(getUnitTree, { query: { ended: 'true' } });
    expect(units.find((unit) => unit.id === own.units.villageA)).toMatchObject({
      toOn: '2022-02-28',
      became: { unitId: merged, name: '松坝村', onDay },
    });
  });

  test('an old code leads to the old village on its days and says afterwards what it became', async () => {
    const find = (code: string, on?: string) =>
      office.send(resolveUnit, { query: { kind: 'village', code, ...(on && { on }) } });
    expect((await find('509999101202', '2022-02-28')).answer.name).toBe('晒书坝村');
    const gone = (await find('509999101202')).problem;
    expect(gone.type).toBe('unit-code-merged');
    expect(gone.zh).toContain('已于 2022-03-01 并入“松坝村”');
    expect((await find('509999101201')).answer.name).toBe('松坝村');
    expect((await find('509999101201', '2021-01-01')).answer.name).toBe('听松坪村');
    expect((await find('509999101299')).problem.type).toBe('unit-code-unknown');
  });

  test('the change stands in the chain of each unit, and the chains are whole', async () => {
    const chains = await own.database.inTransaction(office.actor, async (tx) =>
      Promise.all(
        [own.units.villageA, merged].map(async (unitId) => ({
          kinds: (await readChanges(own.keys, tx, unitId)).map((event) => event.kind),
          faults: await verifyChanges(own.keys, tx, unitId),
        })),
      ),
    );
    expect(chains).toEqual([
      { kinds: ['unit-merged'], faults: [] },
      { kinds: ['unit-added', 'unit-took-in'], faults: [] },
    ]);
  });

  test('a merged village can be neither merged again nor given its code to another', async () => {
    const again = await office.send(mergeUnits, {
      body: { predecessorIds: [own.units.villageB], successor: { unitId: merged }, onDay: '2022-04-01' },
    });
    expect(again.problem).toMatchObject({ type: 'unit-already-merged', values: { successor: '松坝村' } });
    const taken = await office.send(addUnit, { body: village(own, '新坝村', '509999101202') });
    expect(taken.problem.type).toBe('unit-code-merged');
    const early = await office.send(endUnit, {
      params: { unitId: merged },
      body: { lastDay: '2022-02-01', note: '误设' },
    });
    expect(early.problem.type).toBe('unit-not-yet');
  });

  test('a chain of mergers is followed as far as the day has come', async () => {
    const far = await office.ask(addUnit, { body: village(own, '远山村', '509999101210') });
    await office.ask(mergeUnits, {
      body: { predecessorIds: [merged], successor: { unitId: far.id }, onDay: '2022-06-01' },
    });
    const on = (day: string) =>
      own.database.inTransaction(office.actor, async (tx) => {
        const { rows } = await sql<{ id: string }>`select unit_on(${own.units.villageA}, ${day}::date) as id`.execute(
          tx,
        );
        return rows[0]?.id;
      });
    expect([await on('2022-02-28'), await on('2022-03-01'), await on('2022-05-31'), await on('2022-06-01')]).toEqual([
      own.units.villageA,
      merged,
      merged,
      far.id,
    ]);
    const before = await office.send(mergeUnits, {
      body: { predecessorIds: [far.id], successor: { unitId: own.units.villageA }, onDay: '2022-02-01' },
    });
    expect(before.problem.type).toBe('unit-took-in-later');
  });
});

describe('a unit that is renamed', () => {
  test('keeps its old name on papers of earlier days', async () => {
    const { own, office } = await fresh();
    const params = { unitId: own.units.villageB };
    await office.ask(renameUnit, {
      params,
      body: { name: '书坝社区', code: '509999101002', fromOn: '2022-05-01', paper: '霁府发〔2022〕12号' },
    });
    const nameOn = async (day: string) => {
      const { units } = await office.ask(getUnitTree, { query: { asOf: day } });
      const unit = units.find((each) => each.id === params.unitId);
      return [unit?.name, unit?.code];
    };
    expect(await nameOn('2022-04-30')).toEqual(['晒书坝村', '509999101202']);
    expect(await nameOn('2022-05-01')).toEqual(['书坝社区', '509999101002']);
    const { rows } = await office.ask(getTable, { params: { table: 'b3-1' }, query: { asOf: '2022-04-30' } });
    expect(rows.map((row) => row.name.zh)).toContain('晒书坝村');
    const { units } = await office.ask(getUnitTree);
    expect(units.find((each) => each.id === params.unitId)?.formerNames).toEqual([
      { name: '晒书坝村', code: '509999101202', until: '2022-04-30' },
    ]);
    const send = (body: { name: string; code: string | null; fromOn: string }) =>
      office.send(renameUnit, { params, body }).then((got) => got.problem.type);
    expect(await send({ name: '书坝社区', code: '509999101002', fromOn: '2022-06-01' })).toBe('unit-same-name');
    expect(await send({ name: '坝社区', code: null, fromOn: '2022-04-01' })).toBe('unit-renamed-later');
    expect(await send({ name: '坝社区', code: null, fromOn: '2023-04-01' })).toBe('rename-in-future');
    expect(await send({ name: '坝社区', code: null, fromOn: '2014-04-01' })).toBe('unit-not-yet');
  });
});

test('a split is noted and moves no child', async () => {
  const { own, office } = await fresh();
  await makeChild(own, office.actor, { name: '甲', villageId: own.units.villageA });
  const part = await office.ask(addUnit, { body: { ...village(own, '松尾村', '509999101230'), fromOn: '2022-05-01' } });
  await office.ask(noteSplit, {
    params: { unitId: own.units.villageA },
    body: { successorIds: [part.id], onDay: '2022-05-01' },
  });
  const { rows } = await office.ask(getTable, { params: { table: 'b3-1' } });
  expect(rows.map((row) => [row.name.zh, row.counts.total])).toEqual([
    ['晒书坝村', 0],
    ['松尾村', 0],
    ['听松坪村', 1],
  ]);
});
