import type { Problem } from '@quanxue/domain/basis/problem.ts';
import { problems } from './problems.ts';

/** Free space, in MB, without which a start makes no sense (an empty cluster with its journal takes about 60). */
export const NEEDED_MEGABYTES = 200;

/** Turns what PostgreSQL or the system said when something failed into the problem that names the next step. */
export function explain(said: string, at: { place: string; log: string }): Problem {
  const path = at.place;
  if (/No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/i.test(said)) {
    return problems.noSpace({ path, megabytes: NEEDED_MEGABYTES });
  }
  const refused = /Read-only file system|EROFS|Permission denied|EACCES|EPERM|ENOTDIR|EEXIST|ENOENT(?=.*mkdir)/i.exec(
    said,
  )?.[0];
  if (refused) return problems.unwritable({ path, reason: refused });
  if (/wrong ownership/i.test(said)) return problems.otherOwner({ path });
  if (/administrative permissions/i.test(said)) return problems.windowsAdministrator();
  return problems.didNotStart({ reason: lastMeaningful(said), log: at.log });
}

/** The line of a PostgreSQL log that says why: the last FATAL, PANIC or error, without its time stamp. */
function lastMeaningful(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => /FATAL|PANIC|error/i.test(line)).at(-1) ?? lines.at(-1) ?? '?';
  return telling.replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, '').trim();
}
