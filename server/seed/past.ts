import { type Day, shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import { createApp } from '../src/app.ts';
import { type Clock, later } from '../src/basis/clock.ts';
import { openDatabase } from '../src/basis/database.ts';
import type { House } from '../src/basis/house.ts';

/** The same installation with its clock turned back: what is done through it bears the day of then. */
export interface Past {
  readonly house: House;
  /** Turns the clock to nine in the morning of a day; on the present day and later it shows the present time. */
  goTo(day: Day): void;
  close(): Promise<void>;
}

/** Connections that the past may hold beside those of the present. */
const CONNECTIONS = 6;

/**
 * A second server on the same database, files and keys, which listens to nobody. A township has a history, and no
 * operation of the product lets anybody write yesterday's time into a record: so the clock is turned back instead.
 */
export async function openPast(present: House): Promise<Past> {
  let shift = 0;
  const now = () => later(present.clock.now(), shift);
  const clock: Clock = { now, today: () => shanghaiDay(now()) };
  const database = await openDatabase({ ...present.database.address, clock, connections: CONNECTIONS });
  const { keys, evidence, jobs, say, dataDir, version } = present;
  const ground = { database, clock, keys, evidence, jobs, say, dataDir };
  const app = await createApp({ ...ground, loadSample: async () => {} });
  await app.ready();
  return {
    house: { ...ground, app, version },
    goTo: (day) => {
      const instant = present.clock.now();
      shift = day < present.clock.today() ? (Date.parse(`${day}T09:00:00+08:00`) - Date.parse(instant)) / 1000 : 0;
    },
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
