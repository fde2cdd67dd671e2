import { randomUUID } from 'node:crypto';
import { openCase } from '@quanxue/domain/cases/operations.ts';
import {
  addChild,
  changeChild,
  changeHouseholds,
  correctSchooling,
  setSchooling,
} from '@quanxue/domain/children/ledger-operations.ts';
import { getChild, listChildren } from '@quanxue/domain/children/operations.ts';
import { getTable } from '@quanxue/domain/statistics/table-operations.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChanges, verifyChanges } from '../basis/ledger-events.ts';
import { citizenNumber } from '../children/testing.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-12-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

const reason = (text = '村干部电话核实', on = '2022-09-05') => ({ kind: 'reason' as const, text, on });
const paper = (title = '学籍证明', on = '2022-09-20') => ({ kind: 'paper' as const, title, on });
let sequence = 100;
async function aChild(fields: Record<string, unknown> = {}) {
  const { villageA } = server.units;
  sequence += 1;
  const { id } = await clerk.ask(addChild, {
    body: {
      name: '秦晓岚',
      citizenId: citizenNumber('2012-05-06', sequence),
      registeredUnitId: villageA,
      residenceUnitId: villageA,
      another: '同名的另一人',
      ...fields,
    },
  });
  return id;
}
const see = (childId: string) => clerk.ask(getChild, { params: { childId } });

describe('a child entered by hand', () => {
  test('with a number: birth and sex are read from it, and it is found by it', async () => {
    const citizenId = citizenNumber('2013-04-05', 12);
    const { id, notes } = await clerk.ask(addChild, {
      body: { name: '田野', citizenId: citizenId.toLowerCase(), registeredUnitId: server.units.villageA },
    });
    expect(notes).toEqual([]);
    expect(await see(id)).toMatchObject({
      name: '田野',
      birthDate: '2013-04-05',
      sex: 'female',
      document: 'citizen-card',
    });
    const found = await clerk.ask(listChildren, { query: { q: citizenId } });
    expect(found.children.map((row) => row.id)).toEqual([id]);
  });

  test('without any number: found by name and birth date, and on the work list', async () => {
    const body = { name: '无名氏', birthDate: '2014-02-03', registeredUnitId: server.units.villageA };
    const { id } = await clerk.ask(addChild, { body });
    for (const q of ['无名氏2014-02-03', '无名氏20140203', '2014-02-03']) {
      expect((await clerk.ask(listChildren, { query: { q } })).children.map((row) => row.id)).toEqual([id]);
    }
    const work = await clerk.ask(listChildren, { query: { lacks: 'number' } });
    expect(work.children.map((row) => row.name)).toEqual(['无名氏']);
    const again = await clerk.send(addChild, { body });
    expect(again.problem).toMatchObject({ type: 'child-alike', values: { childId: id } });
    expect((await clerk.send(addChild, { body: { ...body, another: '双胞胎的另一个' } })).status).toBe(200);
  });

  test('with a passport: kept sealed, shown masked, found by its whole number, claimed once', async () => {
    const body = { name: '李安娜', birthDate: '2013-06-07', otherDocument: { kind: '护照', number: 'E 12345678' } };
    const { id } = await clerk.ask(addChild, { body });
    expect(await see(id)).toMatchObject({ document: 'other', otherDocument: { kind: '护照' }, citizenIdMasked: null });
    expect((await see(id)).otherDocument?.numberMasked).not.toContain('12345678');
    expect((await clerk.ask(listChildren, { query: { q: 'e12345678' } })).total).toBe(1);
    const other = {
      ...body,
      name: '王安',
      birthDate: '2013-06-08',
      otherDocument: { kind: '护照', number: 'E12345678' },
    };
    expect((await clerk.send(addChild, { body: other })).problem.type).toBe('number-taken');
  });

  test('a residence permit of 81, 82 or 83 is a number like any other', async () => {
    const first17 = '81000020130708001';
    const { checkCharacter } = await import('@quanxue/domain/children/citizen-number.ts');
    const id = await aChild({ citizenId: first17 + checkCharacter(first17), name: '何港生' });
    expect(await see(id)).toMatchObject({ document: 'residence-permit', birthDate: '2013-07-08' });
  });

  test.each([
    ['a wrong digit', { citizenId: '509999201304050011' }, 'bad-citizen-number'],
    ['no number and no birth date', {}, 'birth-date-needed'],
    ['born tomorrow', { birthDate: '2022-12-21' }, 'birth-in-future'],
    [
      'birth against number',
      { citizenId: citizenNumber('2013-04-05', 77), birthDate: '2013-04-06' },
      'birth-against-number',
    ],
    ['sex against number', { citizenId: citizenNumber('2013-04-05', 77), sex: 'female' }, 'sex-against-number'],
    [
      'a village that is none',
      { birthDate: '2013-01-01', registeredUnitId: '019b0000-0000-7000-8000-000000000000' },
      'no-such-place',
    ],
    [
      'a certificate of level 3 entered as level 2',
      {
        citizenId: citizenNumber('2013-04-05', 79),
        disability: { category: 'intellectual', level: 2, certificateNumber: `${citizenNumber('2013-04-05', 79)}53` },
      },
      'disability-certificate-conflict',
    ],
    [
      'a household from before the birth',
      { birthDate: '2013-01-01', households: [{ category: 'orphan', fromOn: '2012-12-31' }] },
      'day-before-birth',
    ],
    [
      'a schooling day before the birth',
      { birthDate: '2013-01-01', schooling: { state: 'unknown', fromOn: '2012-01-01', basis: reason() } },
      'day-before-birth',
    ],
  ] as const)('is refused with %s', async (_, fields, type) => {
    const { total } = await clerk.ask(listChildren, {});
    const got = await clerk.send(addChild, { body: { name: '龙小宝', ...(fields as object) } });
    expect(got.problem.type).toBe(type);
    expect(`${got.problem.zh} ${got.problem.en}`).not.toMatch(/\{\w+\}/);
    expect((await clerk.ask(listChildren, {})).total).toBe(total);
  });

  test('a number that somebody has is refused, and says who has it', async () => {
    const id = await aChild();
    const taken = citizenNumber('2012-05-06', sequence);
    const got = await clerk.send(addChild, { body: { name: '别人', citizenId: taken } });
    expect(got.problem).toMatchObject({ type: 'number-taken', values: { childId: id } });
    const other = await aChild();
    const changed = await clerk.send(changeChild, {
      params: { childId: other },
      body: { citizenId: taken, reason: '更正' },
    });
    expect(changed.problem.type).toBe('number-taken');
  });

  test.each([
    ['2016-08-31', []],
    ['2016-09-01', ['2023']],
    ['2007-08-31', ['超龄未完成']],
  ] as const)('born %s: outside the window it is taken all the same, and told', async (birthDate, words) => {
    const { notes } = await clerk.ask(addChild, { body: { name: '边界', birthDate } });
    expect(notes).toHaveLength(words.length);
    for (const word of words) expect(notes[0]?.zh).toContain(word);
  });

  test('whoever only keeps the accounts, and the village, may not', async () => {
    for (const role of ['administrator', 'village', 'inspector'] as const) {
      const person = await server.as(role);
      expect((await person.send(addChild, { body: { name: '谁', birthDate: '2013-01-01' } })).status).toBe(403);
    }
  });
});

