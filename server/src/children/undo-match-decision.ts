import { shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import type { undoMatchDecision } from '@quanxue/domain/children/match-operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import { countMove, lockImports, moveRow, readDecidable } from './decide-match.ts';
import { sentences } from './identify-sentences.ts';
import { NOTHING, readBatch } from './import-batch.ts';
import type { Imports } from './imports.ts';
import { matchProblems } from './match-problems.ts';

type Params = z.output<NonNullable<(typeof undoMatchDecision)['params']>>;

/**
 * Takes a decision back: a row of its own beside the decision. In a list that is not confirmed yet the row waits again; what
 * a confirmed list has written stays, and the next list is asked about anew.
 */
export async function undoTheMatchDecision(imports: Imports, ask: Ask<Params>): Promise<{ waitsAgain: boolean }> {
  const { house } = imports;
  const { actId } = ask.params;
  return ask.inTransaction(async (tx) => {
    await lockImports(tx);
    const decided = await tx
      .selectFrom('match_decisions')
      .selectAll()
      .where('act_id', '=', actId)
      .where('decision', '<>', 'undone')
      .orderBy('decided_no')
      .execute();
    const [first] = decided;
    if (!first) throw basisProblems.notFound();
    await refuseTwice(tx, first);
    const batch = await readBatch(tx, first.batch_id, true);
    await tx
      .insertInto('match_decisions')
      .values(
        decided.map((each) => ({
          id: newId(house.clock),
          act_id: actId,
          decision: 'undone' as const,
          row_key: each.row_key,
          child_id: each.child_id,
          kind: each.kind,
          batch_id: each.batch_id,
          row: each.row,
          score: each.score,
          decided_at: house.clock.now(),
          decided_by: ask.actor.accountId,
          post_role: ask.post.role,
          post_unit_id: ask.post.unitId,
        })),
      )
      .execute();
    const from = { importId: batch.id, list: batch.kind, row: first.row };
    await recordChanges(
      house,
      tx,
      ask.actor,
      decided.map((each) => ({
        childId: each.child_id,
        kind: 'match-undecided',
        body: { decision: each.decision, from },
      })),
    );
    const row = batch.state === 'preview' ? await readDecidable(imports, tx, batch, first.row) : undefined;
    const waited = row?.staged.waited;
    const again = row && waited && row.key.equals(first.row_key) && row.outcome !== 'waiting';
    if (again) {
      const problems = [
        ...waited.problems.map((each) => ({ ...each, level: 'warning' as const })),
        { ...placeOf(batch, row), level: 'warning' as const, message: sentences.waits(waited.review) },
      ];
      const compared = { outcome: 'waiting' as const, childId: null, staged: { ...NOTHING, problems, waited } };
      await moveRow(tx, await house.keys.ofBatch(tx, batch.id), batch, row, compared);
      await countMove(tx, batch, row.outcome, compared);
    }
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'undoMatchDecision',
      requestId: ask.requestId,
      what: { actId, importId: batch.id, row: first.row },
    });
    return { waitsAgain: Boolean(again) };
  });
}

async function refuseTwice(
  tx: Tx,
  decision: { readonly row_key: Buffer; readonly child_id: string; readonly decided_no: number },
): Promise<void> {
  const { rows } = await sql<{ by: string; at: string }>`
    select a.name as by, d.decided_at as at from match_decisions d join accounts a on a.id = d.decided_by
    where d.row_key = ${decision.row_key} and d.child_id = ${decision.child_id} and d.decision = 'undone'
      and d.decided_no > ${decision.decided_no} order by d.decided_no limit 1`.execute(tx);
  const before = rows[0];
  if (before) throw matchProblems.undoneAlready({ on: shanghaiDay(before.at), by: before.by });
}

function placeOf(
  batch: Awaited<ReturnType<typeof readBatch>>,
  row: { readonly sheet: string; readonly row: number; readonly name: string },
) {
  const column = batch.detail.mapping?.columns.find((each) => each.field === 'name');
  return {
    sheet: row.sheet,
    row: row.row,
    column: column?.letter ?? '',
    heading: column?.heading ?? '',
    value: row.name,
  };
}
