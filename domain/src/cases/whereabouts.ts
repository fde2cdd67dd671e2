import type { Day } from '../basis/plain-date.ts';
import type { Story } from '../casefile/fold.ts';
import type { Entry, EntryOf, Measure } from '../casefile/schema.ts';
import type { SchoolingState } from '../children/operations.ts';

/** Where a child learns by the word of its case. `placed`: at the school of the placement, wherever that lies. */
export interface Whereabouts {
  readonly state:
    | Extract<
        SchoolingState,
        | 'suspected'
        | 'dropped-out'
        | 'home-teaching'
        | 'remote-teaching'
        | 'special-school'
        | 'leave'
        | 'deferral'
        | 'exemption'
        | 'completed'
        | 'vocational'
        | 'out-of-county'
        | 'left'
      >
    | 'placed';
  readonly since: Day;
  /** Last day of a leave or deferral, where the approval names it. */
  readonly until?: Day;
  readonly placement?: EntryOf<'placement'>;
}

/**
 * What a case says of where its child learns: its last word on it. Reported is suspected; confirmed is dropped out; the
 * measures that are a kind of learning (or of being excused from it) say so once they begin or are approved by the county;
 * a placement ends them. Null where the case has nothing to say: no report, or the report was mistaken.
 *
 * The papers know the states, not the moment at which one becomes the other: that is our reading.
 */
export function whereabouts(story: Story): Whereabouts | null {
  let now: Whereabouts | null = null;
  let measure: Measure | null = null;
  for (const entry of story.entries) {
    if (entry.kind === 'measure') measure = entry.measure;
    const said = word(entry, now, measure, story);
    if (said !== undefined) now = said;
  }
  return now;
}

/** What one entry says of it; undefined where it says nothing. */
function word(
  entry: Entry,
  now: Whereabouts | null,
  measure: Measure | null,
  story: Story,
): Whereabouts | null | undefined {
  const is = (state: Whereabouts['state'], since = entry.on): Whereabouts => ({ state, since });
  switch (entry.kind) {
    case 'report':
      return now === null || now.state === 'placed' ? is('suspected') : undefined;
    case 'reopening':
      return is('suspected');
    case 'verification':
      return verified(entry, is);
    case 'measure':
      if (entry.measure === 'home-teaching' || entry.measure === 'remote-teaching') return is(entry.measure);
      // Another measure after these two: the child is out of school again, as it was confirmed to be.
      return now?.state === 'home-teaching' || now?.state === 'remote-teaching' ? is('dropped-out') : undefined;
    case 'approval':
      return approved(entry, is, story);
    case 'letter':
      return measure === 'migrant' && entry.direction === 'reply' && entry.outcome === 'enrolled'
        ? is('out-of-county')
        : undefined;
    case 'document':
      return measure === 'graduation' && story.certificates.some((each) => each.id === entry.id)
        ? is('completed')
        : undefined;
    case 'placement':
      return { ...is('placed'), placement: entry };
    case 'closure':
      return closed(entry, now, is);
    default:
      return undefined;
  }
}

type Is = (state: Whereabouts['state'], since?: Day) => Whereabouts;

function verified(entry: EntryOf<'verification'>, is: Is): Whereabouts | null {
  switch (entry.result) {
    case 'confirmed':
      return is('dropped-out');
    case 'in-school':
    case 'data-error':
      return null;
    case 'moved':
    case 'deceased':
    case 'over-age':
      return is('left');
    case 'completed':
      return is('completed');
  }
}

function approved(entry: EntryOf<'approval'>, is: Is, story: Story): Whereabouts | undefined {
  if (entry.decision !== 'approved') return undefined;
  const { matter, step } = entry;
  if (matter === 'special-school') {
    const other = step === 'county' ? 'receiving-county' : step === 'receiving-county' ? 'county' : undefined;
    const both = story.byKind.approval?.some(
      (each) => each.matter === matter && each.step === other && each.decision === 'approved' && each.on <= entry.on,
    );
    return both ? is('special-school') : undefined;
  }
  if (step !== 'county') return undefined;
  switch (matter) {
    case 'leave':
    case 'deferral':
    case 'exemption':
      return { ...is(matter, entry.from ?? entry.on), ...(entry.to && { until: entry.to }) };
    case 'vocational':
      return is('vocational');
    default:
      return undefined;
  }
}

function closed(entry: EntryOf<'closure'>, now: Whereabouts | null, is: Is): Whereabouts | null | undefined {
  switch (entry.reason) {
    case 'returned':
      return now?.state === 'placed' ? undefined : null;
    case 'graduated':
    case 'completed':
      return is('completed');
    case 'moved':
    case 'deceased':
    case 'over-age':
      return is('left');
    case 'data-error':
      return null;
  }
}
