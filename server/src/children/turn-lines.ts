import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Basis } from '@quanxue/domain/children/basis.ts';
import type { SchoolingState } from '@quanxue/domain/children/operations.ts';
import { sql } from 'kysely';
import type { Actor } from '../basis/actor.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { openSchooling, sealSchooling } from './sealed.ts';

/** A line that ends with the school year, and what the next one says. The rest is carried over from it. */
export interface TurnedLine {
  readonly childId: string;
  readonly lineId: string;
  readonly state: SchoolingState;
  readonly grade: number | null;
  /** The class goes along: 四年级2班 becomes 五年级2班. */
  readonly keepsClass: boolean;
  readonly basis: Basis;
}

interface Turn {
  readonly rollOverId: string;
  readonly day: Day;
  readonly schoolYear: number;
}

const CHUNK = 500;

/** Ends many lines on 31 August and begins the next on 1 September, each with its event. */
export async function turnLines(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  actor: Actor,
  { rollOverId, day, schoolYear }: Turn,
  turned: readonly TurnedLine[],
): Promise<void> {
  for (let from = 0; from < turned.length; from += CHUNK) {
    const chunk = turned.slice(from, from + CHUNK);
    const ids = chunk.map((each) => each.lineId);
    const ended = await tx
      .updateTable('schooling')
      .set({ to_on: sql<Day>`${day}::date - 1` })
      .where('id', 'in', ids)
      .where('to_on', 'is', null)
      .returningAll()
      .execute();
    const before = new Map(ended.map((line) => [line.id, line]));
    const keys = await house.keys.ofChildren(
      tx,
      ended.filter((line) => line.sealed).map((line) => line.child_id),
    );
    const rows = chunk.flatMap((each) => {
      const line = before.get(each.lineId);
      return line ? [{ each, line, id: newId(house.clock) }] : [];
    });
    await tx
      .insertInto('schooling')
      .values(
        rows.map(({ each, line, id }) => {
          const key = keys.get(line.child_id);
          const { rollNumber } = openSchooling(key, line.id, line.sealed);
          return {
            id,
            child_id: line.child_id,
            state: each.state,
            from_on: day,
            school_unit_id: line.school_unit_id,
            school_name: line.school_name,
            grade: each.grade,
            class: each.keepsClass ? line.class : null,
            marks: each.keepsClass ? line.marks : [],
            basis: JSON.stringify(each.basis),
            roll_over_id: rollOverId,
            roll_hmac: line.roll_hmac,
            roll_kind: line.roll_kind,
            sealed: key && rollNumber ? sealSchooling(key, id, { rollNumber }) : null,
            data_key_id: key && rollNumber ? key.id : null,
            recorded_at: house.clock.now(),
            recorded_by: actor.accountId,
          };
        }),
      )
      .execute();
    await recordChanges(
      house,
      tx,
      actor,
      rows.map(({ each, line }) => ({
        childId: line.child_id,
        kind: 'schooling-changed',
        body: {
          rollOver: rollOverId,
          schoolYear,
          from: day,
          before: { state: line.state, grade: line.grade, class: line.class },
          after: { state: each.state, grade: each.grade, class: each.keepsClass ? line.class : null },
        },
      })),
    );
  }
}

/** Withdraws the lines of a turn and opens again those that it ended. */
export async function takeBackLines(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  actor: Actor,
  rollOverId: string,
): Promise<void> {
  const lines = await tx
    .updateTable('schooling')
    .set({ withdrawn_at: house.clock.now() })
    .where('roll_over_id', '=', rollOverId)
    .where('withdrawn_at', 'is', null)
    .returning(['child_id', 'from_on'])
    .execute();
  for (let from = 0; from < lines.length; from += CHUNK) {
    const chunk = lines.slice(from, from + CHUNK);
    await sql`
      update schooling set to_on = null where id in (
        select distinct on (child_id) id from schooling
          where child_id = any (${chunk.map((line) => line.child_id)}::uuid[]) and withdrawn_at is null
            and to_on = ${chunk[0]?.from_on ?? null}::date - 1
          order by child_id, from_on desc, id desc)`.execute(tx);
    await recordChanges(
      house,
      tx,
      actor,
      chunk.map((line) => ({ childId: line.child_id, kind: 'schooling-restored', body: { undoes: { rollOverId } } })),
    );
  }
}
