import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import { MERGED_KINDS, type UnitKind } from '@quanxue/domain/people/unit-code.ts';
import { KEEPERS, type MergePreview, type mergeUnits, type UnitLine } from '@quanxue/domain/people/units.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { endDutiesOf } from './end-unit.ts';
import {
  lockUnits,
  refuseBeforeItTookIn,
  refuseFarDay,
  refuseOutside,
  refusePlace,
  refuseUnlessStanding,
  type StoredUnit,
  unitOf,
  unitsOf,
} from './keep-units.ts';
import { readUnit } from './read-units.ts';
import { problems } from './unit-problems.ts';

type Body = z.output<NonNullable<(typeof mergeUnits)['body']>>;

interface Plan {
  readonly kind: UnitKind;
  readonly predecessors: readonly StoredUnit[];
  /** The unit that takes them in; null where it is to be made. */
  readonly successor: StoredUnit | null;
  readonly made: { readonly name: string; readonly code: string | null; readonly parentId: string } | null;
}

/** What merging would change, without changing it. */
export async function previewTheMerge(house: House, ask: Ask<unknown, unknown, Body>): Promise<MergePreview> {
  return ask.inTransaction(async (tx) => {
    const { predecessors, successor, made } = await planMerge(house, tx, ask);
    const units = [...predecessors, ...(successor ? [successor] : [])].map((unit) => unit.id);
    // The day before, so that what was already merged for the same day does not count twice.
    await sql`select set_config('quanxue.table_day', ${addDays(ask.body.onDay, -1)}, true)`.execute(tx);
    const { rows } = await sql<{ unitId: string; children: number }>`
      select at_id as "unitId", count(distinct child_id)::int as children from (${childrenAt}) placed
      where at_id = any(${units}::uuid[]) group by at_id`.execute(tx);
    const { rows: all } = await sql<{ children: number }>`
      select count(distinct child_id)::int as children from (${childrenAt}) placed
      where at_id = any(${units}::uuid[])`.execute(tx);
    const { rows: endingPosts } = await sql<MergePreview['endingPosts'][number]>`
      select duty, holders.name, units.name as "unitName" from holders join units on units.id = holders.unit_id
      where holders.unit_id = any(${predecessors.map((unit) => unit.id)}::uuid[])
        and (to_on is null or to_on >= ${ask.body.onDay}::date)
      order by units.name, duty`.execute(tx);
    const counted = (id: string | undefined) => rows.find((row) => row.unitId === id)?.children ?? 0;
    return {
      onDay: ask.body.onDay,
      successor: {
        unitId: successor?.id ?? null,
        name: successor?.name ?? made?.name ?? '',
        children: counted(successor?.id),
      },
      predecessors: predecessors.map(({ id, name }) => ({ unitId: id, name, children: counted(id) })),
      children: all[0]?.children ?? 0,
      endingPosts,
    };
  });
}

/** Each child with the units for which it counts on the table's day, by place and by school. */
const childrenAt = sql`
  select c.id as child_id, unit_steps.at_id from children c
    cross join lateral unnest(array[c.registered_unit_id, c.residence_unit_id]) place
    join unit_steps on unit_steps.unit_id = place and unit_steps.stands
    where c.withdrawn_at is null
  union
  select schooling.child_id, unit_on(schooling.school_unit_id, table_day()) from schooling
    join children c on c.id = schooling.child_id and c.withdrawn_at is null
    where schooling.withdrawn_at is null and schooling.school_unit_id is not null
      and schooling.from_on <= table_day() and (schooling.to_on is null or schooling.to_on >= table_day())`;

/**
 * Merges units into one from a day on: the old ones stand until the day before, children stay written under them and
 * count for the successor from the day on.
 */
