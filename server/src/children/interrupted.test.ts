import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  cancelImport,
  confirmImport,
  getImport,
  listChildren,
  mapImport,
  undoImport,
  uploadImport,
} from '@quanxue/domain/children/operations.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../basis/ids.ts';
import { makeCase } from '../basis/testing-child.ts';
import { TEST_START, type TestPerson, type TestServer, testServer } from '../testing.ts';
import { citizenNumber, previewed, rowsOf, settledImport, workbook } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

const HEADS = ['姓名', '身份证号', '户籍村'];
const rowOf = (index: number) => {
  const month = String(1 + (index % 12)).padStart(2, '0');
  return [`骆小${index}`, citizenNumber(`2012-${month}-0${1 + (index % 9)}`, Math.floor(index / 9)), '听松坪村'];
};
/** Enough for several portions of writing: what happens in the middle of it can be met. */
const MANY = 8000;
const list = (count: number) => workbook([HEADS, ...Array.from({ length: count }, (_, index) => rowOf(index))]);

async function nothingWritten(): Promise<void> {
  expect((await clerk.ask(listChildren, {})).total).toBe(0);
  const { rows } = await server.database.inTransaction(clerk.actor, (tx) =>
    sql<{ count: number }>`
      select (select count(*) from children) + (select count(*) from schooling)
        + (select count(*) from ledger_events where child_id is not null) as count`.execute(tx),
  );
  expect(rows[0]?.count).toBe(0);
}

const filesLeft = () =>
  existsSync(join(server.dataDir, 'imports')) ? readdirSync(join(server.dataDir, 'imports')) : [];

test('cancelled while it is read, a list leaves no row and no file behind', async () => {
  const { id: importId } = await clerk.ask(uploadImport, {
    query: { kind: 'population', fileName: '长名单.xlsx' },
    upload: await list(3000),
  });
  expect(await clerk.ask(cancelImport, { params: { importId } })).toMatchObject({ state: 'cancelled' });
  expect(await rowsOf(clerk, importId)).toEqual([]);
  expect(filesLeft()).toEqual([]);
  await nothingWritten();
  const again = await clerk.send(confirmImport, { params: { importId } });
  expect(again.problem).toMatchObject({ type: 'import-finished', zh: expect.stringContaining('重新导入') });
});

test('cancelled while it is written, an import is rolled back whole', async () => {
  const { id: importId } = await previewed(clerk, 'population', await list(MANY));
  await clerk.ask(confirmImport, { params: { importId } });
  while ((await clerk.ask(getImport, { params: { importId } })).progress.done === 0);
  expect(await clerk.ask(cancelImport, { params: { importId } })).toMatchObject({ state: 'cancelled' });
  await nothingWritten();
  expect(server.logged).toEqual([]);
});

