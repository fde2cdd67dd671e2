import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compareStatement,
  downloadStatement,
  draftStatement,
  dropStatement,
  getStatement,
  listStatements,
  printStatement,
  reviseStatement,
  type Statement,
  sendStatement,
} from '@quanxue/domain/statistics/statement-operations.ts';
import { readXlsx } from 'hucre';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChanges } from '../basis/ledger-events.ts';
import { closePrinter } from '../basis/print/render-pdf.ts';
import { addTestChild } from '../cases/testing.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { type TestArea, testArea } from './testing-area.ts';

let server: TestServer;
let area: TestArea;
let clerk: TestPerson;
let principal: TestPerson;
let county: TestPerson;
beforeAll(async () => {
  server = await testServer();
  area = await testArea(server);
  clerk = area.clerk;
  principal = await server.as('principal', area.junior);
  county = await server.as('county-committee', server.units.county);
});
afterAll(async () => {
  closePrinter();
  await server?.close();
});

const draft = async (who: TestPerson, body: object) => (await who.ask(draftStatement, { body: body as never })).id;
const monthly = () => ({ kind: 'school-monthly', unitId: area.junior, period: '2022-09' });
const countOf = (statement: Statement, column = 'total') => statement.content.tables[0]?.sum.counts[column];

/** Where a child learns from a day on, as a later list or act would write it. */
async function moves(childId: string, state: string, from: string) {
  await server.database.inTransaction(clerk.actor, async (tx) => {
    await sql`update schooling set to_on = ${from}::date - 1 where child_id = ${childId} and to_on is null`.execute(tx);
    await sql`insert into schooling (id, child_id, state, from_on, school_unit_id, grade, recorded_at, recorded_by)
      select ${randomUUID()}, child_id, ${state}, ${from}, school_unit_id, grade, ${server.clock.now()}, ${clerk.actor.accountId}
      from schooling where child_id = ${childId} order by from_on desc limit 1`.execute(tx);
  });
}

test('each unit has its own statements', async () => {
  const { statements } = await county.ask(listStatements, { query: {} });
  const of = (unit: string) =>
    [...new Set(statements.filter((row) => row.unit === unit).map(({ kind }) => kind))].toSorted();
  expect([of('霁溪镇中学'), of('霁溪镇'), of('雾屏县')]).toEqual([
    ['school-monthly'],
    ['term', 'year'],
    ['county-quarterly', 'term', 'year'],
  ]);
});

