import { type Day, shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';

/**
 * The one place that asks what time it is. Instants are ISO strings in UTC with milliseconds
 * ('2022-09-07T10:30:00.000Z'); days are civil days in Asia/Shanghai.
 */
export interface Clock {
  now(): string;
  today(): Day;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => shanghaiDay(new Date().toISOString()),
};

/** A clock that stands until it is set: for tests and for the sample township. */
export interface SettableClock extends Clock {
  set(instant: string): void;
  /** Moves on by whole or broken seconds. */
  advance(seconds: number): void;
}

export function settableClock(start: string): SettableClock {
  let at = new Date(start).toISOString();
  return {
    now: () => at,
    today: () => shanghaiDay(at),
    set: (instant) => {
      at = new Date(instant).toISOString();
    },
    advance: (seconds) => {
      at = later(at, seconds);
    },
  };
}

/** An instant so many seconds later (or earlier). */
export function later(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}

/** Any instant with its zone as UTC with milliseconds, as the database keeps it: '2022-09-07T18:30:00+08:00' → '…T10:30:00.000Z'. */
export function utc(instant: string): string {
  return new Date(Date.parse(instant)).toISOString();
}
