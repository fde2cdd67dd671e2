import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settableClock } from './basis/clock.ts';
import { readConfig } from './basis/config.ts';
import { appendEntry, readLog, verifyLog } from './basis/log.ts';
import { makeActor, TEST_START } from './basis/testing.ts';
import { makeCase, makeChild } from './basis/testing-child.ts';
import { type OwnServer, startOwnServer } from './basis/testing-own-server.ts';
import { startServer } from './start.ts';

let own: OwnServer;
let dataDir: string;
beforeAll(async () => {
  own = await startOwnServer();
  dataDir = mkdtempSync(join(tmpdir(), 'quanxue-start-'));
});
afterAll(async () => {
  await own?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}) {
  const urls = { DATABASE_URL: own.appUrl, DATABASE_ADMIN_URL: own.adminUrl };
  return startServer({
    config: readConfig({ ...urls, QUANXUE_DATA: dataDir, QUANXUE_PORT: '0', ...env }),
    clock: settableClock(TEST_START),
    say: () => {},
    loadSample: async () => {},
    onDatabaseLost: () => {},
  });
}

test('on a server of one’s own the whole product stands: set-up, a child, its log, and all of it after a restart', async () => {
  expect(Number.parseInt(own.version, 10)).toBeGreaterThanOrEqual(15);
  let server = await start();
  const body = {
    county: { name: '雾屏县', code: '509999' },
    township: { name: '霁溪镇', code: '509999101' },
    administrator: { account: 'admin', name: '骆长庚', password: 'correct horse battery' },
  };
  const post = (path: string, json: unknown) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(json),
    });
  expect((await post('/api/installation', body)).status).toBe(200);

  const { house } = server;
  const units = await house.database.inTransaction(null, (tx) => tx.selectFrom('units').selectAll().execute());
  const township = units.find((unit) => unit.kind === 'township')?.id ?? '';
  const { actor } = await makeActor(house, 'social-affairs', township);
  const childId = await makeChild(house, actor, { villageId: township, citizenId: '509999201012030310' });
  const caseId = await makeCase(house, actor, childId);
  const entry: Entry = {
    id: 'e1',
    kind: 'relief',
    on: '2022-09-01',
    difficulty: '欠债',
    help: '临时救助',
    unit: 'township',
  };
  const [clerk] = actor.posts;
  if (!clerk) throw new Error('no post');
  await house.database.inTransaction(actor, (tx) => appendEntry(house, tx, { caseId, entry, actor, post: clerk }));
  await server.stop();

  server = await start();
  expect(await (await fetch(`${server.url}/api/installation`)).json()).toMatchObject({
    state: 'ready',
    county: '雾屏县',
  });
  expect((await post('/api/session', { account: 'admin', password: 'correct horse battery' })).status).toBe(200);
  const again = server.house;
  await again.database.inTransaction(actor, async (tx) => {
    expect((await readLog(again.keys, tx, caseId)).map((each) => each.entry)).toEqual([entry]);
    expect(await verifyLog(again.keys, tx, caseId)).toEqual([]);
  });
  const { pool } = again.database;
  expect((await pool.query('select * from children union all select * from children')).rows).toEqual([]);
  for (const sql of [`update entries set body = '{}'`, 'delete from entries', 'truncate entries', 'drop table audit']) {
    await expect(pool.query(sql), sql).rejects.toThrow(/permission denied|must be owner/);
  }
  await server.stop();
});

test('it does not start with the owner in the place of the application, and says so', async () => {
  await expect(start({ DATABASE_URL: own.adminUrl })).rejects.toMatchObject({ key: 'application-role-too-strong' });
});

test('a taken port is told in a sentence, and what was started is stopped again', async () => {
  const first = await start();
  const { port } = new URL(first.url);
  await expect(start({ QUANXUE_PORT: port })).rejects.toMatchObject({
    key: 'port-taken',
    values: { port: Number(port) },
  });
  await first.stop();
});

test('a setting that cannot be is told by its name', () => {
  const wrong = (env: Record<string, string>) => () => readConfig(env);
  expect(wrong({ QUANXUE_PORT: '84200' })).toThrow('QUANXUE_PORT');
  expect(wrong({ QUANXUE_SCHEMA: 'a"b' })).toThrow('QUANXUE_SCHEMA');
  expect(wrong({ DATABASE_URL: 'postgres://a@b/c' })).toThrow('DATABASE_ADMIN_URL');
  expect(wrong({ DATABASE_URL: 'mysql://user:geheim@host/c', DATABASE_ADMIN_URL: 'x' })).toThrow(/^(?!.*geheim)/);
});

test('without settings it listens to this machine alone, on 8420, and the demo beside it on 8421', () => {
  expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 8420, schema: 'county', ownDatabase: undefined });
  expect(readConfig({}, ['--demo'])).toMatchObject({ port: 8421, demo: true });
  expect(readConfig({}, ['--demo']).dataDir.endsWith('data-demo')).toBe(true);
  const args = ['--data', '/srv/b', '--port', '9000'];
  expect(readConfig({ QUANXUE_DATA: '/srv/a', QUANXUE_PORT: '1' }, args)).toMatchObject({
    dataDir: '/srv/b',
    port: 9000,
  });
});
