import type { addProblem, ChildProblems } from '@quanxue/domain/cases/problem-list.ts';
import { problemListProblems, refuseDay } from '@quanxue/domain/cases/problem-list-refusals.ts';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { readChildProblems } from './get-child-problems.ts';
import { openNote, sealNote } from './sealed.ts';
import { seeChild } from './see-child.ts';

type Params = z.output<NonNullable<(typeof addProblem)['params']>>;
type Body = z.output<NonNullable<(typeof addProblem)['body']>>;

/** Writes a problem down, once, however often it is sent. */
export async function addAProblem(house: House, ask: Ask<Params, unknown, Body>): Promise<ChildProblems> {
  const { childId, problemId: id } = ask.params;
  const { source, kind, foundOn } = ask.body;
  const note = ask.body.note || null;
  return ask.inTransaction(async (tx) => {
    const child = await seeChild(tx, childId, true);
    const key = await house.keys.ofChild(tx, childId);
    const there = await tx.selectFrom('child_problems').selectAll().where('id', '=', id).executeTakeFirst();
    if (there) {
      const same =
        there.child_id === childId &&
        there.source === source &&
        there.kind === kind &&
        there.found_on === foundOn &&
        openNote(key, 'child_problems', id, there.sealed) === note;
      if (!same) throw problemListProblems.problemIdTaken({ id });
      return readChildProblems(house, tx, ask.actor, childId);
    }
    refuseDay({ zh: '发现日期', en: 'Found on' }, foundOn, child, house.clock.today());

    await tx
      .insertInto('child_problems')
      .values({
        id,
        child_id: childId,
        source,
        kind,
        found_on: foundOn,
        sealed: note ? sealNote(key, 'child_problems', id, note) : null,
        data_key_id: note ? key.id : null,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
      })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      {
        childId,
        kind: 'problem-added',
        body: { problem: id, source, kind, foundOn },
        ...(note && { secret: { note } }),
      },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'addProblem',
      requestId: ask.requestId,
      childId,
      what: { problem: id, kind },
    });
    return readChildProblems(house, tx, ask.actor, childId);
  });
}
