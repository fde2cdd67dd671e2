import { explainDifference } from '@quanxue/domain/children/closing-operations.ts';
import {
  compareLists,
  getReconciliation,
  listCompared,
  listReconciled,
} from '@quanxue/domain/children/comparison-operations.ts';
import { COMPARISON_WORDS, COMPARISONS, type Comparison, sumOfSide } from '@quanxue/domain/children/comparisons.ts';
import { setSchooling } from '@quanxue/domain/children/ledger-operations.ts';
import { listChildren, undoImport } from '@quanxue/domain/children/operations.ts';
import { PAIRS } from '@quanxue/domain/children/reconciliation.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../basis/ids.ts';
import { makeActor, makeClient } from '../basis/testing.ts';
import { type Client, type TestPerson, type TestServer, testServer } from '../testing.ts';
import { citizenNumber, confirmed, previewed, workbook } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;

const number = Object.fromEntries(
  ['安在校', '柏无学籍', '岑辍学', '邓休学', '鄂迁走', '樊外来', '葛缺席', '贺别班'].map((name, index) => [
    name,
    citizenNumber(`2012-03-${String(10 + index)}`, 11 + index),
  ]),
);
const of = (name: string) => number[name] ?? '';
const WRONG = of('安在校').slice(0, -1) + (of('安在校').endsWith('1') ? '2' : '1');
const STRANGER = citizenNumber('2012-08-08', 31);

async function bring(
  kind: Parameters<typeof previewed>[1],
  rows: (string | null)[][],
  sender?: string,
  who: Client = clerk,
) {
  const batch = await previewed(who, kind, await workbook(rows), `${kind}.xlsx`, sender);
  expect(await confirmed(who, batch.id)).toMatchObject({ state: 'confirmed' });
  return batch.id;
}

async function idOf(name: string): Promise<string> {
  const { children } = await clerk.ask(listChildren, { query: { q: name } });
  return children[0]?.id ?? '';
}

async function compare(comparison: Comparison, who: Client = clerk) {
  return who.ask(compareLists, { params: { comparison } });
}

/** Who is in each group of a comparison. */
async function names(comparison: Comparison, who: Client = clerk): Promise<Record<string, string[]>> {
  const { sum } = await compare(comparison, who);
  const found: Record<string, string[]> = {};
  for (const { key } of COMPARISON_WORDS[comparison].groups) {
    const { total, children } = await who.ask(listCompared, { params: { comparison }, query: { group: key } });
    expect(total, `${comparison} ${key}: the number is the length of its list`).toBe(sum[key] ?? 0);
    if (total > 0) found[key] = children.map((child) => child.name);
  }
  return found;
}

/** By hand, with a reason; `dropped-out` as a confirmed lead leaves it. */
async function record(name: string, state: 'dropped-out' | 'leave' | 'left', text: string) {
  const childId = await idOf(name);
  if (state !== 'dropped-out') {
    const basis = { kind: 'reason', text, on: '2022-09-01' } as const;
    return clerk.ask(setSchooling, { params: { childId }, body: { state, fromOn: '2022-09-01', basis } });
  }
  return server.database.inTransaction(clerk.actor, (tx) =>
    tx
      .insertInto('schooling')
      .values({
        id: newId(server.clock),
        child_id: childId,
        state,
        from_on: '2022-09-01',
        marks: [],
        recorded_at: server.clock.now(),
        recorded_by: clerk.actor.accountId,
      })
      .execute(),
  );
}

beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

test('before any list is here, each comparison says which list to bring and counts nobody', async () => {
  for (const comparison of COMPARISONS) {
    const answer = await compare(comparison);
    expect(answer.missing).toEqual(
      COMPARISON_WORDS[comparison].needs.filter((kind) => comparison !== 'roll-class' || kind !== 'roll'),
    );
    expect(answer.places).toEqual([]);
  }
});

