import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';

/** A PostgreSQL that is not the product's own, as a county's computer department would run it. */
export interface OwnServer {
  /** What goes into DATABASE_ADMIN_URL: may make roles. */
  readonly adminUrl: string;
  /** What goes into DATABASE_URL: the application's role, not there yet. */
  readonly appUrl: string;
  readonly version: string;
  close(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/**
 * For tests only: Debian's PostgreSQL, started in a folder of its own as its user `postgres`, where we are root and it is
 * installed; elsewhere an empty database on the run's PostgreSQL, reached by nothing but its address.
 */
export async function startOwnServer(): Promise<OwnServer> {
  const bin = process.getuid?.() === 0 && existsSync(DEBIAN) ? newest() : undefined;
  return bin ? startDebian(bin) : borrow();
}

function newest(): string | undefined {
  const [version] = readdirSync(DEBIAN)
    .filter((name) => existsSync(join(DEBIAN, name, 'bin/initdb')))
    .sort((a, b) => Number(b) - Number(a));
  return version && join(DEBIAN, version, 'bin');
}

async function startDebian(bin: string): Promise<OwnServer> {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const user = { uid: id('-u'), gid: id('-g') };
  const dir = mkdtempSync('/tmp/quanxue-own-server-');
  chownSync(dir, user.uid, user.gid);
  const as = { ...user, cwd: dir, stdio: 'ignore' as const };
  execFileSync(
    join(bin, 'initdb'),
    ['-D', dir, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
    as,
  );
  const port = await freePort();
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', dir, '-p', String(port), '-k', '', '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    as,
  );
  const adminUrl = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const version = await whenReady(adminUrl);
  return {
    adminUrl,
    appUrl: `postgres://quanxue_app:secret@127.0.0.1:${port}/postgres`,
    version,
    close: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function borrow(): Promise<OwnServer> {
  const { adminUrl, appUrl } = inject('postgres');
  const name = `own_${process.pid}`;
  const run = async (sql: string) => {
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    await admin.query(sql);
    await admin.end();
  };
  await run(`create database ${name}`);
  const on = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  return {
    adminUrl: on(adminUrl),
    appUrl: on(appUrl),
    version: await whenReady(on(adminUrl)),
    close: () => run(`drop database ${name} with (force)`),
  };
}

async function whenReady(url: string): Promise<string> {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return (await client.query<{ server_version: string }>('show server_version')).rows[0]?.server_version ?? '';
    } catch {
      await pause(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