test('a server killed while it writes leaves nothing half-imported, and the preview can be confirmed again', async () => {
  const { id: importId } = await previewed(clerk, 'population', await list(MANY));
  const script = fileURLToPath(new URL('testing-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, server.appUrl, server.dataDir, TEST_START, clerk.token, importId], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const first = await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]);
  child.kill('SIGKILL');
  await ended;
  expect(String(first), errors).toContain('writing');
  await nothingWritten();
  expect(await clerk.ask(getImport, { params: { importId } })).toMatchObject({
    state: 'preview',
    counts: { added: MANY },
  });
  // The file outlived the other server, but only sealed.
  for (const name of filesLeft()) expect(name).toMatch(/\.sealed$/);
  await clerk.ask(mapImport, { params: { importId }, body: { sheet: '名单' } });
  expect(await settledImport(clerk, importId)).toMatchObject({ state: 'preview', counts: { added: MANY } });
  await clerk.ask(confirmImport, { params: { importId } });
  expect(await settledImport(clerk, importId)).toMatchObject({ state: 'confirmed' });
  expect((await clerk.ask(listChildren, {})).total).toBe(MANY);
  await clerk.ask(undoImport, { params: { importId } });
});

test('a preview that the ledger has left behind is not written', async () => {
  const file = await list(3);
  const first = await previewed(clerk, 'population', await list(2));
  const second = await previewed(clerk, 'population', file);
  await clerk.ask(confirmImport, { params: { importId: first.id } });
  expect(await settledImport(clerk, first.id)).toMatchObject({ state: 'confirmed' });
  await clerk.ask(confirmImport, { params: { importId: second.id } });
  const refused = await settledImport(clerk, second.id);
  expect(refused).toMatchObject({ state: 'preview', problem: { zh: expect.stringContaining('又有变动') } });
  expect((await clerk.ask(listChildren, {})).total).toBe(2);
  await clerk.ask(mapImport, { params: { importId: second.id }, body: { sheet: '名单' } });
  expect(await settledImport(clerk, second.id)).toMatchObject({
    state: 'preview',
    problem: null,
    counts: { added: 1, same: 2 },
  });
  await clerk.ask(confirmImport, { params: { importId: second.id } });
  expect(await settledImport(clerk, second.id)).toMatchObject({ state: 'confirmed' });
  expect((await clerk.ask(listChildren, {})).total).toBe(3);
});

test('who is on the roll no more is nobody’s any more; who is off the population list is only told', async () => {
  const roll = (names: number[]) =>
    workbook([['姓名', '身份证号', '学校'], ...names.map((index) => [...rowOf(index).slice(0, 2), '霁溪镇小学'])]);
  const first = await previewed(clerk, 'roll', await roll([0, 1, 2]));
  await clerk.ask(confirmImport, { params: { importId: first.id } });
  await settledImport(clerk, first.id);
  server.clock.advance(86_400 * 30);
  // A session does not last a month.
  clerk = await server.as('social-affairs');
  const second = await previewed(clerk, 'roll', await roll([0, 1]));
  expect(second.counts).toMatchObject({ same: 2, gone: 1, added: 0 });
  const [gone] = await rowsOf(clerk, second.id, 'gone');
  expect(gone).toMatchObject({ name: '骆小2', row: 0 });
  expect(gone?.changes[0]).toMatchObject({ field: 'state', before: '本乡镇就读', after: '去向不明' });
  await clerk.ask(confirmImport, { params: { importId: second.id } });
  await settledImport(clerk, second.id);
  const lost = async (asOf?: string) =>
    (await clerk.ask(listChildren, { query: { unexplained: 'true', ...(asOf && { asOf }) } })).children.map(
      (row) => row.name,
    );
  expect(await lost()).toEqual(['骆小2']);
  // As of the first day of term it learned at its school.
  expect(await lost('2022-09-02')).toEqual([]);
  const population = await previewed(clerk, 'population', await list(2));
  expect(population.counts).toMatchObject({ same: 2, gone: 1 });
  await clerk.ask(confirmImport, { params: { importId: population.id } });
  await settledImport(clerk, population.id);
  expect((await clerk.ask(listChildren, {})).total).toBe(3);
});

test('the roll does not overrule what the act of an open case says; once the case is closed it does', async () => {
  const roll = await workbook([
    ['姓名', '身份证号', '学校'],
    [...rowOf(0).slice(0, 2), '霁溪镇小学'],
  ]);
  const childId = (await clerk.ask(listChildren, { query: { q: '骆小0' } })).children[0]?.id ?? '';
  const caseId = await makeCase(server, clerk.actor, childId);
  await server.database.inTransaction(clerk.actor, async (tx) => {
    await sql`update schooling set to_on = ${server.clock.today()}::date - 1 where child_id = ${childId} and to_on is null`.execute(
      tx,
    );
    await tx
      .insertInto('schooling')
      .values({
        id: newId(server.clock),
        child_id: childId,
        state: 'leave',
        from_on: server.clock.today(),
        recorded_at: server.clock.now(),
        recorded_by: clerk.actor.accountId,
      })
      .execute();
  });
  const open = await previewed(clerk, 'roll', roll);
  expect(open.counts).toMatchObject({ same: 1, changed: 0 });
  expect(JSON.stringify((await rowsOf(clerk, open.id, 'warning'))[0]?.problems)).toContain('已记为“休学”');
  await server.database.inTransaction(clerk.actor, (tx) =>
    tx.updateTable('cases').set({ open: false }).where('id', '=', caseId).execute(),
  );
  const closed = await previewed(clerk, 'roll', roll);
  expect(closed.counts).toMatchObject({ same: 0, changed: 1 });
  expect(JSON.stringify((await rowsOf(clerk, closed.id))[0]?.problems)).not.toContain('已记为');
});

test('a village cadre imports nothing; another township sees neither the batch nor its children', async () => {
  const cadre = await server.as('village', server.units.villageA);
  const got = await cadre.send(uploadImport, {
    query: { kind: 'population', fileName: 'a.xlsx' },
    upload: await list(1),
  });
  expect(got.problem?.type).toBe('not-allowed');
  const { id: importId } = await previewed(clerk, 'population', await list(1));
  const stranger = await server.as('social-affairs', server.units.villageB);
  expect((await stranger.send(getImport, { params: { importId } })).problem?.type).toBe('not-found');
  expect((await stranger.send(confirmImport, { params: { importId } })).problem?.type).toBe('not-found');
  expect((await stranger.send(cancelImport, { params: { importId } })).problem?.type).toBe('not-found');
  const { units } = await clerk.ask(listUnits);
  expect(units.length).toBe(5);
});
