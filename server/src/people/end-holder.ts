import type { Role } from '@quanxue/domain/basis/operation.ts';
import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Duty, endHolder, HolderRow } from '@quanxue/domain/people/posts.ts';
import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import type { HoldersTable } from '../basis/tables/people.ts';
import { refuseAppointer } from './appoint-holder.ts';
import { lockUnits, refuseFarDay, unitOf } from './keep-units.ts';
import { readHolder } from './list-holders.ts';
import { problems } from './post-problems.ts';

type Params = z.output<NonNullable<(typeof endHolder)['params']>>;
type Body = z.output<NonNullable<(typeof endHolder)['body']>>;
type Holder = Selectable<HoldersTable>;

/** Ends a term without a successor: the post is vacant from the next day on, and is counted as such. */
export async function endTheHolder(house: House, ask: Ask<Params, unknown, Body>): Promise<HolderRow> {
  const { clock } = house;
  const { lastDay } = ask.body;
  return ask.inTransaction(async (tx) => {
    // A last day just before the first: appointed in error, never held.
    const holder = await openDuty(tx, ask, ask.params.holderId, addDays(lastDay, 1));
    refuseFarDay(lastDay, clock.today());

    await closeDuty(house, tx, ask, holder, lastDay, null);
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'endHolder',
      requestId: ask.requestId,
      what: { holderId: holder.id, duty: holder.duty, unitId: holder.unit_id },
    });
    return readHolder(tx, clock.today(), holder.id);
  });
}

/** A term that the actor may end, running on the day before `from` or later. @throws Problem `not-found`, `before-term`, `after-term`. */
export async function openDuty(tx: Tx, ask: Pick<Ask, 'actor'>, holderId: string, from: Day): Promise<Holder> {
  await lockUnits(tx);
  const holder = await tx.selectFrom('holders').selectAll().where('id', '=', holderId).executeTakeFirst();
  if (!holder) throw basisProblems.notFound();
  await refuseAppointer(tx, ask, holder.duty, await unitOf(tx, holder.unit_id));
  const { name } = holder;
  if (holder.to_on !== null && holder.to_on < from) throw problems.afterTerm({ name, to: holder.to_on });
  if (from < holder.from_on) throw problems.beforeTerm({ name, from: holder.from_on, day: from });
  return holder;
}

/** The access that goes with a duty. A clerk of the office stays there when somebody else coordinates. */
const ROLE_OF: Readonly<Partial<Record<Duty, Role>>> = {
  principal: 'principal',
  'grid-worker': 'grid-worker',
  'village-head': 'village',
  'township-leader': 'township-leader',
  'class-teacher': 'teacher',
};

/** Writes the last day of a term; the account's post there ends with it, unless the same account goes on. */
export async function closeDuty(
  house: House,
  tx: Tx,
  ask: Pick<Ask, 'actor'>,
  holder: Holder,
  lastDay: Day,
  nextAccountId: string | null,
): Promise<void> {
  await tx.updateTable('holders').set({ to_on: lastDay }).where('id', '=', holder.id).execute();
  const role = ROLE_OF[holder.duty];
  const endsAccess = role !== undefined && holder.account_id !== null && holder.account_id !== nextAccountId;
  if (endsAccess) {
    await sql`update posts set to_on = ${lastDay}::date
      where account_id = ${holder.account_id} and unit_id = ${holder.unit_id} and role = ${role}
        and (to_on is null or to_on > ${lastDay}::date)`.execute(tx);
  }
  const { id: holderId, duty, name } = holder;
  await recordChanges(house, tx, ask.actor, [
    { unitId: holder.unit_id, kind: 'duty-ended', body: { holderId, duty, name, lastDay, endsAccess } },
  ]);
}
