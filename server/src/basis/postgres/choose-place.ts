import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Text } from '@quanxue/domain/basis/problem.ts';
import { canEnter, type DatabaseUser } from './database-user.ts';
import type { Binaries } from './find-binaries.ts';

/** Where folders go that the database's user could not reach otherwise. */
export const SHARED_HOME = '/var/lib/quanxue';

/**
 * The folder for cluster, log and lock. Normally `<data>/postgres`; where we are root and PostgreSQL's user cannot
 * enter the data folder (a home of mode 0700), a folder of its own under /var/lib/quanxue, named after the data folder.
 */
export function choosePlace(dataDir: string, user: DatabaseUser | undefined, say: (text: Text) => void): string {
  const near = join(dataDir, 'postgres');
  mkdirSync(near, { recursive: true });
  if (user) chmodSync(near, 0o711);
  if (!user || canEnter(near, user)) return near;
  const far = join(SHARED_HOME, hashOf(dataDir));
  mkdirSync(far, { recursive: true });
  chmodSync(SHARED_HOME, 0o755);
  chmodSync(far, 0o711);
  say({
    zh: `数据库用户进不了 ${dataDir}，数据库改放在 ${far}（备份时请一并备份）。`,
    en: `The database’s user cannot enter ${dataDir}; the database is kept in ${far} instead (include it in backups).`,
  });
  return far;
}

/** PostgreSQL's programs where its user can run them: where npm put them, or else a copy under /var/lib/quanxue. */
export function reachableBinaries(
  binaries: Binaries,
  user: DatabaseUser | undefined,
  say: (text: Text) => void,
): Binaries {
  if (!user || canEnter(join(binaries.home, 'share', 'postgresql'), user)) return binaries;
  const home = join(SHARED_HOME, hashOf(binaries.home), `postgresql-${binaries.version}`);
  if (existsSync(home)) return { ...binaries, home };
  say({
    zh: `数据库用户进不了 ${binaries.home}，PostgreSQL 程序复制到 ${home}。`,
    en: `The database’s user cannot enter ${binaries.home}; PostgreSQL’s programs are copied to ${home}.`,
  });
  const unfinished = `${home}.${process.pid}`;
  cpSync(binaries.home, unfinished, { recursive: true, verbatimSymlinks: true });
  openForAll(unfinished);
  for (const folder of [dirname(home), SHARED_HOME]) chmodSync(folder, 0o755);
  if (existsSync(home)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, home);
  return { ...binaries, home };
}

/** npm under a strict umask leaves files that only root may read. */
function openForAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForAll(path);
    else if (entry.isFile()) chmodSync(path, 0o755);
  }
}

function hashOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}
