import type { Clock } from './clock.ts';
import type { Tx } from './database.ts';
import { newId } from './ids.ts';

/** One row of who did what. No names of children in `what`; they are reached by `childId` and `caseId`, under row security. */
export interface AuditRow {
  readonly actorId: string | null;
  readonly operation: string;
  readonly requestId: string;
  readonly childId?: string;
  readonly caseId?: string;
  readonly what?: Readonly<Record<string, unknown>>;
}

/** Writes it in the transaction of the deed: it is on disk with the deed, or neither is. */
export async function audit(clock: Clock, tx: Tx, row: AuditRow): Promise<void> {
  await auditMany(clock, tx, [row]);
}

/** The same for an act that touches many. */
export async function auditMany(clock: Clock, tx: Tx, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('audit')
    .values(
      rows.map((row) => ({
        id: newId(clock),
        at: clock.now(),
        actor_id: row.actorId,
        operation: row.operation,
        request_id: row.requestId,
        child_id: row.childId ?? null,
        case_id: row.caseId ?? null,
        what: JSON.stringify(row.what ?? {}),
      })),
    )
    .execute();
}
