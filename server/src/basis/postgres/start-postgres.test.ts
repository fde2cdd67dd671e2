import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import { readPostmasterFile } from './run-postmaster.ts';
import { type Crash, type RunningPostgres, startPostgres } from './start-postgres.ts';

const root = process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), 'quanxue-postgres-'));
chmodSync(folder, 0o755);
const filled = join(folder, '劝学 试', 'data');
const running = new Set<RunningPostgres>();
let said: string[] = [];

async function start(dataDir: string): Promise<RunningPostgres> {
  said = [];
  const postgres = await startPostgres({ dataDir, say: ({ en }) => void said.push(en) });
  running.add(postgres);
  return postgres;
}

async function stop(postgres: RunningPostgres): Promise<void> {
  running.delete(postgres);
  await postgres.stop();
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A copy of the filled installation, at rest, to be damaged. */
function copyOfFilled(name: string): string {
  const copy = join(folder, name);
  cpSync(filled, copy, { recursive: true, preserveTimestamps: true });
  if (root) {
    const { uid, gid } = statSync(join(filled, 'postgres', 'cluster'));
    chown(copy, uid, gid);
  }
  return copy;
}

function chown(dataDir: string, uid: number, gid: number): void {
  spawnSync('chown', ['-R', `${uid}:${gid}`, join(dataDir, 'postgres', 'cluster')]);
}

/** A server of its own process, to be killed: starts PostgreSQL, writes what it is told, says when it is done. */
async function serverProcess(dataDir: string, sql: string): Promise<ChildProcess> {
  const program = `
    import { startPostgres } from ${JSON.stringify(new URL('./start-postgres.ts', import.meta.url).href)};
    import pg from 'pg';
    const postgres = await startPostgres({ dataDir: process.argv[1], say() {} });
    const client = new pg.Client({ connectionString: postgres.ownerUrl });
    await client.connect();
    await client.query(process.argv[2]);
    console.log('done');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir, sql], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout ?? child, 'data');
  return child;
}

beforeAll(async () => {
  const postgres = await start(filled);
  await ask(postgres.ownerUrl, 'create schema county; create table county.kept (name text)');
  await ask(postgres.ownerUrl, "insert into county.kept values ('张小满')");
  await stop(postgres);
});

afterEach(async () => {
  for (const postgres of running) await stop(postgres);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a PostgreSQL of our own', () => {
  it('keeps what was written from one start to the next', async () => {
    const postgres = await start(filled);
    expect(await ask(postgres.ownerUrl, 'select name from county.kept')).toEqual([{ name: '张小满' }]);
    expect(said).toEqual([]);
    await stop(postgres);
  });

  it('is PostgreSQL 18 with UTF-8, checksums and everything synced to the disk', async () => {
    const postgres = await start(filled);
    const [row] = await ask(
      postgres.appUrl,
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding,
       current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as listen`,
    );
    expect(row).toEqual({
      version: 18,
      encoding: 'UTF8',
      checksums: 'on',
      fsync: 'on',
      commit: 'on',
      listen: '127.0.0.1',
    });
    await stop(postgres);
  });

  it('gives the server two roles that are no superuser and cannot pass by row security', async () => {
    const postgres = await start(filled);
    const roles = await ask(
      postgres.adminUrl,
      `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as mighty from pg_roles
       where rolname like 'quanxue\\_%' and rolname <> 'quanxue_admin' order by 1`,
    );
    expect(roles).toEqual([
      { rolname: 'quanxue_app', mighty: false },
      { rolname: 'quanxue_owner', mighty: false },
    ]);
    await expect(ask(postgres.appUrl, 'create table public.mine (x int)')).rejects.toThrow(/permission denied/);
    await expect(ask(postgres.appUrl, 'create schema mine')).rejects.toThrow(/permission denied/);
    await stop(postgres);
  });

  it('sorts Chinese names by pinyin', async () => {
    const postgres = await start(filled);
    const rows = await ask(
      postgres.appUrl,
      `select string_agg(name, ' ' order by name collate "zh-x-icu") as names
       from unnest(array['张三', '李四', '阿明', '欧阳', '王五', '陈六']) name`,
    );
    expect(rows).toEqual([{ names: '阿明 陈六 李四 欧阳 王五 张三' }]);
    await stop(postgres);
  });

  it('lets nobody in without the password, and keeps the passwords to its user alone', async () => {
    const postgres = await start(filled);
    const wrong = postgres.appUrl.replace(/:[^:@]+@/, ':wrong@');
    await expect(ask(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(filled, 'postgres.json')).mode & 0o777).toBe(0o600);
    await stop(postgres);
  });

  it('tells a second server that the data folder is in use, and leaves it in peace', async () => {
    const postgres = await start(filled);
    await expect(startPostgres({ dataDir: filled, say() {} })).rejects.toMatchObject({
      key: 'database-already-served',
    });
    expect(await ask(postgres.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stop(postgres);
  });
});

