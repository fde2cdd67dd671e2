import { fold } from '@quanxue/domain/casefile/fold.ts';
import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import type { addReliefResult, ChildRelief } from '@quanxue/domain/cases/joint-control.ts';
import { jointControlProblems } from '@quanxue/domain/cases/joint-control-refusals.ts';
import { refuseDay } from '@quanxue/domain/cases/problem-list-refusals.ts';
import { reliefs } from '@quanxue/domain/cases/relief.ts';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { problems } from '../../basis/problems.ts';
import { loadCase } from '../load-case.ts';
import { seeChild } from '../problem-list/see-child.ts';
import { recordIn } from '../record-entry.ts';
import { readChildRelief } from './get-child-relief.ts';
import { sealResult } from './sealed.ts';

type Params = z.output<NonNullable<(typeof addReliefResult)['params']>>;
type Body = z.output<NonNullable<(typeof addReliefResult)['body']>>;

/** Writes down what came of the help, once. */
export async function addAReliefResult(house: House, ask: Ask<Params, unknown, Body>): Promise<ChildRelief> {
  const { childId, reliefId, resultId } = ask.params;
  const { result, on, settled } = ask.body;
  return ask.inTransaction(async (tx) => {
    const child = await seeChild(tx, childId, true);
    const { rows } = await readChildRelief(house, tx, childId);
    const relief = rows.find((row) => row.id === reliefId);
    if (!relief) throw problems.notFound();
    const last = relief.results.at(-1);
    if (last?.text === result && last.on === on && last.settled === settled) return readChildRelief(house, tx, childId);
    if (relief.settled) throw jointControlProblems.reliefSettled();
    refuseDay({ zh: '结果日期', en: 'Day of the result' }, on, child, house.clock.today());
    if (on < relief.since) throw jointControlProblems.resultBeforeRelief({ day: on, since: relief.since });
    if (relief.caseId) await amendEntry(house, tx, ask, relief.caseId);
    else {
      const key = await house.keys.ofChild(tx, childId);
      await tx
        .insertInto('relief_results')
        .values({
          id: resultId,
          relief_id: reliefId,
          child_id: childId,
          on_day: on,
          settled,
          sealed: sealResult(key, resultId, result),
          data_key_id: key.id,
          recorded_at: house.clock.now(),
          recorded_by: ask.actor.accountId,
        })
        .execute();
      await recordChanges(house, tx, ask.actor, [
        {
          childId,
          kind: 'relief-result',
          body: { relief: reliefId, result: resultId, on, settled },
          secret: { result },
        },
      ]);
      await audit(house.clock, tx, {
        actorId: ask.actor.accountId,
        operation: 'addReliefResult',
        requestId: ask.requestId,
        childId,
        what: { relief: reliefId, settled },
      });
    }
    return readChildRelief(house, tx, childId);
  });
}

/** The entry as it stood, with its result. */
async function amendEntry(house: House, tx: Tx, ask: Ask<Params, unknown, Body>, caseId: string): Promise<void> {
  const { reliefId, resultId } = ask.params;
  const { result, on, settled } = ask.body;
  const before = await loadCase(house, tx, caseId, true);
  const entry = reliefs(fold(before.file, house.clock.today())).find((each) => each.entry.id === reliefId)?.entry;
  if (!entry) throw problems.notFound();
  const { id, ...rest } = entry;
  const amendment: Entry = {
    id: resultId,
    kind: 'amendment',
    on: house.clock.today(),
    of: id,
    replacement: { ...rest, details: { ...rest.details, result, resultOn: on, settled } },
  };
  await recordIn(house, tx, ask, before, amendment);
}
