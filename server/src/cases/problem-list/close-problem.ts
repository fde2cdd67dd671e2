import type { ChildProblems, closeProblem } from '@quanxue/domain/cases/problem-list.ts';
import { problemListProblems, refuseDay } from '@quanxue/domain/cases/problem-list-refusals.ts';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { problems } from '../../basis/problems.ts';
import { readChildProblems } from './get-child-problems.ts';
import { openNote, sealNote } from './sealed.ts';
import { seeChild } from './see-child.ts';

type Params = z.output<NonNullable<(typeof closeProblem)['params']>>;
type Body = z.output<NonNullable<(typeof closeProblem)['body']>>;

/** Closes what was written by hand; what the ledgers and the cases say closes by itself when it is put right. */
export async function closeAProblem(house: House, ask: Ask<Params, unknown, Body>): Promise<ChildProblems> {
  const { childId, problemId: id } = ask.params;
  const { how, on } = ask.body;
  const note = ask.body.note || null;
  return ask.inTransaction(async (tx) => {
    const child = await seeChild(tx, childId, true);
    const open = await tx
      .selectFrom('child_problems')
      .select('found_on')
      .where('id', '=', id)
      .where('child_id', '=', childId)
      .executeTakeFirst();
    if (!open) throw problems.notFound();
    const key = await house.keys.ofChild(tx, childId);
    const there = await tx
      .selectFrom('child_problem_closings')
      .selectAll()
      .where('problem_id', '=', id)
      .executeTakeFirst();
    if (there) {
      const said = openNote(key, 'child_problem_closings', id, there.sealed);
      if (there.how !== how || there.on_day !== on || said !== note) {
        throw problemListProblems.problemClosedAlready({ day: there.on_day });
      }
      return readChildProblems(house, tx, ask.actor, childId);
    }
    refuseDay({ zh: '销号日期', en: 'Closed on' }, on, child, house.clock.today());
    if (on < open.found_on) throw problemListProblems.closedBeforeFound({ day: on, found: open.found_on });

    await tx
      .insertInto('child_problem_closings')
      .values({
        problem_id: id,
        child_id: childId,
        how,
        on_day: on,
        sealed: note ? sealNote(key, 'child_problem_closings', id, note) : null,
        data_key_id: note ? key.id : null,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
      })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      { childId, kind: 'problem-closed', body: { problem: id, how, on }, ...(note && { secret: { note } }) },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'closeProblem',
      requestId: ask.requestId,
      childId,
      what: { problem: id, how },
    });
    return readChildProblems(house, tx, ask.actor, childId);
  });
}
