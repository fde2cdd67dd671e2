import { randomUUID } from 'node:crypto';
import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import { listCases, openCase, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { addChild } from '@quanxue/domain/children/ledger-operations.ts';
import { declareMonth } from '@quanxue/domain/reports/declaration-operations.ts';
import { reportLead } from '@quanxue/domain/reports/operations.ts';
import {
  countMyDay,
  type Duty,
  getLateness,
  getMyDay,
  getStages,
} from '@quanxue/domain/statistics/my-day-operations.ts';
import { openRound } from '@quanxue/domain/visits/rounds.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../basis/ids.ts';
import { writeSetting } from '../../basis/settings.ts';
import { addTestChild } from '../../cases/testing.ts';
import { expireLeaves } from '../../children/expire-leaves.ts';
import { type TestPerson, type TestServer, testServer } from '../../testing.ts';
import { dutiesOf } from './duties-of.ts';
import { refreshAllCases } from './refresh-daily.ts';

type Draft = { [key: string]: unknown; kind: Entry['kind']; on: string };

/** One township with the people of every post; a second one beside it. */
async function township() {
  const server = await testServer();
  server.clock.set('2022-11-01T02:00:00.000Z');
  const unit = async (kind: 'township' | 'village' | 'school', name: string, parent: string) => {
    const id = randomUUID();
    await server.database.inTransaction(null, (tx) =>
      tx
        .insertInto('units')
        .values({ id, kind, code: null, name, parent_id: parent, valid_from: '2015-01-01' })
        .execute(),
    );
    return id;
  };
  const neighbour = await unit('township', '邻水镇', server.units.county);
  const away = { township: neighbour, village: await unit('village', '远山村', neighbour) };
  const people = async () => ({
    clerk: await server.as('social-affairs'),
    leader: await server.as('township-leader'),
    county: await server.as('county-committee', server.units.county),
    head: await server.as('principal', server.units.school),
    teacher: await server.as('teacher', server.units.school),
    rolls: await server.as('roll-keeper', server.units.school),
    villageA: await server.as('village', server.units.villageA),
    villageB: await server.as('village', server.units.villageB),
    neighbour: await server.as('social-affairs', away.township),
  });
  return { server, away, people };
}
type Township = Awaited<ReturnType<typeof township>>;
type Posts = Awaited<ReturnType<Township['people']>>;

async function openTestCase(server: TestServer, clerk: TestPerson, childId: string, on: string, reason = 'other') {
  const caseId = newId(server.clock);
  await clerk.ask(openCase, {
    params: { caseId },
    body: {
      childId,
      report: { id: newId(server.clock), kind: 'report', on, source: 'school', reasons: [reason as 'other'] },
    },
  });
  return caseId;
}

async function record(server: TestServer, who: TestPerson, caseId: string, draft: Draft) {
  const id = newId(server.clock);
  await who.ask(recordEntry, { params: { caseId, entryId: id }, body: { id, ...draft } as never });
}

const dayOf = async (who: TestPerson, query: { unitId?: string; kind?: Duty['kind'] } = {}) =>
  who.ask(getMyDay, { query });
const keysOf = async (who: TestPerson) => (await dayOf(who)).duties.map((duty) => duty.key);

describe('each source stands on the list of the post whose turn it is', () => {
  let town: Township;
  let posts: Posts;
  let caseId: string;
  let childId: string;
  beforeAll(async () => {
    town = await township();
    const { server } = town;
    posts = await town.people();
    const { villageA, school } = server.units;
    childId = await addTestChild(server, posts.clerk.actor, { name: '甲一', registered: villageA, school });
    caseId = await openTestCase(server, posts.clerk, childId, '2022-10-20', 'disability');
    await record(server, posts.clerk, caseId, { kind: 'verification', on: '2022-10-21', result: 'confirmed' });
    await record(server, posts.head, caseId, { kind: 'measure', on: '2022-10-22', measure: 'home-teaching' });
  });
  afterAll(() => town.server.close());

  /** Whose lists hold a line with this key, by name. */
  async function holders(part: string): Promise<string[]> {
    const found: string[] = [];
    for (const [name, person] of Object.entries(posts)) {
      if ((await keysOf(person)).some((key) => key.includes(part))) found.push(name);
    }
    return found;
  }

  test('the lesson of the week: the school, its teacher, nobody else', async () => {
    expect(await holders('clock.lessons')).toEqual(['head', 'teacher']);
    const { duties } = await dayOf(posts.teacher);
    expect(duties.find((duty) => duty.key.endsWith('clock.lessons'))).toMatchObject({
      kind: 'lessons',
      due: '2022-11-06',
      state: 'due',
      child: { name: '甲一', place: '听松坪村' },
      turn: { level: 'school', role: 'teacher', unit: '霁溪镇小学' },
      act: { to: 'case', caseId, finding: 'clock.lessons' },
    });
  });

  test('a paper without a day: two weeks after its stage began, and said to be our day', async () => {
    expect(await holders('B4-6.on-roll')).toEqual(['head', 'rolls']);
    const { duties } = await dayOf(posts.rolls);
    expect(duties.find((duty) => duty.key.endsWith('B4-6.basic-form'))).toMatchObject({
      due: '2022-11-05',
      dated: false,
    });
  });

  test('a finding about health is on the township’s list with its words, and not on the village’s', async () => {
    expect(await holders('B4-6.certificate')).toEqual(['clerk']);
  });

  test('a lead: the office that concludes it, and the sides whose word is wanted', async () => {
    const other = await addTestChild(town.server, posts.clerk.actor, {
      name: '甲二',
      registered: town.server.units.villageB,
      school: town.server.units.school,
    });
    await posts.villageB.ask(reportLead, {
      params: { leadId: newId(town.server.clock) },
      body: { childId: other, onDay: '2022-11-01' },
    });
    expect(await holders('lead:')).toEqual(['clerk']);
    expect(await holders('answer:')).toContain('head');
    expect(await holders('answer:')).not.toContain('villageA');
  });

  test('a leave by hand: the roll’s keeper, with the mark that it has passed; the day after it is late', async () => {
    await posts.clerk.ask(addChild, {
      body: {
        name: '甲三',
        birthDate: '2011-03-02',
        registeredUnitId: town.server.units.villageA,
        schooling: {
          state: 'leave',
          fromOn: '2022-09-01',
          untilOn: '2022-11-12',
          schoolId: town.server.units.school,
          grade: 5,
          basis: { kind: 'paper', title: '休学审批表', on: '2022-08-30' },
        },
      },
    });
    expect(await holders('leave:')).toEqual(['head', 'rolls']);
    const { duties } = await dayOf(posts.rolls, { kind: 'leave' });
    expect(duties).toMatchObject([{ due: '2022-11-12', mark: 15, state: 'coming' }]);
  });

  test('a declaration: the school and each village its own', async () => {
    town.server.clock.set('2022-11-28T02:00:00.000Z');
    posts = await town.people();
    expect(await holders(`declaration:${town.server.units.school}`)).toEqual(['head']);
    expect(await holders(`declaration:${town.server.units.villageA}`)).toEqual(['villageA']);
    await posts.head.ask(declareMonth, {
      params: { unitId: town.server.units.school, month: '2022-11', declarationId: newId(town.server.clock) },
      body: { enrolled: 0, suspected: 0, dropped: 0, remark: '测试' },
    });
    const left = await holders(`declaration:${town.server.units.school}:2022-11`);
    expect(left).toEqual([]);
  });

  test('a round: the village that has families left to visit', async () => {
    const round = await posts.clerk.ask(openRound, {
      body: {
        kind: 'household',
        unitId: town.server.units.township,
        title: '冬季走访',
        fromOn: '2022-11-20',
        toOn: '2022-12-10',
      },
    });
    expect(await holders(`round:${round.id}:${town.server.units.villageA}`)).toEqual(['villageA']);
  });

  test('problems without owner or helper: one line for the office, however many children', async () => {
    const { duties } = await dayOf(posts.clerk, { kind: 'problem' });
    expect(duties.length).toBeGreaterThan(0);
    expect(duties.length).toBeLessThanOrEqual(2);
    expect(duties[0]?.act).toMatchObject({ to: 'problems' });
  });

  test('another township sees nothing of it, and a post without a list is refused', async () => {
    expect((await dayOf(posts.neighbour)).duties.filter((duty) => duty.child)).toEqual([]);
    const { duties } = await dayOf(posts.neighbour, { unitId: town.server.units.township });
    expect(duties.filter((duty) => duty.child)).toEqual([]);
    const administrator = await town.server.as('administrator', town.server.units.county);
    expect((await administrator.send(getMyDay)).status).toBe(403);
  });

  test('the number in the menu is that of the list, and no look', async () => {
    const { counts } = await dayOf(posts.clerk);
    expect(await posts.clerk.ask(countMyDay)).toEqual(counts);
  });

  test('the list for other ways of reminding is the same as that of the screen', async () => {
    const [post] = posts.clerk.actor.posts;
    if (!post) throw new Error('no post');
    const list = await town.server.database.inTransaction(posts.clerk.actor, (tx) => dutiesOf(town.server, tx, post));
    expect(list).toEqual((await dayOf(posts.clerk)).duties);
  });

  test('where every case is: by stage and village, each number the length of the list behind it', async () => {
    const { stages } = await posts.clerk.ask(getStages);
    expect(stages.find((each) => each.stage === 'on-measure')).toMatchObject({
      cases: 1,
      since: '2022-10-22',
      units: [{ unit: '听松坪村', cases: 1, since: '2022-10-22' }],
    });
    for (const { stage, cases, units } of stages) {
      expect((await posts.clerk.ask(listCases, { query: { stage } })).total, stage).toBe(cases);
      for (const unit of units) {
        const { total } = await posts.clerk.ask(listCases, { query: { stage, villageId: unit.villageId } });
        expect(total, unit.unit).toBe(unit.cases);
      }
    }
  });
});

describe('what nobody does climbs', () => {
  let town: Township;
  let posts: Posts;
  let caseId: string;
  beforeAll(async () => {
    town = await township();
    const { server } = town;
    posts = await town.people();
    const { villageA, school } = server.units;
    const childId = await addTestChild(server, posts.clerk.actor, { name: '乙一', registered: villageA, school });
    caseId = await openTestCase(server, posts.clerk, childId, '2022-10-01');
    await record(server, posts.clerk, caseId, { kind: 'verification', on: '2022-10-02', result: 'confirmed' });
  });
  afterAll(() => town.server.close());

  test.each([
    ['2022-10-31', [false, false], 'school'],
    ['2022-11-06', [false, false], 'school'],
    ['2022-11-07', [true, false], 'township'],
    ['2022-11-13', [true, false], 'township'],
    ['2022-11-14', [true, true], 'county'],
  ] as const)('the persuasion owed by 31 October is on %s with township and county: %o', async (day, up, reached) => {
    town.server.clock.set(`${day}T02:00:00.000Z`);
    posts = await town.people();
    const key = `case:${caseId}:case.continuing`;
    const { duties } = await dayOf(posts.head);
    expect(duties.find((duty) => duty.key === key)).toMatchObject({
      due: '2022-10-31',
      reached,
      turn: { unit: '霁溪镇小学' },
    });
    const lists = [await keysOf(posts.clerk), await keysOf(posts.county)];
    expect(lists.map((list) => list.includes(key))).toEqual(up);
  });

  test('the county sees it by unit and lateness, and each number opens its duties', async () => {
    const { units } = await posts.county.ask(getLateness);
    const row = units.find((each) => each.unitId === town.server.units.township);
    expect(row).toMatchObject({ unit: '霁溪镇', kind: 'township' });
    for (const late of ['week', 'month', 'more'] as const) {
      const { total } = await posts.county.ask(getMyDay, { query: { unitId: town.server.units.township, late } });
      expect(total, late).toBe(row?.[late]);
    }
    expect((row?.month ?? 0) > 0).toBe(true);
    const within = await posts.clerk.ask(getLateness);
    expect(within.units.length).toBeGreaterThan(1);
    for (const unit of within.units) {
      for (const late of ['week', 'month', 'more'] as const) {
        const { total } = await posts.clerk.ask(getMyDay, { query: { unitId: unit.unitId, late } });
        expect(total, `${unit.unit} ${late}`).toBe(unit[late]);
      }
    }
  });

  test('an office may let it climb later', async () => {
    await town.server.database.inTransaction(posts.clerk.actor, (tx) =>
      writeSetting(town.server.clock, tx, 'duties.escalate-days', 30, posts.clerk.actor.accountId),
    );
    expect(await keysOf(posts.clerk)).not.toContain(`case:${caseId}:case.continuing`);
  });
});

describe('a machine that was off for five weeks', () => {
  let town: Township;
  let clerk: TestPerson;
  let token: () => Promise<TestPerson>;
  beforeAll(async () => {
    town = await township();
    const { server } = town;
    clerk = await server.as('social-affairs');
    token = async () => {
      const { makeClient } = await import('../../basis/testing.ts');
      const { beginSession } = await import('../../basis/sessions.ts');
      const opened = await server.database.inTransaction(null, (tx) =>
        beginSession(server.clock, tx, clerk.actor.accountId),
      );
      return { ...clerk, token: opened, ...makeClient(server.app, opened) };
    };
    const { villageA, villageB, school } = server.units;
    for (let n = 0; n < 12; n++) {
      const childId = await addTestChild(server, clerk.actor, {
        name: `丙${n}`,
        registered: n % 2 ? villageA : villageB,
        school,
      });
      const caseId = await openTestCase(server, clerk, childId, '2022-10-25');
      await record(server, clerk, caseId, { kind: 'verification', on: '2022-10-26', result: 'confirmed' });
    }
    for (const untilOn of ['2022-11-10', '2022-12-02']) {
      await clerk.ask(addChild, {
        body: {
          name: `丁${untilOn}`,
          birthDate: '2011-03-02',
          registeredUnitId: villageA,
          schooling: {
            state: 'leave',
            fromOn: '2022-09-01',
            untilOn,
            schoolId: null,
            schoolName: '外县学校',
            grade: 5,
            basis: { kind: 'paper', title: '休学审批表', on: '2022-08-30' },
          },
        },
      });
    }
  });
  afterAll(() => town.server.close());

  test('catches up in one pass and tells each post once, however much there is', async () => {
    const { server } = town;
    const first = await dayOf(clerk);
    expect(first.digest).toBeNull();
    server.clock.set('2022-12-06T02:00:00.000Z');
    clerk = await token();
    await expireLeaves(server);
    await refreshAllCases(server);
    const stale = await server.database.inTransaction(clerk.actor, (tx) =>
      tx.selectFrom('cases').select('id').where('open', '=', true).where('holds_until', '<', '2022-12-06').execute(),
    );
    expect(stale).toEqual([]);
    const { digest, duties, counts } = await dayOf(clerk);
    expect(digest).toMatchObject({ since: '2022-11-01', leavesEnded: 1 });
    expect(digest?.fresh).toBe(duties.filter((duty) => !first.duties.some((old) => old.key === duty.key)).length);
    expect(digest?.fresh).toBeGreaterThan(10);
    expect(digest?.overdue).toBeGreaterThan(10);
    expect(digest?.overdue).toBeLessThanOrEqual(counts.overdue);
  });

  test('says the same all day, and nothing the day after', async () => {
    const again = await dayOf(clerk);
    expect(again.digest).toMatchObject({ since: '2022-11-01' });
    town.server.clock.set('2022-12-07T02:00:00.000Z');
    expect((await dayOf(await token())).digest).toBeNull();
  });

  test('a look is the own one: nobody reads or writes another’s', async () => {
    const { server } = town;
    const county = await server.as('county-committee', server.units.county);
    const looks = await server.database.inTransaction(county.actor, (tx) =>
      tx.selectFrom('duty_looks').selectAll().execute(),
    );
    expect(looks).toEqual([]);
    const foreign = server.database.inTransaction(county.actor, (tx) =>
      tx
        .insertInto('duty_looks')
        .values({ account_id: clerk.actor.accountId, seen_on: '2022-12-07', seen: [] })
        .execute(),
    );
    await expect(foreign).rejects.toThrow(/row-level security/);
  });
});

test('a list that nobody has anything on is empty', async () => {
  const server = await testServer({ empty: false });
  const leader = await server.as('township-leader');
  expect(await dayOf(leader)).toMatchObject({ total: 0, counts: { overdue: 0, due: 0, coming: 0 }, digest: null });
  await server.close();
});
