import { randomUUID } from 'node:crypto';
import { openCase, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { SCHOOLING_STATES } from '@quanxue/domain/children/operations.ts';
import { sql } from 'kysely';
import { addTestChild } from '../cases/testing.ts';
import type { TestPerson, TestServer } from '../testing.ts';

/** For tests only: units and children in which no column can take another's children unseen. */
export interface TestArea {
  readonly clerk: TestPerson;
  readonly grid: string;
  readonly junior: string;
  readonly other: { readonly township: string; readonly village: string; readonly school: string };
  /** Registered in the township, living in another, learning in a third place. */
  readonly threePlaces: string;
  readonly certified: string;
}

/**
 * The area of the tests, on 30 September 2022: a child in each state, the edges of the school-age window, every mark and
 * household, a neighbouring township, a junior school, children over age, certificates of this school year and of the last.
 */
export async function testArea(server: TestServer): Promise<TestArea> {
  server.clock.set('2022-09-30T02:00:00.000Z');
  const clerk = await server.as('social-affairs');
  const { county, township, villageA, villageB, school } = server.units;
  const unit = async (kind: 'grid' | 'township' | 'village' | 'school', name: string, parent: string) => {
    const id = randomUUID();
    await server.database.inTransaction(clerk.actor, (tx) =>
      tx
        .insertInto('units')
        .values({ id, kind, code: null, name, parent_id: parent, valid_from: '2015-01-01' })
        .execute(),
    );
    return id;
  };
  const grid = await unit('grid', '第一网格', villageA);
  const junior = await unit('school', '霁溪镇中学', township);
  const neighbour = await unit('township', '邻水镇', county);
  const other = {
    township: neighbour,
    village: await unit('village', '远山村', neighbour),
    school: await unit('school', '邻水镇小学', neighbour),
  };
  const add = (child: Parameters<typeof addTestChild>[2]) => addTestChild(server, clerk.actor, child);
  for (const [i, state] of SCHOOLING_STATES.entries()) {
    await add({
      name: `甲${i}`,
      registered: i % 2 ? villageA : villageB,
      residence: villageB,
      state,
      birthDate: '2010-03-04',
    });
  }
  await add({ name: '乙一', registered: villageA, school, grade: 6, marks: ['boarding'], sex: 'female' });
  await add({
    name: '乙二',
    registered: villageA,
    marks: ['regular-class'],
    households: ['left-behind'],
    state: 'here',
  });
  await add({ name: '乙三', registered: grid, residence: grid, state: 'here', households: ['monitored', 'orphan'] });
  await add({ name: '乙四', registered: villageB, disability: { category: 'visual', level: 1 }, state: 'here' });
  await add({ name: '乙五', registered: villageB, birthDate: '2007-09-01' });
  await add({ name: '乙六', registered: villageB, birthDate: '2016-08-31' });
  await add({ name: '乙七', registered: villageB, birthDate: '2007-08-31', state: 'here' });
  await add({ name: '乙八', registered: villageB, birthDate: '2016-09-01', state: 'here' });
  await add({ name: '乙九', residence: villageB, state: 'out-of-county', households: ['subsistence'] });
  await add({ name: '乙十' });
  await add({
    name: '丙一',
    registered: villageA,
    school: junior,
    grade: 8,
    households: ['registered-poor', 'monitored'],
  });
  await add({ name: '丙二', registered: villageB, school: junior, grade: 9, marks: ['boarding'] });
  await add({ name: '丙三', registered: villageB, birthDate: '2007-01-01', state: 'completed' });
  const threePlaces = await add({
    name: '丁一',
    registered: villageA,
    residence: other.village,
    school: other.school,
    state: 'county',
    grade: 3,
  });
  const certified = await add({ name: '戊一', registered: villageA, state: 'out-of-county', grade: 4 });
  const outdated = await add({ name: '戊二', registered: villageA, state: 'out-of-county', grade: 7 });
  await certify(server, clerk, certified, '2022-09-12');
  await certify(server, clerk, outdated, '2022-03-01');
  return { clerk, grid, junior, other, threePlaces, certified };
}

/** A case file with a roll certificate in it; the lead behind it was none, so the ledger's line stands again. */
async function certify(server: TestServer, clerk: TestPerson, childId: string, on: string): Promise<void> {
  const caseId = randomUUID();
  const report = {
    id: randomUUID(),
    kind: 'report',
    on: '2022-03-01',
    source: 'matching',
    reasons: ['other'],
  } as const;
  await clerk.ask(openCase, { params: { caseId }, body: { childId, report: { ...report, reasons: ['other'] } } });
  const entry = { id: randomUUID(), kind: 'document', on, document: 'roll-certificate', number: '证 0001' } as const;
  await clerk.ask(recordEntry, { params: { caseId, entryId: entry.id }, body: entry });
  await server.database.inTransaction(clerk.actor, async (tx) => {
    await sql`update schooling set withdrawn_at = ${server.clock.now()} where child_id = ${childId} and state = 'suspected'`.execute(
      tx,
    );
    await sql`update schooling set to_on = null where child_id = ${childId} and state = 'out-of-county'`.execute(tx);
  });
}
