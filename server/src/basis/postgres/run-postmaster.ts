import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Text } from '@quanxue/domain/basis/problem.ts';
import { bareEnvironment } from './bare-environment.ts';
import type { DatabaseUser } from './database-user.ts';
import { explain } from './explain.ts';
import { type Binaries, program } from './find-binaries.ts';
import { problems } from './problems.ts';

const LOG_KEPT_BYTES = 5_000_000;

/** What the functions of this file need to know of one installation. */
export interface Installation {
  readonly place: string;
  readonly binaries: Binaries;
  readonly user: DatabaseUser | undefined;
  readonly say: (text: Text) => void;
}

/** One running PostgreSQL, our own child. */
export interface Postmaster {
  readonly port: number;
  readonly process: ChildProcess;
}

/** PostgreSQL's log of this installation. */
export function logFile(place: string): string {
  return join(place, 'postgres.log');
}

/**
 * Starts PostgreSQL on the cluster and waits until it takes connections, through crash recovery if need be. Loopback
 * only, on the given port when it is free, else on another one.
 */
export async function startPostmaster(installation: Installation, wishedPort: number | undefined): Promise<Postmaster> {
  let port = await freePort(wishedPort);
  // A killed PostgreSQL's last processes may hold its memory for a moment, and a port found free may be taken meanwhile.
  for (let attempt = 1; ; attempt++) {
    const outcome = await launch(installation, port);
    if (typeof outcome !== 'string') return { port, process: outcome };
    const passing = /shared memory block .* is still in use|Is another postmaster/.test(outcome);
    const portTaken = /could not (bind|create any TCP\/IP sockets)/.test(outcome);
    if (attempt > 100 || (!passing && !portTaken) || (portTaken && attempt > 5)) {
      throw explain(outcome, { place: installation.place, log: logFile(installation.place) });
    }
    if (portTaken) port = await freePort(undefined);
    else await pause(100);
  }
}

/** One try: the process once it is ready, or what it said when it ended. */
async function launch(installation: Installation, port: number): Promise<ChildProcess | string> {
  const { place, binaries, user } = installation;
  const cluster = join(place, 'cluster');
  const log = logFile(place);
  const logBegan = turnOver(log);
  // The messages go to a file, not to a pipe of ours: PostgreSQL must outlive a killed server without a broken pipe.
  const output = openSync(log, 'a', 0o600);
  const child = spawn(program(binaries, 'postgres'), ['-D', cluster, ...settings(port)], {
    ...user,
    cwd: process.platform === 'win32' ? place : '/',
    env: bareEnvironment(),
    stdio: ['ignore', output, output],
    // A group of its own: Ctrl+C reaches the server alone, which then ends the database in good order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  closeSync(output);
  let ended = false;
  let failure = '';
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', (error) => {
    ended = true;
    failure = error.message;
  });
  const began = Date.now();
  let told = false;
  while (!ended) {
    const running = readPostmasterFile(cluster);
    if (running?.pid === child.pid && running?.status === 'ready') return child;
    if (!told && Date.now() - began > 3000) {
      told = true;
      installation.say({
        zh: '数据库正在从上次的异常中断中恢复，请稍候……',
        en: 'The database is recovering from an interruption; please wait…',
      });
    }
    await pause(10);
  }
  return failure || readFileSync(log, 'utf8').slice(logBegan);
}

/** Everything that differs from PostgreSQL's defaults, with its reason. */
function settings(port: number): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // An acknowledged record is on the disk. These are defaults; they are said so that no configuration file unsays them.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log must not carry names of children: neither the values of a statement nor the detail of a violated key.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Keeps the log and the one before it; answers how long the log is now. */
function turnOver(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LOG_KEPT_BYTES) return size;
  renameSync(log, `${log}.1`);
  return 0;
}

/** The lines of `postmaster.pid` that matter; undefined when there is none. */
export function readPostmasterFile(cluster: string): { pid: number; status: string } | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), status: lines[7]?.trim() ?? '' };
  } catch {
    return undefined;
  }
}

/**
 * Makes the cluster free to start: a PostgreSQL that a killed server left running is stopped in good order (its
 * connections died with the server, and as our own child it can be watched again), a stale `postmaster.pid` is made
 * harmless. Call only while holding the place's lock: then no living server can own what is found here.
 */
export async function clearCluster(installation: Installation): Promise<void> {
  const { place, binaries, user } = installation;
  const cluster = join(place, 'cluster');
  let found = readPostmasterFile(cluster);
  if (found && !(found.pid > 0)) {
    await pause(1000);
    found = readPostmasterFile(cluster);
    // Empty after a power cut. It names nobody, and PostgreSQL refuses to start beside it.
    if (found && !(found.pid > 0)) rmSync(join(cluster, 'postmaster.pid'));
  }
  if (!found || !(found.pid > 0) || !alive(found.pid)) return;
  if (!isPostmasterOf(found.pid, cluster)) {
    // The number came back to another program. PostgreSQL takes its parent's number for harmless, and keeps the rest
    // of the file to see whether processes of the old one still live; deleting the file would lose that safeguard.
    const file = join(cluster, 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
    return;
  }
  spawnSync(program(binaries, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60'], {
    ...user,
    cwd: process.platform === 'win32' ? place : '/',
    env: bareEnvironment(),
    stdio: 'ignore',
  });
  // pg_ctl goes by the pid file, which goes a moment before the process does.
  for (let tries = 0; tries < 50 && isPostmasterOf(found.pid, cluster); tries++) await pause(200);
  if (isPostmasterOf(found.pid, cluster)) throw problems.stillHeld({ pid: found.pid, path: cluster });
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process is the PostgreSQL of this cluster, by the command it was started with. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!alive(pid)) return false;
  if (process.platform === 'linux') {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      const folder = words[words.indexOf('-D') + 1] ?? '';
      return basename(words[0] ?? '') === 'postgres' && realpathSync(folder) === realpathSync(cluster);
    } catch {
      return false;
    }
  }
  if (process.platform === 'win32') {
    return /postgres/i.test(spawnSync('tasklist', ['/fi', `pid eq ${pid}`], { encoding: 'utf8' }).stdout ?? '');
  }
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return /postgres/.test(stdout ?? '') && (stdout ?? '').includes(cluster);
}

/** The wished loopback port if it is free, else any free one. */
async function freePort(wished: number | undefined): Promise<number> {
  const listen = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(undefined));
      server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
        const address = server.address();
        const taken = typeof address === 'object' && address ? address.port : undefined;
        server.close(() => resolve(taken));
      });
    });
  const port = (wished ? await listen(wished) : undefined) ?? (await listen(0));
  if (!port) throw problems.notReached({ reason: 'no free port', port: 0 });
  return port;
}

/** Stops PostgreSQL in good order: open statements are ended, everything is written. */
export async function stopPostmaster(installation: Installation, postmaster: Postmaster): Promise<void> {
  const { process: child } = postmaster;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (process.platform === 'win32') {
    // Windows knows no signals; pg_ctl speaks PostgreSQL's own.
    const cluster = join(installation.place, 'cluster');
    spawn(program(installation.binaries, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-W'], {
      env: bareEnvironment(),
      stdio: 'ignore',
      windowsHide: true,
    });
  } else {
    child.kill('SIGINT');
  }
  await gone;
}
