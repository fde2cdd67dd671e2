import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import { fold } from '@quanxue/domain/casefile/fold.ts';
import type { CaseFile } from '@quanxue/domain/casefile/schema.ts';
import { type Whereabouts, whereabouts } from '@quanxue/domain/cases/whereabouts.ts';
import type { SchoolingState } from '@quanxue/domain/children/operations.ts';
import { sql } from 'kysely';
import type { Actor } from '../basis/actor.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import { type LedgerChange, recordChanges } from '../basis/ledger-events.ts';
import { addLine, type Line, openLineOf } from '../children/write-line.ts';

interface Move {
  readonly childId: string;
  readonly caseId: string;
  readonly entryId: string;
  readonly actor: Actor;
}

/**
 * Writes into the schooling ledger what an entry of a case changed about where the child learns. What it did not change is
 * left alone, so that a later roll's word on a child back at school is not undone by some note in its file. While a case
 * is open its word stands; once it is closed, a roll of a later day has the word again, and so has another open case.
 *
 * @param before the file without the entry; undefined when the case begins with it.
 */
export async function moveChild(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  move: Move,
  before: CaseFile | undefined,
  after: CaseFile,
): Promise<void> {
  await recordChanges(house, tx, move.actor, await moveUntold(house, tx, move, before, after));
}

/** The same for one child of many: its events are left to the caller, who records those of all at once. */
export async function moveUntold(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  move: Move,
  before: CaseFile | undefined,
  after: CaseFile,
): Promise<LedgerChange[]> {
  const today = house.clock.today();
  const story = fold(after, today);
  const is = whereabouts(story);
  const then = before && fold(before, today);
  if (then && then.open === story.open && same(whereabouts(then), is)) return [];
  if (!story.open && (await hasOtherOpenCase(tx, move))) return [];
  const standing = await openLineOf(tx, move.childId);
  const roll = await lastRoll(tx, move.childId);
  const overruled = !story.open && roll !== undefined && (is === null || is.since < roll.from_on);
  const next =
    is && !overruled ? await lineOf(tx, move.childId, is, standing) : await restored(tx, move.childId, roll, after);
  if (standing ? sameLine(standing, next) : next === NOWHERE) return [];
  return replaceLine(house, tx, move, standing, next, is && !overruled ? is.since : today);
}

function same(a: Whereabouts | null, b: Whereabouts | null): boolean {
  const school = ({ placement }: Whereabouts) =>
    placement && [placement.school, placement.grade, placement.class].join('/');
  return a === null || b === null ? a === b : a.state === b.state && a.until === b.until && school(a) === school(b);
}

async function hasOtherOpenCase(tx: Tx, { childId, caseId }: Move): Promise<boolean> {
  const other = await tx
    .selectFrom('cases')
    .select('id')
    .where('child_id', '=', childId)
    .where('open', '=', true)
    .where('id', '<>', caseId)
    .executeTakeFirst();
  return other !== undefined;
}

