import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import type { assignOwner } from '@quanxue/domain/cases/problem-list.ts';
import { problemListProblems, refuseDay, refusePost } from '@quanxue/domain/cases/problem-list-refusals.ts';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { newId } from '../../basis/ids.ts';
import { type LedgerChange, recordChanges } from '../../basis/ledger-events.ts';
import { findUnit } from './find-unit.ts';
import { seeChildren } from './see-child.ts';

type Body = z.output<NonNullable<(typeof assignOwner)['body']>>;

/** Names who answers for each of these children from a day on: for all of them or for none. */
export async function assignTheOwner(house: House, ask: Ask<unknown, unknown, Body>): Promise<{ changed: number }> {
  const { unitId, role, on } = ask.body;
  const name = ask.body.name || null;
  return ask.inTransaction(async (tx) => {
    const children = await seeChildren(tx, ask.body.childIds, true);
    refusePost(await findUnit(tx, unitId, on), role);
    const standing = await tx
      .selectFrom('child_owners')
      .selectAll()
      .where(
        'child_id',
        'in',
        children.map((child) => child.id),
      )
      .where('to_on', 'is', null)
      .execute();
    const owners = new Map(standing.map((row) => [row.child_id, row]));
    const changes: LedgerChange[] = [];
    for (const child of children) {
      const before = owners.get(child.id);
      if (before && before.unit_id === unitId && before.role === role && before.name === name) continue;
      refuseDay({ zh: '责任起始日期', en: 'Owner since' }, on, child, house.clock.today());
      if (before && on < before.from_on) {
        throw problemListProblems.beforeTheLast({
          name: child.name,
          what: '责任人',
          whatEn: 'owner',
          since: before.from_on,
          day: on,
        });
      }
      if (before) {
        await tx
          .updateTable('child_owners')
          .set({ to_on: addDays(on, -1) })
          .where('id', '=', before.id)
          .execute();
      }
      await tx
        .insertInto('child_owners')
        .values({
          id: newId(house.clock),
          child_id: child.id,
          unit_id: unitId,
          role,
          name,
          from_on: on,
          recorded_at: house.clock.now(),
          recorded_by: ask.actor.accountId,
        })
        .execute();
      await audit(house.clock, tx, {
        actorId: ask.actor.accountId,
        operation: 'assignOwner',
        requestId: ask.requestId,
        childId: child.id,
        what: { unit: unitId, role },
      });
      changes.push({
        childId: child.id,
        kind: 'owner-changed',
        body: {
          on,
          before: before ? { unit: before.unit_id, role: before.role } : null,
          after: { unit: unitId, role },
        },
        ...(name && { secret: { name } }),
      });
    }
    await recordChanges(house, tx, ask.actor, changes);
    return { changed: changes.length };
  });
}
