import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { problems } from './problems.ts';

/** The system user that PostgreSQL runs as where we are root; elsewhere nothing, it runs as ourselves. */
export interface DatabaseUser {
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'postgres';
const ROOT_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * PostgreSQL refuses to run as root. As root we take the user who already owns the cluster, else the machine's
 * `postgres`, else we make one. As anybody else (and on Windows) the answer is undefined.
 */
export function databaseUser(cluster: string): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return lookUp() ?? make();
}

function lookUp(): DatabaseUser | undefined {
  const uid = Number.parseInt(run('id', ['-u', NAME]).stdout, 10);
  const gid = Number.parseInt(run('id', ['-g', NAME]).stdout, 10);
  return uid > 0 && gid > 0 ? { uid, gid } : undefined;
}

function make(): DatabaseUser {
  run('groupadd', ['--system', NAME]);
  const made = run('useradd', ['--system', '--gid', NAME, '--no-create-home', '--shell', '/bin/false', NAME]);
  const user = lookUp();
  if (!user) throw problems.noUser({ user: NAME, reason: made.error?.message ?? (made.stderr.trim() || 'useradd') });
  return user;
}

function run(command: string, args: string[]) {
  return spawnSync(command, args, { encoding: 'utf8', env: { PATH: ROOT_PATH } });
}

/** Whether this user can reach a folder. Tried, not computed from mode bits: access lists and mounts count too. */
export function canEnter(folder: string, user: DatabaseUser): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}
