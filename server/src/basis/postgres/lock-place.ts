import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { problems } from './problems.ts';

/** A folder held for this server. */
export interface Lock {
  /** Whether a server that ended without stopping had left its lock here. */
  readonly foundStale: boolean;
  release(): void;
}

/**
 * Holds a folder for this server alone; a second server gets the sentence and leaves. The lock file names the process
 * and when it began, so that a lock left by a killed server is not mistaken for a living one whose number came back.
 */
export async function lockPlace(place: string, dataDir: string): Promise<Lock> {
  const file = join(place, 'server.lock');
  const mine = `${process.pid} ${beginningOf(process.pid)}`;
  let foundStale = false;
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return {
        foundStale,
        release: () => {
          if (read(file) === mine) rmSync(file, { force: true });
        },
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const found = read(file);
    const pid = Number.parseInt(found ?? '', 10);
    if (!(pid > 0) && attempt < 5) {
      // Made a moment ago by another server and not yet written.
      await pause(50);
      continue;
    }
    if (pid > 0 && found === `${pid} ${beginningOf(pid)}`) throw problems.alreadyServed({ pid, dataDir });
    // Moved away and looked at again rather than deleted: of two servers that find the same stale lock, one wins.
    const aside = `${file}.${process.pid}`;
    try {
      renameSync(file, aside);
      if (read(aside) === found) {
        rmSync(aside, { force: true });
        foundStale = true;
      } else renameSync(aside, file);
    } catch {
      // The other server was quicker; the next turn reads its lock.
    }
  }
  throw problems.alreadyServed({ pid: '?', dataDir });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** A text that names one process for ever: when it began, in this boot. Empty when there is no such process. */
export function beginningOf(pid: number): string {
  if (process.platform === 'linux') {
    const stat = read(`/proc/${pid}/stat`);
    if (!stat) return '';
    // The second field is the program's name in brackets and may hold blanks; the beginning is the twentieth after it.
    const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${read('/proc/sys/kernel/random/boot_id')?.trim()} ${began}`;
  }
  if (process.platform === 'win32') {
    const script = `(Get-Process -Id ${pid} -ErrorAction Stop).StartTime.Ticks`;
    return spawnSync('powershell', ['-NoProfile', '-Command', script], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: '/bin:/usr/bin', LC_ALL: 'C' },
  });
  return stdout?.trim() ?? '';
}