describe('a school’s monthly statement', () => {
  let id: string;

  test('is drafted, counted anew each time it is looked at, and frozen when it is sent', async () => {
    id = await draft(principal, monthly());
    const before = await principal.ask(getStatement, { params: { statementId: id } });
    expect(before).toMatchObject({ state: 'draft', asOf: '2022-09-30', sha256: null });
    await addTestChild(server, clerk.actor, {
      name: '壬一',
      registered: server.units.villageA,
      school: area.junior,
      grade: 8,
    });
    await principal.ask(reviseStatement, {
      params: { statementId: id },
      body: { asOf: '2022-09-30', remark: '一人新转入。' },
    });
    const sent = await principal.ask(sendStatement, { params: { statementId: id } });
    expect(countOf(sent)).toBe((countOf(before) ?? 0) + 1);
    expect(sent).toMatchObject({ state: 'sent', remark: '一人新转入。', intact: true, sentBy: '测试员' });
    await addTestChild(server, clerk.actor, {
      name: '壬二',
      registered: server.units.villageA,
      school: area.junior,
      grade: 8,
    });
    expect(await principal.ask(getStatement, { params: { statementId: id } })).toEqual(sent);
  });

  test('stands in the unit’s chain by its hash, and no row of it can be changed afterwards', async () => {
    const sent = await principal.ask(getStatement, { params: { statementId: id } });
    const events = await server.database.inTransaction(principal.actor, (tx) =>
      readChanges(server.keys, tx, area.junior),
    );
    expect(events.at(-1)).toMatchObject({ kind: 'statement-sent', body: { statementId: id, sha256: sent.sha256 } });
    const changed = await server.database.inTransaction(principal.actor, (tx) =>
      tx.updateTable('statements').set({ remark: '改' }).where('id', '=', id).executeTakeFirst(),
    );
    expect(Number(changed.numUpdatedRows)).toBe(0);
    const again = await principal.send(sendStatement, { params: { statementId: id } });
    expect(again.problem.type).toBe('statement-not-a-draft');
  });

  test('is read by the county, which cannot draft, send or compare it in the school’s place', async () => {
    expect((await county.ask(getStatement, { params: { statementId: id } })).intact).toBe(true);
    for (const got of [
      await county.send(draftStatement, { body: { ...monthly(), period: '2022-08' } as never }),
      await county.send(compareStatement, { params: { statementId: id } }),
    ]) {
      expect(got.problem.type).toBe('statement-of-another-unit');
    }
    const other = await server.as('principal', server.units.school);
    expect((await other.send(getStatement, { params: { statementId: id } })).status).toBe(404);
  });

  test('a wrong one is corrected by another that names it; the old one stays as it was sent', async () => {
    const refused = await principal.send(draftStatement, { body: monthly() as never });
    expect(refused.problem.type).toBe('statement-correction-needed');
    const second = await draft(principal, { ...monthly(), correction: '漏报一名转入学生' });
    const twice = await principal.send(draftStatement, { body: { ...monthly(), correction: '再来' } as never });
    expect(twice.problem.type).toBe('statement-draft-exists');
    const corrected = await principal.ask(sendStatement, { params: { statementId: second } });
    const old = await principal.ask(getStatement, { params: { statementId: id } });
    expect(corrected).toMatchObject({ supersedes: id, correction: '漏报一名转入学生' });
    expect(old).toMatchObject({ supersededBy: second, intact: true });
    expect((countOf(corrected) ?? 0) - (countOf(old) ?? 0)).toBe(1);
    const row = (await principal.ask(listStatements, { query: {} })).statements[0];
    expect(row).toMatchObject({ statementId: second, state: 'sent', corrections: 1 });
  });
});

test('what changed since is told cell by cell and child by child, and each cell opens its own children', async () => {
  const township = { kind: 'term', unitId: server.units.township, period: '2022-T1', asOf: '2022-09-20' };
  const stays = await addTestChild(server, clerk.actor, {
    name: '癸一',
    registered: server.units.villageA,
    state: 'here',
  });
  const goes = await addTestChild(server, clerk.actor, {
    name: '癸二',
    registered: server.units.villageA,
    state: 'here',
  });
  const statementId = await draft(clerk, township);
  const sent = await clerk.ask(sendStatement, { params: { statementId } });
  await moves(goes, 'suspected', '2022-09-25');
  const now = await clerk.ask(compareStatement, { params: { statementId } });
  const villageA = { table: 'b3-1', row: server.units.villageA, name: '听松坪村' };
  const here = sent.content.tables[0]?.rows.find(({ key }) => key === villageA.row)?.counts;
  expect(now.cells).toEqual(
    expect.arrayContaining([
      { ...villageA, column: 'here', before: here?.here, after: (here?.here ?? 0) - 1 },
      { ...villageA, column: 'suspected', before: here?.suspected, after: (here?.suspected ?? 0) + 1 },
    ]),
  );
  expect(now.cells.filter(({ table, row }) => table === 'b3-1' && row === villageA.row)).toHaveLength(2);
  expect(now.children.map(({ childId, before, after }) => [childId, before?.state, after?.state])).toEqual([
    [goes, 'here', 'suspected'],
  ]);
  const cell = (column: string) =>
    clerk.ask(compareStatement, { params: { statementId }, query: { table: 'b3-1', row: villageA.row, column } });
  expect((await cell('suspected')).children.map(({ name }) => name)).toEqual(['癸二']);
  expect((await cell('county')).children).toEqual([]);
  // Seen again as of its own day nothing differs, until something about that day is corrected.
  const sameDay = () => clerk.ask(compareStatement, { params: { statementId }, query: { asOf: '2022-09-20' } });
  expect((await sameDay()).cells).toEqual([]);
  await moves(stays, 'left', '2022-09-10');
  const corrected = await sameDay();
  expect(corrected.children.map(({ childId, before, after }) => [childId, before?.state, after])).toEqual([
    [stays, 'here', null],
  ]);
  expect(corrected.cells).toContainEqual({
    ...villageA,
    column: 'total',
    before: here?.total,
    after: (here?.total ?? 0) - 1,
  });
});

