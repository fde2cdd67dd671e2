import type { Day } from '../../basis/plain-date.ts';
import type { Text } from '../../basis/problem.ts';
import { of, type Story } from '../../casefile/fold.ts';
import type { DocumentKind, Entry, EntryOf, Unit } from '../../casefile/schema.ts';
import { terms } from '../../terms.ts';

/** True where an entry has evidence that has arrived: an item marked `due` does not count. */
export function arrived(entry: Entry, kinds?: readonly string[]): boolean {
  return entry.evidence?.some((item) => item.due !== true && (!kinds || kinds.includes(item.kind))) ?? false;
}

/** Documents of these kinds that count, in order. */
export function documents(story: Story, ...kinds: readonly DocumentKind[]): EntryOf<'document'>[] {
  return of(story, 'document').filter((entry) => kinds.includes(entry.document));
}

/** Different days among entries. */
export function days(entries: readonly Entry[]): Set<Day> {
  return new Set(entries.map((entry) => entry.on));
}

/** Units by name in both languages. */
export function names(units: readonly Unit[]): Text {
  return {
    zh: units.map((unit) => terms.unit[unit].zh).join('、'),
    en: units.map((unit) => terms.unit[unit].en).join(', '),
  };
}