describe('with the lists of a township', () => {
  beforeAll(async () => {
    const heads = ['姓名', '身份证号', '户籍村'];
    await bring('population', [
      heads,
      ...['安在校', '柏无学籍', '岑辍学', '邓休学', '葛缺席'].map((name) => [name, of(name), '听松坪村']),
      ...['鄂迁走', '贺别班'].map((name) => [name, of(name), '晒书坝村']),
      ['坏行', WRONG, '晒书坝村'],
    ]);
    await bring('roll', [
      ['姓名', '身份证号', '学校', '年级', '班级'],
      ...['安在校', '樊外来', '葛缺席', '贺别班'].map((name) => [name, of(name), '霁溪镇小学', '四年级', '1班']),
    ]);
    await record('岑辍学', 'dropped-out', '随亲戚外出务工，电话核实');
    await record('邓休学', 'leave', '生病住院，校方告知');
    await record('鄂迁走', 'left', '全家迁往外省，户口已注销');
    await bring('in-class', [
      ['学校名称', '年级', '班级', '学生姓名', '身份证号', '是否在校'],
      ['霁溪镇小学', '四年级', '1班', '安在校', of('安在校'), '是'],
      ['霁溪镇小学', '四年级', '1班', '樊外来', of('樊外来'), '是'],
      ['霁溪镇小学', '四年级', '1班', '贺别班', of('贺别班'), '否'],
      ['霁溪镇小学', '四年级', '1班', '柏无学籍', of('柏无学籍'), '是'],
      ['霁溪镇小学', '四年级', '1班', '生面孔', STRANGER, '是'],
      ['霁溪镇小学', '四年级', '1班', null, citizenNumber('2012-08-09', 35), '是'],
    ]);
    await bring('households', [
      ['姓名', '身份证号码', '户类型', '识别时间'],
      ['岑辍学', of('岑辍学'), '低保户', '2022-01-01'],
      ['安在校', of('安在校'), '低保户', '2022-01-01'],
      ['生面孔', STRANGER, '低保户', '2022-01-01'],
    ]);
  });

  test('population × roll: who is on no roll and of whom nothing is known, who comes from outside', async () => {
    expect(await names('population-roll')).toEqual({
      'in-school': ['安在校', '葛缺席', '贺别班'],
      'not-in-school': ['柏无学籍'],
      'dropped-out': ['岑辍学'],
      excused: ['邓休学'],
      gone: ['鄂迁走'],
      outsiders: ['樊外来'],
      'population-rows': ['坏行'],
    });
  });

  test('roll × in class: absent, told absent, in class without a place on the roll, unknown', async () => {
    expect(await names('roll-class')).toEqual({
      'in-class': ['安在校', '樊外来'],
      'told-absent': ['贺别班'],
      absent: ['葛缺席'],
      'not-on-roll': ['柏无学籍'],
      'class-rows': ['生面孔'],
      'waiting-rows': [''],
    });
    const { places } = await compare('roll-class');
    expect(places.map((each) => each.placeId)).toEqual([server.units.school, null]);
  });

  test('out of school × household lists: those of poor households first, and who was never on the ledger', async () => {
    expect(await names('dropouts-households')).toEqual({
      'poor-and-out': ['岑辍学'],
      'out-only': ['柏无学籍', '邓休学'],
      'in-school': ['安在校'],
      'household-rows': ['生面孔'],
    });
  });

  test('a row without a child is listed with its number masked and leads to its import', async () => {
    const { children } = await clerk.ask(listCompared, {
      params: { comparison: 'roll-class' },
      query: { group: 'class-rows' },
    });
    expect(children).toMatchObject([
      {
        childId: null,
        name: '生面孔',
        birthDate: '2012-08-08',
        citizenIdMasked: `509999********${STRANGER.slice(-4)}`,
        row: 6,
      },
    ]);
    expect(children[0]?.importId).toMatch(/-/);
  });

  test('the platform’s list, given by the county, is compared in the township: of other townships nothing is seen', async () => {
    const county = await server.as('county-committee', server.units.county);
    const importId = await bring(
      'suspected',
      [
        ['姓名', '身份证号', '学籍学校'],
        ['安在校', of('安在校'), '霁溪镇小学'],
        ['柏无学籍', of('柏无学籍'), '霁溪镇小学'],
        ['生面孔', STRANGER, '霁溪镇小学'],
        ['别镇人', citizenNumber('2012-09-09', 33), null],
      ],
      '全国平台',
      county,
    );
    const seen = { 'listed-in-school': ['安在校'], 'listed-otherwise': ['柏无学籍'], 'not-listed': ['岑辍学'] };
    expect(await names('platform-ledger', county)).toEqual({ ...seen, 'platform-rows': ['别镇人', '生面孔'] });
    expect(await names('platform-ledger')).toEqual({ ...seen, 'platform-rows': ['生面孔'] });
    const { children } = await clerk.ask(listCompared, {
      params: { comparison: 'platform-ledger' },
      query: { group: 'platform-rows' },
    });
    expect(children).toMatchObject([{ citizenIdMasked: null, importId: null }]);
    await county.ask(undoImport, { params: { importId } });
    expect((await compare('platform-ledger', county)).missing).toEqual(['suspected']);
    expect((await compare('platform-ledger')).places).toEqual([]);
  });

  test.each(COMPARISONS)(
    '%s: the left list less those only on it, plus those only on the right, is the right list',
    async (comparison) => {
      const { left, right, sum, places, missing } = await compare(comparison);
      if (missing.length > 0) return expect(sum).toEqual({});
      const side = (which: 'both' | 'left' | 'right') => sumOfSide(comparison, which, sum);
      expect(left).toBeGreaterThan(0);
      expect(side('both') + side('left')).toBe(left);
      expect(left - side('left') + side('right')).toBe(right);
      for (const { placeId, counts } of places) {
        for (const [group, count] of Object.entries(counts)) {
          const query = placeId ? { group, placeId } : { group, noPlace: 'true' as const };
          expect((await clerk.ask(listCompared, { params: { comparison }, query })).total).toBe(count);
        }
      }
    },
  );

  test('a newer list of the same sender takes the place of the older, and taken back gives way to it again', async () => {
    const importId = await bring('in-class', [
      ['学校名称', '年级', '班级', '学生姓名', '身份证号'],
      ...['安在校', '樊外来', '葛缺席', '贺别班'].map((name) => ['霁溪镇小学', '四年级', '1班', name, of(name)]),
    ]);
    expect(await names('roll-class')).toEqual({ 'in-class': ['安在校', '樊外来', '葛缺席', '贺别班'] });
    await clerk.ask(undoImport, { params: { importId } });
    expect((await names('roll-class')).absent).toEqual(['葛缺席']);
  });

  describe('the sheet of counts', () => {
    const sheet = (unitId?: string) => clerk.ask(getReconciliation, { query: { unitId } });

    test.each(['township', 'villageA', 'villageB'] as const)(
      'of the %s: the one count less those only in it, plus those only in the other, is the other; each number has its children',
      async (unit) => {
        const unitId = server.units[unit];
        const { pairs } = await sheet(unitId);
        expect(pairs.map((each) => each.pair)).toEqual(PAIRS);
        for (const { pair, a, b, common, differences } of pairs) {
          const only = (side: 'a' | 'b') =>
            differences.filter((each) => each.only === side).reduce((sum, { count }) => sum + count, 0);
          expect(a - only('a') + only('b')).toBe(b);
          expect(common + only('a')).toBe(a);
          for (const { only, reason, count } of differences) {
            const { total, children } = await clerk.ask(listReconciled, { query: { unitId, pair, only, reason } });
            expect([total, children.length]).toEqual([count, count]);
          }
        }
      },
    );

    test('tells each difference by its reason, down to the child', async () => {
      const { counts, pairs, villages } = await sheet();
      expect(counts).toEqual({ population: 7, ledger: 6, education: 4 });
      expect(villages.map(({ population, ledger, education }) => [population, ledger, education])).toEqual([
        [2, 1, 1],
        [5, 5, 2],
      ]);
      expect(pairs[0]?.differences).toEqual([{ only: 'a', reason: 'explained', count: 1 }]);
      expect(pairs[1]?.differences).toEqual([
        { only: 'a', reason: 'not-enrolled', count: 3 },
        { only: 'b', reason: 'no-village', count: 1 },
      ]);
      const { children } = await clerk.ask(listReconciled, {
        query: { pair: 'population-ledger', only: 'a', reason: 'explained' },
      });
      expect(children).toMatchObject([{ name: '鄂迁走', state: 'left', explanation: '全家迁往外省，户口已注销' }]);
    });

    test('a child that a newer list no longer names is open until somebody says why', async () => {
      const importId = await bring('population', [
        ['姓名', '身份证号', '户籍村'],
        ...['安在校', '岑辍学', '邓休学', '葛缺席'].map((name) => [name, of(name), '听松坪村']),
      ]);
      const query = { pair: 'population-ledger', only: 'b' } as const;
      const open = async () =>
        (await sheet()).pairs[0]?.differences.filter((each) => each.only === 'b').map((each) => each.reason);
      expect(await open()).toEqual(['dropped-from-list']);
      expect((await clerk.ask(listReconciled, { query })).children.map((child) => child.name)).toEqual(['柏无学籍']);
      await clerk.ask(explainDifference, {
        params: { childId: await idOf('柏无学籍') },
        body: { kind: 'not-on-the-list', onDay: '2022-09-01', reason: '派出所漏报，已告知' },
      });
      expect(await open()).toEqual(['explained']);
      expect((await clerk.ask(listReconciled, { query })).children[0]?.explanation).toBe(
        '派出所漏报，已告知（2022-09-01）',
      );
      expect(importId).not.toBe('');
    });
  });

  test('another township sees none of it, and may not ask for this one', async () => {
    const id = '019a0000-0000-7000-8000-0000000000aa';
    await server.database.inTransaction(null, (tx) =>
      tx
        .insertInto('units')
        .values({
          id,
          kind: 'township',
          code: '509999102',
          name: '云屏乡',
          parent_id: server.units.county,
          valid_from: '2015-01-01',
        })
        .execute(),
    );
    const { token } = await makeActor(server, 'social-affairs', id);
    const other = makeClient(server.app, token);
    for (const comparison of COMPARISONS) {
      const { sum, left } = await compare(comparison, other);
      expect([sum, left]).toEqual([{}, 0]);
      for (const { key } of COMPARISON_WORDS[comparison].groups) {
        const { total } = await other.ask(listCompared, { params: { comparison }, query: { group: key } });
        expect(total).toBe(0);
      }
    }
    expect((await other.ask(getReconciliation)).counts).toEqual({ population: 0, ledger: 0, education: 0 });
    const foreign = await other.send(getReconciliation, { query: { unitId: server.units.township } });
    expect(foreign.problem.type).toBe('no-such-village');
  });
});