/** The line that a roll wrote last, whatever became of it. */
async function lastRoll(tx: Tx, childId: string): Promise<Line | undefined> {
  return tx
    .selectFrom('schooling')
    .selectAll()
    .where('child_id', '=', childId)
    .where('batch_id', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('from_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What a new line says; its number, day and author come with the writing. */
type NextLine = Pick<Line, 'state' | 'school_unit_id' | 'school_name' | 'grade' | 'class' | 'marks' | 'until_on'>;

function sameLine(line: NextLine, next: NextLine): boolean {
  const said = (each: NextLine) =>
    JSON.stringify([each.state, each.school_unit_id, each.school_name, each.grade, each.class, each.until_on]);
  return said(line) === said(next);
}

const NOWHERE: NextLine = {
  state: 'unknown',
  school_unit_id: null,
  school_name: null,
  grade: null,
  class: null,
  marks: [],
  until_on: null,
};

/** A child that is reported, taught at home or on leave stays on the roll of its school; a placement names the school. */
async function lineOf(tx: Tx, childId: string, is: Whereabouts, standing: Line | undefined): Promise<NextLine> {
  const { placement } = is;
  if (is.state !== 'placed' || !placement) {
    return {
      ...NOWHERE,
      ...(standing && keep(standing)),
      state: is.state as SchoolingState,
      until_on: is.until ?? null,
    };
  }
  const school = await schoolNamed(tx, childId, placement.school);
  const isBack = standing?.school_name === placement.school || (school && standing?.school_unit_id === school.id);
  return {
    state: school?.state ?? 'county',
    school_unit_id: school?.id ?? null,
    school_name: placement.school,
    grade: placement.grade,
    class: placement.class ?? null,
    marks: isBack && standing ? standing.marks : [],
    until_on: null,
  };
}

function keep({ school_unit_id, school_name, grade, class: form, marks }: Line): Omit<NextLine, 'state' | 'until_on'> {
  return { school_unit_id, school_name, grade, class: form, marks };
}

/** The school of this name, and whether it lies in the child's township or elsewhere in the county. */
async function schoolNamed(
  tx: Tx,
  childId: string,
  name: string,
): Promise<{ id: string; state: SchoolingState } | undefined> {
  const { rows } = await sql<{ id: string; here: boolean }>`
    select school.id,
        exists (
          select from children cross join lateral unit_ancestors(
              coalesce(residence_unit_id, registered_unit_id, owner_unit_id)) as above (id)
            join units township on township.id = above.id and township.kind = 'township'
            where children.id = ${childId} and township.id in (select unit_ancestors(school.id))
        ) as here
      from units school where school.kind = 'school' and school.name = ${name.trim()} and school.valid_to is null
      order by here desc limit 1`.execute(tx);
  const school = rows[0];
  if (!school) return undefined;
  return { id: school.id, state: /特殊教育|特教/.test(name) ? 'special-education' : school.here ? 'here' : 'county' };
}

/** What holds where the case has no word: what a roll said since the report, else what held on the day before it. */
async function restored(tx: Tx, childId: string, roll: Line | undefined, file: CaseFile): Promise<NextLine> {
  const reportedOn = file.entries.find((entry) => entry.kind === 'report')?.on;
  const before =
    roll === undefined || reportedOn === undefined || roll.from_on < reportedOn
      ? await lineBefore(tx, childId, reportedOn)
      : undefined;
  const line = before ?? roll;
  return line ? { ...keep(line), state: line.state, until_on: line.until_on } : NOWHERE;
}

async function lineBefore(tx: Tx, childId: string, day: Day | undefined): Promise<Line | undefined> {
  if (day === undefined) return undefined;
  return tx
    .selectFrom('schooling')
    .selectAll()
    .where('child_id', '=', childId)
    .where('withdrawn_at', 'is', null)
    .where('from_on', '<', day)
    .where((where) => where.or([where('to_on', 'is', null), where('to_on', '>=', addDays(day, -1))]))
    .orderBy('from_on', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function replaceLine(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  { childId, caseId, entryId, actor }: Move,
  standing: Line | undefined,
  next: NextLine,
  since: Day,
): Promise<LedgerChange[]> {
  const today = house.clock.today();
  // A line begins when the case says, but not before the one that it ends, and not ahead of today.
  const from = [standing?.from_on ?? since, since < today ? since : today].sort().at(-1) ?? today;
  await addLine(house, tx, actor, childId, standing, {
    state: next.state,
    fromOn: from,
    untilOn: next.until_on,
    schoolUnitId: next.school_unit_id,
    schoolName: next.school_name,
    grade: next.grade,
    class: next.class,
    marks: next.marks,
    basis: { kind: 'entry', caseId, entryId },
  });
  if (next.school_unit_id) {
    await tx
      .updateTable('children')
      .set({ school_unit_id: next.school_unit_id, changed_at: house.clock.now() })
      .where('id', '=', childId)
      .execute();
  }
  const told = (line: NextLine) => ({
    state: line.state,
    schoolUnitId: line.school_unit_id,
    schoolName: line.school_name,
    grade: line.grade,
    class: line.class,
    untilOn: line.until_on,
  });
  return [
    {
      childId,
      kind: 'schooling-changed',
      body: { case: caseId, entry: entryId, from, before: standing ? told(standing) : null, after: told(next) },
    },
  ];
}
