import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import {
  byUrgency,
  type DutyPost,
  type DutyWindows,
  dutyStanding,
  isOnListOf,
  levelOf,
} from '@quanxue/domain/statistics/duties.ts';
import type { Duty } from '@quanxue/domain/statistics/my-day-operations.ts';
import type { ActorPost } from '../../basis/actor.ts';
import type { Clock } from '../../basis/clock.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { readSettings } from '../../basis/settings.ts';
import { sayTableDay } from '../../basis/table-day.ts';
import { countOpenProblems } from '../../cases/problem-list/count-open-problems.ts';
import { refreshStale } from '../../cases/project-case.ts';
import { type Gathered, type Gathering, gatherDuties } from './gather-duties.ts';
import { type Places, readPlaces } from './places.ts';
import { SENTENCES } from './sentences.ts';

type Ground = Pick<House, 'clock' | 'keys'>;

/**
 * The work list of one post on a day, the most urgent first. The transaction must be in the name of whoever holds the post.
 * Reminders by other ways than the screen read it, too.
 */
export async function dutiesOf(house: Ground, tx: Tx, post: ActorPost, today?: Day): Promise<Duty[]> {
  return dutiesOfPosts(house, tx, [post], today);
}

/** The same for all posts of one person, each duty once. */
export async function dutiesOfPosts(
  house: Ground,
  tx: Tx,
  held: readonly ActorPost[],
  today: Day = house.clock.today(),
): Promise<Duty[]> {
  const posts = held.filter((post) => levelOf(post.role) !== undefined);
  if (posts.length === 0) return [];
  const on = await prepare(
    house,
    tx,
    today,
    posts.map((post) => post.role),
  );
  const mine = posts.map((post) => dutyPost(post, on.places));
  const climbed = posts.every((post) => levelOf(post.role) === 'county');
  const found = [...(await gatherDuties({ ...on, climbed })), ...(await ofProblems(on, posts))];
  return found
    .flatMap((duty) => {
      const standing = dutyStanding(duty, today, on.windows);
      return standing && mine.some((post) => isOnListOf(post, duty, standing, on.windows))
        ? [shown(duty, standing, on.places)]
        : [];
    })
    .sort(byUrgency);
}

/** What stands behind a number of the table by unit, late or not: of a township for the county, else of the unit itself. */
export async function dutiesWithin(
  house: Ground,
  tx: Tx,
  unitId: string,
  posts: readonly ActorPost[],
): Promise<{ unit: string | null; duties: Duty[] }> {
  const on = await prepare(
    house,
    tx,
    house.clock.today(),
    posts.map((post) => post.role),
  );
  const { places } = on;
  const county = seesCounty(posts.map((post) => post.role));
  // A side that a child has not is the township's or the county's turn: their rows are looked for everywhere.
  const below =
    places.kindOf(unitId) === 'county' || places.kindOf(unitId) === 'township' ? undefined : places.below(unitId);
  const within = county && places.kindOf(unitId) === 'township' ? places.below(unitId) : below;
  const duties = (await gatherDuties({ ...on, all: true, ...(within && { within }) })).flatMap((duty) => {
    const standing = places.rowOf(duty, county) === unitId ? dutyStanding(duty, on.today, on.windows) : undefined;
    return standing ? [shown(duty, standing, places)] : [];
  });
  return { unit: places.nameOf(unitId), duties: duties.sort(byUrgency) };
}

/** Whether the table by unit has townships for rows. */
export function seesCounty(roles: readonly Role[]): boolean {
  return roles.some((role) => levelOf(role) === 'county');
}

/** The cases made fresh, the table's day said, the numbers of the settings, the units. */
export async function prepare(house: Ground, tx: Tx, today: Day, roles: readonly Role[]): Promise<Gathering> {
  await refreshStale(house, tx);
  await sayTableDay(tx, today);
  return { house, tx, today, roles, windows: await readWindows(house.clock, tx), places: await readPlaces(tx) };
}

async function readWindows(clock: Clock, tx: Tx): Promise<DutyWindows> {
  const keys = ['duties.due-days', 'duties.coming-days', 'duties.undated-days', 'duties.escalate-days'] as const;
  const set = await readSettings(clock, tx, keys);
  return {
    dueDays: set['duties.due-days'],
    comingDays: set['duties.coming-days'],
    undatedDays: set['duties.undated-days'],
    escalateDays: set['duties.escalate-days'],
  };
}

/** A grid's worker has the duties of its village, as far as row security shows the children. */
function dutyPost({ role, unitId }: ActorPost, places: Places): DutyPost {
  const level = levelOf(role);
  if (level === 'village') return { role, unitId: places.above(unitId, 'village') ?? unitId };
  if (level === 'township') return { role, unitId: places.above(unitId, 'township') ?? unitId };
  return { role, unitId };
}

/** Children with a problem and nobody for it: one line for who names owner and helper, not one for each child. */
async function ofProblems({ tx, today, places }: Gathering, posts: readonly ActorPost[]): Promise<Gathered[]> {
  const post = posts.find(({ role }) => role === 'social-affairs' || role === 'principal');
  if (!post) return [];
  const { unowned, unpaired } = await countOpenProblems(tx, today);
  const line = (filter: 'unowned' | 'unpaired', children: number): Gathered[] =>
    children === 0
      ? []
      : [
          {
            key: `problem:${filter}:${post.unitId}`,
            kind: 'problem',
            child: null,
            what: SENTENCES[filter].what(children),
            clause: SENTENCES[filter].clause,
            ...places.turnOf(post.unitId),
            by: post.role,
            due: null,
            dated: false,
            mark: null,
            act: { to: 'problems', filter },
          },
        ];
  return [...line('unowned', unowned.children), ...line('unpaired', unpaired.children)];
}

function shown(duty: Gathered, standing: NonNullable<ReturnType<typeof dutyStanding>>, places: Places): Duty {
  const { key, kind, child, what, clause, due, dated, mark, act, level, unitId, by } = duty;
  const { state, late, reached, reachedOn } = standing;
  return {
    key,
    kind,
    child,
    what,
    clause,
    due,
    dated,
    state,
    late,
    mark,
    turn: { level, role: by, unitId, unit: places.nameOf(unitId) ?? '' },
    reached,
    reachedOn,
    act,
  };
}
