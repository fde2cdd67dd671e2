import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { GivenSchooling, setSchooling } from '@quanxue/domain/children/ledger-operations.ts';
import { isEnrolled, STATE_NAMES } from '@quanxue/domain/children/record.ts';
import { terms } from '@quanxue/domain/terms.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../basis/actor.ts';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import { problems } from './ledger-problems.ts';
import { type Line, openLineOf, writeLine } from './write-line.ts';

type Params = z.output<NonNullable<(typeof setSchooling)['params']>>;
type Answer = z.input<NonNullable<(typeof setSchooling)['answer']>>;

/** Where a child learns, by hand, from a day on, with what it rests on. */
export async function setTheSchooling(house: House, ask: Ask<Params, unknown, GivenSchooling>): Promise<Answer> {
  const { childId } = ask.params;
  return ask.inTransaction(async (tx) => {
    const child = await tx
      .selectFrom('children')
      .select(['id', 'birth_date'])
      .where('id', '=', childId)
      .where('withdrawn_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!child) throw basisProblems.notFound();
    const lineId = await appendSchooling(house, tx, ask.actor, childId, child.birth_date, ask.body);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'setSchooling',
      requestId: ask.requestId,
      childId,
      what: { lineId, state: ask.body.state, fromOn: ask.body.fromOn },
    });
    return { lineId, notes: [] };
  });
}

/** Checks what was given against the day, the school, the lines that stand and the open case; then writes it. */
export async function appendSchooling(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  actor: Actor,
  childId: string,
  birthDate: Day,
  given: GivenSchooling,
): Promise<string> {
  const today = house.clock.today();
  if (given.state === 'suspected' || given.state === 'dropped-out') throw problems.report();
  for (const day of [given.fromOn, given.basis.on]) {
    if (day > today) throw problems.dayFuture({ day, today });
  }
  if (given.fromOn < birthDate) throw problems.dayBeforeBirth({ day: given.fromOn, birth: birthDate });
  if (given.untilOn && given.untilOn < given.fromOn) {
    throw problems.untilBeforeFrom({ until: given.untilOn, from: given.fromOn });
  }
  const standing = await openLineOf(tx, childId);
  await refuseAgainstCase(tx, childId, standing, given.state);
  if (standing && given.fromOn < standing.from_on) {
    throw problems.laterLine({ on: standing.from_on, day: given.fromOn, ...named(standing.state) });
  }
  const school = await schoolOf(tx, childId, given);
  // Whoever is on leave or taught at home stays on the roll of the school.
  const keeps = !isEnrolled(given.state) && !given.schoolId && !given.schoolName;
  const next = {
    state: given.state,
    fromOn: given.fromOn,
    untilOn: given.state === 'leave' || given.state === 'deferral' ? (given.untilOn ?? null) : null,
    schoolUnitId: keeps ? (standing?.school_unit_id ?? null) : (school?.id ?? null),
    schoolName: keeps ? (standing?.school_name ?? null) : (school?.name ?? given.schoolName ?? null),
    grade: given.grade ?? (keeps ? (standing?.grade ?? null) : null),
    class: given.class || (keeps ? (standing?.class ?? null) : null),
    marks: given.marks ?? [],
    basis: given.basis,
  };
  return writeLine(house, tx, actor, childId, standing, next);
}

/** The words of a state for a problem's sentence. */
export function named(state: Line['state']): { state: string; stateEn: string } {
  return { state: STATE_NAMES[state], stateEn: terms.schooling[state].en };
}

/**
 * While a case is open, the line that it wrote stands (R34). Whoever may see no case cannot tell, and so leaves alone what
 * a case wrote. Another class or school of a child that is at school is no contradiction.
 */
export async function refuseAgainstCase(
  tx: Tx,
  childId: string,
  standing: Line | undefined,
  says: Line['state'],
): Promise<void> {
  if (standing?.basis.kind !== 'entry') return;
  if (isEnrolled(standing.state) && isEnrolled(says)) return;
  const open = await tx
    .selectFrom('cases')
    .select('opened_on')
    .where('child_id', '=', childId)
    .where('open', '=', true)
    .executeTakeFirst();
  if (open) throw problems.caseDecides({ on: open.opened_on, ...named(standing.state) });
}

async function schoolOf(
  tx: Tx,
  childId: string,
  given: GivenSchooling,
): Promise<{ id: string; name: string } | undefined> {
  if (!given.schoolId) {
    if (isEnrolled(given.state) && !given.schoolName) throw problems.schoolNeeded(named(given.state));
    return undefined;
  }
  const { rows } = await sql<{ id: string; name: string; valid_to: string | null; here: boolean }>`
    select school.id, school.name, school.valid_to, exists (
        select from children
          cross join lateral unnest(array[registered_unit_id, residence_unit_id, owner_unit_id]) as place (id)
          cross join lateral unit_ancestors(place.id) as above (id)
          join units township on township.id = above.id and township.kind = 'township'
          where children.id = ${childId} and township.id in (select unit_ancestors(school.id))
      ) as here
      from units school where school.id = ${given.schoolId} and school.kind = 'school'`.execute(tx);
  const school = rows[0];
  if (!school) throw problems.noSuchSchool();
  if (school.valid_to && school.valid_to < given.fromOn) {
    throw problems.schoolClosed({ school: school.name, on: school.valid_to, day: given.fromOn });
  }
  const wrong =
    given.state === 'out-of-county'
      ? { where: '在本县', whereEn: 'in the county' }
      : given.state === 'here' && !school.here
        ? { where: '不在该儿童的户籍、常住乡镇', whereEn: 'outside the township of registration and of residence' }
        : undefined;
  if (wrong) throw problems.schoolElsewhere({ school: school.name, ...wrong, ...named(given.state) });
  return { id: school.id, name: school.name };
}
