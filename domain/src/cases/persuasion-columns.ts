import { type Day, daysBetween, schoolYearOf } from '../basis/plain-date.ts';
import type { Story } from '../casefile/fold.ts';
import type { EntryOf, Unit } from '../casefile/schema.ts';
import { readDetails } from './details/index.ts';

/* Who has been to see a child, side by side (plan, article 3(5): school, township and village each). */

export interface Visit {
  readonly entryId: string;
  readonly on: Day;
  /** The people of this unit who were there; of all units where no unit is asked for. */
  readonly names: readonly string[];
  /** The case comes from an earlier school year: persuasion goes on (reading R145). */
  readonly continuing: boolean;
}

export interface PersuasionColumn {
  readonly unit: (typeof THREE_PARTIES)[number];
  readonly visits: readonly Visit[];
  /** Different days: a visit is one however many went. */
  readonly days: number;
  /** The longest stretch without a visit, from the report on; null where there is neither report nor visit. */
  readonly longestGap: number | null;
}

export interface Persuasions {
  readonly columns: readonly PersuasionColumn[];
  /** Visits in which none of the three took part. */
  readonly others: readonly Visit[];
  /** Visits after the return, counted apart (reading R144). */
  readonly afterReturn: readonly Visit[];
  /** Different days before the return, by whomever. */
  readonly days: number;
  /** True once the child is back: "returned after n". */
  readonly returned: boolean;
  readonly schoolAverse: boolean;
}

export const THREE_PARTIES = ['school', 'township', 'village'] as const satisfies readonly Unit[];

export function persuasionsOf(story: Story): Persuasions {
  const before: EntryOf<'persuasion'>[] = [];
  const afterReturn: Visit[] = [];
  let began: Day | undefined;
  let placedOn: Day | undefined;
  const visit = (entry: EntryOf<'persuasion'>, unit?: Unit): Visit => ({
    entryId: entry.id,
    on: entry.on,
    names: entry.by.filter((each) => unit === undefined || each.unit === unit).map((each) => each.name),
    continuing: began !== undefined && schoolYearOf(began) < schoolYearOf(entry.on),
  });
  for (const entry of story.entries) {
    switch (entry.kind) {
      case 'report':
      case 'reopening':
        began = entry.kind === 'reopening' ? entry.on : (began ?? entry.on);
        if (entry.kind === 'reopening') placedOn = undefined;
        break;
      case 'placement':
        placedOn ??= entry.on;
        break;
      case 'persuasion':
        if (placedOn !== undefined && entry.on > placedOn) afterReturn.push(visit(entry));
        else before.push(entry);
        break;
      case 'follow-up':
        if (readDetails(entry).type === 'after-return') {
          const by = readDetails(entry).by as { name: string }[] | undefined;
          afterReturn.push({
            entryId: entry.id,
            on: entry.on,
            names: by?.map((each) => each.name) ?? [],
            continuing: false,
          });
        }
        break;
      default:
    }
  }
  const end = story.placement?.on ?? story.closure?.on ?? story.asOf;
  const columns = THREE_PARTIES.map((unit): PersuasionColumn => {
    const visits = before
      .filter((entry) => entry.by.some((each) => each.unit === unit))
      .map((entry) => visit(entry, unit));
    const days = [...new Set(visits.map((each) => each.on))];
    return { unit, visits, days: days.length, longestGap: longestGap(began, days, end) };
  });
  return {
    columns,
    others: before
      .filter((entry) => !entry.by.some((each) => (THREE_PARTIES as readonly Unit[]).includes(each.unit)))
      .map((entry) => visit(entry)),
    afterReturn,
    days: new Set(before.map((entry) => entry.on)).size,
    returned: story.placement !== undefined || story.closures.some((each) => each.reason === 'returned'),
    schoolAverse: story.report?.reasons.includes('school-aversion') ?? false,
  };
}

function longestGap(began: Day | undefined, days: readonly Day[], end: Day): number | null {
  const first = began ?? days[0];
  if (first === undefined) return null;
  const marks = [first, ...days.filter((day) => day > first && day <= end), ...(end > first ? [end] : [])];
  return marks.slice(1).reduce((longest, day, index) => Math.max(longest, daysBetween(marks[index] ?? day, day)), 0);
}
