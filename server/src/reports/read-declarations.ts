import type { Declaration, UnitCount } from '@quanxue/domain/reports/declaration-operations.ts';
import type { Tx } from '../basis/database.ts';

/** Declarations of these months, the newest of each unit and month first. */
export async function readDeclarations(
  tx: Tx,
  months: readonly string[],
  unitId?: string,
): Promise<(Declaration & { unitId: string })[]> {
  let query = tx
    .selectFrom('declarations')
    .innerJoin('accounts', 'accounts.id', 'declarations.declared_by')
    .selectAll('declarations')
    .select('accounts.name as person')
    .where(
      'month',
      'in',
      months.map((month) => `${month}-01`),
    );
  if (unitId) query = query.where('unit_id', '=', unitId);
  const rows = await query.orderBy('declared_at', 'desc').orderBy('declarations.id', 'desc').execute();
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    month: row.month.slice(0, 7),
    enrolled: row.enrolled,
    suspected: row.suspected,
    dropped: row.dropped,
    remark: row.remark,
    countedOn: row.counted_on,
    counted: row.counted as UnitCount,
    declaredAt: row.declared_at,
    by: { role: row.post_role, person: row.person },
  }));
}

/** Whether what is counted is what was declared; the unverified are beside it, not in it. */
export function differs(declared: Pick<Declaration, 'enrolled' | 'suspected' | 'dropped'>, count: UnitCount): boolean {
  return (
    declared.enrolled !== count.enrolled || declared.suspected !== count.suspected || declared.dropped !== count.dropped
  );
}
