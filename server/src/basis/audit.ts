import type { Clock } from './clock.ts';
import type { Tx } from './database.ts';
import { newId } from './ids.ts';

/**
 * One row of who did what, in the transaction of the deed: it is on disk with the deed, or neither is. No names of
 * children in `what`; they are reached by `childId` and `caseId`, under row security.
 */
export async function audit(
  clock: Clock,
  tx: Tx,
  row: {
    readonly actorId: string | null;
    readonly operation: string;
    readonly requestId: string;
    readonly childId?: string;
    readonly caseId?: string;
    readonly what?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      id: newId(clock),
      at: clock.now(),
      actor_id: row.actorId,
      operation: row.operation,
      request_id: row.requestId,
      child_id: row.childId ?? null,
      case_id: row.caseId ?? null,
      what: JSON.stringify(row.what ?? {}),
    })
    .execute();
}
