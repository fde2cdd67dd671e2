import type { Statement, StatementContent } from '@quanxue/domain/statistics/statement-operations.ts';
import { periodOf } from '@quanxue/domain/statistics/statement-periods.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { Ask } from '../basis/http.ts';
import { problems } from '../basis/problems.ts';
import { countContent, mustSeeExactly } from './count-content.ts';
import { hashOfStatement } from './hash-statement.ts';
import { statisticsProblems } from './problems.ts';

/** One statement: a sent one as it was frozen, a draft as the ledgers have it now. */
export async function getTheStatement(ask: Ask<{ statementId: string }>): Promise<Statement> {
  return ask.inTransaction((tx) => readStatement(tx, ask.params.statementId));
}

interface Row {
  readonly id: string;
  readonly kind: Statement['kind'];
  readonly unit_id: string;
  readonly unit: string;
  readonly period: string;
  readonly as_of: string;
  readonly remark: string;
  readonly state: Statement['state'];
  readonly content: StatementContent | null;
  readonly sha256: string | null;
  readonly drafted_at: string;
  readonly drafter: string;
  readonly sent_at: string | null;
  readonly sender: string | null;
  readonly supersedes: string | null;
  readonly correction: string | null;
  readonly superseded_by: string | null;
  readonly previous: string | null;
}

export async function readStatement(tx: Tx, statementId: string): Promise<Statement> {
  const { rows } = await sql<Row>`
    select statements.*, units.name as unit, drafter.name as drafter, sender.name as sender,
        (select later.id from statements later where later.supersedes = statements.id and later.state = 'sent')
          as superseded_by,
        -- The last one sent of an earlier period; a corrected one gave way to its correction.
        (select before.id from statements before
          where before.unit_id = statements.unit_id and before.kind = statements.kind and before.state = 'sent'
            and before.as_of < statements.as_of and before.period <> statements.period
            and not exists (select from statements later where later.supersedes = before.id and later.state = 'sent')
          order by before.as_of desc, before.id desc limit 1) as previous
      from statements
        join units on units.id = statements.unit_id
        join accounts drafter on drafter.id = drafted_by
        left join accounts sender on sender.id = sent_by
      where statements.id = ${statementId}`.execute(tx);
  const row = rows[0];
  if (!row) throw problems.notFound();
  const period = periodOf(row.kind, row.period);
  if (!period) throw statisticsProblems.noSuchPeriod({ period: row.period });
  if (!row.content) await mustSeeExactly(tx, { id: row.unit_id, name: row.unit });
  return {
    id: row.id,
    kind: row.kind,
    unitId: row.unit_id,
    unit: row.unit,
    ...period,
    state: row.state,
    asOf: row.as_of,
    remark: row.remark,
    content: row.content ?? (await countContent(tx, { kind: row.kind, period, asOf: row.as_of })),
    sha256: row.sha256,
    intact: row.sha256 === null || hashOfStatement(row) === row.sha256,
    draftedAt: row.drafted_at,
    draftedBy: row.drafter,
    sentAt: row.sent_at,
    sentBy: row.sender,
    supersedes: row.supersedes,
    correction: row.correction,
    supersededBy: row.superseded_by,
    previous: row.previous,
  };
}
