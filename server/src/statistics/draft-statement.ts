import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { draftStatement, reviseStatement } from '@quanxue/domain/statistics/statement-operations.ts';
import { type Period, periodOf, statementsOf, usualDay } from '@quanxue/domain/statistics/statement-periods.ts';
import { terms } from '@quanxue/domain/terms.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { problems } from '../basis/problems.ts';
import { mustSeeExactly } from './count-content.ts';
import { statisticsProblems } from './problems.ts';

type Body = z.output<NonNullable<(typeof draftStatement)['body']>>;
type Revision = z.output<NonNullable<(typeof reviseStatement)['body']>>;
interface Params {
  readonly statementId: string;
}

/**
 * Drafts the statement of a unit and a period; where one was sent already, as its correction. Nothing is counted yet: a draft
 * shows what the ledgers say when it is looked at.
 */
export async function draftTheStatement(house: House, ask: Ask<unknown, unknown, Body>): Promise<{ id: string }> {
  const { kind, unitId, correction } = ask.body;
  const period = periodOf(kind, ask.body.period);
  if (!period) throw statisticsProblems.noSuchPeriod({ period: ask.body.period });
  const today = house.clock.today();
  const asOf = ask.body.asOf ?? usualDay(period, today);
  mustLieWithin(period, asOf, today);
  return ask.inTransaction(async (tx) => {
    const unit = await tx
      .selectFrom('units')
      .select(['id', 'name', 'kind'])
      .where('id', '=', unitId)
      .executeTakeFirst();
    if (!unit) throw problems.notFound();
    if (!statementsOf(unit.kind).includes(kind)) {
      throw statisticsProblems.notSentByUnit({ unit: unit.name, kind: terms.statementKind[kind][ask.language] });
    }
    await mustSeeExactly(tx, unit);
    const earlier = await tx
      .selectFrom('statements')
      .select(['id', 'state', 'supersedes'])
      .where('unit_id', '=', unitId)
      .where('kind', '=', kind)
      .where('period', '=', period.period)
      .where('state', '<>', 'dropped')
      .execute();
    if (earlier.some((each) => each.state === 'draft')) throw statisticsProblems.draftExists();
    const inForce = earlier.find((each) => !earlier.some((later) => later.supersedes === each.id));
    if (inForce && !correction) throw statisticsProblems.correctionNeeded();
    const id = newId(house.clock);
    await tx
      .insertInto('statements')
      .values({
        id,
        kind,
        unit_id: unitId,
        period: period.period,
        as_of: asOf,
        supersedes: inForce?.id ?? null,
        correction: inForce ? (correction ?? null) : null,
        drafted_at: house.clock.now(),
        drafted_by: ask.actor.accountId,
      })
      .execute();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'draftStatement',
      requestId: ask.requestId,
      what: { statementId: id, kind, unitId, period: period.period, supersedes: inForce?.id ?? null },
    });
    return { id };
  });
}

/** Another day or remark for a draft. */
export async function reviseTheStatement(house: House, ask: Ask<Params, unknown, Revision>): Promise<{ id: string }> {
  return change(house, ask, 'reviseStatement', (draft) => {
    const period = periodOf(draft.kind, draft.period);
    if (!period) throw statisticsProblems.noSuchPeriod({ period: draft.period });
    mustLieWithin(period, ask.body.asOf, house.clock.today());
    return { as_of: ask.body.asOf, remark: ask.body.remark };
  });
}

/** A draft that is not wanted. The row stays. */
export async function dropTheStatement(house: House, ask: Ask<Params>): Promise<{ id: string }> {
  return change(house, ask, 'dropStatement', () => ({ state: 'dropped' as const }));
}

type Draft = Awaited<ReturnType<typeof lockDraft>>;

async function change<A extends Ask<Params> | Ask<Params, unknown, Revision>>(
  house: House,
  ask: A,
  operation: string,
  into: (draft: Draft) => { as_of?: Day; remark?: string; state?: 'dropped' },
): Promise<{ id: string }> {
  return ask.inTransaction(async (tx) => {
    const draft = await lockDraft(tx, ask.params.statementId);
    await tx.updateTable('statements').set(into(draft)).where('id', '=', draft.id).execute();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation,
      requestId: ask.requestId,
      what: { statementId: draft.id },
    });
    return { id: draft.id };
  });
}

/** The draft with its unit, held until the transaction ends. @throws not-found, statement-not-a-draft. */
export async function lockDraft(tx: Tx, statementId: string) {
  const found = await tx
    .selectFrom('statements')
    .innerJoin('units', 'units.id', 'statements.unit_id')
    .select([
      'statements.id',
      'statements.kind',
      'statements.period',
      'statements.as_of',
      'statements.remark',
      'statements.state',
      'statements.supersedes',
      'statements.correction',
      'statements.unit_id',
      'units.name as unit',
    ])
    .where('statements.id', '=', statementId)
    .executeTakeFirst();
  if (!found) throw problems.notFound();
  // A sent statement cannot be locked for update (row security), and need not be.
  const held = await tx
    .selectFrom('statements')
    .select('state')
    .where('id', '=', statementId)
    .forUpdate()
    .executeTakeFirst();
  if (found.state !== 'draft' || held?.state !== 'draft') throw statisticsProblems.notDraft({ state: found.state });
  return found;
}

function mustLieWithin(period: Period, day: Day, today: Day): void {
  if (day < period.from || day > period.to || day > today) {
    throw statisticsProblems.statementDay({ day, from: period.from, to: period.to });
  }
}
