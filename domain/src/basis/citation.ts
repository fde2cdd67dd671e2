import type { Day } from './plain-date.ts';

/** A place in a paper. `paper` is an id of docs/papers.md; `text` is how it is printed beside a finding. */
export interface Citation {
  readonly paper: string;
  readonly zh: string;
  readonly en: string;
}

/** One value of law and the days on which it holds, both included; each with its source. */
export interface DatedValue<T> {
  readonly from?: Day;
  readonly to?: Day;
  readonly value: T;
  readonly citation: Citation;
}

/** A number of law is a history: the values in order of their days, without overlap. */
export type Dated<T> = readonly DatedValue<T>[];

/** The value in force on a day with its period and source, or undefined where none is. */
export function datedOn<T>(history: Dated<T>, day: Day): DatedValue<T> | undefined {
  return history.find((each) => (!each.from || each.from <= day) && (!each.to || day <= each.to));
}

/** The value alone. */
export function valueOn<T>(history: Dated<T>, day: Day): T | undefined {
  return datedOn(history, day)?.value;
}
