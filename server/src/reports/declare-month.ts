import type { countForDeclaration, Declaration, declareMonth } from '@quanxue/domain/reports/declaration-operations.ts';
import { terms } from '@quanxue/domain/terms.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems } from '../basis/problems.ts';
import { readSettings } from '../basis/settings.ts';
import { countUnits } from './count-units.ts';
import { countedOn, daysOfMonth, type MonthDays } from './declaration-days.ts';
import { type DeclaringUnit, declaringPosts, declaringUnits, owes } from './declaring-units.ts';
import { reportProblems } from './problems.ts';
import { differs, readDeclarations } from './read-declarations.ts';

type Counted = z.input<NonNullable<(typeof countForDeclaration)['answer']>>;
type Body = z.output<NonNullable<(typeof declareMonth)['body']>>;
type Params = z.output<NonNullable<(typeof declareMonth)['params']>>;

/** What the ledgers count for a unit's month: offered, not declared. */
export async function countTheMonth(house: House, ask: Ask<{ unitId: string; month: string }>): Promise<Counted> {
  const { unitId, month } = ask.params;
  return ask.inTransaction(async (tx) => {
    const { unit, days } = await find(house, tx, unitId, month);
    const day = countedOn(days, house.clock.today());
    const declared = await readDeclarations(tx, [month], unitId);
    return {
      unit: unit.name,
      countedOn: day,
      count: (await countUnits(tx, day))(unitId),
      declared: declared.length > 0,
    };
  });
}

/** States a month for one's own school or village, once under its id. What was stated before stays in sight. */
export async function declareTheMonth(house: House, ask: Ask<Params, unknown, Body>): Promise<Declaration> {
  const { actor, body } = ask;
  const { unitId, month, declarationId } = ask.params;
  return ask.inTransaction(async (tx) => {
    const { unit, days } = await find(house, tx, unitId, month);
    const post = (await declaringPosts(tx, actor)).get(unitId);
    if (!post) {
      const owner = terms.role[owes(unit)];
      throw reportProblems.notYourUnit({ unit: unit.name, owner: owner.zh, ownerEn: owner.en });
    }
    const before = await readDeclarations(tx, [month], unitId);
    const there = before.find((each) => each.id === declarationId);
    if (there) return there;
    const today = house.clock.today();
    if (today < days.opensOn) throw reportProblems.tooEarly({ month, day: days.opensOn });
    const day = countedOn(days, today);
    const count = (await countUnits(tx, day))(unitId);
    // Whoever states other figures than the ledgers, or than last time, says why.
    if (!body.remark && (before.length > 0 || differs(body, count))) throw reportProblems.remarkNeeded({ month });
    await tx
      .insertInto('declarations')
      .values({
        id: declarationId,
        unit_id: unitId,
        month: days.first,
        enrolled: body.enrolled,
        suspected: body.suspected,
        dropped: body.dropped,
        counted_on: day,
        counted: JSON.stringify(count),
        remark: body.remark ?? null,
        declared_at: house.clock.now(),
        declared_by: actor.accountId,
        post_role: post.role,
      })
      .execute();
    await audit(house.clock, tx, {
      actorId: actor.accountId,
      operation: 'declareMonth',
      requestId: ask.requestId,
      what: { unit: unitId, month, declaration: declarationId },
    });
    const { enrolled, suspected, dropped } = body;
    await recordChanges(house, tx, actor, [
      {
        unitId,
        kind: before.length > 0 ? 'declaration-corrected' : 'month-declared',
        body: { month, declaration: declarationId, on: day, enrolled, suspected, dropped, counted: { ...count } },
      },
    ]);
    const [stored] = await readDeclarations(tx, [month], unitId);
    if (!stored) throw new Error('the declaration that was just made is not there');
    return stored;
  });
}

async function find(
  house: House,
  tx: Tx,
  unitId: string,
  month: string,
): Promise<{ unit: DeclaringUnit; days: MonthDays }> {
  const unit = (await declaringUnits(tx)).find((each) => each.id === unitId);
  if (!unit) throw problems.notFound();
  const { 'reports.declare-day': day } = await readSettings(house.clock, tx, ['reports.declare-day']);
  return { unit, days: daysOfMonth(month, day) };
}
