import {
  confirmImport,
  getChild,
  getImport,
  listChildren,
  listImports,
  undoImport,
  unmaskChild,
} from '@quanxue/domain/children/operations.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChanges } from '../basis/ledger-events.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { readBatch } from './import-batch.ts';
import type { Imports } from './imports.ts';
import { settled } from './read-imports.ts';
import { citizenNumber, previewed, rowsOf, settledImport, workbook } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

const HEADS = ['姓名', '公民身份号码', '村（社区）', '组', '监护人姓名', '监护人电话', '家庭类别'];
const child = (name: string, birth: string, sequence: number, village = '听松坪村') => [
  name,
  citizenNumber(birth, sequence),
  village,
  '2组',
  `${name.slice(0, 1)}大山`,
  '19900001234',
  '脱贫户',
];
const POPULATION = [
  HEADS,
  child('秦晓岚', '2010-05-06', 12),
  child('向远舟', '2011-07-08', 11),
  child('冉小满', '2012-01-02', 24, '鹿回湾村'),
];
const ROLL_HEADS = ['学生姓名', '身份证件号', '学校名称', '年级', '班级', '学生状态', '全国学籍号'];
const pupil = (name: string, birth: string, sequence: number, school: string, grade: string, state = '在读') => [
  name,
  citizenNumber(birth, sequence),
  school,
  grade,
  '2班',
  state,
  `G${citizenNumber(birth, sequence)}`,
];

async function confirm(importId: string) {
  await clerk.ask(confirmImport, { params: { importId } });
  return settledImport(clerk, importId);
}