describe('a child that moves', () => {
  test('counts in its old village before the day and in the new one from it, everywhere', async () => {
    const { villageA, villageB } = server.units;
    const childId = await aChild({ name: '迁移者' });
    const body = { registered: { unitId: villageB, since: '2022-10-01' }, reason: '户口迁移证' };
    await clerk.ask(changeChild, { params: { childId }, body });
    const at = async (asOf: string) => {
      const { children } = await clerk.ask(listChildren, { query: { q: '迁移者', asOf } });
      return children[0]?.registeredVillage;
    };
    expect([await at('2022-09-30'), await at('2022-10-01'), await at('2022-12-20')]).toEqual([
      '听松坪村',
      '晒书坝村',
      '晒书坝村',
    ]);
    const filtered = await clerk.ask(listChildren, {
      query: { q: '迁移者', asOf: '2022-09-30', villageId: villageA, base: 'registered' },
    });
    expect(filtered.total).toBe(1);
    const total = async (asOf: string) =>
      (await clerk.ask(getTable, { params: { table: 'b3-1' }, query: { asOf } })).rows.find(
        (row) => row.key === villageB,
      )?.counts.total ?? 0;
    expect((await total('2022-10-01')) - (await total('2022-09-30'))).toBe(1);
    const early = { registered: { unitId: villageA, since: '2022-09-15' }, reason: '补记' };
    expect((await clerk.send(changeChild, { params: { childId }, body: early })).problem.type).toBe('later-move');
    const wrong = { registered: { unitId: villageA, since: null }, reason: '登记错误' };
    await clerk.ask(changeChild, { params: { childId }, body: wrong });
    expect(await at('2022-12-20')).toBe('听松坪村');
  });

  test('a new name keeps the old one findable, and both stand in the chain', async () => {
    const childId = await aChild({ name: '旧名字' });
    await clerk.ask(changeChild, { params: { childId }, body: { name: '新名字', reason: '户口簿变更' } });
    expect((await clerk.ask(listChildren, { query: { q: '旧名' } })).children[0]?.name).toBe('新名字');
    expect((await see(childId)).formerNames).toEqual(['旧名字']);
    const [changes, faults] = await server.database.inTransaction(clerk.actor, async (tx) => [
      await readChanges(server.keys, tx, childId),
      await verifyChanges(server.keys, tx, childId),
    ]);
    expect(changes.at(-1)?.body).toMatchObject({ child: { name: { before: '旧名字', after: '新名字' } } });
    expect(faults).toEqual([]);
  });

  test('guardians change without the masked phones being sent back', async () => {
    const childId = await aChild({ guardians: [{ name: '秦大山', relation: '父亲', phone: '19900001234' }] });
    const guardians = [
      { name: '秦大山', relation: '爷爷', keeps: 0 },
      { name: '田秀', phone: '19900005678' },
    ];
    await clerk.ask(changeChild, { params: { childId }, body: { guardians, reason: '更正' } });
    expect((await see(childId)).guardians).toEqual([
      { name: '秦大山', relation: '爷爷', phoneMasked: '199****1234' },
      { name: '田秀', relation: null, phoneMasked: '199****5678' },
    ]);
    const same = await clerk.send(changeChild, { params: { childId }, body: { name: '秦晓岚', reason: '没有' } });
    expect(same.problem.type).toBe('nothing-to-change');
  });

  test('households begin and end on their days, several at once, and the ledger of a past day knows', async () => {
    const childId = await aChild({ name: '家庭类别', households: [{ category: 'registered-poor', fromOn: null }] });
    await clerk.ask(changeHouseholds, {
      params: { childId },
      body: { add: [{ category: 'monitored', kind: 'sudden', fromOn: '2022-10-01' }], reason: '乡村振兴系统' },
    });
    const { householdLines, households } = await see(childId);
    expect(households).toEqual(['monitored', 'registered-poor']);
    const monitored = householdLines.find((line) => line.category === 'monitored');
    await clerk.ask(changeHouseholds, {
      params: { childId },
      body: { end: [{ id: monitored?.id ?? '', on: '2022-12-01' }], reason: '风险消除' },
    });
    const on = async (asOf: string) =>
      (await clerk.ask(listChildren, { query: { q: '家庭类别', asOf } })).children[0]?.households;
    expect(await on('2022-09-30')).toEqual(['registered-poor']);
    expect(await on('2022-10-01')).toEqual(['monitored', 'registered-poor']);
    expect(await on('2022-11-30')).toEqual(['monitored', 'registered-poor']);
    expect(await on('2022-12-20')).toEqual(['registered-poor']);
    const twice = await clerk.send(changeHouseholds, {
      params: { childId },
      body: { add: [{ category: 'registered-poor' }], reason: '重复' },
    });
    expect(twice.problem.type).toBe('category-stands');
  });
});

