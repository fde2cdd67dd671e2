import type { Day } from '../basis/plain-date.ts';
import { of, type Story } from '../casefile/fold.ts';
import type { ChildHeader, EntryOf } from '../casefile/schema.ts';
import { readDetails } from './details/index.ts';

/* Difficulties of key-group families and the help given (article 3(6)): none may stay open (reading R150). */

/** Households of which the plan speaks: monitored, borderline, subsistence. */
export const KEY_HOUSEHOLDS = ['monitored', 'borderline', 'subsistence'] as const satisfies readonly NonNullable<
  ChildHeader['households']
>[number][];
export type KeyHousehold = (typeof KEY_HOUSEHOLDS)[number];

export interface Relief {
  readonly entry: EntryOf<'relief'>;
  readonly result: string | null;
  readonly resultOn: Day | null;
  readonly settled: boolean;
}

/** The difficulties that a case tells of. Help in learning has ledgers of its own and is no difficulty of the family. */
export function reliefs(story: Story): Relief[] {
  return of(story, 'relief').flatMap((entry) => {
    const { type, result, resultOn, settled } = readDetails(entry);
    if (type === 'tutoring' || type === 'targeted-help') return [];
    return [
      {
        entry,
        result: typeof result === 'string' ? result : null,
        resultOn: typeof resultOn === 'string' ? resultOn : null,
        settled: settled === true,
      },
    ];
  });
}
