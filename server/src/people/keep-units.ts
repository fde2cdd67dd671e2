import type { Role } from '@quanxue/domain/basis/operation.ts';
import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import type { UnitKind } from '@quanxue/domain/people/unit-code.ts';
import { codeFault, PARENT_KINDS } from '@quanxue/domain/people/unit-code.ts';
import { terms } from '@quanxue/domain/terms.ts';
import { sql } from 'kysely';
import type { Actor } from '../basis/actor.ts';
import type { Tx } from '../basis/database.ts';
import { problems as accountProblems } from './problems.ts';
import { problems } from './unit-problems.ts';

/* What every change of a unit asks first: is it there, is it the actor's to keep, does the day fit, is the code free. */

export interface StoredUnit {
  readonly id: string;
  readonly kind: UnitKind;
  readonly code: string | null;
  readonly name: string;
  readonly parentId: string | null;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly stage: string | null;
}

/** Changes of units and posts follow one another; they are few, and each looks at many rows. */
export async function lockUnits(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('quanxue units', 0))`.execute(tx);
}

/** @throws Problem `unknown-unit`. */
export async function unitOf(tx: Tx, unitId: string): Promise<StoredUnit> {
  const [unit] = await unitsOf(tx, [unitId]);
  if (!unit) throw accountProblems.unknownUnit({ unitId });
  return unit;
}

/** Each once, in the order given. @throws Problem `unknown-unit`. */
export async function unitsOf(tx: Tx, unitIds: readonly string[]): Promise<StoredUnit[]> {
  const wanted = [...new Set(unitIds)];
  const { rows } = await sql<StoredUnit>`
    select id, kind, code, name, parent_id as "parentId", valid_from as "validFrom", valid_to as "validTo", stage
    from units where id = any(${wanted}::uuid[])`.execute(tx);
  return wanted.map((unitId) => {
    const unit = rows.find((row) => row.id === unitId);
    if (!unit) throw accountProblems.unknownUnit({ unitId });
    return unit;
  });
}

/** The unit lies under one of the actor's posts with one of these roles. @throws Problem `unit-outside-area`. */
export async function refuseOutside(tx: Tx, actor: Actor, roles: readonly Role[], unit: StoredUnit): Promise<void> {
  const own = actor.posts.filter((post) => roles.includes(post.role)).map((post) => post.unitId);
  const { rows } = await sql`
    select from unit_ancestors(${unit.id}::uuid) as up (id) where up.id = any(${own}::uuid[]) limit 1`.execute(tx);
  if (rows.length === 0) throw problems.outsideArea({ name: unit.name });
}

/** The unit stands on the day, or did so the day before where it goes on this day. */
export async function refuseUnlessStanding(tx: Tx, unit: StoredUnit, day: Day): Promise<void> {
  if (day < unit.validFrom) throw problems.beforeBegin({ name: unit.name, from: unit.validFrom, day });
  if (unit.validTo === null || unit.validTo >= day) return;
  const became = await successorOf(tx, unit.id);
  if (became) throw problems.alreadyMerged({ name: unit.name, successor: became.name, day: became.onDay });
  throw problems.ended({ name: unit.name, to: unit.validTo, day });
}

/** A year that was mistyped leads far ahead; what is decided for next term does not. */
export function refuseFarDay(day: Day, today: Day): void {
  if (day > addDays(today, 366)) throw problems.tooFar({ day });
}

/** What the unit became at last, as far as is recorded; the day on which it went. */
export async function successorOf(
  tx: Tx,
  unitId: string,
): Promise<{ id: string; name: string; code: string | null; onDay: Day } | undefined> {
  const { rows } = await sql<{ id: string; name: string; code: string | null; onDay: Day }>`
    select units.id, units.name, units.code, unit_links.on_day as "onDay"
    from unit_links join units on units.id = unit_on(unit_links.predecessor_id, 'infinity')
    where unit_links.predecessor_id = ${unitId} and unit_links.kind in ('merged', 'renamed')`.execute(tx);
  return rows[0];
}

/** A unit that took others in stands at least until then. */
export async function refuseBeforeItTookIn(tx: Tx, unit: StoredUnit, day: Day): Promise<void> {
  const { rows } = await sql<{ day: Day }>`
    select on_day as day from unit_links where successor_id = ${unit.id} and on_day > ${day}::date
    order by on_day desc limit 1`.execute(tx);
  if (rows[0]) throw problems.tookInLater({ name: unit.name, day: rows[0].day });
}

/**
 * A unit of this kind, code and name may lie under that parent from that day on.
 * @param apart units that do not stand in the way: the unit itself, those that go over into it.
 */
export async function refusePlace(
  tx: Tx,
  wanted: { readonly kind: UnitKind; readonly name: string; readonly code: string | null; readonly parent: StoredUnit },
  apart: readonly string[],
): Promise<void> {
  const { kind, name, code, parent } = wanted;
  if (!PARENT_KINDS[kind].includes(parent.kind)) {
    throw problems.wrongParent({ parent: parent.name, kind: terms.unitKind[kind].zh });
  }
  const { rows: namesakes } = await sql`
    select from units where kind = ${kind} and parent_id = ${parent.id} and name = ${name}
      and (valid_to is null or valid_to >= current_day()) and id <> all(${apart}::uuid[]) limit 1`.execute(tx);
  if (namesakes.length > 0) throw problems.nameTaken({ parent: parent.name, name });
  if (code !== null) await refuseCode(tx, kind, code, parent, apart);
}

/** @throws Problem `unit-code-shape`, `unit-code-elsewhere`, `unit-code-taken`, `unit-code-merged`. */
export async function refuseCode(
  tx: Tx,
  kind: UnitKind,
  code: string,
  parent: Pick<StoredUnit, 'name' | 'code'> | null,
  apart: readonly string[],
): Promise<void> {
  const fault = codeFault(kind, code, parent?.code ?? null);
  if (fault === 'shape') throw problems.codeShape({ code });
  if (fault === 'elsewhere') {
    throw problems.codeElsewhere({ code, parent: parent?.name ?? '', parentCode: parent?.code ?? '' });
  }
  const { rows } = await sql<{ id: string; name: string; ended: boolean }>`
    select units.id, units.name, units.valid_to is not null as ended from units
    where units.kind = ${kind} and units.id <> all(${apart}::uuid[])
      and (units.code = ${code} or exists (
        select from unit_names where unit_names.unit_id = units.id and unit_names.code = ${code}))
    order by units.valid_to nulls first limit 1`.execute(tx);
  const [other] = rows;
  if (!other) return;
  const became = other.ended ? await successorOf(tx, other.id) : undefined;
  // What went over into the unit that is to bear the code leaves it its code.
  if (became && apart.includes(became.id)) return;
  if (became) throw mergedCode(code, other.name, became);
  throw problems.codeTaken({ code, name: other.name });
}

export function mergedCode(
  code: string,
  name: string,
  became: { readonly name: string; readonly code: string | null; readonly onDay: Day },
): Error {
  const { name: successor, code: successorCode, onDay } = became;
  return problems.codeMerged({ code, name, successor, successorCode: successorCode ?? '—', day: onDay });
}