test('a county’s review counts a child of two townships once, and a dropped draft makes way for another', async () => {
  const quarter = { kind: 'county-quarterly', unitId: server.units.county, period: '2022-Q3' };
  const dropped = await draft(county, quarter);
  await county.ask(dropStatement, { params: { statementId: dropped } });
  const statementId = await draft(county, quarter);
  const sent = await county.ask(sendStatement, { params: { statementId } });
  const { rows } = await server.database.inTransaction(county.actor, (tx) =>
    sql<{
      count: number;
    }>`select count(*)::int as count from statement_children where statement_id = ${statementId}`.execute(tx),
  );
  expect(rows[0]?.count).toBe(countOf(sent));
  expect(sent.content.tables.map(({ table }) => table)).toEqual(['b3-1', 'b3-2', 'b3-3', 'key-groups']);
  expect(sent.content.rates.map(({ rate }) => rate)).toEqual(['enrolment', 'retention', 'year-retention']);
});

test.each([
  { of: 'a period that there is not', body: { period: '2022-13' }, problem: 'statement-no-such-period' },
  { of: 'a day outside its period', body: { period: '2022-08', asOf: '2022-09-01' }, problem: 'statement-day-outside' },
  { of: 'a day to come', body: { period: '2022-10' }, problem: 'statement-day-outside' },
  {
    of: 'a kind that the unit does not send',
    body: { kind: 'term', period: '2022-T1' },
    problem: 'statement-not-of-this-unit',
  },
])('a statement of $of is refused', async ({ body, problem }) => {
  const got = await principal.send(draftStatement, { body: { ...monthly(), ...body } as never });
  expect(got.problem.type).toBe(problem);
});

test('a sent statement is taken away as workbook and print, with its hash and its rates', async () => {
  const row = (await county.ask(listStatements, { query: { state: 'sent', kind: 'county-quarterly' } })).statements[0];
  const params = { statementId: row?.statementId ?? '' };
  const sent = await county.ask(getStatement, { params });
  const book = await readXlsx((await county.send(downloadStatement, { params })).bytes);
  expect(book.sheets.map(({ name }) => name)).toEqual([
    '报表说明',
    'B3_1统计表',
    'B3_2统计表',
    'B3_3统计表',
    '重点人员统计表',
  ]);
  const cover = new Map(book.sheets[0]?.rows.map((cells) => [cells[0], String(cells[1])]));
  expect(cover.get('指纹（SHA-256）')).toBe(sent.sha256);
  expect(cover.get('九年巩固率')).toContain('不作推算');
  const file = join(server.dir, 'statement.pdf');
  writeFileSync(file, (await county.send(printStatement, { params })).bytes);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  expect(text).toContain(sent.sha256?.slice(0, 20));
  expect(text).toContain('县季度复核');
});

test('a statement is due when its period is over, and none is owed of the time before the office began', async () => {
  server.clock.set('2022-11-08T02:00:00.000Z');
  const own = await server.as('principal', area.junior);
  const { statements } = await own.ask(listStatements, { query: {} });
  expect(statements.map(({ period, state }) => [period, state])).toEqual([
    ['2022-11', 'running'],
    ['2022-10', 'due'],
    ['2022-09', 'sent'],
  ]);
});
