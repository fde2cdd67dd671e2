import type { House } from './house.ts';

/** How often it is looked whether a new day has begun. Not at midnight sharp: the machine may have slept. */
const LOOK_EVERY_MS = 10 * 60_000;

/**
 * Does a duty once when the server listens and once on each new day after. What it throws is a bug that is said; the next
 * day it is tried again. A duty must be safe to repeat: two starts on one day do it twice.
 */
export function daily(house: House, name: string, duty: () => Promise<void>): void {
  let done: string | undefined;
  let running: Promise<void> | undefined;
  const look = () => {
    const today = house.clock.today();
    if (running || done === today) return;
    running = duty()
      .catch((error) => house.say.bug(error, { duty: name }))
      .finally(() => {
        done = today;
        running = undefined;
      });
  };
  let timer: NodeJS.Timeout | undefined;
  house.app.addHook('onListen', async () => {
    look();
    timer = setInterval(look, LOOK_EVERY_MS);
    timer.unref();
  });
  house.app.addHook('onClose', async () => {
    clearInterval(timer);
    await running;
  });
}
