import type { Statement, StatementContent } from '@quanxue/domain/statistics/statement-operations.ts';
import { periodOf } from '@quanxue/domain/statistics/statement-periods.ts';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { countContent, mustSeeExactly, readStandings } from './count-content.ts';
import { lockDraft } from './draft-statement.ts';
import { readStatement } from './get-statement.ts';
import { hashOfStatement } from './hash-statement.ts';
import { statisticsProblems } from './problems.ts';

/**
 * Sends a draft: what the ledgers say at this moment is frozen with each child's standing, hashed, and the hash goes into the
 * unit's chain. From then on nothing of it can change, whoever asks.
 */
export async function sendTheStatement(house: House, ask: Ask<{ statementId: string }>): Promise<Statement> {
  return ask.inTransaction(async (tx) => {
    const draft = await lockDraft(tx, ask.params.statementId);
    await mustSeeExactly(tx, { id: draft.unit_id, name: draft.unit });
    const period = periodOf(draft.kind, draft.period);
    if (!period) throw statisticsProblems.noSuchPeriod({ period: draft.period });
    const counted = await countContent(tx, { kind: draft.kind, period, asOf: draft.as_of });
    // As JSON has it, so that the hash is over what will be read again.
    const content = JSON.parse(JSON.stringify(counted)) as StatementContent;
    const standings = await readStandings(tx, draft.kind, draft.as_of);
    const sha256 = hashOfStatement({ ...draft, content });
    for (let from = 0; from < standings.length; from += 5000) {
      await tx
        .insertInto('statement_children')
        .values(standings.slice(from, from + 5000).map((each) => ({ statement_id: draft.id, ...each })))
        .execute();
    }
    await tx
      .updateTable('statements')
      .set({
        state: 'sent',
        content: JSON.stringify(content),
        sha256,
        sent_at: house.clock.now(),
        sent_by: ask.actor.accountId,
      })
      .where('id', '=', draft.id)
      .execute();
    await recordChanges(house, tx, ask.actor, [
      {
        unitId: draft.unit_id,
        kind: 'statement-sent',
        body: {
          statementId: draft.id,
          statement: draft.kind,
          period: draft.period,
          asOf: draft.as_of,
          sha256,
          supersedes: draft.supersedes,
        },
      },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'sendStatement',
      requestId: ask.requestId,
      what: { statementId: draft.id, sha256, children: standings.length },
    });
    return readStatement(tx, draft.id);
  });
}
