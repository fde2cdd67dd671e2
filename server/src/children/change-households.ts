import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import { householdNameOn } from '@quanxue/domain/children/household-names.ts';
import type { changeHouseholds, GivenHousehold } from '@quanxue/domain/children/ledger-operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../basis/actor.ts';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import { problems } from './ledger-problems.ts';
import { dateHouseholds } from './write-households.ts';

type Params = z.output<NonNullable<(typeof changeHouseholds)['params']>>;
type Body = z.output<NonNullable<(typeof changeHouseholds)['body']>>;

/** Categories of a household that begin, end or were wrong, each with its day. */
export async function changeTheHouseholds(house: House, ask: Ask<Params, unknown, Body>): Promise<{ id: string }> {
  const { childId } = ask.params;
  const { add = [], end = [], withdraw = [], reason } = ask.body;
  if (add.length + end.length + withdraw.length === 0) throw problems.nothingToChange();
  const today = house.clock.today();
  const now = house.clock.now();
  return ask.inTransaction(async (tx) => {
    const child = await tx
      .selectFrom('children')
      .select(['birth_date', 'households'])
      .where('id', '=', childId)
      .where('withdrawn_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!child) throw basisProblems.notFound();
    await dateHouseholds(tx, childId, now);
    for (const id of withdraw) {
      await one(
        await tx
          .updateTable('child_households')
          .set({ withdrawn_at: now })
          .where('id', '=', id)
          .where('child_id', '=', childId)
          .where('withdrawn_at', 'is', null)
          .returning('id')
          .execute(),
      );
    }
    for (const { id, on } of end) {
      if (on > today) throw problems.dayFuture({ day: on, today });
      const line = await tx
        .selectFrom('child_households')
        .select('from_on')
        .where('id', '=', id)
        .where('child_id', '=', childId)
        .where('withdrawn_at', 'is', null)
        .where('to_on', 'is', null)
        .executeTakeFirst();
      if (!line) throw problems.noSuchLine();
      if (line.from_on && on <= line.from_on) throw problems.endBeforeFrom({ on, from: line.from_on });
      if (on <= child.birth_date) throw problems.dayBeforeBirth({ day: on, birth: child.birth_date });
      await tx
        .updateTable('child_households')
        .set({ to_on: addDays(on, -1) })
        .where('id', '=', id)
        .execute();
    }
    await addLines(house, tx, ask.actor, childId, child.birth_date, add);
    const { rows } = await sql<{ households: string[] }>`
      update children set changed_at = ${now}::timestamptz, households = (
          select coalesce(array_agg(distinct category order by category), '{}') from child_households
            where child_id = ${childId} and withdrawn_at is null and to_on is null)
        where id = ${childId} returning households`.execute(tx);
    await recordChanges(house, tx, ask.actor, [
      {
        childId,
        kind: 'households-changed',
        body: {
          before: child.households,
          after: rows[0]?.households ?? [],
          added: add,
          ended: end,
          withdrawn: withdraw,
          reason,
        },
      },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'changeHouseholds',
      requestId: ask.requestId,
      childId,
    });
    return { id: childId };
  });
}

async function one(rows: readonly unknown[]): Promise<void> {
  if (rows.length === 0) throw problems.noSuchLine();
}

/** New dated lines. The projection in the child's row is the caller's. */
export async function addLines(
  house: Pick<House, 'clock'>,
  tx: Tx,
  actor: Actor,
  childId: string,
  birthDate: Day,
  given: readonly GivenHousehold[],
): Promise<void> {
  const today = house.clock.today();
  for (const { category, kind, fromOn } of given) {
    if (fromOn && fromOn > today) throw problems.dayFuture({ day: fromOn, today });
    if (fromOn && fromOn < birthDate) throw problems.dayBeforeBirth({ day: fromOn, birth: birthDate });
    const stands = await tx
      .selectFrom('child_households')
      .select('id')
      .where('child_id', '=', childId)
      .where('category', '=', category)
      .where('to_on', 'is', null)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (stands) {
      const { name } = householdNameOn(category, null, today);
      throw problems.categoryStands({ category: name.zh, categoryEn: name.en });
    }
    await tx
      .insertInto('child_households')
      .values({
        child_id: childId,
        category,
        kind: category === 'monitored' ? (kind ?? null) : null,
        from_on: fromOn ?? null,
        source: 'entry',
        recorded_at: house.clock.now(),
        recorded_by: actor.accountId,
      })
      .execute();
  }
}