describe('after a crash', () => {
  it('of the server, the next start closes the PostgreSQL left running and loses nothing', async () => {
    const server = await serverProcess(filled, "insert into county.kept values ('服务被杀')");
    const left = readPostmasterFile(join(filled, 'postgres', 'cluster'))?.pid ?? 0;
    server.kill('SIGKILL');
    await once(server, 'exit');
    expect(readPostmasterFile(join(filled, 'postgres', 'cluster'))).toEqual({ pid: left, status: 'ready' });
    const postgres = await start(filled);
    expect(said).toEqual([expect.stringMatching(/^The last run did not stop in good order/)]);
    expect(await ask(postgres.ownerUrl, "select 1 as one from county.kept where name = '服务被杀'")).toHaveLength(1);
    expect(readPostmasterFile(join(filled, 'postgres', 'cluster'))?.pid).not.toBe(left);
    await stop(postgres);
  });

  it('of PostgreSQL, it is started again under the running server at the same address', async () => {
    const postgres = await start(filled);
    const crash = new Promise<Crash>((resolve) => postgres.onCrash(resolve));
    await ask(postgres.ownerUrl, "insert into county.kept values ('库被杀')");
    process.kill(readPostmasterFile(join(filled, 'postgres', 'cluster'))?.pid ?? 0, 'SIGKILL');
    expect(await crash).toMatchObject({ recovered: true });
    expect(await ask(postgres.ownerUrl, "select 1 as one from county.kept where name = '库被杀'")).toHaveLength(1);
    await stop(postgres);
  });

  it('of both at once, the next start recovers', async () => {
    const server = await serverProcess(filled, "insert into county.kept values ('一起被杀')");
    server.kill('SIGKILL');
    process.kill(readPostmasterFile(join(filled, 'postgres', 'cluster'))?.pid ?? 0, 'SIGKILL');
    await once(server, 'exit');
    const postgres = await start(filled);
    expect(said).toEqual([expect.stringMatching(/^The last run did not stop in good order/)]);
    expect(await ask(postgres.ownerUrl, "select 1 as one from county.kept where name = '一起被杀'")).toHaveLength(1);
    await stop(postgres);
  });

  it('a stale postmaster.pid whose number came back to another program does not stop the start', async () => {
    const cluster = join(filled, 'postgres', 'cluster');
    const { uid, gid } = statSync(cluster);
    const other = spawn('sleep', ['60'], { ...(root ? { uid, gid } : {}), cwd: '/', stdio: 'ignore' });
    const stale = `${other.pid}\n${cluster}\n1600000000\n5432\n\n127.0.0.1\n  1234567  1234567\nready   \n`;
    writeFileSync(join(cluster, 'postmaster.pid'), stale, { mode: 0o600 });
    if (root) chown(filled, uid, gid);
    const postgres = await start(filled);
    expect(await ask(postgres.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(() => process.kill(other.pid ?? 0, 0)).not.toThrow();
    other.kill();
    await stop(postgres);
  });

  it('an empty postmaster.pid of a power cut does not stop the start', async () => {
    const cluster = join(filled, 'postgres', 'cluster');
    writeFileSync(join(cluster, 'postmaster.pid'), '');
    const postgres = await start(filled);
    expect(await ask(postgres.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stop(postgres);
  });

  it('a half-made cluster of a first start is made anew', async () => {
    const dataDir = join(folder, 'half');
    const making = join(dataDir, 'postgres', 'cluster.making.1');
    mkdirSync(making, { recursive: true });
    writeFileSync(join(making, 'PG_VERSION'), '18\n');
    const postgres = await start(dataDir);
    expect(await ask(postgres.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(making)).toBe(false);
    await stop(postgres);
  });

  it('a server killed while it makes the cluster leaves a folder that the next start completes', async () => {
    const dataDir = join(folder, 'killed-early');
    const program = `
      import { startPostgres } from ${JSON.stringify(new URL('./start-postgres.ts', import.meta.url).href)};
      await startPostgres({ dataDir: process.argv[1], say() {} });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir], {
      cwd: import.meta.dirname,
      stdio: 'ignore',
    });
    const place = join(dataDir, 'postgres');
    while (!existsSync(place) || !readdirSync(place).some((name) => name.startsWith('cluster.making.'))) {
      await pause(5);
    }
    await pause(100);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const postgres = await start(dataDir);
    expect(await ask(postgres.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stop(postgres);
  });
});

describe('what cannot be started says what to do, and touches nothing', () => {
  it('data of another major version of PostgreSQL', async () => {
    const dataDir = copyOfFilled('other-version');
    const version = join(dataDir, 'postgres', 'cluster', 'PG_VERSION');
    writeFileSync(version, '17\n');
    await expect(start(dataDir)).rejects.toMatchObject({ key: 'database-other-version', values: { found: '17' } });
    expect(readFileSync(version, 'utf8')).toBe('17\n');
  });

  it('a cluster whose passwords are lost', async () => {
    const dataDir = copyOfFilled('no-passwords');
    rmSync(join(dataDir, 'postgres.json'));
    await expect(start(dataDir)).rejects.toMatchObject({ key: 'database-folder-not-ours' });
    expect(existsSync(join(dataDir, 'postgres', 'cluster', 'PG_VERSION'))).toBe(true);
  });

  it('passwords whose cluster is lost, rather than an empty database in its stead', async () => {
    const dataDir = copyOfFilled('no-cluster');
    rmSync(join(dataDir, 'postgres', 'cluster'), { recursive: true });
    await expect(start(dataDir)).rejects.toMatchObject({ key: 'database-folder-not-ours' });
  });

  it('a damaged file of passwords', async () => {
    const dataDir = copyOfFilled('damaged');
    writeFileSync(join(dataDir, 'postgres.json'), '{"passwords":');
    await expect(start(dataDir)).rejects.toMatchObject({ key: 'database-settings-damaged' });
  });

  it('a folder that cannot be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    await expect(start(join(file, 'data'))).rejects.toMatchObject({ key: 'database-folder-unwritable' });
  });

  it('a full disk, in the words of PostgreSQL and of the system', () => {
    const at = { place: '/data', log: '/data/postgres.log' };
    for (const words of [
      'initdb: error: could not create directory "/data/base": No space left on device',
      "ENOSPC: no space left on device, mkdir '/data'",
      'FATAL:  could not write lock file "postmaster.pid": No space left on device',
    ]) {
      expect(explain(words, at)).toMatchObject({ key: 'database-no-space' });
    }
    expect(explain('2026 UTC [7] FATAL:  could not load private key', at).values.reason).toBe(
      'could not load private key',
    );
  });
});

it('in a folder that PostgreSQL’s user cannot enter, the cluster goes elsewhere and says so, and is found again', async () => {
  const home = join(folder, 'closed-home');
  mkdirSync(home, { mode: 0o700 });
  const dataDir = join(home, 'data');
  const postgres = await start(dataDir);
  await ask(postgres.ownerUrl, 'create schema county');
  await stop(postgres);
  expect(existsSync(join(dataDir, 'postgres', 'cluster'))).toBe(!root);
  if (root) expect(said[0]).toMatch(/^The database’s user cannot enter .*\/var\/lib\/quanxue\//);
  chmodSync(home, 0o755);
  const again = await start(dataDir);
  expect(await ask(again.ownerUrl, "select 1 as one from pg_namespace where nspname = 'county'")).toHaveLength(1);
  await stop(again);
  const { place } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as { place?: string };
  if (place) rmSync(place, { recursive: true });
});
