import { ATTENDING_STATES } from '@quanxue/domain/children/absence.ts';
import { LIST_KINDS, type ListKind } from '@quanxue/domain/children/fields.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import { classRows, rowsInForce, rowsNotTaken } from './lists-in-force.ts';

export interface UnidentifiedCounts {
  readonly total: number;
  readonly kinds: readonly { readonly kind: ListKind; readonly rows: number }[];
}

/** Rows of the lists in force that nobody on the ledger stands behind: a figure for the board, goal 0. */
export async function countUnidentifiedRows(tx: Tx): Promise<UnidentifiedCounts> {
  const { rows } = await sql<{ kind: ListKind; rows: number }>`
    ${sql.join(
      LIST_KINDS.map((kind) => sql`select ${kind} as kind, count(*)::int as rows from ${unidentified(kind)} r`),
      sql` union all `,
    )}`.execute(tx);
  return {
    total: rows.reduce((sum, each) => sum + each.rows, 0),
    kinds: LIST_KINDS.flatMap((kind) => rows.filter((each) => each.kind === kind && each.rows > 0)),
  };
}

function unidentified(kind: ListKind): RawBuilder<unknown> {
  switch (kind) {
    case 'population':
    case 'roll':
      return rowsNotTaken(kind);
    case 'households':
    case 'disability':
    case 'suspected':
      return sql`(select row from ${rowsInForce(kind)} r where child_id is null)`;
    case 'in-class':
      return sql`(with ${classRows(ATTENDING_STATES)} select row from class_rows where child_id is null)`;
  }
}
