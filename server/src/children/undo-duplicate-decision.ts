import { shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import type { undoDuplicateDecision } from '@quanxue/domain/children/duplicate-operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import { withdrawLine } from './correct-schooling.ts';
import { lockImports } from './decide-match.ts';
import { duplicateProblems } from './duplicate-problems.ts';

type Params = z.output<NonNullable<(typeof undoDuplicateDecision)['params']>>;

const REASON = '重复登记的判定已撤销';

/** Takes a decision back, and the lines of the schooling ledger that it wrote; the pair is asked about again. */
export async function undoTheDuplicateDecision(house: House, ask: Ask<Params>): Promise<{ restored: boolean }> {
  const { decisionId } = ask.params;
  return ask.inTransaction(async (tx) => {
    await lockImports(tx);
    const decided = await tx
      .selectFrom('duplicate_decisions')
      .selectAll()
      .where('id', '=', decisionId)
      .where('decision', '<>', 'undone')
      .executeTakeFirst();
    if (!decided) throw basisProblems.notFound();
    await refuseTwice(tx, decisionId);
    const { child_a: a, child_b: b, gone_id: goneId, gone_line_id: goneLine, kept_line_id: keptLine } = decided;
    const keptId = goneId === a ? b : a;
    const restored = goneId !== null && (await takeBack(house, tx, ask, goneId, goneLine));
    if (goneId) await takeBack(house, tx, ask, keptId, keptLine);
    await tx
      .insertInto('duplicate_decisions')
      .values({
        id: newId(house.clock),
        decision: 'undone',
        child_a: a,
        child_b: b,
        gone_id: null,
        gone_line_id: null,
        kept_line_id: null,
        undoes: decisionId,
        score: decided.score,
        decided_at: house.clock.now(),
        decided_by: ask.actor.accountId,
        post_role: ask.post.role,
        post_unit_id: ask.post.unitId,
      })
      .execute();
    const body = (other: string) => ({ decision: decided.decision, other });
    await recordChanges(house, tx, ask.actor, [
      { childId: a, kind: 'duplicate-undecided', body: body(b) },
      { childId: b, kind: 'duplicate-undecided', body: body(a) },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'undoDuplicateDecision',
      requestId: ask.requestId,
      childId: goneId ?? a,
      what: { decisionId },
    });
    return { restored };
  });
}

/** A line that was taken back by hand meanwhile is left at that. */
async function takeBack(
  house: House,
  tx: Tx,
  ask: Ask<Params>,
  childId: string,
  lineId: string | null,
): Promise<boolean> {
  if (!lineId) return false;
  const line = await tx
    .selectFrom('schooling')
    .select('id')
    .where('id', '=', lineId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!line) return false;
  await withdrawLine(house, tx, ask.actor, childId, lineId, REASON);
  return true;
}

async function refuseTwice(tx: Tx, decisionId: string): Promise<void> {
  const { rows } = await sql<{ by: string; at: string }>`
    select a.name as by, d.decided_at as at from duplicate_decisions d join accounts a on a.id = d.decided_by
      where d.undoes = ${decisionId}`.execute(tx);
  const before = rows[0];
  if (before) throw duplicateProblems.undoneAlready({ on: shanghaiDay(before.at), by: before.by });
}
