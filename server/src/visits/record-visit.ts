import { terms } from '@quanxue/domain/terms.ts';
import {
  LEAD_RESULTS,
  PLACE_RESULTS,
  type RoundKind,
  type recordVisit,
  resultsOf,
} from '@quanxue/domain/visits/rounds.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import type { VisitsHooks } from './hooks.ts';
import { problems } from './problems.ts';
import { resultPlace, sealRemark } from './remarks.ts';

type Params = z.output<NonNullable<(typeof recordVisit)['params']>>;
type Body = z.output<NonNullable<(typeof recordVisit)['body']>>;
type Answer = z.output<NonNullable<(typeof recordVisit)['answer']>>;

/**
 * One visit to one family: who was met, and what is so of each child. A later visit corrects an earlier one.
 * @throws Problem `visit-day-wrong`, `child-not-of-household`, `result-…`, `place-needed`, `visit-nobody-met`, `visit-without-result`.
 */
export async function recordAVisit(house: House, hooks: VisitsHooks, ask: Ask<Params, unknown, Body>): Promise<Answer> {
  const { roundId, visitId } = ask.params;
  const { body } = ask;
  return ask.inTransaction(async (tx) => {
    const household = await tx
      .selectFrom('round_households')
      .innerJoin('rounds', 'rounds.id', 'round_households.round_id')
      .select(['round_households.id', 'kind', 'from_on', 'frozen_on'])
      .where('round_households.id', '=', body.householdId)
      .where('rounds.id', '=', roundId)
      .executeTakeFirst();
    if (!household) throw basisProblems.notFound();
    const known = await tx.selectFrom('round_visits').select('id').where('id', '=', visitId).executeTakeFirst();
    if (!known) {
      const from = household.from_on < household.frozen_on ? household.from_on : household.frozen_on;
      if (body.onDay < from || body.onDay > house.clock.today()) throw problems.visitDay({ day: body.onDay, from });
      refuseWrong(household.kind, body, await namesOf(tx, household.id));
      await tx
        .insertInto('round_visits')
        .values({
          id: visitId,
          round_id: roundId,
          household_id: household.id,
          on_day: body.onDay,
          met: body.met,
          recorded_at: house.clock.now(),
          recorded_by: ask.actor.accountId,
          post_id: ask.post.id,
        })
        .execute();
      await writeResults(house, hooks, ask, tx, household.kind);
      await audit(house.clock, tx, {
        actorId: ask.actor.accountId,
        operation: 'recordVisit',
        requestId: ask.requestId,
        what: { roundId, visitId, householdId: household.id, results: body.results.length },
      });
    }
    return { visitId, ...(await standing(tx, roundId, household.id, visitId)) };
  });
}

async function namesOf(tx: Tx, householdId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('round_children')
    .innerJoin('children', 'children.id', 'round_children.child_id')
    .select(['children.id', 'children.name'])
    .where('household_id', '=', householdId)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

function refuseWrong(kind: RoundKind, { met, results }: Body, names: ReadonlyMap<string, string>): void {
  if (met === 'nobody' && results.length > 0) throw problems.nobodyMet();
  if (met !== 'nobody' && results.length === 0) throw problems.noResult();
  const seen = new Set<string>();
  for (const { childId, result, place } of results) {
    const name = names.get(childId);
    if (name === undefined) throw problems.notOfHousehold({ childId });
    if (seen.has(childId)) throw problems.resultTwice({ name });
    if (!resultsOf(kind).includes(result)) throw problems.resultNotOfKind({ name });
    if (PLACE_RESULTS.includes(result) && !place) throw problems.placeNeeded({ name });
    seen.add(childId);
  }
}

async function writeResults(
  house: House,
  hooks: VisitsHooks,
  ask: Ask<Params, unknown, Body>,
  tx: Tx,
  kind: RoundKind,
): Promise<void> {
  const { visitId } = ask.params;
  const { results, onDay } = ask.body;
  if (results.length === 0) return;
  const keys = await house.keys.ofChildren(
    tx,
    results.map((each) => each.childId),
  );
  for (const each of results) {
    const lead =
      hooks.openLead && LEAD_RESULTS.includes(each.result)
        ? await hooks.openLead(house, tx, ask.actor, {
            childId: each.childId,
            source: 'household-visit',
            sourceId: visitId,
            onDay,
            detail: [`${terms.roundKind[kind].zh}：${terms.visitResult[each.result].zh}`, each.note]
              .filter(Boolean)
              .join('；'),
          })
        : null;
    await tx
      .insertInto('round_results')
      .values({
        visit_id: visitId,
        child_id: each.childId,
        result: each.result,
        ...sealRemark(keys.get(each.childId), resultPlace(visitId, each.childId), each),
        lead_id: lead?.leadId ?? null,
      })
      .execute();
  }
}

async function standing(tx: Tx, roundId: string, householdId: string, visitId: string) {
  const rows = await tx
    .selectFrom('round_children')
    .leftJoin('round_last_results', (join) =>
      join
        .onRef('round_last_results.child_id', '=', 'round_children.child_id')
        .onRef('round_last_results.round_id', '=', 'round_children.round_id'),
    )
    .select(['round_last_results.result', 'round_last_results.visit_id', 'round_last_results.lead_id'])
    .where('round_children.round_id', '=', roundId)
    .where('household_id', '=', householdId)
    .execute();
  return {
    covered: rows.every((row) => row.result !== null),
    leads: rows.filter((row) => row.visit_id === visitId && row.lead_id !== null).length,
  };
}