export async function mergeTheUnits(house: House, ask: Ask<unknown, unknown, Body>): Promise<UnitLine> {
  const { clock } = house;
  const { onDay, note } = ask.body;
  return ask.inTransaction(async (tx) => {
    await lockUnits(tx);
    const { kind, predecessors, successor, made } = await planMerge(house, tx, ask);
    const gone = predecessors.map((unit) => unit.id);
    const successorId = successor?.id ?? newId(clock);
    await tx
      .updateTable('units')
      .set({ valid_to: addDays(onDay, -1) })
      .where('id', 'in', gone)
      .execute();
    if (made) {
      const { name, code, parentId } = made;
      await tx
        .insertInto('units')
        .values({ id: successorId, kind, code, name, parent_id: parentId, valid_from: onDay })
        .execute();
      await takeOverCatchments(house, tx, ask, gone, successorId);
    }
    await endDutiesOf(tx, gone, addDays(onDay, -1));
    await tx
      .insertInto('unit_links')
      .values(
        gone.map((predecessorId) => ({
          id: newId(clock),
          predecessor_id: predecessorId,
          successor_id: successorId,
          on_day: onDay,
          kind: 'merged' as const,
          note: note ?? null,
          recorded_at: clock.now(),
          recorded_by: ask.actor.accountId,
        })),
      )
      .execute();
    const about = { onDay, note: note ?? null };
    await recordChanges(house, tx, ask.actor, [
      ...(made ? [{ unitId: successorId, kind: 'unit-added', body: { kind, ...made, fromOn: onDay } }] : []),
      { unitId: successorId, kind: 'unit-took-in', body: { predecessors: gone, ...about } },
      ...gone.map((unitId) => ({ unitId, kind: 'unit-merged', body: { into: successorId, ...about } })),
    ]);
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'mergeUnits',
      requestId: ask.requestId,
      what: { predecessorIds: gone, successorId, onDay },
    });
    return readUnit(tx, onDay > clock.today() ? onDay : clock.today(), successorId);
  });
}

async function planMerge(house: House, tx: Tx, ask: Ask<unknown, unknown, Body>): Promise<Plan> {
  const { predecessorIds, successor: wanted, onDay } = ask.body;
  const predecessors = await unitsOf(tx, predecessorIds);
  const kind = predecessors[0]?.kind ?? 'village';
  refuseFarDay(onDay, house.clock.today());
  for (const unit of predecessors) {
    await refuseOutside(tx, ask.actor, KEEPERS, unit);
    if (unit.kind !== kind || !(MERGED_KINDS as readonly UnitKind[]).includes(kind)) {
      throw problems.unlike({ name: unit.name });
    }
    if ('unitId' in wanted && wanted.unitId === unit.id) throw problems.intoItself({ name: unit.name });
    if (onDay <= unit.validFrom) throw problems.beforeBegin({ name: unit.name, from: unit.validFrom, day: onDay });
    await refuseUnlessStanding(tx, unit, onDay);
    await refuseBeforeItTookIn(tx, unit, onDay);
  }
  if ('unitId' in wanted) {
    const successor = await unitOf(tx, wanted.unitId);
    if (successor.kind !== kind) throw problems.unlike({ name: successor.name });
    await refuseOutside(tx, ask.actor, KEEPERS, successor);
    await refuseUnlessStanding(tx, successor, onDay);
    return { kind, predecessors, successor, made: null };
  }
  const made = { name: wanted.name, code: wanted.code ?? null, parentId: wanted.parentId };
  const parent = await unitOf(tx, made.parentId);
  await refuseOutside(tx, ask.actor, KEEPERS, parent);
  await refuseUnlessStanding(tx, parent, onDay);
  await refusePlace(
    tx,
    { kind, name: made.name, code: made.code, parent },
    predecessors.map((unit) => unit.id),
  );
  return { kind, predecessors, successor: null, made };
}

/** Where the old villages had one and the same school, the new one has it, too. Said before their catchments are ended. */
async function takeOverCatchments(
  house: House,
  tx: Tx,
  ask: Ask<unknown, unknown, Body>,
  gone: readonly string[],
  successorId: string,
): Promise<void> {
  const { onDay } = ask.body;
  const { rows } = await sql<{ stage: 'primary' | 'junior'; school_id: string }>`
    select stage, min(school_id::text)::uuid as school_id from catchments
    where village_id = any(${gone}::uuid[]) and from_on <= ${onDay}::date and (to_on is null or to_on >= ${onDay}::date)
    group by stage having count(distinct school_id) = 1 and count(distinct village_id) = ${gone.length}`.execute(tx);
  if (rows.length === 0) return;
  await tx
    .insertInto('catchments')
    .values(
      rows.map(({ stage, school_id }) => ({
        id: newId(house.clock),
        village_id: successorId,
        school_id,
        stage,
        from_on: onDay,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
      })),
    )
    .execute();
}
