import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { bareEnvironment } from './bare-environment.ts';
import type { DatabaseUser } from './database-user.ts';
import { explain } from './explain.ts';
import { type Binaries, program } from './find-binaries.ts';
import { problems } from './problems.ts';

export const ADMIN = 'quanxue_admin';
const MAKING = 'cluster.making.';

/**
 * Makes the cluster once. It is made beside its final name and renamed when initdb has finished and synced: a folder
 * named `cluster` is always whole, and a half-made one (`cluster.making.*`) never held a record and is made anew.
 */
export function initialiseCluster(options: {
  place: string;
  binaries: Binaries;
  user: DatabaseUser | undefined;
  adminPassword: string;
}): void {
  const { place, binaries, user } = options;
  clearAttempts(place);
  const making = join(place, `${MAKING}${randomUUID()}`);
  const passwordFile = join(place, 'initdb.password');
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, options.adminPassword, { mode: 0o600 });
  if (user) {
    chownSync(making, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  // PostgreSQL's own C.UTF-8 orders by code point, the same on every machine and after every upgrade; names are
  // ordered by the ICU collation "zh-x-icu" where people read them.
  const made = spawnSync(
    program(binaries, 'initdb'),
    [
      `--pgdata=${making}`,
      `--username=${ADMIN}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--text-search-config=simple',
      '--data-checksums',
    ],
    { ...user, cwd: process.platform === 'win32' ? place : '/', encoding: 'utf8', env: bareEnvironment() },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw explain(made.error?.message ?? made.stderr, { place, log: place });
  }
  renameSync(making, join(place, 'cluster'));
  syncFolder(place);
}

/** Removes what earlier attempts left. The initdb of a killed server may still write there: what resists stays till next time. */
function clearAttempts(place: string): void {
  for (const name of readdirSync(place).filter((name) => name.startsWith(MAKING))) {
    try {
      rmSync(join(place, name), { recursive: true, force: true });
    } catch {
      // A name of its own keeps this attempt apart from it.
    }
  }
}

/** So that the new name outlives a power cut too. Windows cannot open a folder for this and needs it not. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Whether the cluster is there. Refuses what is not ours or is of another major version, without touching it. */
export function clusterExists(place: string, binaries: Binaries): boolean {
  const cluster = join(place, 'cluster');
  if (!existsSync(cluster)) return false;
  let found: string;
  try {
    found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw problems.otherOwner({ path: cluster });
    throw problems.notOurs({ path: cluster, missing: 'PG_VERSION' });
  }
  const needed = binaries.version.split('.')[0] ?? '';
  if (found !== needed) throw problems.otherVersion({ path: cluster, found, needed });
  return true;
}