describe('schooling by hand', () => {
  const school = () => ({ schoolId: server.units.school, grade: 4, class: '2班' });
  const line = async (childId: string) =>
    (await see(childId)).history
      .filter((each) => !each.withdrawn)
      .map((each) => `${each.state} ${each.fromOn}…${each.toOn ?? ''}`);

  test('a new line ends the one before; a wrong one is taken back and the one before holds on', async () => {
    const childId = await aChild();
    const set = (body: Record<string, unknown>) =>
      clerk.ask(setSchooling, { params: { childId }, body: { basis: reason(), ...body } as never });
    await set({ state: 'here', fromOn: '2022-09-01', ...school(), marks: ['boarding'] });
    const { lineId } = await set({
      state: 'out-of-county',
      fromOn: '2022-11-01',
      schoolName: '澜浦市枕石小学',
      basis: paper(),
    });
    expect(await line(childId)).toEqual(['out-of-county 2022-11-01…', 'here 2022-09-01…2022-10-31']);
    const at = async (asOf: string) =>
      (await clerk.ask(listChildren, { query: { q: citizenNumber('2012-05-06', sequence), asOf } })).children[0]
        ?.schooling?.state;
    expect([await at('2022-08-31'), await at('2022-10-31'), await at('2022-11-01')]).toEqual([
      undefined,
      'here',
      'out-of-county',
    ]);
    await clerk.ask(correctSchooling, { params: { childId, lineId }, body: { reason: '人还在本校' } });
    expect(await line(childId)).toEqual(['here 2022-09-01…']);
    const { history } = await see(childId);
    expect(history.find((each) => each.id === lineId)).toMatchObject({
      withdrawn: { reason: '人还在本校' },
      basis: { kind: 'paper', title: '学籍证明' },
    });
    const faults = await server.database.inTransaction(clerk.actor, (tx) => verifyChanges(server.keys, tx, childId));
    expect(faults).toEqual([]);
  });

  test.each([
    ['tomorrow', { state: 'unknown', fromOn: '2022-12-21' }, 'day-in-future'],
    ['before the line that stands', { state: 'unknown', fromOn: '2022-08-31' }, 'later-line'],
    ['a suspicion', { state: 'suspected', fromOn: '2022-10-01' }, 'report-instead'],
    ['at school without a school', { state: 'here', fromOn: '2022-10-01' }, 'school-needed'],
    [
      'a leave that ends before it begins',
      { state: 'leave', fromOn: '2022-10-01', untilOn: '2022-09-30' },
      'until-before-from',
    ],
  ] as const)('is refused: %s', async (_, fields, type) => {
    const childId = await aChild({ schooling: { state: 'here', fromOn: '2022-09-01', basis: reason(), ...school() } });
    const got = await clerk.send(setSchooling, { params: { childId }, body: { ...fields, basis: reason() } });
    expect(got.problem.type).toBe(type);
    expect(`${got.problem.zh} ${got.problem.en}`).not.toMatch(/\{\w+\}/);
  });

  test('is refused at a school that is closed by then, and "out of county" at one of the county', async () => {
    const childId = await aChild();
    const closed = randomUUID();
    await server.database.inTransaction(clerk.actor, (tx) =>
      tx
        .insertInto('units')
        .values({
          id: closed,
          kind: 'school',
          code: null,
          name: '撤并小学',
          parent_id: server.units.township,
          valid_from: '2010-01-01',
          valid_to: '2022-07-31',
        })
        .execute(),
    );
    const at = (body: Record<string, unknown>) =>
      clerk.send(setSchooling, {
        params: { childId },
        body: { fromOn: '2022-09-01', basis: reason(), ...body } as never,
      });
    expect((await at({ state: 'here', schoolId: closed })).problem).toMatchObject({
      type: 'school-closed',
      values: { on: '2022-07-31' },
    });
    expect((await at({ state: 'out-of-county', schoolId: server.units.school })).problem.type).toBe('school-elsewhere');
  });

  test('what an open case says is not overruled by hand; the sentence names the case', async () => {
    const childId = await aChild({ schooling: { state: 'here', fromOn: '2022-09-01', basis: reason(), ...school() } });
    const caseId = randomUUID();
    const report = {
      id: randomUUID(),
      kind: 'report' as const,
      on: '2022-10-06',
      source: 'school' as const,
      reasons: ['other' as const],
    };
    await clerk.ask(openCase, { params: { caseId }, body: { childId, report } });
    expect((await line(childId))[0]).toBe('suspected 2022-10-06…');
    const body = { state: 'here' as const, fromOn: '2022-10-10', basis: reason(), ...school() };
    const got = await clerk.send(setSchooling, { params: { childId }, body });
    expect(got.problem.type).toBe('case-decides');
    expect(got.problem.zh).toMatch(/立案.*疑似辍学/);
    const lineId = (await see(childId)).history[0]?.id ?? '';
    const taken = await clerk.send(correctSchooling, { params: { childId, lineId }, body: { reason: '不对不对' } });
    expect(taken.problem.type).toBe('case-decides');
  });

  test('a principal may not move a child out of its own sight', async () => {
    const childId = await aChild({ schooling: { state: 'here', fromOn: '2022-09-01', basis: reason(), ...school() } });
    const principal = await server.as('principal', server.units.school);
    const away = { state: 'out-of-county' as const, fromOn: '2022-10-01', schoolName: '外地小学', basis: paper() };
    expect((await principal.send(setSchooling, { params: { childId }, body: away })).problem.type).toBe('out-of-sight');
    expect(await line(childId)).toEqual(['here 2022-09-01…']);
  });
});

test('who is above the window and has not finished is counted apart', async () => {
  const finished = { state: 'completed' as const, fromOn: '2022-07-01', basis: paper('毕业证', '2022-06-30') };
  await aChild({ name: '超龄甲', citizenId: citizenNumber('2006-03-04', 61) });
  await aChild({ name: '超龄乙', citizenId: citizenNumber('2006-03-04', 62), schooling: finished });
  const { children } = await clerk.ask(listChildren, { query: { overAge: 'true', q: '超龄' } });
  expect(children.map((row) => row.name)).toEqual(['超龄甲']);
  const before = await clerk.ask(listChildren, { query: { overAge: 'true', q: '超龄', asOf: '2022-06-30' } });
  expect(before.children.map((row) => row.name)).toEqual(['超龄甲', '超龄乙']);
});
