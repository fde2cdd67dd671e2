import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Basis } from '@quanxue/domain/children/basis.ts';
import type { SchoolingState } from '@quanxue/domain/children/operations.ts';
import { isEnrolled } from '@quanxue/domain/children/record.ts';
import { type Selectable, sql } from 'kysely';
import type { Actor } from '../basis/actor.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import type { SchoolingTable } from '../basis/tables/children.ts';
import { problems } from './ledger-problems.ts';
import { openSchooling, sealSchooling } from './sealed.ts';

export type Line = Selectable<SchoolingTable>;

/** What a new line of the schooling ledger says. */
export interface NewLine {
  readonly state: SchoolingState;
  readonly fromOn: Day;
  readonly untilOn: Day | null;
  readonly schoolUnitId: string | null;
  readonly schoolName: string | null;
  readonly grade: number | null;
  readonly class: string | null;
  readonly marks: readonly string[];
  readonly basis: Basis;
}

/** The line that is open, if one is; locked until the transaction ends. */
export async function openLineOf(tx: Tx, childId: string): Promise<Line | undefined> {
  return tx
    .selectFrom('schooling')
    .selectAll()
    .where('child_id', '=', childId)
    .where('to_on', 'is', null)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Ends the line that stands and adds the next: whoever moves a child in the ledger writes it here. Its event and the
 * projection in the child's row are the caller's. A line whose first day is that of the next never held (its end lies
 * before its beginning); it stays in the table all the same.
 * @returns the id of the new line
 */
export async function addLine(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  actor: Actor,
  childId: string,
  standing: Line | undefined,
  next: NewLine,
): Promise<string> {
  if (standing) {
    await tx
      .updateTable('schooling')
      .set({ to_on: addDays(next.fromOn, -1) })
      .where('id', '=', standing.id)
      .execute();
  }
  const id = newId(house.clock);
  const key = await house.keys.ofChild(tx, childId);
  // The roll number goes with the child from line to line.
  const { rollNumber } = openSchooling(key, standing?.id ?? '', standing?.sealed ?? null);
  await tx
    .insertInto('schooling')
    .values({
      id,
      child_id: childId,
      state: next.state,
      from_on: next.fromOn,
      until_on: next.untilOn,
      school_unit_id: next.schoolUnitId,
      school_name: next.schoolName,
      grade: next.grade,
      class: next.class,
      marks: [...next.marks],
      basis: JSON.stringify(next.basis),
      roll_hmac: standing?.roll_hmac ?? null,
      roll_kind: standing?.roll_kind ?? null,
      sealed: rollNumber ? sealSchooling(key, id, { rollNumber }) : null,
      data_key_id: rollNumber ? key.id : null,
      recorded_at: house.clock.now(),
      recorded_by: actor.accountId,
    })
    .execute();
  return id;
}

/** Moves a child by hand or by rule: the line, its event, and the school that sees it. @returns the id of the new line */
export async function writeLine(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  actor: Actor,
  childId: string,
  standing: Line | undefined,
  next: NewLine,
): Promise<string> {
  const id = await addLine(house, tx, actor, childId, standing, next);
  await recordChanges(house, tx, actor, [
    {
      childId,
      kind: 'schooling-changed',
      body: { from: next.fromOn, before: standing ? told(standing) : null, after: said(next) },
    },
  ]);
  if (isEnrolled(next.state) || next.schoolUnitId) await moveSchool(house, tx, childId, next.schoolUnitId);
  return id;
}

/** The projection by which a school sees its pupils. @throws Problem `out-of-sight` where the actor would lose the child by it. */
export async function moveSchool(
  house: Pick<House, 'clock'>,
  tx: Tx,
  childId: string,
  schoolUnitId: string | null,
): Promise<void> {
  const { rows } = await sql<{ stays: boolean }>`
    select coalesce(registered_unit_id in (select units_in_scope()), false)
        or coalesce(residence_unit_id in (select units_in_scope()), false)
        or coalesce(owner_unit_id in (select units_in_scope()), false)
        or coalesce(${schoolUnitId}::uuid in (select units_in_scope()), false) as stays
      from children where id = ${childId}`.execute(tx);
  if (!rows[0]?.stays) throw problems.outOfSight();
  await tx
    .updateTable('children')
    .set({ school_unit_id: schoolUnitId, changed_at: house.clock.now() })
    .where('id', '=', childId)
    .execute();
}

/** A line as it stands, for an event. */
export function told(line: Line) {
  return {
    state: line.state,
    schoolUnitId: line.school_unit_id,
    schoolName: line.school_name,
    grade: line.grade,
    class: line.class,
    untilOn: line.until_on,
  };
}

function said(line: NewLine) {
  const { state, schoolUnitId, schoolName, grade, class: form, untilOn, basis } = line;
  return { state, schoolUnitId, schoolName, grade, class: form, untilOn, basis };
}
