import { type Day, shanghaiDay } from '../basis/plain-date.ts';
import type { Run } from '../basis/school-calendar.ts';
import type { CaseFile, Entry, EntryOf, Kind, Measure } from './schema.ts';

/** What an amendment did to an entry, for those who show the story: the entry stays on file either way. */
export interface Amended {
  readonly by: string;
  readonly withdrawn: boolean;
}

/**
 * A case file as it stands on a day: the entries that count, in order, and what follows from their order alone.
 * The law is not asked here (policy/assess.ts).
 */
export interface Story {
  readonly file: CaseFile;
  readonly asOf: Day;
  /** Entries that count, without amendments, by `on`, ties by their place in the file. */
  readonly entries: readonly Entry[];
  readonly byKind: { readonly [K in Kind]?: readonly EntryOf<K>[] };
  /** Entry id → the amendment that decides about it. */
  readonly amended: ReadonlyMap<string, Amended>;
  /** The latest report. */
  readonly report: EntryOf<'report'> | undefined;
  /** The last placement still in effect: a reopening ends the effect of all before it. */
  readonly placement: EntryOf<'placement'> | undefined;
  /** The closures in effect; the last one says why the case is closed. */
  readonly closures: readonly EntryOf<'closure'>[];
  readonly closure: EntryOf<'closure'> | undefined;
  /** Graduation and completion certificates in effect. */
  readonly certificates: readonly EntryOf<'document'>[];
  /** Whether one of these was issued while `graduation` was the measure. */
  readonly graduated: boolean;
  readonly measure: Measure | null;
  /** The day of the first of consecutive entries that name the current measure. */
  readonly began: Day | undefined;
  /** When the current measure ran (the reading entries of the contract: "runs"). */
  readonly runs: readonly Run[];
  /** True where no closure is in effect. */
  readonly open: boolean;
}

/** The entries of one kind that count, in order. */
export function of<K extends Kind>(story: Story, kind: K): readonly EntryOf<K>[] {
  return (story.byKind[kind] as readonly EntryOf<K>[] | undefined) ?? [];
}

/** The day on which an entry was recorded, in Shanghai, if it says so. */
export function recordedOn(entry: Entry): Day | undefined {
  return entry.recordedAt === undefined ? undefined : shanghaiDay(entry.recordedAt);
}

/** Folds a valid case file (`readCaseFile`) to how it stands on `asOf`. */
export function fold(file: CaseFile, asOf: Day): Story {
  const amended = decidingAmendments(file, asOf);
  const entries: Entry[] = [];
  for (const original of file.entries) {
    if (original.kind === 'amendment') continue;
    const decision = amended.get(original.id);
    if (decision?.withdraw) continue;
    const entry = decision?.replacement ? ({ ...decision.replacement, id: original.id } as Entry) : original;
    if (entry.on <= asOf) entries.push(entry);
  }
  // The sort is stable, so ties keep their place in the file; a replacement has taken its entry's place above.
  entries.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));

  const byKind: Partial<Record<Kind, Entry[]>> = {};
  let placement: EntryOf<'placement'> | undefined;
  let closures: EntryOf<'closure'>[] = [];
  let certificates: EntryOf<'document'>[] = [];
  let measure: Measure | null = null;
  let began: Day | undefined;
  let runs: { from: Day; until?: Day }[] = [];
  const endRun = (on: Day) => {
    for (const run of runs) run.until ??= on;
  };

  for (const entry of entries) {
    const list = byKind[entry.kind];
    if (list) list.push(entry);
    else byKind[entry.kind] = [entry];
    switch (entry.kind) {
      case 'measure':
        if (entry.measure !== measure) {
          measure = entry.measure;
          began = entry.on;
          runs = [{ from: entry.on }];
        }
        break;
      case 'placement':
        placement = entry;
        if (measure === 'home-teaching' || measure === 'remote-teaching') endRun(entry.on);
        break;
      case 'closure':
        closures.push(entry);
        endRun(entry.on);
        break;
      case 'document':
        if (entry.document === 'graduation-certificate' || entry.document === 'completion-certificate') {
          certificates.push(entry);
        }
        break;
      case 'reopening':
        placement = undefined;
        closures = [];
        certificates = [];
        if (measure !== null) runs.push({ from: entry.on });
        break;
      default:
    }
  }

  return {
    file,
    asOf,
    entries,
    byKind: byKind as Story['byKind'],
    amended: new Map(
      [...amended].map(([id, decision]) => [id, { by: decision.id, withdrawn: decision.withdraw === true }]),
    ),
    report: (byKind.report as EntryOf<'report'>[] | undefined)?.at(-1),
    placement,
    closures,
    closure: closures.at(-1),
    certificates,
    graduated: certificates.some((entry) => measureOn(byKind.measure, entry.on) === 'graduation'),
    measure,
    began,
    runs,
    open: closures.length === 0,
  };
}

/** For each amended entry the last amendment that decides; one with neither withdrawal nor replacement is a remark. */
function decidingAmendments(file: CaseFile, asOf: Day): Map<string, EntryOf<'amendment'>> {
  const deciding = new Map<string, EntryOf<'amendment'>>();
  for (const entry of file.entries) {
    if (entry.kind !== 'amendment' || entry.on > asOf || !(entry.withdraw || entry.replacement)) continue;
    const before = deciding.get(entry.of);
    if (!before || before.on <= entry.on) deciding.set(entry.of, entry);
  }
  return deciding;
}

/** The measure on a day: it runs from the day of its entry until the day (not included) of another. */
function measureOn(entries: readonly Entry[] | undefined, day: Day): Measure | undefined {
  return (entries as readonly EntryOf<'measure'>[] | undefined)?.findLast((entry) => entry.on <= day)?.measure;
}
