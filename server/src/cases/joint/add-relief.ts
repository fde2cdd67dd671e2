import type { addRelief, ChildRelief } from '@quanxue/domain/cases/joint-control.ts';
import { jointControlProblems } from '@quanxue/domain/cases/joint-control-refusals.ts';
import { refuseDay } from '@quanxue/domain/cases/problem-list-refusals.ts';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { loadCase } from '../load-case.ts';
import { seeChild } from '../problem-list/see-child.ts';
import { recordIn } from '../record-entry.ts';
import { openCaseOf, readChildRelief } from './get-child-relief.ts';
import { sealRelief } from './sealed.ts';

type Params = z.output<NonNullable<(typeof addRelief)['params']>>;
type Body = z.output<NonNullable<(typeof addRelief)['body']>>;

/** Writes a difficulty and the help down, once: in the log of the open case, else in the ledger. */
export async function addARelief(house: House, ask: Ask<Params, unknown, Body>): Promise<ChildRelief> {
  const { childId, reliefId: id } = ask.params;
  const { difficulty, help, unit, on } = ask.body;
  return ask.inTransaction(async (tx) => {
    const child = await seeChild(tx, childId, true);
    const { rows } = await readChildRelief(house, tx, childId);
    const there = rows.find((row) => row.id === id);
    if (there) {
      const same = there.difficulty === difficulty && there.help === help && there.unit === unit && there.since === on;
      if (!same) throw jointControlProblems.reliefIdTaken({ id });
      return readChildRelief(house, tx, childId);
    }
    const caseId = await openCaseOf(tx, childId);
    if (caseId) {
      const before = await loadCase(house, tx, caseId, true);
      await recordIn(house, tx, ask, before, { id, kind: 'relief', on, difficulty, help, unit });
      return readChildRelief(house, tx, childId);
    }
    refuseDay({ zh: '日期', en: 'Day' }, on, child, house.clock.today());
    const taken = await tx.selectFrom('relief_lines').select('sealed').where('id', '=', id).executeTakeFirst();
    if (taken) throw jointControlProblems.reliefIdTaken({ id });
    const key = await house.keys.ofChild(tx, childId);
    await tx
      .insertInto('relief_lines')
      .values({
        id,
        child_id: childId,
        unit,
        on_day: on,
        sealed: sealRelief(key, id, { difficulty, help }),
        data_key_id: key.id,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
      })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      { childId, kind: 'relief-added', body: { relief: id, unit, on }, secret: { difficulty, help } },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'addRelief',
      requestId: ask.requestId,
      childId,
      what: { relief: id },
    });
    return readChildRelief(house, tx, childId);
  });
}
