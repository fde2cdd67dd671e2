import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** A little behind the thread that answers requests. */
const NICENESS = 2;

/**
 * Lets the other threads of this process go first: whoever works through a long list must not make a person wait. Linux
 * alone tells a thread its number and keeps a priority for each; elsewhere nothing happens.
 */
export function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    // 1234/task/1240
    const thread = Number(/\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self'))?.[1]);
    if (thread > 0 && thread !== process.pid) setPriority(thread, NICENESS);
  } catch {
    // Without /proc, or where it is forbidden: as it was.
  }
}
