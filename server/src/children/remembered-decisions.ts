import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

/* What persons have decided of rows and children: the newest of a pair holds. */

export interface HeldDecision {
  readonly actId: string;
  readonly childId: string;
  readonly childName: string;
  readonly by: string;
  readonly at: string;
}

/** All that was decided of one row, by its key. */
export interface RowDecisions {
  readonly same: HeldDecision | null;
  readonly apart: ReadonlyMap<string, HeldDecision>;
  /** Something was taken back: the row is to be asked about again. */
  readonly undone: boolean;
}

/** By the row's key as hex. @param key of one row only, else of all in the asker's sight */
export async function readDecisions(tx: Tx, key?: Buffer): Promise<ReadonlyMap<string, RowDecisions>> {
  const { rows } = await sql<{
    row_key: string;
    decision: 'same' | 'apart' | 'undone';
    act_id: string;
    child_id: string;
    child_name: string;
    by: string;
    at: string;
  }>`
    select distinct on (d.row_key, d.child_id) encode(d.row_key, 'hex') as row_key, d.decision, d.act_id, d.child_id,
      c.name as child_name, a.name as by, d.decided_at as at
    from match_decisions d join children c on c.id = d.child_id join accounts a on a.id = d.decided_by
    where ${key ? sql`d.row_key = ${key}` : sql`true`}
    order by d.row_key, d.child_id, d.decided_no desc`.execute(tx);
  const found = new Map<string, { same: HeldDecision | null; apart: Map<string, HeldDecision>; undone: boolean }>();
  for (const row of rows) {
    const of = found.get(row.row_key) ?? { same: null, apart: new Map(), undone: false };
    found.set(row.row_key, of);
    const held = { actId: row.act_id, childId: row.child_id, childName: row.child_name, by: row.by, at: row.at };
    if (row.decision === 'same') of.same = held;
    else if (row.decision === 'apart') of.apart.set(row.child_id, held);
    else of.undone = true;
  }
  return found;
}