describe('two lists, one after the other', () => {
  let populationId = '';
  let rollId = '';
  let againId = '';

  test('a preview says what will be added, and writes nothing', async () => {
    const batch = await previewed(clerk, 'population', await workbook(POPULATION), '复核名单.xlsx');
    populationId = batch.id;
    expect(batch).toMatchObject({ state: 'preview', problem: null, counts: { rows: 3, added: 3, bad: 0, gone: 0 } });
    expect(batch.newUnits).toEqual([{ kind: 'village', name: '鹿回湾村', code: null }]);
    const rows = await rowsOf(clerk, batch.id, 'added');
    expect(rows.map((row) => row.name)).toEqual(['秦晓岚', '向远舟', '冉小满']);
    const numbers = rows[0]?.changes.find((change) => change.field === 'citizenId');
    expect(numbers).toMatchObject({ before: null, after: expect.stringMatching(/^509999\*{8}\d{3}[\dX]$/) });
    expect((await clerk.ask(listChildren, {})).total).toBe(0);
    const { units } = await clerk.ask(listUnits);
    expect(units.map((unit) => unit.name)).not.toContain('鹿回湾村');
  });

  test('confirmed, the children stand in the ledger with their village, and nobody knows where they learn', async () => {
    expect(await confirm(populationId)).toMatchObject({ state: 'confirmed', undoable: true });
    const { total, children } = await clerk.ask(listChildren, { query: { unexplained: 'true' } });
    expect(total).toBe(3);
    // In the order of pinyin: qin, ran, xiang.
    expect(children.map((row) => row.name)).toEqual(['秦晓岚', '冉小满', '向远舟']);
    expect(children[1]).toMatchObject({
      registeredVillage: '鹿回湾村',
      schooling: null,
      households: ['registered-poor'],
    });
  });

  test('the roll explains those who are on it', async () => {
    const roll = await workbook([
      ROLL_HEADS,
      pupil('秦晓岚', '2010-05-06', 12, '霁溪镇小学', '六年级'),
      pupil('向远舟', '2011-07-08', 11, '澜浦市枕石小学', '五年级'),
      pupil('文外来', '2011-03-03', 13, '霁溪镇小学', '五年级', '休学'),
    ]);
    const batch = await previewed(clerk, 'roll', roll, '学籍.xlsx');
    rollId = batch.id;
    expect(batch).toMatchObject({ state: 'preview', counts: { rows: 3, added: 1, changed: 2 } });
    await confirm(batch.id);
    const unexplained = await clerk.ask(listChildren, { query: { unexplained: 'true' } });
    expect(unexplained.children.map((row) => row.name)).toEqual(['冉小满']);
    const { children } = await clerk.ask(listChildren, {});
    expect(Object.fromEntries(children.map((row) => [row.name, row.schooling?.state]))).toEqual({
      秦晓岚: 'here',
      向远舟: 'out-of-county',
      文外来: 'leave',
      冉小满: undefined,
    });
    expect(children.find((row) => row.name === '秦晓岚')?.schooling).toMatchObject({
      school: '霁溪镇小学',
      schoolId: server.units.school,
      grade: 6,
      class: '2班',
      fromOn: '2022-09-01',
    });
  });

  test('the same lists again change nothing', async () => {
    const batch = await previewed(clerk, 'population', await workbook(POPULATION), '复核名单.xlsx');
    expect(batch.counts).toMatchObject({ rows: 3, same: 3, added: 0, changed: 0, gone: 0 });
    againId = batch.id;
    await confirm(batch.id);
    expect((await clerk.ask(listChildren, {})).total).toBe(4);
  });

  test('whoever looked while the list was being written does not take it for interrupted once it is', async () => {
    const state = await server.database.inTransaction(clerk.actor, async (tx) => {
      const written = await readBatch(tx, againId);
      const ended = { work: { isRunning: () => false } } as unknown as Imports;
      return (await settled(ended, tx, { ...written, state: 'committing' })).state;
    });
    expect(state).toBe('confirmed');
    expect(await clerk.ask(getImport, { params: { importId: againId } })).toMatchObject({ state: 'confirmed' });
  });

  test('a child is found by part of the name, by the last four digits and by the whole number', async () => {
    const number = citizenNumber('2010-05-06', 12);
    for (const q of ['晓岚', number.slice(-4), number, number.toLowerCase()]) {
      const { children } = await clerk.ask(listChildren, { query: { q } });
      expect(
        children.map((row) => row.name),
        q,
      ).toContain('秦晓岚');
    }
    expect((await clerk.ask(listChildren, { query: { q: '%' } })).total).toBe(0);
  });

  test('one child shows masked facts, its sources, and full numbers only against a reason that is kept', async () => {
    const { children } = await clerk.ask(listChildren, { query: { q: '秦晓岚' } });
    const childId = children[0]?.id ?? '';
    const detail = await clerk.ask(getChild, { params: { childId } });
    expect(detail.guardians).toEqual([{ name: '秦大山', relation: null, phoneMasked: '199****1234' }]);
    expect(detail.sources.map((source) => [source.fileName, source.row])).toEqual(
      expect.arrayContaining([
        ['学籍.xlsx', 2],
        ['复核名单.xlsx', 2],
      ]),
    );
    expect(JSON.stringify(detail)).not.toContain(citizenNumber('2010-05-06', 12));
    const full = await clerk.ask(unmaskChild, { params: { childId }, body: { reason: '核对户口簿' } });
    expect(full.citizenId).toBe(citizenNumber('2010-05-06', 12));
    const trail = await server.database.inTransaction(clerk.actor, (tx) =>
      tx.selectFrom('audit').selectAll().where('operation', '=', 'unmaskChild').execute(),
    );
    expect(trail).toMatchObject([{ child_id: childId, what: { reason: '核对户口簿' } }]);
  });

  test('what a later list stands on cannot be undone first', async () => {
    const got = await clerk.send(undoImport, { params: { importId: populationId } });
    expect(got.problem).toMatchObject({ type: 'import-not-undoable' });
    const listed = (await clerk.ask(listImports)).imports;
    expect(listed.find((batch) => batch.id === populationId)?.undoable).toBe(false);
  });

  test('the roll is undone as one batch: its pupil is gone from the ledger, the others are unexplained again', async () => {
    await clerk.ask(undoImport, { params: { importId: againId } });
    expect(await clerk.ask(undoImport, { params: { importId: rollId } })).toMatchObject({ state: 'undone' });
    const { children } = await clerk.ask(listChildren, {});
    expect(children.map((row) => [row.name, row.schooling])).toEqual([
      ['秦晓岚', null],
      ['冉小满', null],
      ['向远舟', null],
    ]);
  });

  test('then the population list is undone, and importing it again brings the same children back', async () => {
    const before = (await clerk.ask(listChildren, {})).children.map((row) => row.id).sort();
    expect(await clerk.ask(undoImport, { params: { importId: populationId } })).toMatchObject({ state: 'undone' });
    expect((await clerk.ask(listChildren, {})).total).toBe(0);
    expect((await clerk.ask(listUnits)).units.map((unit) => unit.name)).not.toContain('鹿回湾村');
    const batch = await previewed(clerk, 'population', await workbook(POPULATION));
    expect(batch.counts).toMatchObject({ added: 3 });
    await confirm(batch.id);
    const { children } = await clerk.ask(listChildren, {});
    expect(children.map((row) => row.id).sort()).toEqual(before);
    expect(children.map((row) => row.registeredVillage)).toEqual(['听松坪村', '鹿回湾村', '听松坪村']);
  });

  test('every change of a child is an unbroken chain', async () => {
    const { children } = await clerk.ask(listChildren, {});
    await server.database.inTransaction(clerk.actor, async (tx) => {
      for (const { id } of children) expect(await verifyChanges(server.keys, tx, id)).toEqual([]);
      const events = await tx
        .selectFrom('ledger_events')
        .select('kind')
        .where('child_id', '=', children[0]?.id ?? '')
        .orderBy('position')
        .execute();
      expect(events.map((event) => event.kind)).toEqual([
        'child-added',
        'child-changed',
        'child-restored',
        'child-withdrawn',
        'child-added',
      ]);
    });
  });
});
